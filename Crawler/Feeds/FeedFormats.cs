namespace Daogou.Crawler.Feeds;

/// <summary>All formats, and which one a document is. Neither file name nor media type is trusted, only the bytes.</summary>
public static class FeedFormats
{
    public static IReadOnlyList<IFeedFormat> All { get; } =
        [
            new GoogleFormat(), new RssFormat(), new AtomFormat(), new YmlFormat(), new JsonFeedFormat(), new ShopifyFormat(), new WooFormat(), new JsonFormat(), new DelimitedFormat(),
            new HtmlListFormat(), new PageFormat(), new SitemapFormat(),
        ];

    public static IFeedFormat? Find(string name) => All.FirstOrDefault(format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Looks at the first bytes of a document; it is given back whole.</summary>
    /// <exception cref="FeedBrokenException">Nothing reads it, or a page of HTML came where a feed was expected.</exception>
    public static async Task<(IFeedFormat Format, Stream Whole)> OpenAsync(
        Stream document, string? configured, FeedSettings settings, CancellationToken cancellationToken)
    {
        var (head, whole) = await FeedText.PeekAsync(document, cancellationToken);
        return (Detect(head, configured, settings), whole);
    }

    /// <summary>A file that nobody said anything about, and that cannot be read by its own names, gets the settings of its kind.</summary>
    private static void Help(ReadOnlySpan<byte> head, FeedSettings settings)
    {
        if (settings is { Preset: null, Fields.Count: 0, Columns.Count: 0 } && FeedPresets.Guess(head) is { } preset)
        {
            settings.Preset = preset;
            FeedPresets.Apply(settings);
        }
    }

    /// <summary>The format of a document by its first bytes.</summary>
    /// <param name="configured">The format that the source's settings name; the document must then be of its kind.</param>
    /// <exception cref="FeedBrokenException">Nothing reads it, or a page of HTML came where a feed was expected.</exception>
    public static IFeedFormat Detect(ReadOnlySpan<byte> head, string? configured, FeedSettings settings)
    {
        head = FeedText.Utf8Of(head);
        if (head.IsEmpty || FeedText.Glimpse(head).Length == 0)
        {
            throw new FeedBrokenException("The document is empty.");
        }
        Help(head, settings);
        var wantsHtml = settings.ItemSelector is { Length: > 0 } || string.Equals(configured, "html", StringComparison.OrdinalIgnoreCase);
        if (!wantsHtml && HtmlHead.IsHtml(head))
        {
            return Page(head, configured)
                ?? throw new FeedBrokenException($"Expected a feed, got {HtmlHead.Describe(head)}. For a list of offers set Feed:ItemSelector, for a product's page the format 'page'.");
        }
        if (configured is { Length: > 0 })
        {
            var named = Find(configured)
                ?? throw new FeedBrokenException($"There is no format '{configured}'; known are {string.Join(", ", All.Select(format => format.Name))}.");
            return named.Recognises(head) > 0 || named is HtmlListFormat || (named is JsonFormat && FeedText.Glimpse(head)[0] is '{' or '[') || (named is DelimitedFormat && FeedText.Glimpse(head)[0] is not ('<' or '{' or '['))
                ? named
                : throw new FeedBrokenException($"Expected {named.Name}, got {Describe(head)}.");
        }
        IFeedFormat? best = null;
        var sureness = 0;
        foreach (var format in All)
        {
            if (format is not PageFormat && format.Recognises(head) is var sure && sure > sureness)
            {
                (best, sureness) = (format, sure);
            }
        }
        return best ?? throw new FeedBrokenException($"No format reads this document: it is {Describe(head)}.");
    }

    /// <summary>A product's page, when one was asked for or nothing was and its head describes a product.</summary>
    private static PageFormat? Page(ReadOnlySpan<byte> head, string? configured)
    {
        var format = All.OfType<PageFormat>().First();
        return string.Equals(configured, format.Name, StringComparison.OrdinalIgnoreCase)
            || (configured is null or "" && format.Recognises(head) > 50 && !HtmlHead.IsGuarded(head))
            ? format
            : null;
    }

    private static string Describe(ReadOnlySpan<byte> head) =>
        HtmlHead.IsHtml(head) ? HtmlHead.Describe(head)
        : XmlHead.Root(head) is { } root ? $"XML with the root <{root}>"
        : FeedText.Glimpse(head) is var text && text[0] is '{' or '[' ? "JSON without items"
        : $"text that begins '{(text.Length > 60 ? text[..60] : text).ReplaceLineEndings(" ")}'";
}
