namespace Daogou.Core.Amounts;

/// <summary>A date as it was written, before a zone is put to it.</summary>
/// <param name="Time">Time since the day's midnight, at most 24 hours; null when only the day was given.</param>
internal sealed record WrittenDate(DateOnly Date, TimeSpan? Time, TimeSpan? Zone)
{
    public (DateTimeOffset At, bool HasTime) On(TimeSpan? assumedOffset) =>
        (new DateTimeOffset(Date.ToDateTime(TimeOnly.MinValue) + (Time ?? TimeSpan.Zero), Zone ?? assumedOffset ?? TimeSpan.Zero), Time is not null);

    public static DateOnly? Day(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    /// <summary>RFC 2822: two digits below 50 are of this century, other two or three count from 1900.</summary>
    public static int FullYear(string digits, int year) => digits.Length switch { 1 or 2 => year < 50 ? 2000 + year : 1900 + year, 3 => 1900 + year, _ => year };

    /// <summary>The time since midnight; 24:00 and a leap second are times, 24:01 and 13 pm are none.</summary>
    public static TimeSpan? Clock(int hour, int minute, int second, string fraction, string half)
    {
        var isAfternoon = half is ['p' or 'P', ..] or "下午" or "午後" or "오후" or "晚上";
        var isMorning = half is ['a' or 'A', ..] or "上午" or "午前" or "오전" or "凌晨" or "早上";
        if (minute > 59 || second > 60 || hour > 24 || (hour == 24 && (minute > 0 || second > 0)) || (half is ['a' or 'A', ..] && hour > 12))
        {
            return null;
        }
        var full = isAfternoon && hour < 12 ? hour + 12 : isMorning && hour == 12 ? 0 : hour;
        var ticks = fraction.Length == 0 ? 0 : long.Parse(fraction.PadRight(7, '0')[..7], System.Globalization.CultureInfo.InvariantCulture);
        return new TimeSpan(full, minute, second) + TimeSpan.FromTicks(ticks);
    }
}
