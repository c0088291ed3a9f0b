using Daogou.Core.Deals;
using Quartz;

namespace Daogou.Crawler.Jobs;

/// <summary>Ends deals and coupons whose window is over.</summary>
[DisallowConcurrentExecution]
internal sealed class ExpireDealsJob(DealExpiry expiry) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await expiry.RunAsync(cancellationToken);
}
