using System.Buffers;

namespace Daogou.Core.Search;

/// <summary>A filter made ready for one segment, with what is shown at an instant.</summary>
internal sealed class SegmentFilter
{
    private readonly Segment _segment;
    private readonly SearchFilter _filter;
    private readonly ulong[]? _dead;
    private readonly long _now;
    private readonly bool _isOpen;
    private readonly int _merchant;
    private readonly int _currency;
    private readonly bool[]? _categories;
    private readonly DealFlags _flags;

    /// <param name="dead">A bit for each deal that another segment knows better.</param>
    public SegmentFilter(Segment segment, SearchFilter filter, ulong[]? dead, DateTimeOffset now)
    {
        (_segment, _filter, _dead, _now, _isOpen) = (segment, filter, dead, now.ToUnixTimeMilliseconds(), filter.IsEmpty);
        _merchant = filter.Merchant is { } merchant ? Array.FindIndex(segment.Merchants, known => known.Equals(merchant, StringComparison.OrdinalIgnoreCase)) : -1;
        _currency = filter.Currency is { } currency ? Array.FindIndex(segment.Currencies, known => known.Equals(currency, StringComparison.OrdinalIgnoreCase)) : -1;
        if (filter.Category is { } category)
        {
            var part = SearchValues.Create([Analyzer.Normal(category)], StringComparison.Ordinal);
            _categories = [.. segment.Categories.Select(known => Analyzer.Normal(known).AsSpan().ContainsAny(part))];
        }
        _flags = (filter.WithCoupon ? DealFlags.Coupon : DealFlags.None) | (filter.InStock ? DealFlags.InStock : DealFlags.None)
            | (filter.MinPriceMinor is null && filter.MaxPriceMinor is null ? DealFlags.None : DealFlags.Priced);
    }

    public bool Passes(int doc)
    {
        ref readonly var facts = ref _segment[doc];
        if (facts.StartsAt > _now || facts.EndsAt <= _now || (_dead is not null && (_dead[doc >> 6] & (1ul << (doc & 63))) != 0))
        {
            return false;
        }
        return _isOpen
            || ((facts.Flags & _flags) == _flags
                && !(facts.PriceMinor < _filter.MinPriceMinor) && !(facts.PriceMinor > _filter.MaxPriceMinor) && !(facts.DiscountBp < _filter.MinDiscountBp)
                && (_filter.Merchant is null || facts.Merchant == _merchant)
                && (_filter.Currency is null || facts.Currency == _currency)
                && _categories?[facts.Category] != false);
    }
}
