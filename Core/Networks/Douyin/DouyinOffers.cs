using System.Globalization;
using System.Text.RegularExpressions;
using Daogou.Core.Deals;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Douyin;

/// <summary>Douyin's products as feed items, and what the search said of each that the link maker must send back.</summary>
internal sealed partial class DouyinOffers(string network, IReadOnlyDictionary<string, string> options, bool hasBargains)
{
    public const string Search = "search";
    public const string Coupons = "coupons";

    /// <summary>超值购.</summary>
    public const string Bargains = "bargains";
    private const int MostKept = 20_000;
    private const int MostPages = 500;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _exts = new(StringComparer.Ordinal);

    public IReadOnlyList<OfferList> Lists { get; } =
    [
        new OfferList(Search, true, options),
        new OfferList(Coupons, true, options),
        .. hasBargains ? [new OfferList(Bargains, false, options)] : Array.Empty<OfferList>(),
    ];

    /// <summary>The number in a product's address; null for another page.</summary>
    public static string? ProductId(Uri product) => Id().Match(product.Query) is { Success: true } match ? match.Groups["id"].Value : null;

    /// <summary>A product's own address, without anybody's tracking.</summary>
    public static Uri Address(string productId) => new($"https://haohuo.jinritemai.com/views/product/item2?id={productId}");

    public static int PageOf(OfferQuery query) => query.Page switch
    {
        null => 1,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is >= 1 and <= MostPages => page,
        var text => throw new NetworkUnavailableException($"Douyin's lists have no page \"{text}\"; they go to {MostPages}."),
    };

    /// <summary>What the search said of the product and wants back when a link is made; null when it was not seen of late.</summary>
    public string? ExtOf(string productId)
    {
        lock (_lock)
        {
            return _exts.GetValueOrDefault(productId);
        }
    }

    public FeedItem? Read(PlatformRow row, long number, string list)
    {
        var id = row.Id("product_id");
        if (!Digits().IsMatch(id))
        {
            throw new RowUnreadableException($"its product_id \"{id}\" is not a number.");
        }
        Keep(id, row.Text("ext"));
        var price = row.Whole("price") ?? throw PlatformRow.Lacks("price");
        var after = row.Whole("coupon_price") is { } reduced && reduced > 0 && reduced < price ? reduced : price;
        if (list == Coupons && after == price)
        {
            return null;
        }
        var item = new FeedItem
        {
            Key = id,
            Title = row.Text("title") ?? throw PlatformRow.Lacks("title"),
            Link = Address(id).AbsoluteUri,
            MerchantItem = id,
            Merchant = network,
            Currency = "CNY",
            Image = row.Text("cover"),
            Availability = row.Text("in_stock") switch { "true" or "1" => "in stock", "false" or "0" => "out of stock", _ => null },
            Row = number,
        };
        return list == Coupons
            ? item with { Coupon = new CouponWords { ClaimUrl = item.Link, Value = OfferRows.Yuan(price - after), Items = [id], IsForSome = true } }
            : item with { Price = OfferRows.Yuan(after), ListPrice = after < price ? OfferRows.Yuan(price) : null };
    }

    private void Keep(string id, string? ext)
    {
        if (ext is null)
        {
            return;
        }
        lock (_lock)
        {
            if (_exts.Count >= MostKept)
            {
                _exts.Clear();
            }
            _exts[id] = ext;
        }
    }

    [GeneratedRegex("[?&](?:id|product_id|goods_id|commodity_id)=(?<id>[0-9]{9,20})(?:&|$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Id();

    [GeneratedRegex("^[0-9]{9,20}$", RegexOptions.None, 1000)]
    private static partial Regex Digits();
}
