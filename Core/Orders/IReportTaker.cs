using Daogou.Core.Networks;

namespace Daogou.Core.Orders;

/// <summary>Takes what networks say of orders into the books; implemented where orders become money.</summary>
public interface IReportTaker
{
    /// <summary>Takes many reports in bounded transactions. One that cannot be taken is refused with the reason and the rest go on.</summary>
    Task<TakenReports> TakeAllAsync(IReadOnlyList<OrderReport> reports, ReportOrigin origin, CancellationToken cancellationToken);
}

/// <param name="Taken">Reports that told something new.</param>
/// <param name="Unchanged">Repeats, and reports older than what is known.</param>
/// <param name="Refused">Those that cannot be true, with the reason; the number counts within the call.</param>
public sealed record TakenReports(int Taken, int Unchanged, IReadOnlyList<RefusedRow> Refused)
{
    public static readonly TakenReports Nothing = new(0, 0, []);

    public TakenReports Plus(TakenReports other) => new(Taken + other.Taken, Unchanged + other.Unchanged, [.. Refused, .. other.Refused]);
}
