using System.Text.Json;
using Daogou.Core.Amounts;

namespace Daogou.Core.Deals;

/// <summary>A coupon that fits a deal, and what is paid with it.</summary>
public sealed record CouponOffer(Coupon Coupon, Money PriceAfter, Money Saved);

/// <summary>Which coupon lowers a deal's price most. The order is fixed: sale price first, then the coupon on what is left of it. Pure.</summary>
public static class CouponMatch
{
    public static CouponOffer? BestFor(Deal deal, IEnumerable<Coupon> coupons, DateTimeOffset now) =>
        deal.Price is not { } price
            ? null
            : (from coupon in coupons
               where Fits(coupon, deal, price, now)
               let saved = Saving(coupon, price)
               where saved.Minor > 0
               orderby saved.Minor descending, coupon.EndsAt ?? DateTimeOffset.MaxValue, coupon.Id
               select new CouponOffer(coupon, price - saved, saved)).FirstOrDefault();

    /// <summary>Whether the coupon may be used on this deal at this price now.</summary>
    public static bool Fits(Coupon coupon, Deal deal, Money price, DateTimeOffset now) =>
        coupon.State == CouponState.Active
        && string.Equals(coupon.Merchant, deal.Merchant, StringComparison.OrdinalIgnoreCase)
        && !(coupon.StartsAt > now) && !(coupon.EndsAt <= now)
        && (coupon.Currency is null || coupon.Currency == price.Currency)
        && !(coupon.ThresholdMinor > price.Minor)
        && InScope(coupon, deal);

    private static bool InScope(Coupon coupon, Deal deal) => coupon.Scope switch
    {
        CouponScope.Merchant => true,
        CouponScope.Items => deal.MerchantItem is { } item && Values(coupon).Contains(item, StringComparer.OrdinalIgnoreCase),
        CouponScope.Categories => deal.Category is { } category
            && Values(coupon).Any(value => category.Contains(value, StringComparison.OrdinalIgnoreCase)),
    };

    /// <summary>Never more than the price itself: nothing is paid out for buying.</summary>
    private static Money Saving(Coupon coupon, Money price) => coupon.Kind switch
    {
        CouponKind.AmountOff => new Money(Math.Min(coupon.AmountMinor ?? 0, price.Minor), price.Currency),
        CouponKind.PercentOff => new Rate(coupon.PercentBp ?? 0).Of(price),
    };

    private static List<string> Values(Coupon coupon) => JsonSerializer.Deserialize<List<string>>(coupon.ScopeValues) ?? [];
}
