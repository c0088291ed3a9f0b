using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Vip;

/// <summary>唯品会联盟: links by goods or address with <c>statParam</c>, orders by update time, and the orders that the refund list names.</summary>
public sealed partial class VipNetwork : ILinkMaker, IMoreListings, IConnectionCheck, IOfferLister, ITokenReader, IPlatformState
{
    /// <summary>The platform takes ten days.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromDays(9);

    /// <summary>The refund list takes sixty days.</summary>
    private static readonly TimeSpan RefundWindow = TimeSpan.FromDays(29);
    private const int PageSize = 50;
    private const int MostPages = 2_000;

    private readonly VipshopOptions _options;
    private readonly VipApi _api;
    private readonly VipOffers _offers;
    private readonly PlatformClient _client;
    private readonly TimeProvider _time;
    private readonly PlatformProgramme _programme;

    /// <param name="options">The section.</param>
    /// <param name="clients">Hands out the guarded client.</param>
    /// <param name="time">Business time: the time in a call.</param>
    /// <param name="pace">The wall's time, by which calls are spaced.</param>
    public VipNetwork(VipshopOptions options, IHttpClientFactory clients, TimeProvider time, TimeProvider pace)
    {
        (_options, _time) = (options, time);
        var manners = new PlatformManners(Key, options.CallsPerSecond, [options.Secret, options.Token]);
        _client = new PlatformClient(manners, clients, time, pace);
        _api = new VipApi(options, _client, time);
        _offers = new VipOffers(options, _api, Key);
        _programme = new PlatformProgramme(Key, options, ["vip.com"], ["vip.com"]);
        var plan = _programme.Plan(RefundWindow);
        More =
        [
            new ReportListing("refunds", plan with { Every = TimeSpan.FromMinutes(30), Overlap = TimeSpan.FromHours(2) }, RefundsAsync),
            new ReportListing("sweep", _programme.Sweep(Window), (from, to, cancel) => ListAsync("orderTimeStart", "orderTimeEnd", from, to, cancel)),
        ];
    }

    public string Key => "vip";

    public string Name => "唯品会联盟";

    public AttributionMode Mode => AttributionMode.LinkToken;

    public PollPlan? Plan => _programme.Plan(Window);

    /// <summary>The refund list, and everything by time of order once a night.</summary>
    public IReadOnlyList<ReportListing> More { get; }

    public PlatformState State => _client.State;

    public IReadOnlyList<OfferList> OfferLists => _offers.Lists;

    public IReadOnlyList<Programme> Programmes => _programme.All;

    public Programme? ProgrammeFor(Uri product) => _programme.For(product);

    public bool MayLeadTo(Uri destination) => _programme.MayLeadTo(destination);

    public async ValueTask<DeepLink> MakeLinkAsync(LinkRequest request, CancellationToken cancellationToken) =>
        await PlatformProgramme.LinkAsync(Name, () => MakeAsync(request, cancellationToken), _ => null);

