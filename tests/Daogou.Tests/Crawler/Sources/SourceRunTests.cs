using System.Text;
using Daogou.Crawler.Feeds;
using Daogou.Crawler.Sources;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Crawler.Sources;

/// <summary>What a run says of how its document was read.</summary>
public sealed class SourceRunTests
{
    private const string Tea = "id,title,link,price\n1,紫砂茶壶 一壶四杯,https://shop.example.com/1,19.90\n2,青花瓷杯,https://shop.example.com/2,面议\n3,,https://shop.example.com/3,5\n";

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_character_set_and_what_spoke_for_it_are_kept_and_the_prices_that_were_read_counted(string engine)
    {
        await using var bench = await CrawlBench.OpenAsync(engine);
        await bench.SyncAsync(A.Source("tea", bench.FileAt("tea.csv", Tea)));
        await bench.PollAsync("tea");
        var kept = Assert.Single(await bench.Test.ReadAsync(SourceRunStore.LastOfEachAsync));
        Assert.Equal(("utf-8", CharsetBy.ValidUtf8, 0L), (kept.Charset, kept.CharsetBy, kept.Replaced));
        // The row without a title was refused before its price was looked at.
        Assert.Equal((2L, 1L, 50.0m, 1L), (kept.PriceRows, kept.Priced, kept.PricedPercent, kept.GenerationRows));
        Assert.Equal((CharsetBy?)null, (await bench.PollAsync("tea")).CharsetBy);
    }

    [Theory]
    [InlineData("text/csv; charset=gb2312", CharsetBy.Served)]
    [InlineData("text/csv", CharsetBy.Guessed)]
    public async Task Bytes_that_are_no_character_are_counted_in_any_set(string type, CharsetBy by)
    {
        byte[] body = [.. Encoding.UTF8.GetBytes(Tea), .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("4,精品铁观音茶叶礼盒装，送长辈,https://shop.example.com/4,5\n", 40)))];
        body = [.. Encoding.Convert(Encoding.UTF8, CodePagesEncodingProvider.Instance.GetEncoding(54936)!, body), .. "5,a"u8, 0xFF, 0xFF, .. "b,https://shop.example.com/5,5\n"u8];
        var run = await RunAsync(body, type);
        Assert.Equal(("gbk", by, 2L), (run.Charset, run.CharsetBy, run.Replaced));
    }

    [Fact]
    public async Task Damaged_UTF8_shows_by_the_count_of_what_was_replaced()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Tea, 3))), .. "4,"u8, 0xE8, 0x8C, .. ",https://shop.example.com/4,5\n"u8, 0xE8];
        var run = await RunAsync(body, "text/csv");
        Assert.Equal(("utf-8", CharsetBy.DamagedUtf8, 2L), (run.Charset, run.CharsetBy, run.Replaced));
    }

    private static async Task<SourceRun> RunAsync(byte[] body, string type)
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.ContentType = type;
            return context.Response.Body.WriteAsync(body, TestContext.Current.CancellationToken).AsTask();
        });
        await using var bench = await CrawlBench.OpenAsync(Engines.Sqlite, server.HostAndPort);
        await bench.SyncAsync(A.Source("tea", server.Address.AbsoluteUri));
        return await bench.PollAsync("tea");
    }
}
