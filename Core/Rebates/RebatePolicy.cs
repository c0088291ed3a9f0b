using Daogou.Core.Amounts;
using Daogou.Core.Ledger;
using Daogou.Core.Links;
using Daogou.Core.Orders;

namespace Daogou.Core.Rebates;

/// <summary>Who earns from a link, by where it stands: fixed on the order when it is tied to the link.</summary>
public sealed record Parties(long? BuyerMemberId, long? SharerMemberId, long? AdminMemberId)
{
    public static readonly Parties Nobody = new(null, null, null);

    /// <param name="place">Where the link is.</param>
    /// <param name="linkMemberId">The link's person; null or 0 for none.</param>
    /// <param name="groupAdminId">The admin of the group it was made or posted in; null for none.</param>
    public static Parties Of(PlaceKind place, long? linkMemberId, long? groupAdminId)
    {
        var person = linkMemberId is 0 ? null : linkMemberId;
        return place switch
        {
            PlaceKind.Request => new(person, null, groupAdminId),
            PlaceKind.Digest => new(null, null, groupAdminId),
            PlaceKind.Share or PlaceKind.Api => new(null, person, groupAdminId),
        };
    }
}

/// <summary>
/// What each account should hold because of one order. Pure: the order's fact, the terms fixed on it, and whether its money is
/// released or held. The parts and the house's remainder always sum to the commission.
/// </summary>
public static class RebatePolicy
{
    public static IReadOnlyDictionary<AccountName, long> Due(Order order, RebateTerms terms, OrderTerms pinned)
    {
        var due = new Dictionary<AccountName, long>();
        if (order.Status == OrderStatus.Void || order.CommissionMinor == 0)
        {
            return due;
        }
        var from = order.Status == OrderStatus.Settled ? AccountName.Received(order.Network) : AccountName.Receivable(order.Network);
        due[from] = -order.CommissionMinor;
        if (order.LinkCode is null)
        {
            due[AccountName.Unattributed(order.Network)] = order.CommissionMinor;
            return due;
        }
        var purse = PurseOf(order, pinned);
        (AccountName Account, Rate Rate)[] parts =
        [
            .. Part(pinned, Party.Member, pinned.BuyerMemberId, purse, terms.Rebate),
            .. Part(pinned, Party.Sharer, pinned.SharerMemberId, purse, terms.Share),
            .. Part(pinned, Party.Admin, pinned.AdminMemberId, purse, terms.Group),
        ];
        var house = new Rate(Rate.Whole - parts.Sum(part => part.Rate.BasisPoints));
        var (amounts, rounding) = Split.Divide(new Money(order.CommissionMinor, order.Currency), [.. parts.Select(part => part.Rate), house]);
        foreach (var ((account, _), amount) in parts.Zip(amounts))
        {
            due[account] = amount.Minor;
        }
        due[AccountName.HouseIncome] = amounts[^1].Minor;
        due[AccountName.HouseRounding] = rounding.Minor;
        return due;
    }

    private static Purse PurseOf(Order order, OrderTerms pinned) =>
        order.Status == OrderStatus.Held || pinned.HeldAt is not null ? Purse.Held
        : order.IsConfirmed && pinned.ReleasedAt is not null ? Purse.Available
        : Purse.Pending;

    private static (AccountName, Rate)[] Part(OrderTerms pinned, Party party, long? memberId, Purse purse, Rate rate) =>
        memberId is { } id && pinned.AllowsRebate && rate.BasisPoints > 0 ? [(AccountName.Of(party, id, purse), rate)] : [];
}
