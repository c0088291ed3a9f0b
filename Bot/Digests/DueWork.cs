using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Daogou.Bot.Digests;

/// <summary>Looks on a real timer for what is due at the business time: digests, edits of posts, watches.</summary>
public sealed partial class DueWork(
    DigestPoster poster, PostEditor editor, WatchTeller teller, IOptions<BotOptions> options, ILogger<DueWork> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.TickSeconds), TimeProvider.System);
        do
        {
            await TryAsync("digests", poster.RunDueAsync, stoppingToken);
            await TryAsync("edits", editor.RunDueAsync, stoppingToken);
            await TryAsync("watches", teller.RunDueAsync, stoppingToken);
        }
        while (await tick.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TryAsync(string what, Func<CancellationToken, Task<int>> work, CancellationToken stoppingToken)
    {
        try
        {
            if (await work(stoppingToken) is var done and > 0)
            {
                LogDone(what, done);
            }
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(e, what);
        }
    }

    [LoggerMessage(LogLevel.Information, "Queued {What}: {Done}")]
    private partial void LogDone(string what, int done);

    [LoggerMessage(LogLevel.Error, "Looking for due {What} failed; it goes on at the next tick")]
    private partial void LogFailed(Exception e, string what);
}
