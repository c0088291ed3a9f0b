namespace Daogou.Core.Orders;

/// <summary>A stored report.</summary>
public sealed record StoredReport(long Id, OrderReport Report);

/// <summary>
/// What all reports of one order item together say: the greatest report, the greatest one with a click ref, and the first
/// confirmation. Each part is a maximum or minimum, so any order of arrival and any repeats end in the same fact.
/// </summary>
public sealed record OrderFact(StoredReport Latest, StoredReport? RefSource, DateTimeOffset? ConfirmedAt)
{
    /// <summary>What the network's own rows of corrections take back.</summary>
    public Corrections Corrected { get; init; } = Corrections.None;

    /// <summary>What holds: the greatest report, less what was taken back.</summary>
    public OrderReport Standing => Corrected.ApplyTo(Latest.Report);

    public string? ClickRef => RefSource?.Report.ClickRef;

    public static OrderFact Of(StoredReport report) => new(
        report,
        string.IsNullOrWhiteSpace(report.Report.ClickRef) ? null : report,
        report.Report.Status is OrderStatus.Confirmed or OrderStatus.Settled ? report.Report.UpdatedAt : null);

    public static OrderFact Merge(OrderFact left, OrderFact right) => new(
        Greater(left.Latest, right.Latest),
        (left.RefSource, right.RefSource) switch
        {
            (null, var only) => only,
            (var only, null) => only,
            var (a, b) => Greater(a, b),
        },
        (left.ConfirmedAt, right.ConfirmedAt) switch
        {
            (null, var only) => only,
            (var only, null) => only,
            var (a, b) => a < b ? a : b,
        });

    /// <summary>
    /// The total order of reports: the network's update time, then the status' rank, then the lower commission (of two words said at one
    /// time the house never books the dearer), then their canonical bytes.
    /// </summary>
    public static int Compare(OrderReport left, OrderReport right)
    {
        var byTime = left.UpdatedAt.CompareTo(right.UpdatedAt);
        var byRank = byTime != 0 ? byTime : ((int)left.Status).CompareTo((int)right.Status);
        var byAmount = byRank != 0 ? byRank : right.CommissionMinor.CompareTo(left.CommissionMinor);
        return byAmount != 0 ? byAmount : string.CompareOrdinal(ReportBody.Write(left), ReportBody.Write(right));
    }

    private static StoredReport Greater(StoredReport left, StoredReport right) => Compare(left.Report, right.Report) >= 0 ? left : right;
}
