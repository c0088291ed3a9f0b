using System.Globalization;
using System.Text.RegularExpressions;

namespace Daogou.Core.Amounts;

/// <summary>Shopping days and holidays by name: 双11, 618, 国庆, 中秋, Black Friday, Cyber Monday. The next one, today included.</summary>
internal static partial class WhenFeasts
{
    private static readonly ChineseLunisolarCalendar Moon = new();

    public static IReadOnlyList<(Regex Words, WhenTokens.Rule Rule)> Rules { get; } = [(Names(), Named)];

    private static WhenToken? Named(Match match, WhenClock clock)
    {
        var name = match.Groups["name"].Value.Replace("'", "", StringComparison.Ordinal).Replace(" 11", "-11", StringComparison.Ordinal);
        if (match.Groups["year"] is { Success: true } said)
        {
            return WhenTokens.Day(match, In(name, clock.Today.Year + (said.Value switch { "明年" => 1, "去年" => -1, _ => 0 })), 3);
        }
        for (var year = clock.Today.Year; year <= clock.Today.Year + 1; year++)
        {
            if (In(name, year) is { } day && day >= clock.Today)
            {
                return WhenTokens.Day(match, day, 3);
            }
        }
        return null;
    }

    private static DateTime? In(string name, int year) => name switch
    {
        "双11" or "双十一" or "11.11" or "光棍节" or "singles day" or "double-11" => Day(year, 11, 11),
        "双12" or "双十二" or "12.12" => Day(year, 12, 12),
        "618" or "6.18" or "六一八" => Day(year, 6, 18),
        "520" => Day(year, 5, 20),
        "元旦" or "new years day" or "new year" or "new years" => Day(year, 1, 1),
        "情人节" or "valentines day" or "valentines" => Day(year, 2, 14),
        "妇女节" or "女神节" or "女王节" or "三八节" or "38节" or "三八" => Day(year, 3, 8),
        "愚人节" => Day(year, 4, 1),
        "清明" or "清明节" => Qingming(year),
        "五一" or "五一节" or "劳动节" => Day(year, 5, 1),
        "儿童节" or "六一" => Day(year, 6, 1),
        "教师节" => Day(year, 9, 10),
        "国庆" or "国庆节" or "十一黄金周" or "十一长假" or "十一假期" => Day(year, 10, 1),
        "万圣节" or "万圣" or "halloween" => Day(year, 10, 31),
        "平安夜" or "christmas eve" or "xmas eve" => Day(year, 12, 24),
        "圣诞" or "圣诞节" or "christmas" or "xmas" or "christmas day" => Day(year, 12, 25),
        "boxing day" => Day(year, 12, 26),
        "跨年" or "跨年夜" or "new years eve" or "nye" => Day(year, 12, 31),
        "春节" or "大年初一" or "chinese new year" or "lunar new year" => Lunar(year, 1, 1),
        "除夕" or "除夕夜" => Lunar(year, 1, 1)?.AddDays(-1),
        "元宵" or "元宵节" => Lunar(year, 1, 15),
        "端午" or "端午节" => Lunar(year, 5, 5),
        "七夕" or "七夕节" => Lunar(year, 7, 7),
        "中秋" or "中秋节" => Lunar(year, 8, 15),
        "重阳" or "重阳节" => Lunar(year, 9, 9),
        "感恩节" or "thanksgiving" or "thanksgiving day" => Nth(year, 11, DayOfWeek.Thursday, 4),
        "黑五" or "黑色星期五" or "black friday" => Nth(year, 11, DayOfWeek.Thursday, 4).AddDays(1),
        "small business saturday" => Nth(year, 11, DayOfWeek.Thursday, 4).AddDays(2),
        "网一" or "网络星期一" or "cyber monday" => Nth(year, 11, DayOfWeek.Thursday, 4).AddDays(4),
        "giving tuesday" => Nth(year, 11, DayOfWeek.Thursday, 4).AddDays(5),
        "母亲节" or "mothers day" => Nth(year, 5, DayOfWeek.Sunday, 2),
        "父亲节" or "fathers day" => Nth(year, 6, DayOfWeek.Sunday, 3),
        "memorial day" => Nth(year, 6, DayOfWeek.Monday, 1).AddDays(-7),
        "labor day" or "labour day" => Nth(year, 9, DayOfWeek.Monday, 1),
        "columbus day" => Nth(year, 10, DayOfWeek.Monday, 2),
        "presidents day" => Nth(year, 2, DayOfWeek.Monday, 3),
        "mlk day" => Nth(year, 1, DayOfWeek.Monday, 3),
        "juneteenth" => Day(year, 6, 19),
        "independence day" or "fourth of july" => Day(year, 7, 4),
        "veterans day" => Day(year, 11, 11),
        "earth day" => Day(year, 4, 22),
        "st patricks day" or "st. patricks day" => Day(year, 3, 17),
        "cinco de mayo" => Day(year, 5, 5),
        "easter" or "easter sunday" or "复活节" => Easter(year),
        "good friday" => Easter(year).AddDays(-2),
        "easter monday" => Easter(year).AddDays(1),
        _ => null,
    };

