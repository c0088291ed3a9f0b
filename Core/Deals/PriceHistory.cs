using Daogou.Core.Storage;

namespace Daogou.Core.Deals;

/// <summary>What an offer cost from an instant on, until the next point.</summary>
public sealed record PricePoint
{
    public required long DealId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required long PriceMinor { get; init; }

    public long? ListPriceMinor { get; init; }

    /// <summary>Points of another currency than the present price's say nothing about it.</summary>
    public required string Currency { get; init; }
}

/// <summary>SQL of <c>price_points</c>: every change of a price from the first day.</summary>
public static class PriceHistory
{
    public static Task<IReadOnlyList<PricePoint>> ForAsync(Session session, long dealId) =>
        session.QueryAsync<PricePoint>(
            "SELECT deal_id, at, price_minor, list_price_minor, currency FROM price_points WHERE deal_id = @DealId ORDER BY at", new { DealId = dealId });

    /// <summary>Points of all active deals that matter for what holds since <paramref name="since"/>, with each deal's last one before it.</summary>
    public static Task<IReadOnlyList<PricePoint>> SinceAsync(Session session, DateTimeOffset since) =>
        session.QueryAsync<PricePoint>(
            """
            SELECT point.deal_id, point.at, point.price_minor, point.list_price_minor, point.currency
            FROM price_points point JOIN deals deal ON deal.id = point.deal_id AND deal.state = 1
            WHERE point.at >= COALESCE((SELECT MAX(before.at) FROM price_points before WHERE before.deal_id = point.deal_id AND before.at <= @Since), 0)
            ORDER BY point.deal_id, point.at
            """,
            new { Since = since });

    public static Task<PricePoint?> LastAsync(Session session, long dealId) =>
        session.FindAsync<PricePoint>(
            "SELECT deal_id, at, price_minor, list_price_minor, currency FROM price_points WHERE deal_id = @DealId ORDER BY at DESC LIMIT 1", new { DealId = dealId });

    /// <summary>Adds the first points of deals that are new.</summary>
    public static RowStatement Adding(Session session) =>
        session.Prepare("INSERT INTO price_points (deal_id, at, price_minor, list_price_minor, currency) VALUES (?, ?, ?, ?, ?)");

    public static ValueTask<int> AddAsync(RowStatement adding, PricePoint point) =>
        adding.Add(point.DealId).Add(point.At).Add(point.PriceMinor).Add(point.ListPriceMinor).Add(point.Currency).RunAsync();

    public static Task AddAsync(Session session, PricePoint point) =>
        session.ExecuteAsync(
            """
            INSERT INTO price_points (deal_id, at, price_minor, list_price_minor, currency) VALUES (@DealId, @At, @PriceMinor, @ListPriceMinor, @Currency)
            ON CONFLICT (deal_id, at) DO UPDATE
            SET price_minor = excluded.price_minor, list_price_minor = excluded.list_price_minor, currency = excluded.currency
            """,
            point);
}
