using System.Text.RegularExpressions;

namespace Daogou.Core.Amounts;

/// <summary>Days, weeks, months and years: dates as written, 明天, 下周三, 月底, next friday, this weekend, end of month.</summary>
internal static partial class WhenDays
{
    public static IReadOnlyList<(Regex Words, WhenTokens.Rule Rule)> Rules { get; } =
    [
        (YearMonthDay(), Full), (MonthDayYear(), Full), (EnglishMonthDay(), English), (EnglishDayMonth(), English), (OtherMonthDay(), OtherMonth), (MonthDay(), WithoutYear),
        (EnglishEdge(), Edge), (ChineseEdge(), Edge), (Period(), Periods), (DotDay(), WithoutYear), (DashDay(), WithoutYear), (SlashDay(), Slash), (RelativeDay(), Relative),
        (ChineseWeekday(), Weekday), (EnglishWeekday(), Weekday), (EnglishMonth(), Month), (ChineseMonth(), Month), (DayOfMonth(), OfMonth), (YearAlone(), Year),
    ];

    private static WhenToken? Full(Match match, WhenClock clock) =>
        WhenTokens.Number(match, "year") is { } year && WhenTokens.Number(match, "month") is { } month && WhenTokens.Number(match, "day") is { } day
            ? WhenTokens.Day(match, match.Groups["slash"].Success && month > 12 ? WhenTokens.Date(year, day, month) : WhenTokens.Date(year < 100 ? 2000 + year : year, month, day), 4)
            : null;

    private static WhenToken? English(Match match, WhenClock clock) =>
        MonthNames.Find(match.Groups["name"].Value) is not { } month || WhenTokens.Number(match, "day") is not { } day ? null
        : WhenTokens.Day(match, WhenTokens.Number(match, "year") is { } year ? WhenTokens.Date(year, month, day) : WhenTokens.Coming(clock, month, day), 4);

    private static WhenToken? WithoutYear(Match match, WhenClock clock)
    {
        var (month, day) = (WhenTokens.Number(match, "month")!.Value, WhenTokens.Number(match, "day")!.Value);
        return WhenTokens.Day(match, match.Groups["rel"].Value switch
        {
            "明年" => WhenTokens.Date(clock.Today.Year + 1, month, day),
            "去年" => WhenTokens.Date(clock.Today.Year - 1, month, day),
            "今年" => WhenTokens.Date(clock.Today.Year, month, day),
            _ => WhenTokens.Coming(clock, month, day),
        }, 4);
    }

    /// <summary>Month first as in the United States, unless that cannot be.</summary>
    private static WhenToken? Slash(Match match, WhenClock clock)
    {
        var (first, second) = (WhenTokens.Number(match, "month")!.Value, WhenTokens.Number(match, "day")!.Value);
        return WhenTokens.Day(match, first > 12 ? WhenTokens.Coming(clock, second, first) : WhenTokens.Coming(clock, first, second), 4);
    }

    private static WhenToken? OtherMonth(Match match, WhenClock clock)
    {
        var month = clock.ThisMonth.AddMonths(match.Groups["rel"].Value switch { ['下', '下', ..] => 2, ['下', ..] or ['n', ..] => 1, ['上', ..] or ['l', ..] => -1, _ => 0 });
        return WhenTokens.Day(match, WhenTokens.Date(month.Year, month.Month, WhenTokens.Number(match, "day")!.Value), 4);
    }

    private static WhenToken? OfMonth(Match match, WhenClock clock)
    {
        var day = WhenTokens.Number(match, "day")!.Value;
        for (var month = clock.ThisMonth; month <= clock.ThisMonth.AddMonths(12); month = month.AddMonths(1))
        {
            if (WhenTokens.Date(month.Year, month.Month, day) is { } date && date >= clock.Today)
            {
                return WhenTokens.Day(match, date, 3);
            }
        }
        return null;
    }

    private static WhenToken? Relative(Match match, WhenClock clock)
    {
        int? days = match.Groups["word"].Value switch
        {
            "大前天" => -3,
            "前天" or "前日" or "前晚" or "day before yesterday" => -2,
            "昨天" or "昨日" or "昨晚" or "昨夜" or "昨" or "yesterday" or "last night" => -1,
            "明天" or "明日" or "明早" or "明晨" or "明晚" or "明儿" or "次日" or "隔天" or "翌日" or "tomorrow" or "tomorow" or "tommorow" or "tommorrow" or "tmr" or "tmrw" or "tmw" or "2moro" => 1,
            "后天" or "后日" or "day after tomorrow" or "overmorrow" => 2,
            "大后天" => 3,
            _ => 0,
        };
        var part = match.Groups["word"].Value switch
        {
            [.., '晚' or '夜'] or "tonight" or "tonite" or "2nite" or "last night" => new WhenPart(18, 24, true),
            [.., '早' or '晨'] => new WhenPart(6, 12, false),
            _ => null,
        };
        return WhenTokens.Day(match, clock.Today.AddDays(days.Value), match.Value is ['当', ..] ? 0 : 3) is { } token ? token with { Part = part } : null;
    }

