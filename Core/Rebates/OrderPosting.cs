using Daogou.Core.Amounts;
using Daogou.Core.Ledger;
using Daogou.Core.Orders;
using Daogou.Core.Storage;

namespace Daogou.Core.Rebates;

/// <summary>Posts the difference between what each account should hold because of an order and what was posted for it.</summary>
internal static class OrderPosting
{
    /// <summary>Brings the ledger to what the order is worth now; what the parties had before and have after.</summary>
    public static async Task<OrderMoney> PostAsync(
        Session session, Order order, RebateTerms terms, OrderTerms pinned, EntryKind kind, string reason, DateTimeOffset now)
    {
        var posted = await Journal.PostedForAsync(session, order.Key.Subject);
        var due = RebatePolicy.Due(order, terms, pinned).ToDictionary(pair => (Account: pair.Key.Value, order.Currency), pair => pair.Value);
        LedgerLine[] lines =
        [
            .. from account in due.Keys.Union(posted.Keys)
               let difference = due.GetValueOrDefault(account) - posted.GetValueOrDefault(account)
               where difference != 0
               orderby account.Item2, account.Account
               select new LedgerLine(new AccountName(account.Account), new Money(difference, account.Item2)),
        ];
        if (lines.Length > 0)
        {
            var takesBack = kind == EntryKind.Settlement && lines.Any(line => line.Amount.Minor < 0 && IsAvailable(line.Account.Value));
            await Journal.PostAsync(
                session,
                new LedgerEntry(
                    $"{order.Key.Subject}:{order.Revision}", order.Key.Subject, takesBack ? EntryKind.Clawback : kind, reason, lines, terms.Version),
                now);
        }
        return new OrderMoney(posted, due);
    }

    private static bool IsAvailable(string account) => account.EndsWith(":available", StringComparison.Ordinal);
}

/// <summary>The accounts of one order before and after an act.</summary>
internal sealed record OrderMoney(
    IReadOnlyDictionary<(string Account, string Currency), long> Before, IReadOnlyDictionary<(string Account, string Currency), long> After)
{
    public static long Of(IReadOnlyDictionary<(string Account, string Currency), long> accounts, Party party, long memberId, string currency) =>
        Enum.GetValues<Purse>().Sum(purse => In(accounts, party, memberId, purse, currency));

    public static long In(IReadOnlyDictionary<(string Account, string Currency), long> accounts, Party party, long memberId, Purse purse, string currency) =>
        accounts.GetValueOrDefault((AccountName.Of(party, memberId, purse).Value, currency));
}
