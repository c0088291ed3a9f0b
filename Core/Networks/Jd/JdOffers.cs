using System.Globalization;
using System.Text.Json;
using Daogou.Core.Deals;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Jd;

/// <summary>JD's goods: what a search finds (<c>goods.query</c>), what a channel shows (<c>jingfen.query</c>), and the coupons of what a search finds.</summary>
internal sealed class JdOffers(JdApi api, string network)
{
    private const int SearchSize = 30;
    private const int ChannelSize = 50;

    private static readonly Dictionary<string, string> SearchOptions = new(StringComparer.Ordinal)
    {
        ["owner"] = "g for JD's own, p for other shops",
        ["pricefrom"] = "yuan",
        ["priceto"] = "yuan",
        ["sortName"] = "price, commissionShare, commission or inOrderCount30Days",
        ["sort"] = "asc or desc",
    };

    public IReadOnlyList<OfferList> Lists { get; } =
    [
        new("search", TakesWords: true, SearchOptions),
        new("channel", TakesWords: false, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["eliteId"] = "1 好券, 10 9.9包邮, 15 京东配送, 22 实时热销, 23 为你推荐, 31 今日必推, 33 秒杀, 40 高收益, 129 高佣",
        }),
        new("coupons", TakesWords: true, SearchOptions),
    ];

    public async Task<OfferPage> ListAsync(OfferQuery query, CancellationToken cancellationToken)
    {
        var page = OfferRows.Page(query);
        var (answer, size) = query.List == "channel"
            ? (await ChannelAsync(query.Options.GetValueOrDefault("eliteId") ?? "22", page, cancellationToken), ChannelSize)
            : (await SearchAsync(query.Words!, query.Options, page, query.List == "coupons", cancellationToken), SearchSize);
        var rows = PlatformRow.Items(answer, "data");
        var total = new PlatformRow(answer).Whole("totalCount");
        return OfferRows.Of(rows, query.List == "coupons" ? Coupons : Goods, OfferRows.After(page, size, rows.Count, total));
    }

    /// <summary>The product that a short or tracked link of the alliance leads to: the search takes such links for words.</summary>
    public async Task<(Uri Product, string? Title)?> OpenAsync(string link, CancellationToken cancellationToken)
    {
        var answer = await SearchAsync(link, new Dictionary<string, string>(), 1, withCoupon: false, cancellationToken);
        return PlatformRow.Items(answer, "data") is [var first, ..] && Uri.TryCreate(LinkOf(new PlatformRow(first)), UriKind.Absolute, out var product)
            ? (product, new PlatformRow(first).Text("skuName"))
            : null;
    }

    private Task<JsonElement> SearchAsync(string words, IReadOnlyDictionary<string, string> options, int page, bool withCoupon, CancellationToken cancellationToken)
    {
        var asked = new Dictionary<string, object>(StringComparer.Ordinal) { ["keyword"] = words, ["pageIndex"] = page, ["pageSize"] = SearchSize };
        foreach (var (key, value) in options)
        {
            asked[key] = key.StartsWith("price", StringComparison.Ordinal) && decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan) ? yuan : value;
        }
        if (withCoupon)
        {
            asked["isCoupon"] = 1;
        }
        return api.CallAsync("jd.union.open.goods.query", "goodsReqDTO", asked, "queryResult", cancellationToken);
    }

    private Task<JsonElement> ChannelAsync(string elite, int page, CancellationToken cancellationToken) => api.CallAsync(
        "jd.union.open.goods.jingfen.query",
        "goodsReq",
        new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["eliteId"] = long.TryParse(elite, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw new NetworkUnavailableException($"{network}/channel: eliteId \"{elite}\" is not a number."),
            ["pageIndex"] = page,
            ["pageSize"] = ChannelSize,
        },
        "queryResult",
        cancellationToken);

    /// <summary>The price is the one that a buyer pays without a coupon: whether they fetch one is theirs.</summary>
    private IEnumerable<FeedItem> Goods(PlatformRow row, long number)
    {
        var price = row.YuanAsFen("priceInfo.price");
        var lowest = row.YuanAsFen("priceInfo.lowestPrice") is > 0 and var some ? some : price;
        return
        [
            new FeedItem
            {
                Key = IdOf(row),
                MerchantItem = IdOf(row),
                Title = row.Text("skuName") ?? throw PlatformRow.Lacks("skuName"),
                Link = LinkOf(row),
                Merchant = network,
                Price = OfferRows.Yuan(lowest) ?? throw PlatformRow.Lacks("priceInfo.price"),
                ListPrice = price > lowest ? OfferRows.Yuan(price) : null,
                Image = OfferRows.Address(row.Text("imageInfo.imageList.0.url")),
                Description = row.Text("shopInfo.shopName"),
                Brand = row.Text("brandName"),
                Category = row.Text("categoryInfo.cid3Name") ?? row.Text("categoryInfo.cid1Name"),
                Availability = row.Text("stockState") == "0" ? "out of stock" : null,
                Row = number,
            },
        ];
    }

    private IEnumerable<FeedItem> Coupons(PlatformRow row, long number) =>
        from coupon in row.List("couponInfo.couponList")
        let link = OfferRows.Address(coupon.Text("link")) ?? throw PlatformRow.Lacks("couponInfo.couponList.link")
        let off = coupon.YuanAsFen("discount") ?? throw PlatformRow.Lacks("couponInfo.couponList.discount")
        select new FeedItem
        {
            Key = $"{IdOf(row)}:{link}" is { Length: <= 500 } key ? key : $"{IdOf(row)}:{link}"[..500],
            Title = row.Text("skuName") ?? throw PlatformRow.Lacks("skuName"),
            Link = LinkOf(row),
            Merchant = network,
            Currency = "CNY",
            StartsAt = OfferRows.Instant(coupon.Milliseconds("useStartTime")),
            EndsAt = OfferRows.Instant(coupon.Milliseconds("useEndTime")),
            Coupon = new CouponWords { ClaimUrl = link, Value = OfferRows.Yuan(off), Threshold = OfferRows.Yuan(coupon.YuanAsFen("quota")), Items = [IdOf(row)], IsForSome = true },
            Row = number,
        };

    /// <summary>JD goes over from numbers to texts: the number where there is one.</summary>
    private static string IdOf(PlatformRow row) => row.Text("skuId") is { } sku and not "0" ? sku : row.Id("itemId");

    private static string LinkOf(PlatformRow row) => row.Text("skuId") is { } sku and not "0" && sku.All(char.IsAsciiDigit)
        ? $"https://item.jd.com/{sku}.html"
        : OfferRows.Address(row.Text("materialUrl")) ?? throw PlatformRow.Lacks("materialUrl");
}
