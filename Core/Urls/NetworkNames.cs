using System.Collections.Frozen;

namespace Daogou.Core.Urls;

/// <summary>What people call the alliances and networks that are recognised; a key that has no name of its own is its name.</summary>
public static class NetworkNames
{
    private static readonly FrozenDictionary<string, (string Zh, string En)> Known = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["taobao"] = ("淘宝", "Taobao"), ["jd"] = ("京东", "JD"), ["pdd"] = ("拼多多", "Pinduoduo"), ["douyin"] = ("抖音", "Douyin"), ["kuaishou"] = ("快手", "Kuaishou"), ["vip"] = ("唯品会", "Vipshop"), ["suning"] = ("苏宁", "Suning"),
        ["amazon"] = ("亚马逊", "Amazon"), ["ebay"] = ("eBay", "eBay"), ["aliexpress"] = ("速卖通", "AliExpress"), ["awin"] = ("Awin", "Awin"), ["cj"] = ("CJ", "CJ"), ["rakuten"] = ("Rakuten", "Rakuten"), ["rakuten-jp"] = ("乐天", "Rakuten Ichiba"),
        ["impact"] = ("Impact", "Impact"), ["partnerize"] = ("Partnerize", "Partnerize"), ["admitad"] = ("Admitad", "Admitad"), ["tradedoubler"] = ("TradeDoubler", "TradeDoubler"), ["webgains"] = ("Webgains", "Webgains"),
        ["skimlinks"] = ("Skimlinks", "Skimlinks"), ["sovrn"] = ("Sovrn", "Sovrn"), ["flexoffers"] = ("FlexOffers", "FlexOffers"), ["shareasale"] = ("ShareASale", "ShareASale"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string Zh(string network) => Known.TryGetValue(network, out var name) ? name.Zh : network;

    public static string En(string network) => Known.TryGetValue(network, out var name) ? name.En : network;
}
