using Daogou.Core.Catalog;
using Quartz;

namespace Daogou.Crawler.Jobs;

/// <summary>Puts the deals that came into their products; a large import takes several turns.</summary>
[DisallowConcurrentExecution]
internal sealed class PlaceProductsJob(ProductIndex products) : IJob
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(4);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await products.RunAsync(Turn, cancellationToken);
}
