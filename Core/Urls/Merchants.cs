using System.Collections.Frozen;

namespace Daogou.Core.Urls;

/// <summary>Which shop an address is of, and which product.</summary>
public static class Merchants
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
        ["buydouke.com"] = "douyin", ["douke.com"] = "douyin", ["kuaishouapp.com"] = "kuaishou", ["kwai.com"] = "kuaishou", ["jingdonghealth.cn"] = "jd", ["jkcsjd.com"] = "jd", ["pinduoduo.com"] = "pinduoduo", ["amzn.in"] = "amazon",
        ["dewu.com"] = "dewu", ["dw4.co"] = "dewu", ["poizon.com"] = "dewu", ["tiktok.com"] = "tiktok", ["goofish.com"] = "goofish", ["shein.top"] = "shein", ["xiaohongshu.com"] = "xiaohongshu", ["xhs.cn"] = "xiaohongshu",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The shops whose product numbers are one and the same wherever they stand.</summary>
    private static readonly FrozenDictionary<string, string> Keys = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["amazon"] = "amazon", ["jd"] = "jd", ["taobao"] = "taobao", ["tmall"] = "taobao", ["pinduoduo"] = "pdd", ["ebay"] = "ebay", ["aliexpress"] = "aliexpress", ["walmart"] = "walmart",
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

    /// <summary>The shop with the product's number there; null when the address is of no single product, or of a shop whose numbers are not compared.</summary>
    public static string? ProductKey(WebUrl url)
    {
        var merchant = Of(url);
        return merchant is not null && Keys.TryGetValue(merchant, out var key) && ProductIds.Of(url, merchant) is { } id ? $"{key}:{id}" : null;
    }
}
