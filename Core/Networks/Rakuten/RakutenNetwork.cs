using System.Globalization;
using System.Runtime.CompilerServices;
using Daogou.Core.Networks.Affiliates;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Rakuten;

/// <summary>Rakuten Advertising: deep links with <c>murl</c> and <c>u1</c>, events by processing date.</summary>
public sealed class RakutenNetwork : ILinkMaker, IMoreListings, IConnectionCheck, IOfferLister, IDisposable, IPlatformState
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(7);
    private const int MostPages = 1000;

    private readonly PlatformClient _client;
    private readonly RakutenOptions _options;
    private readonly RakutenApi _api;
    private readonly RakutenOffers _offers;
    private readonly AffiliateProgrammes _programmes;
    private readonly TimeProvider _time;

    /// <param name="options">The section.</param>
    /// <param name="clients">Hands out the guarded client.</param>
    /// <param name="time">Business time: how long a token lasts.</param>
    /// <param name="pace">The wall's time, by which calls are spaced.</param>
    public RakutenNetwork(RakutenOptions options, IHttpClientFactory clients, TimeProvider time, TimeProvider pace)
    {
        (_options, _time) = (options, time);
        var manners = new PlatformManners(Key, options.CallsPerSecond, [options.Secret]) { CallsPerMinute = options.CallsPerMinute, OfStatus = RakutenApi.Fault };
        _client = new PlatformClient(manners, clients, time, pace);
        _api = new RakutenApi(options, _client, time);
        _programmes = new AffiliateProgrammes(Key, options);
        _offers = new RakutenOffers(_api, _programmes);
        More =
        [
            new ReportListing("sweep", new PollPlan(TimeSpan.FromDays(1), TimeSpan.FromDays(options.SweepDays), TimeSpan.Zero, Window), ListAsync),
            _programmes.Listing(AdvertisersAsync),
        ];
    }

    public string Key => "rakuten";

    public string Name => "Rakuten Advertising";

    public AttributionMode Mode => AttributionMode.Token;

    public PlatformState State => _client.State;

    public IReadOnlyList<Programme> Programmes => _programmes.All;

    public PollPlan? Plan => new(
        TimeSpan.FromSeconds(_options.EverySeconds), TimeSpan.FromMinutes(_options.OverlapMinutes), TimeSpan.FromDays(_options.FirstDays), Window);

    /// <summary>Everything of the last weeks again by night, for rows that were written late.</summary>
    public IReadOnlyList<ReportListing> More { get; }

    public IReadOnlyList<OfferList> OfferLists => RakutenOffers.Lists;

    public Programme? ProgrammeFor(Uri product) => _programmes.For(product);

    public bool MayLeadTo(Uri destination) => HostList.Covers(["linksynergy.com"], destination);

    public ValueTask<DeepLink> MakeLinkAsync(LinkRequest request, CancellationToken cancellationToken) => ValueTask.FromResult(_programmes.MerchantFor(request.Product) switch
    {
        null => DeepLink.Refused($"{request.Product.Host} 不是 Rakuten 的店铺。", $"{request.Product.Host} is not a shop of Rakuten."),
        { MayDeepLink: false } merchant => DeepLink.Refused($"{merchant.Name} 在 Rakuten 上不允许链接到商品页。", $"{merchant.Name} does not allow links to its pages at Rakuten."),
        var merchant => new DeepLink(
            $"https://click.linksynergy.com/deeplink?id={Uri.EscapeDataString(_options.LinkId)}&mid={merchant.Id}&murl={AffiliateText.Escaped(request.Product)}&u1={DeepLink.RefToken}", null),
    });

    public async IAsyncEnumerable<ReportRow> ListOrdersAsync(DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await _programmes.EnsureAsync(AdvertisersAsync, cancellationToken);
        await foreach (var row in ListAsync(from, to, cancellationToken))
        {
            yield return row;
        }
    }

    public Task<ConnectionAnswer> CheckConnectionAsync(CancellationToken cancellationToken) => AffiliateText.CheckAsync(Name, RakutenOptions.Section, async () =>
    {
        var now = _time.GetUtcNow();
        var rows = await _api.EventsAsync(now.AddHours(-1), now, 1, cancellationToken);
        return string.Create(CultureInfo.InvariantCulture, $"{rows.Count}{(rows.Count < RakutenApi.EventsPerPage ? "" : "+")} events/h");
    });

    public Task<OfferPage> ListOffersAsync(OfferQuery query, CancellationToken cancellationToken) => _offers.ListAsync(query, cancellationToken);

    public void Dispose() => _api.Dispose();

    private async IAsyncEnumerable<ReportRow> ListAsync(DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0L;
        for (var page = 1; ; page++)
        {
            var rows = await _api.EventsAsync(from, to.AddSeconds(1), page, cancellationToken);
            foreach (var row in rows)
            {
                if (PlatformRow.Read(row, ++number, fields => RakutenOrders.Read(Key, fields, _programmes.NameOf)) is { } read)
                {
                    yield return read;
                }
            }
            if (rows.Count < RakutenApi.EventsPerPage)
            {
                yield break;
            }
            if (page == MostPages)
            {
                throw new NetworkUnavailableException(string.Create(CultureInfo.InvariantCulture, $"Rakuten's events from {from:u} do not come to an end: {MostPages} pages."));
            }
        }
    }

    /// <summary>The list has every merchant, joined or not: it only tells the hosts of those in the settings.</summary>
    private async Task<IReadOnlyList<AffiliateMerchant>> AdvertisersAsync(CancellationToken cancellationToken)
    {
        var merchants = new List<AffiliateMerchant>();
        for (var page = 1; page <= MostPages; page++)
        {
            var answer = await _api.AdvertisersAsync(page, cancellationToken);
            var rows = PlatformRow.Items(answer, "advertisers");
            merchants.AddRange(
                from row in rows.Select(row => new PlatformRow(row))
                let id = row.Text("id")
                where id is not null && _options.Programmes.Exists(programme => programme.MerchantId == id)
                let host = AffiliateText.HostOf(row.Text("url"))
                select new AffiliateMerchant(id, row.Text("name") ?? id, host is null ? [] : [host], MayDeepLink: row.Text("features.deep_links") != "false"));
            var total = new PlatformRow(answer).Whole("_metadata.total") ?? 0;
            if (rows.Count == 0 || page * 200L >= total)
            {
                break;
            }
        }
        return merchants;
    }
}
