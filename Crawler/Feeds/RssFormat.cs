using System.Runtime.CompilerServices;

namespace Daogou.Crawler.Feeds;

/// <summary>RSS 2.0, 0.9x and 1.0 (RDF).</summary>
public sealed class RssFormat : IFeedFormat
{
    public string Name => "rss";

    public int Recognises(ReadOnlySpan<byte> head) =>
        XmlHead.Root(head)?.ToLowerInvariant() is not ("rss" or "rdf") ? 0 : XmlHead.IsGoogle(head) ? 50 : 90;

    public IAsyncEnumerable<FeedRow> ReadAsync(Stream document, FeedContext context, CancellationToken cancellationToken) =>
        NewsItems.ReadAsync(document, context, cancellationToken);
}

/// <summary>Atom 1.0 and 0.3.</summary>
public sealed class AtomFormat : IFeedFormat
{
    public string Name => "atom";

    public int Recognises(ReadOnlySpan<byte> head) => XmlHead.Root(head)?.ToLowerInvariant() != "feed" ? 0 : XmlHead.IsGoogle(head) ? 50 : 90;

    public IAsyncEnumerable<FeedRow> ReadAsync(Stream document, FeedContext context, CancellationToken cancellationToken) =>
        NewsItems.ReadAsync(document, context, cancellationToken);
}

/// <summary>Google's product feed as RSS or Atom: the <c>g:</c> attributes win over plain elements of the same name.</summary>
public sealed class GoogleFormat : IFeedFormat
{
    public string Name => "google";

    public int Recognises(ReadOnlySpan<byte> head) => XmlHead.Root(head) is "rss" or "feed" && XmlHead.IsGoogle(head) ? 95 : 0;

    public IAsyncEnumerable<FeedRow> ReadAsync(Stream document, FeedContext context, CancellationToken cancellationToken) =>
        context.Settings.Coupons ? GooglePromotions.ReadAsync(document, context, cancellationToken) : ProductsAsync(document, context, cancellationToken);

    private static async IAsyncEnumerable<FeedRow> ProductsAsync(Stream document, FeedContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var map = new FieldMap(context);
        var slice = new XmlSlice(map.Names, map.PlainSlots);
        using var items = new XmlSlices(await FeedText.OpenUtf8Async(document, context, cancellationToken));
        while (!items.Next().IsEmpty)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var hash = context.Hash(items.Current);
            if (hash is { } known && context.Passes!(known))
            {
                yield return FeedRow.Same(items.Count);
                continue;
            }
            slice.Read(items.Current);
            yield return map.ToRow(items.Count, slice.Texts, ownItem: true, hash: hash, arePlain: true);
        }
    }
}
