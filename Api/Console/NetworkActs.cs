using System.Globalization;
using Daogou.Core.Networks;
using Daogou.Core.Orders;

namespace Daogou.Api.Console;

/// <summary>What an operator asks of a network.</summary>
internal static class NetworkActs
{
    public static void Map(IEndpointRouteBuilder acts)
    {
        acts.MapAct("/networks/{key}/test", "network.test", TestAsync);
        acts.MapAct("/networks/{key}/pull", "network.pull", PullAsync);
    }

    private static async Task<Said> TestAsync(ActRequest act)
    {
        act.Subject = "network:" + act.Route("key");
        return await act.Service<NetworkDesk>().TestAsync(act.Route("key"), act.CancellationToken) switch
        {
            null => Said.Refused(act.In("There is no such network.", "没有这个联盟。")),
            { IsGood: true } answer => Said.Done(act.In(answer.En, answer.Zh)),
            { } answer => Said.Refused(act.In(answer.En, answer.Zh)),
        };
    }

    private static async Task<Said> PullAsync(ActRequest act)
    {
        act.Subject = "network:" + act.Route("key");
        if (act.Service<NetworkCatalog>().Find(act.Route("key")) is null)
        {
            return Said.Refused(act.In("There is no such network.", "没有这个联盟。"));
        }
        if (Instant(act, "from") is not { } from || Instant(act, "to") is not { } to)
        {
            return Said.Refused(act.In("Give both times.", "请填写起止时间。"));
        }
        var answer = await act.Service<OrderPull>().RunAsync(act.Route("key"), from, to, act.CancellationToken);
        var words = $"{act.Speech.Minute(from)} – {act.Speech.Minute(to)}: {answer.In(act.Speech.Language)}";
        return answer.IsWhole ? Said.Done(words) : Said.Refused(words);
    }

    /// <summary>The field's wall time in the operator's zone.</summary>
    private static DateTimeOffset? Instant(ActRequest act, string field) =>
        DateTime.TryParse(act.Text(field), CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall) && TimeZoneInfo.FindSystemTimeZoneById(act.Speech.Zone) is var zone
            ? new DateTimeOffset(wall, zone.GetUtcOffset(wall)).ToUniversalTime()
            : null;
}
