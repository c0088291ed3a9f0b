using Daogou.Core.Orders;
using Quartz;

namespace Daogou.Crawler.Jobs;

/// <summary>Polls the networks whose order reports are due.</summary>
[DisallowConcurrentExecution]
internal sealed class OrderSyncJob(OrderSync sync) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await sync.RunDueAsync(cancellationToken);
}
