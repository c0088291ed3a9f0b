using Daogou.Core.Amounts;
using Daogou.Core.Storage;

namespace Daogou.Core.Ledger;

/// <summary>The append-only journal of the book and its balances. Whoever moves money posts here, in the transaction of the cause.</summary>
public static class Journal
{
    /// <summary>Posts an entry at the end of the chain and moves the balances with it.</summary>
    /// <returns>Its number, or null when an entry of this reference was there already.</returns>
    /// <exception cref="InvalidOperationException">The reference was there with other lines: two causes claim one name.</exception>
    public static async Task<long?> PostAsync(Session session, LedgerEntry entry, DateTimeOffset now)
    {
        if (await session.FindAsync<long?>("SELECT seq FROM ledger_entries WHERE reference = @Reference", new { entry.Reference }) is { } seq)
        {
            await RefuseOtherLinesAsync(session, entry, seq);
            return null;
        }
        var head = await HeadAsync(session);
        var posted = new PostedEntry
        {
            Seq = head.Seq + 1,
            Reference = entry.Reference,
            Subject = entry.Subject,
            Kind = entry.Kind,
            Reason = entry.Reason,
            TermsVersion = entry.TermsVersion,
            RecordedAt = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()),
            PreviousHash = head.Hash,
            Hash = "",
            Lines = entry.Lines,
        };
        await InsertAsync(session, posted with { Hash = EntryHash.Of(posted) });
        return posted.Seq;
    }

    /// <summary>What all entries of a subject together put into each account; an account that came back to zero is left out.</summary>
    public static async Task<IReadOnlyDictionary<(string Account, string Currency), long>> PostedForAsync(Session session, string subject)
    {
        var rows = await session.QueryAsync<AccountBalance>(
            """
            SELECT l.account, l.currency, CAST(SUM(l.amount_minor) AS BIGINT) AS balance_minor
            FROM ledger_entries e JOIN ledger_lines l ON l.entry_seq = e.seq
            WHERE e.subject = @Subject
            GROUP BY l.account, l.currency HAVING SUM(l.amount_minor) <> 0
            """,
            new { Subject = subject });
        return rows.ToDictionary(row => (row.Account, row.Currency), row => row.BalanceMinor);
    }

    public static async Task<Money> BalanceAsync(Session session, AccountName account, string currency) =>
        new(
            await session.FindAsync<long?>(
                "SELECT balance_minor FROM ledger_balances WHERE account = @Account AND currency = @Currency",
                new { Account = account.Value, Currency = currency }) ?? 0,
            currency);

    /// <summary>The balances of all accounts whose name begins like this (<c>house:</c>, <c>member:42:</c>; empty for all), by name.</summary>
    public static Task<IReadOnlyList<AccountBalance>> BalancesAsync(Session session, string prefix) =>
        session.QueryAsync<AccountBalance>(
            """
            SELECT account, currency, balance_minor FROM ledger_balances
            WHERE substr(account, 1, @Length) = @Prefix ORDER BY account, currency
            """,
            new { prefix.Length, Prefix = prefix });

    /// <summary>What happened to an account, latest first, older than <paramref name="before"/> where that is given.</summary>
    public static Task<IReadOnlyList<AccountMove>> HistoryAsync(Session session, AccountName account, string currency, int limit, long? before = null) =>
        session.QueryAsync<AccountMove>(
            """
            SELECT * FROM (
                SELECT e.seq, e.recorded_at, e.kind, e.subject, e.reason, l.account, l.currency, l.amount_minor,
                    CAST(SUM(l.amount_minor) OVER (ORDER BY e.seq, l.line) AS BIGINT) AS balance_minor, l.line
                FROM ledger_lines l JOIN ledger_entries e ON e.seq = l.entry_seq
                WHERE l.account = @Account AND l.currency = @Currency) moves
            WHERE seq < @Before ORDER BY seq DESC, line DESC LIMIT @Limit
            """,
            new { Account = account.Value, Currency = currency, Before = before ?? long.MaxValue, Limit = limit });

    /// <summary>One entry with its lines.</summary>
    public static async Task<PostedEntry?> FindAsync(Session session, long seq) =>
        await session.FindAsync<PostedEntry>("SELECT * FROM ledger_entries WHERE seq = @Seq", new { Seq = seq }) is { } entry
            ? entry with { Lines = await LinesAsync(session, seq) }
            : null;

    /// <summary>All entries of a subject, oldest first.</summary>
    public static async Task<IReadOnlyList<PostedEntry>> ForSubjectAsync(Session session, string subject)
    {
        var entries = await session.QueryAsync<PostedEntry>(
            "SELECT * FROM ledger_entries WHERE subject = @Subject ORDER BY seq", new { Subject = subject });
        var complete = new List<PostedEntry>(entries.Count);
        foreach (var entry in entries)
        {
            complete.Add(entry with { Lines = await LinesAsync(session, entry.Seq) });
        }
        return complete;
    }

    /// <summary>The last entry's number and hash; 0 and <see cref="EntryHash.Genesis"/> in an empty journal.</summary>
    public static async Task<(long Seq, string Hash)> HeadAsync(Session session) =>
        await session.FindAsync<HeadRow>("SELECT seq, hash FROM ledger_entries ORDER BY seq DESC LIMIT 1") is { } head
            ? (head.Seq, head.Hash)
            : (0, EntryHash.Genesis);

    private static async Task InsertAsync(Session session, PostedEntry entry)
    {
        await session.ExecuteAsync(
            """
            INSERT INTO ledger_entries (seq, reference, subject, kind, reason, terms_version, recorded_at, previous_hash, hash)
            VALUES (@Seq, @Reference, @Subject, @Kind, @Reason, @TermsVersion, @RecordedAt, @PreviousHash, @Hash)
            """,
            entry);
        for (var number = 0; number < entry.Lines.Count; number++)
        {
            var line = entry.Lines[number];
            await session.ExecuteAsync(
                "INSERT INTO ledger_lines (entry_seq, line, account, currency, amount_minor) VALUES (@Seq, @Line, @Account, @Currency, @Minor)",
                new { entry.Seq, Line = number + 1, Account = line.Account.Value, line.Amount.Currency, line.Amount.Minor });
        }
        // In one order everywhere, so that two writers of the same accounts wait for each other and never in a circle.
        foreach (var line in entry.Lines.OrderBy(line => line.Account.Value, StringComparer.Ordinal))
        {
            await session.ExecuteAsync(
                """
                INSERT INTO ledger_balances (account, currency, balance_minor, last_seq) VALUES (@Account, @Currency, @Minor, @Seq)
                ON CONFLICT (account, currency) DO UPDATE
                SET balance_minor = ledger_balances.balance_minor + excluded.balance_minor, last_seq = excluded.last_seq
                """,
                new { entry.Seq, Account = line.Account.Value, line.Amount.Currency, line.Amount.Minor });
        }
    }

    private static async Task<IReadOnlyList<LedgerLine>> LinesAsync(Session session, long seq)
    {
        var rows = await session.QueryAsync<AccountBalance>(
            "SELECT account, currency, amount_minor AS balance_minor FROM ledger_lines WHERE entry_seq = @Seq ORDER BY line", new { Seq = seq });
        return [.. rows.Select(row => new LedgerLine(new AccountName(row.Account), row.Balance))];
    }

    private static async Task RefuseOtherLinesAsync(Session session, LedgerEntry entry, long seq)
    {
        if (!(await LinesAsync(session, seq)).SequenceEqual(entry.Lines))
        {
            throw new InvalidOperationException($"Reference {entry.Reference} was posted as entry {seq} with other lines.");
        }
    }

    private sealed record HeadRow
    {
        public required long Seq { get; init; }

        public required string Hash { get; init; }
    }
}

/// <summary>What an account holds in one currency.</summary>
public sealed record AccountBalance
{
    public required string Account { get; init; }

    public required string Currency { get; init; }

    public required long BalanceMinor { get; init; }

    public Money Balance => new(BalanceMinor, Currency);
}
