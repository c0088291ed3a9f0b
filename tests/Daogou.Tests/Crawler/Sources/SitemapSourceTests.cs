using Daogou.Core.Deals;
using Daogou.Crawler.Sources;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Crawler.Sources;

/// <summary>A sitemap as a source: its product pages are followed.</summary>
public sealed class SitemapSourceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_pages_of_a_sitemap_become_deals_and_what_it_no_longer_lists_has_ended(string engine)
    {
        await using var shop = await SitemapShop.OpenAsync(("/p/cup", "5"), ("/p/lid", "3"), ("/p/pot", "19.90"));
        await using var bench = await OpenAsync(engine, shop);
        var first = await bench.PollAsync("shop");
        Assert.Equal((SourceOutcome.Taken, 3L, 3L, 0L, (string?)null), (first.Outcome, first.Seen, first.Added, first.Refused, first.Message));
        Assert.Equal(["cup", "lid", "pot"], await bench.ActiveAsync());

        shop.Goods.TryRemove("/p/lid", out _);
        Assert.Equal((0L, 1L), await OfAsync(bench, run => (run.Seen, run.Expired)));
        Assert.Equal(["cup", "pot"], await bench.ActiveAsync());
        shop.Goods["/p/lid"] = "3";
        Assert.Equal(1, await OfAsync(bench, run => run.Changed));
        Assert.Equal(["cup", "lid", "pot"], await bench.ActiveAsync());
    }

    [Fact]
    public async Task Only_pages_that_changed_in_the_sitemap_or_are_due_are_asked_again()
    {
        await using var shop = await SitemapShop.OpenAsync(("/p/cup", "5 2026-11-01"), ("/p/pot", "19.90 2026-11-01"));
        await using var bench = await OpenAsync(Engines.Sqlite, shop);
        await bench.PollAsync("shop");
        Assert.Equal(2, shop.Asked.Length);
        bench.Test.Clock.Advance(TimeSpan.FromHours(1));
        await bench.PollAsync("shop");
        Assert.Empty(shop.Asked);

        shop.Goods["/p/pot"] = "17 2026-11-02";
        Assert.Equal((1L, 1L, 0L), await OfAsync(bench, run => (run.Seen, run.Changed, run.Expired)));
        Assert.Equal(["/p/pot"], shop.Asked);

        // A day later both are due; what is as it was is not sent again, and was seen all the same.
        bench.Test.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal((2L, 2L), await OfAsync(bench, run => (run.Seen, run.Unchanged)));
        Assert.Equal(2, shop.Asked.Length);
        Assert.Equal(bench.Test.Time.GetUtcNow(), await bench.Test.ReadAsync(session => session.ValueAsync<DateTimeOffset>("SELECT MIN(last_seen_at) FROM deals")));
        Assert.Equal(2, (await bench.SourceAsync("shop")).GenerationRows);
    }

    [Fact]
    public async Task A_poll_asks_for_no_more_pages_than_the_setting_and_the_next_goes_on_behind_it()
    {
        await using var shop = await SitemapShop.OpenAsync([.. Enumerable.Range(1, 5).Select(id => ($"/p/{id}", $"{id} 2026-11-0{id}"))]);
        await using var bench = await OpenAsync(Engines.Sqlite, shop, options => options.Feed.PagesPerPoll = 2);
        Assert.Equal("Asked for 2 pages of 5; 3 more are due.", (await bench.PollAsync("shop")).Message);
        await bench.PollAsync("shop");
        await bench.PollAsync("shop");
        Assert.Equal(["/p/5", "/p/4", "/p/3", "/p/2", "/p/1"], shop.Asked);
        Assert.Equal(["1", "2", "3", "4", "5"], await bench.ActiveAsync());
        // They were there before the source was: none of them is news.
        var now = bench.Test.Time.GetUtcNow();
        Assert.True(await bench.Test.ReadAsync(session => session.ValueAsync<DateTimeOffset>("SELECT MAX(changed_at) FROM deals")) < now.AddDays(-1));
        shop.Goods["/p/6"] = "6";
        await bench.PollAsync("shop");
        Assert.Equal(now, await bench.Test.ReadAsync(session => session.ValueAsync<DateTimeOffset>("SELECT MAX(changed_at) FROM deals")));
    }

    [Fact]
    public async Task A_poll_that_is_cancelled_loses_no_page_and_asks_none_twice()
    {
        await using var shop = await SitemapShop.OpenAsync([.. Enumerable.Range(1, 6).Select(id => ($"/p/{id}", $"{id}"))]);
        var stops = new CancellationTokenSource();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            if (context.Request.Path == "/p/4" && !stops.IsCancellationRequested)
            {
                await stops.CancelAsync();
                context.Abort();
                return;
            }
            using var client = new HttpClient();
            var body = await client.GetStringAsync(shop.Server.At(context.Request.Path), Cancel);
            await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, body.Replace(shop.Server.HostAndPort, context.Request.Host.Value, StringComparison.Ordinal), Cancel);
        });
        await using var bench = await CrawlBench.OpenAsync(Engines.Sqlite, server.HostAndPort);
        await bench.SyncAsync(A.Source("shop", server.At("/sitemap.xml").AbsoluteUri, options => options.AllowedHosts.Add(server.HostAndPort)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.Crawl.RunAsync("shop", stops.Token));
        Assert.Equal(["/p/1", "/p/2", "/p/3"], shop.Asked);
        Assert.Equal(3, (await bench.ActiveAsync()).Length);
        Assert.Equal((SourceOutcome.Taken, 3L), await OfAsync(bench.Restarted(), run => (run.Outcome, run.Added)));
        Assert.Equal(["/p/4", "/p/5", "/p/6"], shop.Asked);
    }

    [Fact]
    public async Task An_index_is_followed_to_its_packed_sitemaps_and_its_own_stillness_says_nothing()
    {
        await using var shop = await SitemapShop.OpenAsync(("/p/cup", "5"));
        shop.HasIndex = true;
        await using var bench = await OpenAsync(Engines.Sqlite, shop);
        await bench.PollAsync("shop");
        shop.Goods["/p/pot"] = "19";
        await bench.PollAsync("shop");
        Assert.Equal(["cup", "pot"], await bench.ActiveAsync());
    }

    [Fact]
    public async Task A_sitemap_that_nobody_named_as_one_is_recognised_and_followed()
    {
        await using var shop = await SitemapShop.OpenAsync(("/p/cup", "5"));
        await using var bench = await OpenAsync(Engines.Sqlite, shop, options => options.Format = null);
        await bench.PollAsync("shop");
        bench.Test.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal((SourceOutcome.Taken, 1L), await OfAsync(bench, run => (run.Outcome, run.Unchanged)));
    }

    [Fact]
    public async Task Only_addresses_that_fit_the_pattern_and_robots_txt_are_fetched()
    {
        await using var shop = await SitemapShop.OpenAsync(("/about", "none"), ("/p/cup", "5"), ("/p/secret/lid", "3"), ("/p/cup/reviews", "none"));
        shop.Robots = "User-agent: *\nDisallow: /p/secret/";
        await using var bench = await OpenAsync(Engines.Sqlite, shop, options => options.Feed.PagePattern = "/p/*|!*/reviews");
        var run = await bench.PollAsync("shop");
        Assert.Equal(["/p/cup"], shop.Asked);
        Assert.Equal((2L, 1L, 1L), (run.Seen, run.Added, run.Refused));
        var refused = Assert.Single(run.RefusalsRead.Samples);
        Assert.Equal((Refusal.PageNotFetched, shop.Server.At("/p/secret/lid").AbsoluteUri), (refused.Reason, refused.Text));
        Assert.Contains("Disallow: /p/secret/", refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_behind_a_guard_and_pages_without_an_offer_are_refused_with_the_reason_and_end_nothing_at_once()
    {
        await using var shop = await SitemapShop.OpenAsync(("/p/cup", "5"), ("/p/lid", "3"), ("/p/pot", "19"));
        await using var bench = await OpenAsync(Engines.Sqlite, shop);
        await bench.PollAsync("shop");
        (shop.Goods["/p/cup"], shop.Goods["/p/lid"]) = ("login", "none");
        bench.Test.Clock.Advance(TimeSpan.FromDays(1));
        var run = await bench.PollAsync("shop");
        Assert.Equal((SourceOutcome.Taken, 2L, 0L), (run.Outcome, run.Refused, run.Expired));
        Assert.Equal([(Refusal.GuardedPage, "login"), (Refusal.NoOffer, "no product")], run.RefusalsRead.Samples.Select(row => (row.Reason, row.Detail.Contains("login", StringComparison.Ordinal) ? "login" : "no product")));
        Assert.Equal(3, (await bench.ActiveAsync()).Length);

        // Without an offer a second time, it is no longer sold; behind a guard nobody knows.
        bench.Test.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await OfAsync(bench, again => again.Expired));
        Assert.Equal(["cup", "pot"], await bench.ActiveAsync());
    }

    [Fact]
    public async Task A_site_that_shows_nothing_but_guards_is_left_alone_after_a_few_pages()
    {
        await using var shop = await SitemapShop.OpenAsync([.. Enumerable.Range(1, 9).Select(id => ($"/p/{id}", "login"))]);
        await using var bench = await OpenAsync(Engines.Sqlite, shop);
        var run = await bench.PollAsync("shop");
        Assert.Equal((SourceOutcome.Broken, 3L), (run.Outcome, run.Refused));
        Assert.Contains("login page", run.Message, StringComparison.Ordinal);
        Assert.Equal(3, shop.Asked.Length);
        Assert.Equal(1, (await bench.SourceAsync("shop")).Rung);
    }

    [Fact]
    public async Task A_page_that_is_gone_ends_its_deal_and_a_host_that_wants_to_be_left_alone_is()
    {
        await using var shop = await SitemapShop.OpenAsync(("/p/1", "5"), ("/p/2", "5"), ("/p/3", "5"), ("/p/4", "5"));
        await using var bench = await OpenAsync(Engines.Sqlite, shop);
        await bench.PollAsync("shop");
        (shop.Goods["/p/1"], shop.Goods["/p/2"]) = ("410", "429");
        bench.Test.Clock.Advance(TimeSpan.FromDays(1));
        _ = shop.Asked;
        var run = await bench.PollAsync("shop");
        Assert.Equal((SourceOutcome.FetchFailed, 1L), (run.Outcome, run.Expired));
        Assert.Equal(["/p/1", "/p/2"], shop.Asked);
        Assert.Null((await bench.SourceAsync("shop")).GoneAt);
        Assert.Equal(["2", "3", "4"], await bench.ActiveAsync());
    }

    [Fact]
    public async Task A_sitemap_that_lost_most_of_its_pages_ends_nothing_until_a_person_looks()
    {
        await using var shop = await SitemapShop.OpenAsync(("/p/1", "5"), ("/p/2", "5"), ("/p/3", "5"));
        await using var bench = await OpenAsync(Engines.Sqlite, shop);
        await bench.PollAsync("shop");
        shop.Goods.TryRemove("/p/1", out _);
        shop.Goods.TryRemove("/p/2", out _);
        Assert.Equal((SourceOutcome.HeldBack, 0L), await OfAsync(bench, run => (run.Outcome, run.Expired)));
        Assert.Equal(3, (await bench.ActiveAsync()).Length);
        await bench.Test.WriteAsync(session => SourceStore.AcceptDropAsync(session, "shop", bench.Test.Time.GetUtcNow()));
        Assert.Equal((SourceOutcome.Taken, 2L), await OfAsync(bench, run => (run.Outcome, run.Expired)));
    }

    [Fact]
    public async Task Source_test_tries_the_first_pages()
    {
        await using var shop = await SitemapShop.OpenAsync([.. Enumerable.Range(1, 7).Select(id => ($"/p/{id}", $"{id}")), ("/p/0", "none")]);
        await using var bench = await OpenAsync(Engines.Sqlite, shop);
        var report = await bench.Tester().RunAsync(shop.Server.At("/sitemap.xml").AbsoluteUri, Options(shop, null), Cancel);
        Assert.Equal(("sitemap", 5L, 4L), (report.Format, report.Seen, report.Believed));
        Assert.Equal(1, report.RefusedBy[Refusal.NoOffer]);
        Assert.Equal(["1", "2", "3", "4"], report.Items.Select(item => item.Title));
    }

    private static SourceOptions Options(SitemapShop shop, Action<SourceOptions>? change) => A.Source("shop", shop.Server.At("/sitemap.xml").AbsoluteUri, options =>
    {
        options.Format = "sitemap";
        options.AllowedHosts.Add(shop.Server.HostAndPort);
        change?.Invoke(options);
    });

    private static async Task<CrawlBench> OpenAsync(string engine, SitemapShop shop, Action<SourceOptions>? change = null)
    {
        var bench = await CrawlBench.OpenAsync(engine, shop.Server.HostAndPort);
        await bench.SyncAsync(Options(shop, change));
        return bench;
    }

    private static async Task<T> OfAsync<T>(CrawlBench bench, Func<SourceRun, T> what) => what(await bench.PollAsync("shop"));
}
