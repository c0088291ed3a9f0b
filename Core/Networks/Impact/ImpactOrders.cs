using System.Globalization;
using Daogou.Core.Networks.Affiliates;
using Daogou.Core.Networks.Platforms;
using Daogou.Core.Orders;

namespace Daogou.Core.Networks.Impact;

/// <summary>
/// Impact's actions as reports. A row of <c>ActionUpdates</c> is what the action was worth after that update, at the update's time; a row of
/// <c>Actions</c> is what it is worth now without a time of change, so it counts as old as its creation (or its clearing) and below every update.
/// </summary>
internal static class ImpactOrders
{
    /// <param name="network">The network's key.</param>
    /// <param name="row">The action or update.</param>
    /// <param name="merchantOf">A merchant's key by its campaign's id.</param>
    /// <param name="to">The end of the window: a date after it is only planned.</param>
    public static ReportRow Read(string network, PlatformRow row, Func<string?, string?> merchantOf, DateTimeOffset to)
    {
        // An update may have an id of its own and name its action apart.
        var id = row.Text("ActionId") ?? row.Id("Id");
        var orderedAt = row.Utc("EventDate") ?? row.Utc("CreationDate") ?? throw PlatformRow.Lacks("EventDate");
        var cleared = row.Utc("ClearedDate") is { } at && at <= to ? at : (DateTimeOffset?)null;
        var (status, reason, alert) = Status(row, id, cleared is not null || row.Text("PaystubId") is not null);
        var currency = row.Currency("Currency");
        var commission = row.Minor("Payout", currency) ?? throw PlatformRow.Lacks("Payout");
        if (commission < 0)
        {
            (commission, alert) = (0, string.Create(CultureInfo.InvariantCulture, $"{id}: the payout is below zero ({commission} {currency}) and is booked as nothing"));
        }
        return new ReportRow(
            new OrderReport
            {
                Network = network,
                OrderNo = id,
                ItemNo = "1",
                Status = status,
                StatusReason = reason,
                UpdatedAt = row.Utc("UpdateDate") ?? AffiliateText.Latest(orderedAt, row.Utc("CreationDate"), cleared),
                OrderedAt = orderedAt,
                Merchant = merchantOf(row.Text("CampaignId")) ?? row.Text("CampaignName"),
                SaleMinor = Math.Max(0, row.Minor("Amount", currency) ?? 0),
                CommissionMinor = status == OrderStatus.Void ? 0 : commission,
                EstimateMinor = row.Minor("IntendedPayout", currency),
                Currency = currency,
                ClickRef = row.Text("SubId1"),
            },
            null)
        {
            Alert = alert,
        };
    }

    private static (OrderStatus Status, string? Reason, string? Alert) Status(PlatformRow row, string id, bool isPaid) => row.Text("State")?.ToUpperInvariant() switch
    {
        "PENDING" => (OrderStatus.Tracked, null, null),
        "APPROVED" => (isPaid ? OrderStatus.Settled : OrderStatus.Confirmed, null, null),
        "REVERSED" => (OrderStatus.Void, row.Text("StateDetail") ?? "reversed", null),
        null => throw PlatformRow.Lacks("State"),
        var word => (OrderStatus.Held, $"Impact: {word}", $"Impact's State \"{word}\" of {id} is unknown; the order is held"),
    };
}
