using Daogou.Core.Deals;
using Daogou.Core.Outbound;
using Daogou.Crawler.Feeds;
using Daogou.Crawler.Fetching;

namespace Daogou.Crawler.Sources;

/// <summary>The product pages of a sitemap and of the sitemaps that it names, one by one; memory holds one file's names at most.</summary>
/// <param name="fetch">Gets a sitemap that an index names.</param>
internal sealed class SitemapWalk(SourceOptions options, Func<Uri, CancellationToken, Task<SourceDocument>> fetch)
{
    /// <summary>An index in an index is against the protocol and is seen all the same.</summary>
    private const int DeepestIndex = 3;
    private const int MostSitemaps = 200;
    private const int MostPages = 500_000;

    private readonly PagePattern _pattern = new(options.Feed.PagePattern);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<(string Address, Refusal Reason, string Detail)> _refused = [];

    /// <summary>Whether everything was read: what is not listed is no longer there.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>Whether the root only names other sitemaps, so that it stays the same while they change.</summary>
    public bool IsIndex { get; private set; }

    public long Pages { get; private set; }

    /// <summary>Sitemaps that could not be read, and pages on hosts that are not the source's: the first of each.</summary>
    public IReadOnlyList<(string Address, Refusal Reason, string Detail)> Refused => _refused;

    /// <exception cref="FeedBrokenException">The root is no sitemap, or breaks off.</exception>
    public async IAsyncEnumerable<SitemapEntry> ReadAsync(
        Stream root, SourceDocument document, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var open = new Queue<(Uri Address, int Depth)>();
        _seen.Add(document.Address.AbsoluteUri);
        await foreach (var page in EntriesAsync(root, document, document.Address, 0, open, cancellationToken))
        {
            yield return page;
        }
        IsIndex = open.Count > 0;
        while (open.TryDequeue(out var next))
        {
            await using var inner = await TryFetchAsync(next.Address, cancellationToken);
            if (inner?.Content is null)
            {
                continue;
            }
            await foreach (var page in TryEntriesAsync(inner, document.Address, next, open, cancellationToken))
            {
                yield return page;
            }
        }
    }

    private async IAsyncEnumerable<SitemapEntry> EntriesAsync(
        Stream text, SourceDocument document, Uri root, int depth, Queue<(Uri, int)> open,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var given = 0;
        await foreach (var entry in SitemapReader.ReadAsync(text, document.Address, document.Charset, cancellationToken))
        {
            given++;
            if (!IsOwn(entry.Location, root))
            {
                Refuse(entry.Location.AbsoluteUri, Refusal.HostNotAllowed, $"{entry.Location.Authority} is not the sitemap's host {root.Authority}");
            }
            else if (entry.IsIndex)
            {
                Open(entry.Location, depth + 1, open);
            }
            else if (Pages >= MostPages)
            {
                IsWhole = false;
                yield break;
            }
            else if (_pattern.Fits(entry.Location))
            {
                Pages++;
                yield return entry;
            }
        }
        IsWhole &= given < SitemapReader.MostEntries;
    }

    /// <summary>The sitemaps of an index each stand for themselves: one that is broken takes nothing from the others.</summary>
    private async IAsyncEnumerable<SitemapEntry> TryEntriesAsync(
        SourceDocument document, Uri root, (Uri Address, int Depth) at, Queue<(Uri, int)> open,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var entries = EntriesAsync(document.Content!, document, root, at.Depth, open, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await entries.MoveNextAsync())
                {
                    yield break;
                }
            }
            catch (FeedBrokenException e)
            {
                Miss(at.Address, e.Message);
                yield break;
            }
            yield return entries.Current;
        }
    }

    private async Task<SourceDocument?> TryFetchAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            return await fetch(address, cancellationToken);
        }
        catch (Exception e) when (e is FetchFailedException or OutboundException)
        {
            Miss(address, e.Message);
            return null;
        }
    }

    private void Open(Uri address, int depth, Queue<(Uri, int)> open)
    {
        if (depth > DeepestIndex || _seen.Count >= MostSitemaps)
        {
            Miss(address, $"more than {MostSitemaps} sitemaps, or an index more than {DeepestIndex} deep");
        }
        else if (_seen.Add(address.AbsoluteUri))
        {
            open.Enqueue((address, depth));
        }
    }

    private void Miss(Uri address, string why)
    {
        IsWhole = false;
        Refuse(address.AbsoluteUri, Refusal.PageNotFetched, "sitemap: " + why);
    }

    private void Refuse(string address, Refusal reason, string detail)
    {
        if (_refused.Count < 20)
        {
            _refused.Add((address, reason, detail));
        }
    }

    /// <summary>The sitemap's own host, with <c>www.</c> or without, and what the source's settings allow.</summary>
    private bool IsOwn(Uri address, Uri root) =>
        root.IsFile || Bare(address) == Bare(root)
        || options.AllowedHosts.Any(host => address.Authority.Equals(host, StringComparison.OrdinalIgnoreCase) || address.Authority.EndsWith("." + host, StringComparison.OrdinalIgnoreCase));

    private static string Bare(Uri address) => address.Authority is var host && host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host[4..] : host;
}
