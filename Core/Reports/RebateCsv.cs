using System.Globalization;

namespace Daogou.Core.Reports;

/// <summary>The rebate report as a file: amounts in major units with a point, one column a currency code.</summary>
public static class RebateCsv
{
    public static string Write(RebateReportPage page, bool byteOrderMark = false) =>
        CsvText.Write(
            [
                Column(page.By), "name", "currency", "orders", "sale", "commission", "rebates", "shares", "group_shares", "house", "unattributed",
                "clawed_back",
            ],
            page.Rows.Select(row => Cells(row, row.Key, row.Label)).Concat(page.Totals.Select(total => Cells(total, "total", ""))),
            byteOrderMark);

    private static string Column(ReportBy by) => by switch
    {
        ReportBy.Day => "day",
        ReportBy.Network => "network",
        ReportBy.Group => "group",
        ReportBy.Member => "member",
    };

    private static IReadOnlyList<string> Cells(RebateRow row, string key, string label) =>
    [
        key, label, row.Currency, row.Sums.Orders.ToString(CultureInfo.InvariantCulture),
        .. new[]
        {
            row.Sums.SaleMinor, row.Sums.CommissionMinor, row.Sums.RebatesMinor, row.Sums.SharesMinor, row.Sums.GroupSharesMinor,
            row.Sums.HouseMinor, row.Sums.UnattributedMinor, row.Sums.ClawbackMinor,
        }.Select(minor => row.Money(minor).ToDecimalText()),
    ];
}
