using Daogou.Core.Storage;

namespace Daogou.Core.Orders;

/// <summary>The current facts of orders.</summary>
public static class OrderStore
{
    public static Task<Order?> FindAsync(Session session, OrderKey key) =>
        session.FindAsync<Order>(
            "SELECT * FROM orders WHERE network = @Network AND order_no = @OrderNo AND item_no = @ItemNo",
            new { key.Network, key.OrderNo, key.ItemNo });

    public static Task<Order?> FindAsync(Session session, long id) =>
        session.FindAsync<Order>("SELECT * FROM orders WHERE id = @Id", new { Id = id });

    public static Task SaveAsync(Session session, Order order) =>
        session.ExecuteAsync(
            """
            INSERT INTO orders (
                id, network, order_no, item_no, status, status_reason, updated_at, ordered_at, confirmed_at, merchant, title, quantity,
                sale_minor, commission_minor, currency, click_ref, attribution, attribution_reason, link_code, click_ordinal, deal_id, member_id, group_id,
                report_id, ref_report_id, revision, first_seen_at, changed_at)
            VALUES (
                @Id, @Network, @OrderNo, @ItemNo, @Status, @StatusReason, @UpdatedAt, @OrderedAt, @ConfirmedAt, @Merchant, @Title, @Quantity,
                @SaleMinor, @CommissionMinor, @Currency, @ClickRef, @Attribution, @AttributionReason, @LinkCode, @ClickOrdinal, @DealId, @MemberId, @GroupId,
                @ReportId, @RefReportId, @Revision, @FirstSeenAt, @ChangedAt)
            ON CONFLICT (network, order_no, item_no) DO UPDATE SET
                status = excluded.status, status_reason = excluded.status_reason, updated_at = excluded.updated_at, ordered_at = excluded.ordered_at,
                confirmed_at = excluded.confirmed_at, merchant = excluded.merchant, title = excluded.title, quantity = excluded.quantity,
                sale_minor = excluded.sale_minor, commission_minor = excluded.commission_minor, currency = excluded.currency,
                click_ref = excluded.click_ref, attribution = excluded.attribution, attribution_reason = excluded.attribution_reason,
                link_code = excluded.link_code, click_ordinal = excluded.click_ordinal, deal_id = excluded.deal_id, member_id = excluded.member_id,
                group_id = excluded.group_id, report_id = excluded.report_id, ref_report_id = excluded.ref_report_id,
                revision = excluded.revision, changed_at = excluded.changed_at
            """,
            order);

    /// <summary>The latest orders first, older than <paramref name="query"/>'s cursor.</summary>
    public static Task<IReadOnlyList<Order>> ListAsync(Session session, OrderQuery query) =>
        session.QueryAsync<Order>(
            """
            SELECT * FROM orders
            WHERE id < @Before
                AND (@Network = '' OR network = @Network) AND (@Status = 0 OR status = @Status)
                AND (@MemberId = 0 OR member_id = @MemberId) AND (@GroupId = 0 OR group_id = @GroupId)
                AND (@OnlyUnattributed = FALSE OR link_code IS NULL) AND (@OnlyClaims = FALSE OR attribution = 6)
                AND (@Words = '' OR order_no = @Words OR lower(COALESCE(title, '')) LIKE @Like)
            ORDER BY id DESC LIMIT @Limit
            """,
            new
            {
                Before = query.Before ?? long.MaxValue,
                Network = query.Network ?? "",
                Status = query.Status is { } status ? (int)status : 0,
                MemberId = query.MemberId ?? 0,
                GroupId = query.GroupId ?? 0,
                query.OnlyUnattributed,
                query.OnlyClaims,
                Words = query.Words ?? "",
                Like = $"%{query.Words?.ToLowerInvariant()}%",
                query.Limit,
            });
}

/// <summary>Which orders to list; what is null is not asked for.</summary>
public sealed record OrderQuery
{
    public string? Network { get; init; }

    public OrderStatus? Status { get; init; }

    public long? MemberId { get; init; }

    public long? GroupId { get; init; }

    public bool OnlyUnattributed { get; init; }

    /// <summary>Those that fit several links and wait for somebody to decide.</summary>
    public bool OnlyClaims { get; init; }

    /// <summary>An order number, or words of the title.</summary>
    public string? Words { get; init; }

    /// <summary>The id of the last row of the page before.</summary>
    public long? Before { get; init; }

    public int Limit { get; init; } = 50;
}
