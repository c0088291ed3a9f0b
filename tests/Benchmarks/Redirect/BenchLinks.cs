using Daogou.Core.Deals;
using Daogou.Core.Links;
using Daogou.Core.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Daogou.Benchmarks.Redirect;

/// <summary>A thousand links of one network, the same for both sides.</summary>
internal static class BenchLinks
{
    public const int Count = 1000;

    public static string Code(int index) => index.ToString("D7", System.Globalization.CultureInfo.InvariantCulture);

    public static string Destination(int index) =>
        $"https://go.bench.example/click?mid=7&to=https%3A%2F%2Fshop.bench.example%2Fitem%2F{index}%3Fcolor%3Dred&ref=";

    public static Dictionary<string, string?> Settings(string folder, string? postgres) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["Storage:Folder"] = folder,
        ["Storage:Postgres"] = postgres,
        ["Networks:0:Key"] = "bench",
        ["Networks:0:LinkTemplate"] = "https://go.bench.example/click?mid=7&to={url}&ref={clickref}",
        ["Networks:0:Programmes:0:Merchant"] = "bench",
        ["Networks:0:Programmes:0:Hosts:0"] = "shop.bench.example",
        ["Networks:0:Programmes:0:AllowsRebate"] = "true",
        ["Networks:0:Programmes:0:AllowsChat"] = "true",
    };

    /// <summary>Fills a fresh folder; also by itself, to run a server under a profiler.</summary>
    public static async Task<int> SeedAsync(string folder, string? postgres)
    {
        await using var book = await Database.OpenBookAsync(
            new StorageOptions { Folder = folder, Postgres = postgres }, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        var now = TimeProvider.System.GetUtcNow();
        await book.WriteAsync(
            async session =>
            {
                for (var index = 0; index < Count; index++)
                {
                    var deal = await DealStore.AddPastedAsync(session, new Uri($"https://shop.bench.example/item/{index}"), "bench", now);
                    await LinkStore.AddAsync(session, new TrackedLink
                    {
                        Code = Code(index),
                        DealId = deal.Id,
                        MemberId = 0,
                        PlaceKind = PlaceKind.Api,
                        PlaceId = index,
                        GroupId = 0,
                        Network = "bench",
                        Destination = Destination(index) + "{clickref}",
                        CreatedAt = now,
                    });
                }
            },
            CancellationToken.None);
        return 0;
    }

    /// <summary>Hits that are in the store, to be held against the answers that the load generator saw.</summary>
    public static async Task<long> StoredAsync(string folder, string? postgres)
    {
        await using var clicks = await Database.OpenClicksAsync(
            new StorageOptions { Folder = folder, Postgres = postgres }, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        return await clicks.ReadAsync(session => session.ValueAsync<long>("SELECT COUNT(*) FROM clicks"), CancellationToken.None);
    }
}
