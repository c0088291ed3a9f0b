using System.Text.Json;
using Daogou.Core.Amounts;

namespace Daogou.Core.Deals;

/// <summary>The coupons that fit a deal best, and what is paid with them.</summary>
/// <param name="Coupon">The one that takes off most.</param>
/// <param name="Saved">What all of them take off.</param>
public sealed record CouponOffer(Coupon Coupon, Money PriceAfter, Money Saved)
{
    /// <summary>What each takes off, in the order in which they are used.</summary>
    public IReadOnlyList<PriceCut> Cuts { get; init; } = [new(Coupon, Saved)];

    public bool Equals(CouponOffer? other) =>
        other is not null && Coupon == other.Coupon && PriceAfter == other.PriceAfter && Saved == other.Saved && Cuts.SequenceEqual(other.Cuts);

    public override int GetHashCode() => HashCode.Combine(Coupon.Id, PriceAfter, Saved);
}

/// <summary>
/// Which coupons lower a deal's price most, by what can be expected of them: the saving and how far they are believed to work. The order is fixed:
/// sale price first, then the shop's promotion, its coupon, the platform's, each on what is left. Pure.
/// </summary>
public static class CouponMatch
{
    /// <summary>For one piece; null when nothing lowers its price.</summary>
    public static CouponOffer? BestFor(Deal deal, IEnumerable<Coupon> coupons, DateTimeOffset now)
    {
        if (deal.Price is not { } price)
        {
            return null;
        }
        var parts = Parts(deal, price, coupons, now);
        return parts.Count > 0 && Basket.Best(price, 1, parts) is { Cuts.Count: > 0 } best
            ? new CouponOffer(best.Cuts.MaxBy(cut => cut.Off.Minor)!.Coupon, best.Paid, best.Saved) { Cuts = best.Cuts }
            : null;
    }

    /// <summary>How many pieces to take so that one comes cheapest; null when one piece is as cheap.</summary>
    /// <param name="most">So many at most.</param>
    public static Reckoning? BestQuantity(Deal deal, IEnumerable<Coupon> coupons, int most, DateTimeOffset now) =>
        deal.Price is { } price && Parts(deal, price, coupons, now) is { Count: > 0 } parts && Basket.BestQuantity(price, most, parts) is { Pieces: > 1 } best ? best : null;

    /// <summary>Whether the coupon may be used on this deal at this price now.</summary>
    public static bool Fits(Coupon coupon, Deal deal, Money price, DateTimeOffset now) =>
        MayBeUsed(coupon, deal, price, now) && !(coupon.ThresholdMinor > price.Minor);

    private static List<PricePart> Parts(Deal deal, Money price, IEnumerable<Coupon> coupons, DateTimeOffset now) =>
    [
        .. from coupon in coupons
           where MayBeUsed(coupon, deal, price, now)
           select new PricePart(coupon, CouponRules.Of(coupon), coupon.TrustBp(now)),
    ];

    private static bool MayBeUsed(Coupon coupon, Deal deal, Money price, DateTimeOffset now) =>
        coupon.State == CouponState.Active
        && string.Equals(coupon.Merchant, deal.Merchant, StringComparison.OrdinalIgnoreCase)
        && !(coupon.StartsAt > now) && !(coupon.EndsAt <= now) && coupon.StockLeft != 0
        && (coupon.Currency is null || coupon.Currency == price.Currency)
        && InScope(coupon, deal);

    private static bool InScope(Coupon coupon, Deal deal) => coupon.Scope switch
    {
        CouponScope.Merchant => true,
        CouponScope.Items => deal.MerchantItem is { } item && Values(coupon).Contains(item, StringComparer.OrdinalIgnoreCase),
        CouponScope.Categories => deal.Category is { } category
            && Values(coupon).Any(value => category.Contains(value, StringComparison.OrdinalIgnoreCase)),
    };

    private static List<string> Values(Coupon coupon) => JsonSerializer.Deserialize<List<string>>(coupon.ScopeValues) ?? [];
}
