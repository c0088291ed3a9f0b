namespace Daogou.Core.Networks.Vip;

/// <summary>What an operator does about a refusal of the account itself; the gateway names its troubles in words.</summary>
internal static class VipWords
{
    public static (string Zh, string En)? OfAccount(string code) => code switch
    {
        _ when Has(code, "appkey") => ("请核对 Vipshop:AppKey。", "Look at Vipshop:AppKey."),
        _ when Has(code, "sign") => ("签名不符，请核对环境变量 Vipshop__Secret。", "The signature does not fit: look at Vipshop__Secret in the environment."),
        _ when Has(code, "accesstoken") => ("请重新授权，并更新环境变量 Vipshop__Token。", "Authorise anew and put the token into Vipshop__Token in the environment."),
        _ when Has(code, "timestamp") => ("请校准这台机器的时钟。", "Set this machine's clock right."),
        _ when Has(code, "permission") || Has(code, "forbid") => ("请在唯品会联盟申请该接口的权限。", "Apply at Vipshop's alliance for the right to this interface."),
        _ => null,
    };

    private static bool Has(string code, string word) => code.Replace("-", "", StringComparison.Ordinal).Contains(word, StringComparison.OrdinalIgnoreCase);
}
