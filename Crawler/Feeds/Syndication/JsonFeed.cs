using System.Globalization;
using System.Text.Json;

namespace Daogou.Crawler.Feeds.Syndication;

/// <summary>What the members of JSON Feed 1.0 and 1.1 mean (jsonfeed.org/version/1.1). Ids may be numbers; what has the wrong type is not there.</summary>
internal static class JsonFeed
{
    public static FeedHead Head(JsonElement feed, string? address) => new()
    {
        Format = "jsonfeed",
        Title = Text(feed, "title"),
        Link = Link(feed, address, "home_page_url"),
        Description = Text(feed, "description"),
        Language = Text(feed, "language"),
        Author = Author(feed),
        Self = Text(feed, "feed_url"),
        Next = Link(feed, address, "next_url"),
    };

    public static FeedEntry Entry(JsonElement item, string? address)
    {
        var content = Text(item, "content_html") ?? Text(item, "content_text");
        var published = Date(item, "date_published");
        var updated = Date(item, "date_modified");
        return new FeedEntry
        {
            Id = Text(item, "id"),
            Title = Text(item, "title"),
            Link = Link(item, address, "url", "external_url"),
            Summary = Text(item, "summary") ?? content,
            Content = content,
            Author = Author(item),
            Published = published ?? updated,
            Updated = updated ?? published,
            Tags = [.. Members(item, "tags").Where(tag => tag.ValueKind == JsonValueKind.String).Select(tag => tag.GetString()!.Trim()).Where(tag => tag.Length > 0).Take(100)],
            Enclosures = [.. Members(item, "attachments").Select(attachment => Enclosure(attachment, address)).OfType<FeedEnclosure>()],
            Image = Link(item, address, "image", "banner_image"),
        };
    }

    private static FeedEnclosure? Enclosure(JsonElement attachment, string? address) =>
        attachment.ValueKind == JsonValueKind.Object && Link(attachment, address, "url") is { } url
            ? new FeedEnclosure(
                url, Text(attachment, "mime_type"),
                attachment.TryGetProperty("size_in_bytes", out var size) && size.ValueKind == JsonValueKind.Number && size.TryGetInt64(out var bytes) && bytes >= 0 ? bytes : null)
            : null;

    /// <summary>Version 1.1 has several authors, version 1 one.</summary>
    private static string? Author(JsonElement holder)
    {
        var names = Members(holder, "authors").Select(author => Text(author, "name")).OfType<string>().ToList();
        return names.Count > 0 ? string.Join(", ", names) : holder.TryGetProperty("author", out var one) ? one.ValueKind == JsonValueKind.String ? one.GetString() : Text(one, "name") : null;
    }

    private static IEnumerable<JsonElement> Members(JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var array) && array.ValueKind == JsonValueKind.Array ? array.EnumerateArray() : [];

    private static DateTimeOffset? Date(JsonElement holder, string name) => Text(holder, name) is { } text ? FeedDates.Read(text) : null;

    private static string? Link(JsonElement holder, string? address, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Text(holder, name) is { } link)
            {
                return FeedScopes.Resolve(address, link);
            }
        }
        return null;
    }

    private static string? Text(JsonElement holder, string name) =>
        holder.ValueKind != JsonValueKind.Object || !holder.TryGetProperty(name, out var value) ? null
        : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!.Trim() is { Length: > 0 } text ? text : null,
            JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole.ToString(CultureInfo.InvariantCulture) : value.GetRawText(),
            _ => null,
        };
}
