using System.Globalization;
using CsCheck;
using Daogou.Core.Amounts;
using Xunit;

namespace Daogou.Tests.Core.Amounts;

public sealed class DateTextTests
{
    [Theory]
    [InlineData("Mon, 02 Jan 2006 15:04:05 GMT", "2006-01-02T15:04:05+00:00")]
    [InlineData("Mon, 02 Jan 2006 15:04:05 -0700", "2006-01-02T15:04:05-07:00")]
    [InlineData("Mon, 2 Jan 06 15:04:05 UT", "2006-01-02T15:04:05+00:00")]
    [InlineData("02 Jan 98 15:04 EST", "1998-01-02T15:04:00-05:00")]
    [InlineData("Tue, 02 Jan 2006 15:04:05 PDT", "2006-01-02T15:04:05-07:00")]
    [InlineData("Monday, 02-Jan-06 15:04:05 GMT", "2006-01-02T15:04:05+00:00")]
    [InlineData("Mo, 02 Jan 2006 15:04:05 CET", "2006-01-02T15:04:05+01:00")]
    [InlineData("lun., 02 janv. 2006 15:04:05 +0100", "2006-01-02T15:04:05+01:00")]
    [InlineData("mar., 03 janv. 2006 15:04:05 +0100", "2006-01-03T15:04:05+01:00")]
    [InlineData("Xyz, 02 Jan 2006 15:04:05 GMT", "2006-01-02T15:04:05+00:00")]
    [InlineData("02 Jan 2006 15:04:05 Z", "2006-01-02T15:04:05+00:00")]
    [InlineData("2 Jan 2006", "2006-01-02T00:00:00+00:00")]
    [InlineData("Mon, 02 Jan 2006 15:04:05 GMT+8", "2006-01-02T15:04:05+08:00")]
    [InlineData("Mon, 02 Jan 2006 15:04:05 +08:00", "2006-01-02T15:04:05+08:00")]
    [InlineData("Mon, 02 Jan 2006 24:00:00 GMT", "2006-01-03T00:00:00+00:00")]
    [InlineData("Mon, 02 Jan 2006 15:04:05 CST", "2006-01-02T15:04:05-06:00")]
    [InlineData("Sat, 01 Sep 2007 00:01:02 IST", "2007-09-01T00:01:02+05:30")]
    [InlineData("2006-01-02T15:04:05Z", "2006-01-02T15:04:05+00:00")]
    [InlineData("2006-01-02 15:04:05", "2006-01-02T15:04:05+00:00")]
    [InlineData("2006-01-02T15:04", "2006-01-02T15:04:00+00:00")]
    [InlineData("2006-01-02T15:04+08:00", "2006-01-02T15:04:00+08:00")]
    [InlineData("2006-01-02T15:04:05.123456789+0800", "2006-01-02T15:04:05.1234567+08:00")]
    [InlineData("2006-01-02T15:04:05,5Z", "2006-01-02T15:04:05.5+00:00")]
    [InlineData("2006-01-02 15:04:05 +0800 CST", "2006-01-02T15:04:05+08:00")]
    [InlineData("2006-01-02T15:04:05+08:00[Asia/Shanghai]", "2006-01-02T15:04:05+08:00")]
    [InlineData("2006-01-02 15:04:05 UTC", "2006-01-02T15:04:05+00:00")]
    [InlineData("2006-01-02 3:04 PM", "2006-01-02T15:04:00+00:00")]
    [InlineData("2016-02-24T11:07+0100", "2016-02-24T11:07:00+01:00")]
    [InlineData("2006-01-02", "2006-01-02T00:00:00+00:00")]
    [InlineData("2006-01", "2006-01-01T00:00:00+00:00")]
    [InlineData("2006/1/2", "2006-01-02T00:00:00+00:00")]
    [InlineData("2006.01.02 15:04", "2006-01-02T15:04:00+00:00")]
    [InlineData("20060102", "2006-01-02T00:00:00+00:00")]
    [InlineData("20060102T150405Z", "2006-01-02T15:04:05+00:00")]
    [InlineData("20060102150405", "2006-01-02T15:04:05+00:00")]
    [InlineData("2006-W01-1", "2006-01-02T00:00:00+00:00")]
    [InlineData("2006W011T150405Z", "2006-01-02T15:04:05+00:00")]
    [InlineData("2006-002", "2006-01-02T00:00:00+00:00")]
    [InlineData("2006-01-02T24:00:00Z", "2006-01-03T00:00:00+00:00")]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00+00:00")]
    [InlineData("Mon Jan 2 15:04:05 2006", "2006-01-02T15:04:05+00:00")]
    [InlineData("Mon Jan  2 15:04:05 MST 2006", "2006-01-02T15:04:05-07:00")]
    [InlineData("Mon Jan 02 2006 15:04:05 GMT-0700 (Mountain Standard Time)", "2006-01-02T15:04:05-07:00")]
    [InlineData("January 2, 2006 3:04 PM", "2006-01-02T15:04:00+00:00")]
    [InlineData("Jan 2nd, 2006 at 3pm", "2006-01-02T15:00:00+00:00")]
    [InlineData("Monday, January 2, 2006 12:04:05 AM", "2006-01-02T00:04:05+00:00")]
    [InlineData("2 janvier 2006", "2006-01-02T00:00:00+00:00")]
    [InlineData("1er août 2006 à 15h04", "2006-08-01T15:04:00+00:00")]
    [InlineData("2. Januar 2006, 15:04 Uhr", "2006-01-02T15:04:00+00:00")]
    [InlineData("2. März 2006", "2006-03-02T00:00:00+00:00")]
    [InlineData("2 de enero de 2006", "2006-01-02T00:00:00+00:00")]
    [InlineData("2 gennaio 2006", "2006-01-02T00:00:00+00:00")]
    [InlineData("2 de março de 2006", "2006-03-02T00:00:00+00:00")]
    [InlineData("2 mei 2006", "2006-05-02T00:00:00+00:00")]
    [InlineData("2 января 2006 г.", "2006-01-02T00:00:00+00:00")]
    [InlineData("2 мая 2006", "2006-05-02T00:00:00+00:00")]
    [InlineData("2 października 2006", "2006-10-02T00:00:00+00:00")]
    [InlineData("2 Şubat 2006", "2006-02-02T00:00:00+00:00")]
    [InlineData("2 maj 2006", "2006-05-02T00:00:00+00:00")]
    [InlineData("2. oktober 2006 kl. 15:04", "2006-10-02T15:04:00+00:00")]
    [InlineData("2. tammikuuta 2006", "2006-01-02T00:00:00+00:00")]
    [InlineData("2. ledna 2006", "2006-01-02T00:00:00+00:00")]
    [InlineData("2024年1月2日", "2024-01-02T00:00:00+00:00")]
    [InlineData("2024年1月2日 15:04", "2024-01-02T15:04:00+00:00")]
    [InlineData("2024年01月02日星期二 下午3:04", "2024-01-02T15:04:00+00:00")]
    [InlineData("2024年1月2日15时04分05秒", "2024-01-02T15:04:05+00:00")]
    [InlineData("2024년 1월 2일", "2024-01-02T00:00:00+00:00")]
    [InlineData("2024년 1월 2일 오후 3:04", "2024-01-02T15:04:00+00:00")]
    [InlineData("13/02/2006", "2006-02-13T00:00:00+00:00")]
    [InlineData("02/13/2006 11:59 PM", "2006-02-13T23:59:00+00:00")]
    [InlineData("02.01.2006 15:04", "2006-01-02T15:04:00+00:00")]
    [InlineData("1136214245", "2006-01-02T15:04:05+00:00")]
    [InlineData("1136214245000", "2006-01-02T15:04:05+00:00")]
    [InlineData("/Date(1136214245000)/", "2006-01-02T15:04:05+00:00")]
    [InlineData("２００６－０１－０２", "2006-01-02T00:00:00+00:00")]
    [InlineData("Sa., 06.01.2024 - 10:00", "2024-01-06T10:00:00+00:00")]
    [InlineData("06.01.2024, 10:00 Uhr", "2024-01-06T10:00:00+00:00")]
    [InlineData("jeudi 4 janvier 2024 à 10 h 30", "2024-01-04T10:30:00+00:00")]
    [InlineData("Mon, 24 Mar 2008 23:30:07 PT", "2008-03-24T23:30:07-07:00")]
    [InlineData("Mon, 02 Jan 2006 15:04:05 \"GMT\"", "2006-01-02T15:04:05+00:00")]
    public void A_date_of_the_wild_is_an_instant(string text, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture).ToUniversalTime(), DateText.Instant(text)?.ToUniversalTime());

    [Theory]
    [InlineData("01/02/2006")]
    [InlineData("1-2-2006")]
    [InlineData("2006-02-30")]
    [InlineData("2006-13-01")]
    [InlineData("31 Apr 2006")]
    [InlineData("Mon, 02 Jan 2006 25:04:05 GMT")]
    [InlineData("2006-01-02T24:01:00Z")]
    [InlineData("2006-01-02T15:61:00Z")]
    [InlineData("2006-01-02T15:04:05 Nowhere/Land")]
    [InlineData("2006-W54-1")]
    [InlineData("2006-366")]
    [InlineData("Jan 2")]
    [InlineData("tomorrow")]
    [InlineData("12")]
    [InlineData("12.99")]
    [InlineData("May the 4th be with you 2006 friend")]
    [InlineData("")]
    [InlineData(null)]
    public void What_cannot_be_or_can_be_read_two_ways_is_none(string? text) => Assert.Null(DateText.Instant(text));

    [Fact]
    public void A_date_without_a_zone_is_in_the_assumed_one_and_CST_follows_it()
    {
        var china = TimeSpan.FromHours(8);
        Assert.Equal(china, DateText.Instant("2006-01-02 15:04", china)!.Value.Offset);
        Assert.Equal(china, DateText.Instant("Mon, 02 Jan 2006 15:04:05 CST", china)!.Value.Offset);
        Assert.Equal(TimeSpan.Zero, DateText.Instant("2006-01-02 15:04Z", china)!.Value.Offset);
    }

    [Fact]
    public void What_is_written_in_the_usual_forms_is_read_back()
    {
        string[] forms = ["r", "u", "yyyy-MM-ddTHH:mm:sszzz", "yyyyMMddTHHmmssZ", "ddd, d MMM yyyy HH:mm:ss", "dddd, dd-MMM-yyyy HH:mm:ss", "ddd MMM d HH:mm:ss yyyy", "MMMM d, yyyy h:mm:ss tt", "yyyy年M月d日 HH:mm:ss", "yyyy/M/d H:mm:ss", "d.M.yyyy H:mm:ss"];
        Gen.Select(Gen.Long[0, 4_000_000_000], Gen.OneOf(forms)).Sample((seconds, form) =>
        {
            var at = DateTimeOffset.FromUnixTimeSeconds(seconds);
            var text = at.ToString(form.Replace("Z", "'Z'", StringComparison.Ordinal), CultureInfo.InvariantCulture);
            return DateText.Instant(text) == at ? true : throw new InvalidOperationException($"'{text}' was read as {DateText.Instant(text)}");
        });
    }

    [Fact]
    public void The_months_of_every_language_are_read_as_their_own_culture_writes_them()
    {
        foreach (var name in new[] { "en", "de", "fr", "es", "it", "pt", "nl", "ru", "pl", "tr", "sv", "da", "nb", "fi", "cs", "zh", "ja", "ko" })
        {
            var culture = CultureInfo.GetCultureInfo(name);
            for (var month = 1; month <= 12; month++)
            {
                var day = new DateTime(2024, month, 23, 0, 0, 0, DateTimeKind.Utc);
                foreach (var form in name is "zh" or "ja" or "ko" ? ["D"] : new[] { "d MMMM yyyy", "d MMM yyyy", "D" })
                {
                    var text = day.ToString(form, culture);
                    Assert.True(DateText.Instant(text)?.UtcDateTime == day, $"{name}: {text} was read as {DateText.Instant(text)}");
                }
            }
        }
    }

    [Fact]
    public void No_text_makes_it_throw_or_hang()
    {
        Gen.String[Gen.OneOf("0123456789:-/., TZ+GMTJanFebMarchPM年月日W()[]Uhr".ToArray()), 0, 60].Sample(text => DateText.Instant(text) is null or { Year: > 0 }, iter: 5000);
        Gen.String[0, 130].Sample(text => DateText.Instant(text) is null or { Year: > 0 }, iter: 3000);
        Assert.Null(DateText.Instant(new string('1', 100_000)));
    }
}
