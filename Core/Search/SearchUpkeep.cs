using Daogou.Core.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daogou.Core.Search;

/// <summary>Lays the index out at start and when it is due, and keeps what was searched for.</summary>
public sealed partial class SearchUpkeep(DealIndex index, PastSearches past, Database book, ILogger<SearchUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(stoppingToken);
                await Task.Delay(Pause, TimeProvider.System, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogFailed(logger, e);
                await Task.Delay(Pause, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>One round.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await past.KeepAsync(cancellationToken);
        if (index.IsDue(await book.ReadAsync(SearchStore.RebuildAskedAsync, cancellationToken)))
        {
            await index.RebuildAsync(cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The upkeep of the search failed; it is tried again in a few seconds")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
