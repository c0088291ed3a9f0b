using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daogou.Core.Ranking;

/// <summary>Learns from what came of the posts, now and then.</summary>
public sealed partial class TasteUpkeep(TasteDesk desk, ILogger<TasteUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await desk.IsDueAsync(stoppingToken))
                {
                    await desk.RebuildAsync(stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogFailed(logger, e);
            }
            await Task.Delay(Pause, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Learning from clicks and orders failed; the ranking goes on with what was learnt before")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
