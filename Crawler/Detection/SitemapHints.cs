using System.Text;
using Daogou.Core.Outbound;
using Daogou.Crawler.Fetching;
using Daogou.Crawler.Manners;
using Daogou.Crawler.Pages;

namespace Daogou.Crawler.Detection;

/// <summary>Where a site says that its pages are listed, and which of them are products.</summary>
internal static class SitemapHints
{
    private const int MostSitemaps = 4;

    /// <summary>How shops usually name the folder of their products.</summary>
    private const string UsualProducts = "*/product/*|*/products/*|*/p/*|*/item/*|*/items/*|*/dp/*|*/goods/*";

    /// <summary>The sitemaps that robots.txt names, else the usual place of one.</summary>
    public static async Task<IReadOnlyList<(Uri Address, string How)>> OfAsync(SourceFetcher fetcher, Uri page, CancellationToken cancellationToken)
    {
        var named = await NamedAsync(fetcher, page, cancellationToken);
        return named.Count > 0
            ? [.. named.OrderByDescending(address => address.AbsolutePath.Contains("product", StringComparison.OrdinalIgnoreCase)).Take(MostSitemaps).Select(address => (address, "named by robots.txt"))]
            : [(new Uri(page, "/sitemap.xml"), "at a usual place")];
    }

    /// <summary>What to take for a product page, the likeliest first; null: any page.</summary>
    public static IEnumerable<string?> Patterns(Uri page, string html, CancellationToken cancellationToken)
    {
        var folders = page.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (folders.Length > 1 && PageReader.Read(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8", page.AbsoluteUri, cancellationToken).Offers.Any(offer => offer.Price is not null))
        {
            // The page that was asked about is a product's: the others are its neighbours.
            yield return $"/{string.Join('/', folders[..^1])}/*";
        }
        yield return UsualProducts;
        yield return null;
    }

    private static async Task<IReadOnlyList<Uri>> NamedAsync(SourceFetcher fetcher, Uri page, CancellationToken cancellationToken)
    {
        try
        {
            await using var document = await fetcher.FetchAsync(FetchWish.Page(new Uri(page, "/robots.txt")) with { AsksRobots = false }, cancellationToken);
            var bytes = new byte[RobotsFile.MostBytes];
            var length = await document.Content!.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            return SitemapLines.Read(Encoding.UTF8.GetString(bytes, 0, length), page);
        }
        catch (Exception e) when (e is FetchFailedException or OutboundException)
        {
            return [];
        }
    }
}
