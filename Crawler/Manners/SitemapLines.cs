namespace Daogou.Crawler.Manners;

/// <summary>The <c>Sitemap:</c> lines of a robots.txt (sitemaps.org): they belong to no group and may name other hosts.</summary>
public static class SitemapLines
{
    private const int MostLines = 1_000;

    /// <param name="site">Against which an address that is not whole is resolved.</param>
    public static IReadOnlyList<Uri> Read(string robots, Uri site)
    {
        var found = new List<Uri>();
        foreach (var line in robots.AsSpan().EnumerateLines())
        {
            var plain = line.Trim("\uFEFF \t");
            if (plain.StartsWith("sitemap", StringComparison.OrdinalIgnoreCase) && plain[7..].TrimStart() is [':', .. var value]
                && Uri.TryCreate(site, value.Trim().ToString(), out var address) && address.Scheme is "http" or "https" && !found.Contains(address))
            {
                found.Add(address);
                if (found.Count == MostLines)
                {
                    break;
                }
            }
        }
        return found;
    }
}
