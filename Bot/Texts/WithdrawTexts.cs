using Daogou.Core.Amounts;
using Daogou.Core.Outbox;
using Daogou.Core.Payouts;

namespace Daogou.Bot.Texts;

/// <summary>The questions and answers of a withdrawal.</summary>
internal static class WithdrawTexts
{
    public static ChatBody NothingToWithdraw(IReadOnlyList<Wallet> wallets, string language)
    {
        var pending = string.Join(", ", wallets.Where(wallet => wallet.Pending.Minor > 0).Select(wallet => wallet.Pending.ToText()));
        return new ChatBody(pending.Length > 0
            ? Words.In(language, $"现在还没有可提现的返利。\n待确认的有 {pending}，确认后会通知你。", $"Nothing to withdraw yet.\n{pending} is pending; I tell you when it is yours to take.")
            : Words.In(language, "现在还没有可提现的返利。", "There is nothing to withdraw yet."));
    }

    public static ChatBody WhichCurrency(IEnumerable<Wallet> wallets, string language) => new(Words.In(language, "提取哪个币种？", "Which currency?"))
    {
        Buttons = [.. wallets.Select(wallet => new[] { new ChatButton($"{wallet.Currency} {wallet.Available.ToText()}", ButtonKind.Callback, "withdraw:cur:" + wallet.Currency) })],
    };

    public static ChatBody HowMuch(Money available, string language) => new(Words.In(
        language,
        $"可提现 {Html.Bold(available.ToText())}。\n要提多少？直接回复金额。",
        $"You have {Html.Bold(available.ToText())} available.\nHow much would you like? Reply with an amount."))
    {
        Buttons = AmountButtons(available, language),
    };

    public static ChatBody NotAnAmount(Money available, string language) => AskAgain(
        Words.In(language, "这看起来不是一个金额。", "That does not look like an amount."), available, language);

    public static ChatBody AskAgain(string refusal, Money available, string language) => new(
        Html.Text(refusal) + "\n" + Words.In(
            language,
            $"请回复 {available.ToText()} 以内的金额，例如 12.50。",
            $"Please reply with an amount up to {available.ToText()}, for example 12.50."))
    {
        Buttons = AmountButtons(available, language),
    };

    public static ChatBody WhichMethod(Money amount, IEnumerable<IPayoutMethod> methods, string language) => new(Words.In(
        language, $"提现 {Html.Bold(amount.ToText())}，用哪种方式收款？", $"{Html.Bold(amount.ToText())}: how shall we pay you?"))
    {
        Buttons = [.. methods.Select(method => new[] { new ChatButton(method.Name(language), ButtonKind.Callback, "withdraw:m:" + method.Key) }), Cancel(language)],
    };

    public static ChatBody WhereTo(IPayoutMethod method, string language) => new(
        Html.Bold(method.Name(language)) + "\n" + Words.In(language, "请回复：", "Please reply with: ") + Html.Text(method.Ask(language)))
    {
        Buttons = [Cancel(language)],
    };

    public static ChatBody WrongDestination(IPayoutMethod method, string language) => new(
        Html.Text(PayoutTexts.Refusal(new PayoutAnswer(null, PayoutRefusal.WrongDestination), language)) + "\n" + Html.Text(method.Ask(language)))
    {
        Buttons = [Cancel(language)],
    };

    public static ChatBody Confirm(Money amount, IPayoutMethod method, string destination, string language) => new(
        Words.In(language, "请核对：", "Please check:") + "\n" +
        Words.In(language, "金额 ", "Amount ") + Html.Bold(amount.ToText()) + "\n" +
        Words.In(language, "方式 ", "By ") + Html.Text(method.Name(language)) + "\n" +
        Words.In(language, "收款 ", "To ") + Html.Code(destination))
    {
        Buttons =
        [
            [
                new ChatButton(Words.In(language, "✅ 确认提现", "✅ Confirm"), ButtonKind.Callback, "withdraw:yes"),
                .. Cancel(language),
            ],
        ],
    };

    public static ChatBody Requested(Payout payout, string language) => new(Words.In(
        language,
        $"✅ 已申请提现 {Html.Bold(payout.Amount.ToText())}。\n状态：{PayoutTexts.State(payout.State, language)}。打款后我会通知你。",
        $"✅ Withdrawal of {Html.Bold(payout.Amount.ToText())} requested.\nState: {PayoutTexts.State(payout.State, language)}. I tell you when it is paid."));

    public static ChatBody Cancelled(string language) => new(Words.In(
        language, "已取消，什么都没有改变。", "Cancelled. Nothing was changed."));

    private static IReadOnlyList<IReadOnlyList<ChatButton>> AmountButtons(Money available, string language) =>
    [
        [new ChatButton(Words.In(language, $"全部 {available.ToText()}", $"All {available.ToText()}"), ButtonKind.Callback, "withdraw:all"), .. Cancel(language)],
    ];

    private static ChatButton[] Cancel(string language) => [new(Words.In(language, "取消", "Cancel"), ButtonKind.Callback, "withdraw:no")];
}
