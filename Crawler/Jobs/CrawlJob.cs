using Daogou.Crawler.Sources;
using Quartz;

namespace Daogou.Crawler.Jobs;

/// <summary>Polls the sources that are due.</summary>
[DisallowConcurrentExecution]
internal sealed class CrawlJob(SourceCrawl crawl) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await crawl.RunDueAsync(cancellationToken);
}
