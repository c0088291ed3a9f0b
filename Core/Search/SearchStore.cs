using Daogou.Core.Deals;
using Daogou.Core.Ranking;
using Daogou.Core.Storage;

namespace Daogou.Core.Search;

/// <summary>Words that were searched for.</summary>
public sealed record PastWords
{
    public required string Words { get; init; }

    public required long Asked { get; init; }
}

/// <summary>SQL of <c>search_words</c> and <c>search_rebuilds</c>.</summary>
public static class SearchStore
{
    private const int DaysKept = 90;

    public static async Task CountAsync(Session session, IReadOnlyDictionary<string, int> asked, DateTimeOffset now)
    {
        foreach (var (words, times) in asked.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            await session.ExecuteAsync(
                """
                INSERT INTO search_words (words, asked, last_at) VALUES (@Words, @Times, @Now)
                ON CONFLICT (words) DO UPDATE SET asked = search_words.asked + excluded.asked, last_at = excluded.last_at
                """,
                new { Words = words, Times = times, Now = now });
        }
        await session.ExecuteAsync("DELETE FROM search_words WHERE last_at < @Before", new { Before = now.AddDays(-DaysKept) });
    }

    /// <summary>The words asked for at least so often, the most frequent first.</summary>
    public static Task<IReadOnlyList<PastWords>> FrequentAsync(Session session, int least, int most) =>
        session.QueryAsync<PastWords>(
            "SELECT words, asked FROM search_words WHERE asked >= @Least ORDER BY asked DESC, words LIMIT @Most", new { Least = least, Most = most });

    public static Task AskRebuildAsync(Session session, DateTimeOffset now) =>
        session.ExecuteAsync(
            "INSERT INTO search_rebuilds (id, asked_at) VALUES (1, @Now) ON CONFLICT (id) DO UPDATE SET asked_at = excluded.asked_at", new { Now = now });

    public static Task<DateTimeOffset?> RebuildAskedAsync(Session session) =>
        session.FindAsync<DateTimeOffset?>("SELECT asked_at FROM search_rebuilds WHERE id = 1");

    /// <summary>All price points of these deals, by deal and time.</summary>
    internal static Task<IReadOnlyList<PricePoint>> PointsAsync(Session session, long[] deals) =>
        session.QueryAsync<PricePoint>(
            $"SELECT deal_id, at, price_minor, list_price_minor, currency FROM price_points WHERE {session.IsAmong("deal_id", "Deals")} ORDER BY deal_id, at",
            new { Deals = session.List(deals) });
}

/// <summary>Judges deals by the same rule as the rankings, a few thousand at a time.</summary>
internal sealed class DealJudge(CouponBook coupons, IReadOnlyDictionary<long, SourceRecord> sources, ExpectedCommission commission, DateTimeOffset now)
{
    private readonly Dictionary<string, int> _commissions = new(StringComparer.Ordinal);

    public static async Task<DealJudge> OpenAsync(
        Session session, IReadOnlyDictionary<long, SourceRecord> sources, ExpectedCommission commission, DateTimeOffset now) =>
        new(new CouponBook(await CouponStore.ActiveAsync(session, now)), sources, commission, now);

    /// <summary>Each deal with its judgement; null for those without a price.</summary>
    public async Task<IReadOnlyList<(Deal Deal, Candidate? Candidate)>> JudgeAsync(Session session, IReadOnlyList<Deal> deals)
    {
        var points = (await SearchStore.PointsAsync(session, [.. deals.Select(deal => deal.Id)])).ToLookup(point => point.DealId);
        return [.. deals.Select(deal => (deal, Judge(deal, points[deal.Id])))];
    }

    private Candidate? Judge(Deal deal, IEnumerable<PricePoint> points)
    {
        if (deal.Price is not { } price)
        {
            return null;
        }
        if (!_commissions.TryGetValue(deal.Merchant, out var bp))
        {
            _commissions[deal.Merchant] = bp = commission(deal);
        }
        return DealScorer.Rate(
            deal, CouponMatch.BestFor(deal, coupons.For(deal), now), PriceVerdict.Of([.. points], price, now), bp, sources.GetValueOrDefault(deal.SourceId ?? 0), now);
    }
}