    private static DateTime Day(int year, int month, int day) => new(year, month, day, 0, 0, 0, DateTimeKind.Unspecified);

    private static DateTime Nth(int year, int month, DayOfWeek weekday, int nth)
    {
        var first = Day(year, month, 1);
        return first.AddDays((((int)weekday - (int)first.DayOfWeek + 7) % 7) + (7 * (nth - 1)));
    }

    /// <summary>A leap month before it moves the calendar's count on by one.</summary>
    private static DateTime? Lunar(int year, int month, int day)
    {
        if (year < 1902 || year > 2100)
        {
            return null;
        }
        var leap = Moon.GetLeapMonth(year);
        return Moon.ToDateTime(year, leap > 0 && month >= leap ? month + 1 : month, day, 0, 0, 0, 0);
    }

    /// <summary>The solar term by the rule of thumb for this century: the 4th or the 5th of April.</summary>
    private static DateTime Qingming(int year) => Day(year, 4, (int)(((year % 100) * 0.2422m) + 4.81m) - ((year % 100) / 4));

    /// <summary>The Gregorian computus of Meeus, Jones and Butcher.</summary>
    private static DateTime Easter(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        var l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var n = h + l - (7 * m) + 114;
        return Day(year, n / 31, (n % 31) + 1);
    }

    [GeneratedRegex(@"(?<year>今年|明年|去年)?的?(?<name>双(?:11|12|十一|十二)|(?<![0-9.])(?:11\.11|12\.12|6\.18|618|520)(?![0-9.元]|\s?(?:usd|gb|mb|w|ml|g|kg))|六一八|光棍节|元旦节?|情人节|妇女节|女神节|女王节|三八节|38节|三八|愚人节|清明节?|五一节?|劳动节|儿童节|六一|教师节|国庆节?|十一(?:黄金周|长假|假期)|万圣节?|平安夜|圣诞节?|跨年夜?|春节|大年初一|除夕夜?|元宵节?|端午节?|七夕节?|中秋节?|重阳节?|感恩节|黑五|黑色星期五|网一|网络星期一|母亲节|父亲节|复活节)|\b(?<name>singles'? day|double[ -]11|black friday|cyber monday|giving tuesday|small business saturday|thanksgiving(?: day)?|(?:christmas|xmas) eve|christmas(?: day)?|xmas|boxing day|new year'?s eve|nye|new year'?s day|chinese new year|lunar new year|new year'?s|halloween|valentine'?s(?: day)?|mother'?s'? day|father'?s'? day|memorial day|labou?r day|columbus day|president'?s'? day|mlk day|juneteenth|independence day|fourth of july|veteran'?s'? day|earth day|st\.? patrick'?s day|cinco de mayo|easter(?: sunday| monday)?|good friday)\b", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Names();
}
