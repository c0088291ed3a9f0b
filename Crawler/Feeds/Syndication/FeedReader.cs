using System.Text;
using System.Text.Json;

namespace Daogou.Crawler.Feeds.Syndication;

/// <summary>A news feed read as a whole, for looking at.</summary>
/// <param name="Head">Null when the document is no feed.</param>
public sealed record FeedReading(FeedHead? Head, IReadOnlyList<FeedEntry> Entries, IReadOnlyList<string> Warnings);

/// <summary>Reads a whole document of any of the news formats.</summary>
public static class FeedReader
{
    /// <param name="contentType">The header as it was sent: it may name the character set.</param>
    public static FeedReading Read(byte[] body, string? contentType, string? address, CancellationToken cancellationToken)
    {
        var text = CharsetDecision.Decode(body, contentType).Text;
        var start = text.AsSpan().TrimStart();
        if (start.IsEmpty)
        {
            return new FeedReading(null, [], ["The document is empty."]);
        }
        try
        {
            return start[0] is '{' or '[' ? Json(text, address) : Xml(text, address, cancellationToken);
        }
        catch (FeedBrokenException e)
        {
            return new FeedReading(null, [], [e.Message]);
        }
    }

    private static FeedReading Xml(string text, string? address, CancellationToken cancellationToken)
    {
        using var nodes = new FeedNodes(new StringReader(text), keepsCut: true);
        var about = new List<FeedNode>();
        var items = new List<FeedNode>();
        foreach (var piece in nodes.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            (piece.IsItem ? items : about).Add(piece.Node);
        }
        if (nodes.Root is not { Name: "rss" or "rdf" or "feed" or "channel" } root)
        {
            return new FeedReading(null, [], [HtmlHead.IsHtml(Encoding.UTF8.GetBytes(text.Length > 4000 ? text[..4000] : text)) ? "It is an HTML page and no feed." : $"The root <{nodes.Root?.Name}> is that of no feed."]);
        }
        var feed = new XmlFeed(root, address);
        var warnings = new List<string>();
        if (nodes.Faults > 0)
        {
            warnings.Add($"The XML is not well-formed in {nodes.Faults} places.");
        }
        if (!nodes.IsComplete)
        {
            warnings.Add("The document is cut off: its root does not end.");
        }
        return new FeedReading(feed.Head(about), [.. items.Select(feed.Entry)], warnings);
    }

    private static FeedReading Json(string text, string? address)
    {
        try
        {
            using var document = JsonDocument.Parse(JsonBytes.Readable(Encoding.UTF8.GetBytes(text)), new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 });
            var feed = document.RootElement;
            if (feed.ValueKind != JsonValueKind.Object || !feed.TryGetProperty("items", out var items) || items.ValueKind != JsonValueKind.Array)
            {
                return new FeedReading(null, [], ["It is JSON without the items of a JSON Feed."]);
            }
            var head = JsonFeed.Head(feed, address);
            var warnings = feed.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.String && version.GetString()!.Contains("jsonfeed.org", StringComparison.Ordinal)
                ? Array.Empty<string>()
                : ["It names no version of JSON Feed."];
            return new FeedReading(head, [.. items.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Select(item => JsonFeed.Entry(item, address))], warnings);
        }
        catch (JsonException e)
        {
            return new FeedReading(null, [], [$"It begins like JSON but is none: {e.Message}"]);
        }
    }
}
