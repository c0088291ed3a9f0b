using Daogou.Core.Catalog;
using Daogou.Core.Storage;

namespace Daogou.Core.Ranking;

/// <summary>What a group saw lately, by product: another shop's offer of the same thing is a repeat too, unless it is cheaper than all that was shown.</summary>
public static class ShownProducts
{
    /// <summary>For each of the deals the last time and the lowest price at which the group saw it or its product since an instant (and before another).</summary>
    public static async Task<IReadOnlyDictionary<long, Shown>> LoadAsync(
        Session session, long groupId, IEnumerable<long> deals, DateTimeOffset since, DateTimeOffset? before = null)
    {
        var shown = await DigestStore.ShownSinceAsync(session, groupId, since, before);
        if (shown.Count == 0)
        {
            return shown;
        }
        var products = await ProductStore.SharedAsync(session);
        long ProductOf(long deal) => products.GetValueOrDefault(deal, deal);
        var byProduct = shown.Values.ToLookup(one => ProductOf(one.DealId));
        var seen = new Dictionary<long, Shown>();
        foreach (var deal in deals)
        {
            foreach (var one in byProduct[ProductOf(deal)])
            {
                seen[deal] = seen.TryGetValue(deal, out var known) ? Stricter(known, one) : one;
            }
        }
        return seen;
    }

    private static Shown Stricter(Shown one, Shown other)
    {
        var lower = one.Currency != other.Currency ? (one.BuiltAt >= other.BuiltAt ? one : other) : one.PriceMinor <= other.PriceMinor ? one : other;
        return lower with { BuiltAt = one.BuiltAt >= other.BuiltAt ? one.BuiltAt : other.BuiltAt };
    }
}
