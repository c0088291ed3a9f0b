using Daogou.Core.Amounts;
using Daogou.Core.Ledger;

namespace Daogou.Core.Payouts;

/// <summary>What a payout does to the ledger: reserve, then out or back. Pure.</summary>
public static class PayoutEntries
{
    public static LedgerEntry Reserve(Payout payout, IReadOnlyList<(Party Party, Money Amount)> drawn) =>
        new(
            payout.Subject + ":reserve", payout.Subject, EntryKind.PayoutReserve, "withdrawal requested",
            [
                .. from part in drawn
                   from line in new[]
                   {
                       new LedgerLine(AccountName.Of(part.Party, payout.MemberId, Purse.Available), -part.Amount),
                       new LedgerLine(AccountName.Of(part.Party, payout.MemberId, Purse.Paying), part.Amount),
                   }
                   select line,
            ]);

    /// <summary>What was reserved leaves the house.</summary>
    public static LedgerEntry Paid(Payout payout, IReadOnlyDictionary<(string Account, string Currency), long> posted) =>
        new(
            payout.Subject + ":paid", payout.Subject, EntryKind.PayoutPaid, "withdrawal paid",
            [
                .. from account in posted
                   where AccountName.ReadPerson(account.Key.Account) is { Purse: Purse.Paying }
                   orderby account.Key.Account
                   select new LedgerLine(new AccountName(account.Key.Account), new Money(-account.Value, account.Key.Currency)),
                new LedgerLine(AccountName.Paid(payout.Method), payout.Amount),
            ]);

    /// <summary>What was reserved goes back to where it was drawn from.</summary>
    public static LedgerEntry Returned(Payout payout, IReadOnlyDictionary<(string Account, string Currency), long> posted) =>
        new(
            payout.Subject + ":returned", payout.Subject, EntryKind.PayoutReturned, payout.Reason ?? "withdrawal returned",
            [
                .. from account in posted
                   orderby account.Key.Account
                   select new LedgerLine(new AccountName(account.Key.Account), new Money(-account.Value, account.Key.Currency)),
            ]);
}
