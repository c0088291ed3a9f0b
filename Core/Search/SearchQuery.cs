using System.Runtime.InteropServices;

namespace Daogou.Core.Search;

/// <summary>What must hold beside the words. Nothing given: everything passes.</summary>
public sealed record SearchFilter
{
    /// <summary>Minor units of <see cref="Currency"/>; with a bound on the price only priced deals pass.</summary>
    public long? MinPriceMinor { get; init; }

    public long? MaxPriceMinor { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }

    /// <summary>The believed discount at least, in basis points.</summary>
    public int? MinDiscountBp { get; init; }

    /// <summary>The merchant's key.</summary>
    public string? Merchant { get; init; }

    /// <summary>A part of the category's name.</summary>
    public string? Category { get; init; }

    /// <summary>Only with a coupon that lowers the price now.</summary>
    public bool WithCoupon { get; init; }

    /// <summary>Only what is not known to be out of stock.</summary>
    public bool InStock { get; init; }

    internal bool IsEmpty => this == new SearchFilter();

    /// <summary>Whether a deal passes as the book has it now; the index may be a moment behind.</summary>
    internal bool Passes(IndexedDeal deal) =>
        (MinPriceMinor is null || deal.PriceMinor >= MinPriceMinor) && (MaxPriceMinor is null || deal.PriceMinor <= MaxPriceMinor)
        && (Currency is null || deal.Currency.Equals(Currency, StringComparison.OrdinalIgnoreCase)) && !(deal.DiscountBp < MinDiscountBp)
        && (Merchant is null || deal.Merchant.Equals(Merchant, StringComparison.OrdinalIgnoreCase))
        && (Category is null || Analyzer.Normal(deal.Category).Contains(Analyzer.Normal(Category), StringComparison.Ordinal))
        && (!WithCoupon || deal.HasCoupon) && (!InStock || deal.InStock);
}

/// <summary>A search.</summary>
public sealed record SearchQuery
{
    public const int MostTaken = 100;

    /// <summary>At most 100 characters are read. Empty: everything, the best first.</summary>
    public string Words { get; init; } = "";

    public SearchFilter Filter { get; init; } = new();

    /// <summary>1 to 100.</summary>
    public int Take { get; init => field = Math.Clamp(value, 1, MostTaken); } = 20;

    /// <summary>The cursor of the page before; null for the first.</summary>
    public string? Cursor { get; init; }

    /// <summary>Whether merchants, categories and price bands are counted too.</summary>
    public bool WithFacets { get; init; }
}

/// <summary>How the words were understood.</summary>
public enum SearchReading
{
    /// <summary>As they were typed.</summary>
    Exact = 1,

    /// <summary>A slip was repaired, a word completed or read by its sound.</summary>
    Repaired = 2,

    /// <summary>Nothing has all the words; these have the most of them.</summary>
    Nearest = 3,
}

/// <summary>A found deal's id with its scores, 0 to 100 each.</summary>
/// <param name="Score">Relevance and quality blended; the order of the answer.</param>
/// <param name="Relevance">How well the words fit (BM25 as a share of the best possible).</param>
/// <param name="Quality">The deal's own score.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SearchHit(long DealId, float Score, float Relevance, float Quality);

/// <summary>How many found deals have a value.</summary>
public sealed record FacetCount(string Value, int Count);

/// <summary>How many found deals cost between two prices, minor units; no upper bound: and more.</summary>
public sealed record PriceBand(long FromMinor, long? BelowMinor, string Currency, int Count);

/// <summary>What the found deals are made of.</summary>
/// <param name="Total">Deals found.</param>
/// <param name="IsAtLeast">There are more; counting ended there.</param>
public sealed record SearchFacets(
    int Total, bool IsAtLeast, IReadOnlyList<FacetCount> Merchants, IReadOnlyList<FacetCount> Categories, IReadOnlyList<PriceBand> Prices);
