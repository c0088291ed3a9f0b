using Daogou.Core.Storage;

namespace Daogou.Core.Orders;

/// <summary>How far each network's order reports have been read.</summary>
public static class OrderSyncStore
{
    public static Task<SyncState?> FindAsync(Session session, string network) =>
        session.FindAsync<SyncState>("SELECT * FROM order_syncs WHERE network = @Network", new { Network = network });

    public static Task<IReadOnlyList<SyncState>> ListAsync(Session session) =>
        session.QueryAsync<SyncState>("SELECT * FROM order_syncs ORDER BY network");

    /// <summary>Its main reading is due now, unless it fails anyway or ran just before.</summary>
    public static Task HastenAsync(Session session, string network, DateTimeOffset now, DateTimeOffset ranBefore) =>
        session.ExecuteAsync(
            """
            UPDATE order_syncs SET next_due_at = @Now
            WHERE network = @Network AND rung = 0 AND next_due_at > @Now AND (last_run_at IS NULL OR last_run_at <= @RanBefore)
            """,
            new { Network = network, Now = now, RanBefore = ranBefore });

    public static Task SaveAsync(Session session, SyncState state) =>
        session.ExecuteAsync(
            """
            INSERT INTO order_syncs (network, watermark, next_due_at, last_run_at, last_success_at, rung, last_message)
            VALUES (@Network, @Watermark, @NextDueAt, @LastRunAt, @LastSuccessAt, @Rung, @LastMessage)
            ON CONFLICT (network) DO UPDATE SET
                watermark = excluded.watermark, next_due_at = excluded.next_due_at, last_run_at = excluded.last_run_at,
                last_success_at = excluded.last_success_at, rung = excluded.rung, last_message = excluded.last_message
            """,
            state);
}

/// <summary>One network's place.</summary>
public sealed record SyncState
{
    public required string Network { get; init; }

    /// <summary>Everything updated before this instant has been read and committed.</summary>
    public DateTimeOffset? Watermark { get; init; }

    public required DateTimeOffset NextDueAt { get; init; }

    public DateTimeOffset? LastRunAt { get; init; }

    public DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>Failures in a row.</summary>
    public required int Rung { get; init; }

    /// <summary>How the last run ended, for the operator.</summary>
    public string? LastMessage { get; init; }
}
