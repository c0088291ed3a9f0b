using System.IO.Hashing;
using Daogou.Crawler.Feeds.Syndication;

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

    /// <summary>Whether a row is passed over, by the hash of its bytes; null: all are read. Asked once a row, in the document's order.</summary>
    public Func<long, bool>? Passes { get; init; }

    /// <summary>What the hash of a row depends on besides its bytes: how the source is to be read.</summary>
    public long HashSeed { get; init; }

    /// <summary>How its bytes are read as text; null until that was decided for all who read them.</summary>
    public DocumentText? Text { get; internal set; }

    /// <summary>What the document said of itself, once it was read to the end.</summary>
    public FeedHead? Head { get; private set; }

    /// <summary>Rows that earlier pages of the same source had.</summary>
    public long RowsBefore { get; init; }

    /// <summary>1 for the first page.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Where the list goes on, once the document was read; null when this was all.</summary>
    public Uri? NextPage { get; private set; }

    /// <summary>The list goes on at this address, which may be relative.</summary>
    internal void GoOn(string? address) =>
        NextPage = !string.IsNullOrWhiteSpace(address) && Uri.TryCreate(Address, address.Trim(), out var next) && next.Scheme is "http" or "https" && next != Address ? next : null;

    /// <summary>The hash of a row's bytes; null when nobody asks for one.</summary>
    internal long? Hash(ReadOnlySpan<byte> row) => Passes is null ? null : unchecked((long)XxHash3.HashToUInt64(row, HashSeed));

    internal void Tell(FeedHead head)
    {
        Head = head;
        GoOn(head.Next);
    }
}

/// <summary>How a source's document reads. Section <c>Sources:n:Feed</c>; all optional.</summary>
public sealed class FeedSettings
{
    /// <summary>The rows are coupons, not deals.</summary>
    public bool Coupons { get; set; }

    /// <summary>Ready settings for a network's files (<see cref="FeedPresets.Names"/>); what is set here beside it wins. Null: none.</summary>
    [System.ComponentModel.DataAnnotations.AllowedValues(null, "awin", "rakuten", "cj", "google-promotions", "plain", ErrorMessage = "awin, rakuten, cj, google-promotions, plain or null")]
    public string? Preset { get; set; }

    /// <summary>
    /// Our field (<c>title</c>, <c>price</c>, …) to the source's names, first non-empty wins: <c>"price": "search_price|store_price"</c>. In JSON
    /// a name is a path (<c>_offer.price</c>), in HTML a selector with an optional attribute (<c>a.title@href</c>).
    /// </summary>
    public Dictionary<string, string> Fields { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Field delimiter of a delimited file: <c>,</c> <c>;</c> <c>|</c> <c>tab</c>; null: found from the header.</summary>
    public string? Delimiter { get; set; }

    /// <summary>Dotted path of the list in a JSON document (<c>data.products</c>); empty: the document is the list.</summary>
    public string? ItemsPath { get; set; }

    /// <summary>Where a page names the next one: a path in JSON (an address, or a cursor for <see cref="PageParameter"/>), a CSS selector in HTML.</summary>
    public string? NextPage { get; set; }

    /// <summary>The query parameter that carries the page's number or cursor.</summary>
    public string? PageParameter { get; set; }

    /// <summary>The most pages of one poll.</summary>
    [System.ComponentModel.DataAnnotations.Range(1, 10_000)]
    public int MostPages { get; set; } = 100;

    /// <summary>Which addresses of a sitemap are product pages (see <see cref="PagePattern"/>); null: all.</summary>
    [System.ComponentModel.DataAnnotations.StringLength(1000)]
    public string? PagePattern { get; set; }

    /// <summary>The most pages of a sitemap that one poll asks for.</summary>
    [System.ComponentModel.DataAnnotations.Range(1, 10_000)]
    public int PagesPerPoll { get; set; } = 100;

    /// <summary>Seconds until a page of a sitemap is asked for again whose date in the sitemap has not changed.</summary>
    [System.ComponentModel.DataAnnotations.Range(60, 90 * 86_400)]
    public int PageEverySeconds { get; set; } = 86_400;

    /// <summary>The columns of a delimited file that has no header, in order.</summary>
    public List<string> Columns { get; } = [];

    /// <summary>Lines above the header, or above the first row where there is none.</summary>
    [System.ComponentModel.DataAnnotations.Range(0, 1000)]
    public int SkipLines { get; set; }

    /// <summary>What the first field of a line says that is no row but a head or a trailer: <c>HDR|TRL</c>.</summary>
    public string? NoRows { get; set; }

    /// <summary>What the first field of the last line says (<c>TRL</c>): a file without that line is cut off. Null: any line may be the last.</summary>
    public string? Trailer { get; set; }

    /// <summary>The quote of a delimited file; empty: there is none.</summary>
    public string? Quote { get; set; }

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
