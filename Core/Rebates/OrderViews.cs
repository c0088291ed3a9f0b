using Daogou.Core.Ledger;
using Daogou.Core.Orders;
using Daogou.Core.Storage;

namespace Daogou.Core.Rebates;

/// <summary>Orders for the people who earn from them, the latest first.</summary>
public static class OrderViews
{
    /// <summary>The orders of a member's own links, bought or shared.</summary>
    public static async Task<IReadOnlyList<OrderView>> ForMemberAsync(Session session, long memberId, int limit)
    {
        var rows = await session.QueryAsync<Order>(
            "SELECT * FROM orders WHERE member_id = @MemberId ORDER BY ordered_at DESC, id DESC LIMIT @Limit", new { MemberId = memberId, Limit = limit });
        var paid = await PaidOrders.OfAsync(session, memberId);
        return await ViewsAsync(session, rows, pinned => EarnedBy(pinned, memberId), paid);
    }

    /// <summary>The orders from a group's links, with the group admin's part.</summary>
    public static async Task<IReadOnlyList<OrderView>> ForGroupAsync(Session session, long groupId, int limit)
    {
        var rows = await session.QueryAsync<Order>(
            "SELECT * FROM orders WHERE group_id = @GroupId ORDER BY ordered_at DESC, id DESC LIMIT @Limit", new { GroupId = groupId, Limit = limit });
        return await ViewsAsync(
            session, rows, pinned => pinned.AdminMemberId is { } admin ? [(Party.Admin, admin)] : [], new Dictionary<string, DateTimeOffset>());
    }

    private static async Task<IReadOnlyList<OrderView>> ViewsAsync(
        Session session, IReadOnlyList<Order> orders, Func<OrderTerms, (Party Party, long MemberId)[]> earners,
        IReadOnlyDictionary<string, DateTimeOffset> paid)
    {
        var views = new List<OrderView>(orders.Count);
        foreach (var order in orders)
        {
            var pinned = await TermsStore.FindAsync(session, order.Id)
                ?? throw new InvalidOperationException($"Order {order.Key} has no terms.");
            var posted = await Journal.PostedForAsync(session, order.Key.Subject);
            var amount = earners(pinned).Sum(earner => OrderMoney.Of(posted, earner.Party, earner.MemberId, order.Currency));
            views.Add(OrderView.Of(order, pinned, amount, paid.TryGetValue(order.Key.Subject, out var at) ? at : null));
        }
        return views;
    }

    private static (Party, long)[] EarnedBy(OrderTerms pinned, long memberId) =>
    [
        .. new[] { (Party.Member, pinned.BuyerMemberId), (Party.Sharer, pinned.SharerMemberId), (Party.Admin, pinned.AdminMemberId) }
            .Where(earner => earner.Item2 == memberId).Select(earner => (earner.Item1, memberId)),
    ];
}
