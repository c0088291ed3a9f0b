using System.Globalization;
using System.Text.Json;
using Daogou.Core.Deals;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Pdd;

/// <summary>Pinduoduo's goods: what a search finds and what the platform recommends. Amounts are fen; a coupon is part of the tracked link, so the price is the one after it.</summary>
internal sealed class PddOffers(PinduoduoOptions options, PddApi api, string network, TimeProvider time)
{
    private const int PageSize = 100;

    public IReadOnlyList<OfferList> Lists { get; } =
    [
        new("search", TakesWords: true, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["sort_type"] = "0 as the platform likes, 2 rate, 3/4 price, 6 sales, 8 coupon, 9/10 price after coupon, 14 commission",
            ["with_coupon"] = "true or false",
            ["cat_id"] = "a category's number",
        }),
        new("recommend", TakesWords: false, new Dictionary<string, string>(StringComparer.Ordinal) { ["channel_type"] = "a channel's number" }),
    ];

    public async Task<OfferPage> ListAsync(OfferQuery query, CancellationToken cancellationToken)
    {
        var page = OfferRows.Page(query);
        var listId = query.Page?.Split('|') is [_, { Length: > 0 } id] ? id : null;
        var answer = query.List == "recommend"
            ? await RecommendAsync(query.Options, page, listId, cancellationToken)
            : await SearchAsync(query.Words!, query.Options, page, listId, cancellationToken);
        var rows = PlatformRow.Items(answer, "goods_list") is { Count: > 0 } found ? found : PlatformRow.Items(answer, "list");
        var next = OfferRows.After(page, PageSize, rows.Count, new PlatformRow(answer).Whole("total_count"));
        return OfferRows.Of(rows, Goods, next is null ? null : $"{next}|{JsonPath.Text(answer, "list_id")}");
    }

    /// <summary>The product that a link of the alliance leads to: the search takes such links for words.</summary>
    public async Task<(Uri Product, string? Title)?> OpenAsync(string link, CancellationToken cancellationToken)
    {
        var answer = await SearchAsync(link, new Dictionary<string, string>(), 1, null, cancellationToken);
        return PlatformRow.Items(answer, "goods_list") is [var first, ..] && new PlatformRow(first) is var row ? (new Uri(LinkOf(row)), row.Text("goods_name")) : null;
    }

    private Task<JsonElement> SearchAsync(string words, IReadOnlyDictionary<string, string> asked, int page, string? listId, CancellationToken cancellationToken) => api.CallAsync(
        "pdd.ddk.goods.search",
        new Dictionary<string, string>(asked, StringComparer.Ordinal)
        {
            ["keyword"] = words,
            ["page"] = Text(page),
            ["page_size"] = Text(PageSize),
            ["list_id"] = listId ?? "",
            ["pid"] = options.Pid,
            ["custom_parameters"] = Custom,
        },
        "goods_search_response",
        cancellationToken);

    private Task<JsonElement> RecommendAsync(IReadOnlyDictionary<string, string> asked, int page, string? listId, CancellationToken cancellationToken) => api.CallAsync(
        "pdd.ddk.goods.recommend.get",
        new Dictionary<string, string>(asked, StringComparer.Ordinal)
        {
            ["offset"] = Text((page - 1) * PageSize),
            ["limit"] = Text(PageSize),
            ["list_id"] = listId ?? "",
            ["pid"] = options.Pid,
            ["custom_parameters"] = Custom,
        },
        PddApi.AnyKey,
        cancellationToken);

    /// <summary>Lists are asked for in the name of the house's own authorised user, where there is one.</summary>
    private string Custom => options.HouseUid.Length == 0
        ? ""
        : JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { ["uid"] = options.HouseUid }, PlatformRow.Wire);

    private IEnumerable<FeedItem> Goods(PlatformRow row, long number)
    {
        var group = row.Whole("min_group_price") ?? throw PlatformRow.Lacks("min_group_price");
        var off = CouponOff(row, group);
        var alone = row.Whole("min_normal_price");
        return
        [
            new FeedItem
            {
                Key = row.Id("goods_sign"),
                MerchantItem = row.Id("goods_sign"),
                Title = row.Text("goods_name") ?? throw PlatformRow.Lacks("goods_name"),
                Link = LinkOf(row),
                Merchant = network,
                Price = OfferRows.Yuan(group - off) ?? throw PlatformRow.Lacks("min_group_price"),
                ListPrice = off > 0 ? OfferRows.Yuan(group) : alone > group ? OfferRows.Yuan(alone) : null,
                Image = OfferRows.Address(row.Text("goods_image_url") ?? row.Text("goods_thumbnail_url")),
                Description = row.Text("goods_desc"),
                Brand = row.Text("mall_name"),
                EndsAt = off > 0 ? OfferRows.Instant(row.Seconds("coupon_end_time")) : null,
                Row = number,
            },
        ];
    }

    /// <summary>What the coupon takes off one piece now; 0 when it is over, used up or asks for a dearer basket.</summary>
    private long CouponOff(PlatformRow row, long price)
    {
        var now = time.GetUtcNow();
        var off = row.Whole("coupon_discount") ?? 0;
        var isThere = row.Text("has_coupon") is null or "true" && off > 0 && off < price && (row.Whole("coupon_remain_quantity") ?? 1) > 0;
        var isNow = (row.Seconds("coupon_start_time") ?? now) <= now && (row.Seconds("coupon_end_time") ?? DateTimeOffset.MaxValue) > now;
        return isThere && isNow && (row.Whole("coupon_min_order_amount") ?? 0) <= price ? off : 0;
    }

    private static string LinkOf(PlatformRow row) => $"https://mobile.yangkeduo.com/goods.html?goods_sign={Uri.EscapeDataString(row.Id("goods_sign"))}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
