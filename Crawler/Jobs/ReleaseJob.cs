using Daogou.Core.Rebates;
using Quartz;

namespace Daogou.Crawler.Jobs;

/// <summary>Makes payable what has waited its time.</summary>
[DisallowConcurrentExecution]
internal sealed class ReleaseJob(ReleaseDesk release) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await release.RunDueAsync(cancellationToken);
}
