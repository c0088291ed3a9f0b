using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Daogou.Core.Urls;

/// <summary>Which shop an address is of, and which product.</summary>
public static partial class Merchants
{
    /// <summary>Shops with one name in many countries: the label before the public suffix.</summary>
    private static readonly FrozenSet<string> Names = new[]
    {
        "taobao", "tmall", "jd", "suning", "amazon", "ebay", "aliexpress", "walmart", "shopee", "lazada", "temu", "shein", "etsy", "target", "bestbuy", "costco", "homedepot", "mercadolibre", "allegro", "zalando", "coupang", "flipkart", "myntra", "tokopedia",
        "bukalapak", "tiki", "noon", "trendyol", "hepsiburada", "ozon", "wildberries", "cdiscount", "fnac", "bol", "mediamarkt", "newegg", "wayfair", "asos", "dangdang", "kaola", "1688", "alibaba", "ikea", "otto", "rakuten", "douyin", "kuaishou", "xiaohongshu", "pinduoduo", "vip",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Domains = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["tb.cn"] = "taobao", ["tmall.hk"] = "tmall", ["tmall.com"] = "tmall", ["jd.hk"] = "jd", ["3.cn"] = "jd", ["jingxi.com"] = "jd", ["360buy.com"] = "jd", ["yiyaojd.com"] = "jd", ["jingdong.com"] = "jd",
        ["yangkeduo.com"] = "pinduoduo", ["pinduoduo.net"] = "pinduoduo", ["pdd.cn"] = "pinduoduo", ["jinritemai.com"] = "douyin", ["iesdouyin.com"] = "douyin", ["vipshop.com"] = "vip", ["vipglobal.hk"] = "vip",
        ["kwaixiaodian.com"] = "kuaishou", ["chenzhongtech.com"] = "kuaishou", ["gifshow.com"] = "kuaishou", ["suning.cn"] = "suning", ["amzn.to"] = "amazon", ["amzn.eu"] = "amazon", ["amzn.asia"] = "amazon", ["amzn.com"] = "amazon", ["a.co"] = "amazon",
        ["ebay.us"] = "ebay", ["ebay.to"] = "ebay", ["shp.ee"] = "shopee", ["shope.ee"] = "shopee", ["lzd.co"] = "lazada", ["aliexpress.ru"] = "aliexpress", ["walmart.ca"] = "walmart", ["wal-mart.com"] = "walmart", ["walmrt.us"] = "walmart",
        ["xhslink.com"] = "xiaohongshu", ["mercadolivre.com.br"] = "mercadolibre", ["etsy.me"] = "etsy", ["temu.to"] = "temu",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A key such as <c>taobao</c>; for any other shop its registrable domain; null for an address.</summary>
    public static string? Of(WebUrl url)
    {
        if (url.Host is not { } host || PublicSuffixes.Registrable(host) is not { } domain)
        {
            return null;
        }
        var name = domain.Split('.')[0];
        return Domains.GetValueOrDefault(domain) ?? (Names.Contains(name) ? name : domain);
    }

    /// <summary>The shop with the product's number there; null when the address is of no single product.</summary>
    public static string? ProductKey(WebUrl url)
    {
        try
        {
            return Of(url) switch
            {
                "amazon" => Key("amazon", (Found(Asin(), url.Path) ?? Number(Parameter(url, "asin"), AsinAlone()))?.ToUpperInvariant()),
                "jd" => Key("jd", Found(JdItem(), url.Host + url.Path) ?? Number(Parameter(url, "sku") ?? Parameter(url, "skuId") ?? Parameter(url, "wareId"), Digits())),
                "taobao" or "tmall" => Key("taobao", TaobaoItem().IsMatch(url.Host + url.Path) ? Number(Parameter(url, "id") ?? Parameter(url, "itemId") ?? Parameter(url, "item_id") ?? Parameter(url, "itemNumId"), TaobaoId()) ?? Found(TaobaoPath(), url.Host + url.Path) : Found(TaobaoPath(), url.Host + url.Path)),
                "pinduoduo" => Key("pdd", Number(Parameter(url, "goods_id"), Digits())),
                "ebay" => Key("ebay", Found(EbayItem(), url.Path) ?? Number(Parameter(url, "item"), Digits())),
                "aliexpress" => Key("aliexpress", Found(AliItem(), url.Path) ?? Number(Parameter(url, "productId") ?? Parameter(url, "productIds"), Digits())),
                "walmart" => Key("walmart", Found(WalmartItem(), url.Path)),
                _ => null,
            };
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static string? Key(string shop, string? id) => id is null ? null : $"{shop}:{id}";

    private static string? Found(Regex pattern, string text) => pattern.Match(text) is { Success: true } match ? match.Groups["id"].Value : null;

    private static string? Number(string? text, Regex whole) => text is not null && whole.IsMatch(text) ? text : null;

    private static string? Parameter(WebUrl url, string name) =>
        (url.Query ?? "").Split('&').Select(pair => pair.Split('=', 2)).FirstOrDefault(pair => pair is [var key, _] && key.Equals(name, StringComparison.OrdinalIgnoreCase))?[1];

    private const RegexOptions Usual = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    [GeneratedRegex(@"/(dp|dp/product|gp/product|gp/product/glance|gp/aw/d|gp/aw/ol|gp/offer-listing|gp/slredirect/dp|product-reviews|gp/product-reviews|exec/obidos/(ASIN|tg/detail/-)|exec/obidos/dt/assoc/handle-buy-box=|o/ASIN|ASIN|d|-/[a-z]{2}/dp|product)/(?<id>(?=[A-Z]*[0-9])[A-Z0-9]{10})(?=[/?%]|$)", Usual, 200)]
    private static partial Regex Asin();

    [GeneratedRegex(@"^(?=[A-Z]*[0-9])[A-Z0-9]{10}$", Usual, 200)]
    private static partial Regex AsinAlone();

    [GeneratedRegex(@"^((npc|m|global|mitem|wqitem)?item(\.m)?\.(jd|jingxi|yiyaojd|jkcsjd)\.(com|hk)|wq\.jd\.com|[a-z.]*jd\.(com|hk))/(product/|item/)?(?<id>[0-9]{4,20})\.html", Usual, 200)]
    private static partial Regex JdItem();

    [GeneratedRegex(@"item|detail|/awp/|/i[0-9]|/app/", Usual, 200)]
    private static partial Regex TaobaoItem();

    [GeneratedRegex(@"(/i|/item/|/detail/|/dianpu/item/)(?<id>[0-9]{8,20})\.htm", Usual, 200)]
    private static partial Regex TaobaoPath();

    [GeneratedRegex(@"^([0-9]{4,20}|[A-Za-z0-9]{4,60}-[A-Za-z0-9_-]{4,60})$", Usual, 200)]
    private static partial Regex TaobaoId();

    [GeneratedRegex(@"/itm/([^/]+/)?(?<id>[0-9]{9,19})(?=[/?]|$)", Usual, 200)]
    private static partial Regex EbayItem();

    [GeneratedRegex(@"/(item|i|store/product)/([^/]+[/_])?(?<id>[0-9]{6,20})(_[0-9]+)?(\.html|$)", Usual, 200)]
    private static partial Regex AliItem();

    [GeneratedRegex(@"/ip/(seort/)?([^/]+/)?(?<id>[0-9A-Z]{4,14})(?=[/?]|$)", Usual, 200)]
    private static partial Regex WalmartItem();

    [GeneratedRegex(@"^[0-9]{4,20}$", Usual, 200)]
    private static partial Regex Digits();
}
