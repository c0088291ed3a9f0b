using Daogou.Core.Deals;
using Daogou.Core.Storage;

namespace Daogou.Core.Catalog;

/// <summary>Two deals side by side, as a person judges them.</summary>
public sealed record PairToJudge(ProductPair Pair, Deal First, Deal Second, IReadOnlyList<string> Vetoes);

/// <summary>What a person says of pairs: one product, two for ever, or one deal taken out of its product.</summary>
public sealed class ProductDesk(Database book, TimeProvider time)
{
    /// <summary>The pairs that wait, the surest first.</summary>
    public Task<IReadOnlyList<PairToJudge>> WaitingAsync(int most, CancellationToken cancellationToken) =>
        book.ReadAsync<IReadOnlyList<PairToJudge>>(
            async session =>
            {
                var pairs = new List<PairToJudge>();
                foreach (var pair in await ProductStore.WaitingAsync(session, most))
                {
                    if (await DealStore.FindAsync(session, pair.FirstId) is { } first && await DealStore.FindAsync(session, pair.SecondId) is { } second)
                    {
                        pairs.Add(new PairToJudge(pair, first, second, ProductMatch.Compare(ProductIndex.Words(first), ProductIndex.Words(second)).Vetoes));
                    }
                }
                return pairs;
            },
            cancellationToken);

    /// <summary>The products of two deals become one. False: one of the deals has no place, or someone said never of two of their offers.</summary>
    public Task<bool> MergeAsync(long one, long other, string by, CancellationToken cancellationToken) =>
        book.WriteAsync(
            async session =>
            {
                if (one == other || await ProductStore.FindAsync(session, one) is not { } first || await ProductStore.FindAsync(session, other) is not { } second)
                {
                    return false;
                }
                var now = time.GetUtcNow();
                var (keep, gone) = (Math.Min(first.ProductId, second.ProductId), Math.Max(first.ProductId, second.ProductId));
                // What is said now of this pair goes before what was said of it earlier, not before what was said of others.
                await ProductStore.SayAsync(session, one, other, PairState.Merged, by, now);
                if (keep != gone)
                {
                    if (await ProductStore.AreKeptApartAsync(session, await ProductStore.MembersAsync(session, keep), await ProductStore.MembersAsync(session, gone)))
                    {
                        return false;
                    }
                    await ProductStore.MoveAllAsync(session, gone, keep, now);
                }
                return true;
            },
            cancellationToken);

    /// <summary>Two deals are two products, now and later; one that was put to the other is taken out. False: one of them has no place.</summary>
    public Task<bool> NeverAsync(long one, long other, string by, CancellationToken cancellationToken) =>
        book.WriteAsync(
            async session =>
            {
                if (one == other || await ProductStore.FindAsync(session, one) is not { } first || await ProductStore.FindAsync(session, other) is not { } second)
                {
                    return false;
                }
                await ProductStore.SayAsync(session, one, other, PairState.Never, by, time.GetUtcNow());
                if (first.ProductId == second.ProductId)
                {
                    await TakeOutAsync(session, Math.Max(one, other), first.ProductId);
                }
                return true;
            },
            cancellationToken);

    /// <summary>Takes a deal out of its product and keeps it apart from what stays. False: it is there alone, or has no place.</summary>
    public Task<bool> SplitAsync(long deal, string by, CancellationToken cancellationToken) =>
        book.WriteAsync(
            async session =>
            {
                if (await ProductStore.FindAsync(session, deal) is not { } place || await ProductStore.MembersAsync(session, place.ProductId) is not { Count: > 1 } members)
                {
                    return false;
                }
                foreach (var member in members.Where(member => member != deal))
                {
                    await ProductStore.SayAsync(session, deal, member, PairState.Never, by, time.GetUtcNow());
                }
                await TakeOutAsync(session, deal, place.ProductId);
                return true;
            },
            cancellationToken);

    /// <summary>The deal becomes a product of its own; where it gave the product its name, the next one does.</summary>
    private async Task TakeOutAsync(Session session, long deal, long product)
    {
        var now = time.GetUtcNow();
        var others = (await ProductStore.MembersAsync(session, product)).Where(member => member != deal).Order().ToList();
        foreach (var other in deal == product ? others : [])
        {
            await ProductStore.PlaceAsync(session, new ProductOffer { DealId = other, ProductId = others[0], PlacedBy = PlacedBy.Person, ScoreBp = 10_000, PlacedAt = now });
        }
        await ProductStore.PlaceAsync(session, new ProductOffer { DealId = deal, ProductId = deal, PlacedBy = PlacedBy.Person, ScoreBp = 10_000, PlacedAt = now });
    }
}
