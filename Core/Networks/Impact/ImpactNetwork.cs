using System.Globalization;
using System.Runtime.CompilerServices;
using Daogou.Core.Networks.Affiliates;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Impact;

/// <summary>Impact: each brand's own tracking link with <c>u</c> and <c>subId1</c> (the brand sees <c>sharedId</c>), actions and their updates.</summary>
public sealed class ImpactNetwork : ILinkMaker, IMoreListings, IConnectionCheck, IOfferLister, IPlatformState
{
    /// <summary>Impact takes 45 days.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromDays(44);

    /// <summary>Where Impact's tracking links are; brands' own hosts stand in the settings.</summary>
    private static readonly string[] OwnHosts = ["sjv.io", "pxf.io", "evyy.net", "7eer.net", "ojrq.net", "vzew.net", "bn5x.net", "i.impact.com"];

    private readonly PlatformClient _client;
    private readonly ImpactOptions _options;
    private readonly ImpactApi _api;
    private readonly ImpactOffers _offers;
    private readonly AffiliateProgrammes _programmes;

    /// <param name="options">The section.</param>
    /// <param name="clients">Hands out the guarded client.</param>
    /// <param name="time">Business time.</param>
    /// <param name="pace">The wall's time, by which calls are spaced.</param>
    public ImpactNetwork(ImpactOptions options, IHttpClientFactory clients, TimeProvider time, TimeProvider pace)
    {
        _options = options;
        var manners = new PlatformManners(Key, options.CallsPerSecond, [options.Secret]) { CallsPerMinute = options.CallsPerMinute, OfStatus = ImpactApi.Fault };
        _client = new PlatformClient(manners, clients, time, pace);
        _api = new ImpactApi(options, _client);
        _programmes = new AffiliateProgrammes(Key, options);
        _offers = new ImpactOffers(_api, _programmes);
        More =
        [
            new ReportListing("updates", Hourly, (from, to, cancel) => ListAsync("ActionUpdates", from, to, cancel)),
            new ReportListing(
                "sweep", Hourly with { Every = TimeSpan.FromDays(1), Overlap = TimeSpan.FromDays(options.SweepDays), First = TimeSpan.Zero }, SweepAsync),
            _programmes.Listing(CampaignsAsync),
        ];
    }

    public string Key => "impact";

    public string Name => "Impact";

    public AttributionMode Mode => AttributionMode.Token;

    public PlatformState State => _client.State;

    public IReadOnlyList<Programme> Programmes => _programmes.All;

    public PollPlan? Plan => Hourly;

    /// <summary>What became of actions, update by update; and both lists again every night.</summary>
    public IReadOnlyList<ReportListing> More { get; }

    public IReadOnlyList<OfferList> OfferLists => ImpactOffers.Lists;

    private PollPlan Hourly => new(
        TimeSpan.FromSeconds(_options.EverySeconds), TimeSpan.FromMinutes(_options.OverlapMinutes), TimeSpan.FromDays(_options.FirstDays), Window);

    public Programme? ProgrammeFor(Uri product) => _programmes.For(product);

    public bool MayLeadTo(Uri destination) => HostList.Covers(OwnHosts.Concat(_options.TrackingHosts), destination);

    public ValueTask<DeepLink> MakeLinkAsync(LinkRequest request, CancellationToken cancellationToken) => ValueTask.FromResult(_programmes.MerchantFor(request.Product) switch
    {
        null => DeepLink.Refused($"{request.Product.Host} 不是 Impact 的店铺。", $"{request.Product.Host} is not a shop of Impact."),
        { MayDeepLink: false } merchant => DeepLink.Refused($"{merchant.Name} 在 Impact 上不允许链接到商品页。", $"{merchant.Name} does not allow links to its pages at Impact just now."),
        var merchant when Uri.TryCreate(merchant.Tracking, UriKind.Absolute, out var tracking) && tracking is { Scheme: "https" or "http", Query: "", Fragment: "" } =>
            new DeepLink($"{tracking.AbsoluteUri}?u={AffiliateText.Escaped(request.Product)}&subId1={DeepLink.RefToken}", null),
        var merchant => DeepLink.Refused($"还不知道 {merchant.Name} 的跟踪链接，请过一会儿再试。", $"{merchant.Name}'s tracking link is not known yet; try again in a while."),
    });

    public async IAsyncEnumerable<ReportRow> ListOrdersAsync(DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await _programmes.EnsureAsync(CampaignsAsync, cancellationToken);
        await foreach (var row in ListAsync("Actions", from, to, cancellationToken))
        {
            yield return row;
        }
    }

    public Task<ConnectionAnswer> CheckConnectionAsync(CancellationToken cancellationToken) => AffiliateText.CheckAsync(Name, ImpactOptions.Section, async () =>
    {
        var (rows, isLast) = await _api.PageAsync("Campaigns", "", 1, cancellationToken);
        return string.Create(CultureInfo.InvariantCulture, $"{rows.Count}{(isLast ? "" : "+")} campaigns");
    });

    public Task<OfferPage> ListOffersAsync(OfferQuery query, CancellationToken cancellationToken) => _offers.ListAsync(query, cancellationToken);

    private async IAsyncEnumerable<ReportRow> SweepAsync(DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var what in new[] { "Actions", "ActionUpdates" })
        {
            await foreach (var row in ListAsync(what, from, to, cancellationToken))
            {
                yield return row;
            }
        }
    }

    private async IAsyncEnumerable<ReportRow> ListAsync(
        string what, DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0L;
        var query = $"StartDate={Text(from)}&EndDate={Text(to.AddSeconds(1))}";
        await foreach (var row in _api.ListAsync(what, query, cancellationToken))
        {
            if (PlatformRow.Read(row, ++number, fields => ImpactOrders.Read(Key, fields, _programmes.NameOf, to)) is { } read)
            {
                yield return read;
            }
        }
    }

    private async Task<IReadOnlyList<AffiliateMerchant>> CampaignsAsync(CancellationToken cancellationToken)
    {
        var merchants = new List<AffiliateMerchant>();
        await foreach (var element in _api.ListAsync("Campaigns", "", cancellationToken))
        {
            var row = new PlatformRow(element);
            var hosts = PlatformRow.Items(element, "DeeplinkDomains").Select(domain => AffiliateText.HostOf(JsonPath.Text(domain, "")));
            if (row.Text("CampaignId") is { } id && id.All(char.IsAsciiDigit))
            {
                merchants.Add(new AffiliateMerchant(
                    id, row.Text("CampaignName") ?? id, [.. hosts.OfType<string>().Select(host => host.TrimStart('*', '.'))], Tracking(row.Text("TrackingLink")),
                    string.Equals(row.Text("AllowsDeeplinking"), "true", StringComparison.OrdinalIgnoreCase) && string.Equals(row.Text("ContractStatus"), "Active", StringComparison.OrdinalIgnoreCase)));
            }
        }
        return merchants;
    }

    /// <summary>Empty for a link on a host that we may not lead to: an operator names it under TrackingHosts first.</summary>
    private string Tracking(string? link) => Uri.TryCreate(link, UriKind.Absolute, out var address) && MayLeadTo(address) ? link! : "";

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
