using Daogou.Api.Demo;
using Daogou.Core.Deals;
using Daogou.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Daogou.Tests.Api.Demo;

/// <summary>The demo as a program: the product's own clock is the pushed one, and the days before the doors open leave their prices.</summary>
public sealed class DemoRunTests
{
    [Fact]
    public async Task Days_before_the_doors_open_are_lived_through_by_the_products_own_crawl()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"daogou-demo-{Guid.NewGuid():N}");
        try
        {
            await using (var run = await DemoRun.StartAsync(new DemoOptions { Port = 0, Folder = folder, PastDays = 12 }, TestContext.Current.CancellationToken))
            {
                Assert.Same(run.Clock, run.Services.GetRequiredService<TimeProvider>());
                var points = await run.Services.GetRequiredService<Database>().ReadAsync(
                    session => session.QueryAsync<PricePoint>("SELECT deal_id, at, price_minor, list_price_minor FROM price_points ORDER BY at"),
                    TestContext.Current.CancellationToken);
                Assert.InRange(points[^1].At - points[0].At, TimeSpan.FromDays(8), TimeSpan.FromDays(13));
                Assert.InRange(run.Clock.Offset, TimeSpan.Zero, TimeSpan.FromMinutes(1));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
