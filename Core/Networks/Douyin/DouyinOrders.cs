using System.Globalization;
using Daogou.Core.Networks.Platforms;
using Daogou.Core.Orders;

namespace Daogou.Core.Networks.Douyin;

/// <summary>
/// Douyin's rows as reports, of both gateways: a row is an order, amounts are fen, rates basis points, times Beijing's. A receipt (CONFIRM) is not yet
/// an acceptance: until the settlement an order may still be returned in full.
/// </summary>
internal static class DouyinOrders
{
    public static ReportRow? Read(string network, PlatformRow row, int? openReturn)
    {
        var point = row.Text("flow_point") ?? throw PlatformRow.Lacks("flow_point");
        var (status, reason, alert) = Status(point);
        if (status == OrderStatus.Tracked && openReturn is { } open && row.Whole("after_sales_status") == open)
        {
            (status, reason) = (OrderStatus.Held, "售后处理中");
        }
        var estimate = Estimate(row);
        var commission = status switch
        {
            OrderStatus.Settled => row.Whole("ads_real_commission") ?? throw PlatformRow.Lacks("ads_real_commission"),
            OrderStatus.Void => 0,
            _ => estimate ?? throw PlatformRow.Lacks("estimated_commission"),
        };
        if (commission < 0)
        {
            (commission, alert) = (0, string.Create(CultureInfo.InvariantCulture, $"{row.Id("order_id")}: the commission is below zero ({commission} fen) and is booked as nothing"));
        }
        var orderedAt = row.BeijingTime("pay_success_time") ?? throw PlatformRow.Lacks("pay_success_time");
        return new ReportRow(
            new OrderReport
            {
                Network = network,
                OrderNo = row.Id("order_id"),
                ItemNo = "1",
                Status = status,
                StatusReason = reason,
                UpdatedAt = row.BeijingTime("update_time") ?? Latest(row, orderedAt),
                OrderedAt = orderedAt,
                Merchant = row.Text("shop_name") ?? "抖音",
                Title = row.Text("product_name"),
                SaleMinor = Math.Max(0, Sale(row, status)),
                CommissionMinor = commission,
                EstimateMinor = estimate is { } expected ? Math.Max(0, expected) : null,
                Currency = "CNY",
                ClickRef = row.Text("external_info") ?? row.Text("pid_info.external_info"),
            },
            null)
        {
            Alert = alert,
        };
    }

    private static (OrderStatus Status, string? Reason, string? Alert) Status(string point) => point.ToUpperInvariant() switch
    {
        "PAY_SUCC" or "CONFIRM" => (OrderStatus.Tracked, null, null),
        "SETTLE" => (OrderStatus.Settled, null, null),
        "REFUND" => (OrderStatus.Void, "已退款", null),
        _ => (OrderStatus.Held, $"抖音状态 {point} 未知", $"Douyin's flow_point {point} is unknown; the order is held"),
    };

    /// <summary>
    /// What is expected, without the platform's technical fee. Pangle's rows name it without the fee; of buyin's that is not published. Where amount and
    /// rate are there they tell: the estimate and the fee together are the gross commission, or the estimate alone is. Where they fit neither (after
    /// a return of a part), Pangle's is taken as it is and buyin's less the fee, so that no more is booked than is paid.
    /// </summary>
    private static long? Estimate(PlatformRow row)
    {
        var isPangle = row.Text("estimated_commission") is not null;
        var prefix = isPangle ? "" : "ads_";
        if (row.Whole(prefix + "estimated_commission") is not { } estimate)
        {
            return null;
        }
        var fee = Math.Abs(row.Whole(prefix + "estimated_tech_service_fee") ?? 0);
        var gross = row.Whole("pay_goods_amount") * (decimal?)row.Whole(isPangle ? "split_rate" : "ads_promotion_rate") / 10_000;
        var isNet = gross is { } whole && Math.Abs(estimate + fee - whole) <= 1 ? true
            : gross is { } alone && Math.Abs(estimate - alone) <= 1 ? false
            : isPangle;
        return isNet ? estimate : estimate - fee;
    }

    private static long Sale(PlatformRow row, OrderStatus status) =>
        (status == OrderStatus.Settled ? row.Whole("settled_goods_amount") : null) ?? row.Whole("pay_goods_amount") ?? row.Whole("total_pay_amount") ?? 0;

    private static DateTimeOffset Latest(PlatformRow row, DateTimeOffset orderedAt) => new[]
    {
        orderedAt,
        row.BeijingTime("confirm_time"),
        row.BeijingTime("settle_time"),
        row.BeijingTime("refund_time"),
    }.Max()!.Value;
}
