namespace Daogou.Crawler.Feeds;

/// <summary>A sitemap or an index of sitemaps: it has no rows itself, a crawl follows it to its pages and reads each as <see cref="PageFormat"/> does.</summary>
public sealed class SitemapFormat : IFeedFormat
{
    public const string Key = "sitemap";

    public string Name => Key;

    public int Recognises(ReadOnlySpan<byte> head) =>
        XmlHead.Root(head) is "urlset" or "sitemapindex" ? 95
        : FeedText.Glimpse(head) is var text && text.StartsWith("http", StringComparison.OrdinalIgnoreCase)
            && Uri.TryCreate(text.Split('\n', 2)[0].Trim(), UriKind.Absolute, out var first) && first.Scheme is "http" or "https" ? 20
        : 0;

    public IAsyncEnumerable<FeedRow> ReadAsync(Stream document, FeedContext context, CancellationToken cancellationToken) =>
        throw new FeedBrokenException("A sitemap has no rows: its pages have.");
}
