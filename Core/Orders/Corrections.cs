namespace Daogou.Core.Orders;

/// <summary>
/// What a platform's own rows of corrections take back from an order item together. Of each row the greatest word counts (<see cref="OrderFact.Compare"/>) and the
/// rows are added up, so any order of arrival and any repeats end in the same sum.
/// </summary>
/// <param name="CommissionMinor">Taken from our commission for good.</param>
/// <param name="SaleMinor">Given back to the buyer.</param>
/// <param name="IsOpen">A correction is still being decided.</param>
/// <param name="Reason">The platform's words of the latest.</param>
public sealed record Corrections(long CommissionMinor, long SaleMinor, bool IsOpen, string? Reason, DateTimeOffset? UpdatedAt)
{
    public static readonly Corrections None = new(0, 0, false, null, null);

    public static Corrections Of(IEnumerable<StoredReport> reports)
    {
        var rows = reports.Select(stored => stored.Report)
            .GroupBy(report => report.Correction, StringComparer.Ordinal)
            .Select(row => row.Aggregate((left, right) => OrderFact.Compare(left, right) >= 0 ? left : right))
            .OrderBy(row => row, Comparer<OrderReport>.Create(OrderFact.Compare))
            .ToList();
        if (rows.Count == 0)
        {
            return None;
        }
        var final = rows.Where(row => row.Status is OrderStatus.Confirmed or OrderStatus.Settled).ToList();
        return new Corrections(
            final.Sum(row => row.CommissionMinor),
            final.Sum(row => row.SaleMinor),
            rows.Any(row => row.Status is OrderStatus.Held or OrderStatus.Tracked),
            rows[^1].StatusReason,
            rows[^1].UpdatedAt);
    }

    /// <summary>The order with what was taken back off it: void when nothing is left, held while something is undecided.</summary>
    public OrderReport ApplyTo(OrderReport report)
    {
        if (UpdatedAt is not { } at || report.Status == OrderStatus.Void)
        {
            return report;
        }
        var left = Math.Max(0, report.CommissionMinor - CommissionMinor);
        var isGone = CommissionMinor > 0 && left == 0;
        return report with
        {
            Status = isGone ? OrderStatus.Void : IsOpen ? OrderStatus.Held : report.Status,
            StatusReason = isGone || IsOpen ? Reason ?? report.StatusReason : report.StatusReason,
            UpdatedAt = at > report.UpdatedAt ? at : report.UpdatedAt,
            SaleMinor = Math.Max(0, report.SaleMinor - SaleMinor),
            CommissionMinor = left,
        };
    }
}
