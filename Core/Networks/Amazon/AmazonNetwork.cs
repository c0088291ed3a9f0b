using System.Globalization;
using System.Text.RegularExpressions;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Amazon;

/// <summary>
/// Amazon Associates in one marketplace. A link is the product's own address with the tag of the channel: Amazon forbids a hop before it and any
/// reward for using it, and names no click, so its orders are a channel's and nobody's. Orders come as exported fee reports.
/// </summary>
public sealed partial class AmazonNetwork : ILinkMaker, IOfferLister, IConnectionCheck, IReportLayout, IPlatformState
{
    private const int MostPages = 10;

    /// <summary>Columns of the fee report as people export it.</summary>
    private static readonly Dictionary<ReportField, string[]> UsualColumns = new()
    {
        [ReportField.Title] = ["Name", "Title"],
        [ReportField.ItemNo] = ["ASIN"],
        [ReportField.ClickRef] = ["Tracking ID"],
        [ReportField.OrderedAt] = ["Date Shipped"],
        [ReportField.Quantity] = ["Items Shipped"],
        [ReportField.Sale] = ["Revenue", "Revenue($)"],
        [ReportField.Commission] = ["Ad Fees", "Ad Fees($)", "Earnings"],
    };

    private readonly AmazonOptions _options;
    private readonly CreatorsApi _api;
    private readonly PlatformProgramme _programme;
    private readonly ReportsOptions _reports;

    /// <param name="options">The section.</param>
    /// <param name="clients">Hands out the guarded client.</param>
    /// <param name="time">Business time: how long a token lives.</param>
    /// <param name="pace">The wall's time, by which calls are spaced.</param>
    public AmazonNetwork(AmazonOptions options, IHttpClientFactory clients, TimeProvider time, TimeProvider pace)
    {
        _options = options;
        _api = new CreatorsApi(options, clients, time, pace);
        _programme = new PlatformProgramme(Key, options, [options.Marketplace], [options.Marketplace], allowsRedirect: false, options.PriceLifeHours);
        _reports = new ReportsOptions { Currency = AmazonMarkets.CurrencyOf(options.Marketplace) };
        Columns = UsualColumns.ToDictionary(pair => pair.Key, pair => options.ReportColumns.TryGetValue(pair.Key, out var own) ? [own, .. pair.Value] : pair.Value);
    }

    public string Key => "amazon";

    public string Name => "Amazon";

    public AttributionMode Mode => AttributionMode.Channel;

    public int? PriceLifeHours => _options.PriceLifeHours;

    public IReadOnlyDictionary<ReportField, string[]> Columns { get; }

    /// <summary>The report has no order numbers and no statuses: what it lists was sent out.</summary>
    public IReadOnlyList<ReportField> Needed { get; } =
        [ReportField.ItemNo, ReportField.ClickRef, ReportField.OrderedAt, ReportField.Sale, ReportField.Commission];

