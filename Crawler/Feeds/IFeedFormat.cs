using Daogou.Core.Deals;

namespace Daogou.Crawler.Feeds;

/// <summary>Turns the bytes of a source into feed items, one by one: memory does not grow with the file.</summary>
public interface IFeedFormat
{
    /// <summary>The word in settings: <c>rss</c>, <c>atom</c>, <c>jsonfeed</c>, <c>google</c>, <c>csv</c>, <c>html</c>, <c>page</c>.</summary>
    string Name { get; }

    /// <summary>How sure this format is that the document is its own, from the first bytes alone (decompressed, at most 64 KiB): 0 no, 100 certain.</summary>
    int Recognises(ReadOnlySpan<byte> head);

    /// <summary>
    /// Reads to the end. A row that cannot be an item is yielded as a refusal and reading goes on; a document that is not what was
    /// configured, or breaks off, throws <see cref="FeedBrokenException"/>.
    /// </summary>
    IAsyncEnumerable<FeedRow> ReadAsync(Stream document, FeedContext context, CancellationToken cancellationToken);
}

/// <summary>One row of a source: an item, or why there is none.</summary>
/// <param name="Row">1-based place in the source.</param>
/// <param name="Text">The row's own words when refused, cut to 200 characters.</param>
public sealed record FeedRow(long Row, FeedItem? Item, Refusal? Refusal, string? Detail, string? Text)
{
    /// <summary>Of the row's bytes; null: the format has none, or nobody asked.</summary>
    public long? Hash { get; init; }

    /// <summary>A row that the reading need not look into: <see cref="FeedContext.Passes"/> knew its bytes.</summary>
    public bool IsSame => Item is null && Refusal is null;

    public static FeedRow Same(long row) => new(row, null, null, null, null);
}

/// <summary>The document as a whole is not usable: an HTML login page instead of a feed, cut off, malformed. Nothing expires because of it.</summary>
public sealed class FeedBrokenException : Exception
{
    public FeedBrokenException(string message)
        : base(message)
    {
    }

    public FeedBrokenException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
