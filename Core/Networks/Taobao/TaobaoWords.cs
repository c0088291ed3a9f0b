namespace Daogou.Core.Networks.Taobao;

/// <summary>TOP's refusals of a link, in words for the person who asked; what only an operator can mend keeps TOP's own words.</summary>
internal static class TaobaoWords
{
    public const string NotPromotedZh = "这个商品没有参加淘宝联盟推广，没有返利。";
    public const string NotPromotedEn = "This product is not promoted by Taobao's alliance, so it earns no rebate.";

    public static (string Zh, string En)? OfLink(string code) => code switch
    {
        "isv.item-not-exist" or "isv.item-not-found" or "isv.pid-not-correct" or "isv.item-not-in-promotion" => (NotPromotedZh, NotPromotedEn),
        "11" or "26" or "27" or "isv.permission-ip-whitelist-limit" or "isv.permission-api-package-limit" or "isv.permission-denied" =>
            ("我们的淘宝联盟账号没有生成链接的权限，请联系运营。", "Our Taobao account may not make links; please tell the operator."),
        _ => null,
    };
}
