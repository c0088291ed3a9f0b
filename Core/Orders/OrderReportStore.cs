using Daogou.Core.Storage;

namespace Daogou.Core.Orders;

/// <summary>What networks said, kept for ever. The table refuses changes.</summary>
public static class OrderReportStore
{
    /// <summary>Keeps a report; null when the very same words were kept before.</summary>
    public static Task<long?> AddAsync(Session session, OrderReport report, ReportOrigin origin, DateTimeOffset now)
    {
        var body = ReportBody.Write(report);
        return session.FindAsync<long?>(
            """
            INSERT INTO order_reports (id, network, order_no, item_no, body, body_hash, origin, received_at, correction)
            VALUES (@Id, @Network, @OrderNo, @ItemNo, @Body, @Hash, @Origin, @Now, @Correction)
            ON CONFLICT (network, order_no, item_no, body_hash) DO NOTHING RETURNING id
            """,
            new { Id = Ids.Next(now), report.Network, report.OrderNo, report.ItemNo, Body = body, Hash = ReportBody.Hash(body), Origin = origin, Now = now, report.Correction });
    }

    /// <summary>The fact that an order stands on.</summary>
    public static async Task<OrderFact> FactAsync(Session session, Order order)
    {
        var latest = await GetAsync(session, order.ReportId);
        var source = order.RefReportId is not { } id ? null : id == order.ReportId ? latest : await GetAsync(session, id);
        return new OrderFact(latest, source, order.ConfirmedAt);
    }

    /// <summary>The corrections of an order item that were ever told, with the ids of their reports.</summary>
    public static async Task<IReadOnlyList<StoredReport>> CorrectionsAsync(Session session, OrderKey key) =>
    [
        .. from row in await session.QueryAsync<CorrectionRow>(
               "SELECT id, body FROM order_reports WHERE network = @Network AND order_no = @OrderNo AND item_no = @ItemNo AND correction IS NOT NULL ORDER BY id",
               new { key.Network, key.OrderNo, key.ItemNo })
           select new StoredReport(row.Id, ReportBody.Read(row.Body)),
    ];

    /// <summary>The fact of an order item that comes in rows, without its newest report and with it.</summary>
    public static async Task<(OrderFact? Before, OrderFact? After)> SumsAsync(Session session, OrderKey key, long newest)
    {
        var rows = (await ForAsync(session, key)).Select(row => new StoredReport(row.Id, row.Report)).Where(row => row.Report.Part is not null).ToList();
        List<StoredReport> before = [.. rows.Where(row => row.Id != newest)];
        return (before is [] ? null : OrderParts.Sum(before), OrderParts.Sum(rows));
    }

    /// <summary>All that was said of an order item, as it came.</summary>
    public static Task<IReadOnlyList<ReceivedReport>> ForAsync(Session session, OrderKey key) =>
        session.QueryAsync<ReceivedReport>(
            """
            SELECT * FROM order_reports WHERE network = @Network AND order_no = @OrderNo AND item_no = @ItemNo ORDER BY id
            """,
            new { key.Network, key.OrderNo, key.ItemNo });

    /// <summary>Every report ever received, oldest first: the journal can be made again from them.</summary>
    public static IAsyncEnumerable<ReceivedReport> StreamAsync(Session session) =>
        session.StreamAsync<ReceivedReport>("SELECT * FROM order_reports ORDER BY id");

    private sealed record CorrectionRow
    {
        public required long Id { get; init; }

        public required string Body { get; init; }
    }

    private static async Task<StoredReport> GetAsync(Session session, long id) =>
        new(id, ReportBody.Read(await session.ValueAsync<string>("SELECT body FROM order_reports WHERE id = @Id", new { Id = id })));
}

/// <summary>A report with how and when it came.</summary>
public sealed record ReceivedReport
{
    public required long Id { get; init; }

    public required string Body { get; init; }

    public required ReportOrigin Origin { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public OrderReport Report => ReportBody.Read(Body);
}
