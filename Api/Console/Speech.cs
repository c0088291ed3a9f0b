using System.Globalization;
using Daogou.Api.Hosting;
using Humanizer;
using Microsoft.Extensions.Options;

namespace Daogou.Api.Console;

/// <summary>The reader's language, from the switch (a cookie) or else the browser, and how times are said in it.</summary>
public sealed class Speech(IHttpContextAccessor accessor, IOptions<ApiOptions> options, TimeProvider time)
{
    public const string Cookie = "daogou-language";
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone);

    public string Language { get; } = Chosen(accessor.HttpContext);

    public CultureInfo Culture => CultureInfo.GetCultureInfo(Language == "zh" ? "zh-CN" : "en-GB");

    public string In(string en, string zh) => Language == "zh" ? zh : en;

    /// <summary>The minute in the operator's zone, <c>2026-11-02 08:00</c>.</summary>
    public string Minute(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, _zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Today in the operator's zone.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), _zone).DateTime);

    public string Zone => _zone.Id;

    /// <summary><c>3 minutes ago</c>, <c>2 小时后</c>.</summary>
    public string Ago(DateTimeOffset at) => at.Humanize(time.GetUtcNow(), Culture);

    public string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>The switch's word, else what the browser asks for first.</summary>
    public static string Chosen(HttpContext? http) =>
        http?.Request.Cookies[Cookie] is "zh" or "en" ? http.Request.Cookies[Cookie]!
        : http?.Request.Headers.AcceptLanguage.ToString().StartsWith("zh", StringComparison.OrdinalIgnoreCase) == true ? "zh"
        : "en";
}
