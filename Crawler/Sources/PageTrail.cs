using Daogou.Crawler.Feeds;

namespace Daogou.Crawler.Sources;

/// <summary>
/// Whether a list is followed to its next page. A list of all there is, to its end. News, only to where it was known already: what stands behind a
/// page that brought nothing new, or nothing of the last weeks, is an archive.
/// </summary>
internal sealed class PageTrail(SourceOptions options, IFeedFormat format)
{
    private readonly HashSet<Uri> _seen = [];

    /// <summary>Why the list was left before its end; null when it was read to the end, or as far as was worth it.</summary>
    public string? Cut { get; private set; }

    /// <summary>Whether what is on none of its pages has ended: it lists everything, and was read to the end.</summary>
    public bool EndsWhatIsMissing { get; private set; }

    /// <summary>Whether it lists the latest only.</summary>
    public bool IsNews { get; private set; }

    /// <summary>Whether its first page says nothing about the others, so that they are asked for even where that one is as it was.</summary>
    public bool IsListOfPages { get; private set; }

    /// <param name="context">Of the page that was read last.</param>
    /// <param name="hasNews">Whether that page brought a row that was new or changed, and not old.</param>
    public Uri? Next(FeedContext context, bool hasNews)
    {
        _seen.Add(context.Address);
        var next = context.NextPage is { } named && !_seen.Contains(named) ? named : null;
        var isPaged = next is not null || context.Page > 1;
        IsNews = ListsLatest(isPaged);
        IsListOfPages = !IsNews && isPaged;
        EndsWhatIsMissing = !IsNews && next is null;
        if (next is null || (IsNews && !hasNews))
        {
            return null;
        }
        if (context.Page >= options.Feed.MostPages)
        {
            Cut = $"Read up to page {context.Page}; there are more than Feed:MostPages allows.";
            return null;
        }
        return next;
    }

    /// <summary>RSS and Atom list the latest only, and so does a JSON Feed that goes on elsewhere.</summary>
    private bool ListsLatest(bool isPaged) => options.ListsAll is { } all ? !all : format is RssFormat or AtomFormat || (format is JsonFeedFormat && isPaged);
}
