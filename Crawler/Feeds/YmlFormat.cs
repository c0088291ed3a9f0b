using System.Runtime.CompilerServices;
using Daogou.Crawler.Feeds.Syndication;

namespace Daogou.Crawler.Feeds;

/// <summary>YML (<c>yml_catalog</c>), the product feed of Russian-speaking marketplaces: offers below categories that are named once.</summary>
public sealed class YmlFormat : IFeedFormat
{
    public string Name => "yml";

    public int Recognises(ReadOnlySpan<byte> head) => XmlHead.Root(head) == "yml_catalog" ? 95 : 0;

    public async IAsyncEnumerable<FeedRow> ReadAsync(Stream document, FeedContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var map = new FieldMap(context);
        var categories = new Dictionary<string, string>(StringComparer.Ordinal);
        var row = 0L;
        using var nodes = new FeedNodes(await FeedText.OpenAsync(document, context, cancellationToken), shape: FeedShape.Yml);
        foreach (var piece in nodes.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (piece.IsItem)
            {
                yield return map.ToRow(++row, name => Field(piece.Node, categories, name), ownItem: true);
            }
            else if (piece.Node.Name == "categories")
            {
                foreach (var category in piece.Node.Children.Where(child => child.Attribute("id") is not null))
                {
                    categories.TryAdd(category.Attribute("id")!, category.Text);
                }
            }
        }
        if (!nodes.IsComplete)
        {
            throw new FeedBrokenException($"The XML breaks off after {row} offers.");
        }
    }

    private static string? Field(FeedNode offer, Dictionary<string, string> categories, string name) => name switch
    {
        "id" => offer.Attribute("id"),
        "title" => Own(offer, "name") ?? (string.Join(' ', new[] { Own(offer, "typeprefix"), Own(offer, "vendor"), Own(offer, "model") }.OfType<string>()) is { Length: > 0 } made ? made : null),
        "link" => Own(offer, "url"),
        "price" => offer.Child(FeedSpace.Plain, "price")?.Attribute("from") == "true" ? "from " + Own(offer, "price") : Own(offer, "price"),
        "old_price" => Own(offer, "oldprice"),
        "currency" => Own(offer, "currencyid") is "RUR" ? "RUB" : Own(offer, "currencyid"),
        "image" => Own(offer, "picture"),
        "brand" => Own(offer, "vendor"),
        "mpn" => Own(offer, "vendorcode"),
        "gtin" => Own(offer, "barcode"),
        "category" => Own(offer, "categoryid") is { } id ? categories.GetValueOrDefault(id) : null,
        "availability" => offer.Attribute("available") switch { "true" => "in_stock", "false" => "out_of_stock", _ => null },
        _ => Own(offer, name.ToLowerInvariant()),
    };

    private static string? Own(FeedNode offer, string name) => offer.Child(FeedSpace.Plain, name)?.Text is { Length: > 0 } text ? text : null;
}
