using Daogou.Api.Hosting;
using Daogou.Core.Links;
using Daogou.Core.Orders;
using Daogou.Core.Rebates;
using Microsoft.Extensions.DependencyInjection;

namespace Daogou.Benchmarks;

/// <summary>
/// Settles orders without end and says of each step that it is done, only after it is. A test kills this process and holds what was said
/// against what is in the book.
/// </summary>
internal static class KillTarget
{
    private const int Workers = 8;

    /// <param name="folder">Holds the seeded book.</param>
    /// <param name="first">The first order number.</param>
    /// <param name="secret">Signs the click refs.</param>
    /// <param name="code">The link that all orders come from.</param>
    public static async Task<int> RunAsync(string folder, int first, string secret, string code)
    {
        await using var application = await DaogouHost.BuildAsync(
            new DaogouHostArguments
            {
                ConfigurationOverrides = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
                {
                    ["Storage:Folder"] = folder,
                    ["Links:Secret"] = secret,
                    ["Networks:0:Key"] = "demo",
                    ["Networks:0:LinkTemplate"] = "https://go.demo.example/click?to={url}&ref={clickref}",
                    ["Networks:0:Programmes:0:Merchant"] = "shop",
                    ["Networks:0:Programmes:0:Hosts:0"] = "shop.example",
                    ["Networks:0:Programmes:0:AllowsRebate"] = "true",
                    ["Networks:0:Programmes:0:AllowsChat"] = "true",
                    ["Rebates:RebateBp"] = "6000",
                },
                ReadsSurroundings = false,
                LogsToError = true,
                Roles = Roles.None,
            },
            CancellationToken.None);
        var settlement = application.Services.GetRequiredService<Settlement>();
        var refs = application.Services.GetRequiredService<ClickRefs>();
        var next = first - 1;
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                var number = Interlocked.Increment(ref next);
                var tracked = new OrderReport
                {
                    Network = "demo",
                    OrderNo = number.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    ItemNo = "1",
                    Status = OrderStatus.Tracked,
                    UpdatedAt = TimeProvider.System.GetUtcNow().AddMinutes(-10),
                    OrderedAt = TimeProvider.System.GetUtcNow().AddMinutes(-20),
                    Title = "Kettle",
                    SaleMinor = 10_000,
                    CommissionMinor = 1_000,
                    Currency = "CNY",
                    ClickRef = refs.Make(code, number),
                };
                await settlement.TakeAsync(tracked, ReportOrigin.Pull, CancellationToken.None);
                Console.WriteLine($"tracked {number}");
                await settlement.TakeAsync(
                    tracked with { Status = OrderStatus.Confirmed, UpdatedAt = tracked.UpdatedAt.AddMinutes(5) }, ReportOrigin.Pull, CancellationToken.None);
                Console.WriteLine($"confirmed {number}");
            }
        })));
        return 0;
    }
}
