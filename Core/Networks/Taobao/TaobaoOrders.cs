using System.Globalization;
using Daogou.Core.Networks.Platforms;
using Daogou.Core.Orders;

namespace Daogou.Core.Networks.Taobao;

/// <summary>
/// TOP's rows as reports: a row is one sub-order, amounts are yuan as texts, times Beijing's. What is paid to us is the share less the platform's technical and
/// special fees. Refunds after settlement stand in a list of their own and leave the row as it is: they are corrections of it.
/// </summary>
internal static class TaobaoOrders
{
    /// <param name="slots">The pool, as the settings write it.</param>
    public static ReportRow? Read(string network, PlatformRow row, IReadOnlyList<string> slots)
    {
        var code = row.Whole("tk_status") ?? throw PlatformRow.Lacks("tk_status");
        var (status, reason, alert) = Status(code);
        var fees = (row.Yuan("alimama_share_fee") ?? 0) + (row.Yuan("platform_special_service_fee") ?? 0);
        var estimate = Net(row.Yuan("pub_share_pre_fee"), fees);
        var isFinal = status == OrderStatus.Settled;
        var orderedAt = row.BeijingTime("tk_create_time") ?? row.BeijingTime("tb_paid_time") ?? throw PlatformRow.Lacks("tk_create_time");
        return new ReportRow(
            new OrderReport
            {
                Network = network,
                OrderNo = row.Text("trade_parent_id") ?? row.Id("trade_id"),
                ItemNo = row.Id("trade_id"),
                Status = status,
                StatusReason = reason,
                UpdatedAt = row.BeijingTime("modified_time") ?? row.BeijingTime("tk_earning_time") ?? row.BeijingTime("tk_paid_time") ?? orderedAt,
                OrderedAt = orderedAt,
                Merchant = row.Text("seller_shop_title") ?? row.Text("order_type"),
                Title = row.Text("item_title"),
                Quantity = (int)Math.Clamp(row.Whole("item_num") ?? 1, 0, 1_000_000),
                SaleMinor = Math.Max(0, (isFinal ? row.YuanAsFen("pay_price") : null) ?? row.YuanAsFen("alipay_total_price") ?? 0),
                CommissionMinor = status == OrderStatus.Void ? 0 : isFinal ? Net(row.Yuan("pub_share_fee") ?? throw PlatformRow.Lacks("pub_share_fee"), fees) : estimate,
                EstimateMinor = estimate,
                Currency = "CNY",
                ClickRef = Slot(row, slots, orderedAt).ToString(),
            },
            null)
        {
            Alert = alert,
        };
    }

    /// <summary>A row of the refund list (维权): what it takes back of the order that it names.</summary>
    public static ReportRow? ReadRefund(string network, PlatformRow row)
    {
        var code = row.Whole("refund_status") ?? throw PlatformRow.Lacks("refund_status");
        var (status, reason, alert) = Refund(code);
        var opened = row.BeijingTime("tk_refund_suit_time");
        var updated = row.BeijingTime("modified_time") ?? row.BeijingTime("tk_refund_time") ?? opened ?? throw PlatformRow.Lacks("modified_time");
        var trade = row.Id("tb_trade_id");
        return new ReportRow(
            new OrderReport
            {
                Network = network,
                OrderNo = row.Text("tb_trade_parent_id") ?? trade,
                ItemNo = trade,
                Correction = row.Text("refund_suit_id") ?? "refund",
                Status = status,
                StatusReason = reason,
                UpdatedAt = updated,
                OrderedAt = row.BeijingTime("tb_trade_create_time") ?? row.BeijingTime("earning_time") ?? opened ?? updated,
                SaleMinor = Math.Max(0, row.YuanAsFen("refund_fee") ?? 0),
                CommissionMinor = status == OrderStatus.Void ? 0 : TakenBack(row),
                Currency = "CNY",
            },
            null)
        {
            Alert = alert is null ? null : $"{trade}: {alert}",
        };
    }

    /// <summary>
    /// 14 is received by the buyer while the merchant has not paid the commission yet. <c>refund_tag</c> is left aside: before settlement nothing is paid out, after it
    /// the refund list decides, and the tag stays when the refund is long over.
    /// </summary>
    private static (OrderStatus Status, string? Reason, string? Alert) Status(long code) => code switch
    {
        12 or 14 => (OrderStatus.Tracked, null, null),
        3 => (OrderStatus.Settled, null, null),
        13 => (OrderStatus.Void, "淘宝：订单失效", null),
        _ => (OrderStatus.Held, string.Create(CultureInfo.InvariantCulture, $"淘宝状态码 {code} 未知"), string.Create(CultureInfo.InvariantCulture, $"Taobao's tk_status {code} is unknown; the order is held")),
    };

    /// <summary>2 done by receipt, 13 taken from us; 3 failed; 4, 11, 12 are open. 14 and 15 are taken from the seller: no debit to us.</summary>
    private static (OrderStatus Status, string Reason, string? Alert) Refund(long code) => code switch
    {
        2 or 13 => (OrderStatus.Settled, "维权退款", null),
        3 => (OrderStatus.Void, "维权未成立", null),
        4 or 11 or 12 => (OrderStatus.Held, "维权处理中", null),
        14 or 15 => (OrderStatus.Void, "维权退款由商家承担", string.Create(CultureInfo.InvariantCulture, $"a refund is the seller's to bear (refund_status {code}); nothing is taken from us")),
        _ => (OrderStatus.Held, string.Create(CultureInfo.InvariantCulture, $"维权状态码 {code} 未知"), string.Create(CultureInfo.InvariantCulture, $"Taobao's refund_status {code} is unknown; the order is held")),
    };

    /// <summary>The amount to give back, as the row says it, else as its parts do; of two words the dearer for us is booked.</summary>
    private static long TakenBack(PlatformRow row)
    {
        var parts = (row.Yuan("tk_commission_fee_refund") ?? row.Yuan("tk_commission_fee_refund_pub") ?? 0) + (row.Yuan("tk_subsidy_fee_refund") ?? row.Yuan("tk_subsidy_fee_refund_pub") ?? 0)
            - (row.Yuan("tk_commission_alimm_refund_fee") ?? 0);
        var whole = row.Yuan("show_return_fee") ?? row.Yuan("tk_pub_show_return_fee") ?? 0;
        return (long)decimal.Ceiling(Math.Max(Math.Max(parts, whole), 0) * 100);
    }

    /// <summary>Fees are in yuan with any number of digits; below a fen it is cut, so that we never book more than is paid.</summary>
    private static long Net(decimal? share, decimal fees) => Math.Max(0, (long)decimal.Floor(((share ?? 0) - fees) * 100));

    private static SlotRef Slot(PlatformRow row, IReadOnlyList<string> slots, DateTimeOffset orderedAt)
    {
        var zone = row.Text("adzone_id") ?? "0";
        var relation = row.Text("relation_id") is { } id && id != "0" ? $"{zone}/{id}" : zone;
        var item = row.Text("item_id") is { } itemId ? TaobaoItems.Lasting(itemId) : null;
        var clicked = row.BeijingTime("click_time");
        return new SlotRef(slots.Contains(relation) ? relation : zone, item, clicked ?? orderedAt, clicked is not null);
    }
}
