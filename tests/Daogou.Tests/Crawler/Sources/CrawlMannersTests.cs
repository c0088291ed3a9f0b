using Daogou.Crawler.Feeds.Syndication;
using Daogou.Crawler.Sources;
using Daogou.Tests.Support;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Daogou.Tests.Crawler.Sources;

/// <summary>How the crawler behaves towards the sites it visits.</summary>
public sealed class CrawlMannersTests
{
    private const string Csv = "id,title,link,price\n1,Pot,https://shop.example.com/1,19.90 CNY\n";

    [Fact]
    public async Task A_list_of_several_pages_is_one_document_and_what_is_on_none_of_them_has_ended()
    {
        var pages = 3;
        await using var server = await LoopbackServer.StartAsync(context => context.Response.WriteAsync(Shopify(int.Parse(context.Request.Query["page"].FirstOrDefault() ?? "1", null), pages)));
        await using var bench = await CrawlBench.OpenAsync(Engines.Sqlite, server.HostAndPort);
        await bench.SyncAsync(A.Source("shop", server.At("/products.json?limit=2").AbsoluteUri, options =>
        {
            (options.Format, options.Currency, options.AsksRobots) = ("shopify", "USD", false);
            options.AllowedHosts.Add(server.HostAndPort);
        }));
        Assert.Equal(5, (await bench.PollAsync("shop")).Added);
        Assert.Equal(["P1", "P2", "P3", "P4", "P5"], await bench.ActiveAsync());
        pages = 2;
        Assert.Equal(2, (await bench.PollAsync("shop")).Expired);
        Assert.Equal(["P1", "P2", "P3"], await bench.ActiveAsync());
    }

    [Fact]
    public async Task Robots_have_a_say_over_the_public_data_of_a_shop()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
            context.Response.WriteAsync(context.Request.Path == "/robots.txt" ? "User-agent: *\nDisallow: /products.json" : Shopify(1, 1)));
        await using var bench = await CrawlBench.OpenAsync(Engines.Sqlite, server.HostAndPort);
        await bench.SyncAsync(A.Source("shop", server.At("/products.json").AbsoluteUri, options => options.Format = "shopify"));
        var run = await bench.PollAsync("shop");
        Assert.Equal(SourceOutcome.FetchFailed, run.Outcome);
        Assert.Contains("Disallow: /products.json", run.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_move_for_good_is_believed_after_three_polls_and_no_sooner()
    {
        var asked = new List<string>();
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            asked.Add(context.Request.Path);
            if (context.Request.Path == "/old.csv")
            {
                context.Response.Redirect("/new.csv", permanent: true);
                return Task.CompletedTask;
            }
            return context.Response.WriteAsync(Csv);
        });
        await using var bench = await CrawlBench.OpenAsync(Engines.Sqlite, server.HostAndPort);
        await bench.SyncAsync(A.Source("tea", server.At("/old.csv").AbsoluteUri, _ => { }));
        for (var poll = 0; poll < 4; poll++)
        {
            await bench.PollAsync("tea");
        }
        Assert.Equal(["/old.csv", "/new.csv", "/old.csv", "/new.csv", "/old.csv", "/new.csv", "/new.csv"], asked);
    }

    [Fact]
    public async Task A_source_that_is_gone_for_good_is_not_asked_again()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = StatusCodes.Status410Gone;
            return Task.CompletedTask;
        });
        await using var bench = await CrawlBench.OpenAsync(Engines.Sqlite, server.HostAndPort);
        await bench.SyncAsync(A.Source("tea", server.At("/tea.csv").AbsoluteUri, _ => { }));
        await bench.PollAsync("tea");
        bench.Test.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(0, await bench.Crawl.RunDueAsync(TestContext.Current.CancellationToken));
        Assert.Equal(SourceHealth.Down, (await bench.SourceAsync("tea")).Health);
    }

    [Fact]
    public void The_next_poll_is_no_sooner_than_setting_feed_and_server_want()
    {
        var now = new DateTimeOffset(2026, 11, 22, 10, 30, 0, TimeSpan.Zero);
        Assert.Equal(now.AddMinutes(30), PollPlan.Next(now, TimeSpan.FromMinutes(30), null, null));
        Assert.Equal(now.AddHours(2), PollPlan.Next(now, TimeSpan.FromMinutes(30), new FeedPace(TimeSpan.FromHours(2), [], []), TimeSpan.FromHours(1)));
        Assert.Equal(now.AddHours(24), PollPlan.Next(now, TimeSpan.FromMinutes(30), null, TimeSpan.FromDays(400)));
        Assert.Equal(now.AddMinutes(30).AddHours(2), PollPlan.Next(now, TimeSpan.FromMinutes(30), new FeedPace(null, [11, 12], []), null));
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero), PollPlan.Next(now, TimeSpan.FromMinutes(30), new FeedPace(null, [], [DayOfWeek.Sunday]), null));
    }

    private static string Shopify(int page, int pages)
    {
        var count = page < pages ? 2 : 1;
        var products = Enumerable.Range(((page - 1) * 2) + 1, count).Select(id => $$"""{"id":{{id}},"title":"P{{id}}","handle":"p{{id}}","variants":[{"id":{{id}},"price":"5.00","available":true}]}""");
        return $"{{\"products\":[{string.Join(',', products)}]}}";
    }
}
