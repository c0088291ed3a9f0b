using System.Globalization;
using Daogou.Core.Amounts;
using Daogou.Core.Ledger;
using Daogou.Core.Orders;
using Daogou.Core.Storage;

namespace Daogou.Core.Reports;

/// <summary>By what the rebate report is broken down.</summary>
public enum ReportBy
{
    Day = 1,
    Network = 2,
    Group = 3,
    Member = 4,
}

/// <summary>
/// Commission and what became of it. Money is what the ledger booked in the period, line by line, so the report ties out; orders and
/// sales are those first reported in the period, at what they are worth now.
/// </summary>
public static class RebateReport
{
    /// <summary>Withdrawals move what was earned before; they are no part of earning.</summary>
    private const string Earning = "e.kind NOT IN (5, 6, 7)";

    public static async Task<RebateReportPage> RunAsync(Session session, ReportPeriod period, ReportBy by)
    {
        var names = await NamesAsync(session, by);
        var sums = new Dictionary<(string Key, string Currency), RebateSums>();
        foreach (var row in await OrdersAsync(session, period, by))
        {
            Add(KeyOf(row.Key, by, period), row.Currency, new RebateSums { Orders = row.Orders, SaleMinor = row.SaleMinor });
        }
        foreach (var row in await MoneyAsync(session, period, by))
        {
            Add(KeyOf(row.Key, by, period), row.Currency, row.Sums);
        }
        var rows = (from pair in sums
                    orderby pair.Key.Key, pair.Key.Currency
                    select new RebateRow(pair.Key.Key, LabelOf(pair.Key.Key, names), pair.Key.Currency, pair.Value)).ToList();
        if (by is ReportBy.Group or ReportBy.Member)
        {
            rows = [.. rows.OrderBy(row => row.Currency, StringComparer.Ordinal).ThenByDescending(row => row.Sums.CommissionMinor + row.Sums.PeopleMinor).ThenBy(row => row.Key, StringComparer.Ordinal)];
        }
        var totals = (from row in rows
                      group row.Sums by row.Currency into currency
                      orderby currency.Key
                      select new RebateRow("", "", currency.Key, currency.Aggregate(RebateSums.None, RebateSums.Plus))).ToList();
        return new RebateReportPage(period, by, rows, totals, await TieOut.CheckAsync(session, period, totals));

        void Add(string key, string currency, RebateSums more) =>
            sums[(key, currency)] = RebateSums.Plus(sums.GetValueOrDefault((key, currency), RebateSums.None), more);
    }

    private static Task<IReadOnlyList<OrderRow>> OrdersAsync(Session session, ReportPeriod period, ReportBy by) =>
        session.QueryAsync<OrderRow>(
            $"""
            SELECT {OrderKey(by, "o")} AS key, o.currency, COUNT(*) AS orders,
                CAST(SUM(CASE WHEN o.status = @Void THEN 0 ELSE o.sale_minor END) AS BIGINT) AS sale_minor
            FROM orders o WHERE o.first_seen_at >= @Start AND o.first_seen_at < @End
            GROUP BY {OrderKey(by, "o")}, o.currency
            """,
            new { period.Start, period.End, OrderStatus.Void });

    private static Task<IReadOnlyList<MoneyRow>> MoneyAsync(Session session, ReportPeriod period, ReportBy by) =>
        session.QueryAsync<MoneyRow>(
            $"""
            WITH o AS MATERIALIZED (SELECT {OrderSubjects.Of("orders")} AS subject, network, group_id, member_id, 0 AS first_seen_at FROM orders)
            SELECT {MoneyKey(by)} AS key, l.currency,
                CAST(SUM(CASE WHEN l.account LIKE 'network:%' THEN -l.amount_minor ELSE 0 END) AS BIGINT) AS commission_minor,
                CAST(SUM(CASE WHEN l.account LIKE 'member:%' THEN l.amount_minor ELSE 0 END) AS BIGINT) AS rebates_minor,
                CAST(SUM(CASE WHEN l.account LIKE 'sharer:%' THEN l.amount_minor ELSE 0 END) AS BIGINT) AS shares_minor,
                CAST(SUM(CASE WHEN l.account LIKE 'admin:%' THEN l.amount_minor ELSE 0 END) AS BIGINT) AS group_shares_minor,
                CAST(SUM(CASE WHEN l.account LIKE 'house:%' THEN l.amount_minor ELSE 0 END) AS BIGINT) AS house_minor,
                CAST(SUM(CASE WHEN l.account LIKE 'unattributed:%' THEN l.amount_minor ELSE 0 END) AS BIGINT) AS unattributed_minor,
                CAST(SUM(CASE WHEN e.kind = @Clawback AND {OrderSubjects.IsPerson} THEN -l.amount_minor ELSE 0 END) AS BIGINT) AS clawback_minor
            FROM ledger_entries e JOIN ledger_lines l ON l.entry_seq = e.seq LEFT JOIN o ON o.subject = e.subject
            WHERE e.recorded_at >= @Start AND e.recorded_at < @End AND {Earning}
            GROUP BY {MoneyKey(by)}, l.currency
            """,
            new { period.Start, period.End, EntryKind.Clawback });

    private static string OrderKey(ReportBy by, string table) => by switch
    {
        ReportBy.Day => $"CAST({table}.first_seen_at / 900000 AS TEXT)",
        ReportBy.Network => $"COALESCE({table}.network, '')",
        ReportBy.Group => $"CAST(COALESCE({table}.group_id, 0) AS TEXT)",
        ReportBy.Member => $"CAST(COALESCE({table}.member_id, 0) AS TEXT)",
    };

