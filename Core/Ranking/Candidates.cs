using Daogou.Core.Amounts;
using Daogou.Core.Deals;
using Daogou.Core.Storage;

namespace Daogou.Core.Ranking;

/// <summary>The commission that a deal's programme is expected to pay, in basis points; 0 when unknown. The networks answer it.</summary>
public delegate int ExpectedCommission(Deal deal);

/// <summary>Every active deal, judged and scored as it stands now.</summary>
public static class Candidates
{
    public static async Task<IReadOnlyList<Candidate>> LoadAsync(Session session, ExpectedCommission commission, DateTimeOffset now)
    {
        var deals = await DealStore.ActiveAsync(session, now);
        var coupons = (await CouponStore.ActiveAsync(session, now)).ToLookup(coupon => coupon.Merchant, StringComparer.OrdinalIgnoreCase);
        var points = (await PriceHistory.SinceAsync(session, now.AddDays(-90))).ToLookup(point => point.DealId);
        var commissions = new Dictionary<string, int>(StringComparer.Ordinal);
        var candidates = new List<Candidate>(deals.Count);
        foreach (var deal in deals)
        {
            if (deal.Price is { } price)
            {
                if (!commissions.TryGetValue(deal.Merchant, out var bp))
                {
                    commissions[deal.Merchant] = bp = commission(deal);
                }
                candidates.Add(Judge(deal, price, [.. points[deal.Id]], coupons[deal.Merchant], bp, now));
            }
        }
        return candidates;
    }

    /// <summary>One deal as it stands now; null when it has no price.</summary>
    public static async Task<Candidate?> OneAsync(Session session, Deal deal, ExpectedCommission commission, DateTimeOffset now) =>
        deal.Price is { } price
            ? Judge(deal, price, await PriceHistory.ForAsync(session, deal.Id), await CouponStore.ActiveAsync(session, now, deal.Merchant), commission(deal), now)
            : null;

    private static Candidate Judge(
        Deal deal, Money price, IReadOnlyList<PricePoint> points, IEnumerable<Coupon> coupons, int commissionBp, DateTimeOffset now) =>
        DealScorer.Rate(deal, CouponMatch.BestFor(deal, coupons, now), PriceVerdict.Of(points, price, now), commissionBp, now);
}
