using Daogou.Core.Amounts;
using Daogou.Core.Ledger;
using Daogou.Core.Storage;

namespace Daogou.Core.Payouts;

/// <summary>What a person has in one currency, as buyer, sharer and group admin together.</summary>
/// <param name="Pending">Tracked or confirmed, not yet payable.</param>
/// <param name="Available">Can be withdrawn; negative after a clawback.</param>
/// <param name="Held">Waits for a decision.</param>
/// <param name="Paying">In open withdrawals.</param>
/// <param name="Paid">Withdrawn so far.</param>
public sealed record Wallet(string Currency, Money Pending, Money Available, Money Held, Money Paying, Money Paid);

/// <summary>One account of a person.</summary>
public sealed record PurseBalance(Party Party, Purse Purse, Money Balance);

/// <summary>Reads what people have from the ledger.</summary>
public static class Wallets
{
    private static readonly Party[] Parties = [Party.Member, Party.Sharer, Party.Admin];
    private static readonly Purse[] Purses = [Purse.Pending, Purse.Available, Purse.Held, Purse.Paying];

    /// <summary>One wallet for each currency the person ever had something in, by currency.</summary>
    public static async Task<IReadOnlyList<Wallet>> ForMemberAsync(Session session, long memberId)
    {
        var paid = (await PayoutStore.PaidSumsAsync(session, memberId)).ToDictionary(sum => sum.Currency, StringComparer.Ordinal);
        var byCurrency = (await PursesAsync(session, memberId)).ToLookup(purse => purse.Balance.Currency, StringComparer.Ordinal);
        return
        [
            .. from currency in byCurrency.Select(purses => purses.Key).Union(paid.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
               select new Wallet(
                   currency,
                   Sum(Purse.Pending, currency),
                   Sum(Purse.Available, currency),
                   Sum(Purse.Held, currency),
                   Sum(Purse.Paying, currency),
                   paid.GetValueOrDefault(currency, Money.Zero(currency))),
        ];

        Money Sum(Purse purse, string currency) =>
            byCurrency[currency].Where(balance => balance.Purse == purse).Aggregate(Money.Zero(currency), (sum, balance) => sum + balance.Balance);
    }

    /// <summary>The person's accounts that were ever used, in the order member, sharer, admin.</summary>
    public static async Task<IReadOnlyList<PurseBalance>> PursesAsync(Session session, long memberId)
    {
        var names = (from party in Parties from purse in Purses select AccountName.Of(party, memberId, purse).Value).ToArray();
        var rows = await session.QueryAsync<AccountBalance>(
            """
            SELECT account, currency, balance_minor FROM ledger_balances
            WHERE account IN (@A0, @A1, @A2, @A3, @A4, @A5, @A6, @A7, @A8, @A9, @A10, @A11)
            """,
            new
            {
                A0 = names[0],
                A1 = names[1],
                A2 = names[2],
                A3 = names[3],
                A4 = names[4],
                A5 = names[5],
                A6 = names[6],
                A7 = names[7],
                A8 = names[8],
                A9 = names[9],
                A10 = names[10],
                A11 = names[11],
            });
        return
        [
            .. from row in rows
               let person = AccountName.ReadPerson(row.Account)!.Value
               orderby person.Party, person.Purse, row.Currency
               select new PurseBalance(person.Party, person.Purse, row.Balance),
        ];
    }

    /// <summary>
    /// Which purses a withdrawal is drawn from: the positive ones, in the order member, sharer, admin. Null when together, debts
    /// included, they hold less.
    /// </summary>
    public static IReadOnlyList<(Party Party, Money Amount)>? Draw(IEnumerable<PurseBalance> purses, Money amount)
    {
        var available = purses.Where(purse => purse.Purse == Purse.Available && purse.Balance.Currency == amount.Currency)
            .OrderBy(purse => purse.Party).ToList();
        if (available.Aggregate(Money.Zero(amount.Currency), (sum, purse) => sum + purse.Balance) < amount)
        {
            return null;
        }
        var drawn = new List<(Party, Money)>();
        var rest = amount.Minor;
        foreach (var purse in available.Where(purse => purse.Balance.Minor > 0).TakeWhile(_ => rest > 0))
        {
            var part = Math.Min(rest, purse.Balance.Minor);
            drawn.Add((purse.Party, new Money(part, amount.Currency)));
            rest -= part;
        }
        return drawn;
    }
}
