using System.Globalization;
using Daogou.Core.Amounts;
using Daogou.Core.Orders;

namespace Daogou.Core.Networks;

/// <summary>A network's row becomes an order report, or is refused with the reason. Nothing is guessed where money hangs on it.</summary>
public static class ReportReader
{
    /// <summary>Amounts above this are a fault of the report and not a sale.</summary>
    public const long MostMinor = 1_000_000_000_000_000;

    private const int LongestKey = 100;
    private const int LongestText = 500;
    private const int LongestShown = 300;

    public static ReportRow Read(string network, ReportsOptions options, RawRow row)
    {
        try
        {
            return new ReportRow(Believed(network, options, row), null);
        }
        catch (UnreadableException e)
        {
            return new ReportRow(null, new RefusedRow(row.Number, Shown(row.Text), e.Message));
        }
    }

    public static string Shown(string text) => text.Length <= LongestShown ? text : text[..LongestShown] + "…";

    private static OrderReport Believed(string network, ReportsOptions options, RawRow row)
    {
        var currency = (Word(row, ReportField.Currency) ?? options.Currency)?.ToUpperInvariant() switch
        {
            null => throw new UnreadableException("it names no currency, and the network's settings have none (Reports:Currency)."),
            "RMB" => "CNY",
            var code when CurrencyTable.Knows(code) => code,
            var code => throw new UnreadableException($"the currency \"{code}\" is unknown."),
        };
        var (status, reason) = Status(options, Required(row, ReportField.Status));
        var orderedAt = Instant(options, row, ReportField.OrderedAt) ?? throw Lacks(ReportField.OrderedAt);
        return new OrderReport
        {
            Network = network,
            OrderNo = Key(row, ReportField.OrderNo) ?? throw Lacks(ReportField.OrderNo),
            ItemNo = Key(row, ReportField.ItemNo) ?? "1",
            Status = status,
            StatusReason = reason ?? Short(Word(row, ReportField.StatusReason)),
            UpdatedAt = Instant(options, row, ReportField.UpdatedAt) ?? orderedAt,
            OrderedAt = orderedAt,
            Merchant = Short(Word(row, ReportField.Merchant)),
            Title = Short(Word(row, ReportField.Title)),
            Quantity = Quantity(row),
            SaleMinor = Amount(row, ReportField.Sale, currency),
            CommissionMinor = status == OrderStatus.Void ? 0 : Amount(row, ReportField.Commission, currency),
            Currency = currency,
            ClickRef = Short(Word(row, ReportField.ClickRef)),
        };
    }

    private static (OrderStatus Status, string? Reason) Status(ReportsOptions options, string word) =>
        options.StatusMap.TryGetValue(word, out var mapped) || ReportWords.Statuses.TryGetValue(word, out mapped)
            ? (mapped, null)
            : (OrderStatus.Held, $"The network's status \"{word}\" is unknown.");

    private static int Quantity(RawRow row) => Word(row, ReportField.Quantity) switch
    {
        null => 1,
        var text when decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            && number == decimal.Truncate(number) && number is >= 0 and <= 1_000_000 => (int)number,
        var text => throw new UnreadableException($"the quantity \"{text}\" is not a whole number."),
    };

    /// <summary>Below the smallest unit the amount is cut: we never book more than the network pays.</summary>
    private static long Amount(RawRow row, ReportField field, string currency)
    {
        var text = Required(row, field);
        if (AmountCell.Read(text) is not { } number)
        {
            throw new UnreadableException($"the {ReportWords.Name(field)} \"{text}\" is not an amount.");
        }
        var unit = (decimal)Math.Pow(10, CurrencyTable.Decimals(currency));
        var minor = row.Unit == AmountUnit.Minor ? number : number <= MostMinor ? number * unit : number;
        if (row.Unit == AmountUnit.Minor && minor != decimal.Truncate(minor))
        {
            throw new UnreadableException($"the {ReportWords.Name(field)} \"{text}\" is not in minor units.");
        }
        return minor is >= 0 and <= MostMinor
            ? (long)decimal.Truncate(minor)
            : throw new UnreadableException($"the {ReportWords.Name(field)} \"{text}\" is {(minor < 0 ? "below zero" : "too large")}.");
    }

    private static DateTimeOffset? Instant(ReportsOptions options, RawRow row, ReportField field) => Word(row, field) is not { } text
        ? null
        : TimeCell.Read(text, TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone))
            ?? throw new UnreadableException($"the {ReportWords.Name(field)} \"{text}\" is not a time; accepted are ISO 8601, 2026-11-02 08:00:00 and Unix seconds or milliseconds.");

    private static string? Key(RawRow row, ReportField field) => Word(row, field) switch
    {
        null => null,
        { Length: > LongestKey } => throw new UnreadableException($"the {ReportWords.Name(field)} is longer than {LongestKey} characters."),
        var text when text.Any(char.IsControl) => throw new UnreadableException($"the {ReportWords.Name(field)} has control characters."),
        var text => text,
    };

    private static string Required(RawRow row, ReportField field) => Word(row, field) ?? throw Lacks(field);

    private static string? Word(RawRow row, ReportField field) => row.Field(field)?.Trim() is { Length: > 0 } text ? text : null;

    private static string? Short(string? text) => text is null
        ? null
        : string.Concat(text.Where(c => !char.IsControl(c)).Take(LongestText));

    private static UnreadableException Lacks(ReportField field) => new($"it has no {ReportWords.Name(field)}.");

    private sealed class UnreadableException(string message) : Exception(message);
}
