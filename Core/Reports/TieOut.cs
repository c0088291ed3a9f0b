using Daogou.Core.Storage;

namespace Daogou.Core.Reports;

/// <summary>One kind of account held against the ledger: what was before, the report's own total and what came after must be the kept balance.</summary>
/// <param name="Account">The beginning of the accounts' names; <c>people</c> for all persons' with what was paid out to them.</param>
public sealed record TieOut(string Currency, string Account, long BeforeMinor, long ReportMinor, long AfterMinor, long BalanceMinor)
{
    public bool IsEven => BeforeMinor + ReportMinor + AfterMinor == BalanceMinor;

    internal static async Task<IReadOnlyList<TieOut>> CheckAsync(Session session, ReportPeriod period, IReadOnlyList<RebateRow> totals)
    {
        var outside = await session.QueryAsync<Row>(
            $"""
            SELECT {Kind} AS account, currency,
                CAST(SUM(CASE WHEN e.recorded_at < @Start THEN l.amount_minor ELSE 0 END) AS BIGINT) AS before_minor,
                CAST(SUM(CASE WHEN e.recorded_at >= @End THEN l.amount_minor ELSE 0 END) AS BIGINT) AS after_minor, 0 AS balance_minor
            FROM ledger_lines l JOIN ledger_entries e ON e.seq = l.entry_seq
            WHERE e.recorded_at < @Start OR e.recorded_at >= @End
            GROUP BY {Kind}, currency
            """,
            new { period.Start, period.End });
        var balances = await session.QueryAsync<Row>(
            $"""
            SELECT {Kind} AS account, currency, 0 AS before_minor, 0 AS after_minor, CAST(SUM(balance_minor) AS BIGINT) AS balance_minor
            FROM ledger_balances l GROUP BY {Kind}, currency
            """);
        var report = from total in totals
                     from side in new (string Account, long Minor)[]
                     {
                         ("network:", -total.Sums.CommissionMinor),
                         ("people", total.Sums.PeopleMinor),
                         ("house:", total.Sums.HouseMinor),
                         ("unattributed:", total.Sums.UnattributedMinor),
                     }
                     select new TieOut(total.Currency, side.Account, 0, side.Minor, 0, 0);
        return
        [
            .. from side in report.Concat(outside.Concat(balances).Select(row => new TieOut(row.Currency, row.Account, row.BeforeMinor, 0, row.AfterMinor, row.BalanceMinor)))
               group side by (side.Currency, side.Account) into kind
               orderby kind.Key.Currency, kind.Key.Account
               select new TieOut(
                   kind.Key.Currency,
                   kind.Key.Account,
                   kind.Sum(side => side.BeforeMinor),
                   kind.Sum(side => side.ReportMinor),
                   kind.Sum(side => side.AfterMinor),
                   kind.Sum(side => side.BalanceMinor)),
        ];
    }

    /// <summary>A withdrawal moves a person's money out of the house: both sides are one kind, so it cancels.</summary>
    private const string Kind = $"""
        CASE WHEN {OrderSubjects.IsPerson} OR l.account LIKE 'external:%' THEN 'people'
            WHEN l.account LIKE 'network:%' THEN 'network:'
            WHEN l.account LIKE 'house:%' THEN 'house:'
            WHEN l.account LIKE 'unattributed:%' THEN 'unattributed:'
            ELSE l.account END
        """;

    private sealed record Row
    {
        public required string Account { get; init; }

        public required string Currency { get; init; }

        public required long BeforeMinor { get; init; }

        public required long AfterMinor { get; init; }

        public required long BalanceMinor { get; init; }
    }
}
