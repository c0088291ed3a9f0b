using System.Globalization;
using Humanizer;

namespace Daogou.Bot.Texts;

/// <summary>Times and counts as people say them.</summary>
internal static class When
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    /// <summary><c>2 hours ago</c>, <c>3 天后</c>.</summary>
    public static string Relative(DateTimeOffset at, DateTimeOffset now, string language) => at.Humanize(now, Culture(language));

    /// <summary><c>9 Nov</c>, <c>11月9日</c>; with the year when it is another one.</summary>
    public static string Day(DateTimeOffset at, DateTimeOffset now, string zone, string language)
    {
        var local = Local(at, zone);
        var sameYear = local.Year == Local(now, zone).Year;
        return language == Words.Chinese
            ? local.ToString(sameYear ? "M月d日" : "yyyy年M月d日", Chinese)
            : local.ToString(sameYear ? "d MMM" : "d MMM yyyy", English);
    }

    /// <summary><c>14:05</c> in the zone.</summary>
    public static string Clock(DateTimeOffset at, string zone) => Local(at, zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary><c>3 deals</c>; Chinese has no plural and takes its own measure word.</summary>
    public static string Count(long number, string language, string zhMeasured, string enSingular) =>
        language == Words.Chinese ? string.Create(Chinese, $"{number} {zhMeasured}") : enSingular.ToQuantity(number, formatProvider: English, format: "N0");

    /// <summary><c>2 days</c>, <c>2 天</c>.</summary>
    public static string Span(TimeSpan span, string language) => span.Humanize(1, Culture(language), maxUnit: TimeUnit.Day, minUnit: TimeUnit.Minute);

    public static DateTimeOffset Local(DateTimeOffset at, string zone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) ? TimeZoneInfo.ConvertTime(at, known) : at.ToUniversalTime();

    private static CultureInfo Culture(string language) => language == Words.Chinese ? Chinese : English;
}
