using System.Globalization;
using System.Runtime.CompilerServices;
using Daogou.Core.Deals;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Ebay;

/// <summary>eBay Partner Network: parameters on the shop's own address, offers by the Browse API, orders by the transaction report.</summary>
public sealed class EbayNetwork : ILinkMaker, IOrderSource, IOfferLister, IConnectionCheck, IPlatformState
{
    private const int PageSize = 100;
    private const int MostOffset = 9_900;

    private readonly EbayOptions _options;
    private readonly EbayApi _api;
    private readonly PlatformProgramme _programme;

    /// <param name="options">The section.</param>
    /// <param name="clients">Hands out the guarded client.</param>
    /// <param name="time">Business time.</param>
    /// <param name="pace">The wall's time, by which calls are spaced.</param>
    public EbayNetwork(EbayOptions options, IHttpClientFactory clients, TimeProvider time, TimeProvider pace)
    {
        _options = options;
        _api = new EbayApi(options, clients, time, pace);
        // The network forbids automatic redirects onto eBay.
        _programme = new PlatformProgramme(Key, options, EbaySites.Hosts, EbaySites.Hosts, allowsRedirect: false);
    }

    public string Key => "ebay";

    public string Name => "eBay";

    public AttributionMode Mode => AttributionMode.Token;

    public PlatformState State => _api.State;

    public IReadOnlyList<Programme> Programmes => _programme.All;

    public PollPlan? Plan => _options.AccountSid.Length == 0 ? null : _programme.Plan(TimeSpan.FromDays(30));

    public IReadOnlyList<OfferList> OfferLists { get; } =
    [
        new OfferList("search", TakesWords: true, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["filter"] = "a Browse API filter such as conditions:{NEW}",
            ["sort"] = "price, -price, newlyListed or endingSoonest",
            ["category"] = "a category's number",
        }),
    ];

    public Programme? ProgrammeFor(Uri product) => _programme.For(product);

    public bool MayLeadTo(Uri destination) => _programme.MayLeadTo(destination);

    public ValueTask<DeepLink> MakeLinkAsync(LinkRequest request, CancellationToken cancellationToken)
    {
        if (EbaySites.RotationOf(request.Product, _options.Rotations) is not { } rotation)
        {
            return ValueTask.FromResult(DeepLink.Refused($"{request.Product.Host} 不是 eBay 的站点。", $"{request.Product.Host} is not a site of eBay."));
        }
        // Whatever stands in the product's address, the only place of a click ref is the one made here.
        var address = request.Product.AbsoluteUri.Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal);
        foreach (var (name, value) in new[]
        {
            ("mkevt", "1"), ("mkcid", "1"), ("mkrid", rotation), ("campid", _options.CampaignId), ("toolid", Uri.EscapeDataString(_options.ToolId)), ("customid", DeepLink.RefToken),
        })
        {
            address = LinkTemplate.WithParameter(address, name, value);
        }
        return ValueTask.FromResult(new DeepLink(address, null));
    }

    public async IAsyncEnumerable<ReportRow> ListOrdersAsync(
        DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var answer = await _api.ReportAsync(to.AddDays(-_options.ReachDays), to.AddDays(1), cancellationToken);
        foreach (var row in EbayOrders.Read(Key, _options.Currency, PlatformRow.Items(answer, "Records"), from))
        {
            yield return row;
        }
    }

    public Task<OfferPage> ListOffersAsync(OfferQuery query, CancellationToken cancellationToken) => ConnectionTry.ForOperatorAsync(async () =>
    {
        if (_options.AppKey.Length == 0)
        {
            throw new NetworkUnavailableException("Ebay:AppKey is not set: the Browse API needs a developer's account.");
        }
        var offset = int.TryParse(query.Page, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 0, MostOffset) : 0;
        var parameters = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["q"] = query.Words,
            ["limit"] = PageSize.ToString(CultureInfo.InvariantCulture),
            ["offset"] = offset.ToString(CultureInfo.InvariantCulture),
            ["filter"] = query.Options.GetValueOrDefault("filter"),
            ["sort"] = query.Options.GetValueOrDefault("sort"),
            ["category_ids"] = query.Options.GetValueOrDefault("category"),
        };
        var answer = await _api.BrowseAsync(
            string.Join('&', parameters.Where(pair => pair.Value is { Length: > 0 }).Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value!)}")), cancellationToken);
        var total = new PlatformRow(answer).Whole("total") ?? 0;
        var next = offset + PageSize;
        return OfferRows.OfSingles(
            PlatformRow.Items(answer, "itemSummaries"), Read, next < total && next <= MostOffset ? next.ToString(CultureInfo.InvariantCulture) : null);
    });

    public Task<ConnectionAnswer> CheckConnectionAsync(CancellationToken cancellationToken) => ConnectionTry.OfAsync(Name, async () =>
    {
        if (_options.AccountSid.Length > 0)
        {
            await _api.ReportAsync(DateTimeOffset.UnixEpoch.AddDays(20_000), DateTimeOffset.UnixEpoch.AddDays(20_000), cancellationToken);
        }
        if (_options.AppKey.Length > 0)
        {
            await _api.BrowseAsync("q=kettle&limit=1", cancellationToken);
        }
    });

    private static FeedItem Read(PlatformRow row, long number) => new()
    {
        Key = row.Id("itemId"),
        MerchantItem = row.Text("legacyItemId") ?? row.Id("itemId"),
        Merchant = "ebay",
        Title = row.Text("title") ?? throw PlatformRow.Lacks("title"),
        // Without the affiliate's parameters: the link desk puts ours in.
        Link = (row.Text("itemWebUrl") ?? throw PlatformRow.Lacks("itemWebUrl")).Split('?')[0],
        Image = row.Text("image.imageUrl"),
        Price = OfferRows.Amount(row.Text("price.value"), row.Text("price.currency")),
        ListPrice = OfferRows.Amount(row.Text("marketingPrice.originalPrice.value"), row.Text("marketingPrice.originalPrice.currency")),
        EndsAt = row.Text("itemEndDate"),
        Row = number,
    };
}