    private static WhenToken? Weekday(Match match, WhenClock clock)
    {
        var day = match.Groups["day"].Value switch
        {
            ['一' or '1', ..] or ['m', ..] => 0,
            ['二' or '2', ..] or ['t', 'u', ..] => 1,
            ['三' or '3', ..] or ['w', ..] => 2,
            ['四' or '4', ..] or ['t', 'h', ..] => 3,
            ['五' or '5', ..] or ['f', ..] => 4,
            ['六' or '6', ..] or ['s', 'a', ..] => 5,
            _ => 6,
        };
        var rel = match.Groups["rel"].Value;
        var week = clock.ThisWeek.AddDays(day);
        return rel switch
        {
            "" => WhenTokens.Day(match, week < clock.Today ? week.AddDays(7) : week, 2)! with { IsComing = true },
            "this" => WhenTokens.Day(match, week < clock.Today ? week.AddDays(7) : week, 3),
            "last" or "past" => WhenTokens.Day(match, week < clock.Today ? week : week.AddDays(-7), 3),
            ['上', '上', ..] => WhenTokens.Day(match, week.AddDays(-14), 3),
            ['上', ..] => WhenTokens.Day(match, week.AddDays(-7), 3),
            ['下', '下', ..] => WhenTokens.Day(match, week.AddDays(14), 3),
            ['下', ..] or "next" => WhenTokens.Day(match, week.AddDays(7), 3),
            "coming" or "this coming" => WhenTokens.Day(match, week <= clock.Today ? week.AddDays(7) : week, 3),
            _ => WhenTokens.Day(match, week, 3),
        };
    }

    /// <summary>A whole week, weekend, month, quarter or year beside this one.</summary>
    private static WhenToken? Periods(Match match, WhenClock clock)
    {
        var by = match.Groups["rel"].Value switch { "下下" or "下下个" => 2, ['下', ..] or "明" or "next" or "following" or "coming" => 1, "上上" or "上上个" => -2, ['上', ..] or "去" or "last" or "past" or "previous" => -1, "前" => -2, "后" => 2, _ => 0 };
        var span = match.Groups["unit"].Value switch
        {
            "周末" or "weekend" => Weekend(clock.ThisWeek.AddDays(7 * by)),
            "周" or "星期" or "礼拜" or "week" => WhenSpan.Of(clock.ThisWeek.AddDays(7 * by), TimeGrain.Week),
            "月" or "month" => WhenSpan.Of(clock.ThisMonth.AddMonths(by), TimeGrain.Month),
            "季度" or "季" or "quarter" => WhenSpan.Of(clock.ThisMonth.AddMonths(-((clock.Today.Month - 1) % 3) + (3 * by)), TimeGrain.Quarter),
            _ => WhenSpan.Of(FirstOf(clock.Today.Year + by), TimeGrain.Year),
        };
        return WhenTokens.At(match) with { Days = span, DayRank = 1 };
    }

    private static WhenSpan Weekend(DateTime monday) => new(monday.AddDays(5), monday.AddDays(7), TimeGrain.Day);

    /// <summary>The first or last day of a month, week or year; the middle of a month is its second ten days.</summary>
    private static WhenToken? Edge(Match match, WhenClock clock)
    {
        var by = match.Groups["rel"].Value switch { ['下', ..] or "明" or "next" => 1, ['上', ..] or "去" or "last" => -1, _ => 0 };
        var unit = match.Groups["unit"].Value;
        var (from, to) = unit is "周" or "week" or "w" ? (clock.ThisWeek.AddDays(7 * by), clock.ThisWeek.AddDays(7 + (7 * by)))
            : unit is "年" or "year" or "y" ? (FirstOf(clock.Today.Year + by), FirstOf(clock.Today.Year + by + 1))
            : WhenTokens.Number(match, "month") is { } named and >= 1 and <= 12 ? Months(new DateTime(named < clock.Today.Month ? clock.Today.Year + 1 : clock.Today.Year, named, 1, 0, 0, 0, DateTimeKind.Unspecified))
            : MonthNames.Find(unit) is { } english ? Months(new DateTime(english < clock.Today.Month ? clock.Today.Year + 1 : clock.Today.Year, english, 1, 0, 0, 0, DateTimeKind.Unspecified))
            : Months(clock.ThisMonth.AddMonths(by));
        var days = match.Groups["edge"].Value switch
        {
            "初" or "start" or "beginning" => WhenSpan.Of(from, TimeGrain.Day),
            "中" or "中旬" => new WhenSpan(from.AddDays(10), from.AddDays(20), TimeGrain.Day),
            "上旬" => new WhenSpan(from, from.AddDays(10), TimeGrain.Day),
            "下旬" => new WhenSpan(from.AddDays(20), to, TimeGrain.Day),
            _ => WhenSpan.Of(to.AddDays(-1), TimeGrain.Day),
        };
        return WhenTokens.At(match) with { Days = days, DayRank = 3 };
    }

