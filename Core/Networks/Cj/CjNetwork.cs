using System.Globalization;
using System.Runtime.CompilerServices;
using Daogou.Core.Networks.Affiliates;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Cj;

/// <summary>CJ: links of an ad with <c>url</c> and <c>sid</c>, commissions by posting and locking date.</summary>
public sealed class CjNetwork : ILinkMaker, IMoreListings, IConnectionCheck, IOfferLister, IPlatformState
{
    /// <summary>CJ takes 31 days.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromDays(30);

    private static readonly string[] LinkHosts = ["anrdoezrs.net", "jdoqocy.com", "kqzyfj.com", "dpbolvw.net", "tkqlhce.com"];

    private readonly CjOptions _options;
    private readonly CjApi _api;
    private readonly CjOffers _offers;
    private readonly AffiliateProgrammes _programmes;
    private readonly PlatformClient _client;
    private readonly TimeProvider _time;

    /// <param name="options">The section.</param>
    /// <param name="clients">Hands out the guarded client.</param>
    /// <param name="time">Business time.</param>
    /// <param name="pace">The wall's time, by which calls are spaced.</param>
    public CjNetwork(CjOptions options, IHttpClientFactory clients, TimeProvider time, TimeProvider pace)
    {
        (_options, _time) = (options, time);
        var manners = new PlatformManners(Key, options.CallsPerSecond, [options.Secret]) { CallsPerMinute = options.CallsPerMinute, OfStatus = AffiliateText.Fault };
        _client = new PlatformClient(manners, clients, time, pace);
        _api = new CjApi(options, _client);
        _programmes = new AffiliateProgrammes(Key, options);
        _offers = new CjOffers(_api, options, _programmes);
        More =
        [
            new ReportListing("locked", Hourly, (from, to, cancel) => ListAsync("Locking", from, to, cancel)),
            new ReportListing(
                "sweep", new PollPlan(TimeSpan.FromDays(1), TimeSpan.FromDays(Math.Max(options.SweepDays, options.PaidDays)), TimeSpan.Zero, Window),
                (from, to, cancel) => ListAsync("Posting", from, to, cancel)),
        ];
    }

    public string Key => "cj";

    public string Name => "CJ";

    public AttributionMode Mode => AttributionMode.Token;

    public PollPlan? Plan => Hourly;

    /// <summary>What was locked; every night all that was posted, because a closing and a decline change no date.</summary>
    public IReadOnlyList<ReportListing> More { get; }

    public IReadOnlyList<OfferList> OfferLists => CjOffers.Lists;

    private PollPlan Hourly => new(
        TimeSpan.FromSeconds(_options.EverySeconds), TimeSpan.FromMinutes(_options.OverlapMinutes), TimeSpan.FromDays(_options.FirstDays), Window);

    public PlatformState State => _client.State;

    public IReadOnlyList<Programme> Programmes => _programmes.All;

    public Programme? ProgrammeFor(Uri product) => _programmes.For(product);

    public bool MayLeadTo(Uri destination) => HostList.Covers(LinkHosts, destination);

    /// <summary>With the programme's ad the address is one query value; without one it stands at the end of the path as it is.</summary>
    public ValueTask<DeepLink> MakeLinkAsync(LinkRequest request, CancellationToken cancellationToken) => ValueTask.FromResult(_programmes.MerchantFor(request.Product) switch
    {
        null => DeepLink.Refused($"{request.Product.Host} 不是 CJ 的店铺。", $"{request.Product.Host} is not a shop of CJ."),
        { Tracking.Length: > 0 } merchant => new DeepLink(
            $"https://www.anrdoezrs.net/click-{Pid}-{Uri.EscapeDataString(merchant.Tracking)}?url={AffiliateText.Escaped(request.Product)}&sid={DeepLink.RefToken}", null),
        _ => new DeepLink($"https://www.anrdoezrs.net/links/{Pid}/type/dlg/sid/{DeepLink.RefToken}/{AffiliateText.Plain(request.Product)}", null),
    });

    public IAsyncEnumerable<ReportRow> ListOrdersAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        ListAsync("Posting", from, to, cancellationToken);

    public Task<ConnectionAnswer> CheckConnectionAsync(CancellationToken cancellationToken) => AffiliateText.CheckAsync(Name, CjOptions.Section, async () =>
    {
        var now = _time.GetUtcNow();
        var rows = await _api.CommissionsAsync("Posting", now.AddHours(-1), now, cancellationToken);
        return string.Create(CultureInfo.InvariantCulture, $"{rows.Count} commissions/h");
    });

    public Task<OfferPage> ListOffersAsync(OfferQuery query, CancellationToken cancellationToken) => _offers.ListAsync(query, cancellationToken);

    private string Pid => Uri.EscapeDataString(_options.WebsiteId.Trim());

    private async IAsyncEnumerable<ReportRow> ListAsync(
        string date, DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0L;
        // Whole seconds on the wire, the last one begun among them.
        foreach (var row in await _api.CommissionsAsync(date, from, to.AddSeconds(1), cancellationToken))
        {
            if (PlatformRow.Read(row, ++number, fields => CjOrders.Read(Key, fields, _options.Currency, _programmes.NameOf, to)) is { } read)
            {
                yield return read;
            }
        }
    }
}
