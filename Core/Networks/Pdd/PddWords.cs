namespace Daogou.Core.Networks.Pdd;

/// <summary>Pinduoduo's refusals of a link, in words for the person who asked; what only an operator can mend keeps the platform's own words.</summary>
internal static class PddWords
{
    public static (string Zh, string En)? OfLink(string code) => code switch
    {
        "50003" => ("这个商品没有参加多多进宝推广，没有返利。", "This product is not promoted by Pinduoduo's alliance, so it earns no rebate."),
        "70032" or "70034" or "70035" => ("多多进宝暂时拒绝为这个请求生成链接，请稍后再试或联系运营。", "Pinduoduo refuses this link for now; try later or tell the operator."),
        _ => null,
    };
}
