using System.Globalization;
using System.Text.RegularExpressions;
using Daogou.Core.Amounts;
using Daogou.Core.Networks.Platforms;
using Daogou.Core.Orders;

namespace Daogou.Core.Networks.AliExpress;

/// <summary>
/// AliExpress's rows as reports: amounts in cents, times in Pacific standard time without summer time. A row has no update time of its own, only the
/// time of each step; of two words at one time the further status, then the lower commission counts.
/// </summary>
internal static partial class AliExpressOrders
{
    /// <summary>UTC−8 all the year.</summary>
    private static readonly TimeZoneInfo Pacific = TimeZoneInfo.CreateCustomTimeZone("PST", TimeSpan.FromHours(-8), "PST", "PST");

    public static string Time(DateTimeOffset time) => time.ToOffset(Pacific.BaseUtcOffset).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static ReportRow Read(string network, string refParameter, PlatformRow row)
    {
        var item = row.Id("sub_order_id");
        var currency = row.Currency("settled_currency");
        var word = row.Text("order_status") ?? throw PlatformRow.Lacks("order_status");
        OrderStatus? known = word.ToUpperInvariant() switch
        {
            "PAYMENT COMPLETED" => OrderStatus.Tracked,
            "BUYER CONFIRMED RECEIPT" => OrderStatus.Confirmed,
            "COMPLETED SETTLEMENT" => OrderStatus.Settled,
            "INVALID" => OrderStatus.Void,
            _ => null,
        };
        var paidAt = Instant(row, "paid_time") ?? Instant(row, "created_time") ?? throw PlatformRow.Lacks("paid_time");
        DateTimeOffset?[] steps = [paidAt, Instant(row, "finished_time"), Instant(row, "completed_settlement_time")];
        var isFinished = known is OrderStatus.Confirmed or OrderStatus.Settled;
        var estimate = Cents(row, "estimated_paid_commission", currency);
        var commission = (isFinished ? Cents(row, "estimated_finished_commission", currency) : estimate) ?? throw PlatformRow.Lacks("commission");
        return new ReportRow(
            new OrderReport
            {
                Network = network,
                OrderNo = row.Text("parent_order_number") ?? row.Id("order_id"),
                ItemNo = item,
                Status = known ?? OrderStatus.Held,
                StatusReason = known is null ? $"AliExpress: {word}" : known == OrderStatus.Void ? row.Text("effect_detail_status") : null,
                UpdatedAt = steps.Max()!.Value,
                OrderedAt = paidAt,
                Merchant = "AliExpress",
                Title = row.Text("product_title"),
                SaleMinor = Math.Max(0, (isFinished ? Cents(row, "finished_amount", currency) : null) ?? Cents(row, "paid_amount", currency) ?? 0),
                CommissionMinor = known == OrderStatus.Void ? 0 : Math.Max(0, commission),
                EstimateMinor = estimate,
                Currency = currency,
                ClickRef = Ref(row.Text("customer_parameters"), refParameter),
            },
            null)
        {
            Alert = known is null ? $"{item}: AliExpress's status \"{word}\" is unknown; the order is held"
                : commission < 0 ? string.Create(CultureInfo.InvariantCulture, $"{item}: the commission is below zero ({commission}) and is booked as nothing")
                : null,
        };
    }

    /// <summary>Our parameter out of what the platform echoes, a query or an object; the whole text where it is in neither form.</summary>
    internal static string? Ref(string? echoed, string parameter) => echoed is null
        ? null
        : Pair().Matches(echoed).FirstOrDefault(match => match.Groups["name"].Value == parameter)?.Groups["value"].Value ?? echoed;

    /// <summary>Cents are hundredths of the unit, whatever the currency's decimals.</summary>
    private static long? Cents(PlatformRow row, string field, string currency) => row.Minor(field, "USD") is null ? null
        : (long)decimal.Truncate(decimal.Parse(row.Text(field)!, NumberStyles.Float, CultureInfo.InvariantCulture) * CurrencyTable.Decimals(currency) switch { 0 => 0.01m, 3 => 10m, _ => 1m });

    private static DateTimeOffset? Instant(PlatformRow row, string field) => row.Text(field) switch
    {
        null => null,
        var text => TimeCell.Read(text, Pacific) ?? throw new RowUnreadableException($"its {field} \"{text}\" is not a time such as 2026-11-02 00:00:00."),
    };

    [GeneratedRegex("(?<![a-z])(?<name>af|cn|cv|dp)\"?\\s*[=:]\\s*\"?(?<value>[^&\",}\\s]+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Pair();
}
