using System.Text;
using Daogou.Crawler.Feeds;
using Daogou.Crawler.Sources;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Crawler.Sources;

/// <summary>What a source's test says of each stage of one fetch.</summary>
public sealed class SourceStagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_way_the_encoding_the_format_and_the_counts_are_told_stage_by_stage()
    {
        var rows = string.Concat(Enumerable.Repeat("紫砂茶壶", 9).Select((name, row) => $"{row},{name},https://shop.example.com/{row},5\n"));
        byte[] body = [.. Encoding.Convert(Encoding.UTF8, CodePagesEncodingProvider.Instance.GetEncoding(54936)!, Encoding.UTF8.GetBytes("id,title,link,price\n" + rows)), .. "x,"u8, 0xFF, .. "cup,https://shop.example.com/x,ask\n"u8];
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            if (context.Request.Path == "/old")
            {
                context.Response.Redirect("/new", permanent: true);
                return Task.CompletedTask;
            }
            context.Response.ContentType = "text/csv; charset=gb2312";
            return context.Response.Body.WriteAsync(body, Cancel).AsTask();
        });
        await using var bench = await CrawlBench.OpenAsync(Engines.Sqlite, server.HostAndPort);
        var report = await bench.Tester().RunAsync(server.At("/old").AbsoluteUri, A.Source("tea", server.At("/old").AbsoluteUri), Cancel);
        Assert.Equal(
            [
                ("robots", "not asked: a feed that was given to us (AsksRobots)"),
                ("fetch", $"200, {body.Length} bytes received, {body.Length} unpacked, 301 to {server.At("/new")}"),
                ("encoding", "gbk, declared by the server; 1 replacement character"),
                ("format", "csv, 60% sure"),
                ("read", "10 rows: 9 would be collected, 1 refused"),
            ],
            report.Stages.Select(stage => (stage.Name, stage.Detail)));
        Assert.Equal((60, "gbk", CharsetBy.Served, 1L), (report.Sure, report.Charset, report.CharsetBy, report.Replaced));
        Assert.Equal((10L, "\uFFFDcup"), (report.Refusals[0].Row, report.Refusals[0].Text));
    }

    [Fact]
    public async Task A_page_that_robots_txt_forbids_ends_there_with_the_rule_that_decided()
    {
        await using var server = await LoopbackServer.StartAsync("User-agent: *\nDisallow: /private\n");
        await using var bench = await CrawlBench.OpenAsync(Engines.Sqlite, server.HostAndPort);
        var source = A.Source("tea", server.At("/private/list").AbsoluteUri, options => options.AsksRobots = true);
        var report = await bench.Tester(source).RunAsync("tea", (FeedSettings?)null, Cancel);
        Assert.Equal(("robots", false), (Assert.Single(report.Stages).Name, report.Stages[0].Passed));
        Assert.Contains("rule: Disallow: /private", report.Problem, StringComparison.Ordinal);

        var allowed = await bench.Tester().RunAsync("tea", A.Source("tea", server.At("/open").AbsoluteUri, options => options.AsksRobots = true), Cancel);
        Assert.Contains("has nothing against /open", allowed.Stages[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fetch_that_fails_tells_the_hops_that_led_there()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            if (context.Request.Path == "/old")
            {
                context.Response.Redirect("/gone");
            }
            else
            {
                context.Response.StatusCode = 404;
            }
            return Task.CompletedTask;
        });
        await using var bench = await CrawlBench.OpenAsync(Engines.Sqlite, server.HostAndPort);
        var report = await bench.Tester().RunAsync(server.At("/old").AbsoluteUri, (FeedSettings?)null, Cancel);
        Assert.EndsWith($"(404)., 302 to {server.At("/gone")}", report.Stages[^1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beside_the_price_of_a_post_stand_the_words_that_it_was_taken_from()
    {
        const string feed =
            """
            <rss version="2.0"><channel>
            <item><guid>1</guid><title>Steel kettle $19.99 (was $34.99)</title><link>https://shop.example.com/1</link><description>Use code KETTLE20 at checkout, ends 2026-12-01.</description></item>
            <item><guid>2</guid><title>A cup</title><link>https://shop.example.com/2</link><description>no price here</description></item>
            <item><guid>3</guid><title>Pot $5</title><price>7 USD</price><link>https://shop.example.com/3</link></item>
            </channel></rss>
            """;
        await using var bench = await CrawlBench.OpenAsync(Engines.Sqlite);
        var report = await bench.Tester().RunAsync(bench.FileAt("posts.xml", feed), (FeedSettings?)null, Cancel);
        Assert.Equal(["1", "3"], report.Items.Select(item => item.Key));
        Assert.Equal(
            [
                new TakenWord("price", "$19.99", "$19.99"), new TakenWord("list_price", "$34.99", "was $34.99"), new TakenWord("code", "KETTLE20", "code KETTLE20"),
                new TakenWord("ends", "2026-12-01", "ends 2026-12-01"),
            ],
            report.Items[0].Words);
        // A price in a field of its own goes before the words.
        Assert.Empty(report.Items[1].Words);
    }
}
