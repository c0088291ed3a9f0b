using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Daogou.Core.Networks.Affiliates;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Awin;

/// <summary>
/// Awin: links by <c>cread.php</c> with our click ref in <c>clickref2</c> (more than 20,000 different values of <c>clickref</c> would close a report of
/// its own, so that one holds the channel), transactions by each of their three dates.
/// </summary>
public sealed class AwinNetwork : ILinkMaker, IMoreListings, IConnectionCheck, IOfferLister, IPlatformState
{
    /// <summary>Awin takes 31 days.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromDays(30);

    private readonly AwinOptions _options;
    private readonly AwinApi _api;
    private readonly AwinOffers _offers;
    private readonly AffiliateProgrammes _programmes;
    private readonly PlatformClient _client;
    private readonly TimeProvider _time;

    /// <param name="options">The section.</param>
    /// <param name="clients">Hands out the guarded client.</param>
    /// <param name="time">Business time.</param>
    /// <param name="pace">The wall's time, by which calls are spaced.</param>
    public AwinNetwork(AwinOptions options, IHttpClientFactory clients, TimeProvider time, TimeProvider pace)
    {
        (_options, _time) = (options, time);
        var manners = new PlatformManners(Key, options.CallsPerSecond, [options.Secret]) { CallsPerMinute = options.CallsPerMinute, OfStatus = AffiliateText.Fault };
        _client = new PlatformClient(manners, clients, time, pace);
        _api = new AwinApi(options, _client);
        _programmes = new AffiliateProgrammes(Key, options);
        _offers = new AwinOffers(_api, _programmes);
        var nightly = new PollPlan(TimeSpan.FromDays(1), TimeSpan.FromDays(options.PaidDays), TimeSpan.Zero, Window);
        More =
        [
            new ReportListing("validated", Hourly, (from, to, cancel) => ListAsync("validation", from, to, cancel)),
            new ReportListing("paid", nightly, (from, to, cancel) => ListAsync("validation", from, to, cancel)),
            new ReportListing("amended", nightly, AmendedAsync),
            new ReportListing("sweep", nightly with { Overlap = TimeSpan.FromDays(options.SweepDays) }, (from, to, cancel) => ListAsync("transaction", from, to, cancel)),
            _programmes.Listing(MerchantsAsync),
        ];
    }

    public string Key => "awin";

    public string Name => "Awin";

    public AttributionMode Mode => AttributionMode.Token;

    public PollPlan? Plan => Hourly;

    /// <summary>What was validated; every night what was paid and what was amended, which the listing by sale does not show.</summary>
    public IReadOnlyList<ReportListing> More { get; }

    public IReadOnlyList<OfferList> OfferLists => AwinOffers.Lists;

    private PollPlan Hourly => new(
        TimeSpan.FromSeconds(_options.EverySeconds), TimeSpan.FromMinutes(_options.OverlapMinutes), TimeSpan.FromDays(_options.FirstDays), Window);

    public PlatformState State => _client.State;

    public IReadOnlyList<Programme> Programmes => _programmes.All;

    public Programme? ProgrammeFor(Uri product) => _programmes.For(product);

    public bool MayLeadTo(Uri destination) => HostList.Covers(["awin1.com"], destination);

    public ValueTask<DeepLink> MakeLinkAsync(LinkRequest request, CancellationToken cancellationToken) => ValueTask.FromResult(_programmes.MerchantFor(request.Product) switch
    {
        null => DeepLink.Refused($"{request.Product.Host} 不是 Awin 的店铺。", $"{request.Product.Host} is not a shop of Awin."),
        { MayDeepLink: false } merchant => DeepLink.Refused($"{merchant.Name} 在 Awin 上现在不能推广。", $"{merchant.Name} is not open to links at Awin just now."),
        var merchant => new DeepLink(
            $"https://www.awin1.com/cread.php?awinmid={merchant.Id}&awinaffid={Uri.EscapeDataString(_options.AppKey)}"
            + $"&clickref={Uri.EscapeDataString(request.Channel)}&clickref2={DeepLink.RefToken}&ued={AffiliateText.Escaped(request.Product)}",
            null),
    });

    public async IAsyncEnumerable<ReportRow> ListOrdersAsync(
        DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await _programmes.EnsureAsync(MerchantsAsync, cancellationToken);
        await foreach (var row in ListAsync("transaction", from, to, cancellationToken))
        {
            yield return row;
        }
    }

    public Task<ConnectionAnswer> CheckConnectionAsync(CancellationToken cancellationToken) => AffiliateText.CheckAsync(Name, AwinOptions.Section, async () =>
    {
        var now = _time.GetUtcNow();
        var rows = await _api.TransactionsAsync("transaction", now.AddHours(-1), now, cancellationToken);
        return string.Create(CultureInfo.InvariantCulture, $"{rows.Count} transactions/h");
    });

    public Task<OfferPage> ListOffersAsync(OfferQuery query, CancellationToken cancellationToken) => _offers.ListAsync(query, cancellationToken);

    private async IAsyncEnumerable<ReportRow> ListAsync(
        string dateType, DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Whole seconds on the wire, the last one begun among them.
        foreach (var row in Rows(await _api.TransactionsAsync(dateType, from, to.AddSeconds(1), cancellationToken), amendedOn: null))
        {
            yield return row;
        }
    }

    /// <summary>What was amended in a window, day by day, for the day is all that is known of the time; most windows have nothing in them.</summary>
    private async IAsyncEnumerable<ReportRow> AmendedAsync(DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await _api.TransactionsAsync("amendment", from, to.AddSeconds(1), cancellationToken) is [])
        {
            yield break;
        }
        for (var day = new DateTimeOffset(from.UtcDateTime.Date, TimeSpan.Zero); day < to; day = day.AddDays(1))
        {
            foreach (var row in Rows(await _api.TransactionsAsync("amendment", day, day.AddDays(1).AddSeconds(-1), cancellationToken), day))
            {
                yield return row;
            }
        }
    }

    private IEnumerable<ReportRow> Rows(IReadOnlyList<JsonElement> rows, DateTimeOffset? amendedOn) => rows
        .Select((row, index) => PlatformRow.Read(row, index + 1, fields => AwinOrders.Read(Key, fields, _programmes.NameOf, amendedOn)))
        .OfType<ReportRow>();

    private async Task<IReadOnlyList<AffiliateMerchant>> MerchantsAsync(CancellationToken cancellationToken) =>
    [
        .. from row in (await _api.ProgrammesAsync(cancellationToken)).Select(row => new PlatformRow(row))
           let id = row.Text("id")
           where id is not null && id.All(char.IsAsciiDigit)
           let hosts = row.List("validDomains").Select(domain => AffiliateText.HostOf(domain.Text("domain") ?? domain.Text(""))).Append(AffiliateText.HostOf(row.Text("displayUrl")))
           select new AffiliateMerchant(id, row.Text("name") ?? id, [.. hosts.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)], MayDeepLink: row.Text("status") is null or "active" or "Active"),
    ];
}
