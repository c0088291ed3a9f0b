using System.Runtime.CompilerServices;
using System.Text;
using Daogou.Crawler.Feeds.Syndication;

namespace Daogou.Crawler.Feeds;

/// <summary>The rows of RSS and Atom: what <c>inspect feed</c> shows of an entry is what is collected.</summary>
internal static class NewsItems
{
    private const int MostAbout = 200;

    public static async IAsyncEnumerable<FeedRow> ReadAsync(Stream document, FeedContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var map = new FieldMap(context);
        var (head, whole) = await FeedText.PeekAsync(document, cancellationToken);
        var rows = map.IsUsual && IsPlainRss(head)
            ? Slices(await FeedText.OpenUtf8Async(whole, context, cancellationToken), map, context)
            : Nodes(await FeedText.OpenAsync(whole, context, cancellationToken), map, context);
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return row;
        }
    }

    /// <summary>RSS whose items can be cut on bytes: in a set that has ASCII's bytes, without a document type and without bases of its own.</summary>
    private static bool IsPlainRss(ReadOnlySpan<byte> head) =>
        head.IndexOf("<rss"u8) >= 0 && head.IndexOf("<item>"u8) is > 0 and var item && head[..item].IndexOf("<!DOCTYPE"u8) < 0 && head[..item].IndexOf("xml:base"u8) < 0
        && head[..item].IndexOf("<![CDATA[<item"u8) < 0 && head[..item].IndexOf("<entry"u8) < 0;

    private static IEnumerable<FeedRow> Slices(Stream utf8, FieldMap map, FeedContext context)
    {
        using var outside = new MemoryStream();
        using var items = new XmlSlices(utf8, outside);
        var fields = new NewsFields(map);
        var address = context.Address.IsFile ? null : context.Address.AbsoluteUri;
        (NewsSlice Plain, string Opening, XmlFeed Feed)? reader = null;
        var row = context.RowsBefore;
        while (items.Next() is { IsEmpty: false } item)
        {
            reader ??= Open(outside, fields, address);
            if (reader.Value.Plain.Read(item))
            {
                yield return fields.Read(++row, reader.Value.Plain, address);
                continue;
            }
            using var nodes = new FeedNodes(new StringReader(reader.Value.Opening + Encoding.UTF8.GetString(items.Current)), keepsCut: true);
            foreach (var piece in nodes.Read().Where(piece => piece.IsItem))
            {
                yield return fields.Read(++row, reader.Value.Feed, piece.Node);
            }
        }
        using var about = new FeedNodes(new StringReader(Encoding.UTF8.GetString(outside.GetBuffer(), 0, (int)outside.Length)));
        var pieces = about.Read().Take(MostAbout).Where(piece => !piece.IsItem).Select(piece => piece.Node).ToList();
        if (about.Root is { } root)
        {
            context.Tell(new XmlFeed(root, address).Head(pieces));
        }
    }

    /// <summary>What stands before the first item says what its names mean.</summary>
    private static (NewsSlice Plain, string Opening, XmlFeed Feed) Open(MemoryStream outside, NewsFields fields, string? address)
    {
        var head = Encoding.UTF8.GetString(outside.GetBuffer(), 0, (int)outside.Length);
        using var nodes = new FeedNodes(new StringReader(head));
        foreach (var _ in nodes.Read())
        {
            // Only where the reading stands at the end matters.
        }
        return (fields.OpenSlices(nodes.Meaning), Tag(head, "<rss") + Tag(head, "<channel"), new XmlFeed(nodes.Root ?? new FeedNode { Name = "rss" }, address));
    }

    private static string Tag(string head, string name) =>
        head.IndexOf(name, StringComparison.Ordinal) is >= 0 and var from && head.IndexOf('>', from) is > 0 and var to ? head[from..(to + 1)] : "";

    private static IEnumerable<FeedRow> Nodes(TextReader text, FieldMap map, FeedContext context)
    {
        var fields = new NewsFields(map);
        var row = context.RowsBefore;
        using var nodes = new FeedNodes(text);
        XmlFeed? feed = null;
        var about = new List<FeedNode>();
        foreach (var piece in nodes.Read())
        {
            feed ??= new XmlFeed(nodes.Root!, context.Address.IsFile ? null : context.Address.AbsoluteUri);
            if (piece.IsItem)
            {
                yield return fields.Read(++row, feed, piece.Node);
            }
            else if (about.Count < MostAbout)
            {
                about.Add(piece.Node);
            }
        }
        if (!nodes.IsComplete)
        {
            throw new FeedBrokenException($"The XML breaks off after {row - context.RowsBefore} items.");
        }
        if (feed is not null)
        {
            context.Tell(feed.Head(about));
        }
    }
}
