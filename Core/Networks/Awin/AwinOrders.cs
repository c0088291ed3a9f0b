using System.Globalization;
using Daogou.Core.Networks.Affiliates;
using Daogou.Core.Networks.Platforms;
using Daogou.Core.Orders;

namespace Daogou.Core.Networks.Awin;

/// <summary>
/// Awin's transactions as reports. A transaction comes again with each change of it and has no time of change: what it says is as old as its later date
/// of the two, sale and validation. The listing by amendment knows one thing more, the day on which the amount was changed, and so stands above.
/// </summary>
internal static class AwinOrders
{
    /// <param name="network">The network's key.</param>
    /// <param name="row">The transaction.</param>
    /// <param name="merchantOf">A merchant's key by its id.</param>
    /// <param name="amendedOn">The UTC day of its last amendment, when the listing says so.</param>
    public static ReportRow Read(string network, PlatformRow row, Func<string?, string?> merchantOf, DateTimeOffset? amendedOn)
    {
        var id = row.Id("id");
        var orderedAt = row.Utc("transactionDate") ?? throw PlatformRow.Lacks("transactionDate");
        var (status, reason, alert) = Status(row, id);
        var currency = row.Currency("commissionAmount.currency");
        var commission = row.Minor("commissionAmount.amount", currency) ?? throw PlatformRow.Lacks("commissionAmount.amount");
        if (commission < 0)
        {
            (commission, alert) = (0, string.Create(CultureInfo.InvariantCulture, $"{id}: the commission is below zero ({commission} {currency}) and is booked as nothing"));
        }
        var sameCurrency = row.Text("saleAmount.currency") is not { } other || string.Equals(other, currency, StringComparison.OrdinalIgnoreCase);
        var updatedAt = AffiliateText.Latest(orderedAt, row.Utc("validationDate"));
        return new ReportRow(
            new OrderReport
            {
                Network = network,
                OrderNo = id,
                ItemNo = "1",
                Status = status,
                StatusReason = reason,
                // Two amendments of one day are told apart by the lower commission alone.
                UpdatedAt = amendedOn is { } day ? AffiliateText.Latest(updatedAt, day).AddMilliseconds(1) : updatedAt,
                OrderedAt = orderedAt,
                Merchant = merchantOf(row.Text("advertiserId")),
                // Amounts are not converted: a sale in another currency than its commission stays unknown.
                SaleMinor = sameCurrency ? Math.Max(0, row.Minor("saleAmount.amount", currency) ?? 0) : 0,
                CommissionMinor = status == OrderStatus.Void ? 0 : commission,
                Currency = currency,
                ClickRef = row.Text("clickRefs.clickRef2"),
            },
            null)
        {
            Alert = alert,
        };
    }

    private static (OrderStatus Status, string? Reason, string? Alert) Status(PlatformRow row, string id) => row.Text("commissionStatus")?.ToLowerInvariant() switch
    {
        "pending" => (OrderStatus.Tracked, null, null),
        "approved" => (row.Text("paidToPublisher") == "true" ? OrderStatus.Settled : OrderStatus.Confirmed, null, null),
        "declined" => (OrderStatus.Void, row.Text("declineReason") ?? "declined", null),
        "deleted" => (OrderStatus.Void, row.Text("declineReason") ?? "deleted", null),
        null => throw PlatformRow.Lacks("commissionStatus"),
        var word => (OrderStatus.Held, $"Awin: {word}", $"Awin's commissionStatus \"{word}\" of {id} is unknown; the order is held"),
    };
}
