using Daogou.Core.Amounts;
using Daogou.Core.Catalog;
using Daogou.Core.Deals;
using Daogou.Core.Storage;

namespace Daogou.Core.Ranking;

/// <summary>The commission that a deal's programme is expected to pay, in basis points; 0 when unknown. The networks answer it.</summary>
public delegate int ExpectedCommission(Deal deal);

/// <summary>Every active deal, judged and scored as it stands now.</summary>
public static class Candidates
{
    public static async Task<IReadOnlyList<Candidate>> LoadAsync(Session session, ExpectedCommission commission, DateTimeOffset now, PriceTruthRule? rule = null)
    {
        var deals = await DealStore.ActiveAsync(session, now);
        var coupons = new CouponBook(await CouponStore.ActiveAsync(session, now));
        var sources = (await FeedItemStore.RecordsAsync(session)).ToDictionary(record => record.SourceId);
        var points = (await PriceHistory.SinceAsync(session, now.AddDays(-90))).ToLookup(point => point.DealId);
        var products = await ProductStore.SharedAsync(session);
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
                candidates.Add(Judge(deal, price, [.. points[deal.Id]], coupons.For(deal), bp, sources.GetValueOrDefault(deal.SourceId ?? 0), now, rule) with
                {
                    ProductId = products.GetValueOrDefault(deal.Id, deal.Id),
                });
            }
        }
        return candidates;
    }

    /// <summary>One deal as it stands now; null when it has no price.</summary>
    public static async Task<Candidate?> OneAsync(Session session, Deal deal, ExpectedCommission commission, DateTimeOffset now, PriceTruthRule? rule = null)
    {
        if (deal.Price is not { } price)
        {
            return null;
        }
        var points = await PriceHistory.ForAsync(session, deal.Id);
        var coupons = await CouponStore.ActiveAsync(session, now, deal.Merchant);
        var source = (await FeedItemStore.RecordsAsync(session)).FirstOrDefault(record => record.SourceId == deal.SourceId);
        return Judge(deal, price, points, coupons, commission(deal), source, now, rule);
    }

    /// <summary>One deal as it stood at an instant: its price from the history, the coupons that were known then; null when it was not there yet.</summary>
    public static async Task<Candidate?> ThenAsync(Session session, Deal deal, ExpectedCommission commission, DateTimeOffset at, PriceTruthRule? rule = null)
    {
        var points = (await PriceHistory.ForAsync(session, deal.Id)).Where(point => point.At <= at).ToList();
        if (points is not [.., var last])
        {
            return null;
        }
        var then = deal with
        {
            PriceMinor = last.PriceMinor,
            ListPriceMinor = last.ListPriceMinor,
            Currency = last.Currency,
            State = DealState.Active,
            ChangedAt = deal.ChangedAt <= at ? deal.ChangedAt : last.At,
            EndsAt = deal.EndsAt <= at ? null : deal.EndsAt,
        };
        var coupons = await CouponStore.KnownAtAsync(session, deal.Merchant, at);
        return Judge(then, then.Price!.Value, points, coupons, commission(deal), null, at, rule);
    }

    private static Candidate Judge(
        Deal deal, Money price, IReadOnlyList<PricePoint> points, IEnumerable<Coupon> coupons, int commissionBp, SourceRecord? source, DateTimeOffset now,
        PriceTruthRule? rule) =>
        DealScorer.Rate(deal, CouponMatch.BestFor(deal, coupons, now), PriceVerdict.Of(points, price, now, rule), commissionBp, source, now);
}
