using Daogou.Core.Amounts;
using Daogou.Core.Ledger;

namespace Daogou.Tests.Support;

public static partial class A
{
    /// <summary>Money of the demo network to one account: <c>A.Entry("order:1", member, Yuan(3.20m))</c>.</summary>
    public static LedgerEntry Entry(string reference, AccountName account, Money amount, EntryKind kind = EntryKind.Settlement) =>
        new(reference, reference, kind, "for a test", [new(AccountName.Receivable("demo"), -amount), new(account, amount)]);
}
