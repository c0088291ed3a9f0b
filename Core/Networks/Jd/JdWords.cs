namespace Daogou.Core.Networks.Jd;

/// <summary>JD's refusals of a link, in words for the person who asked; what only an operator can mend keeps JD's own words.</summary>
internal static class JdWords
{
    public static (string Zh, string En)? OfLink(string code) => code switch
    {
        "2001101" or "2001102" => ("京东不认识这个链接，请发商品页的完整链接。", "JD does not know this address; send the product page's full one."),
        "2001104" => ("这个商品没有参加京东联盟推广，没有返利。", "This product is not promoted by JD's alliance, so it earns no rebate."),
        "2001105" or "2001107" => ("京东不允许推广这个页面，请发具体商品的链接。", "JD does not allow this page to be promoted; send a product's address."),
        "2001905" or "2001906" or "2001909" or "2001914" or "2001917" => ("这张京东券已经不能用了。", "This JD coupon can no longer be used."),
        "403" or "2001403" => ("我们的京东联盟账号没有生成链接的权限，请联系运营。", "Our JD account may not make links; please tell the operator."),
        _ => null,
    };

    /// <summary>What an operator does about a refusal of the account itself.</summary>
    public static (string Zh, string En)? OfAccount(string code) => code switch
    {
        "10" => ("请核对 JdUnion:AppKey。", "Look at JdUnion:AppKey."),
        "11" or "12" => ("签名不符，请核对环境变量 JdUnion__Secret。", "The signature does not fit: look at JdUnion__Secret in the environment."),
        "7" or "8" => ("请校准这台机器的时钟。", "Set this machine's clock right."),
        "403" or "2001403" => ("请在京东联盟申请该接口的权限。", "Apply at JD's alliance for the right to this interface."),
        "401" or "2002401" => ("请在京东联盟核对授权。", "Look at the authorisation at JD's alliance."),
        _ => null,
    };
}