    private static (DateTime From, DateTime To) Months(DateTime first) => (first, first.AddMonths(1));

    private static DateTime FirstOf(int year) => new(year, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    private static WhenToken? Month(Match match, WhenClock clock)
    {
        var month = WhenTokens.Number(match, "month") ?? MonthNames.Find(match.Groups["name"].Value);
        return month is not (>= 1 and <= 12) ? null
            : WhenTokens.At(match) with
            {
                Days = WhenSpan.Of(new DateTime(WhenTokens.Number(match, "year") ?? (month < clock.Today.Month ? clock.Today.Year + 1 : clock.Today.Year), month.Value, 1, 0, 0, 0, DateTimeKind.Unspecified), TimeGrain.Month),
                DayRank = 1,
            };
    }

    private static WhenToken? Year(Match match, WhenClock clock) =>
        WhenTokens.At(match) with { Days = WhenSpan.Of(FirstOf(WhenTokens.Number(match, "year")!.Value), TimeGrain.Year), DayRank = 1 };

    private const string Names = @"(?<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

    [GeneratedRegex(@"(?<![0-9])(?<year>(?:19|20)[0-9]{2})(?:\s?年\s?(?<month>[0-9]{1,2})\s?月\s?(?<day>[0-9]{1,2})\s?(?:[日号]|(?![0-9]))|(?<parting>[-/.])(?<month>[0-9]{1,2})\k<parting>(?<day>[0-9]{1,2})(?![0-9])t?)", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex YearMonthDay();

    [GeneratedRegex(@"(?<![0-9/.])(?<month>[0-9]{1,2})(?<slash>/)(?<day>[0-9]{1,2})/(?<year>(?:20)?[0-9]{2})(?![0-9/])", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex MonthDayYear();

    [GeneratedRegex(@"\b" + Names + @"\.?\s?(?:the\s)?(?<day>[0-9]{1,2})(?:st|nd|rd|th)?(?![0-9:]|\s?[ap]m\b)(?:,?\s?(?<year>20[0-9]{2})(?![0-9:]))?", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex EnglishMonthDay();

    [GeneratedRegex(@"(?<![0-9:])(?:the\s)?(?<day>[0-9]{1,2})(?:st|nd|rd|th)?\s?(?:of\s)?-?" + Names + @"\b\.?(?:,?\s?-?(?<year>20[0-9]{2})(?![0-9:]))?", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex EnglishDayMonth();

    [GeneratedRegex(@"(?<rel>下下个?|下个?|上个?|本|这个?|当)月(?:的)?(?<day>[0-9]{1,2})[日号]?|\b(?:the\s)?(?<day>[0-9]{1,2})(?:st|nd|rd|th)\sof\s(?<rel>next|this|last)\smonth", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex OtherMonthDay();

    [GeneratedRegex(@"(?<rel>明年|去年|今年)?(?:的)?(?<![0-9])(?<month>[0-9]{1,2})\s?月\s?(?<day>[0-9]{1,2})\s?(?:[日号]|(?![0-9个]))", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex MonthDay();

    [GeneratedRegex(@"(?<rel>下下个?|下个?|上上个?|上个?|本|这个?|当)(?<unit>周末)|(?<rel>下下个?|下个?|上上个?|上个?|本|这个?|当)(?<unit>周|星期|礼拜)(?![一二三四五六日天末初底1-7])|(?<rel>下下个?|下个?|上上个?|上个?|本|这个?|当)(?<unit>月)(?![底末初中份]?[初末底中上下]|[0-9])|(?<rel>下个?|上个?|本|这个?)(?<unit>季度?)|(?<rel>今|明|去|后|前)(?<unit>年)(?![底末初0-9])|(?<unit>周末)|\b(?:(?:on|over)\s)?(?:the\s)?(?<rel>this|next|last|past|previous|following|coming|current)\s(?<unit>weekend|week|month|quarter|year)\b|\b(?:on\s|over\s)?(?:the\s)?(?<unit>weekend)\b", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Period();

    [GeneratedRegex(@"\b(?:the\s|by\s)?(?<edge>end|start|beginning)(?:\sof)?(?:\s(?:the|(?<rel>this|next|last)))?\s?(?<unit>month|week|year|january|february|march|april|may|june|july|august|september|october|november|december)\b|\beo(?<unit>[mwy])\b|\bmonth[- ](?<edge>end)\b", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex EnglishEdge();

    [GeneratedRegex(@"(?<rel>下个?|上个?|本|这个?)?(?:(?<![0-9])(?<month>[0-9]{1,2}))?(?<unit>月)份?(?<edge>底|末|初|中旬|上旬|下旬|中)|(?<rel>今|明|去)?(?<unit>年)(?<edge>底|末|初)|(?<rel>下|上|本|这)?(?<unit>周)(?<edge>初)", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex ChineseEdge();

    /// <summary>A date with a point only where a range, a bracket or a word of dates stands at it: else it is a number.</summary>
    [GeneratedRegex(@"(?<![0-9.¥$€])(?<month>1[0-2]|0?[1-9])\.(?<day>3[01]|[12][0-9]|0?[1-9])(?=\s?(?:[-~至到–—]|日|号|当天|当日|开|截止|结束|前|之前|起|[0-2]?[0-9][:点]|\s[0-2]?[0-9]:))(?![0-9.])|(?<=[0-9]\s?[-~至到–—]\s?|截止|截至|至|到|until\s|ends\s)(?<month>1[0-2]|0?[1-9])\.(?<day>3[01]|[12][0-9]|0?[1-9])(?![0-9.%元折])", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex DotDay();

    /// <summary>Two figures each, alone or before an hour: else a dash is a range.</summary>
    [GeneratedRegex(@"(?<![0-9./-])(?<month>1[0-2]|0[1-9])-(?<day>3[01]|[12][0-9]|0[1-9])(?=\s+[0-2]?[0-9]:)|^\s?(?<month>1[0-2]|0[1-9])-(?<day>3[01]|[12][0-9]|0[1-9])\s?$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex DashDay();

    [GeneratedRegex(@"(?<![0-9/.$€£¥])(?<month>[0-9]{1,2})/(?<day>[0-9]{1,2})(?![0-9/.%]|\s?(?:off|price|lb|kg|gb|cup))", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex SlashDay();

    [GeneratedRegex(@"(?<word>大前天|前天|前日|前晚|昨天|昨日|昨晚|昨夜|今天|今日|今晚|今夜|今早|今晨|今儿|当天|当日|当晚|本日|即日|明天|明日|明早|明晨|明晚|明儿|次日|隔天|翌日|大后天|后天|后日)|\b(?:the\s)?(?<word>day after tomorrow|day before yesterday|today|tonight|tonite|2nite|last night|yesterday|tomorrow|tomorow|tommorow|tommorrow|tmrw?|tmw|2moro|overmorrow)\b", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex RelativeDay();

    [GeneratedRegex(@"(?<rel>下下个?|下个?|上上个?|上个?|本|这个?|当)?(?:周|星期|礼拜)(?<day>[一二三四五六日天1-7])(?![0-9])", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex ChineseWeekday();

    [GeneratedRegex(@"\b(?:(?<rel>this coming|this|next|last|past|coming)\s)?(?<day>monday|mon|tuesday|tues?|wednesday|weds?|thursday|thurs?|thu|friday|fri|saturday|sat|sunday|sun)\b\.?", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex EnglishWeekday();

    [GeneratedRegex(@"\b(?<name>january|february|april|june|july|august|september|october|november|december|jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec|(?<=in |until |till |by |end of |this |next )(?:march|may))\b\.?(?:,?\s?(?<year>20[0-9]{2}))?", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex EnglishMonth();

    [GeneratedRegex(@"(?:(?<year>20[0-9]{2})年)?(?<![0-9])(?<month>[0-9]{1,2})月份?(?!\s?[0-9])", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex ChineseMonth();

    [GeneratedRegex(@"(?<![0-9./-])(?<day>3[01]|[12][0-9]|0?[1-9])(?:号(?![店线楼码])|日(?![元]))|\b(?:on\s)?the\s(?<day>3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)\b", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex DayOfMonth();

    [GeneratedRegex(@"(?<![0-9])(?<year>20[0-9]{2})年(?![0-9])", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex YearAlone();
}
