using Daogou.Core.Storage;
using Daogou.Crawler.Sources;

namespace Daogou.Api.Console;

/// <summary>What an operator asks of a source.</summary>
internal static class SourceActs
{
    public static void Map(IEndpointRouteBuilder acts)
    {
        acts.MapAct("/sources/{key}/run", "source.run", act => MarkAsync(
            act, SourceStore.MarkDueAsync, act.In("It is due now and will be fetched within seconds.", "已安排，几秒内开始采集。")));
        acts.MapAct("/sources/{key}/accept", "source.accept-drop", act => MarkAsync(
            act, SourceStore.AcceptDropAsync, act.In("The shorter document will be believed next time.", "下次将接受行数减少的文件。")));
    }

    private static async Task<Said> MarkAsync(ActRequest act, Func<Session, string, DateTimeOffset, Task<int>> mark, string done)
    {
        var key = act.Route("key");
        act.Subject = "source:" + key;
        var now = act.Service<TimeProvider>().GetUtcNow();
        return await act.Service<Database>().WriteAsync(session => mark(session, key, now), act.CancellationToken) > 0
            ? Said.Done(done)
            : Said.Refused(act.In("There is no such source.", "没有这个采集源。"));
    }
}
