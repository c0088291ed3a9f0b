using System.Globalization;
using Daogou.Core.Deals;
using Daogou.Crawler.Sources;
using Daogou.Tests.Support;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Daogou.Tests.Crawler.Sources;

/// <summary>Lists and feeds that go on at another address.</summary>
public sealed class PagedSourceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("atom")]
    [InlineData("jsonfeed")]
    public async Task A_feed_is_followed_to_its_next_pages_as_long_as_they_bring_news(string format)
    {
        string[][] pages = [["d", "c"], ["b"], ["a"]];
        var asked = new List<int>();
        await using var server = await FeedAsync(format, () => pages, asked);
        await using var bench = await FollowingAsync(server);
        Assert.Equal((SourceOutcome.Taken, 4L, (string?)null), await Of(bench, run => (run.Outcome, run.Added, run.Message)));
        Assert.Equal(["a", "b", "c", "d"], await bench.ActiveAsync());
        Assert.Equal([1, 2, 3], asked);

        // One new post: its page is news, the next one was known.
        asked.Clear();
        pages = [["e", "d"], ["c", "b"], ["a"]];
        Assert.Equal((SourceOutcome.Taken, 1L, 0L), await Of(bench, run => (run.Outcome, run.Added, run.Expired)));
        Assert.Equal([1, 2], asked);
        Assert.Equal(["a", "b", "c", "d", "e"], await bench.ActiveAsync());

        asked.Clear();
        pages = [["d", "e"], ["c", "b"], ["a"]];
        Assert.Equal((SourceOutcome.Taken, 0L), await Of(bench, run => (run.Outcome, run.Added)));
        Assert.Equal([1], asked);
    }

    [Fact]
    public async Task A_page_of_old_posts_is_an_archive_and_left()
    {
        string[][] pages = [["d"], ["c 2025-01-02"], ["b 2025-01-01"]];
        var asked = new List<int>();
        await using var server = await FeedAsync("atom", () => pages, asked);
        await using var bench = await FollowingAsync(server);
        Assert.Equal(2, await Of(bench, run => run.Added));
        Assert.Equal([1, 2], asked);
    }

    [Fact]
    public async Task A_feed_that_is_said_to_list_everything_is_followed_to_its_end_and_what_is_missing_has_ended()
    {
        string[][] pages = [["c"], ["b"], ["a"]];
        var asked = new List<int>();
        await using var server = await FeedAsync("atom", () => pages, asked);
        await using var bench = await FollowingAsync(server, options => options.ListsAll = true);
        await bench.PollAsync("tea");
        pages = [["c"], ["b"]];
        Assert.Equal((SourceOutcome.Taken, 1L), await Of(bench, run => (run.Outcome, run.Expired)));
        Assert.Equal(["b", "c"], await bench.ActiveAsync());
    }

    [Fact]
    public async Task No_more_pages_are_read_than_the_setting_allows_and_a_circle_of_pages_is_left()
    {
        var asked = new List<int>();
        await using var server = await FeedAsync("atom", () => [["a"], ["b"], ["c"], ["d"]], asked);
        await using var bench = await FollowingAsync(server, options => options.Feed.MostPages = 2);
        Assert.Contains("MostPages", (await bench.PollAsync("tea")).Message, StringComparison.Ordinal);
        Assert.Equal([1, 2], asked);

        await using var circle = await LoopbackServer.StartAsync(context => context.Response.WriteAsync(Atom([context.Request.Path.Value!.Trim('/')], context.Request.Path == "/x" ? "/y" : "/x")));
        await using var other = await CrawlBench.OpenAsync(Engines.Sqlite, circle.HostAndPort);
        await other.SyncAsync(A.Source("tea", circle.At("/x").AbsoluteUri, options => options.AllowedHosts.Add("shop.example.com")));
        Assert.Equal((2L, 2), await Of(other, run => (run.Added, circle.Requests.Count)));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_list_that_dies_in_page_seven_goes_on_with_page_seven_after_a_restart(string engine)
    {
        var asked = new List<int>();
        var dies = new CancellationTokenSource();
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            var page = Page(context);
            asked.Add(page);
            if (page == 7 && !dies.IsCancellationRequested)
            {
                dies.Cancel();
                context.Abort();
                return Task.CompletedTask;
            }
            return context.Response.WriteAsync(Goods(page, 9));
        });
        await using var bench = await CrawlBench.OpenAsync(engine, server.HostAndPort);
        await bench.SyncAsync(ListOf(server));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.Crawl.RunAsync("shop", dies.Token));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], asked);
        Assert.Equal(12, (await bench.ActiveAsync()).Length);

        asked.Clear();
        var restarted = bench.Restarted();
        var run = await restarted.PollAsync("shop");
        Assert.Equal([7, 8, 9], asked);
        Assert.Equal((SourceOutcome.Taken, 6L, 6L, 0L, 0L), (run.Outcome, run.Seen, run.Added, run.Refused, run.Expired));
        Assert.Equal(18, (await bench.ActiveAsync()).Length);
        var source = await bench.SourceAsync("shop");
        Assert.Equal((1L, 18L), (source.Generation, source.GenerationRows));

        // The next poll reads the list from the beginning.
        asked.Clear();
        Assert.Equal((18L, 0L), await Of(restarted, again => (again.Unchanged, again.Expired), "shop"));
        Assert.Equal(1, asked[0]);
    }

    [Fact]
    public async Task A_page_that_fails_is_asked_again_and_a_place_that_is_no_more_is_given_up()
    {
        var (asked, status) = (new List<int>(), 503);
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            var page = Page(context);
            asked.Add(page);
            context.Response.StatusCode = page == 3 ? status : 200;
            return page == 3 && status != 200 ? Task.CompletedTask : context.Response.WriteAsync(Goods(page, 4));
        });
        await using var bench = await CrawlBench.OpenAsync(Engines.Sqlite, server.HostAndPort);
        await bench.SyncAsync(ListOf(server));
        Assert.Equal(SourceOutcome.FetchFailed, (await bench.PollAsync("shop")).Outcome);
        status = 404;
        Assert.Equal(SourceOutcome.FetchFailed, (await bench.PollAsync("shop")).Outcome);
        Assert.Equal([1, 2, 3, 3], asked);
        status = 200;
        Assert.Equal((SourceOutcome.Taken, 4L, 4L), await Of(bench, run => (run.Outcome, run.Added, run.Unchanged), "shop"));
        Assert.Equal([1, 2, 3, 3, 1, 2, 3, 4], asked);
    }

    [Fact]
    public async Task What_was_read_long_ago_or_with_other_settings_is_read_from_the_beginning()
    {
        var (asked, fails) = (new List<int>(), true);
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            asked.Add(Page(context));
            context.Response.StatusCode = fails && Page(context) == 2 ? 503 : 200;
            return context.Response.WriteAsync(Goods(Page(context), 2));
        });
        await using var bench = await CrawlBench.OpenAsync(Engines.Sqlite, server.HostAndPort);
        await bench.SyncAsync(ListOf(server));
        await bench.PollAsync("shop");
        bench.Test.Clock.Advance(TimeSpan.FromHours(7));
        await bench.PollAsync("shop");
        await bench.SyncAsync(ListOf(server, options => options.MaxDropPercent = 20));
        fails = false;
        await bench.PollAsync("shop");
        Assert.Equal([1, 2, 1, 2, 1, 2], asked);
    }

    [Fact]
    public async Task The_same_key_twice_counts_once_however_far_apart_and_the_first_row_wins()
    {
        string[] goods = [.. Enumerable.Range(1, 5000).Select(id => $"g{id} 5")];
        await using var bench = await CrawlBench.OpenAsync(Engines.Sqlite);
        await bench.SyncAsync(A.Source("tea", bench.FileAt("tea.csv", CrawlBench.Csv([.. goods, "g1 9", "g2 5"]))));
        var run = await bench.PollAsync("tea");
        Assert.Equal((5002L, 5000L, 0L, 2L), (run.Seen, run.Added, run.Unchanged, run.Refused));
        Assert.Equal(2, run.RefusalsRead.Counts[nameof(Refusal.DuplicateKey)]);
        Assert.Equal([(5001L, "g1"), (5002L, "g2")], run.RefusalsRead.Samples.Select(row => (row.Row, row.Text!)));
        Assert.Equal([500L], await bench.Test.ReadAsync(session => session.QueryAsync<long>("SELECT price_points.price_minor FROM price_points JOIN deals ON deals.id = deal_id WHERE title = 'g1'")));
    }

    [Fact]
    public async Task A_next_page_on_another_host_is_not_told_the_sources_secret()
    {
        await using var other = await LoopbackServer.StartAsync(Atom(["b"], null), "application/atom+xml");
        await using var server = await LoopbackServer.StartAsync(Atom(["a"], other.Address.AbsoluteUri), "application/atom+xml");
        await using var bench = await CrawlBench.OpenAsync(Engines.Sqlite, server.HostAndPort, other.HostAndPort);
        await bench.SyncAsync(A.Source("tea", server.Address.AbsoluteUri, options => (options.SecretHeader, options.SecretEnv) = ("X-Key", "Feed_Secret")));
        Assert.Equal(2, await Of(bench, run => run.Added));
        Assert.Equal("s3cret", server.Requests.Single()["X-Key"].ToString());
        Assert.False(other.Requests.Single().ContainsKey("X-Key"));
    }

    private static async Task<T> Of<T>(CrawlBench bench, Func<SourceRun, T> what, string key = "tea") => what(await bench.PollAsync(key));

    private static int Page(HttpContext context) => int.Parse(context.Request.Query["page"].FirstOrDefault() ?? "1", CultureInfo.InvariantCulture);

    private static SourceOptions ListOf(LoopbackServer server, Action<SourceOptions>? change = null) => A.Source("shop", server.At("/list.json?page=1").AbsoluteUri, options =>
    {
        (options.Format, options.Feed.ItemsPath, options.Feed.NextPage) = ("json", "goods", "next");
        change?.Invoke(options);
    });

    private static string Goods(int page, int pages) =>
        $$"""{"goods":[{{string.Join(',', Enumerable.Range((page * 2) - 1, 2).Select(id => $$"""{"id":{{id}},"title":"P{{id}}","url":"https://shop.example.com/{{id}}","price":"5.00"}"""))}}],"next":{{(page < pages ? $"\"?page={page + 1}\"" : "null")}}}""";

    private static async Task<CrawlBench> FollowingAsync(LoopbackServer server, Action<SourceOptions>? change = null)
    {
        var bench = await CrawlBench.OpenAsync(Engines.Sqlite, server.HostAndPort);
        await bench.SyncAsync(A.Source("tea", server.At("/feed?page=1").AbsoluteUri, change));
        return bench;
    }

    /// <summary>Pages of posts; a post may have the day it was written behind its name.</summary>
    private static Task<LoopbackServer> FeedAsync(string format, Func<string[][]> pages, List<int> asked) => LoopbackServer.StartAsync(context =>
    {
        var page = Page(context);
        asked.Add(page);
        var next = page < pages().Length ? $"/feed?page={page + 1}" : null;
        return context.Response.WriteAsync(format == "atom" ? Atom(pages()[page - 1], next) : JsonFeed(pages()[page - 1], next));
    });

    private static string Atom(string[] posts, string? next) =>
        $"<feed xmlns='http://www.w3.org/2005/Atom'>{(next is null ? "" : $"<link rel='next' href='{next}'/>")}<title>Deals</title>"
        + string.Concat(posts.Select(post => post.Split(' ')).Select(post =>
            $"<entry><id>{post[0]}</id><title>{post[0]}</title><price>5 CNY</price><link href='https://shop.example.com/{post[0]}'/>{(post is [_, { Length: > 0 } day] ? $"<published>{day}T00:00:00Z</published>" : "")}</entry>"))
        + "</feed>";

    private static string JsonFeed(string[] posts, string? next)
    {
        var items = posts.Select(post => $$"""{"id":"{{post}}","title":"{{post}}","url":"https://shop.example.com/{{post}}","price":"5 CNY","_x":{"next_url":"no"} }""");
        return $"{{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Deals\",\"items\":[{string.Join(',', items)}]{(next is null ? "" : $",\"next_url\":\"{next}\"")}}}";
    }
}
