using System.Globalization;
using CsCheck;
using Daogou.Core.Amounts;
using Xunit;

namespace Daogou.Tests.Core.Amounts;

public sealed class WhenTextTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    /// <summary>A Wednesday, 15:30.</summary>
    private static readonly DateTimeOffset Now = new(2024, 11, 20, 15, 30, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("今天", "2024-11-20 00:00", "2024-11-21 00:00", TimeGrain.Day)]
    [InlineData("明天", "2024-11-21 00:00", "2024-11-22 00:00", TimeGrain.Day)]
    [InlineData("后天", "2024-11-22 00:00", "2024-11-23 00:00", TimeGrain.Day)]
    [InlineData("大后天", "2024-11-23 00:00", "2024-11-24 00:00", TimeGrain.Day)]
    [InlineData("昨天", "2024-11-19 00:00", "2024-11-20 00:00", TimeGrain.Day)]
    [InlineData("今晚8点", "2024-11-20 20:00", "2024-11-20 21:00", TimeGrain.Hour)]
    [InlineData("今晚8点开抢", "2024-11-20 20:00", "2024-11-20 21:00", TimeGrain.Hour)]
    [InlineData("今晚八点", "2024-11-20 20:00", "2024-11-20 21:00", TimeGrain.Hour)]
    [InlineData("今晚20:00", "2024-11-20 20:00", "2024-11-20 20:01", TimeGrain.Minute)]
    [InlineData("今晚12点", "2024-11-21 00:00", "2024-11-21 01:00", TimeGrain.Hour)]
    [InlineData("今晚零点", "2024-11-21 00:00", "2024-11-21 01:00", TimeGrain.Hour)]
    [InlineData("今晚", "2024-11-20 18:00", "2024-11-21 00:00", TimeGrain.Hour)]
    [InlineData("明早9点半", "2024-11-21 09:30", "2024-11-21 09:31", TimeGrain.Minute)]
    [InlineData("明天早上十点", "2024-11-21 10:00", "2024-11-21 11:00", TimeGrain.Hour)]
    [InlineData("下周三", "2024-11-27 00:00", "2024-11-28 00:00", TimeGrain.Day)]
    [InlineData("下周一早上8点", "2024-11-25 08:00", "2024-11-25 09:00", TimeGrain.Hour)]
    [InlineData("本周日", "2024-11-24 00:00", "2024-11-25 00:00", TimeGrain.Day)]
    [InlineData("周五晚上8点", "2024-11-22 20:00", "2024-11-22 21:00", TimeGrain.Hour)]
    [InlineData("星期二", "2024-11-26 00:00", "2024-11-27 00:00", TimeGrain.Day)]
    [InlineData("周末", "2024-11-23 00:00", "2024-11-25 00:00", TimeGrain.Day)]
    [InlineData("下周", "2024-11-25 00:00", "2024-12-02 00:00", TimeGrain.Week)]
    [InlineData("这个月", "2024-11-01 00:00", "2024-12-01 00:00", TimeGrain.Month)]
    [InlineData("月底", "2024-11-30 00:00", "2024-12-01 00:00", TimeGrain.Day)]
    [InlineData("下个月5号", "2024-12-05 00:00", "2024-12-06 00:00", TimeGrain.Day)]
    [InlineData("明年", "2025-01-01 00:00", "2026-01-01 00:00", TimeGrain.Year)]
    [InlineData("国庆", "2025-10-01 00:00", "2025-10-02 00:00", TimeGrain.Day)]
    [InlineData("双11", "2025-11-11 00:00", "2025-11-12 00:00", TimeGrain.Day)]
    [InlineData("双十二", "2024-12-12 00:00", "2024-12-13 00:00", TimeGrain.Day)]
    [InlineData("双12零点", "2024-12-12 00:00", "2024-12-12 01:00", TimeGrain.Hour)]
    [InlineData("双12当天晚上8点", "2024-12-12 20:00", "2024-12-12 21:00", TimeGrain.Hour)]
    [InlineData("618", "2025-06-18 00:00", "2025-06-19 00:00", TimeGrain.Day)]
    [InlineData("春节", "2025-01-29 00:00", "2025-01-30 00:00", TimeGrain.Day)]
    [InlineData("中秋", "2025-10-06 00:00", "2025-10-07 00:00", TimeGrain.Day)]
    [InlineData("端午节", "2025-05-31 00:00", "2025-06-01 00:00", TimeGrain.Day)]
    [InlineData("12月3日", "2024-12-03 00:00", "2024-12-04 00:00", TimeGrain.Day)]
    [InlineData("十二月三号", "2024-12-03 00:00", "2024-12-04 00:00", TimeGrain.Day)]
    [InlineData("3号", "2024-12-03 00:00", "2024-12-04 00:00", TimeGrain.Day)]
    [InlineData("3月5日", "2025-03-05 00:00", "2025-03-06 00:00", TimeGrain.Day)]
    [InlineData("12.3-12.5", "2024-12-03 00:00", "2024-12-06 00:00", TimeGrain.Day)]
    [InlineData("12月3-5日", "2024-12-03 00:00", "2024-12-06 00:00", TimeGrain.Day)]
    [InlineData("12月3日至12月5日", "2024-12-03 00:00", "2024-12-06 00:00", TimeGrain.Day)]
    [InlineData("12月30日-1月2日", "2024-12-30 00:00", "2025-01-03 00:00", TimeGrain.Day)]
    [InlineData("20:00", "2024-11-20 20:00", "2024-11-20 20:01", TimeGrain.Minute)]
    [InlineData("8点", "2024-11-21 08:00", "2024-11-21 09:00", TimeGrain.Hour)]
    [InlineData("下午3点", "2024-11-21 15:00", "2024-11-21 16:00", TimeGrain.Hour)]
    [InlineData("晚上8点15分", "2024-11-20 20:15", "2024-11-20 20:16", TimeGrain.Minute)]
    [InlineData("限时2小时", "2024-11-20 15:30", "2024-11-20 17:30", TimeGrain.Hour)]
    [InlineData("24小时内", "2024-11-20 15:30", "2024-11-21 15:30", TimeGrain.Hour)]
    [InlineData("3天后", "2024-11-23 00:00", "2024-11-24 00:00", TimeGrain.Day)]
    [InlineData("三天后晚上8点", "2024-11-23 20:00", "2024-11-23 21:00", TimeGrain.Hour)]
    [InlineData("半小时后", "2024-11-20 16:00", "2024-11-20 16:01", TimeGrain.Minute)]
    [InlineData("一个半小时后", "2024-11-20 17:00", "2024-11-20 17:01", TimeGrain.Minute)]
    [InlineData("2个小时后", "2024-11-20 17:30", "2024-11-20 17:31", TimeGrain.Minute)]
    [InlineData("两天前", "2024-11-18 00:00", "2024-11-19 00:00", TimeGrain.Day)]
    [InlineData("截止11月30日23:59", "2024-11-20 15:30", "2024-11-30 23:59", TimeGrain.Minute)]
    [InlineData("活动截止到明天", "2024-11-20 15:30", "2024-11-22 00:00", TimeGrain.Day)]
    [InlineData("11月30日前下单", "2024-11-20 15:30", "2024-12-01 00:00", TimeGrain.Day)]
    [InlineData("零点", "2024-11-21 00:00", "2024-11-21 01:00", TimeGrain.Hour)]
    [InlineData("0点", "2024-11-21 00:00", "2024-11-21 01:00", TimeGrain.Hour)]
    [InlineData("中午12点", "2024-11-21 12:00", "2024-11-21 13:00", TimeGrain.Hour)]
    [InlineData("明天中午12点", "2024-11-21 12:00", "2024-11-21 13:00", TimeGrain.Hour)]
    [InlineData("凌晨2点", "2024-11-21 02:00", "2024-11-21 03:00", TimeGrain.Hour)]
    [InlineData("2024-12-01 08:00至2024-12-03", "2024-12-01 08:00", "2024-12-04 00:00", TimeGrain.Minute)]
    [InlineData("2024年12月1日20:00-12月3日23:59", "2024-12-01 20:00", "2024-12-03 23:59", TimeGrain.Minute)]
    [InlineData("今晚8点到10点", "2024-11-20 20:00", "2024-11-20 22:00", TimeGrain.Hour)]
    [InlineData("今晚8-10点", "2024-11-20 20:00", "2024-11-20 22:00", TimeGrain.Hour)]
    [InlineData("10:00-22:00", "2024-11-20 10:00", "2024-11-20 22:00", TimeGrain.Minute)]
    [InlineData("22:00-02:00", "2024-11-20 22:00", "2024-11-21 02:00", TimeGrain.Minute)]
    [InlineData("周一至周五", "2024-11-25 00:00", "2024-11-30 00:00", TimeGrain.Day)]
    [InlineData("满300减50，今晚8点开抢", "2024-11-20 20:00", "2024-11-20 21:00", TimeGrain.Hour)]
    [InlineData("黑五", "2024-11-29 00:00", "2024-11-30 00:00", TimeGrain.Day)]
    [InlineData("今年双12", "2024-12-12 00:00", "2024-12-13 00:00", TimeGrain.Day)]
    [InlineData("倒计时2小时30分", "2024-11-20 15:30", "2024-11-20 18:00", TimeGrain.Hour)]
    [InlineData("半个月后", "2024-12-05 00:00", "2024-12-06 00:00", TimeGrain.Day)]
    [InlineData("11-30 20:00", "2024-11-30 20:00", "2024-11-30 20:01", TimeGrain.Minute)]
    [InlineData("现在", "2024-11-20 15:30", "2024-11-20 15:30", TimeGrain.Second)]
    [InlineData("活动时间：11月20日20点-11月22日24点", "2024-11-20 20:00", "2024-11-23 00:00", TimeGrain.Hour)]
    [InlineData("即日起至12月31日", "2024-11-20 00:00", "2025-01-01 00:00", TimeGrain.Day)]
    public void A_time_in_Chinese(string text, string start, string end, TimeGrain grain) => Check(text, Now, Shanghai, start, end, grain);

    [Theory]
    [InlineData("today", "2024-11-20 00:00", "2024-11-21 00:00", TimeGrain.Day)]
    [InlineData("tomorrow at 5pm", "2024-11-21 17:00", "2024-11-21 18:00", TimeGrain.Hour)]
    [InlineData("tomorrow 5:30 PM", "2024-11-21 17:30", "2024-11-21 17:31", TimeGrain.Minute)]
    [InlineData("next friday", "2024-11-29 00:00", "2024-11-30 00:00", TimeGrain.Day)]
    [InlineData("friday", "2024-11-22 00:00", "2024-11-23 00:00", TimeGrain.Day)]
    [InlineData("this weekend", "2024-11-23 00:00", "2024-11-25 00:00", TimeGrain.Day)]
    [InlineData("in 3 hours", "2024-11-20 18:30", "2024-11-20 18:31", TimeGrain.Minute)]
    [InlineData("in half an hour", "2024-11-20 16:00", "2024-11-20 16:01", TimeGrain.Minute)]
    [InlineData("in two days", "2024-11-22 00:00", "2024-11-23 00:00", TimeGrain.Day)]
    [InlineData("until Nov 30", "2024-11-20 15:30", "2024-12-01 00:00", TimeGrain.Day)]
    [InlineData("ends 11/30", "2024-11-20 15:30", "2024-12-01 00:00", TimeGrain.Day)]
    [InlineData("Sale ends tomorrow!", "2024-11-20 15:30", "2024-11-22 00:00", TimeGrain.Day)]
    [InlineData("ends in 3 hours", "2024-11-20 15:30", "2024-11-20 18:30", TimeGrain.Hour)]
    [InlineData("tonight", "2024-11-20 18:00", "2024-11-21 00:00", TimeGrain.Hour)]
    [InlineData("tonight at 8", "2024-11-20 20:00", "2024-11-20 21:00", TimeGrain.Hour)]
    [InlineData("8pm tonight", "2024-11-20 20:00", "2024-11-20 21:00", TimeGrain.Hour)]
    [InlineData("Black Friday", "2024-11-29 00:00", "2024-11-30 00:00", TimeGrain.Day)]
    [InlineData("Cyber Monday", "2024-12-02 00:00", "2024-12-03 00:00", TimeGrain.Day)]
    [InlineData("Christmas Eve", "2024-12-24 00:00", "2024-12-25 00:00", TimeGrain.Day)]
    [InlineData("Easter", "2025-04-20 00:00", "2025-04-21 00:00", TimeGrain.Day)]
    [InlineData("midnight", "2024-11-21 00:00", "2024-11-21 01:00", TimeGrain.Hour)]
    [InlineData("noon", "2024-11-21 12:00", "2024-11-21 13:00", TimeGrain.Hour)]
    [InlineData("end of month", "2024-11-30 00:00", "2024-12-01 00:00", TimeGrain.Day)]
    [InlineData("Dec 3rd", "2024-12-03 00:00", "2024-12-04 00:00", TimeGrain.Day)]
    [InlineData("3 December 2024", "2024-12-03 00:00", "2024-12-04 00:00", TimeGrain.Day)]
    [InlineData("December 3, 2024 at 8:00 am", "2024-12-03 08:00", "2024-12-03 08:01", TimeGrain.Minute)]
    [InlineData("Mon 8am", "2024-11-25 08:00", "2024-11-25 09:00", TimeGrain.Hour)]
    [InlineData("from 8pm to 10pm", "2024-11-20 20:00", "2024-11-20 22:00", TimeGrain.Hour)]
    [InlineData("8-10pm", "2024-11-20 20:00", "2024-11-20 22:00", TimeGrain.Hour)]
    [InlineData("tomorrow from 8pm to 10pm", "2024-11-21 20:00", "2024-11-21 22:00", TimeGrain.Hour)]
    [InlineData("Nov 28-30", "2024-11-28 00:00", "2024-12-01 00:00", TimeGrain.Day)]
    [InlineData("Nov 28 - Dec 2", "2024-11-28 00:00", "2024-12-03 00:00", TimeGrain.Day)]
    [InlineData("for the next 2 hours", "2024-11-20 15:30", "2024-11-20 17:30", TimeGrain.Hour)]
    [InlineData("last week", "2024-11-11 00:00", "2024-11-18 00:00", TimeGrain.Week)]
    [InlineData("next month", "2024-12-01 00:00", "2025-01-01 00:00", TimeGrain.Month)]
    [InlineData("this quarter", "2024-10-01 00:00", "2025-01-01 00:00", TimeGrain.Quarter)]
    [InlineData("yesterday", "2024-11-19 00:00", "2024-11-20 00:00", TimeGrain.Day)]
    [InlineData("2 days ago", "2024-11-18 00:00", "2024-11-19 00:00", TimeGrain.Day)]
    [InlineData("an hour ago", "2024-11-20 14:30", "2024-11-20 14:31", TimeGrain.Minute)]
    [InlineData("tomorrow morning", "2024-11-21 06:00", "2024-11-21 12:00", TimeGrain.Hour)]
    [InlineData("Friday, Nov 29 at 9 PM", "2024-11-29 21:00", "2024-11-29 22:00", TimeGrain.Hour)]
    [InlineData("$20 off until Friday", "2024-11-20 15:30", "2024-11-23 00:00", TimeGrain.Day)]
    [InlineData("by Friday", "2024-11-20 15:30", "2024-11-23 00:00", TimeGrain.Day)]
    [InlineData("before Dec 1", "2024-11-20 15:30", "2024-12-01 00:00", TimeGrain.Day)]
    [InlineData("end of next month", "2024-12-31 00:00", "2025-01-01 00:00", TimeGrain.Day)]
    [InlineData("EOM", "2024-11-30 00:00", "2024-12-01 00:00", TimeGrain.Day)]
    [InlineData("this monday", "2024-11-25 00:00", "2024-11-26 00:00", TimeGrain.Day)]
    [InlineData("in 2 hours and 15 minutes", "2024-11-20 17:45", "2024-11-20 17:46", TimeGrain.Minute)]
    [InlineData("2024-12-01T08:00:00Z", "2024-12-01 16:00", "2024-12-01 16:00", TimeGrain.Second)]
    [InlineData("2024-12-01T08:00:00.500+02:00", "2024-12-01 14:00", "2024-12-01 14:00", TimeGrain.Second)]
    [InlineData("starts 12/1 ends 12/5", "2024-12-01 00:00", "2024-12-06 00:00", TimeGrain.Day)]
    public void A_time_in_English(string text, string start, string end, TimeGrain grain) => Check(text, Now, Shanghai, start, end, grain);

    [Theory]
    [InlineData("")]
    [InlineData("nothing here")]
    [InlineData("¥19.9包邮")]
    [InlineData("iPhone 15 Pro 256GB")]
    [InlineData("满300减50")]
    [InlineData("3.5折")]
    [InlineData("$12.99 + 5% off")]
    [InlineData("2月30日")]
    public void What_is_no_time_is_none(string text) => Assert.Null(WhenText.Read(text, Now, Shanghai));

    [Fact]
    public void Clocks_that_are_put_forward_skip_no_reading_and_back_show_the_first()
    {
        var winter = new DateTimeOffset(2024, 3, 9, 12, 0, 0, TimeSpan.FromHours(-5));
        Assert.Equal(new DateTimeOffset(2024, 3, 10, 3, 30, 0, TimeSpan.FromHours(-4)), WhenText.Read("tomorrow 2:30", winter, NewYork)!.Start);
        var day = WhenText.Read("tomorrow", winter, NewYork)!;
        Assert.Equal(TimeSpan.FromHours(23), day.End - day.Start);
        var summer = new DateTimeOffset(2024, 11, 2, 12, 0, 0, TimeSpan.FromHours(-4));
        Assert.Equal(TimeSpan.FromHours(-4), WhenText.Read("tomorrow 1:30", summer, NewYork)!.Start.Offset);
    }

    [Fact]
    public void A_zone_in_the_text_is_minded() =>
        Assert.Equal(new DateTimeOffset(2024, 11, 22, 9, 0, 0, TimeSpan.FromHours(8)), WhenText.Read("tomorrow 8pm ET", Now, Shanghai)!.Start);

    [Fact]
    public void Every_day_of_the_year_is_found_again_by_its_month_and_day() =>
        Gen.Select(Gen.Int[0, 4000], Gen.Int[0, 364], Gen.OneOf("M月d日", "MMMM d", "yyyy-MM-dd", "yyyy年M月d日", "d MMM", "M/d")).Sample((today, ahead, form) =>
        {
            var now = Now.AddDays(today);
            var day = now.Date.AddDays(ahead);
            var seen = WhenText.Read(day.ToString(form, CultureInfo.InvariantCulture), now, Shanghai);
            return seen is { Grain: TimeGrain.Day } && seen.Start.DateTime == day && seen.End.DateTime == day.AddDays(1);
        });

    [Fact]
    public void No_text_makes_it_throw_or_hang()
    {
        string[] words = ["明天", "周", "下", "五", "8", "点", "半", "-", "至", "12", ":", "30", "月", "日", "号", "ends", " ", "until", "next", "friday", "pm", "in", "3", "hours", "ago", "99999", "年", "后", "内", "小时", "/", ".", "nov", "十", "零", "两", "到", "last", "\n", "end of"];
        Gen.Select(Gen.OneOf(words).Array[0, 12], Gen.DateTimeOffset, Gen.OneOf(Shanghai, NewYork)).Sample((parts, now, zone) => WhenText.Read(string.Concat(parts), now, zone) is not { } seen || seen.End >= seen.Start, iter: 2000);
        Gen.String[0, 100].Sample(text => WhenText.Read(text, Now, Shanghai) is not { } seen || seen.End >= seen.Start, iter: 1000);
        foreach (var unit in new[] { "明天", "8-", "12.", "1 ", "下", "nov ", "in ", "3天" })
        {
            _ = WhenText.Read(string.Concat(Enumerable.Repeat(unit, 50_000)), Now, Shanghai);
        }
    }

    private static void Check(string text, DateTimeOffset now, TimeZoneInfo zone, string start, string end, TimeGrain grain)
    {
        var seen = WhenText.Read(text, now, zone);
        Assert.Equal(
            (start, end, (TimeGrain?)grain),
            (seen?.Start.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), seen?.End.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), seen?.Grain));
    }
}
