using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Daogou.Crawler.Feeds;
using Daogou.Crawler.Feeds.Syndication;

namespace Daogou.Crawler.Inspect;

/// <summary><c>inspect feed</c>: a whole document of a news format, <c>{body: base64, contentType?, url?}</c>.</summary>
public sealed class FeedInspection : IInspection
{
    public string Kind => "feed";

    public object Answer(JsonElement line, CancellationToken cancellationToken)
    {
        var body = InspectionLine.Body(line);
        var reading = FeedReader.Read(body, InspectionLine.Optional(line, "contentType"), InspectionLine.Optional(line, "url"), cancellationToken);
        var head = reading.Head;
        return new
        {
            Ok = head is not null,
            head?.Format,
            head?.Title,
            head?.Link,
            head?.Description,
            head?.Language,
            head?.Rights,
            head?.Author,
            Updated = Text(head?.Updated),
            Items = reading.Entries.Select(Item),
            reading.Warnings,
        };
    }

    private static ItemAnswer Item(FeedEntry entry)
    {
        var words = DealPost.Read(entry.Title, entry.Content ?? entry.Summary);
        return new ItemAnswer
        {
            Price = words.Price?.Value,
            OldPrice = words.OldPrice?.Value,
            Coupon = words.Code?.Value,
            Id = entry.Id,
            Title = entry.Title,
            Link = entry.Link,
            Summary = entry.Summary,
            Content = entry.Content,
            Author = entry.Author,
            Published = Text(entry.Published),
            Updated = Text(entry.Updated),
            Tags = entry.Tags,
            Enclosures = entry.Enclosures,
        };
    }

    private static string? Text(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private sealed record ItemAnswer
    {
        public string? Id { get; init; }

        public string? Title { get; init; }

        public string? Link { get; init; }

        public string? Summary { get; init; }

        public string? Content { get; init; }

        public string? Author { get; init; }

        public string? Published { get; init; }

        public string? Updated { get; init; }

        public IReadOnlyList<string> Tags { get; init; } = [];

        public IReadOnlyList<FeedEnclosure> Enclosures { get; init; } = [];

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Price { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? OldPrice { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Coupon { get; init; }
    }
}
