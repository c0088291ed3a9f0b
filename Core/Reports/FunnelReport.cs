using Daogou.Core.Clicks;
using Daogou.Core.Orders;
using Daogou.Core.Outbox;
using Daogou.Core.Storage;

namespace Daogou.Core.Reports;

/// <summary>From post to confirmed order, per group, over UTC days.</summary>
public sealed class FunnelReport(Database book, ClickBook clicks)
{
    /// <summary>One row a group, the most posted first; group 0 is what happened outside of groups.</summary>
    public async Task<IReadOnlyList<FunnelRow>> RunAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var hits = await clicks.Database.ReadAsync(session => ClickCounts.ByGroupAsync(session, from, to), cancellationToken);
        var period = new ReportPeriod(from, to, TimeZoneInfo.Utc);
        var rows = await book.ReadAsync(session => RowsAsync(session, period), cancellationToken);
        var byGroup = rows.ToDictionary(row => row.GroupId);
        foreach (var hit in hits)
        {
            var row = byGroup.GetValueOrDefault(hit.Key) ?? new FunnelRow { GroupId = hit.Key, Title = "" };
            byGroup[hit.Key] = row with { Humans = hit.Humans, Suspects = hit.Suspects, Bots = hit.Bots };
        }
        return
        [
            .. byGroup.Values.Where(row => row.Posts + row.Humans + row.Suspects + row.Bots + row.Orders > 0)
                .OrderByDescending(row => row.Posts).ThenByDescending(row => row.Humans).ThenBy(row => row.GroupId),
        ];
    }

    private static Task<IReadOnlyList<FunnelRow>> RowsAsync(Session session, ReportPeriod period) =>
        session.QueryAsync<FunnelRow>(
            """
            SELECT places.group_id, places.title,
                (SELECT COUNT(*) FROM messages m
                    WHERE m.group_id = places.group_id AND m.state = @Sent AND m.edit_of IS NULL AND m.sent_at >= @Start AND m.sent_at < @End
                        AND (m.digest_id IS NOT NULL OR m.deal_id IS NOT NULL)) AS posts,
                (SELECT COUNT(*) FROM digests d JOIN digest_picks p ON p.digest_id = d.id
                    WHERE d.group_id = places.group_id AND EXISTS (
                        SELECT 1 FROM messages m WHERE m.digest_id = d.id AND m.state = @Sent AND m.sent_at >= @Start AND m.sent_at < @End)) AS deals,
                (SELECT COUNT(*) FROM orders o
                    WHERE COALESCE(o.group_id, 0) = places.group_id AND o.first_seen_at >= @Start AND o.first_seen_at < @End) AS orders,
                (SELECT COUNT(*) FROM orders o
                    WHERE COALESCE(o.group_id, 0) = places.group_id AND o.first_seen_at >= @Start AND o.first_seen_at < @End
                        AND o.status IN (@Confirmed, @Settled)) AS confirmed
            FROM (SELECT id AS group_id, title FROM groups UNION ALL SELECT 0, '') places
            """,
            new { period.Start, period.End, MessageState.Sent, OrderStatus.Confirmed, OrderStatus.Settled });
}

public sealed record FunnelRow
{
    public required long GroupId { get; init; }

    public required string Title { get; init; }

    /// <summary>Messages with deals that arrived in the group.</summary>
    public long Posts { get; init; }

    /// <summary>Deals chosen in the digests of those messages.</summary>
    public long Deals { get; init; }

    public long Humans { get; init; }

    public long Suspects { get; init; }

    public long Bots { get; init; }

    /// <summary>Orders first reported in the period.</summary>
    public long Orders { get; init; }

    /// <summary>Those of them that the network has accepted by now.</summary>
    public long Confirmed { get; init; }
}
