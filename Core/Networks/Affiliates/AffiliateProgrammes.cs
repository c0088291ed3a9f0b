namespace Daogou.Core.Networks.Affiliates;

/// <summary>A merchant as the network knows it.</summary>
/// <param name="Id">Its id at the network.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Hosts">Hosts that its links may lead to.</param>
/// <param name="Tracking">What its links need besides; empty for nothing.</param>
/// <param name="MayDeepLink">Whether links may lead to any of its pages.</param>
internal sealed record AffiliateMerchant(string Id, string Name, IReadOnlyList<string> Hosts, string Tracking = "", bool MayDeepLink = true);

/// <summary>
/// The programmes of one network: the settings' own, with hosts from the network's list where the settings name none, then those that only the
/// network's list has. The list tells where a merchant's shop is; what may be done with its links only the settings tell.
/// </summary>
internal sealed class AffiliateProgrammes(string network, AffiliateOptions options)
{
    private static readonly TimeSpan ListedEvery = TimeSpan.FromHours(6);
    private volatile Entry[] _entries = Merged(network, options, []);
    private volatile bool _isListed;

    public IReadOnlyList<Programme> All => [.. _entries.Select(entry => entry.Programme)];

    public Programme? For(Uri product) => Find(product)?.Programme;

    public AffiliateMerchant? MerchantFor(Uri product) => Find(product)?.Merchant;

    /// <summary>The merchant's key or name by its id at the network, for reports.</summary>
    public string? NameOf(string? id) => Array.Find(_entries, entry => entry.Merchant.Id == id)?.Programme.Merchant ?? id;

    /// <summary>The host of the merchant's shop by its id at the network; null when it is not known.</summary>
    public string? HostOf(string? id) => Array.Find(_entries, entry => entry.Merchant.Id == id)?.Programme.Hosts is [var first, ..] ? first : null;

    /// <summary>A reading of the network's own list, with a state of its own like any reading of orders; it brings no order.</summary>
    public ReportListing Listing(Func<CancellationToken, Task<IReadOnlyList<AffiliateMerchant>>> list) => new(
        "programmes", new PollPlan(ListedEvery, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromDays(366)), (_, _, cancel) => ReadAsync(list, cancel));

    /// <summary>Reads the list once after a start. A failure is told by the listing of its own.</summary>
    public async Task EnsureAsync(Func<CancellationToken, Task<IReadOnlyList<AffiliateMerchant>>> list, CancellationToken cancellationToken)
    {
        if (_isListed)
        {
            return;
        }
        try
        {
            Take(await list(cancellationToken));
        }
        catch (Exception e) when (e is NetworkUnavailableException or Platforms.PlatformRefusedException)
        {
        }
    }

    private async IAsyncEnumerable<ReportRow> ReadAsync(
        Func<CancellationToken, Task<IReadOnlyList<AffiliateMerchant>>> list, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Take(await list(cancellationToken));
        yield break;
    }

    private void Take(IReadOnlyList<AffiliateMerchant> listed)
    {
        _entries = Merged(network, options, listed);
        _isListed = true;
    }

    private Entry? Find(Uri product) => Array.Find(_entries, entry => HostList.Covers(entry.Programme.Hosts, product));

    private static Entry[] Merged(string network, AffiliateOptions options, IReadOnlyList<AffiliateMerchant> listed)
    {
        var byId = listed.GroupBy(merchant => merchant.Id, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        var known = options.Programmes.Select(own => EntryOf(network, options, own, byId.GetValueOrDefault(own.MerchantId)));
        var others = byId.Values.Where(merchant => options.Programmes.TrueForAll(own => own.MerchantId != merchant.Id))
            .Select(merchant => EntryOf(network, options, new MerchantOptions { MerchantId = merchant.Id, Merchant = merchant.Name }, merchant));
        return [.. known.Concat(others)];
    }

    private static Entry EntryOf(string network, AffiliateOptions options, MerchantOptions own, AffiliateMerchant? listed)
    {
        IReadOnlyList<string> hosts = own.Hosts.Count > 0 ? [.. own.Hosts] : [.. (listed?.Hosts ?? []).Where(IsShop)];
        return new Entry(
            new Programme
            {
                Network = network,
                Merchant = own.Merchant.Trim() is { Length: > 0 } key ? key : own.MerchantId,
                Hosts = hosts,
                CommissionBp = own.CommissionBp ?? options.CommissionBp,
                AllowsRebate = own.AllowsRebate && options.AllowsRebate,
                AllowsChat = own.AllowsChat && options.AllowsChat,
                Disclosure = own.Disclosure.Length > 0 ? own.Disclosure : options.Disclosure,
                ForbiddenWords = [.. options.ForbiddenWords],
            },
            new AffiliateMerchant(own.MerchantId, listed?.Name ?? own.Merchant, hosts, own.Tracking.Length > 0 ? own.Tracking : listed?.Tracking ?? "", listed?.MayDeepLink ?? true));
    }

    /// <summary>A whole top-level domain is nobody's shop.</summary>
    private static bool IsShop(string host) => HostList.IsHost(host) && host.Trim('.').Contains('.', StringComparison.Ordinal);

    private sealed record Entry(Programme Programme, AffiliateMerchant Merchant);
}
