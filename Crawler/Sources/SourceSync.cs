using Daogou.Core.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Daogou.Crawler.Sources;

/// <summary>Brings the sources' rows in line with the settings before the first tick.</summary>
public sealed class SourceSync(Database book, IOptions<SourcesOptions> sources, TimeProvider time) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        book.WriteAsync(
            async session =>
            {
                await SourceStore.SyncAsync(session, sources.Value.Sources, time.GetUtcNow());
                await SourceTroubleStore.EndOfDisabledAsync(session, time.GetUtcNow());
            },
            cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
