using System.Runtime.CompilerServices;
using Daogou.Crawler.Feeds;
using Daogou.Crawler.Fetching;

namespace Daogou.Crawler.Sources;

/// <summary>The rows of a sitemap's first pages, read as a crawl would read them.</summary>
internal sealed class SitemapPreview(SourceFetcher fetcher, SourceOptions options)
{
    private const int PagesTried = 5;

    /// <exception cref="FeedBrokenException">The sitemap lists no page that is wanted.</exception>
    public async IAsyncEnumerable<FeedRow> RowsAsync(Stream sitemap, SourceDocument document, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var walk = new SitemapWalk(options, (address, token) => fetcher.FetchAsync(FetchWish.Page(address) with { AsksRobots = options.RobotsHaveASay }, token));
        var pages = new PageRows(options.Feed, (address, _, token) => fetcher.FetchAsync(FetchWish.Page(address) with { AsksRobots = options.AsksRobots ?? true }, token));
        var (asked, rows) = (0, 0L);
        await foreach (var page in walk.ReadAsync(sitemap, document, cancellationToken))
        {
            var answer = await pages.AskAsync(page.Location, Validators.None, rows, cancellationToken);
            foreach (var item in answer.Items)
            {
                rows++;
                yield return new FeedRow(item.Row, item, null, null, null);
            }
            if (answer.Refusal is { } refusal)
            {
                yield return new FeedRow(++rows, null, refusal, answer.Detail, page.Location.AbsoluteUri);
            }
            if (++asked == PagesTried)
            {
                yield break;
            }
        }
        if (asked == 0)
        {
            throw new FeedBrokenException(options.Feed.PagePattern is { Length: > 0 } pattern
                ? $"The sitemap lists no page that fits Feed:PagePattern '{pattern}'."
                : "The sitemap lists no page of its own host.");
        }
    }
}
