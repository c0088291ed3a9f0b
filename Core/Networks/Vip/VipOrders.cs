using System.Globalization;
using Daogou.Core.Networks.Platforms;
using Daogou.Core.Orders;

namespace Daogou.Core.Networks.Vip;

/// <summary>
/// Vipshop's rows as reports: a row is an order with its lines, amounts are yuan, instants are milliseconds. Status and settlement are the order's, so
/// the order is what is booked; what returns took from its lines is taken off.
/// </summary>
internal static class VipOrders
{
    /// <param name="network">The network's key.</param>
    /// <param name="row">The platform's row.</param>
    /// <returns>Null for an order that is not paid yet.</returns>
    public static ReportRow? Read(string network, PlatformRow row)
    {
        var code = row.Whole("status") ?? throw PlatformRow.Lacks("status");
        var word = row.Text("orderSubStatusName");
        if (code == 1 && word == "已下单")
        {
            return null;
        }
        var returns = row.List("detailList").SelectMany(line => line.List("afterSaleInfo")).ToList();
        var (status, reason, alert) = Status(code, row, word);
        if (status is OrderStatus.Tracked or OrderStatus.Confirmed && returns.Any(one => one.Whole("afterSaleStatus") == 1))
        {
            (status, reason) = (OrderStatus.Held, "售后处理中");
        }
        var estimate = row.YuanAsFen("commission") ?? throw PlatformRow.Lacks("commission");
        var net = Math.Max(0, estimate - TakenBack(row, returns));
        var orderedAt = row.Milliseconds("orderTime") ?? throw PlatformRow.Lacks("orderTime");
        var lines = row.List("detailList").ToList();
        return new ReportRow(
            new OrderReport
            {
                Network = network,
                OrderNo = row.Id("orderSn"),
                ItemNo = "1",
                Status = status,
                StatusReason = reason,
                UpdatedAt = Latest(row, returns, orderedAt),
                OrderedAt = orderedAt,
                Merchant = "唯品会",
                Title = lines.Count > 0 ? lines[0].Text("goodsName") : null,
                Quantity = (int)Math.Clamp(lines.Sum(line => line.Whole("goodsCount") ?? 1), 1, 1_000_000),
                SaleMinor = Math.Max(0, row.YuanAsFen("totalCost") ?? row.YuanAsFen("commissionTotalCost") ?? 0),
                CommissionMinor = status == OrderStatus.Void ? 0 : net,
                EstimateMinor = estimate,
                Currency = "CNY",
                ClickRef = row.Text("statParam"),
            },
            null)
        {
            Alert = alert,
        };
    }

    private static (OrderStatus Status, string? Reason, string? Alert) Status(long code, PlatformRow row, string? word) => code switch
    {
        _ when row.Whole("fdsBlackOrder") == 1 => (OrderStatus.Void, "异常订单", $"Vipshop marked order {row.Text("orderSn")} as abnormal (fdsBlackOrder)"),
        0 => (OrderStatus.Void, word ?? "不合格", null),
        1 => (OrderStatus.Tracked, null, null),
        2 => (row.Whole("settled") == 1 ? OrderStatus.Settled : OrderStatus.Confirmed, null, null),
        _ => (OrderStatus.Held, string.Create(CultureInfo.InvariantCulture, $"唯品会状态码 {code} 未知"), string.Create(CultureInfo.InvariantCulture, $"Vipshop's status {code} is unknown; the order is held")),
    };

    /// <summary>What returns cost, as the order says it, else as its lines' finished returns do. Whichever sign it is written with, it lowers.</summary>
    private static long TakenBack(PlatformRow row, List<PlatformRow> returns) => Math.Abs(
        row.YuanAsFen("afterSaleChangeCommission")
        ?? returns.Where(one => one.Whole("afterSaleStatus") == 2).Sum(one => Math.Abs(one.YuanAsFen("afterSaleChangedCommission") ?? 0)));

    /// <summary>The latest instant that the row knows of: a return may be entered without moving the order's own update time.</summary>
    private static DateTimeOffset Latest(PlatformRow row, List<PlatformRow> returns, DateTimeOffset orderedAt) => new DateTimeOffset?[]
    {
        orderedAt,
        row.Milliseconds("lastUpdateTime"),
        row.Milliseconds("signTime"),
        row.Milliseconds("settledTime"),
    }.Concat(returns.Select(one => one.Milliseconds("afterSaleFinishTime"))).Max()!.Value;
}