    public IReadOnlyList<OfferList> OfferLists { get; } =
    [
        new OfferList("search", TakesWords: true, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["index"] = "a search index such as Electronics",
            ["sort"] = "Featured, NewestArrivals, Price:LowToHigh, Price:HighToLow, AvgCustomerReviews or Relevance",
            ["saving"] = "the least saving in per cent, 1 to 99",
        }),
        new OfferList("items", TakesWords: true, new Dictionary<string, string>(StringComparer.Ordinal)),
    ];

    public PlatformState State => _api.State;

    public IReadOnlyList<Programme> Programmes => _programme.All;

    public Programme? ProgrammeFor(Uri product) => _programme.For(product);

    public bool MayLeadTo(Uri destination) => _programme.MayLeadTo(destination);

    public ValueTask<DeepLink> MakeLinkAsync(LinkRequest request, CancellationToken cancellationToken)
    {
        var tag = _options.Tags.GetValueOrDefault(request.GroupId.ToString(CultureInfo.InvariantCulture)) ?? _options.Tag;
        if (ProgrammeFor(request.Product) is null)
        {
            return ValueTask.FromResult(DeepLink.Refused($"{request.Product.Host} 不是 {_options.Marketplace}。", $"{request.Product.Host} is not {_options.Marketplace}."));
        }
        var address = Asin().Match(request.Product.AbsolutePath) is { Success: true } match
            ? $"https://{_options.Marketplace}/dp/{match.Groups["asin"].Value.ToUpperInvariant()}"
            : request.Product.AbsoluteUri;
        return ValueTask.FromResult(new DeepLink(LinkTemplate.WithParameter(address, "tag", tag), null));
    }

    public Task<OfferPage> ListOffersAsync(OfferQuery query, CancellationToken cancellationToken) => ConnectionTry.ForOperatorAsync(async () =>
    {
        if (_options.AppKey.Length == 0)
        {
            throw new NetworkUnavailableException("Amazon:AppKey is not set: prices need a credential of the Creators API.");
        }
        if (query.List == "items")
        {
            var asins = (query.Words ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
            if (asins.Length is < 1 or > 10)
            {
                throw new NetworkUnavailableException($"Amazon's items takes 1 to 10 ASINs, got {asins.Length}.");
            }
            var items = await _api.CallAsync("getItems", new(StringComparer.Ordinal) { ["itemIds"] = asins, ["resources"] = AmazonOffers.Resources }, cancellationToken);
            return AmazonOffers.Read(items, "itemsResult.items", _options.Marketplace, null);
        }
        var page = int.TryParse(query.Page, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, MostPages) : 1;
        var body = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["keywords"] = query.Words ?? "",
            ["itemPage"] = page,
            ["itemCount"] = 10,
            ["resources"] = AmazonOffers.Resources,
        };
        foreach (var (name, parameter) in new[] { ("index", "searchIndex"), ("sort", "sortBy") })
        {
            if (query.Options.TryGetValue(name, out var value))
            {
                body[parameter] = value;
            }
        }
        if (query.Options.TryGetValue("saving", out var saving) && int.TryParse(saving, NumberStyles.None, CultureInfo.InvariantCulture, out var percent))
        {
            body["minSavingPercent"] = percent;
        }
        var answer = await _api.CallAsync("searchItems", body, cancellationToken);
        var total = JsonPath.Text(answer, "searchResult.totalResultCount") is { } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var all) ? all : 0;
        return AmazonOffers.Read(
            answer, "searchResult.items", _options.Marketplace, page < MostPages && page * 10 < total ? (page + 1).ToString(CultureInfo.InvariantCulture) : null);
    });

    public Task<ConnectionAnswer> CheckConnectionAsync(CancellationToken cancellationToken) => _options.AppKey.Length == 0
        ? Task.FromResult(new ConnectionAnswer(
            true, "Amazon：只有推广链接（没有设置 AppKey，所以不读价格）。", "Amazon: links only (AppKey is not set, so no prices are read)."))
        : ConnectionTry.OfAsync(Name, () => _api.CallAsync(
            "searchItems", new(StringComparer.Ordinal) { ["keywords"] = "kettle", ["itemCount"] = 1, ["resources"] = AmazonOffers.Resources }, cancellationToken));

    /// <summary>
    /// A row is one sending of one item through one tag. What came back is a row below zero that names no sending, so it is refused and an operator
    /// corrects the order.
    /// </summary>
    public ReportRow ReadRow(RawRow row)
    {
        var tag = row.Field(ReportField.ClickRef)?.Trim() ?? "";
        return ReportReader.Read(Key, _reports, row with
        {
            Field = field => field switch
            {
                ReportField.OrderNo => $"{tag} {row.Field(ReportField.OrderedAt)?.Trim()}",
                ReportField.Status => "confirmed",
                ReportField.Merchant => $"Amazon {tag}",
                // The tag names a channel; no click and no member.
                ReportField.ClickRef => null,
                _ => row.Field(field),
            },
        });
    }

    [GeneratedRegex("/(?:dp|gp/product|gp/aw/d)/(?<asin>[A-Za-z0-9]{10})(?=/|$)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Asin();
}
