using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Daogou.Core.Deals;
using Daogou.Core.Outbound;
using Daogou.Crawler.Feeds;
using Daogou.Crawler.Fetching;
using Daogou.Crawler.Sources;

namespace Daogou.Crawler.Detection;

/// <summary>
/// Finds what could be collected behind any address: the document itself, feeds that its page names or that shops of its kind have, a
/// product's own data, a list of offers on the page. Each find is tried, and the best is proposed as ready settings. Keeps nothing.
/// </summary>
public sealed partial class SourceDetect(SourceFetcher fetcher, SourceTest test)
{
    private const int MostTries = 8;
    private const int LargestPage = 8 << 20;

    public async Task<Detected> RunAsync(string asked, string? currency, CancellationToken cancellationToken)
    {
        var looked = new List<LookedAt>();
        var found = new List<Proposal>();
        var location = asked.Contains("://", StringComparison.Ordinal) || File.Exists(asked) ? asked : "https://" + asked;
        if (SourceAddress.Read(location) is not { } address)
        {
            return new Detected(asked, [], [new LookedAt(asked, "It is neither an http(s) address nor a file.")]);
        }
        try
        {
            await using var document = await fetcher.FetchAsync(FetchWish.Page(address), cancellationToken);
            var (head, whole) = await FeedText.PeekAsync(document.Content!, cancellationToken);
            if (HtmlHead.IsHtml(head))
            {
                looked.Add(new LookedAt(location, HtmlHead.Describe(head)));
                await LookAtPageAsync(whole, head, document, currency, looked, found, cancellationToken);
            }
            else
            {
                await TryAsync("feed", "the address itself", location, currency, looked, found, cancellationToken);
            }
        }
        catch (Exception e) when (e is OutboundException or FetchFailedException or FeedBrokenException)
        {
            looked.Add(new LookedAt(location, e.Message));
        }
        return new Detected(asked, [.. found.OrderByDescending(proposal => proposal.Sure).ThenByDescending(proposal => proposal.Report.Believed)], looked);
    }

    private async Task LookAtPageAsync(
        Stream whole, byte[] head, SourceDocument document, string? currency, List<LookedAt> looked, List<Proposal> found, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(new BoundedStream(whole, LargestPage), FeedText.Choose(head, null));
        var html = await reader.ReadToEndAsync(cancellationToken);
        using var page = await new HtmlParser().ParseDocumentAsync(html, cancellationToken);
        var tried = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (what, how, at) in PageHints.Of(page, document.Address, html))
        {
            if (tried.Count < MostTries && tried.Add(at.AbsoluteUri))
            {
                await TryAsync(what, how, at.AbsoluteUri, currency, looked, found, cancellationToken);
            }
        }
        if (RepeatedBlock.Find(page, currency) is { } block)
        {
            await TryAsync(OptionsOf(document.Address.IsFile ? document.Address.LocalPath : document.Address.AbsoluteUri, currency, "html", block), "list on the page", $"{block.Count} times {block.ItemSelector}", looked, found, cancellationToken);
        }
        if (found.Count == 0 && !document.Address.IsFile)
        {
            foreach (var at in PageHints.Usual(document.Address).Where(at => tried.Count < MostTries && tried.Add(at.AbsoluteUri)))
            {
                await TryAsync("feed", "at a usual place", at.AbsoluteUri, currency, looked, found, cancellationToken);
            }
        }
        if (!document.Address.IsFile && !found.Exists(proposal => proposal.What is "feed" or "shop"))
        {
            await LookAtSitemapsAsync(document.Address, html, currency, looked, found, cancellationToken);
        }
    }

    /// <summary>No feed: then the product pages themselves, where the site lists them and they say what they sell.</summary>
    private async Task LookAtSitemapsAsync(Uri page, string html, string? currency, List<LookedAt> looked, List<Proposal> found, CancellationToken cancellationToken)
    {
        foreach (var (sitemap, how) in await SitemapHints.OfAsync(fetcher, page, cancellationToken))
        {
            foreach (var pattern in SitemapHints.Patterns(page, html, cancellationToken))
            {
                var options = OptionsOf(sitemap.AbsoluteUri, currency, SitemapFormat.Key, null);
                options.Feed.PagePattern = pattern;
                if (await TryAsync(options, "sitemap", pattern is null ? how : $"{how}, pages {pattern}", looked, found, cancellationToken))
                {
                    return;
                }
            }
        }
    }

    private Task TryAsync(string what, string how, string location, string? currency, List<LookedAt> looked, List<Proposal> found, CancellationToken cancellationToken) =>
        TryAsync(OptionsOf(location, currency, null, null), what, how, looked, found, cancellationToken);

    private async Task<bool> TryAsync(SourceOptions options, string what, string how, List<LookedAt> looked, List<Proposal> found, CancellationToken cancellationToken)
    {
        var report = await test.RunAsync(options.Location, options, cancellationToken);
        looked.Add(new LookedAt(options.Location, report.Problem ?? $"{report.Format}: {report.Believed} of {report.Seen} rows would be collected"));
        if (report.Problem is null && Sureness(report) > 0)
        {
            options.Format = report.Format;
            found.Add(new Proposal(what, how, Sureness(report), options, report));
            return true;
        }
        return false;
    }

    /// <summary>The share that would be collected; a handful of rows proves less, and news without prices would be refused whole.</summary>
    private static int Sureness(SourceTestReport report)
    {
        var share = report.Seen == 0 ? 0 : (int)(report.Believed * 100 / report.Seen);
        var onlyCurrency = report.RefusedBy.GetValueOrDefault(Refusal.UnknownCurrency);
        var likely = report.Seen == 0 ? 0 : (int)((report.Believed + onlyCurrency) * 80 / report.Seen);
        return Math.Min(Math.Max(share, likely), report.Seen < 3 ? 60 : 98);
    }

    private static SourceOptions OptionsOf(string location, string? currency, string? format, RepeatedBlock? block)
    {
        var options = new SourceOptions { Key = KeyOf(location), Location = location, Format = format, Currency = currency };
        if (Uri.TryCreate(location, UriKind.Absolute, out var uri) && !uri.IsFile && IPAddress.TryParse(uri.Host, out _))
        {
            // A shop at a bare address is one of the operator's own, whose links are no public names.
            options.AllowedHosts.Add(uri.Authority);
        }
        if (block is not null)
        {
            options.Feed.ItemSelector = block.ItemSelector;
            foreach (var (ours, theirs) in block.Fields)
            {
                options.Feed.Fields[ours] = theirs;
            }
        }
        return options;
    }

    private static string KeyOf(string location)
    {
        var name = Uri.TryCreate(location, UriKind.Absolute, out var uri) && !uri.IsFile ? uri.IdnHost : Path.GetFileNameWithoutExtension(location);
        var key = NoKey().Replace(name.ToLowerInvariant().Replace("www.", "", StringComparison.Ordinal), "-").Trim('-');
        return key.Length == 0 ? "source" : key.Length > 40 ? key[..40].Trim('-') : key;
    }

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex NoKey();
}
