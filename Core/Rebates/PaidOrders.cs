using Daogou.Core.Ledger;
using Daogou.Core.Storage;

namespace Daogou.Core.Rebates;

/// <summary>Which orders a person's payouts have covered: money is paid out in the order in which it became payable.</summary>
internal static class PaidOrders
{
    /// <summary>The subjects of paid orders, with the time of the payout that covered the last of them.</summary>
    public static async Task<IReadOnlyDictionary<string, DateTimeOffset>> OfAsync(Session session, long memberId)
    {
        var paid = await session.QueryAsync<PaidRow>(
            """
            SELECT l.currency, e.recorded_at AS at, -l.amount_minor AS amount_minor
            FROM ledger_lines l JOIN ledger_entries e ON e.seq = l.entry_seq
            WHERE (l.account = @Member OR l.account = @Sharer OR l.account = @Admin) AND e.kind = @Paid
            ORDER BY e.seq, l.line
            """,
            Accounts(memberId, Purse.Paying));
        if (paid.Count == 0)
        {
            return new Dictionary<string, DateTimeOffset>();
        }
        var earned = await session.QueryAsync<EarnedRow>(
            """
            SELECT e.subject, l.currency, CAST(SUM(l.amount_minor) AS BIGINT) AS amount_minor, MIN(e.seq) AS first_seq
            FROM ledger_lines l JOIN ledger_entries e ON e.seq = l.entry_seq
            WHERE (l.account = @Member OR l.account = @Sharer OR l.account = @Admin) AND e.subject LIKE 'order:%'
            GROUP BY e.subject, l.currency ORDER BY first_seq
            """,
            Accounts(memberId, Purse.Available));
        return Cover(earned, paid);
    }

    internal static Dictionary<string, DateTimeOffset> Cover(IReadOnlyList<EarnedRow> earned, IReadOnlyList<PaidRow> paid)
    {
        var covered = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var currency in earned.Where(row => row.AmountMinor > 0).GroupBy(row => row.Currency, StringComparer.Ordinal))
        {
            var payouts = paid.Where(row => row.Currency == currency.Key).ToList();
            var (next, paidSoFar, needed) = (0, 0L, 0L);
            foreach (var order in currency)
            {
                needed += order.AmountMinor;
                while (paidSoFar < needed && next < payouts.Count)
                {
                    paidSoFar += payouts[next++].AmountMinor;
                }
                if (paidSoFar < needed)
                {
                    break;
                }
                covered[order.Subject] = payouts[next - 1].At;
            }
        }
        return covered;
    }

    private static object Accounts(long memberId, Purse purse) => new
    {
        Member = AccountName.Of(Party.Member, memberId, purse).Value,
        Sharer = AccountName.Of(Party.Sharer, memberId, purse).Value,
        Admin = AccountName.Of(Party.Admin, memberId, purse).Value,
        Paid = EntryKind.PayoutPaid,
    };

    internal sealed record PaidRow
    {
        public required string Currency { get; init; }

        public required DateTimeOffset At { get; init; }

        public required long AmountMinor { get; init; }
    }

    internal sealed record EarnedRow
    {
        public required string Subject { get; init; }

        public required string Currency { get; init; }

        public required long AmountMinor { get; init; }

        public required long FirstSeq { get; init; }
    }
}
