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

    /// <summary>What an operator does about a refusal of the account itself.</summary>
    public static (string Zh, string En)? OfAccount(string code) => code switch
    {
        "10001" => ("请核对 Pinduoduo:AppKey（client_id）。", "Look at Pinduoduo:AppKey (the client_id)."),
        "20004" => ("签名不符，请核对环境变量 Pinduoduo__Secret。", "The signature does not fit: look at Pinduoduo__Secret in the environment."),
        "20005" => ("请在平台把这台服务器的公网地址加入白名单。", "Put this server's public address on the platform's list."),
        "20031" => ("请在平台申请该接口的权限。", "Apply at the platform for the right to this interface."),
        "10019" => ("授权已过期，请重新授权。", "The authorisation has run out; authorise anew."),
        "10000" => ("请核对 Pinduoduo:Pid 和这台机器的时钟。", "Look at Pinduoduo:Pid and at this machine's clock."),
        "50001" or "60001" => ("推广位未备案，请核对 Pinduoduo:Pid。", "The promotion position is not registered: look at Pinduoduo:Pid."),
        _ => null,
    };
}
