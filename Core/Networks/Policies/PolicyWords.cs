using System.Globalization;

namespace Daogou.Core.Networks.Policies;

/// <summary>A programme's policy for an operator: what is allowed, and on whose word.</summary>
public static class PolicyWords
{
    /// <summary>One line for each matter, the matter first.</summary>
    /// <param name="programme">As the catalog gives it.</param>
    /// <param name="language"><c>zh</c> or <c>en</c>.</param>
    public static IReadOnlyList<PolicyLine> Of(Programme programme, string language)
    {
        var (zh, policy, asked) = (language == "zh", programme.Policy, programme.Asked ?? programme);
        var lines = new List<PolicyLine>
        {
            new(zh ? "返利" : "rebates", programme.AllowsRebate, Why(policy, "rebate", policy.Rebate, programme.AllowsRebate, asked.AllowsRebate, "AllowsRebate", zh)),
            new(zh ? "聊天" : "chats", programme.AllowsChat, Why(policy, "chat", policy.Chat, programme.AllowsChat, asked.AllowsChat, "AllowsChat", zh)),
            new(zh ? "中转跳转" : "redirect hop", programme.AllowsRedirect, (zh, programme.AllowsRedirect) switch
            {
                (true, true) => "没有已知的禁令",
                (false, true) => "nothing known forbids it",
                (true, false) => "规则禁止，发出的是直达链接，点击不计数" + Evidence(policy, "redirect", zh),
                (false, false) => "forbidden: the link that is posted is the direct one, and clicks are not counted" + Evidence(policy, "redirect", zh),
            }),
        };
        if (programme.PriceLifeHours is { } hours)
        {
            var text = hours.ToString(CultureInfo.InvariantCulture);
            lines.Add(new(zh ? "价格" : "prices", null, (zh ? $"读取后最多展示 {text} 小时" : $"shown for at most {text} hours after they were read") + Evidence(policy, "price", zh)));
        }
        if (policy.Coupons == CouponRule.Network)
        {
            lines.Add(new(zh ? "券码" : "coupon codes", null, (zh ? "只用联盟或商家给出的券码" : "only those that came from the network or the merchant") + Evidence(policy, "coupons", zh)));
        }
        if (programme.ForbiddenWords.Count > 0)
        {
            lines.Add(new(zh ? "禁用词" : "forbidden words", null, string.Join(zh ? "、" : ", ", programme.ForbiddenWords) + Evidence(policy, "words", zh)));
        }
        if (policy.Consent)
        {
            lines.Add(new(zh ? "备案" : "consent", null, (zh ? "每位买家需先授权一次" : "each buyer authorises us once (备案)") + Evidence(policy, "consent", zh)));
        }
        return lines;
    }

    /// <summary>The same in one line, for a table's cell.</summary>
    public static string Short(Programme programme, string language) => language == "zh"
        ? $"返利{(programme.AllowsRebate ? "允许" : "不允许")}，聊天{(programme.AllowsChat ? "允许" : "不允许")}{(programme.AllowsRedirect ? "" : "，仅直达链接")}"
        : $"rebates {(programme.AllowsRebate ? "allowed" : "not allowed")}, chats {(programme.AllowsChat ? "allowed" : "not allowed")}{(programme.AllowsRedirect ? "" : ", direct links only")}";

    private static string Why(ProgrammePolicy policy, string about, Allowance allowance, bool isAllowed, bool isAsked, string setting, bool zh) => (allowance switch
    {
        Allowance.No when isAsked => zh ? $"规则禁止，配置里的 {setting} 不起作用" : $"the rules forbid it; {setting} in the settings changes nothing",
        Allowance.No => zh ? "规则禁止" : "the rules forbid it",
        Allowance.Ask when isAllowed && policy.Key.Length == 0 => zh ? $"按配置（{setting}）；没有已知的规则，由您负责" : $"on your word ({setting}): no rules of it are known here",
        Allowance.Ask when isAllowed => zh ? $"按配置（{setting}）：表示您已得到许可" : $"on your word ({setting}) that the programme was asked",
        Allowance.Ask => zh ? $"需先得到许可；得到后设置 {setting}" : $"the programme must be asked; set {setting} when it agreed",
        Allowance.Yes => isAllowed ? zh ? "规则允许" : "the rules allow it" : zh ? $"规则允许，配置（{setting}）关闭" : $"the rules allow it, the settings ({setting}) do not",
    }) + Evidence(policy, about, zh);

    private static string Evidence(ProgrammePolicy policy, string about, bool zh) =>
        string.Concat(policy.Evidence.Where(one => one.About == about).Select(one => zh ? $"（{one.SaysZh}；{one.Source}，{one.Date}）" : $" ({one.Says}; {one.Source}, {one.Date})"));
}

/// <param name="What">The matter.</param>
/// <param name="IsAllowed">Null where it is no question of yes or no.</param>
/// <param name="Why">In words, with the evidence.</param>
public sealed record PolicyLine(string What, bool? IsAllowed, string Why);
