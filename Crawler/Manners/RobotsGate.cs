using System.Collections.Concurrent;
using System.Net;
using Daogou.Core.Outbound;
using Microsoft.Extensions.Options;

namespace Daogou.Crawler.Manners;

/// <summary>
/// Asks a site's robots.txt before a page is fetched (RFC 9309 §2.3). One copy for each scheme, host and port is kept for a day; a site whose
/// file cannot be reached is left alone until it can.
/// </summary>
public sealed class RobotsGate(GuardedHttp http, IOptions<OutboundOptions> options, TimeProvider time)
{
    private const int MostSites = 2_000;
    private const int MostRedirects = 5;
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(24);
    private static readonly TimeSpan FreshFault = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, Task<Site>> _sites = new(StringComparer.Ordinal);

    /// <summary>A fault of the site is a verdict, not an exception.</summary>
    public async Task<RobotsVerdict> AskAsync(Uri page, CancellationToken cancellationToken)
    {
        if (page.Scheme is not ("http" or "https"))
        {
            return new RobotsVerdict(true, null, null, "It is no page of a site.");
        }
        var site = await KnownAsync(page).WaitAsync(cancellationToken);
        if (site.Rules is not { } rules)
        {
            return new RobotsVerdict(false, null, null, $"robots.txt of {page.Host} cannot be read ({site.Fault}), so nothing there is fetched for now.");
        }
        var agent = ProductToken.Of(options.Value.AgentName).Full;
        var judged = rules.Judge(options.Value.AgentName, page.AbsoluteUri);
        var words = judged.Rule is null
            ? $"robots.txt of {page.Host} has nothing against {page.AbsolutePath}."
            : $"robots.txt of {page.Host} {(judged.Allowed ? "allows" : "disallows")} {page.AbsolutePath} for {agent} (rule: {judged.Rule})";
        return new RobotsVerdict(judged.Allowed, judged.Rule, RobotsVerdict.Capped(judged.CrawlDelay), words);
    }

    /// <summary>Who asks at the same time waits for the same fetch, and one caller's leaving does not end it.</summary>
    private Task<Site> KnownAsync(Uri page)
    {
        var key = $"{page.Scheme}://{page.IdnHost}:{page.Port}";
        if (_sites.TryGetValue(key, out var known) && !(known.IsCompletedSuccessfully && known.GetAwaiter().GetResult().Until <= time.GetUtcNow()))
        {
            return known;
        }
        if (_sites.Count >= MostSites)
        {
            _sites.Clear();
        }
        var asked = new TaskCompletionSource<Site>(TaskCreationOptions.RunContinuationsAsynchronously);
        var taken = known is null ? _sites.TryAdd(key, asked.Task) : _sites.TryUpdate(key, asked.Task, known);
        if (!taken)
        {
            return _sites.TryGetValue(key, out var others) ? others : FetchAsync(new Uri(page, "/robots.txt"));
        }
        _ = CompleteAsync(asked, new Uri(page, "/robots.txt"));
        return asked.Task;
    }

    private async Task CompleteAsync(TaskCompletionSource<Site> asked, Uri address) => asked.SetResult(await FetchAsync(address));

    private async Task<Site> FetchAsync(Uri address)
    {
        try
        {
            var limits = options.Value.Limits;
            var request = new FetchRequest(address)
            {
                Accept = "text/plain, */*;q=0.5",
                Limits = limits with { MaxRedirects = MostRedirects, TotalTimeout = limits.TotalTimeout < MostTime ? limits.TotalTimeout : MostTime },
            };
            await using var answer = await http.GetAsync(request, CancellationToken.None);
            return await SiteOfAsync(answer);
        }
        catch (OutboundException e) when (e.Fault == OutboundFault.Redirect)
        {
            // RFC 9309 §2.3.1.2: more than five redirects are as good as no file.
            return new Site(RobotsFile.Empty, "", time.GetUtcNow() + Fresh);
        }
        catch (Exception e)
        {
            return Unreachable(e is OutboundException ? e.Message.TrimEnd('.') : e.GetType().Name);
        }
    }

    private async Task<Site> SiteOfAsync(Fetched answer)
    {
        var code = (int)answer.Status;
        if (answer.Status == HttpStatusCode.TooManyRequests || code is >= 500 or < 200)
        {
            return Unreachable($"it answers {code}");
        }
        if (code >= 300)
        {
            return new Site(RobotsFile.Empty, "", time.GetUtcNow() + Fresh);
        }
        var bytes = new byte[RobotsFile.MostBytes + 1];
        var length = await answer.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, CancellationToken.None);
        return new Site(RobotsFile.Parse(bytes.AsSpan(0, length)), "", time.GetUtcNow() + Fresh);
    }

    private Site Unreachable(string fault) => new(null, fault, time.GetUtcNow() + FreshFault);

    private sealed record Site(RobotsFile? Rules, string Fault, DateTimeOffset Until);
}
