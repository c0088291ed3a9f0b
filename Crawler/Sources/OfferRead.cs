using System.Runtime.CompilerServices;
using Daogou.Core.Deals;
using Daogou.Core.Networks;
using Daogou.Crawler.Feeds;
using Daogou.Crawler.Fetching;

namespace Daogou.Crawler.Sources;

/// <summary>Reads a network's list page by page as the rows of a source. It says how far it came.</summary>
internal sealed class OfferRead(NetworkCatalog? networks, OfferAddress address)
{
    /// <summary>Pages that were read.</summary>
    public int Pages { get; private set; }

    /// <summary>The list goes on behind the last page that was asked for.</summary>
    public bool GoesOn { get; private set; }

    /// <summary>Why a later page did not come; what came before it stays.</summary>
    public string? BrokenOff { get; private set; }

    /// <exception cref="FetchFailedException">There is no such list, or its first page did not come.</exception>
    public async IAsyncEnumerable<FeedRow> RowsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var lister = Lister();
        var row = 0L;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (string? next = null; Pages == 0 || (next is not null && Pages < address.Pages);)
        {
            if (await PageAsync(lister, next, cancellationToken) is not { } page)
            {
                yield break;
            }
            Pages++;
            foreach (var refused in page.Refused)
            {
                yield return new FeedRow(++row, null, Refusal.MalformedRow, refused.Reason, refused.Text.Length > 200 ? refused.Text[..200] : refused.Text);
            }
            // What moves while the pages are read comes twice; the first time speaks.
            foreach (var item in page.Items.Where(item => seen.Add(item.Key)))
            {
                yield return new FeedRow(++row, item with { Row = row }, null, null, null);
            }
            next = page.Next;
            GoesOn = next is not null;
        }
    }

    private async Task<OfferPage?> PageAsync(IOfferLister lister, string? at, CancellationToken cancellationToken)
    {
        try
        {
            return await lister.ListOffersAsync(address.Query(at), cancellationToken);
        }
        catch (NetworkUnavailableException e) when (Pages == 0)
        {
            throw new FetchFailedException(e.Message, status: null, retryAfter: e.RetryAfter);
        }
        catch (NetworkUnavailableException e)
        {
            BrokenOff = e.Message;
            return null;
        }
    }

    private IOfferLister Lister() => networks?.Find(address.Network) switch
    {
        IOfferLister lister when lister.OfferLists.Any(list => list.Key == address.List) => lister,
        IOfferLister lister => throw new FetchFailedException($"{lister.Key} has no list \"{address.List}\"; it has {string.Join(", ", lister.OfferLists.Select(list => list.Key))}."),
        null => throw new FetchFailedException($"There is no network \"{address.Network}\" here; networks with lists: {Names()}."),
        var other => throw new FetchFailedException($"{other.Key} lists no goods; networks with lists: {Names()}."),
    };

    private string Names() => networks?.All.OfType<IOfferLister>().Select(lister => lister.Key).ToList() is { Count: > 0 } keys ? string.Join(", ", keys) : "none";
}
