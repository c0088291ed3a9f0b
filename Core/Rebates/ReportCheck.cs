using System.Globalization;
using Daogou.Core.Amounts;
using Daogou.Core.Networks;
using Daogou.Core.Orders;

namespace Daogou.Core.Rebates;

/// <summary>What no true report says. One from the future would stand above every later word of the network, so it is not taken.</summary>
internal static class ReportCheck
{
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromDays(1);
    private static readonly DateTimeOffset First = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What is wrong with it, or null.</summary>
    public static string? Wrong(OrderReport report, DateTimeOffset now) =>
        !IsKey(report.Network) || !IsKey(report.OrderNo) || !IsKey(report.ItemNo) ? "it lacks the network, the order number or the item number."
        : !CurrencyTable.Knows(report.Currency) ? $"the currency \"{report.Currency}\" is unknown."
        : report.Part is { } part && !IsKey(part) ? "its row has no id of its own."
        : !IsAmount(report.SaleMinor, report.Part) || !IsAmount(report.CommissionMinor, report.Part) ? "an amount is below zero or too large."
        : !Enum.IsDefined(report.Status) ? "its status is unknown."
        : report.UpdatedAt > now + ClocksDiffer
            ? string.Create(CultureInfo.InvariantCulture, $"it was updated in the future, {report.UpdatedAt:yyyy-MM-dd HH:mm} UTC.")
        : report.UpdatedAt < First || report.OrderedAt < First ? "its time is before 1990."
        : null;

    private static bool IsKey(string text) => text.Length is > 0 and <= 100 && !text.Any(char.IsControl);

    /// <summary>A row that corrects another one may take something back.</summary>
    private static bool IsAmount(long minor, string? part) => (part is null ? minor : Math.Abs(minor)) is >= 0 and <= ReportReader.MostMinor;
}
