using System.Globalization;
using Daogou.Core.Networks;
using Daogou.Core.Orders;

namespace Daogou.Api.Console;

/// <summary>Networks in the reader's words, and how much they want attention (<c>good wait bad quiet</c>).</summary>
internal static class NetworkLabels
{
    public static string Of(AttributionMode mode, Speech speech) => mode switch
    {
        AttributionMode.Token => speech.In("by click", "按点击"),
        AttributionMode.LinkToken => speech.In("by link", "按链接"),
        AttributionMode.Slot => speech.In("by ad slot", "按推广位"),
        AttributionMode.Channel => speech.In("by channel only", "仅到渠道"),
    };

    /// <summary>How its readings and its platform are doing, together.</summary>
    public static (string Words, string Tone) Of(NetworkStatus status, Speech speech) =>
        status.Quota?.ClosedUntil is not null ? (speech.In("closed for now", "暂停调用"), "bad")
        : status.Listings.Count == 0 ? (speech.In("imports only", "仅导入"), "quiet")
        : status.Listings.Any(listing => listing.IsFailing) ? (speech.In("failing", "拉取失败"), "bad")
        : status.Listings.All(listing => listing.State?.LastSuccessAt is null) ? (speech.In("not pulled yet", "尚未拉取"), "quiet")
        : status.Listings.Any(listing => listing.IsBehind(status.At)) ? (speech.In("behind", "有延迟"), "wait")
        : (speech.In("up to date", "正常"), "good");

    public static (string Words, string Tone) Of(ListingStatus listing, DateTimeOffset now, Speech speech) =>
        listing.IsFailing ? (speech.In("failing", "失败"), "bad")
        : listing.State?.LastSuccessAt is null ? (speech.In("not yet", "尚未"), "quiet")
        : listing.IsBehind(now) ? (speech.In("behind", "有延迟"), "wait")
        : (speech.In("up to date", "正常"), "good");

    /// <summary>What a reading is, by the name that it has beside the network's.</summary>
    public static string OfListing(string name, Speech speech) => name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..] is var part && part == name ? speech.In("orders", "订单") : part switch
    {
        "sweep" => speech.In("nightly sweep", "每晚复核"),
        "refunds" => speech.In("refunds", "退款"),
        "programmes" => speech.In("programmes", "推广计划"),
        _ => part,
    };

    public static string Span(TimeSpan? span, Speech speech) => span switch
    {
        null => "–",
        { TotalHours: >= 48 } days => Number(days.TotalDays) + speech.In(" d", " 天"),
        { TotalMinutes: >= 120 } hours => Number(hours.TotalHours) + speech.In(" h", " 小时"),
        { TotalSeconds: >= 120 } minutes => Number(minutes.TotalMinutes) + speech.In(" min", " 分钟"),
        { } seconds => Number(Math.Max(0, seconds.TotalSeconds)) + speech.In(" s", " 秒"),
    };

    private static string Number(double number) => number.ToString("0", CultureInfo.InvariantCulture);
}