    /// <summary>A person's own account names the person; what else was booked belongs to whom the order is tied to.</summary>
    private static string MoneyKey(ReportBy by) => by switch
    {
        ReportBy.Day => "CAST(e.recorded_at / 900000 AS TEXT)",
        ReportBy.Member => $"CASE WHEN {OrderSubjects.IsPerson} THEN l.account ELSE {OrderKey(by, "o")} END",
        ReportBy.Network or ReportBy.Group => OrderKey(by, "o"),
    };

    private static string KeyOf(string key, ReportBy by, ReportPeriod period) => by switch
    {
        ReportBy.Day => period.DayOfSlot(long.Parse(key, CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ReportBy.Member when AccountName.ReadPerson(key) is { } person => person.MemberId.ToString(CultureInfo.InvariantCulture),
        ReportBy.Network or ReportBy.Group or ReportBy.Member => key,
    };

    private static string LabelOf(string key, Dictionary<string, string> names) => names.GetValueOrDefault(key, key is "0" or "" ? "—" : key);

    private static async Task<Dictionary<string, string>> NamesAsync(Session session, ReportBy by)
    {
        var sql = by switch
        {
            ReportBy.Group => "SELECT CAST(id AS TEXT) AS key, title AS name FROM groups",
            ReportBy.Member => "SELECT CAST(id AS TEXT) AS key, display_name AS name FROM members",
            ReportBy.Day or ReportBy.Network => null,
        };
        return sql is null ? [] : (await session.QueryAsync<NameRow>(sql)).ToDictionary(row => row.Key, row => row.Name, StringComparer.Ordinal);
    }

    private sealed record NameRow
    {
        public required string Key { get; init; }

        public required string Name { get; init; }
    }

    private sealed record OrderRow
    {
        public required string Key { get; init; }

        public required string Currency { get; init; }

        public required long Orders { get; init; }

        public required long SaleMinor { get; init; }
    }

    private sealed record MoneyRow
    {
        public required string Key { get; init; }

        public required string Currency { get; init; }

        public required long CommissionMinor { get; init; }

        public required long RebatesMinor { get; init; }

        public required long SharesMinor { get; init; }

        public required long GroupSharesMinor { get; init; }

        public required long HouseMinor { get; init; }

        public required long UnattributedMinor { get; init; }

        public required long ClawbackMinor { get; init; }

        public RebateSums Sums => new()
        {
            CommissionMinor = CommissionMinor,
            RebatesMinor = RebatesMinor,
            SharesMinor = SharesMinor,
            GroupSharesMinor = GroupSharesMinor,
            HouseMinor = HouseMinor,
            UnattributedMinor = UnattributedMinor,
            ClawbackMinor = ClawbackMinor,
        };
    }
}

/// <param name="Rows">By day in its order, else the most earning first.</param>
/// <param name="Totals">One row for each currency.</param>
/// <param name="Ties">The totals held against the ledger's balances.</param>
public sealed record RebateReportPage(
    ReportPeriod Period, ReportBy By, IReadOnlyList<RebateRow> Rows, IReadOnlyList<RebateRow> Totals, IReadOnlyList<TieOut> Ties)
{
    public bool TiesOut => Ties.All(tie => tie.IsEven) && Totals.All(total => total.Sums.IsEven);
}

/// <param name="Key">The day, network key, group id or member id; <c>0</c> or empty for none.</param>
/// <param name="Label">What people call it.</param>
public sealed record RebateRow(string Key, string Label, string Currency, RebateSums Sums)
{
    public Money Money(long minor) => new(minor, Currency);
}

/// <summary>The columns of the rebate report, minor units.</summary>
public sealed record RebateSums
{
    public static RebateSums None { get; } = new();

    public long Orders { get; init; }

    public long SaleMinor { get; init; }

    /// <summary>What networks owe or paid us more than before.</summary>
    public long CommissionMinor { get; init; }

    public long RebatesMinor { get; init; }

    public long SharesMinor { get; init; }

    public long GroupSharesMinor { get; init; }

    /// <summary>Income, rounding and losses of the house.</summary>
    public long HouseMinor { get; init; }

    /// <summary>Commission of orders that no link could be found for.</summary>
    public long UnattributedMinor { get; init; }

    /// <summary>What was taken back from people after it was payable; the columns before are already less by it.</summary>
    public long ClawbackMinor { get; init; }

    public long PeopleMinor => RebatesMinor + SharesMinor + GroupSharesMinor;

    /// <summary>Every unit of commission went somewhere.</summary>
    public bool IsEven => CommissionMinor == PeopleMinor + HouseMinor + UnattributedMinor;

    public static RebateSums Plus(RebateSums left, RebateSums right) => new()
    {
        Orders = left.Orders + right.Orders,
        SaleMinor = left.SaleMinor + right.SaleMinor,
        CommissionMinor = left.CommissionMinor + right.CommissionMinor,
        RebatesMinor = left.RebatesMinor + right.RebatesMinor,
        SharesMinor = left.SharesMinor + right.SharesMinor,
        GroupSharesMinor = left.GroupSharesMinor + right.GroupSharesMinor,
        HouseMinor = left.HouseMinor + right.HouseMinor,
        UnattributedMinor = left.UnattributedMinor + right.UnattributedMinor,
        ClawbackMinor = left.ClawbackMinor + right.ClawbackMinor,
    };
}
