using System.Globalization;
using Daogou.Core.Amounts;
using Daogou.Core.Ledger;
using Daogou.Core.Storage;
using Dapper;

namespace Daogou.Core.Reports;

/// <summary>Everything that was booked on one person's accounts in a period, with what they had before and after.</summary>
/// <param name="Opening">Per currency, before the first day.</param>
/// <param name="Closing">Per currency, after the last day.</param>
/// <param name="Moves">Oldest first.</param>
public sealed record MemberStatement(
    long MemberId, ReportPeriod Period, IReadOnlyList<StatementBalance> Opening, IReadOnlyList<StatementMove> Moves, IReadOnlyList<StatementBalance> Closing)
{
    public static async Task<MemberStatement> ForAsync(Session session, long memberId, ReportPeriod period)
    {
        var accounts = new DynamicParameters(new { period.Start, period.End });
        foreach (var (number, account) in Accounts(memberId).Index())
        {
            accounts.Add($"A{number}", account);
        }
        var opening = await session.QueryAsync<StatementBalance>(
            $"""
            SELECT l.currency, {Purses} FROM ledger_lines l JOIN ledger_entries e ON e.seq = l.entry_seq
            WHERE {Own} AND e.recorded_at < @Start GROUP BY l.currency ORDER BY l.currency
            """,
            accounts);
        var moves = await session.QueryAsync<StatementMove>(
            $"""
            WITH o AS MATERIALIZED (SELECT {OrderSubjects.Of("orders")} AS subject, title, merchant FROM orders)
            SELECT e.seq, e.recorded_at, e.kind, e.subject, e.reason, o.title, o.merchant, l.currency, {Purses}
            FROM ledger_lines l JOIN ledger_entries e ON e.seq = l.entry_seq LEFT JOIN o ON o.subject = e.subject
            WHERE {Own} AND e.recorded_at >= @Start AND e.recorded_at < @End
            GROUP BY e.seq, e.recorded_at, e.kind, e.subject, e.reason, o.title, o.merchant, l.currency
            ORDER BY e.seq, l.currency
            """,
            accounts);
        var closing = from balance in opening.Concat(moves.Select(move => move.AsBalance()))
                      group balance by balance.Currency into currency
                      orderby currency.Key
                      select currency.Aggregate(StatementBalance.Plus);
        return new MemberStatement(memberId, period, opening, moves, [.. closing]);
    }

    /// <summary>The moves as a file.</summary>
    public string ToCsv(bool byteOrderMark = false) =>
        CsvText.Write(
            ["time_utc", "entry", "kind", "subject", "title", "reason", "currency", "pending", "available", "held", "paying"],
            Moves.Select(IReadOnlyList<string?> (move) =>
            [
                move.RecordedAt.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), move.Seq.ToString(CultureInfo.InvariantCulture),
                move.Kind.ToString(), move.Subject, move.Title, move.Reason, move.Currency,
                .. new[] { move.PendingMinor, move.AvailableMinor, move.HeldMinor, move.PayingMinor }
                    .Select(minor => new Money(minor, move.Currency).ToDecimalText()),
            ]),
            byteOrderMark);

    private const string Own = "l.account IN (@A0, @A1, @A2, @A3, @A4, @A5, @A6, @A7, @A8, @A9, @A10, @A11)";

    private const string Purses = """
        CAST(SUM(CASE WHEN l.account LIKE '%:pending' THEN l.amount_minor ELSE 0 END) AS BIGINT) AS pending_minor,
        CAST(SUM(CASE WHEN l.account LIKE '%:available' THEN l.amount_minor ELSE 0 END) AS BIGINT) AS available_minor,
        CAST(SUM(CASE WHEN l.account LIKE '%:held' THEN l.amount_minor ELSE 0 END) AS BIGINT) AS held_minor,
        CAST(SUM(CASE WHEN l.account LIKE '%:paying' THEN l.amount_minor ELSE 0 END) AS BIGINT) AS paying_minor
        """;

    /// <summary>All twelve by name, so that the index of the lines finds them.</summary>
    private static IEnumerable<string> Accounts(long memberId) =>
        from party in Enum.GetValues<Party>() from purse in Enum.GetValues<Purse>() select AccountName.Of(party, memberId, purse).Value;
}

/// <summary>What a person had in one currency, as buyer, sharer and admin together.</summary>
public sealed record StatementBalance
{
    public required string Currency { get; init; }

    public required long PendingMinor { get; init; }

    public required long AvailableMinor { get; init; }

    public required long HeldMinor { get; init; }

    public required long PayingMinor { get; init; }

    public Money Total => new(PendingMinor + AvailableMinor + HeldMinor + PayingMinor, Currency);

    public static StatementBalance Plus(StatementBalance left, StatementBalance right) => left with
    {
        PendingMinor = left.PendingMinor + right.PendingMinor,
        AvailableMinor = left.AvailableMinor + right.AvailableMinor,
        HeldMinor = left.HeldMinor + right.HeldMinor,
        PayingMinor = left.PayingMinor + right.PayingMinor,
    };
}

/// <summary>What one entry changed for the person.</summary>
public sealed record StatementMove
{
    public required long Seq { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required EntryKind Kind { get; init; }

    public required string Subject { get; init; }

    public required string Reason { get; init; }

    /// <summary>What was bought, where an order is the cause.</summary>
    public string? Title { get; init; }

    public string? Merchant { get; init; }

    public required string Currency { get; init; }

    public required long PendingMinor { get; init; }

    public required long AvailableMinor { get; init; }

    public required long HeldMinor { get; init; }

    public required long PayingMinor { get; init; }

    /// <summary>Zero when money only changed its purse; negative when it was taken back or paid out.</summary>
    public Money Total => new(PendingMinor + AvailableMinor + HeldMinor + PayingMinor, Currency);

    internal StatementBalance AsBalance() => new()
    {
        Currency = Currency,
        PendingMinor = PendingMinor,
        AvailableMinor = AvailableMinor,
        HeldMinor = HeldMinor,
        PayingMinor = PayingMinor,
    };
}
