using System.Diagnostics;
using System.Globalization;
using Daogou.Core.Catalog;
using Daogou.Core.Deals;
using Daogou.Core.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Daogou.Benchmarks.Matching;

/// <summary>How long a new deal takes to find its product among many: deals are written with their keys, then some more are placed one by one.</summary>
internal static class PlaceBenchmark
{
    private const int Measured = 2_000;

    public static async Task<int> RunAsync(string[] args)
    {
        var count = args is ["--deals", var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 1_000_000;
        var folder = Directory.CreateTempSubdirectory("daogou-place-").FullName;
        var options = new StorageOptions { Folder = folder };
        try
        {
            await using var book = await Database.OpenBookAsync(options, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
            var index = new ProductIndex(book, TimeProvider.System);
            var world = DuplicateWorld.Told(count + Measured);
            foreach (var some in world.Take(count).Chunk(5_000))
            {
                var deals = some.Select(OfTitle).ToList();
                var keys = new IReadOnlyList<long>[deals.Count];
                Parallel.For(0, deals.Count, at => keys[at] = ProductIndex.KeysOf(deals[at]));
                await book.WriteAsync(
                    async session =>
                    {
                        using var adding = DealStore.Adding(session);
                        for (var at = 0; at < deals.Count; at++)
                        {
                            await DealStore.AddAsync(adding, deals[at]);
                            await ProductStore.PlaceAsync(session, new ProductOffer { DealId = deals[at].Id, ProductId = deals[at].Id, PlacedBy = PlacedBy.Alone, ScoreBp = 0, PlacedAt = DateTimeOffset.UnixEpoch });
                            await ProductStore.AddKeysAsync(session, deals[at].Id, keys[at]);
                        }
                        return deals.Count;
                    },
                    CancellationToken.None);
            }
            var times = new List<double>();
            foreach (var offer in world.Skip(count).Take(Measured))
            {
                var deal = OfTitle(offer);
                times.Add(await book.WriteAsync(
                    async session =>
                    {
                        using var adding = DealStore.Adding(session);
                        await DealStore.AddAsync(adding, deal);
                        var start = Stopwatch.GetTimestamp();
                        await index.PlaceAsync(session, deal.Id);
                        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                    },
                    CancellationToken.None));
            }
            times.RemoveRange(0, 200);
            times.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"among {count:N0}: placed in {times[times.Count / 2]:0.00} ms (p50), {times[times.Count * 95 / 100]:0.00} ms (p95), {times[times.Count * 99 / 100]:0.00} ms (p99)"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return 0;
    }

    private static Deal OfTitle(CatalogOffer offer)
    {
        var now = DateTimeOffset.UnixEpoch.AddYears(56);
        var id = Ids.Next(now);
        return new Deal
        {
            Id = id, Identity = $"url:{id}", Merchant = "shop", Title = offer.Title, Url = $"https://shop.example/{id}", Brand = offer.Brand, Gtin = offer.Gtin, PriceMinor = (long?)(offer.Price * 100), Currency = "CNY",
            Availability = Availability.InStock, State = DealState.Active, FirstSeenAt = now, LastSeenAt = now, ChangedAt = now,
        };
    }
}
