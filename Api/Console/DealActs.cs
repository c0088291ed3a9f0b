using System.Globalization;
using Daogou.Core.Deals;

namespace Daogou.Api.Console;

/// <summary>What an operator does to a deal.</summary>
internal static class DealActs
{
    public static void Map(IEndpointRouteBuilder acts)
    {
        acts.MapAct("/deals/{id:long}/approve", "deal.approve", act => DoAsync(act, desk => desk.ApproveAsync(act.Id, act.CancellationToken)));
        acts.MapAct("/deals/{id:long}/hold", "deal.hold", act => DoAsync(act, desk => desk.HoldAsync(act.Id, Reason(act, "held by"), act.CancellationToken)));
        acts.MapAct("/deals/{id:long}/remove", "deal.remove", act => DoAsync(act, desk => desk.RemoveAsync(act.Id, Reason(act, "removed by"), act.CancellationToken)));
        acts.MapAct("/deals/{id:long}/restore", "deal.restore", act => DoAsync(act, desk => desk.RestoreAsync(act.Id, act.CancellationToken)));
    }

    private static async Task<Said> DoAsync(ActRequest act, Func<DealDesk, Task<DealAct>> step)
    {
        act.Subject = "deal:" + act.Id.ToString(CultureInfo.InvariantCulture);
        var done = await step(act.Service<DealDesk>());
        return new Said(done == DealAct.Done, Labels.Of(done, act.Speech));
    }

    private static string Reason(ActRequest act, string did) => act.Text("reason") is { Length: > 0 } words ? words : $"{did} {act.Actor}";
}
