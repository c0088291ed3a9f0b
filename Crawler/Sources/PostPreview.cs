using Daogou.Core.Deals;
using Daogou.Crawler.Feeds;
using Daogou.Crawler.Feeds.Syndication;

namespace Daogou.Crawler.Sources;

/// <summary>One thing that an item says, and the words of its post that it was taken from.</summary>
/// <param name="Field"><c>price</c>, <c>list_price</c>, <c>code</c> or <c>ends</c>.</param>
public sealed record TakenWord(string Field, string Value, string From);

/// <summary>What the first posts of a news feed say in words, so that a person can judge what was made of them.</summary>
internal static class PostPreview
{
    private const int MostPosts = 100;

    /// <summary>The words by row. The document is left where it stood.</summary>
    public static async Task<IReadOnlyDictionary<long, PostWords>> ReadAsync(Stream document, FeedContext context, CancellationToken cancellationToken)
    {
        var found = new Dictionary<long, PostWords>();
        var stood = document.Position;
        document.Position = 0;
        var (head, whole) = await FeedText.PeekAsync(document, cancellationToken);
        using (var nodes = new FeedNodes(new StreamReader(whole, FeedText.Choose(head, context), detectEncodingFromByteOrderMarks: true, bufferSize: 32_768, leaveOpen: true)))
        {
            XmlFeed? feed = null;
            foreach (var piece in nodes.Read().Where(piece => piece.IsItem).Take(MostPosts))
            {
                feed ??= new XmlFeed(nodes.Root!, context.Address.IsFile ? null : context.Address.AbsoluteUri);
                found.Add(found.Count + 1, DealPost.Read(feed.Title(piece.Node), feed.Content(piece.Node) ?? feed.Summary(piece.Node)));
            }
        }
        document.Position = stood;
        return found;
    }

    /// <summary>Of a post's words those that the item was made of: a field of its own goes before them.</summary>
    public static IReadOnlyList<TakenWord> Of(FeedItem item, PostWords words) =>
    [
        .. Taken("price", words.Price, item.Price),
        .. Taken("list_price", words.OldPrice, item.ListPrice),
        // A deal keeps no code; that the post names one is worth seeing all the same.
        .. Taken("code", words.Code, item.Coupon is { } coupon ? coupon.Code : words.Code?.Value),
        .. Taken("ends", words.Ends, item.EndsAt),
    ];

    private static IEnumerable<TakenWord> Taken(string field, PostWord? word, string? value) =>
        word is not null && word.Value.Trim() == value ? [new TakenWord(field, word.Value, word.From)] : [];
}
