using System.Text.Json;
using Daogou.Core.Networks.Platforms;
using Daogou.Core.Orders;

namespace Daogou.Core.Networks.Partnerize;

/// <summary>
/// A conversion has items, each with a status and a commission of its own, in the conversion's currency. The network says no more than that an item was
/// approved: whether it was paid stands in payments.
/// </summary>
internal static class PartnerizeOrders
{
    public static IEnumerable<ReportRow> Read(string network, JsonElement conversion, long number)
    {
        var data = JsonPath.Find(conversion, "conversion_data") ?? conversion;
        IReadOnlyList<JsonElement> items = PlatformRow.Items(data, "conversion_items");
        foreach (var item in items.Count > 0 ? items : [data])
        {
            if (PlatformRow.Read(item, number, row => Read(network, new PlatformRow(data), row, isItem: items.Count > 0)) is { } read)
            {
                yield return read;
            }
        }
    }

    private static ReportRow Read(string network, PlatformRow conversion, PlatformRow item, bool isItem)
    {
        var order = conversion.Id("conversion_id");
        var currency = conversion.Currency("currency");
        var word = (isItem ? item.Text("item_status") : conversion.Text("conversion_value.conversion_status")) ?? throw PlatformRow.Lacks(isItem ? "item_status" : "conversion_status");
        OrderStatus? known = word switch
        {
            "pending" => OrderStatus.Tracked,
            "approved" => OrderStatus.Confirmed,
            "rejected" => OrderStatus.Void,
            _ => null,
        };
        var commission = (isItem ? item.Minor("item_publisher_commission", currency) : conversion.Minor("conversion_value.publisher_commission", currency))
            ?? throw PlatformRow.Lacks("publisher_commission");
        var orderedAt = conversion.Instant("conversion_time") ?? throw PlatformRow.Lacks("conversion_time");
        return new ReportRow(
            new OrderReport
            {
                Network = network,
                OrderNo = order,
                ItemNo = isItem ? item.Id("conversion_item_id") : "1",
                Status = known ?? OrderStatus.Held,
                StatusReason = known is null ? $"Partnerize: {word}" : isItem ? item.Text("reject_reason") : null,
                UpdatedAt = conversion.Instant("last_modified") ?? orderedAt,
                OrderedAt = orderedAt,
                Merchant = conversion.Text("campaign_title") ?? conversion.Text("campaign_id"),
                Title = isItem ? item.Text("sku") : null,
                SaleMinor = Math.Max(0, (isItem ? item.Minor("item_value", currency) : conversion.Minor("conversion_value.value", currency)) ?? 0),
                CommissionMinor = known == OrderStatus.Void ? 0 : Math.Max(0, commission),
                Currency = currency,
                ClickRef = conversion.Text("publisher_reference"),
            },
            null)
        {
            Alert = known is null ? $"{order}: Partnerize's status \"{word}\" is unknown; the order is held" : null,
        };
    }
}
