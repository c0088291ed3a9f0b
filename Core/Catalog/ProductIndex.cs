using System.Globalization;
using Daogou.Core.Deals;
using Daogou.Core.Storage;

namespace Daogou.Core.Catalog;

/// <summary>Puts new deals into products: with the offers that surely are the same, else alone; pairs between wait for a person.</summary>
public sealed class ProductIndex(Database book, TimeProvider time)
{
    /// <summary>A match this sure is made without a person; on the validation pairs 97 % of those were right (docs/matching.md).</summary>
    public const double Sure = 0.9;

    /// <summary>A pair below this is not worth a person's time.</summary>
    public const double WorthAsking = 0.5;

    /// <summary>Transactions stay short, so that money does not wait for it.</summary>
    private const int AtATime = 20;

    private const int MostForKey = 24;
    private const int MostCompared = 10;

    /// <summary>Ids are ordered by time in one process; what another process gave meanwhile is looked for this far back.</summary>
    private const long Overlap = 120_000L << 20;

    /// <summary>Places what came since, for as long as it may take; returns how many.</summary>
    public async Task<int> RunAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var until = TimeProvider.System.GetTimestamp();
        var behind = Math.Max(0, await book.ReadAsync(ProductStore.LastPlacedAsync, cancellationToken) - Overlap);
        var placed = 0;
        while (TimeProvider.System.GetElapsedTime(until) < atMost)
        {
            var ids = await book.ReadAsync(session => ProductStore.UnplacedAsync(session, behind, AtATime), cancellationToken);
            if (ids.Count == 0)
            {
                return placed;
            }
            await book.WriteAsync(
                async session =>
                {
                    foreach (var id in ids)
                    {
                        await PlaceAsync(session, id);
                    }
                    return ids.Count;
                },
                cancellationToken);
            placed += ids.Count;
            behind = ids[^1];
        }
        return placed;
    }

    /// <summary>Places one deal; nothing happens to one that has its place.</summary>
    public async Task PlaceAsync(Session session, long id)
    {
        if (await ProductStore.FindAsync(session, id) is not null || await DealStore.FindAsync(session, id) is not { } deal)
        {
            return;
        }
        var now = time.GetUtcNow();
        var sketch = ProductMatch.Sketch(Words(deal));
        var keys = ProductKeys.Of(sketch);
        MatchVerdict? best = null;
        var (product, asked) = (id, 0L);
        foreach (var other in await CandidatesAsync(session, id, keys))
        {
            var verdict = ProductMatch.Compare(sketch, ProductMatch.Sketch(Words(other)));
            if (verdict.Score >= WorthAsking && verdict.Score > (best?.Score ?? 0))
            {
                var place = (await ProductStore.FindAsync(session, other.Id))?.ProductId ?? other.Id;
                (best, product, asked) = (verdict, place, other.Id);
            }
        }
        if (best is not null && !IsSure(best))
        {
            await ProductStore.AskAsync(session, id, asked, Points(best.Score), best.Reason, now);
            (best, product) = (null, id);
        }
        await ProductStore.PlaceAsync(
            session, new ProductOffer { DealId = id, ProductId = product, PlacedBy = best is null ? PlacedBy.Alone : PlacedBy.Match, ScoreBp = Points(best?.Score ?? 1), PlacedAt = now });
        await ProductStore.AddKeysAsync(session, id, keys);
    }

    /// <summary>A deal's words for comparing. Descriptions are left out: they cost more than they tell of titles this alike.</summary>
    internal static CatalogOffer Words(Deal deal) => new()
    {
        Title = deal.Title,
        Brand = deal.Brand,
        Model = deal.Mpn,
        Gtin = deal.Gtin,
        Url = deal.Url,
        Merchant = deal.Merchant,
        Category = deal.Category,
        Price = deal.Price is { } price ? double.Parse(price.ToDecimalText(), CultureInfo.InvariantCulture) : null,
    };

    /// <summary>What a deal is looked for by.</summary>
    public static IReadOnlyList<long> KeysOf(Deal deal) => ProductKeys.Of(ProductMatch.Sketch(Words(deal)));

    /// <summary>Numbers decide alone; words do only where nothing speaks against it.</summary>
    private static bool IsSure(MatchVerdict verdict) => verdict.Decision == MatchDecision.Same && (verdict.Reason is "gtin" or "item" || (verdict.Score >= Sure && verdict.Vetoes.Count == 0));

    private static long Points(double score) => (long)Math.Round(score * 10_000);

    /// <summary>Deals that share the most keys; of a key that many share only the newest are looked at.</summary>
    private static async Task<IReadOnlyList<Deal>> CandidatesAsync(Session session, long id, IReadOnlyList<long> keys)
    {
        var shared = new Dictionary<long, int>();
        foreach (var key in keys)
        {
            foreach (var deal in await ProductStore.WithKeyAsync(session, key, MostForKey))
            {
                shared[deal] = shared.GetValueOrDefault(deal) + 1;
            }
        }
        shared.Remove(id);
        var found = new List<Deal>();
        foreach (var (deal, _) in shared.OrderByDescending(pair => pair.Value).ThenByDescending(pair => pair.Key).Take(MostCompared))
        {
            if (await DealStore.FindAsync(session, deal) is { } known)
            {
                found.Add(known);
            }
        }
        return found;
    }
}
