using System.Globalization;
using Daogou.Core.Amounts;
using Daogou.Core.Orders;
using Daogou.Core.Storage;

namespace Daogou.Core.Reports;

/// <summary>What a group earned for its admin: how much, when it can be withdrawn, and which deals did it. Orders first reported in the period.</summary>
public sealed record GroupStatement(
    long GroupId, string Title, ReportPeriod Period, IReadOnlyList<GroupTotal> Totals, IReadOnlyList<GroupDeal> Deals, IReadOnlyList<GroupPayable> Payable)
{
    /// <summary>Null when there is no such group.</summary>
    public static async Task<GroupStatement?> ForAsync(Session session, long groupId, ReportPeriod period)
    {
        if (await session.FindAsync<string>("SELECT title FROM groups WHERE id = @Id", new { Id = groupId }) is not { } title)
        {
            return null;
        }
        var orders = await session.QueryAsync<OrderRow>(
            $"""
            WITH o AS MATERIALIZED (
                SELECT orders.*, {OrderSubjects.Of("orders")} AS subject FROM orders
                WHERE group_id = @GroupId AND first_seen_at >= @Start AND first_seen_at < @End)
            SELECT o.id, o.deal_id, COALESCE(d.title, o.title) AS title, o.currency, o.status, o.sale_minor,
                CASE WHEN t.released_at IS NULL THEN t.release_at END AS release_at,
                CAST(COALESCE(SUM(CASE WHEN l.account LIKE '%:pending' THEN l.amount_minor ELSE 0 END), 0) AS BIGINT) AS pending_minor,
                CAST(COALESCE(SUM(CASE WHEN l.account LIKE '%:available' THEN l.amount_minor ELSE 0 END), 0) AS BIGINT) AS available_minor,
                CAST(COALESCE(SUM(CASE WHEN l.account LIKE '%:held' THEN l.amount_minor ELSE 0 END), 0) AS BIGINT) AS held_minor
            FROM o
            LEFT JOIN deals d ON d.id = o.deal_id
            LEFT JOIN order_terms t ON t.order_id = o.id
            LEFT JOIN ledger_entries e ON e.subject = o.subject
            LEFT JOIN ledger_lines l ON l.entry_seq = e.seq AND l.account LIKE 'admin:%'
            GROUP BY o.id, o.deal_id, COALESCE(d.title, o.title), o.currency, o.status, o.sale_minor, CASE WHEN t.released_at IS NULL THEN t.release_at END
            """,
            new { GroupId = groupId, period.Start, period.End });
        return new GroupStatement(groupId, title, period, Total(orders), ByDeal(orders), WhenPayable(orders, period));
    }

    /// <summary>The deals as a file.</summary>
    public string ToCsv(bool byteOrderMark = false) =>
        CsvText.Write(
            ["deal", "title", "currency", "orders", "void", "sale", "share"],
            Deals.Select(IReadOnlyList<string?> (deal) =>
            [
                deal.DealId?.ToString(CultureInfo.InvariantCulture), deal.Title, deal.Share.Currency, deal.Orders.ToString(CultureInfo.InvariantCulture),
                deal.VoidOrders.ToString(CultureInfo.InvariantCulture), deal.Sale.ToDecimalText(), deal.Share.ToDecimalText(),
            ]),
            byteOrderMark);

    private static IReadOnlyList<GroupTotal> Total(IReadOnlyList<OrderRow> orders) =>
    [
        .. from order in orders
           group order by order.Currency into currency
           orderby currency.Key
           select new GroupTotal(
               currency.LongCount(),
               Sum(currency, order => order.Status == OrderStatus.Void ? 0 : order.SaleMinor),
               Sum(currency, order => order.PendingMinor),
               Sum(currency, order => order.AvailableMinor),
               Sum(currency, order => order.HeldMinor)),
    ];

    private static IReadOnlyList<GroupDeal> ByDeal(IReadOnlyList<OrderRow> orders) =>
    [
        .. from order in orders
           group order by (order.DealId, order.Currency) into deal
           let row = new GroupDeal(
               deal.Key.DealId,
               deal.Select(order => order.Title).FirstOrDefault(title => title is not null) ?? "—",
               deal.LongCount(),
               deal.LongCount(order => order.Status == OrderStatus.Void),
               Sum(deal, order => order.Status == OrderStatus.Void ? 0 : order.SaleMinor),
               Sum(deal, order => order.ShareMinor))
           orderby row.Share.Currency, row.Share.Minor descending, row.DealId
           select row,
    ];

    private static IReadOnlyList<GroupPayable> WhenPayable(IReadOnlyList<OrderRow> orders, ReportPeriod period) =>
    [
        .. from order in orders
           where order.PendingMinor != 0
           group order by (Day: order.ReleaseAt is { } at ? period.DayOf(at) : (DateOnly?)null, order.Currency) into day
           orderby day.Key.Day is null, day.Key.Day, day.Key.Currency
           select new GroupPayable(day.Key.Day, Sum(day, order => order.PendingMinor)),
    ];

    private static Money Sum<TKey>(IGrouping<TKey, OrderRow> orders, Func<OrderRow, long> amount) =>
        new(orders.Sum(amount), orders.First().Currency);

    private sealed record OrderRow
    {
        public required long Id { get; init; }

        public long? DealId { get; init; }

        public string? Title { get; init; }

        public required string Currency { get; init; }

        public required OrderStatus Status { get; init; }

        public required long SaleMinor { get; init; }

        public DateTimeOffset? ReleaseAt { get; init; }

        public required long PendingMinor { get; init; }

        public required long AvailableMinor { get; init; }

        public required long HeldMinor { get; init; }

        public long ShareMinor => PendingMinor + AvailableMinor + HeldMinor;
    }
}

/// <param name="Pending">Not yet payable.</param>
/// <param name="Available">Became payable; part of it may have been withdrawn since.</param>
public sealed record GroupTotal(long Orders, Money Sale, Money Pending, Money Available, Money Held)
{
    public Money Share => Pending + Available + Held;
}

/// <param name="DealId">Null for orders whose link is not known.</param>
public sealed record GroupDeal(long? DealId, string Title, long Orders, long VoidOrders, Money Sale, Money Share);

/// <param name="Day">When it becomes payable; null while the network has not confirmed it.</param>
public sealed record GroupPayable(DateOnly? Day, Money Amount);
