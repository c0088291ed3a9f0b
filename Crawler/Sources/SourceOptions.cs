using System.ComponentModel.DataAnnotations;
using Daogou.Crawler.Feeds;

namespace Daogou.Crawler.Sources;

/// <summary>The section <c>Sources</c>: where deals and coupons come from.</summary>
public sealed class SourcesOptions
{
    public const string Section = "Sources";

    public List<SourceOptions> Sources { get; } = [];
}

/// <summary>One source: what to fetch, how often, how to read it, and what to trust it with.</summary>
public sealed class SourceOptions
{
    /// <summary>Short key in commands and the trail, <c>[a-z0-9-]</c>; a changed key is another source.</summary>
    [RegularExpression("^[a-z0-9][a-z0-9-]{0,39}$", ErrorMessage = "1 to 40 characters of a-z, 0-9 and -")]
    public string Key { get; set; } = "";

    /// <summary>As people read it; the key when empty.</summary>
    [StringLength(100)]
    public string Name { get; set; } = "";

    /// <summary>An http(s) address, the path of a file, or a network's list (<c>network:jd/search?words=手机&amp;pages=5</c>).</summary>
    [Required(AllowEmptyStrings = false)]
    public string Location { get; set; } = "";

    public bool Enabled { get; set; } = true;

    /// <summary>Seconds between two polls.</summary>
    [Range(1, 7 * 86_400)]
    public int EverySeconds { get; set; } = 1800;

    /// <summary>The name of an <see cref="IFeedFormat"/>; null: recognised by content.</summary>
    [AllowedValues(null, "rss", "atom", "jsonfeed", "google", "yml", "shopify", "woocommerce", "json", "csv", "html", "page", "sitemap")]
    public string? Format { get; set; }

    /// <summary>The merchant's key when every row is of one merchant; empty: the row's own word, else the host of its link.</summary>
    [StringLength(60)]
    public string Merchant { get; set; } = "";

    /// <summary>ISO 4217 code of prices that name no currency.</summary>
    [RegularExpression("^[A-Z]{3}$", ErrorMessage = "an ISO 4217 code in capitals, such as CNY")]
    public string? Currency { get; set; }

    /// <summary>Hosts that its links may lead to (sub-domains count); empty: any public host.</summary>
    public List<string> AllowedHosts { get; } = [];

    /// <summary>
    /// Whether the document lists everything there is, so that what is missing has ended. Null: yes, but for RSS and Atom, which list the latest
    /// only.
    /// </summary>
    public bool? ListsAll { get; set; }

    /// <summary>A file with fewer rows than this share of the last good one, in percent, ends nothing: it is taken for a fault.</summary>
    [Range(0, 100)]
    public int MaxDropPercent { get; set; } = 50;

    /// <summary>Whether robots.txt is asked. Null: for pages and the public data of shops, not for feeds.</summary>
    public bool? AsksRobots { get; set; }

    /// <summary>Name of a request header that carries a secret.</summary>
    public string? SecretHeader { get; set; }

    /// <summary>The environment variable (or setting) that holds the secret.</summary>
    public string? SecretEnv { get; set; }

    /// <summary>How its document reads.</summary>
    public FeedSettings Feed { get; set; } = new();

    internal bool RobotsHaveASay =>
        AsksRobots ?? (SecretHeader is not { Length: > 0 }
            && (Format is "html" or "page" or "sitemap" or "shopify" or "woocommerce" || Feed.ItemSelector is { Length: > 0 }));
}
