using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daogou.Core.Clicks;

/// <summary>Takes the first ordinals before anybody can click, then keeps the clicks' file in order every few seconds.</summary>
public sealed partial class ClickUpkeepService(ClickJournal journal, ClickUpkeep upkeep, ILogger<ClickUpkeepService> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(200);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await journal.StartAsync(cancellationToken);
            await upkeep.RunAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Redirects go on without the clicks' store; it is tried again in the background.
            LogFailed(logger, e);
        }
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = Pause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(pause, TimeProvider.System, stoppingToken);
                pause = await upkeep.RunAsync(stoppingToken) ? ShortPause : Pause;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogFailed(logger, e);
                pause = Pause;
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The upkeep of the clicks failed; it is tried again in a few seconds")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
