using System.Globalization;
using System.Text.Json.Nodes;

namespace Daogou.Standins.Alliances;

/// <summary>One sub-order as Taobao keeps it; amounts in yuan.</summary>
public sealed record TaobaoRow
{
    public required string TradeId { get; init; }

    public required string ParentId { get; init; }

    public required DateTimeOffset CreateTime { get; init; }

    public DateTimeOffset? ClickTime { get; init; }

    public DateTimeOffset? EarningTime { get; init; }

    public DateTimeOffset ModifiedTime { get; init; }

    /// <summary>12 paid, 14 received, 3 settled, 13 invalid.</summary>
    public required int TkStatus { get; init; }

    public string AdZone { get; init; } = "9999";

    /// <summary>0 for none.</summary>
    public string Relation { get; init; } = "0";

    /// <summary>The half of the item's id that stays.</summary>
    public string Item { get; init; } = "unknown0item";

    public decimal Paid { get; init; }

    public decimal PayPrice { get; init; }

    public decimal PreFee { get; init; }

    public decimal ShareFee { get; init; }

    public decimal AlimamaFee { get; init; }

    public decimal SpecialFee { get; init; }

    public int RefundTag { get; init; }

    internal JsonObject Written(string itemId) => new()
    {
        ["trade_id"] = TradeId,
        ["trade_parent_id"] = ParentId,
        ["item_id"] = itemId,
        ["item_title"] = "纯棉毛巾 3 条",
        ["item_num"] = 1,
        ["tk_status"] = TkStatus,
        ["refund_tag"] = RefundTag,
        ["order_type"] = "天猫",
        ["seller_shop_title"] = "毛巾旗舰店",
        ["site_id"] = TopDouble.Site,
        ["pub_id"] = TopDouble.Member,
        ["adzone_id"] = AdZone,
        ["relation_id"] = Relation,
        ["click_time"] = ClickTime is { } click ? Wire.Beijing(click) : "",
        ["tk_create_time"] = Wire.Beijing(CreateTime),
        ["tb_paid_time"] = Wire.Beijing(CreateTime),
        ["tk_earning_time"] = EarningTime is { } earned ? Wire.Beijing(earned) : null,
        ["modified_time"] = Wire.Beijing(ModifiedTime),
        ["alipay_total_price"] = Yuan(Paid),
        ["pay_price"] = Yuan(PayPrice),
        ["total_commission_rate"] = "10.00",
        ["pub_share_pre_fee"] = Yuan(PreFee),
        ["pub_share_fee"] = Yuan(ShareFee),
        ["alimama_share_fee"] = Yuan(AlimamaFee),
        ["platform_special_service_fee"] = Yuan(SpecialFee),
    };

    internal static string Yuan(decimal yuan) => yuan.ToString("0.00####", CultureInfo.InvariantCulture);
}

/// <summary>One refund (维权) of a settled sub-order.</summary>
public sealed record TaobaoRefund
{
    public required string SuitId { get; init; }

    public required string TradeId { get; init; }

    public required string ParentId { get; init; }

    /// <summary>4 opened, 2 done, 3 failed, 11 several, 12 to be taken from us, 13 taken from us, 14 and 15 the seller's.</summary>
    public required int Status { get; init; }

    public decimal RefundFee { get; init; }

    public decimal ShowReturnFee { get; init; }

    public DateTimeOffset ModifiedTime { get; init; }

    internal JsonObject Written() => new()
    {
        ["refund_suit_id"] = SuitId,
        ["tb_trade_id"] = TradeId,
        ["tb_trade_parent_id"] = ParentId,
        ["refund_status"] = Status,
        ["refund_fee"] = TaobaoRow.Yuan(RefundFee),
        ["tk_commission_fee_refund"] = TaobaoRow.Yuan(ShowReturnFee),
        ["tk_subsidy_fee_refund"] = "0.00",
        ["tk_commission_alimm_refund_fee"] = "0.00",
        ["show_return_fee"] = TaobaoRow.Yuan(ShowReturnFee),
        ["tk_refund_suit_time"] = Wire.Beijing(ModifiedTime),
        ["modified_time"] = Wire.Beijing(ModifiedTime),
    };
}
