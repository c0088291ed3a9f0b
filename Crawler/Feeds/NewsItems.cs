using System.Runtime.CompilerServices;
using Daogou.Crawler.Feeds.Syndication;

namespace Daogou.Crawler.Feeds;

/// <summary>The rows of RSS and Atom: what <c>inspect feed</c> shows of an entry is what is collected.</summary>
internal static class NewsItems
{
    public static async IAsyncEnumerable<FeedRow> ReadAsync(Stream document, FeedContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var map = new FieldMap(context);
        var row = 0L;
        using var nodes = new FeedNodes(await FeedText.OpenAsync(document, context, cancellationToken));
        XmlFeed? feed = null;
        var about = new List<FeedNode>();
        foreach (var piece in nodes.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            feed ??= new XmlFeed(nodes.Root!, context.Address.IsFile ? null : context.Address.AbsoluteUri);
            if (piece.IsItem)
            {
                var item = new NewsItem(feed, piece.Node);
                yield return map.ToRow(++row, item.Field, ownItem: false);
            }
            else if (about.Count < 200)
            {
                about.Add(piece.Node);
            }
        }
        if (!nodes.IsComplete)
        {
            throw new FeedBrokenException($"The XML breaks off after {row} items.");
        }
        if (feed is not null)
        {
            context.Tell(feed.Head(about));
        }
    }
}

/// <summary>One entry, its fields found by their usual names or as an element's or attribute's own (<c>name</c>, <c>name@attribute</c>).</summary>
internal sealed class NewsItem(XmlFeed feed, FeedNode node)
{
    private readonly FeedEntry _entry = feed.Undated(node);

    public string? Field(string name) => name.ToLowerInvariant() switch
    {
        "id" or "guid" => _entry.Id,
        "title" => _entry.Title,
        "link" or "url" => _entry.Link,
        "description" or "summary" => _entry.Summary,
        "content" or "content_html" => _entry.Content,
        "image" => _entry.Image,
        "category" => _entry.Tags is [var first, ..] ? first : null,
        "pubdate" or "published" or "updated" or "date_published" => Written("pubdate", "published", "issued", "date", "updated", "modified"),
        "price" => Own("price") ?? Words.Price?.Value,
        "list_price" => Own("list_price") ?? Own("old_price") ?? Words.OldPrice?.Value,
        "code" => Own("code") ?? Words.Code?.Value,
        "ends" => Own("ends") ?? Words.Ends?.Value,
        var other => Own(other),
    };

    /// <summary>What the post says in words where it has no fields of its own for it.</summary>
    private PostWords Words => field ??= DealPost.Read(_entry.Title, _entry.Content ?? _entry.Summary);

    private string? Written(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (node.Children.Find(child => child.Name == name)?.Text is { Length: > 0 } text)
            {
                return text;
            }
        }
        return null;
    }

    private string? Own(string name)
    {
        var (element, attribute) = name.Split('@', 2) is [var left, var right] ? (left, right) : (name, null);
        var found = node.Children.Where(child => child.Name == element).ToList();
        var own = found.Find(child => child.Space == FeedSpace.Google) ?? found.FirstOrDefault();
        return attribute is null ? own?.Text : own?.Attribute(attribute);
    }
}
