using System.Text.RegularExpressions;

namespace Daogou.Core.Amounts;

/// <summary>Times of day: 晚上8点半, 20:00, 零点, 5pm, noon, at 8, and the parts of the day by themselves.</summary>
internal static partial class WhenTimes
{
    public static IReadOnlyList<(Regex Words, WhenTokens.Rule Rule)> Rules { get; } =
        [(Colon(), Clock), (Chinese(), Clock), (Half(), Clock), (Named(), Word), (OClock(), Clock), (Part(), Parts)];

    private static WhenToken? Clock(Match match, WhenClock clock)
    {
        var hour = WhenTokens.Number(match, "hour")!.Value;
        var minute = match.Groups["quarter"].Value switch { "半" => 30, "1刻" or "一刻" => 15, "3刻" or "三刻" => 45, _ => WhenTokens.Number(match, "minute") ?? 0 };
        var second = WhenTokens.Number(match, "second") ?? 0;
        var half = match.Groups["half"].Value;
        var part = PartOf(half);
        if (hour > 24 || minute > 59 || second > 59 || (hour == 24 && minute + second > 0) || (half is ['a' or 'p', ..] && part is null && hour is 0 or > 12 && half.Length > 0))
        {
            return null;
        }
        hour = half switch
        {
            ['a', ..] => hour == 12 ? 0 : hour,
            ['p', ..] => hour < 12 ? hour + 12 : hour,
            "" => hour,
            "中午" or "午间" => hour < 4 ? hour + 12 : hour,
            "凌晨" or "清晨" or "早上" or "早晨" or "早" or "上午" => half == "凌晨" && hour == 12 ? 0 : hour,
            "半夜" or "夜里" or "深夜" or "午夜" => hour == 12 ? 24 : hour is >= 6 and < 12 ? hour + 12 : hour,
            _ => part!.IsLate && hour is 12 or 0 ? 24 : hour < 12 ? hour + 12 : hour,
        };
        return WhenTokens.At(match) with
        {
            Time = new TimeSpan(hour, minute, second),
            TimeGrain = match.Groups["second"].Success ? TimeGrain.Second : match.Groups["minute"].Success || match.Groups["quarter"].Value.Length > 0 ? TimeGrain.Minute : TimeGrain.Hour,
            IsHalfKnown = half.Length > 0,
            Zone = ZoneOf(match.Groups["zone"].Value),
        };
    }

    private static WhenToken? Word(Match match, WhenClock clock) => WhenTokens.At(match) with
    {
        Time = TimeSpan.FromHours(match.Value.Contains("noon", StringComparison.Ordinal) || match.Value.Contains("midday", StringComparison.Ordinal) || match.Value is "正午" or "中午" ? 12 : match.Value is "午夜" ? 24 : 0),
        TimeGrain = TimeGrain.Hour,
        IsHalfKnown = true,
    };

    private static WhenToken? Parts(Match match, WhenClock clock) => WhenTokens.At(match) with { Part = PartOf(match.Groups["half"].Value) };

    private static WhenPart? PartOf(string half) => half switch
    {
        "凌晨" or "清晨" => new WhenPart(0, 6, false),
        "早上" or "早晨" or "早" or "上午" or "morning" => new WhenPart(6, 12, false),
        "中午" or "午间" => new WhenPart(11, 14, false),
        "下午" or "午后" or "傍晚" or "afternoon" => new WhenPart(12, 18, false),
        "晚上" or "晚间" or "晚" or "夜里" or "深夜" or "半夜" or "夜间" or "evening" or "night" => new WhenPart(18, 24, true),
        _ => null,
    };

    /// <summary>Only the zones that posts really name; in the United States without saying whether summer time holds.</summary>
    private static TimeZoneInfo? ZoneOf(string name)
    {
        if (name is ['+' or '-', ..])
        {
            return ZoneNames.Find(name, null) is { } offset ? TimeZoneInfo.CreateCustomTimeZone(name, offset, name, name) : null;
        }
        var id = name switch
        {
            "et" or "est" or "edt" => "America/New_York",
            "ct" or "cdt" => "America/Chicago",
            "mt" or "mst" or "mdt" => "America/Denver",
            "pt" or "pst" or "pdt" => "America/Los_Angeles",
            "gmt" or "utc" or "z" => "UTC",
            "bst" => "Europe/London",
            "cet" or "cest" => "Europe/Berlin",
            "jst" => "Asia/Tokyo",
            "aest" or "aedt" => "Australia/Sydney",
            _ => null,
        };
        return id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;
    }

    private const string Halves = @"(?<half>凌晨|清晨|早上|早晨|早|上午|中午|午间|下午|午后|傍晚|晚上|晚间|晚|夜里|半夜|深夜|午夜)";
    private const string Zones = @"(?:\s?\(?(?<zone>et|est|edt|ct|cdt|mt|mst|mdt|pt|pst|pdt|gmt|utc|bst|cest|cet|jst|aest|aedt)\b\)?)?";

    [GeneratedRegex(@"(?:" + Halves + @"\s?)?(?:(?<=\b(?:at|by|from|@)\s)|(?<![0-9:.]))(?<hour>[0-9]{1,2})\s?:\s?(?<minute>[0-5][0-9])(?::(?<second>[0-5][0-9])(?:[.,][0-9]{1,9})?(?:(?<zone>z\b|[+-][0-9]{2}:?[0-9]{2})(?![0-9:]))?)?(?![0-9:])(?:\s?(?<half>[ap]\.?m\b\.?))?" + Zones, RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Colon();

    [GeneratedRegex(@"(?:" + Halves + @"的?\s?)?(?<![0-9.])(?<hour>[0-9]{1,2})\s?(?:点|时(?!间))\s?(?:钟|整|(?<quarter>半|[13一三]刻)|(?<minute>[0-5]?[0-9])(?:分(?:(?<second>[0-5]?[0-9])秒)?|(?![0-9:]))|0(?<minute>[0-9])分?)?|" + Halves + @"(?<hour>[0-9]{1,2})(?=\s?[-~至到]\s?[0-9]{1,2}\s?[点时])", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"(?<![0-9:.$])(?<hour>1[0-2]|0?[1-9])(?:\.(?<minute>[0-5][0-9]))?\s?(?<half>[ap]\.?m\b\.?|[ap](?=\s|$))" + Zones, RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Half();

    [GeneratedRegex(@"零点整?|正午|午夜|中午(?!\s?[0-9])|\b(?:at\s)?(?:12\s)?(?:noon|midday|midnight)\b", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Named();

    [GeneratedRegex(@"(?<![0-9:.])(?<hour>2[0-4]|1[0-9]|[0-9])\s?o'?clock\b|(?<=\b(?:tonight|tomorrow|today|morning|afternoon|evening|night|day)\s(?:at\s|@\s?)|\b(?:at|@)\s)(?<hour>2[0-4]|1[0-9]|[0-9])(?![0-9.:%/]|\s?(?:usd|off|each|dollars?|eur|percent|stores?|shops?|[ap]m))", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex OClock();

    [GeneratedRegex(@"(?<half>凌晨|清晨|早上|早晨|上午|中午|午间|下午|午后|傍晚|晚上|晚间|夜里|半夜|深夜|夜间|(?<=[一二三四五六日天号节1])[早晚])|\b(?:(?:in|during)\sthe\s|this\s|at\s)?(?<half>morning|afternoon|evening|(?<=tomorrow |yesterday |day |at |fri |sat |sun |mon |tue |wed |thu )night)\b", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Part();
}
