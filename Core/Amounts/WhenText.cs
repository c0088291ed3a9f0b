using System.Text.RegularExpressions;

namespace Daogou.Core.Amounts;

/// <summary>How finely a time was named.</summary>
public enum TimeGrain
{
    Second = 1,
    Minute = 2,
    Hour = 3,
    Day = 4,
    Week = 5,
    Month = 6,
    Quarter = 7,
    Year = 8,
}

/// <summary>A time someone spoke of.</summary>
/// <param name="End">Exclusive: a day ends where the next begins, an instant one grain later, a deadline at the deadline.</param>
public sealed record WhenReading(DateTimeOffset Start, DateTimeOffset End, TimeGrain Grain);

/// <summary>
/// Reads the times of deal posts and shoppers in Chinese and English, as seen from an instant in a zone: 今晚8点, 下周三, 双11, 限时2小时, 截止11月30日23:59, next friday, in 3 hours,
/// ends 11/30, from 8pm to 10pm. A bare hour that has passed means the next to come, a month and day the next such day (today counts), a bare day of the week the coming one.
/// A deadline runs from now until it; 周 begins on Monday; "next friday" is next week's.
/// </summary>
public static class WhenText
{
    private const int Longest = 500;

    /// <summary>Null when nothing in the text is a time.</summary>
    public static WhenReading? Read(string? text, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }
        try
        {
            var plain = WhenNumerals.Plain(PlainGlyphs.Read(text.Length > Longest ? text[..Longest] : text).Plain.ToLowerInvariant());
            var clock = new WhenClock(now, zone);
            return WhenPhrases.Find(plain, clock) is { } span && span.End >= span.Start
                ? new WhenReading(clock.Instant(span.Start), clock.Instant(span.End), span.Grain)
                : null;
        }
        catch (Exception e) when (e is ArgumentException or OverflowException or FormatException or RegexMatchTimeoutException)
        {
            // A day beyond the calendar's ends is no time.
            return null;
        }
    }
}

/// <summary>From and to in the zone's wall time.</summary>
internal sealed record WhenSpan(DateTime Start, DateTime End, TimeGrain Grain)
{
    public static WhenSpan Of(DateTime start, TimeGrain grain, int count = 1) => new(start, Later(start, grain, count), grain);

    public static DateTime Later(DateTime at, TimeGrain grain, int count) => grain switch
    {
        TimeGrain.Second => at.AddSeconds(count),
        TimeGrain.Minute => at.AddMinutes(count),
        TimeGrain.Hour => at.AddHours(count),
        TimeGrain.Day => at.AddDays(count),
        TimeGrain.Week => at.AddDays(7 * count),
        TimeGrain.Month => at.AddMonths(count),
        TimeGrain.Quarter => at.AddMonths(3 * count),
        TimeGrain.Year => at.AddYears(count),
    };
}

/// <summary>Now, in the zone's wall time, and the way back from it.</summary>
internal sealed class WhenClock(DateTimeOffset now, TimeZoneInfo zone)
{
    public DateTime Now { get; } = TimeZoneInfo.ConvertTime(now, zone).DateTime;

    public DateTime Today => Now.Date;

    /// <summary>Monday.</summary>
    public DateTime ThisWeek => Today.AddDays(-(((int)Today.DayOfWeek + 6) % 7));

    public DateTime ThisMonth => new(Today.Year, Today.Month, 1, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>A wall time that the clocks skip is as much later as they do; one they show twice is the first.</summary>
    public DateTimeOffset Instant(DateTime wall)
    {
        if (zone.IsInvalidTime(wall))
        {
            return TimeZoneInfo.ConvertTime(new DateTimeOffset(wall, zone.GetUtcOffset(wall.AddHours(-3))), zone);
        }
        return new DateTimeOffset(wall, zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Max() : zone.GetUtcOffset(wall));
    }

    /// <summary>A wall time of another zone as this one shows it.</summary>
    public DateTime FromZone(DateTime wall, TimeZoneInfo other) => TimeZoneInfo.ConvertTime(new WhenClock(now, other).Instant(wall), zone).DateTime;
}
