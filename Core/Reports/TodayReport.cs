using Daogou.Core.Amounts;
using Daogou.Core.Clicks;
using Daogou.Core.Deals;
using Daogou.Core.Ledger;
using Daogou.Core.Outbox;
using Daogou.Core.Payouts;
using Daogou.Core.Storage;

namespace Daogou.Core.Reports;

/// <summary>The numbers an operator looks at first. A day is a UTC day, as the clicks are counted.</summary>
public sealed class TodayReport(Database book, ClickBook clicks, TimeProvider time)
{
    public async Task<Today> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        var hits = await clicks.Database.ReadAsync(session => ClickCounts.BetweenAsync(session, day, day), cancellationToken);
        return await book.ReadAsync(session => RunAsync(session, new ReportPeriod(day, day, TimeZoneInfo.Utc), now, hits), cancellationToken);
    }

    private static async Task<Today> RunAsync(Session session, ReportPeriod day, DateTimeOffset now, ClickCount hits)
    {
        var rebates = await RebateReport.RunAsync(session, day, ReportBy.Network);
        var counts = await session.ValueAsync<Counts>(
            """
            SELECT
                (SELECT COUNT(*) FROM orders WHERE first_seen_at >= @Start AND first_seen_at < @End) AS orders,
                (SELECT COUNT(*) FROM orders WHERE link_code IS NULL AND status <> 5) AS unattributed,
                (SELECT COUNT(*) FROM deals WHERE state = @Active) AS active_deals,
                (SELECT COUNT(*) FROM deals WHERE state = @Held) AS held_deals,
                (SELECT COUNT(*) FROM messages WHERE state = @Sent AND group_id IS NOT NULL AND edit_of IS NULL AND sent_at >= @Start AND sent_at < @End) AS posts,
                (SELECT COUNT(*) FROM messages WHERE state = @Queued AND not_before <= @Now) AS waiting,
                (SELECT COUNT(*) FROM messages WHERE state IN (@Uncertain, @Dead) AND created_at >= @Start AND created_at < @End) AS unsent
            """,
            new
            {
                day.Start,
                day.End,
                Now = now,
                DealState.Active,
                DealState.Held,
                MessageState.Sent,
                MessageState.Queued,
                MessageState.Uncertain,
                MessageState.Dead,
            });
        return new Today(
            day.From, hits, counts.Orders, counts.Unattributed, counts.ActiveDeals, counts.HeldDeals, counts.Posts, counts.Waiting, counts.Unsent,
            rebates.Totals, rebates.TiesOut, await OpenPayoutsAsync(session), await SourcesAsync(session),
            await Verification.LatestAsync(session, 1) is [var last, ..] ? last : null);
    }

    private static async Task<IReadOnlyList<OpenPayouts>> OpenPayoutsAsync(Session session) =>
    [
        .. from row in await session.QueryAsync<PayoutRow>(
               """
               SELECT state, currency, COUNT(*) AS payouts, CAST(SUM(amount_minor) AS BIGINT) AS amount_minor FROM payouts
               WHERE state NOT IN (@Paid, @Rejected, @Failed) GROUP BY state, currency ORDER BY state, currency
               """,
               new { PayoutState.Paid, PayoutState.Rejected, PayoutState.Failed })
           select new OpenPayouts(row.State, row.Payouts, new Money(row.AmountMinor, row.Currency)),
    ];

    private static Task<IReadOnlyList<TroubledSource>> SourcesAsync(Session session) =>
        session.QueryAsync<TroubledSource>(
            """
            SELECT source_key, name, rung, last_message, last_success_at, next_due_at FROM sources
            WHERE enabled = TRUE AND rung > 0 ORDER BY rung DESC, source_key
            """);

    private sealed record Counts
    {
        public required long Orders { get; init; }

        public required long Unattributed { get; init; }

        public required long ActiveDeals { get; init; }

        public required long HeldDeals { get; init; }

        public required long Posts { get; init; }

        public required long Waiting { get; init; }

        public required long Unsent { get; init; }
    }

    private sealed record PayoutRow
    {
        public required PayoutState State { get; init; }

        public required string Currency { get; init; }

        public required long Payouts { get; init; }

        public required long AmountMinor { get; init; }
    }
}

/// <param name="Unattributed">Orders, of all days, whose link is not known.</param>
/// <param name="HeldDeals">Deals whose price jump waits for a person.</param>
/// <param name="Posts">Messages sent to groups today.</param>
/// <param name="Waiting">Messages that should have gone already.</param>
/// <param name="Unsent">Messages of today that are dead or uncertain.</param>
/// <param name="Money">What was booked today, per currency.</param>
/// <param name="LastVerification">The ledger's last check, null before the first.</param>
public sealed record Today(
    DateOnly Day, ClickCount Clicks, long Orders, long Unattributed, long ActiveDeals, long HeldDeals, long Posts, long Waiting, long Unsent,
    IReadOnlyList<RebateRow> Money, bool TiesOut, IReadOnlyList<OpenPayouts> Payouts, IReadOnlyList<TroubledSource> Sources,
    VerificationReport? LastVerification);

public sealed record OpenPayouts(PayoutState State, long Payouts, Money Amount);

/// <summary>A source that failed when it was last fetched.</summary>
public sealed record TroubledSource
{
    public required string SourceKey { get; init; }

    public required string Name { get; init; }

    /// <summary>How far up the back-off ladder it is.</summary>
    public required long Rung { get; init; }

    public string? LastMessage { get; init; }

    public DateTimeOffset? LastSuccessAt { get; init; }

    public required DateTimeOffset NextDueAt { get; init; }
}
