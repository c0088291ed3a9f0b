using System.Globalization;

namespace Daogou.Core.Reports;

/// <summary>Whole days, both ends included, as a clock in <paramref name="Zone"/> counts them.</summary>
public sealed record ReportPeriod(DateOnly From, DateOnly To, TimeZoneInfo Zone)
{
    /// <summary>Sums are read in quarters of an hour and folded into days here: every zone's midnight falls between two of them, also when clocks change.</summary>
    internal const long SlotMs = 15 * 60 * 1000;

    public DateTimeOffset Start => Midnight(From);

    /// <summary>The first instant after the last day.</summary>
    public DateTimeOffset End => Midnight(To.AddDays(1));

    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    public static ReportPeriod Days(DateTimeOffset now, int days, TimeZoneInfo zone)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        return new ReportPeriod(today.AddDays(1 - days), today, zone);
    }

    /// <summary>Reads <c>2026-11</c>, <c>2026-11-02</c> or <c>2026-11-01..2026-11-15</c>; null when it is none of them.</summary>
    public static ReportPeriod? Parse(string text, TimeZoneInfo zone)
    {
        if (DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
        {
            return new ReportPeriod(month, month.AddMonths(1).AddDays(-1), zone);
        }
        return text.Split("..") switch
        {
            [var day] when Day(day) is { } only => new ReportPeriod(only, only, zone),
            [var first, var last] when Day(first) is { } from && Day(last) is { } to && from <= to => new ReportPeriod(from, to, zone),
            _ => null,
        };
    }

    internal DateOnly DayOfSlot(long slot) => DayOf(DateTimeOffset.FromUnixTimeMilliseconds(slot * SlotMs));

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The day's first instant; where a clock change skips midnight, the first that exists.</summary>
    private DateTimeOffset Midnight(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (Zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(15);
        }
        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
