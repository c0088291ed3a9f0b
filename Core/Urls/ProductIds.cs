using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Daogou.Core.Urls;

/// <summary>
/// The product's number in an address, shop by shop. A shape is looked for in host and path (<c>item.jd.com/100012043978.html</c>), a
/// parameter in the query. No shape is tried on another shop's address.
/// </summary>
internal static class ProductIds
{
    private const RegexOptions Usual = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;
    private const string Number = "^[0-9]{4,20}$";

    /// <summary>Where the number of a shop's product stands.</summary>
    private sealed record Place(Regex? Shape, string[] Parameters, Regex? Value, Regex? OnlyOn)
    {
        public static Place At(string shape) => new(Of(shape), [], null, null);

        /// <param name="on">The parameter counts only where host and path look so.</param>
        public static Place In(string value, string? on, params string[] parameters) => new(null, parameters, Of(value), on is null ? null : Of(on));

        private static Regex Of(string pattern) => new(pattern, Usual, TimeSpan.FromMilliseconds(200));
    }

    private static readonly FrozenDictionary<string, Place[]> Shops = new Dictionary<string, Place[]>(StringComparer.Ordinal)
    {
        ["amazon"] =
        [
            Place.At(@"/(dp|dp/product|gp/product|gp/product/glance|gp/aw/d|gp/aw/ol|gp/aw/reviews|gp/offer-listing|gp/slredirect/dp|gp/video/detail|product-reviews|gp/product-reviews|exec/obidos(/ASIN|/tg/detail/-)?|exec/obidos/dt/assoc/handle-buy-box=|o/ASIN|ASIN|d|-/[a-z]{2}/dp|product)/(?<id>(?=[A-Z]*[0-9])[A-Z0-9]{10})(?=[/?%;]|$)"),
            Place.At(@"^(www\.)?amzn\.com/(?<id>B0[A-Z0-9]{8})$"),
            Place.In("^(?=[A-Z]*[0-9])[A-Z0-9]{10}$", null, "asin"),
        ],
        ["jd"] =
        [
            Place.At(@"^((npc|m|global|mitem|wqitem)?item(\.m)?\.(jd|jingxi|yiyaojd|jkcsjd)\.(com|hk)|item\.jingdonghealth\.cn|wq\.jd\.com|[a-z.]*jd\.(com|hk))/(product/|item/)?(?<id>[0-9]{4,20})\.html"),
            Place.At(@"^[a-z.]*jd\.com/detail/(?<id>[0-9]{5,20})(_|\.html)"),
            Place.At(@"^jingfen\.jd\.com/detail/(?<id>[A-Z0-9_-]{5,80})\.html"),
            Place.In(Number, null, "sku", "skuId", "wareId"),
        ],
        ["taobao"] =
        [
            Place.In("^([0-9]{4,20}|[A-Za-z0-9]{4,60}-[A-Za-z0-9_-]{4,60})$", @"item|detail|/awp/|/i[0-9]|/app/", "id", "itemId", "item_id", "itemNumId"),
            Place.At(@"(/i|/item/|/detail/|/dianpu/item/)(?<id>[0-9]{8,20})\.htm"),
        ],
        ["pinduoduo"] = [Place.In(Number, null, "goods_id"), Place.In("^[A-Za-z0-9_-]{20,64}$", null, "goods_sign")],
        ["douyin"] = [Place.In("^[0-9]{9,20}$", @"jinritemai\.com|buydouke\.com|product|goods|ecommerce", "id", "product_id", "goods_id", "commodity_id")],
        ["kuaishou"] = [Place.In("^[0-9]{6,20}$", @"kwaixiaodian\.com|merchant|goods", "id", "itemId", "goodsId", "item_id")],
        ["vip"] = [Place.At(@"/(detail|product)-[0-9]+-(?<id>[0-9]{3,24})\.html"), Place.In("^[0-9]{6,24}$", null, "goodsId", "pid", "product_id", "mid")],
        ["suning"] = [Place.At(@"suning\.com/(product/)?[0-9]{4,12}/(?<id>[0-9]{6,20})\.html"), Place.At(@"^product\.suning\.com/(?<id>[0-9]{6,20})\.html")],
        ["xiaohongshu"] = [Place.At(@"/goods(-detail)?/(?<id>[0-9a-f]{24})"), Place.In("^[0-9a-f]{24}$", "goods", "itemId", "goodsId")],
        ["1688"] = [Place.At(@"/offer/(?<id>[0-9]{8,20})\.html"), Place.In("^[0-9]{8,20}$", null, "offerId")],
        ["dewu"] = [Place.In("^[0-9]{3,20}$", null, "spuId", "productId")],
        ["goofish"] = [Place.In("^[0-9]{8,20}$", "item", "id", "itemId")],
        ["ebay"] = [Place.At(@"/itm/([^/]+/)?(?<id>[0-9]{9,19})(?=[/?]|$)"), Place.In("^[0-9]{9,19}$", null, "item", "iid")],
        ["aliexpress"] = [Place.At(@"/(item|i|store/product)/([^/]+[/_])?(?<id>[0-9]{6,20})(_[0-9]+)?(\.html|$)"), Place.In(Number, null, "productId", "productIds")],
        ["walmart"] = [Place.At(@"/ip/(seort/)?([^/]+/)?(?<id>(?=[A-Z]*[0-9])[0-9A-Z]{4,14})(?=[/?]|$)")],
        ["bestbuy"] = [Place.At(@"/(?<id>[0-9]{6,9})\.p$"), Place.In("^[0-9]{6,9}$", null, "skuId"), Place.At(@"/product/[^/]+/(sku/)?(?<id>(?=[A-Z]*[0-9])[A-Z0-9]{7,12})(/|$)")],
        ["etsy"] = [Place.At(@"/listing/(?<id>[0-9]{6,14})(/|$)")],
        ["shopee"] = [Place.At(@"-i\.[0-9]+\.(?<id>[0-9]+)(/|$)"), Place.At(@"/(product|i)/[0-9]+/(?<id>[0-9]+)(/|$)")],
        ["lazada"] = [Place.At(@"-i(?<id>[0-9]{5,14})(-s[0-9]+)?\.html"), Place.At(@"/products/(pdp-)?i(?<id>[0-9]{5,14})(-s[0-9]+)?(\.html|$)"), Place.In("^[0-9]{5,14}$", "pdp|product", "itemId")],
        ["temu"] = [Place.At(@"-g-(?<id>[0-9]{9,20})\.html"), Place.In("^[0-9]{9,20}$", null, "goods_id")],
        ["shein"] = [Place.At(@"-p-(?<id>[0-9]{4,14})(-cat-[0-9]+)?\.html"), Place.In("^[0-9]{4,14}$", null, "goods_id")],
        ["rakuten"] = [Place.At(@"^item\.rakuten\.co\.jp/(?<id>[^/]+/[^/]+)/?$"), Place.At(@"^books\.rakuten\.co\.jp/rb/(?<id>[0-9]+)")],
        ["tiktok"] = [Place.At(@"/view/product/(?<id>[0-9]{15,20})"), Place.At(@"/shop/pdp/([^/]+/)?(?<id>[0-9]{15,20})(/|$)")],
        ["target"] = [Place.At(@"/A-(?<id>[0-9]{6,10})(/|$)")],
        ["costco"] = [Place.At(@"\.product\.(?<id>[0-9]{5,14})\.html")],
        ["homedepot"] = [Place.At(@"homedepot\.[a-z.]+/p/([^/]+/)?(?<id>[0-9]{6,14})(/|$)")],
        ["newegg"] = [Place.At(@"/p/(pl/)?(?<id>(?=[A-Z-]*[0-9])[0-9A-Z-]{10,20})(/|$)"), Place.In("^[0-9A-Z-]{10,20}$", null, "Item")],
        ["mercadolibre"] = [Place.At(@"/(p/)?(?<id>ML[A-Z]-?[0-9]{6,14})(?=[-/_]|$)")],
        ["coupang"] = [Place.At(@"/products/(?<id>[0-9]{5,14})(/|$)")],
        ["flipkart"] = [Place.At(@"/p/(?<id>itm[0-9a-z]{8,20})(/|$)")],
        ["ozon"] = [Place.At(@"/product/([^/]*-)?(?<id>[0-9]{6,14})(/|$)")],
        ["wildberries"] = [Place.At(@"/catalog/(?<id>[0-9]{5,14})(/|$)")],
        ["allegro"] = [Place.At(@"/(oferta|offer)/([^/]*-)?(?<id>[0-9]{8,14})(/|$)")],
        ["tiki"] = [Place.At(@"-p(?<id>[0-9]{4,14})\.html")],
        ["trendyol"] = [Place.At(@"-p-(?<id>[0-9]{4,14})(/|$)")],
        ["hepsiburada"] = [Place.At(@"-pm?-(?<id>HB[0-9A-Z]{6,20})(/|$)")],
        ["ikea"] = [Place.At(@"/p/[^/]*-(?<id>s?[0-9]{8})(/|$)")],
        ["dangdang"] = [Place.At(@"^product\.dangdang\.com/(?<id>[0-9]{5,14})\.html")],
        ["kaola"] = [Place.At(@"/product/(?<id>[0-9]{4,14})\.html")],
        ["alibaba"] = [Place.At(@"/product-detail/.*_(?<id>[0-9]{8,16})\.html")],
        ["noon"] = [Place.At(@"/(?<id>[NZ][0-9A-Z]{8,40})/p(/|$)")],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Null when the address is of no single product, or hides it.</summary>
    /// <param name="merchant">As <see cref="Merchants.Of"/> says.</param>
    public static string? Of(WebUrl url, string? merchant)
    {
        var shop = merchant == "tmall" ? "taobao" : merchant;
        if (shop is null || url.Host is not { } host || !Shops.TryGetValue(shop, out var places))
        {
            return null;
        }
        try
        {
            var where = host + url.Path;
            var id = places.Select(place => Read(url, where, place)).FirstOrDefault(found => found is not null);
            return shop == "amazon" ? id?.ToUpperInvariant() : id;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    /// <summary>The decoded value of a parameter; the first when it is there more than once.</summary>
    public static string? Parameter(WebUrl url, string name) => Parameter(url.Query ?? "", name);

    private static string? Read(WebUrl url, string where, Place place)
    {
        if (place.Shape is { } shape)
        {
            return shape.Match(where) is { Success: true } match ? match.Groups["id"].Value : null;
        }
        return place.OnlyOn is { } on && !on.IsMatch(where)
            ? null
            : place.Parameters.Select(name => Parameter(url, name)).FirstOrDefault(value => value is not null && place.Value!.IsMatch(value));
    }

    private static string? Parameter(string query, string name)
    {
        foreach (var pair in query.AsSpan().Split('&'))
        {
            var text = query.AsSpan()[pair];
            var equals = text.IndexOf('=');
            if (equals > 0 && text[..equals].Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return PercentSets.Decode(text[(equals + 1)..].ToString());
            }
        }
        return null;
    }
}
