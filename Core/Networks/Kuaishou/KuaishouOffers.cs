using System.Text.Json;
using System.Text.RegularExpressions;
using Daogou.Core.Deals;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Kuaishou;

/// <summary>Kuaishou's selection of goods as feed items. Two generations of its field names are about; both are read.</summary>
internal static partial class KuaishouOffers
{
    private const int PageSize = 100;
    private const int LongestPage = 200;
    private const long MostFen = 100_000_000;
    private const long MostRate = 1000;

    private static readonly IReadOnlyDictionary<string, string> Options = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["channel"] = "a channel's number",
        ["min-price"] = "fen",
        ["max-price"] = "fen",
        ["min-rate"] = "the least commission in thousandths",
        ["min-sales"] = "pieces in thirty days",
        ["sort"] = "volume",
    };

    public static IReadOnlyList<OfferList> Lists { get; } = [new OfferList("search", true, Options), new OfferList("selection", false, Options)];

    /// <summary>The number in a product's address; null for another page.</summary>
    public static string? ItemId(Uri product) => Id().Match(product.Query) is { Success: true } match ? match.Groups["id"].Value : null;

    /// <summary>The parameters of <c>selection.item.list</c>.</summary>
    public static IReadOnlyDictionary<string, object> Parameters(OfferQuery query, int planType)
    {
        if (query.Page is { Length: > LongestPage })
        {
            throw new NetworkUnavailableException("Kuaishou's lists are turned by the cursor that the page before named.");
        }
        var sent = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            // A cursor, whatever it is called; empty for the first page.
            ["pageIndex"] = query.Page ?? "",
            ["pageSize"] = PageSize,
            ["planType"] = planType,
        };
        if (query.Words is { Length: > 0 } words)
        {
            sent["keyword"] = words;
        }
        if (OfferRows.Whole(query, "channel") is { } channel)
        {
            sent["channelId"] = new[] { channel };
        }
        if (OfferRows.OneOf(query, "sort", ("volume", 1)) is not null)
        {
            sent["sortType"] = "VOLUME_DESC";
        }
        object[] ranges =
        [
            .. Range("PRICE", OfferRows.Whole(query, "min-price"), OfferRows.Whole(query, "max-price"), MostFen),
            .. Range("PROMOTION_RATE", OfferRows.Whole(query, "min-rate"), null, MostRate),
            .. Range("THIRTY_DAYS_VOLUME", OfferRows.Whole(query, "min-sales"), null, MostFen),
        ];
        if (ranges.Length > 0)
        {
            sent["rangeList"] = ranges;
        }
        return sent;
    }

    public static OfferPage Read(string network, JsonElement answer, string? asked)
    {
        var rows = answer.ValueKind == JsonValueKind.Array ? PlatformRow.Items(answer, "")
            : PlatformRow.Items(answer, "itemList") is { Count: > 0 } listed ? listed : PlatformRow.Items(answer, "list");
        var next = answer.ValueKind == JsonValueKind.Object ? JsonPath.Text(answer, "pcursor") ?? JsonPath.Text(answer, "pageIndex") : null;
        return OfferRows.OfSingles(rows, (row, number) => Read(network, row, number), rows.Count > 0 && next is { Length: > 0 } and not "nomore" && next != asked ? next : null);
    }

    private static FeedItem Read(string network, PlatformRow row, long number)
    {
        var id = row.Id("goodsId");
        if (!Digits().IsMatch(id))
        {
            throw new RowUnreadableException($"its goodsId \"{id}\" is not a number.");
        }
        var full = row.Whole("goodsPrice");
        var price = Positive(row.Whole("zkFinalPrice")) ?? Positive(row.Whole("zkGoodsPrice")) ?? full ?? throw PlatformRow.Lacks("goodsPrice");
        return new FeedItem
        {
            Key = id,
            Title = row.Text("itemTitle") ?? row.Text("goodsTitle") ?? throw PlatformRow.Lacks("itemTitle"),
            Link = $"https://app.kwaixiaodian.com/merchant/shop/detail?id={id}",
            MerchantItem = id,
            Merchant = network,
            Price = OfferRows.Yuan(price),
            ListPrice = full > price ? OfferRows.Yuan(full.Value) : null,
            Currency = "CNY",
            Image = row.Text("itemImgUrl") ?? row.Text("goodsImageUrl"),
            Description = row.Text("goodsDesc"),
            Row = number,
        };
    }

    private static IEnumerable<object> Range(string id, long? from, long? to, long most) => from is null && to is null
        ? []
        : [new Dictionary<string, object>(StringComparer.Ordinal) { ["rangeId"] = id, ["rangeFrom"] = from ?? 0, ["rangeTo"] = to ?? most }];

    private static long? Positive(long? number) => number > 0 ? number : null;

    [GeneratedRegex("[?&](?:id|itemId|goodsId|item_id)=(?<id>[0-9]{6,20})(?:&|$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Id();

    [GeneratedRegex("^[0-9]{6,20}$", RegexOptions.None, 1000)]
    private static partial Regex Digits();
}
