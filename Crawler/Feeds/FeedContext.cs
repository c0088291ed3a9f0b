namespace Daogou.Crawler.Feeds;

/// <summary>What a format needs to know besides the bytes.</summary>
/// <param name="Address">Where the document came from, to resolve relative links; a file address for files.</param>
/// <param name="Settings">The source's own settings: field map, selectors, delimiter and the like.</param>
public sealed record FeedContext(Uri Address, FeedSettings Settings)
{
    /// <summary>The character set that the server declared.</summary>
    public string? Charset { get; init; }

    /// <summary>Whether the whole document is valid UTF-8; null: judged by its first bytes.</summary>
    public bool? IsUtf8 { get; init; }
}

/// <summary>How a source's document reads. Section <c>Sources:n:Feed</c>; all optional.</summary>
public sealed class FeedSettings
{
    /// <summary>The rows are coupons, not deals.</summary>
    public bool Coupons { get; set; }

    /// <summary>
    /// Our field (<c>title</c>, <c>price</c>, …) to the source's names, first non-empty wins: <c>"price": "search_price|store_price"</c>. In JSON
    /// a name is a path (<c>_offer.price</c>), in HTML a selector with an optional attribute (<c>a.title@href</c>).
    /// </summary>
    public Dictionary<string, string> Fields { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Field delimiter of a delimited file: <c>,</c> <c>;</c> <c>|</c> <c>tab</c>; null: found from the header.</summary>
    public string? Delimiter { get; set; }

    /// <summary>CSS selector of one item of an HTML list.</summary>
    public string? ItemSelector { get; set; }

    /// <summary>Character set that overrides what the document says.</summary>
    public string? Charset { get; set; }
}

/// <summary>What the rows of a source are. Stored; never renumber.</summary>
public enum FeedKind
{
    Deals = 1,
    Coupons = 2,
}
