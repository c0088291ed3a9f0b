using System.Globalization;
using System.Text.Json;
using Daogou.Core.Networks.Platforms;
using Daogou.Core.Orders;

namespace Daogou.Core.Networks.Pdd;

/// <summary>Pinduoduo's rows as reports: a row is an order, amounts are fen, instants are seconds.</summary>
internal static class PddOrders
{
    /// <returns>Null for an order that is not paid.</returns>
    public static ReportRow? Read(string network, PlatformRow row)
    {
        var code = row.Whole("order_status") ?? throw PlatformRow.Lacks("order_status");
        if (code == -1)
        {
            return null;
        }
        var (status, reason, alert) = Status(code, row);
        if (row.Whole("return_status") == 1 && status is OrderStatus.Tracked or OrderStatus.Confirmed)
        {
            (status, reason) = (OrderStatus.Held, "售后处理中");
        }
        // The software fee stands inside the amount and never reaches us.
        var gross = row.Whole("promotion_amount") ?? throw PlatformRow.Lacks("promotion_amount");
        var net = gross - Math.Abs(row.Whole("duo_id_service_fee") ?? 0);
        var orderedAt = row.Seconds("order_create_time") ?? row.Seconds("order_pay_time") ?? throw PlatformRow.Lacks("order_create_time");
        return new ReportRow(
            new OrderReport
            {
                Network = network,
                OrderNo = row.Id("order_sn"),
                ItemNo = "1",
                Status = status,
                StatusReason = reason,
                UpdatedAt = row.Seconds("order_modify_at") ?? orderedAt,
                OrderedAt = orderedAt,
                Merchant = row.Text("mall_name"),
                Title = row.Text("goods_name"),
                Quantity = (int)Math.Clamp(row.Whole("goods_quantity") ?? 1, 0, 1_000_000),
                SaleMinor = Math.Max(0, row.Whole("order_amount") ?? 0),
                CommissionMinor = status == OrderStatus.Void ? 0 : Math.Max(0, net),
                EstimateMinor = status == OrderStatus.Settled ? null : Math.Max(0, net),
                Currency = "CNY",
                ClickRef = Sid(row.Text("custom_parameters")),
            },
            null)
        {
            Alert = alert,
        };
    }

    private static (OrderStatus Status, string? Reason, string? Alert) Status(long code, PlatformRow row) => code switch
    {
        0 or 1 or 2 => (OrderStatus.Tracked, row.Whole("price_compare_status") == 1 ? "比价订单" : null, null),
        3 => (OrderStatus.Confirmed, null, null),
        5 => (OrderStatus.Settled, null, null),
        4 => (OrderStatus.Void, row.Text("fail_reason") ?? "审核失败", null),
        10 => (OrderStatus.Void, "已处罚", $"Pinduoduo punished order {row.Text("order_sn")}: {row.Text("fail_reason") ?? "no reason given"}"),
        _ => (OrderStatus.Held, string.Create(CultureInfo.InvariantCulture, $"拼多多状态码 {code} 未知"), string.Create(CultureInfo.InvariantCulture, $"Pinduoduo's order_status {code} is unknown; the order is held")),
    };

    /// <summary>
    /// Our ref in the echoed parameters, read as JSON because the platform writes them anew. A text that is no JSON is handed on as it is, so that a forged
    /// one shows as forged; JSON without a <c>sid</c> is none.
    /// </summary>
    private static string? Sid(string? custom)
    {
        if (custom is null)
        {
            return null;
        }
        try
        {
            using var document = JsonDocument.Parse(custom);
            return document.RootElement.ValueKind == JsonValueKind.Object ? JsonPath.Text(document.RootElement, "sid") : custom;
        }
        catch (JsonException)
        {
            return custom;
        }
    }
}
