using System.Globalization;
using System.Runtime.CompilerServices;
using Daogou.Core.Deals;
using Daogou.Core.Networks.Platforms;
using Daogou.Core.Orders;

namespace Daogou.Core.Networks.Admitad;

/// <summary>Admitad: links with a sub-id, orders by the time their status changed, coupons of the ad space.</summary>
public sealed class AdmitadNetwork : ILinkMaker, IMoreListings, IOfferLister, IConnectionCheck, IPlatformState
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(30);
    private const int PageSize = 500;
    private const int CouponPage = 100;
    private const int MostPages = 400;

    private readonly AdmitadOptions _options;
    private readonly AdmitadApi _api;
    private readonly ListedProgrammes _programmes;
    private readonly TimeZoneInfo _zone;

    /// <param name="options">The section.</param>
    /// <param name="clients">Hands out the guarded client.</param>
    /// <param name="time">Business time: how long a token lives.</param>
    /// <param name="pace">The wall's time, by which calls are spaced.</param>
    public AdmitadNetwork(AdmitadOptions options, IHttpClientFactory clients, TimeProvider time, TimeProvider pace)
    {
        (_options, _zone) = (options, TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone));
        _api = new AdmitadApi(options, clients, time, pace);
        _programmes = new ListedProgrammes(Key, options, options.Programmes);
        var plans = new PlatformProgramme(Key, options, [], []);
        Plan = plans.Plan(Window);
        More =
        [
            new ReportListing("sweep", plans.Sweep(Window), (from, to, cancel) => ListAsync(
                $"date_start={Day(from)}&date_end={Day(to)}", cancel)),
        ];
    }

    public string Key => "admitad";

    public string Name => "Admitad";

    public AttributionMode Mode => AttributionMode.Token;

    public PlatformState State => _api.State;

    public IReadOnlyList<Programme> Programmes => _programmes.All;

    public PollPlan? Plan { get; }

    /// <summary>By the day of the action: that an action was paid moves no status.</summary>
    public IReadOnlyList<ReportListing> More { get; }

    public IReadOnlyList<OfferList> OfferLists { get; } = [new OfferList("coupons", TakesWords: false, new Dictionary<string, string>(StringComparer.Ordinal))];

    public Programme? ProgrammeFor(Uri product) => _programmes.For(product);

    public bool MayLeadTo(Uri destination) => HostList.Covers(["ad.admitad.com", .. _options.LinkHosts], destination);

    public async ValueTask<DeepLink> MakeLinkAsync(LinkRequest request, CancellationToken cancellationToken)
    {
        if (_programmes.Find(request.Product) is not var (programme, _))
        {
            return ListedProgrammes.NotCovered(Name, request.Product);
        }
        var product = Uri.EscapeDataString(request.Product.AbsoluteUri);
        if (programme.Link.Length > 0)
        {
            return new DeepLink(LinkTemplate.WithParameter(LinkTemplate.WithParameter(programme.Link, "subid", DeepLink.RefToken), "ulp", product), null);
        }
        return await PlatformProgramme.LinkAsync(
            Name,
            async () =>
            {
                var answer = await _api.GetAsync($"/deeplink/{Uri.EscapeDataString(_options.WebsiteId)}/advcampaign/{Uri.EscapeDataString(programme.Id)}/", "ulp=" + product, cancellationToken);
                var made = JsonPath.Text(answer, "0") ?? JsonPath.Text(answer, "0.link");
                return made is { Length: > 0 }
                    ? new DeepLink(LinkTemplate.WithParameter(made, "subid", DeepLink.RefToken), null)
                    : DeepLink.Refused("Admitad 没有返回链接。", "Admitad's answer has no link.");
            },
            _ => null);
    }

    public IAsyncEnumerable<ReportRow> ListOrdersAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        ListAsync($"status_updated_start={Time(from)}&status_updated_end={Time(to.AddSeconds(1))}", cancellationToken);

    private async IAsyncEnumerable<ReportRow> ListAsync(string window, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0L;
        for (var page = 0; ; page++)
        {
            var answer = await _api.GetAsync("/statistics/actions/", string.Create(CultureInfo.InvariantCulture, $"{window}&limit={PageSize}&offset={page * PageSize}"), cancellationToken);
            var rows = PlatformRow.Items(answer, "results");
            foreach (var row in rows)
            {
                if (PlatformRow.Read(row, ++number, Read) is { } read)
                {
                    yield return read;
                }
            }
            if (rows.Count == 0 || (page + 1) * PageSize >= (new PlatformRow(answer).Whole("_meta.count") ?? 0))
            {
                yield break;
            }
            if (page == MostPages)
            {
                throw new NetworkUnavailableException($"Admitad's actions of {Uri.UnescapeDataString(window)} do not come to an end: {MostPages} pages.");
            }
        }
    }

    private ReportRow Read(PlatformRow row)
    {
        var id = row.Id("action_id");
        var currency = row.Currency("currency");
        var word = row.Text("status") ?? throw PlatformRow.Lacks("status");
        OrderStatus? known = word switch
        {
            "pending" or "approved_but_stalled" => OrderStatus.Tracked,
            "approved" => row.Text("paid") is "1" or "true" ? OrderStatus.Settled : OrderStatus.Confirmed,
            "declined" => OrderStatus.Void,
            _ => null,
        };
        var orderedAt = Instant(row, "action_date") ?? throw PlatformRow.Lacks("action_date");
        var commission = row.Minor("payment", currency) ?? throw PlatformRow.Lacks("payment");
        return new ReportRow(
            new OrderReport
            {
                Network = Key,
                OrderNo = row.Text("order_id") is { Length: <= 100 } order ? order : id,
                ItemNo = id,
                Status = known ?? OrderStatus.Held,
                StatusReason = known is null ? $"Admitad: {word}" : null,
                UpdatedAt = Instant(row, "status_updated") ?? orderedAt,
                OrderedAt = orderedAt,
                Merchant = _programmes.MerchantOf(row.Text("advcampaign_id")) ?? row.Text("advcampaign_name"),
                SaleMinor = Math.Max(0, row.Minor("cart", currency) ?? 0),
                CommissionMinor = known == OrderStatus.Void ? 0 : Math.Max(0, commission),
                Currency = currency,
                ClickRef = row.Text("subid"),
            },
            null)
        {
            Alert = known is null ? $"{id}: Admitad's status \"{word}\" is unknown; the order is held" : null,
        };
    }

    public Task<OfferPage> ListOffersAsync(OfferQuery query, CancellationToken cancellationToken) => ConnectionTry.ForOperatorAsync(async () =>
    {
        var offset = int.TryParse(query.Page, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 0;
        var answer = await _api.GetAsync(
            $"/coupons/website/{Uri.EscapeDataString(_options.WebsiteId)}/", string.Create(CultureInfo.InvariantCulture, $"limit={CouponPage}&offset={offset}"), cancellationToken);
        var total = new PlatformRow(answer).Whole("_meta.count") ?? 0;
        var next = offset + CouponPage;
        return OfferRows.OfSingles(PlatformRow.Items(answer, "results"), ReadCoupon, next < total ? next.ToString(CultureInfo.InvariantCulture) : null);
    });

    private FeedItem ReadCoupon(PlatformRow row, long number) => new()
    {
        Key = row.Id("id"),
        Title = row.Text("short_name") ?? row.Text("name") ?? throw PlatformRow.Lacks("name"),
        Merchant = _programmes.MerchantOf(row.Text("campaign.id")) ?? row.Text("campaign.name"),
        Description = row.Text("description"),
        StartsAt = row.Text("date_start"),
        EndsAt = row.Text("date_end"),
        Coupon = new CouponWords { Code = row.Text("species") == "promocode" ? row.Text("promocode") : null, Value = row.Text("discount"), IsForSome = true },
        Row = number,
    };

    public Task<ConnectionAnswer> CheckConnectionAsync(CancellationToken cancellationToken) =>
        ConnectionTry.OfAsync(Name, () => _api.GetAsync($"/coupons/website/{Uri.EscapeDataString(_options.WebsiteId)}/", "limit=1", cancellationToken));

    private string Day(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, _zone).ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    private string Time(DateTimeOffset time) => Uri.EscapeDataString(TimeZoneInfo.ConvertTime(time, _zone).ToString("dd.MM.yyyy HH:mm:ss", CultureInfo.InvariantCulture));

    private DateTimeOffset? Instant(PlatformRow row, string field) => row.Text(field) switch
    {
        null => null,
        var text => TimeCell.Read(text, _zone) ?? throw new RowUnreadableException($"its {field} \"{text}\" is not a time such as 2026-11-02 08:00:00."),
    };
}
