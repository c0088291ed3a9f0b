using System.Text.Json;
using Daogou.Core.Amounts;
using Daogou.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Daogou.Core.Ledger;

/// <summary>
/// Reads the whole journal on one snapshot, without holding it in memory: sums of each entry and of the book, the chain, the kept
/// balances against their lines, and the head of the last sound check. The result is kept; an unsound book raises an alarm.
/// </summary>
public sealed partial class Verification(Database book, TimeProvider time, ILogger<Verification> logger)
{
    public async Task<VerificationReport> RunAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var report = await book.ReadAsync(session => CheckAsync(session, time.GetUtcNow(), cancellationToken), cancellationToken);
        await book.WriteAsync(session => SaveAsync(session, report), cancellationToken);
        if (report.Sound)
        {
            LogSound(report.Entries, report.HeadHash, time.GetElapsedTime(started));
        }
        else
        {
            LogUnsound(report.Findings.Count, report.FirstBadSeq, report.Findings[0].ToText("en"));
        }
        return report;
    }

    /// <summary>The results of earlier checks, latest first.</summary>
    public static async Task<IReadOnlyList<VerificationReport>> LatestAsync(Session session, int limit) =>
    [
        .. from row in await session.QueryAsync<Row>(
               "SELECT at, sound, entries, head_hash, findings FROM ledger_verifications ORDER BY id DESC LIMIT @Limit", new { Limit = limit })
           select new VerificationReport(
               row.At, row.Sound, row.Entries, row.HeadHash, JsonSerializer.Deserialize<IReadOnlyList<Finding>>(row.Findings) ?? []),
    ];

    private static async Task<VerificationReport> CheckAsync(Session session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = await session.FindAsync<Row>(
            "SELECT at, sound, entries, head_hash, findings FROM ledger_verifications WHERE sound = TRUE ORDER BY id DESC LIMIT 1");
        var run = new VerificationRun(known is null ? null : (known.Entries, known.HeadHash));
        await TakeEntriesAsync(session, run, cancellationToken);
        foreach (var stray in await session.QueryAsync<StrayRow>(
            """
            SELECT l.entry_seq, l.account FROM ledger_lines l
            WHERE NOT EXISTS (SELECT 1 FROM ledger_entries e WHERE e.seq = l.entry_seq) ORDER BY l.entry_seq, l.line LIMIT @Most
            """,
            new { Most = VerificationRun.MostFindings }))
        {
            run.TakeStray(stray.EntrySeq, stray.Account);
        }
        foreach (var row in await session.QueryAsync<ProjectionRow>(
            """
            SELECT account, currency, CAST(SUM(kept) AS BIGINT) AS kept, CAST(SUM(due) AS BIGINT) AS due
            FROM (
                SELECT account, currency, balance_minor AS kept, 0 AS due, last_seq AS kept_seq, 0 AS due_seq FROM ledger_balances
                UNION ALL
                SELECT account, currency, 0, SUM(amount_minor), 0, MAX(entry_seq) FROM ledger_lines GROUP BY account, currency) sides
            GROUP BY account, currency
            HAVING SUM(kept) <> SUM(due) OR SUM(kept_seq) <> SUM(due_seq)
            ORDER BY account, currency LIMIT @Most
            """,
            new { Most = VerificationRun.MostFindings }))
        {
            run.TakeProjection(row.Account, row.Currency, row.Kept, row.Due);
        }
        return run.Finish(now);
    }

    private static async Task TakeEntriesAsync(Session session, VerificationRun run, CancellationToken cancellationToken)
    {
        PostedEntry? current = null;
        var (lines, numbers) = (new List<LedgerLine>(), new List<long>());
        await foreach (var row in session.StreamAsync<LineRow>(
            """
            SELECT e.seq, e.reference, e.subject, e.kind, e.reason, e.terms_version, e.recorded_at, e.previous_hash, e.hash,
                l.line, l.account, l.currency, l.amount_minor
            FROM ledger_entries e LEFT JOIN ledger_lines l ON l.entry_seq = e.seq
            ORDER BY e.seq, l.line
            """).WithCancellation(cancellationToken))
        {
            if (current?.Seq != row.Seq)
            {
                TakeCurrent();
                (current, lines, numbers) = (row.Entry, [], []);
            }
            if (row is { Line: { } number, Account: { } account, Currency: { } currency, AmountMinor: { } minor })
            {
                numbers.Add(number);
                lines.Add(new LedgerLine(new AccountName(account), new Money(minor, currency)));
            }
        }
        TakeCurrent();

        void TakeCurrent()
        {
            if (current is not null)
            {
                run.Take(current with { Lines = lines }, numbers);
            }
        }
    }

    private static Task<int> SaveAsync(Session session, VerificationReport report) =>
        session.ExecuteAsync(
            """
            INSERT INTO ledger_verifications (id, at, sound, entries, head_hash, findings)
            VALUES (@Id, @At, @Sound, @Entries, @HeadHash, @Findings)
            """,
            new
            {
                Id = Ids.Next(report.At),
                report.At,
                report.Sound,
                report.Entries,
                report.HeadHash,
                Findings = JsonSerializer.Serialize(report.Findings),
            });

    [LoggerMessage(LogLevel.Information, "Ledger sound: {Entries} entries, head {HeadHash}, checked in {Duration}")]
    private partial void LogSound(long entries, string headHash, TimeSpan duration);

    [LoggerMessage(LogLevel.Error, "Ledger NOT sound: {Count} findings, first bad entry {FirstBadSeq}; {First}")]
    private partial void LogUnsound(int count, long? firstBadSeq, string first);

    private sealed record Row
    {
        public required DateTimeOffset At { get; init; }

        public required bool Sound { get; init; }

        public required long Entries { get; init; }

        public required string HeadHash { get; init; }

        public required string Findings { get; init; }
    }

    private sealed record StrayRow
    {
        public required long EntrySeq { get; init; }

        public required string Account { get; init; }
    }

    private sealed record ProjectionRow
    {
        public required string Account { get; init; }

        public required string Currency { get; init; }

        public required long Kept { get; init; }

        public required long Due { get; init; }
    }

    private sealed record LineRow
    {
        public required long Seq { get; init; }

        public required string Reference { get; init; }

        public required string Subject { get; init; }

        public required int Kind { get; init; }

        public required string Reason { get; init; }

        public long? TermsVersion { get; init; }

        public required DateTimeOffset RecordedAt { get; init; }

        public required string PreviousHash { get; init; }

        public required string Hash { get; init; }

        public long? Line { get; init; }

        public string? Account { get; init; }

        public string? Currency { get; init; }

        public long? AmountMinor { get; init; }

        public PostedEntry Entry => new()
        {
            Seq = Seq,
            Reference = Reference,
            Subject = Subject,
            Kind = (EntryKind)Kind,
            Reason = Reason,
            TermsVersion = TermsVersion,
            RecordedAt = RecordedAt,
            PreviousHash = PreviousHash,
            Hash = Hash,
        };
    }
}
