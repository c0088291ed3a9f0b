using System.Text.Json.Nodes;

namespace Daogou.Standins.Alliances;

/// <summary>One order as Pinduoduo keeps it; amounts in fen.</summary>
public sealed record PddRow
{
    public required string OrderSn { get; init; }

    public required DateTimeOffset PayTime { get; init; }

    public DateTimeOffset ModifyAt { get; init; }

    public required int OrderStatus { get; init; }

    public long OrderAmount { get; init; }

    /// <summary>With the software fee in it.</summary>
    public long PromotionAmount { get; init; }

    public long DuoIdServiceFee { get; init; }

    public int? ReturnStatus { get; init; }

    public string? FailReason { get; init; }

    public string CustomParameters { get; init; } = "";

    internal JsonNode Written()
    {
        var row = new JsonObject
        {
            ["order_sn"] = OrderSn,
            ["goods_id"] = 5_234_567_890,
            ["goods_sign"] = "c9r2omogKFFAc7WBwvbZU1ikIb16_J3CTa8HNN",
            ["goods_name"] = "抽纸 24 包",
            ["goods_quantity"] = 1,
            ["order_amount"] = OrderAmount,
            ["promotion_rate"] = 30,
            ["promotion_amount"] = PromotionAmount,
            ["duo_id_service_fee"] = DuoIdServiceFee,
            ["order_status"] = OrderStatus,
            ["order_create_time"] = PayTime.ToUnixTimeSeconds(),
            ["order_pay_time"] = PayTime.ToUnixTimeSeconds(),
            ["order_receive_time"] = 0,
            ["order_modify_at"] = ModifyAt.ToUnixTimeSeconds(),
            ["custom_parameters"] = CustomParameters,
            ["p_id"] = PddDouble.Pid,
            ["price_compare_status"] = 0,
        };
        if (ReturnStatus is { } status)
        {
            row["return_status"] = status;
        }
        if (FailReason is { } reason)
        {
            row["fail_reason"] = reason;
        }
        return row;
    }
}
