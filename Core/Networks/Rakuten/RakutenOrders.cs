using System.Globalization;
using System.Text.RegularExpressions;
using Daogou.Core.Networks.Affiliates;
using Daogou.Core.Networks.Platforms;
using Daogou.Core.Orders;

namespace Daogou.Core.Networks.Rakuten;

/// <summary>
/// Rakuten's events as rows of an order item: one for each SKU, with an id of its own, and further ones below zero for what was cancelled or sent back.
/// A realtime row (<c>is_event</c> Y) is provisional, a batch row certain. Payments are not told here, so no order becomes settled.
/// </summary>
internal static partial class RakutenOrders
{
    public static ReportRow Read(string network, PlatformRow row, Func<string?, string?> merchantOf)
    {
        var id = row.Id("etransaction_id");
        var merchant = row.Id("advertiser_id");
        var (status, reason, alert) = Status(row, id);
        var currency = row.Currency("currency");
        var processedAt = Time(row, "process_date") ?? throw PlatformRow.Lacks("process_date");
        return new ReportRow(
            new OrderReport
            {
                Network = network,
                OrderNo = row.Id("order_id"),
                // Order numbers are the merchants' own: two of them may use the same one.
                ItemNo = $"{merchant}-{row.Text("sku_number") ?? "1"}",
                Part = id,
                Status = status,
                StatusReason = reason,
                UpdatedAt = processedAt,
                OrderedAt = Time(row, "transaction_date") ?? processedAt,
                Merchant = merchantOf(merchant),
                Title = row.Text("product_name"),
                Quantity = (int)Math.Clamp(Math.Abs(row.Whole("quantity") ?? 1), 0, 1_000_000),
                SaleMinor = row.Minor("sale_amount", currency) ?? 0,
                CommissionMinor = row.Minor("commissions", currency) ?? throw PlatformRow.Lacks("commissions"),
                Currency = currency,
                ClickRef = row.Text("u1"),
            },
            null)
        {
            Alert = alert,
        };
    }

    private static (OrderStatus Status, string? Reason, string? Alert) Status(PlatformRow row, string id) =>
        (row.Text("is_event") ?? row.Text("transaction_type"))?.ToLowerInvariant() switch
        {
            "y" or "true" or "realtime" => (OrderStatus.Tracked, null, null),
            "n" or "false" or "batch" => (OrderStatus.Confirmed, null, null),
            var word => (OrderStatus.Held, $"Rakuten: {word}", $"Rakuten's is_event \"{word}\" of {id} is unknown; the order is held"),
        };

    /// <summary>ISO 8601, or as <c>Mon Nov 02 2026 08:00:00 GMT+0000 (UTC)</c>.</summary>
    private static DateTimeOffset? Time(PlatformRow row, string field) =>
        Worded().Match(row.Text(field) ?? "") is { Success: true } match
        && DateTimeOffset.TryParseExact(
            $"{match.Groups["wall"].Value} {match.Groups["hours"].Value}:{match.Groups["minutes"].Value}", "MMM dd yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : row.Utc(field);

    [GeneratedRegex(@"^[A-Z][a-z]{2} (?<wall>[A-Z][a-z]{2} \d{2} \d{4} \d{2}:\d{2}:\d{2}) GMT(?<hours>[+-]\d{2}):?(?<minutes>\d{2})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Worded();
}
