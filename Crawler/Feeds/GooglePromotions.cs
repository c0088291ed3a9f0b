using System.Runtime.CompilerServices;
using Daogou.Crawler.Feeds.Syndication;

namespace Daogou.Crawler.Feeds;

/// <summary>
/// Google's promotions feed as XML (support.google.com/merchants, "Promotions feed specification"): the same frame as the product feed, but an
/// attribute such as <c>item_id</c> may stand several times. As delimited text <see cref="DelimitedFormat"/> reads it.
/// </summary>
internal static class GooglePromotions
{
    public static async IAsyncEnumerable<FeedRow> ReadAsync(Stream document, FeedContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var map = new FieldMap(context);
        var row = context.RowsBefore;
        using var nodes = new FeedNodes(await FeedText.OpenAsync(document, context, cancellationToken));
        foreach (var piece in nodes.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (piece.IsItem)
            {
                yield return map.ToRow(++row, name => Field(piece.Node, name), ownItem: false);
            }
        }
        if (!nodes.IsComplete)
        {
            throw new FeedBrokenException($"The XML breaks off after {row - context.RowsBefore} promotions.");
        }
    }

    private static string? Field(FeedNode promotion, string name)
    {
        var local = name.ToLowerInvariant() is var lower && lower.StartsWith("g:", StringComparison.Ordinal) ? lower[2..] : lower;
        var own = promotion.Children.Where(child => child.Name == local && child.Text.Length > 0).ToList();
        own = own.Exists(child => child.Space == FeedSpace.Google) ? own.FindAll(child => child.Space == FeedSpace.Google) : own;
        return own.Count == 0 ? null : local is "item_id" or "brand" or "product_type" ? string.Join(',', own.Select(child => child.Text)) : own[0].Text;
    }
}
