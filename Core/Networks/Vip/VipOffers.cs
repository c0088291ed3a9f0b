using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Daogou.Core.Deals;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Vip;

/// <summary>Vipshop's goods: what a search finds and what a channel or selection holds. Amounts are yuan as texts.</summary>
internal sealed partial class VipOffers(VipshopOptions options, VipApi api, string network)
{
    private const int PageSize = 50;
    private const string Goods = "UnionGoodsService";

    private static readonly Dictionary<string, string> Sorting = new(StringComparer.Ordinal)
    {
        ["fieldName"] = "COMMISSION, PRICE, COMM_RATIO or DISCOUNT",
        ["order"] = "0 up, 1 down",
        ["priceStart"] = "yuan",
        ["priceEnd"] = "yuan",
    };

    public IReadOnlyList<OfferList> Lists { get; } =
    [
        new("search", TakesWords: true, Sorting),
        new("channel", TakesWords: false, new Dictionary<string, string>(Sorting, StringComparer.Ordinal)
        {
            ["channelType"] = "a channel's number",
            ["sourceType"] = "a source's number",
            ["jxCode"] = "the code of a selection",
        }),
    ];

    public async Task<OfferPage> ListAsync(OfferQuery query, CancellationToken cancellationToken)
    {
        var page = OfferRows.Page(query);
        var request = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["requestId"] = Guid.NewGuid().ToString("N"),
            ["page"] = page,
            ["pageSize"] = PageSize,
            ["chanTag"] = options.Channel,
        };
        foreach (var (key, value) in query.Options)
        {
            request[key] = key is "order" or "channelType" or "sourceType" && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : value;
        }
        if (query.Words is { Length: > 0 } words)
        {
            request["keyword"] = words;
        }
        var method = query.List == "search" ? "queryWithOauth" : "goodsListWithOauth";
        var answer = await api.CallAsync(Goods, method, new Dictionary<string, object>(StringComparer.Ordinal) { ["request"] = request }, cancellationToken);
        var rows = PlatformRow.Items(answer, "goodsInfoList");
        var total = answer.ValueKind == JsonValueKind.Object ? new PlatformRow(answer).Whole("total") : null;
        return OfferRows.Of(rows, Items, OfferRows.After(page, PageSize, rows.Count, total));
    }

    /// <summary>The product that a short or tracked link leads to, as the platform's own check of links says.</summary>
    public async Task<(Uri Product, string? Title)?> OpenAsync(string link, CancellationToken cancellationToken)
    {
        var answer = await api.CallAsync(
            "UnionUrlService",
            // So the platform spells it.
            "vipLinkCheckWithOuth",
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["vipLinkCheckReq"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["source"] = "daogou", ["content"] = link },
            },
            cancellationToken);
        if (JsonPath.Find(answer, "successMap") is not { ValueKind: JsonValueKind.Object } found || found.EnumerateObject().Select(pair => new PlatformRow(pair.Value)).FirstOrDefault() is not { } row)
        {
            return null;
        }
        return row.Text("goodsId") is { } goods && goods.All(char.IsAsciiDigit) ? (new Uri(LinkOf(goods, row.Text("brandId"))), null)
            : Uri.TryCreate(row.Text("landUrl"), UriKind.Absolute, out var land) && HostList.Covers(["vip.com"], land) ? (land, null)
            : null;
    }

    private IEnumerable<FeedItem> Items(PlatformRow row, long number)
    {
        var goods = row.Id("goodsId");
        var price = row.YuanAsFen("vipPrice");
        var market = row.YuanAsFen("marketPrice");
        return
        [
            new FeedItem
            {
                Key = goods,
                MerchantItem = goods,
                Title = row.Text("goodsName") ?? throw PlatformRow.Lacks("goodsName"),
                Link = row.Text("destUrl") is { } page && ProductPage().IsMatch(page) ? page : LinkOf(goods, row.Text("brandId")),
                Merchant = network,
                Price = OfferRows.Yuan(price) ?? throw PlatformRow.Lacks("vipPrice"),
                ListPrice = market > price ? OfferRows.Yuan(market) : null,
                Image = OfferRows.Address(row.Text("goodsMainPicture") ?? row.Text("goodsThumbUrl")),
                Description = row.Text("storeInfo.storeName"),
                Brand = row.Text("brandName"),
                Category = row.Text("categoryName"),
                Row = number,
            },
        ];
    }

    /// <summary>The page is found by the goods' number alone; the brand's may be any.</summary>
    private static string LinkOf(string goods, string? brand) => $"https://detail.vip.com/detail-{(brand is { Length: > 0 } && brand.All(char.IsAsciiDigit) ? brand : "0")}-{goods}.html";

    [GeneratedRegex("^https?://(?:[a-z]+\\.)?vip\\.com/(?:detail|product)-[0-9]+-[0-9]{5,25}\\.html$", RegexOptions.None, 1000)]
    private static partial Regex ProductPage();
}