    private async Task<DeepLink> MakeAsync(LinkRequest request, CancellationToken cancellationToken)
    {
        var parameters = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["chanTag"] = _options.Channel,
            ["statParam"] = request.Ref,
            ["requestId"] = Guid.NewGuid().ToString("N"),
        };
        var method = "genByVIPUrlWithOauth";
        if (GoodsId().Match(request.Product.AbsolutePath) is { Success: true } match)
        {
            method = "genByGoodsIdWithOauth";
            parameters["goodsIdList"] = new[] { match.Groups["id"].Value };
            // Some goods are sold to known buyers only.
            parameters["urlGenByGoodsIdRequest"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["openId"] = request.Person ?? "default_open_id", ["realCall"] = true };
        }
        else
        {
            parameters["urlList"] = new[] { request.Product.AbsoluteUri };
        }
        var answer = await _api.CallAsync("UnionUrlService", method, parameters, cancellationToken);
        return (JsonPath.Text(answer, "urlInfoList.0.longUrl") ?? JsonPath.Text(answer, "urlInfoList.0.url")) is { Length: > 0 } address
            ? new DeepLink(address, null)
            : DeepLink.Refused("这个商品没有参加唯品会联盟推广，没有返利。", "This product is not promoted by Vipshop's alliance, so it earns no rebate.");
    }

    public IAsyncEnumerable<ReportRow> ListOrdersAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        ListAsync("updateTimeStart", "updateTimeEnd", from, to, cancellationToken);

    /// <summary>A minute of orders: it shows the key, the secret, the token and the clock.</summary>
    public Task<ConnectionAnswer> CheckConnectionAsync(CancellationToken cancellationToken) => ConnectionTry.AskAsync(
        Name,
        async () =>
        {
            var (from, to) = ConnectionTry.Minute(_time);
            var window = new Dictionary<string, object>(StringComparer.Ordinal) { ["updateTimeStart"] = from.ToUnixTimeMilliseconds(), ["updateTimeEnd"] = to.ToUnixTimeMilliseconds() };
            await PageAsync(window, 1, cancellationToken);
            return new ConnectionAnswer(true, "唯品会联盟应答正常：可以读取订单。", "Vipshop answers: our account may read its orders.");
        },
        VipWords.OfAccount);

    public Task<OfferPage> ListOffersAsync(OfferQuery query, CancellationToken cancellationToken)
    {
        OfferRows.Known(this, query);
        return ConnectionTry.ForOperatorAsync(() => _offers.ListAsync(query, cancellationToken));
    }

    public bool CanRead(string tokenOrAddress) => TokenReads.IsOn(tokenOrAddress, "t.vip.com", "s.vip.com", "click.union.vip.com");

    public Task<TokenReading> ReadTokenAsync(string tokenOrAddress, CancellationToken cancellationToken) =>
        TokenReads.ReadAsync(Name, () => _offers.OpenAsync(tokenOrAddress, cancellationToken));

    /// <summary>From the last page to the first: an order that changes meanwhile leaves the window and moves the later ones forward.</summary>
    private async IAsyncEnumerable<ReportRow> ListAsync(
        string start, string end, DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var window = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [start] = from.ToUnixTimeMilliseconds(),
            [end] = to.ToUnixTimeMilliseconds(),
        };
        var first = await PageAsync(window, 1, cancellationToken);
        var number = 0L;
        for (var page = Pages(first, from); page >= 1; page--)
        {
            var answer = page == 1 && Pages(first, from) == 1 ? first : await PageAsync(window, page, cancellationToken);
            foreach (var row in PlatformRow.Items(answer, "orderInfoList"))
            {
                if (PlatformRow.Read(row, ++number, fields => VipOrders.Read(Key, fields)) is { } read)
                {
                    yield return read;
                }
            }
        }
    }

    private Task<JsonElement> PageAsync(IReadOnlyDictionary<string, object> filter, int page, CancellationToken cancellationToken) => _api.CallAsync(
        "UnionOrderService",
        "orderListWithOauth",
        new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["queryModel"] = new Dictionary<string, object>(filter, StringComparer.Ordinal)
            {
                ["page"] = page,
                ["pageSize"] = PageSize,
                ["requestId"] = Guid.NewGuid().ToString("N"),
            },
        },
        cancellationToken);

    /// <summary>A refund row names an order; what it is worth now, the order itself says.</summary>
    private async IAsyncEnumerable<ReportRow> RefundsAsync(DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var named = new SortedSet<string>(StringComparer.Ordinal);
        // Opened, booked against the commission, and taken off at settlement.
        foreach (var search in new[] { 0, 1, 2 })
        {
            var last = 1;
            for (var page = 1; page <= last; page++)
            {
                var answer = await _api.CallAsync(
                    "UnionOrderService",
                    "refundOrderListWithOauth",
                    new Dictionary<string, object>(StringComparer.Ordinal)
                    {
                        ["request"] = new Dictionary<string, object>(StringComparer.Ordinal)
                        {
                            ["searchType"] = search,
                            ["searchTimeStart"] = from.ToUnixTimeMilliseconds(),
                            ["searchTimeEnd"] = to.ToUnixTimeMilliseconds(),
                            ["page"] = page,
                            ["pageSize"] = PageSize,
                            ["requestId"] = Guid.NewGuid().ToString("N"),
                        },
                    },
                    cancellationToken);
                named.UnionWith(PlatformRow.Items(answer, "refundOrderInfoList").Select(row => new PlatformRow(row).Text("orderSn")).OfType<string>());
                last = Pages(answer, from);
            }
        }
        var number = 0L;
        foreach (var some in named.Chunk(PageSize))
        {
            var answer = await PageAsync(new Dictionary<string, object>(StringComparer.Ordinal) { ["orderSnList"] = some }, 1, cancellationToken);
            foreach (var row in PlatformRow.Items(answer, "orderInfoList"))
            {
                if (PlatformRow.Read(row, ++number, fields => VipOrders.Read(Key, fields)) is { } read)
                {
                    yield return read;
                }
            }
        }
    }

    private static int Pages(JsonElement answer, DateTimeOffset from)
    {
        var total = answer.ValueKind == JsonValueKind.Object ? new PlatformRow(answer).Whole("total") ?? 0 : 0;
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        return pages <= MostPages
            ? (int)pages
            : throw new NetworkUnavailableException(string.Create(CultureInfo.InvariantCulture, $"Vipshop has {pages} pages of orders from {from:u}; more than {MostPages} are taken for a fault."));
    }

    [GeneratedRegex("/(?:detail|product)-[0-9]+-(?<id>[0-9]{5,25})\\.html$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex GoodsId();
}
