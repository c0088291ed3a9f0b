using Daogou.Core.Payouts;

namespace Daogou.Api.Console;

/// <summary>An operator's steps of a payout.</summary>
internal static class PayoutActs
{
    public static void Map(IEndpointRouteBuilder acts)
    {
        acts.MapAct("/payouts/{id:long}/approve", "payout.approve", act => DoAsync(act, desk => desk.ApproveAsync(act.Id, act.Actor, act.CancellationToken)));
        acts.MapAct("/payouts/{id:long}/reject", "payout.reject", act => DoAsync(act, desk => desk.RejectAsync(act.Id, act.Actor, act.Text("words"), act.CancellationToken), true));
        acts.MapAct("/payouts/{id:long}/paid", "payout.paid", act => DoAsync(act, desk => desk.MarkPaidAsync(act.Id, act.Actor, act.Text("words"), act.CancellationToken), true));
        acts.MapAct("/payouts/{id:long}/failed", "payout.failed", act => DoAsync(act, desk => desk.MarkFailedAsync(act.Id, act.Actor, act.Text("words"), act.CancellationToken), true));
        acts.MapAct("/payouts/{id:long}/unknown", "payout.unknown", act => DoAsync(act, desk => desk.MarkUnknownAsync(act.Id, act.Actor, act.Text("words"), act.CancellationToken)));
    }

    private static async Task<Said> DoAsync(ActRequest act, Func<PayoutDesk, Task<PayoutMove>> step, bool needsWords = false)
    {
        act.Subject = Payout.SubjectOf(act.Id);
        if (needsWords && act.Text("words").Length is 0 or > 200)
        {
            return Said.Refused(act.In("Say why, or under which reference.", "请填写原因或流水号。"));
        }
        var move = await step(act.Service<PayoutDesk>());
        return move.Kind switch
        {
            PayoutMoveKind.Done => Said.Done($"{move.Payout!.Amount}: {Labels.Of(move.Payout.State, act.Speech).Words} {act.Text("words")}".Trim()),
            PayoutMoveKind.NotFound => Said.Refused(act.In("There is no such payout.", "没有这笔提现。")),
            PayoutMoveKind.WrongState => Said.Refused(act.In("Not from this state: ", "当前状态不能这样操作：") + Labels.Of(move.Payout!.State, act.Speech).Words),
        };
    }
}
