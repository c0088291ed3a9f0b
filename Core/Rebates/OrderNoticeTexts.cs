using System.Globalization;
using Daogou.Core.Amounts;
using Daogou.Core.Orders;
using Daogou.Core.Outbox;

namespace Daogou.Core.Rebates;

/// <summary>The words of money notices, Chinese and English.</summary>
internal static class OrderNoticeTexts
{
    public static string Of(OrderEvent kind, Order order, OrderTerms pinned, Money amount, string language)
    {
        var zh = language == "zh";
        var what = Html.Bold(order.Title ?? (zh ? $"订单 {order.OrderNo}" : $"Order {order.OrderNo}"));
        var sum = Html.Bold(amount.ToText());
        var number = Html.Code(order.OrderNo);
        return kind switch
        {
            OrderEvent.Tracked => zh
                ? $"🧾 订单已跟踪：{what}\n预计返利 {sum}，商家确认后生效。\n订单号 {number}"
                : $"🧾 Order tracked: {what}\nExpected rebate {sum}, once the shop confirms it.\nOrder {number}",
            OrderEvent.Confirmed => zh
                ? $"✅ 订单已确认：{what}\n返利 {sum}，{Day(pinned.ReleaseAt, zh)}起可提现。\n订单号 {number}"
                : $"✅ Order confirmed: {what}\nYour rebate of {sum} can be withdrawn from {Day(pinned.ReleaseAt, zh)}.\nOrder {number}",
            OrderEvent.Payable => zh
                ? $"💰 返利已到账：{sum}\n{what}\n现在可以提现：/withdraw"
                : $"💰 Rebate payable: {sum}\n{what}\nYou can withdraw it now: /withdraw",
            OrderEvent.Void => zh
                ? $"❌ 订单无效：{what}\n原因：{Reason(order, zh)}。预计返利 {sum} 不再发放。\n订单号 {number}"
                : $"❌ Order void: {what}\nReason: {Reason(order, zh)}. The expected rebate of {sum} is no longer due.\nOrder {number}",
            OrderEvent.TakenBack => zh
                ? $"↩️ 返利追回：{sum}\n{what}\n原因：{Reason(order, zh)}。余额不足时，将从以后的返利中抵扣。\n订单号 {number}"
                : $"↩️ Rebate taken back: {sum}\n{what}\nReason: {Reason(order, zh)}. Where your balance does not cover it, later rebates will.\nOrder {number}",
        };
    }

    private static string Reason(Order order, bool zh) =>
        Html.Text(order.StatusReason ?? (zh ? "已退款或取消" : "refunded or cancelled"));

    private static string Day(DateTimeOffset? at, bool zh) => (at, zh) switch
    {
        (null, true) => "结算后",
        (null, false) => "its settlement",
        ({ } day, true) => day.ToString("M月d日", CultureInfo.InvariantCulture),
        ({ } day, false) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture),
    };
}
