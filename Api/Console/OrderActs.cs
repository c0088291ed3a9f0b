using Daogou.Core.Orders;
using Daogou.Core.Rebates;

namespace Daogou.Api.Console;

/// <summary>What an operator does to an order's money, each time with a reason.</summary>
internal static class OrderActs
{
    public static void Map(IEndpointRouteBuilder acts)
    {
        acts.MapAct("/orders/hold", "order.hold", act => DoAsync(act, (desk, key, reason) => desk.HoldAsync(key, reason, act.Actor, act.CancellationToken)));
        acts.MapAct("/orders/release", "order.release", act => DoAsync(act, (desk, key, reason) => desk.ReleaseHoldAsync(key, reason, act.Actor, act.CancellationToken)));
        acts.MapAct("/orders/attribute", "order.attribute", act => DoAsync(act, (desk, key, reason) =>
            desk.AttributeAsync(key, act.Text("code") is { Length: > 0 } code ? code : null, reason, act.Actor, act.CancellationToken)));
    }

    private static async Task<Said> DoAsync(ActRequest act, Func<OrderDesk, OrderKey, string, Task<DeskAnswer>> step)
    {
        act.Subject = act.Text("order");
        if (!act.Subject.StartsWith("order:", StringComparison.Ordinal) || OrderKey.TryParse(act.Subject["order:".Length..]) is not { } key)
        {
            return Said.Refused(act.In("There is no such order.", "没有这个订单。"));
        }
        var answer = await step(act.Service<OrderDesk>(), key, act.Text("reason"));
        return answer switch
        {
            DeskAnswer.Done => Said.Done(act.In("Done; the ledger has the difference: ", "已完成，差额已入账：") + act.Text("reason")),
            DeskAnswer.Unchanged => Said.Refused(act.In("It was so already.", "本来就是这样。")),
            DeskAnswer.NoSuchOrder => Said.Refused(act.In("There is no such order.", "没有这个订单。")),
            DeskAnswer.NoSuchLink => Said.Refused(act.In("There is no such link of this network.", "该联盟没有这个短码。")),
            DeskAnswer.NoReason => Said.Refused(act.In("Give a reason.", "请填写理由。")),
        };
    }
}
