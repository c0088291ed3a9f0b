using Daogou.Core.Amounts;

namespace Daogou.Crawler.Feeds.Syndication;

/// <summary>The dates of news feeds, in UTC.</summary>
internal static class FeedDates
{
    private const int LongestDate = 100;

    public static DateTimeOffset? Read(string text) => text.Length is > 0 and <= LongestDate ? DateText.Instant(text)?.ToUniversalTime() : null;
}
