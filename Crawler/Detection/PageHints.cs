using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Daogou.Crawler.Detection;

/// <summary>Where to look for feeds, by what a page says and by what shops of its kind have.</summary>
internal static partial class PageHints
{
    private const int MostOfAKind = 4;
    private static readonly string[] UsualPaths = ["/feed", "/rss.xml", "/feed.xml", "/atom.xml", "/products.json?limit=250"];

    /// <summary>Addresses to try, the likeliest first.</summary>
    public static IEnumerable<(string What, string How, Uri Address)> Of(IDocument page, Uri address, string html)
    {
        foreach (var link in page.QuerySelectorAll("link[rel~=alternate][href]").Where(IsFeed).Take(MostOfAKind))
        {
            if (Whole(address, link.GetAttribute("href")) is { } feed)
            {
                yield return ("feed", "named by the page" + (link.GetAttribute("title") is { Length: > 0 } title ? $" as '{title}'" : ""), feed);
            }
        }
        if (Shopify().IsMatch(html))
        {
            yield return ("shop", "the page is a Shopify shop's", Collection(address) is { } collection
                ? new Uri(address, $"/collections/{collection}/products.json?limit=250")
                : new Uri(address, "/products.json?limit=250"));
        }
        if (Woo().IsMatch(html))
        {
            yield return ("shop", "the page is a WooCommerce shop's", new Uri(address, "/wp-json/wc/store/v1/products?per_page=100&orderby=date"));
        }
        foreach (var link in page.QuerySelectorAll("a[href]").Where(a => FeedName().IsMatch(a.GetAttribute("href")!)).Take(MostOfAKind))
        {
            if (Whole(address, link.GetAttribute("href")) is { } feed)
            {
                yield return ("feed", "linked on the page", feed);
            }
        }
    }

    /// <summary>Usual places, where the page itself says nothing.</summary>
    public static IEnumerable<Uri> Usual(Uri address) => UsualPaths.Select(path => new Uri(address, path));

    private static bool IsFeed(IElement link) =>
        link.GetAttribute("type")?.Trim().ToLowerInvariant() is "application/rss+xml" or "application/atom+xml" or "application/feed+json" or "application/rdf+xml" or "text/xml" or "application/xml"
        && link.GetAttribute("hreflang") is null;

    private static string? Collection(Uri address) => CollectionPath().Match(address.AbsolutePath) is { Success: true } match ? match.Groups["handle"].Value : null;

    private static Uri? Whole(Uri address, string? link) => Uri.TryCreate(address, link, out var whole) && whole.Scheme is "http" or "https" ? whole : null;

    [GeneratedRegex(@"cdn\.shopify\.com|Shopify\.(theme|shop)|shopify-section", RegexOptions.ExplicitCapture, 500)]
    private static partial Regex Shopify();

    [GeneratedRegex(@"plugins/woocommerce|woocommerce-page|wc-block", RegexOptions.ExplicitCapture, 500)]
    private static partial Regex Woo();

    [GeneratedRegex(@"(\.(rss|atom|rdf)|/(feed|rss|atom)(\.xml)?/?|feed\.(xml|json)|rss\.xml|products\.(xml|csv|tsv|yml))(\?|$)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 200)]
    private static partial Regex FeedName();

    [GeneratedRegex("^/collections/(?<handle>[^/]+)", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex CollectionPath();
}
