namespace Daogou.Crawler.Feeds.Syndication;

/// <summary>What a news feed says of itself. Texts are as the feed means them: markup where it is markup.</summary>
public sealed record FeedHead
{
    /// <summary><c>rss</c>, <c>atom</c> or <c>jsonfeed</c>.</summary>
    public required string Format { get; init; }

    public string? Title { get; init; }

    public string? Link { get; init; }

    public string? Description { get; init; }

    public string? Language { get; init; }

    public string? Rights { get; init; }

    public string? Author { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>Where the feed says it may also be found (<c>rel=self</c>, <c>feed_url</c>).</summary>
    public string? Self { get; init; }

    /// <summary>The next page of a paged feed (RFC 5005, JSON Feed's <c>next_url</c>).</summary>
    public string? Next { get; init; }

    public FeedPace Pace { get; init; } = FeedPace.None;
}

/// <summary>How often the feed wants to be asked: RSS <c>ttl</c>, <c>skipHours</c>, <c>skipDays</c>, the syndication module's period.</summary>
/// <param name="Every">The least time between two polls.</param>
/// <param name="SkipHours">Hours of the day, 0 to 23 in UTC, in which it is not to be asked.</param>
public sealed record FeedPace(TimeSpan? Every, IReadOnlyList<int> SkipHours, IReadOnlyList<DayOfWeek> SkipDays)
{
    public static FeedPace None { get; } = new(null, [], []);
}

/// <summary>One entry of a news feed.</summary>
public sealed record FeedEntry
{
    public string? Id { get; init; }

    public string? Title { get; init; }

    public string? Link { get; init; }

    /// <summary>The short text; the content where the feed has no other.</summary>
    public string? Summary { get; init; }

    public string? Content { get; init; }

    public string? Author { get; init; }

    public DateTimeOffset? Published { get; init; }

    public DateTimeOffset? Updated { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<FeedEnclosure> Enclosures { get; init; } = [];

    public string? Image { get; init; }
}

/// <param name="Length">Bytes, as the feed says.</param>
public sealed record FeedEnclosure(string Url, string? Type, long? Length);
