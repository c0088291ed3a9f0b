using System.Globalization;
using System.Text.RegularExpressions;

namespace Daogou.Core.Amounts;

/// <summary>Stretches counted from now: 限时2小时, 3天后, 半小时后, in 3 hours, 2 days ago, for the next 2 hours.</summary>
internal static partial class WhenSpans
{
    public static IReadOnlyList<(Regex Words, WhenTokens.Rule Rule)> Rules { get; } =
    [
        (ChineseWithin(), Within), (ChineseShifted(), Shifted), (ChinesePast(), Past),
        (EnglishWithin(), Within), (EnglishShifted(), Shifted), (EnglishPast(), Past),
    ];

    /// <summary>From now for so long.</summary>
    private static WhenToken? Within(Match match, WhenClock clock) =>
        Length(match) is not { } length ? null : WhenTokens.At(match) with { Whole = new WhenSpan(clock.Now, Moved(clock.Now, match, length, 1), length.Grain) };

    private static WhenToken? Past(Match match, WhenClock clock) =>
        Length(match) is not { } length ? null : WhenTokens.At(match) with { Whole = new WhenSpan(Moved(clock.Now, match, length, -1), clock.Now, length.Grain) };

    /// <summary>So long before or after now: a day when days or more are counted, else an instant to the minute.</summary>
    private static WhenToken? Shifted(Match match, WhenClock clock)
    {
        if (Length(match) is not { } length)
        {
            return null;
        }
        var at = Moved(clock.Now, match, length, match.Groups["ago"].Success ? -1 : 1);
        return length.Grain > TimeGrain.Day || (length.Grain == TimeGrain.Day && length.Count == decimal.Truncate(length.Count) && !match.Groups["rest"].Success)
            ? WhenTokens.Day(match, at.Date, 3)
            : WhenTokens.At(match) with { Whole = WhenSpan.Of(at, length.Grain == TimeGrain.Second ? TimeGrain.Second : TimeGrain.Minute) };
    }

    /// <summary>With the smaller part behind it, <c>2小时30分</c>.</summary>
    private static DateTime Moved(DateTime now, Match match, (decimal Count, TimeGrain Grain) length, int sign) =>
        WhenTokens.Number(match, "rest") is { } rest ? Moved(Moved(now, length, sign), (rest, Grain(match.Groups["part"].Value)), sign) : Moved(now, length, sign);

    private static DateTime Moved(DateTime now, (decimal Count, TimeGrain Grain) length, int sign) =>
        length.Count == decimal.Truncate(length.Count) ? WhenSpan.Later(now, length.Grain, sign * (int)length.Count)
        : now.AddTicks(sign * (long)(length.Count * length.Grain switch
        {
            TimeGrain.Second => TimeSpan.TicksPerSecond,
            TimeGrain.Minute => TimeSpan.TicksPerMinute,
            TimeGrain.Hour => TimeSpan.TicksPerHour,
            TimeGrain.Day => TimeSpan.TicksPerDay,
            TimeGrain.Week => 7 * TimeSpan.TicksPerDay,
            TimeGrain.Month => 30 * TimeSpan.TicksPerDay,
            TimeGrain.Quarter => 91 * TimeSpan.TicksPerDay,
            TimeGrain.Year => 365 * TimeSpan.TicksPerDay,
        }));

    private static (decimal Count, TimeGrain Grain)? Length(Match match)
    {
        var unit = match.Groups["unit"].Value;
        var number = match.Groups["number"].Value;
        decimal count = number switch
        {
            "half an" or "half a" or "半" or "半个" => 0.5m,
            "" or "a" or "an" or "the" or "a couple of" or "couple of" or "next" => number.Contains("couple", StringComparison.Ordinal) ? 2m : 1m,
            "a few" or "few" or "几" or "数" => 3m,
            _ => decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read) ? read : 0m,
        };
        if (match.Groups["half"].Success)
        {
            count += 0.5m;
        }
        return count is <= 0m or > 100_000m ? null : (count, Grain(unit));
    }

    private static TimeGrain Grain(string unit) => unit switch
    {
        ['秒', ..] or ['s', ..] => TimeGrain.Second,
        ['分', ..] or ['m', 'i', ..] or "m" => TimeGrain.Minute,
        ['小', ..] or ['钟', ..] or ['时', ..] or ['h', ..] => TimeGrain.Hour,
        ['天', ..] or ['日', ..] or ['d', ..] => TimeGrain.Day,
        ['周', ..] or ['星', ..] or ['礼', ..] or ['w', ..] => TimeGrain.Week,
        ['月', ..] or ['m', 'o', ..] => TimeGrain.Month,
        ['季', ..] or ['q', ..] => TimeGrain.Quarter,
        _ => TimeGrain.Year,
    };

    private const string Number = @"(?<![0-9月.年])(?<number>[0-9]{1,5}(?:\.[0-9])?|半个?|几|数)\s?个?(?<half>半)?";
    private const string Unit = @"(?<unit>秒钟?|分钟|分|小时|钟头|时|天|日|周|星期|礼拜|月|季度|年)(?:零?(?<rest>[0-9]{1,2})(?:个)?(?<part>小时|分钟|分|秒))?";
    private const string Amount = @"(?<number>[0-9]{1,5}(?:\.[0-9])?|half an?|an?|a couple of|couple of|a few)\s?-?";
    private const string EnglishUnit = @"(?<unit>seconds?|secs?|minutes?|mins?|hours?|hrs?|hr|h|days?|weeks?|wks?|months?|quarters?|years?|yrs?)\b(?:,?\s(?:and\s)?(?<rest>[0-9]{1,2})\s?(?<part>hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?)\b)?";

    [GeneratedRegex(@"(?:限时|仅限|仅剩|还剩|剩余|倒计时|未来|今后|接下来|最后|在)\s?" + Number + Unit + @"(?!前|之前|以前)(?:后结束|后截止|内|之内|以内)?|" + Number + Unit + @"(?:内|之内|以内|后结束|后截止|后过期|后失效)", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex ChineseWithin();

    [GeneratedRegex(Number + Unit + @"(?:后|之后|以后|(?<ago>前|之前|以前))", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex ChineseShifted();

    [GeneratedRegex(@"(?:过去|最近|近)\s?" + Number + Unit, RegexOptions.ExplicitCapture, 200)]
    private static partial Regex ChinesePast();

    [GeneratedRegex(@"\b(?:(?:for|in|over|within|during)\s(?:the\s)?next|(?:the\s)?next(?=\s[0-9a])|for(?:\sthe)?(?:\sonly)?|within|(?:ends?|ending|expires?|expiring|closes?|over|done)\sin)\s" + Amount + @"\s?" + EnglishUnit + @"(?!\s(?:ago|from now|later))|\b" + Amount + @"\s?" + EnglishUnit + @"\s(?:left|only|remaining|to go)\b", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex EnglishWithin();

    [GeneratedRegex(@"\bin\s(?:about\s|around\s)?" + Amount + @"\s?" + EnglishUnit + @"(?:['’]?\stime)?|\b" + Amount + @"\s?" + EnglishUnit + @"\s(?:from now|later|hence|(?<ago>ago|earlier|back))\b", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex EnglishShifted();

    [GeneratedRegex(@"\b(?:(?:in|over|for|during)\s)?(?:the\s)?(?:last|past|previous)\s(?<number>[0-9]{1,5}|couple of|few)\s?" + EnglishUnit, RegexOptions.ExplicitCapture, 200)]
    private static partial Regex EnglishPast();
}
