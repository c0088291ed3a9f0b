using System.Globalization;
using System.Text.Json;
using Daogou.Core.Networks.Platforms;
using Daogou.Core.Orders;

namespace Daogou.Core.Networks.Ebay;

/// <summary>
/// The Partner Network tells changes: each row adds <c>DeltaSales</c> and <c>DeltaEarnings</c> to its checkout and says how much it is in all then. An
/// order is the sum of its rows with the newest one's status; where the sum and the newest total differ the lower is booked and an operator hears of it.
/// </summary>
internal static class EbayOrders
{
    /// <param name="network">The network's key.</param>
    /// <param name="currency">The account's.</param>
    /// <param name="rows">All rows of the days read.</param>
    /// <param name="since">Orders that did not change since then are passed over.</param>
    public static IEnumerable<ReportRow> Read(string network, string currency, IReadOnlyList<JsonElement> rows, DateTimeOffset since)
    {
        var orders = new Dictionary<string, List<Change>>(StringComparer.Ordinal);
        var broken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, row) in rows.Index())
        {
            // Clicks and bids stand in the same report.
            if (row.ValueKind == JsonValueKind.Object && new PlatformRow(row).Text("EventName") is { } name && name is not ("Sale" or "Winning Bid (Revenue)"))
            {
                continue;
            }
            if (PlatformRow.Read(row, index + 1, fields => Take(fields, currency, orders)) is { } refused)
            {
                // A sum without one of its rows would be wrong, so its order waits until the row can be read.
                broken.Add(row.ValueKind == JsonValueKind.Object ? Order(new PlatformRow(row)) ?? "" : "");
                yield return refused;
            }
        }
        foreach (var (order, changes) in orders.Where(pair => !broken.Contains(pair.Key) && pair.Value.Max(change => change.UpdatedAt) >= since))
        {
            yield return Sum(network, currency, order, changes);
        }
    }

    private static string? Order(PlatformRow row) => row.Text("EbayCheckoutTransactionId") ?? row.Text("EpnTransactionId");

    private static ReportRow? Take(PlatformRow row, string currency, Dictionary<string, List<Change>> orders)
    {
        var change = new Change(
            row.Text("EpnTransactionId") ?? "",
            row.Instant("UpdateDate") ?? row.Instant("EventDate") ?? throw PlatformRow.Lacks("UpdateDate"),
            row.Instant("EventDate") ?? throw PlatformRow.Lacks("EventDate"),
            row.Text("Status") ?? throw PlatformRow.Lacks("Status"),
            row.Minor("DeltaSales", currency) ?? throw PlatformRow.Lacks("DeltaSales"),
            row.Minor("DeltaEarnings", currency) ?? throw PlatformRow.Lacks("DeltaEarnings"),
            row.Minor("Earnings", currency),
            row.Text("CustomId"));
        var id = Order(row) is { Length: <= 100 } known ? known : throw PlatformRow.Lacks("EbayCheckoutTransactionId");
        if (!orders.TryGetValue(id, out var changes))
        {
            orders[id] = changes = [];
        }
        // The very same row may be listed twice.
        if (!changes.Contains(change))
        {
            changes.Add(change);
        }
        return null;
    }

    private static ReportRow Sum(string network, string currency, string order, List<Change> changes)
    {
        var latest = changes.MaxBy(change => (change.UpdatedAt, change.Status))!;
        OrderStatus? known = latest.Status.ToUpperInvariant() switch
        {
            "PENDING" => OrderStatus.Tracked,
            "APPROVED" => OrderStatus.Confirmed,
            "REVERSED" => OrderStatus.Void,
            _ => null,
        };
        var earned = changes.Sum(change => change.Earnings);
        // Only where the newest total is one of a single transaction can it be held against the sum.
        var total = changes.Select(change => change.Transaction).Distinct(StringComparer.Ordinal).Count() == 1 ? latest.Total : null;
        var alert = known is null ? $"{order}: eBay's status \"{latest.Status}\" is unknown; the order is held"
            : known != OrderStatus.Void && total is { } said && said != earned
                ? string.Create(CultureInfo.InvariantCulture, $"{order}: its rows add up to {earned}, the newest one says {said} in all (minor units); the lower is booked")
            : null;
        return new ReportRow(
            new OrderReport
            {
                Network = network,
                OrderNo = order,
                ItemNo = "1",
                Status = known ?? OrderStatus.Held,
                StatusReason = known is null ? $"eBay: {latest.Status}" : null,
                UpdatedAt = latest.UpdatedAt,
                OrderedAt = changes.Min(change => change.EventAt),
                Merchant = "eBay",
                SaleMinor = Math.Max(0, changes.Sum(change => change.Sales)),
                CommissionMinor = known == OrderStatus.Void ? 0 : Math.Max(0, Math.Min(earned, total ?? earned)),
                Currency = currency,
                ClickRef = changes.Select(change => change.CustomId).FirstOrDefault(id => id is not null),
            },
            null)
        {
            Alert = alert,
        };
    }

    private sealed record Change(
        string Transaction, DateTimeOffset UpdatedAt, DateTimeOffset EventAt, string Status, long Sales, long Earnings, long? Total, string? CustomId);
}
