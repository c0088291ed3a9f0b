using System.Text.Json;

namespace Daogou.Core.Deals;

/// <summary>Coupons laid out by merchant and scope, so that each of many deals meets only the few that may fit it.</summary>
public sealed class CouponBook
{
    private readonly Dictionary<string, Shelf> _shelves = new(StringComparer.OrdinalIgnoreCase);

    public CouponBook(IEnumerable<Coupon> coupons)
    {
        foreach (var coupon in coupons)
        {
            if (!_shelves.TryGetValue(coupon.Merchant, out var shelf))
            {
                _shelves[coupon.Merchant] = shelf = new Shelf();
            }
            shelf.Add(coupon);
        }
    }

    /// <summary>Coupons whose merchant and scope cover the deal; window and threshold are <see cref="CouponMatch"/>'s to check.</summary>
    public IEnumerable<Coupon> For(Deal deal) => _shelves.TryGetValue(deal.Merchant, out var shelf) ? shelf.For(deal) : [];

    private sealed class Shelf
    {
        private readonly List<Coupon> _everything = [];
        private readonly Dictionary<string, List<Coupon>> _items = new(StringComparer.OrdinalIgnoreCase);
        private readonly List<(string Category, Coupon Coupon)> _categories = [];

        public void Add(Coupon coupon)
        {
            switch (coupon.Scope)
            {
                case CouponScope.Merchant:
                    _everything.Add(coupon);
                    break;
                case CouponScope.Items:
                    foreach (var item in Values(coupon))
                    {
                        (_items.TryGetValue(item, out var list) ? list : _items[item] = []).Add(coupon);
                    }
                    break;
                case CouponScope.Categories:
                    _categories.AddRange(Values(coupon).Select(category => (category, coupon)));
                    break;
            }
        }

        public IEnumerable<Coupon> For(Deal deal) =>
            _everything
                .Concat(deal.MerchantItem is { } item && _items.TryGetValue(item, out var own) ? own : [])
                .Concat(deal.Category is { } category
                    ? _categories.Where(entry => category.Contains(entry.Category, StringComparison.OrdinalIgnoreCase)).Select(entry => entry.Coupon)
                    : []);

        private static IEnumerable<string> Values(Coupon coupon) =>
            (JsonSerializer.Deserialize<List<string>>(coupon.ScopeValues) ?? []).Distinct(StringComparer.OrdinalIgnoreCase);
    }
}
