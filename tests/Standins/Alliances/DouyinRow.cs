using System.Globalization;
using System.Text.Json.Nodes;

namespace Daogou.Standins.Alliances;

/// <summary>One order as Douyin keeps it; amounts in fen, rates in basis points.</summary>
public sealed record DouyinRow
{
    public required string OrderId { get; init; }

    public required DateTimeOffset PayTime { get; init; }

    public DateTimeOffset? ConfirmTime { get; init; }

    public DateTimeOffset? SettleTime { get; init; }

    public DateTimeOffset? RefundTime { get; init; }

    public DateTimeOffset UpdateTime { get; init; }

    public string FlowPoint { get; init; } = "PAY_SUCC";

    public long PayGoodsAmount { get; init; }

    public int Rate { get; init; } = 1000;

    /// <summary>Without the fee in Pangle's rows; with it in buyin's, where the test wants it so.</summary>
    public long? Estimated { get; init; }

    public long TechFee { get; init; }

    public long Real { get; init; }

    public int AfterSales { get; init; }

    public string ExternalInfo { get; init; } = "";

    /// <summary>1 of a product, 2 of a live room, 3 of an activity.</summary>
    public int Kind { get; init; } = 1;

    internal JsonObject Pangle()
    {
        var row = Common();
        row["split_rate"] = Rate;
        row["estimated_commission"] = Estimated;
        row["estimated_tech_service_fee"] = TechFee;
        row["external_info"] = ExternalInfo;
        row["media_type_name"] = KindName(Kind);
        row["colonel_order_info"] = new JsonObject();
        return row;
    }

    internal JsonObject Buyin()
    {
        var row = Common();
        row["ads_promotion_rate"] = Rate;
        row["ads_estimated_commission"] = Estimated;
        row["ads_estimated_tech_service_fee"] = TechFee;
        row["settled_goods_amount"] = SettleTime is null ? 0 : PayGoodsAmount;
        row["pid_info"] = new JsonObject { ["pid"] = DouyinDouble.Pid, ["external_info"] = ExternalInfo, ["media_type_name"] = KindName(Kind) };
        return row;
    }

    internal static string KindName(int kind) => kind switch { 1 => "ProductDetail", 2 => "Live", _ => "ActivityMaterial" };

    private JsonObject Common() => new()
    {
        ["order_id"] = OrderId,
        ["product_id"] = "3456789012345678901",
        ["product_name"] = "云南小粒咖啡",
        ["total_pay_amount"] = PayGoodsAmount,
        ["pay_goods_amount"] = PayGoodsAmount,
        ["ads_real_commission"] = Real,
        ["flow_point"] = FlowPoint,
        ["after_sales_status"] = AfterSales,
        ["pay_success_time"] = Wire.Beijing(PayTime),
        ["confirm_time"] = Written(ConfirmTime),
        ["settle_time"] = Written(SettleTime),
        ["refund_time"] = Written(RefundTime),
        ["update_time"] = Wire.Beijing(UpdateTime),
    };

    private static string Written(DateTimeOffset? time) => time is { } at ? Wire.Beijing(at) : "";
}

/// <summary>A product that Douyin's search finds; prices in fen.</summary>
public sealed record DouyinProduct(string Id, string Title, long Price, long CouponPrice, string Ext)
{
    internal JsonObject Written() => new()
    {
        ["product_id"] = Id.All(char.IsAsciiDigit) ? long.Parse(Id, CultureInfo.InvariantCulture) : Id,
        ["title"] = Title,
        ["cover"] = $"https://p3-aio.ecombdimg.com/obj/{Id}.jpg",
        ["price"] = Price,
        ["coupon_price"] = CouponPrice,
        ["cos_ratio"] = 1500,
        ["cos_fee"] = Price * 15 / 100,
        ["detail_url"] = $"https://haohuo.jinritemai.com/views/product/item2?id={Id}",
        ["ext"] = Ext,
        ["shop_name"] = "一家店",
        ["sales"] = 12,
        ["in_stock"] = true,
    };
}
