using Daogou.Crawler.Sources;
using Quartz;

namespace Daogou.Crawler.Jobs;

/// <summary>Finds sources that fell silent.</summary>
[DisallowConcurrentExecution]
internal sealed class SourceWatchJob(SourceWatch watch) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await watch.RunDueAsync(cancellationToken);
}
