using System.Globalization;
using Daogou.Core.Amounts;
using Daogou.Core.Ledger;
using Daogou.Core.Members;
using Daogou.Core.Orders;
using Daogou.Core.Outbox;
using Daogou.Core.Storage;

namespace Daogou.Core.Rebates;

/// <summary>
/// Tells the person whose link it is how their order stands, in the transaction that changed it. A notice's id is made of the order,
/// the event and the revision, so no event is told twice and none is lost.
/// </summary>
internal static class OrderNotices
{
    /// <summary>Queues what the change means for the link's person; nothing when it means nothing to them.</summary>
    public static async Task QueueAsync(Session session, Order? before, Order after, OrderTerms pinned, OrderMoney money, DateTimeOffset now)
    {
        var party = pinned.BuyerMemberId is not null ? Party.Member : Party.Sharer;
        if ((pinned.BuyerMemberId ?? pinned.SharerMemberId) is not { } memberId
            || Event(before, after, pinned, money, party, memberId) is not var (kind, amount)
            || await MemberStore.FindAsync(session, memberId) is not { ErasedAt: null } member)
        {
            return;
        }
        var body = new ChatBody(OrderNoticeTexts.Of(kind, after, pinned, new Money(amount, after.Currency), member.Language));
        var notice = string.Create(CultureInfo.InvariantCulture, $"{after.Key.Subject}:{after.Revision}:{Word(kind)}");
        foreach (var chat in await MemberStore.PrivateChatsAsync(session, memberId))
        {
            var message = new OutboxMessage
            {
                Notice = $"{notice}:{chat.Channel}:{chat.Chat}",
                Channel = chat.Channel,
                Chat = chat.Chat,
                Kind = MessageKind.MoneyNotice,
                Body = body,
                DealId = after.DealId,
            };
            await OutboxStore.QueueAsync(session, message, now);
        }
    }

    private static (OrderEvent Kind, long Amount)? Event(Order? before, Order after, OrderTerms pinned, OrderMoney money, Party party, long memberId)
    {
        var had = OrderMoney.Of(money.Before, party, memberId, after.Currency);
        var has = OrderMoney.Of(money.After, party, memberId, after.Currency);
        var couldTake = OrderMoney.In(money.Before, party, memberId, Purse.Available, after.Currency);
        var canTake = OrderMoney.In(money.After, party, memberId, Purse.Available, after.Currency);
        if (has < had && (couldTake > 0 || after.Status == OrderStatus.Void))
        {
            return (couldTake > 0 ? OrderEvent.TakenBack : OrderEvent.Void, had - has);
        }
        if (canTake > 0 && couldTake == 0)
        {
            return (OrderEvent.Payable, canTake);
        }
        return has <= 0 || pinned.HeldAt is not null ? null
            : after.IsConfirmed && before is not { IsConfirmed: true } ? (OrderEvent.Confirmed, has)
            : after.Status == OrderStatus.Tracked && before is not { Status: OrderStatus.Tracked } ? (OrderEvent.Tracked, has)
            : null;
    }

    private static string Word(OrderEvent kind) => kind switch
    {
        OrderEvent.Tracked => "tracked",
        OrderEvent.Confirmed => "confirmed",
        OrderEvent.Payable => "payable",
        OrderEvent.Void => "void",
        OrderEvent.TakenBack => "taken-back",
    };
}

/// <summary>What can happen to a person's order.</summary>
internal enum OrderEvent
{
    Tracked = 1,
    Confirmed = 2,
    Payable = 3,
    Void = 4,
    TakenBack = 5,
}
