using System.Globalization;
using Daogou.Core.Networks.Platforms;
using Daogou.Core.Orders;

namespace Daogou.Core.Networks.Kuaishou;

/// <summary>
/// Kuaishou's rows as reports: a row is an order with its products, amounts are fen, instants milliseconds. Status and settlement are the order's, so
/// the order is what is booked. Its field list is published in parts only, hence the second names.
/// </summary>
internal static class KuaishouOrders
{
    public static ReportRow Read(string network, PlatformRow row, KuaishouOptions options)
    {
        var products = row.List("cpsKwaimoneyOrderProductView").ToList();
        var orderNo = row.Text("oid") ?? (products.Count > 0 ? products[0].Text("oid") : null);
        if (orderNo is not { Length: <= 100 })
        {
            throw PlatformRow.Lacks("oid");
        }
        var (status, reason, alert) = Status(row.Whole("cpsOrderStatus") ?? throw PlatformRow.Lacks("cpsOrderStatus"));
        var estimate = Estimate(products, options.EstimateHasFee);
        var commission = status switch
        {
            OrderStatus.Settled => row.Whole("settlementAmount") ?? throw PlatformRow.Lacks("settlementAmount"),
            OrderStatus.Void => 0,
            _ => estimate ?? throw PlatformRow.Lacks("estimatedIncome"),
        };
        if (commission < 0)
        {
            (commission, alert) = (0, string.Create(CultureInfo.InvariantCulture, $"{orderNo}: the commission is below zero ({commission} fen) and is booked as nothing"));
        }
        var refs = options.EchoesComments ? products.Select(product => product.Text("comments")).OfType<string>().Distinct(StringComparer.Ordinal).ToList() : [];
        if (refs.Count > 1)
        {
            alert = $"{orderNo}: its products name {refs.Count} links (comments), so it is nobody's";
        }
        var updatedAt = row.Milliseconds("updateTime") ?? throw PlatformRow.Lacks("updateTime");
        return new ReportRow(
            new OrderReport
            {
                Network = network,
                OrderNo = orderNo,
                ItemNo = "1",
                Status = status,
                StatusReason = reason,
                UpdatedAt = updatedAt,
                OrderedAt = row.Milliseconds("orderCreateTime") ?? row.Milliseconds("createTime") ?? row.Milliseconds("payTime") ?? updatedAt,
                Merchant = (products.Count > 0 ? products[0].Text("sellerNickName") : null) ?? "快手小店",
                Title = products.Count > 0 ? products[0].Text("itemTitle") : null,
                Quantity = (int)Math.Clamp(products.Sum(product => product.Whole("num") ?? 1), 1, 1_000_000),
                SaleMinor = Math.Max(0, products.Sum(product => product.Whole("paymentFee") ?? 0)),
                CommissionMinor = commission,
                EstimateMinor = estimate is { } expected ? Math.Max(0, expected) : null,
                Currency = "CNY",
                ClickRef = refs is [var only] ? only : null,
            },
            null)
        {
            Alert = alert,
        };
    }

    /// <summary>30 paid, 40 sent, 50 received: it may still come back. 60 settled, 80 invalid.</summary>
    private static (OrderStatus Status, string? Reason, string? Alert) Status(long code) => code switch
    {
        30 or 40 or 50 => (OrderStatus.Tracked, null, null),
        60 => (OrderStatus.Settled, null, null),
        80 => (OrderStatus.Void, "已失效", null),
        _ => (OrderStatus.Held, string.Create(CultureInfo.InvariantCulture, $"快手状态码 {code} 未知"), string.Create(CultureInfo.InvariantCulture, $"Kuaishou's cpsOrderStatus {code} is unknown; the order is held")),
    };

    /// <summary>What is expected of all products, without the technical fee; null when a product does not say.</summary>
    private static long? Estimate(List<PlatformRow> products, bool hasFee)
    {
        var sum = 0L;
        foreach (var product in products)
        {
            if (product.Whole("estimatedIncome") is not { } income)
            {
                return null;
            }
            sum += income - (hasFee ? Math.Abs(product.Whole("techServiceAmount") ?? 0) : 0);
        }
        return products.Count > 0 ? sum : null;
    }
}
