using System.Globalization;
using System.Runtime.CompilerServices;
using Daogou.Core.Deals;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.AliExpress;

/// <summary>AliExpress Portals: links by <c>link.generate</c> with our ref behind them, orders by <c>order.listbyindex</c>, offers by its product lists.</summary>
public sealed class AliExpressNetwork : ILinkMaker, IMoreListings, IOfferLister, IConnectionCheck, IPlatformState
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(7);
    private static readonly string[] Statuses = ["Payment Completed", "Buyer Confirmed Receipt", "Completed Settlement", "Invalid"];
    private const int PageSize = 50;
    private const int MostPages = 2000;
    private const int MostOfferPages = 200;

    private readonly PlatformClient _client;
    private readonly AliExpressOptions _options;
    private readonly AliExpressApi _api;
    private readonly PlatformProgramme _programme;

    /// <param name="options">The section.</param>
    /// <param name="clients">Hands out the guarded client.</param>
    /// <param name="time">Business time: the time in a call.</param>
    /// <param name="pace">The wall's time, by which calls are spaced.</param>
    public AliExpressNetwork(AliExpressOptions options, IHttpClientFactory clients, TimeProvider time, TimeProvider pace)
    {
        _options = options;
        _client = new PlatformClient(new PlatformManners(Key, options.CallsPerSecond, [options.Secret]), clients, time, pace);
        _api = new AliExpressApi(options, _client, time);
        _programme = new PlatformProgramme(Key, options, ["aliexpress.com", "aliexpress.us"], ["s.click.aliexpress.com"]);
        More = [new ReportListing("sweep", _programme.Sweep(Window), ListOrdersAsync)];
    }

    public string Key => "aliexpress";

    public string Name => "AliExpress";

    public AttributionMode Mode => AttributionMode.Token;

    public PlatformState State => _client.State;

    public IReadOnlyList<Programme> Programmes => _programme.All;

    public PollPlan? Plan => _programme.Plan(Window);

    /// <summary>What became invalid, or came back in part, has no time of its own: everything paid lately is read again each night.</summary>
    public IReadOnlyList<ReportListing> More { get; }

    public IReadOnlyList<OfferList> OfferLists { get; } =
    [
        new OfferList("search", TakesWords: true, Options),
        new OfferList("hot", TakesWords: false, Options),
    ];

    private static Dictionary<string, string> Options => new(StringComparer.Ordinal)
    {
        ["category"] = "categories' numbers with commas",
        ["min"] = "the lowest price in cents",
        ["max"] = "the highest price in cents",
        ["sort"] = "SALE_PRICE_ASC, SALE_PRICE_DESC, LAST_VOLUME_ASC or LAST_VOLUME_DESC",
    };

    public Programme? ProgrammeFor(Uri product) => _programme.For(product);

    public bool MayLeadTo(Uri destination) => _programme.MayLeadTo(destination);

    public async ValueTask<DeepLink> MakeLinkAsync(LinkRequest request, CancellationToken cancellationToken) => await PlatformProgramme.LinkAsync(
        Name,
        async () =>
        {
            var answer = await _api.CallAsync(
                "aliexpress.affiliate.link.generate",
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["promotion_link_type"] = "0",
                    ["source_values"] = request.Product.AbsoluteUri,
                    ["tracking_id"] = _options.TrackingId,
                },
                cancellationToken);
            var made = JsonPath.Text(answer, "promotion_links.promotion_link.0.promotion_link") ?? JsonPath.Text(answer, "promotion_links.0.promotion_link");
            return made is { Length: > 0 }
                ? new DeepLink(LinkTemplate.WithParameter(made, _options.RefParameter, DeepLink.RefToken), null)
                : DeepLink.Refused("这个商品没有参加速卖通联盟推广，没有返利。", "This product is not promoted by AliExpress's programme, so it earns no rebate.");
        },
        code => code is "402" or "407" ? ("我们的速卖通联盟账号设置有误，请联系运营。", "Our AliExpress account is not set up as it should be; please tell the operator.") : null);

    public async IAsyncEnumerable<ReportRow> ListOrdersAsync(
        DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0L;
        foreach (var status in Statuses)
        {
            string? cursor = null;
            for (var page = 1; ; page++)
            {
                var answer = await _api.CallAsync(
                    "aliexpress.affiliate.order.listbyindex",
                    new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["start_time"] = AliExpressOrders.Time(from),
                        // Whole seconds on the wire: the last one begun is asked for too.
                        ["end_time"] = AliExpressOrders.Time(to.AddSeconds(1)),
                        ["status"] = status,
                        ["page_size"] = PageSize.ToString(CultureInfo.InvariantCulture),
                        ["start_query_index_id"] = cursor ?? "",
                    },
                    cancellationToken);
                var rows = PlatformRow.Items(answer, "orders.order") is { Count: > 0 } nested ? nested : PlatformRow.Items(answer, "orders");
                foreach (var row in rows)
                {
                    if (PlatformRow.Read(row, ++number, fields => AliExpressOrders.Read(Key, _options.RefParameter, fields)) is { } read)
                    {
                        yield return read;
                    }
                }
                var next = JsonPath.Text(answer, "max_query_index_id");
                if (rows.Count == 0 || string.IsNullOrEmpty(next) || next == cursor)
                {
                    break;
                }
                if (page == MostPages)
                {
                    throw new NetworkUnavailableException(string.Create(CultureInfo.InvariantCulture, $"AliExpress's orders from {from:u} do not come to an end: {MostPages} pages."));
                }
                cursor = next;
            }
        }
    }

    public Task<OfferPage> ListOffersAsync(OfferQuery query, CancellationToken cancellationToken) => ConnectionTry.ForOperatorAsync(async () =>
    {
        var page = int.TryParse(query.Page, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, MostOfferPages) : 1;
        var answer = await _api.CallAsync(
            query.List == "hot" ? "aliexpress.affiliate.hotproduct.query" : "aliexpress.affiliate.product.query",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["keywords"] = query.Words ?? "",
                ["category_ids"] = query.Options.GetValueOrDefault("category") ?? "",
                ["min_sale_price"] = query.Options.GetValueOrDefault("min") ?? "",
                ["max_sale_price"] = query.Options.GetValueOrDefault("max") ?? "",
                ["sort"] = query.Options.GetValueOrDefault("sort") ?? "",
                ["page_no"] = page.ToString(CultureInfo.InvariantCulture),
                ["page_size"] = PageSize.ToString(CultureInfo.InvariantCulture),
                ["ship_to_country"] = _options.ShipTo,
                ["target_currency"] = _options.Currency,
                ["target_language"] = _options.Language,
                ["tracking_id"] = _options.TrackingId,
            },
            cancellationToken);
        var rows = PlatformRow.Items(answer, "products.product") is { Count: > 0 } nested ? nested : PlatformRow.Items(answer, "products");
        var total = new PlatformRow(answer).Whole("total_record_count") ?? 0;
        return OfferRows.OfSingles(
            rows, Read, rows.Count > 0 && (long)page * PageSize < total && page < MostOfferPages ? (page + 1).ToString(CultureInfo.InvariantCulture) : null);
    });

    public Task<ConnectionAnswer> CheckConnectionAsync(CancellationToken cancellationToken) => ConnectionTry.OfAsync(Name, () => _api.CallAsync(
        "aliexpress.affiliate.hotproduct.query",
        new Dictionary<string, string>(StringComparer.Ordinal) { ["page_no"] = "1", ["page_size"] = "1", ["tracking_id"] = _options.TrackingId },
        cancellationToken));

    private static FeedItem Read(PlatformRow row, long number)
    {
        var id = row.Id("product_id");
        return new FeedItem
        {
            Key = id,
            MerchantItem = id,
            Merchant = "aliexpress",
            Title = row.Text("product_title") ?? throw PlatformRow.Lacks("product_title"),
            Link = $"https://www.aliexpress.com/item/{id}.html",
            Image = row.Text("product_main_image_url"),
            Price = OfferRows.Amount(row.Text("target_sale_price"), row.Text("target_sale_price_currency"))
                ?? OfferRows.Amount(row.Text("sale_price"), row.Text("sale_price_currency")),
            ListPrice = OfferRows.Amount(row.Text("target_original_price"), row.Text("target_original_price_currency")),
            Category = row.Text("first_level_category_name"),
            Row = number,
        };
    }
}
