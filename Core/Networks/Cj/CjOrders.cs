using Daogou.Core.Networks.Affiliates;
using Daogou.Core.Networks.Platforms;
using Daogou.Core.Orders;

namespace Daogou.Core.Networks.Cj;

/// <summary>
/// CJ's commission records as rows of an order: the original and each correction have an id of their own, a correction's amounts are below zero, and
/// what they share is <c>originalActionId</c>. The order is their sum.
/// </summary>
internal static class CjOrders
{
    /// <param name="network">The network's key.</param>
    /// <param name="row">The record.</param>
    /// <param name="currency">The account's currency.</param>
    /// <param name="merchantOf">A merchant's key by its id.</param>
    /// <param name="to">The end of the window: a locking date after it is only planned.</param>
    public static ReportRow Read(string network, PlatformRow row, string currency, Func<string?, string?> merchantOf, DateTimeOffset to)
    {
        var id = row.Id("commissionId");
        var posted = row.Utc("postingDate") ?? throw PlatformRow.Lacks("postingDate");
        var (status, reason, alert) = Status(row, id);
        var locked = status is OrderStatus.Confirmed or OrderStatus.Settled && row.Utc("lockingDate") is { } at && at <= to ? at : (DateTimeOffset?)null;
        return new ReportRow(
            new OrderReport
            {
                Network = network,
                OrderNo = row.Text("originalActionId") ?? id,
                ItemNo = "1",
                Part = id,
                Status = status,
                StatusReason = reason,
                UpdatedAt = AffiliateText.Latest(posted, locked),
                OrderedAt = row.Utc("eventDate") ?? posted,
                Merchant = merchantOf(row.Text("advertiserId")) ?? row.Text("advertiserName"),
                SaleMinor = row.Minor("saleAmountPubCurrency", currency) ?? 0,
                CommissionMinor = row.Minor("pubCommissionAmountPubCurrency", currency) ?? throw PlatformRow.Lacks("pubCommissionAmountPubCurrency"),
                Currency = currency,
                ClickRef = row.Text("shopperId"),
            },
            null)
        {
            Alert = alert,
        };
    }

    private static (OrderStatus Status, string? Reason, string? Alert) Status(PlatformRow row, string id)
    {
        var (action, validation, why) = (row.Text("actionStatus")?.ToUpperInvariant(), row.Text("validationStatus")?.ToUpperInvariant(), row.Text("correctionReason"));
        return (action, validation) switch
        {
            (_, "DECLINED") => (OrderStatus.Void, why ?? "declined", null),
            ("NEW" or "EXTENDED", null or "PENDING" or "ACCEPTED" or "AUTOMATED") or ("LOCKED", "PENDING") => (OrderStatus.Tracked, why, null),
            ("LOCKED", null or "ACCEPTED" or "AUTOMATED") => (OrderStatus.Confirmed, why, null),
            ("CLOSED", null or "PENDING" or "ACCEPTED" or "AUTOMATED") => (OrderStatus.Settled, why, null),
            (null, _) => throw PlatformRow.Lacks("actionStatus"),
            _ => (OrderStatus.Held, $"CJ: {action} {validation}", $"CJ's status {action} {validation} of {id} is unknown; the order is held"),
        };
    }
}
