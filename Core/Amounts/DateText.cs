using System.Globalization;
using System.Text.RegularExpressions;

namespace Daogou.Core.Amounts;

/// <summary>
/// Reads the dates of feeds and pages: RFC 3339 and RFC 822 with what is done to them in the wild, asctime, Unix seconds and milliseconds, dates with the month in words.
/// What cannot be, or can be read two ways (<c>01/02/2006</c>), is null.
/// </summary>
public static partial class DateText
{
    private const int Longest = 120;

    /// <summary>The instant; where the text names no zone it is in <paramref name="assumedOffset"/>, and in UTC where that is null.</summary>
    public static DateTimeOffset? Instant(string? text, TimeSpan? assumedOffset = null) => Read(text, assumedOffset)?.At;

    /// <summary>As <see cref="Instant"/>, and whether a time of day was given.</summary>
    public static (DateTimeOffset At, bool HasTime)? Read(string? text, TimeSpan? assumedOffset = null)
    {
        if (text is null || text.Trim() is not { Length: > 0 and <= Longest } trimmed)
        {
            return null;
        }
        try
        {
            var plain = Trimmings().Replace(PlainGlyphs.Read(trimmed).Plain.Trim(), " ").Trim();
            return Unix(plain) ?? (Iso(plain) ?? DateWords.Read(plain, assumedOffset))?.On(assumedOffset);
        }
        catch (Exception e) when (e is ArgumentException or OverflowException or RegexMatchTimeoutException)
        {
            return null;
        }

        WrittenDate? Iso(string plain) => DateText.Iso(plain, assumedOffset);
    }

    private static (DateTimeOffset At, bool HasTime)? Unix(string plain)
    {
        var match = Epoch().Match(plain);
        if (!match.Success || !long.TryParse(match.Groups["whole"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return null;
        }
        return match.Groups["whole"].Length switch
        {
            9 or 10 => (DateTimeOffset.FromUnixTimeSeconds(count), true),
            13 => (DateTimeOffset.FromUnixTimeMilliseconds(count), true),
            16 => (DateTimeOffset.FromUnixTimeMilliseconds(count / 1000), true),
            _ => null,
        };
    }

    private static WrittenDate? Iso(string plain, TimeSpan? assumed)
    {
        var match = YearFirst().Match(plain);
        if (!match.Success)
        {
            return null;
        }
        TimeSpan? zone = null;
        if (match.Groups["zone"] is { Success: true } named && (zone = ZoneNames.Find(named.Value, assumed)) is null)
        {
            return null;
        }
        var year = Number(match, "year")!.Value;
        var day = match.Groups["week"].Success ? Week(year, Number(match, "week")!.Value, Number(match, "weekday") ?? 1)
            : match.Groups["ordinal"].Success ? Ordinal(year, Number(match, "ordinal")!.Value)
            : WrittenDate.Day(year, Number(match, "month") ?? 1, Number(match, "day") ?? 1);
        return day is null ? null
            : !match.Groups["hour"].Success ? new WrittenDate(day.Value, null, zone)
            : WrittenDate.Clock(Number(match, "hour")!.Value, Number(match, "minute") ?? 0, Number(match, "second") ?? 0, match.Groups["fraction"].Value, match.Groups["half"].Value) is { } clock
                ? new WrittenDate(day.Value, clock, zone)
                : null;
    }

    private static DateOnly? Week(int year, int week, int weekday) =>
        year is >= 1 and <= 9998 && week >= 1 && week <= ISOWeek.GetWeeksInYear(year) && weekday is >= 1 and <= 7
            ? DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, (DayOfWeek)(weekday % 7)))
            : null;

    private static DateOnly? Ordinal(int year, int day) =>
        year is >= 1 and <= 9998 && day >= 1 && day <= (DateTime.IsLeapYear(year) ? 366 : 365) ? new DateOnly(year, 1, 1).AddDays(day - 1) : null;

    private static int? Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found ? int.Parse(found.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    /// <summary>Microsoft's <c>/Date(…)/</c>, comments in brackets, a zone's long name behind its offset, quotes.</summary>
    [GeneratedRegex(@"^/Date\(|\)/$|\([^()]{0,60}\)|\[[^\[\]]{0,40}\]$|""|^'|'$|\s+m=[+-][0-9.]+$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Trimmings();

    [GeneratedRegex(@"^@?(?<whole>[0-9]{9,16})(?:\.[0-9]{1,9})?$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Epoch();

    [GeneratedRegex(
        """
        ^(?<year>[0-9]{4})
        (?: -?[Ww](?<week>[0-9]{2})(?:-?(?<weekday>[1-7]))?
          | -(?<ordinal>[0-9]{3})(?![0-9])
          | (?<ordinal>[0-9]{3})(?=[Tt]|$)
          | (?<month>[0-9]{2})(?<day>[0-9]{2})
          | (?<parting>[-/.])(?<month>[0-9]{1,2})(?:\k<parting>(?<day>[0-9]{1,2}))?
          | \s?[年년]\s?(?<month>[0-9]{1,2})\s?[月월]\s?(?<day>[0-9]{1,2})\s?[日号號일]?
          )?
        (?: \s*(?:星期|周|週)[一二三四五六日天] | \s*[月火水木金土日]曜日? | \s*[월화수목금토일]요일 )?
        (?: (?:\s*[Tt,_]\s* | \s+ | (?<=[日号號일]) | (?<=^[0-9]{8}) | \s*-\s*(?=[0-9]{1,2}:) )
            (?<half>上午|下午|午前|午後|오전|오후|晚上|凌晨|早上|中午)?\s*
            (?<hour>[0-9]{1,2}) (?: (?: \s?[:时時點点시]\s? | (?<=^[0-9]{8}[Tt_\s]?[0-9]{2}) | (?<=[Tt][0-9]{2}) ) (?: (?<minute>[0-9]{2}) (?: (?:[:분分]\s?|(?<=[0-9]{4})) (?: (?<second>[0-9]{2}) (?:[.,](?<fraction>[0-9]{1,20}))? [秒초]? )? )? )? )?
            (?: \s?(?<half>[AaPp]\.?[Mm]\.?) )?
        )?
        (?: \s*(?<zone>[Zz] | (?:GMT|UTC|UT)?\s?[+-][0-9]{1,2}(?::?[0-9]{2})? | [A-Za-z]{1,5} | 北京时间) (?:\s+[A-Z]{2,5})? )?$
        """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant, 200)]
    private static partial Regex YearFirst();
}
