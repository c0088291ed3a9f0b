namespace Daogou.Core.Orders;

/// <summary>
/// An order item that its network tells in rows which add up: an original, and corrections with ids and signs of their own. Of each row the greatest
/// report counts, once however often it came; the rows are summed, and the sum is a fact like any other.
/// </summary>
public static class OrderParts
{
    /// <param name="reports">All reports of one order item's rows, at least one, in any order and with repeats.</param>
    public static OrderFact Sum(IReadOnlyList<StoredReport> reports)
    {
        var merged = reports.Select(OrderFact.Of).Aggregate(OrderFact.Merge);
        var rows = reports.GroupBy(report => report.Report.Part, StringComparer.Ordinal)
            .Select(same => same.Select(OrderFact.Of).Aggregate(OrderFact.Merge).Latest)
            .OrderBy(row => row.Report.OrderedAt).ThenBy(row => row.Report.UpdatedAt).ThenBy(row => row.Report.Part, StringComparer.Ordinal)
            .ToList();
        var origin = rows[0].Report;
        var counted = Counted([.. rows.Select(row => row.Report).Where(row => row.Currency == origin.Currency)]);
        var (status, reason) = rows.Exists(row => row.Report.Currency != origin.Currency)
            ? (OrderStatus.Held, "Its rows are in different currencies.")
            : StatusOf(counted, merged.Latest.Report);
        var sum = origin with
        {
            Part = null,
            EstimateMinor = null,
            Status = status,
            StatusReason = reason,
            UpdatedAt = merged.Latest.Report.UpdatedAt,
            SaleMinor = Math.Max(0, counted.Sum(row => row.SaleMinor)),
            CommissionMinor = status == OrderStatus.Void ? 0 : Math.Max(0, counted.Sum(row => row.CommissionMinor)),
        };
        return merged with { Latest = new StoredReport(merged.Latest.Id, sum) };
    }

    /// <summary>What is not yet certain adds nothing to what is: until then the certain rows stand alone. What takes something back always counts.</summary>
    private static List<OrderReport> Counted(List<OrderReport> rows)
    {
        var isAnyCertain = rows.Exists(row => row is { CommissionMinor: > 0, Status: OrderStatus.Confirmed or OrderStatus.Settled });
        return [.. rows.Where(row => row.Status != OrderStatus.Void && !(isAnyCertain && row is { CommissionMinor: > 0, Status: OrderStatus.Tracked }))];
    }

    /// <summary>What brought something decides, and of several the least certain; what took all of it back makes it void.</summary>
    private static (OrderStatus Status, string? Reason) StatusOf(List<OrderReport> counted, OrderReport latest)
    {
        if (counted.Find(row => row.Status == OrderStatus.Held) is { } held)
        {
            return (OrderStatus.Held, held.StatusReason);
        }
        var brought = counted.Where(row => row.CommissionMinor > 0).ToList();
        if (brought is [] && counted.TrueForAll(row => row.CommissionMinor == 0))
        {
            brought = counted;
        }
        return brought is [] || (counted.Sum(row => row.CommissionMinor) <= 0 && counted.Exists(row => row.CommissionMinor < 0))
            ? (OrderStatus.Void, counted.LastOrDefault(row => row.CommissionMinor < 0)?.StatusReason ?? latest.StatusReason)
            : (brought.Min(row => row.Status), null);
    }
}
