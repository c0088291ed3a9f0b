namespace Daogou.Crawler.Feeds;

/// <summary>What settings of a feed may name.</summary>
public static class FeedFields
{
    /// <summary>Our fields, as they stand left of the colon in <c>Feed:Fields</c>.</summary>
    public static IReadOnlyCollection<string> Names => FieldMap.Known;

    public static bool KnowsCharset(string name) => FeedText.Find(name) is not null;
}
