using Daogou.Core.Amounts;
using Daogou.Core.Outbox;

namespace Daogou.Core.Payouts;

/// <summary>What members and operators read about withdrawals, in Chinese and English.</summary>
public static class PayoutTexts
{
    public static string State(PayoutState state, string language) => (state, language) switch
    {
        (PayoutState.Requested, "zh") => "待审核",
        (PayoutState.Approved, "zh") => "已批准，待打款",
        (PayoutState.Sending, "zh") => "打款中",
        (PayoutState.Paid, "zh") => "已打款",
        (PayoutState.Rejected, "zh") => "未通过，已退回",
        (PayoutState.Failed, "zh") => "打款失败，已退回",
        (PayoutState.Unknown, "zh") => "结果待核实",
        (PayoutState.Requested, _) => "waiting for approval",
        (PayoutState.Approved, _) => "approved, to be paid",
        (PayoutState.Sending, _) => "being paid",
        (PayoutState.Paid, _) => "paid",
        (PayoutState.Rejected, _) => "rejected, money returned",
        (PayoutState.Failed, _) => "failed, money returned",
        (PayoutState.Unknown, _) => "result being checked",
    };

    /// <summary>Why there is no payout; nothing was changed.</summary>
    public static string Refusal(PayoutAnswer answer, string language)
    {
        if (answer.Refusal is not { } refusal)
        {
            return "";
        }
        var limit = answer.Limit?.ToText() ?? "";
        return (refusal, language) switch
        {
            (PayoutRefusal.NotPositive, "zh") => "提现金额必须大于 0。",
            (PayoutRefusal.UnknownMethod, "zh") => "没有这种提现方式。",
            (PayoutRefusal.CurrencyNotPaid, "zh") => "这种提现方式不支持该币种。",
            (PayoutRefusal.WrongDestination, "zh") => "收款账号格式不对，请检查后再试。",
            (PayoutRefusal.BelowMinimum, "zh") => $"低于最低提现金额 {limit}。",
            (PayoutRefusal.AboveAvailable, "zh") => $"超过可提现余额 {limit}，未做任何改动。",
            (PayoutRefusal.InDebt, "zh") => $"因退款追回，当前余额为 {limit}；之后的返利会先补足，再可提现。",
            (PayoutRefusal.KeyReused, "zh") => "这个请求编号已用于另一笔提现。",
            (PayoutRefusal.NotPositive, _) => "The amount must be more than 0.",
            (PayoutRefusal.UnknownMethod, _) => "There is no such way of payment.",
            (PayoutRefusal.CurrencyNotPaid, _) => "This way of payment does not pay in that currency.",
            (PayoutRefusal.WrongDestination, _) => "That does not look like an account of this kind; please check it.",
            (PayoutRefusal.BelowMinimum, _) => $"The smallest withdrawal is {limit}.",
            (PayoutRefusal.AboveAvailable, _) => $"That is more than the {limit} you have available. Nothing was changed.",
            (PayoutRefusal.InDebt, _) => $"After a refund your balance is {limit}; new rebates fill it first, then you can withdraw again.",
            (PayoutRefusal.KeyReused, _) => "This request key was used for another withdrawal.",
        };
    }

    /// <summary>The notice to the member when a payout comes to this state; null for states that need none.</summary>
    public static string? Notice(Payout payout, string language)
    {
        var amount = Html.Bold(payout.Amount.ToText());
        var reason = payout.Reason is { Length: > 0 } text ? Html.Text(text) : "—";
        var reference = payout.ProviderReference is { Length: > 0 } number ? Html.Code(number) : "—";
        return (payout.State, language) switch
        {
            (PayoutState.Paid, "zh") => $"✅ 提现 {amount} 已打款，流水号 {reference}。",
            (PayoutState.Rejected, "zh") => $"↩️ 提现 {amount} 未通过，金额已退回余额。原因：{reason}",
            (PayoutState.Failed, "zh") => $"↩️ 提现 {amount} 打款失败，金额已退回余额。原因：{reason}",
            (PayoutState.Unknown, "zh") => $"⏳ 提现 {amount} 的打款结果正在核实，核实前不会重复打款。",
            (PayoutState.Paid, _) => $"✅ Your withdrawal of {amount} was paid, reference {reference}.",
            (PayoutState.Rejected, _) => $"↩️ Your withdrawal of {amount} was rejected and the money is back in your balance. Reason: {reason}",
            (PayoutState.Failed, _) => $"↩️ Your withdrawal of {amount} failed and the money is back in your balance. Reason: {reason}",
            (PayoutState.Unknown, _) => $"⏳ We are checking whether your withdrawal of {amount} arrived; it is not sent twice meanwhile.",
            (PayoutState.Requested or PayoutState.Approved or PayoutState.Sending, _) => null,
        };
    }
}
