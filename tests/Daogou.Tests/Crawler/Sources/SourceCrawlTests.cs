using Daogou.Core.Deals;
using Daogou.Crawler.Sources;
using Daogou.Tests.Support;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Daogou.Tests.Crawler.Sources;

public sealed class SourceCrawlTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_row_with_a_broken_price_is_refused_with_its_number_and_text_and_the_others_go_in(string engine)
    {
        await using var bench = await CrawlBench.OpenAsync(engine);
        await bench.SyncAsync(A.Source("tea", bench.FileAt("tea.csv", CrawlBench.Csv("pot 19.90", "cup ask", "lid 3"))));
        var run = await bench.PollAsync("tea");
        Assert.Equal((SourceOutcome.Taken, 3L, 2L, 1L), (run.Outcome, run.Seen, run.Added, run.Refused));
        Assert.Equal(["lid", "pot"], await bench.ActiveAsync());
        var refused = Assert.Single(run.RefusalsRead.Samples);
        Assert.Equal((2L, Refusal.BrokenPrice, "cup"), (refused.Row, refused.Reason, refused.Text));
        Assert.Contains("ask", refused.Detail, StringComparison.Ordinal);
        Assert.Equal(1, run.RefusalsRead.Counts[nameof(Refusal.BrokenPrice)]);
        Assert.Equal(run.Id, Assert.Single(await bench.Test.ReadAsync(session => SourceRunStore.LatestAsync(session, run.SourceId, 5))).Id);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_a_whole_document_no_longer_lists_has_ended_and_comes_back_when_listed_again(string engine)
    {
        await using var bench = await CrawlBench.OpenAsync(engine);
        await bench.SyncAsync(A.Source("tea", bench.FileAt("tea.csv", CrawlBench.Csv("pot 19", "cup 5", "lid 3"))));
        await bench.PollAsync("tea");
        bench.FileAt("tea.csv", CrawlBench.Csv("pot 18", "lid 3"));
        var run = await bench.PollAsync("tea");
        Assert.Equal((1L, 1L, 1L), (run.Changed, run.Unchanged, run.Expired));
        Assert.Equal(["lid", "pot"], await bench.ActiveAsync());
        bench.FileAt("tea.csv", CrawlBench.Csv("pot 18", "lid 3", "cup 5"));
        await bench.PollAsync("tea");
        Assert.Equal(["cup", "lid", "pot"], await bench.ActiveAsync());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_document_that_shrank_suspiciously_ends_nothing_until_a_person_looks(string engine)
    {
        await using var bench = await CrawlBench.OpenAsync(engine);
        await bench.SyncAsync(A.Source("tea", bench.FileAt("tea.csv", CrawlBench.Csv("pot 19", "cup 5", "lid 3"))));
        await bench.PollAsync("tea");
        bench.FileAt("tea.csv", CrawlBench.Csv("pot 20"));
        var held = await bench.PollAsync("tea");
        Assert.Equal((SourceOutcome.HeldBack, 1L, 0L), (held.Outcome, held.Changed, held.Expired));
        Assert.Equal(["cup", "lid", "pot"], await bench.ActiveAsync());
        Assert.Equal(SourceHealth.Troubled, (await bench.SourceAsync("tea")).Health);
        // The same document is read again, not taken for unchanged.
        Assert.Equal(SourceOutcome.HeldBack, (await bench.PollAsync("tea")).Outcome);

        await bench.Test.WriteAsync(session => SourceStore.AcceptDropAsync(session, "tea", bench.Test.Time.GetUtcNow()));
        Assert.Equal((SourceOutcome.Taken, 2L), await OutcomeAsync(bench, run => run.Expired));
        Assert.Equal(["pot"], await bench.ActiveAsync());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_document_that_breaks_off_ends_nothing_and_is_read_anew_in_full(string engine)
    {
        const string head = "<rss xmlns:g=\"http://base.google.com/ns/1.0\"><channel>";
        static string Item(string id, string price) =>
            $"<item><g:id>{id}</g:id><g:title>{id}</g:title><g:link>https://shop.example.com/{id}</g:link><g:price>{price} CNY</g:price></item>";
        await using var bench = await CrawlBench.OpenAsync(engine);
        await bench.SyncAsync(A.Source("tea", bench.FileAt("tea.xml", head + Item("pot", "19") + Item("cup", "5") + "</channel></rss>")));
        await bench.PollAsync("tea");
        bench.FileAt("tea.xml", head + Item("pot", "18") + "<item><g:id>cu");
        Assert.Equal(SourceOutcome.Broken, (await bench.PollAsync("tea")).Outcome);
        Assert.Equal(["cup", "pot"], await bench.ActiveAsync());
        bench.FileAt("tea.xml", head + Item("pot", "17") + Item("cup", "4") + "</channel></rss>");
        var whole = await bench.PollAsync("tea");
        Assert.Equal((SourceOutcome.Taken, 2L, 0L), (whole.Outcome, whole.Changed, whole.Refused));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Validators_count_only_after_the_rows_are_in(string engine)
    {
        var (body, tag) = (CrawlBench.Csv("pot 19", "cup 5"), "W/\"v1\"");
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Headers.ETag = tag;
            context.Response.StatusCode = context.Request.Headers.IfNoneMatch == tag ? 304 : 200;
            return context.Response.StatusCode == 304 ? Task.CompletedTask : context.Response.WriteAsync(body);
        });
        await using var bench = await CrawlBench.OpenAsync(engine, server.HostAndPort);
        await bench.SyncAsync(A.Source("tea", server.Address.AbsoluteUri));
        await bench.PollAsync("tea");
        bench.Test.Clock.Advance(TimeSpan.FromHours(1));
        var same = await bench.PollAsync("tea");
        Assert.Equal((SourceOutcome.Unchanged, 304), (same.Outcome, same.StatusCode));
        Assert.Equal("W/\"v1\"", server.Requests.Last().IfNoneMatch.ToString());
        Assert.Equal(["cup", "pot"], await bench.ActiveAsync());
        var kept = await bench.Test.ReadAsync(session => session.ValueAsync<DateTimeOffset>("SELECT MIN(listed_at) FROM listings"));
        Assert.Equal(bench.Test.Time.GetUtcNow(), kept);
        Assert.Equal(SourceHealth.Healthy, (await bench.SourceAsync("tea")).Health);

        (body, tag) = ("<html><title>Sign in</title></html>", "W/\"v2\"");
        Assert.Equal(SourceOutcome.Broken, (await bench.PollAsync("tea")).Outcome);
        Assert.Equal("W/\"v1\"", (await bench.SourceAsync("tea")).ETag);
        (body, tag) = (CrawlBench.Csv("pot 18", "cup 5"), "W/\"v2\"");
        Assert.Equal((SourceOutcome.Taken, 1L), await OutcomeAsync(bench, run => run.Changed));
        Assert.Equal("W/\"v2\"", (await bench.SourceAsync("tea")).ETag);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_same_bytes_are_unchanged_even_where_the_server_ignores_validators(string engine)
    {
        await using var server = await LoopbackServer.StartAsync(CrawlBench.Csv("pot 19", "cup 5"));
        await using var bench = await CrawlBench.OpenAsync(engine, server.HostAndPort);
        await bench.SyncAsync(A.Source("tea", server.Address.AbsoluteUri));
        await bench.PollAsync("tea");
        var before = await bench.SourceAsync("tea");
        Assert.Equal((SourceOutcome.Unchanged, 0L), await OutcomeAsync(bench, run => run.Seen));
        var after = await bench.SourceAsync("tea");
        Assert.Equal((before.Generation, before.GenerationRows), (after.Generation, after.GenerationRows));
        Assert.Equal(["cup", "pot"], await bench.ActiveAsync());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_login_page_is_an_error_and_not_an_empty_feed(string engine)
    {
        await using var server = await LoopbackServer.StartAsync("<!doctype html><title>登录</title><input type=\"password\">", "text/xml");
        await using var bench = await CrawlBench.OpenAsync(engine, server.HostAndPort);
        await bench.SyncAsync(A.Source("tea", server.Address.AbsoluteUri));
        var run = await bench.PollAsync("tea");
        Assert.Equal(SourceOutcome.Broken, run.Outcome);
        Assert.Contains("a login page titled '登录'", run.Message, StringComparison.Ordinal);
        var source = await bench.SourceAsync("tea");
        Assert.Equal((1, SourceHealth.Troubled), (source.Rung, source.Health));
        Assert.Null(source.LastSuccessAt);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_server_that_asks_for_rest_gets_it(string engine)
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = "7200";
            return Task.CompletedTask;
        });
        await using var bench = await CrawlBench.OpenAsync(engine, server.HostAndPort);
        await bench.SyncAsync(A.Source("tea", server.Address.AbsoluteUri));
        Assert.Equal(1, await bench.Crawl.RunDueAsync(Cancel));
        Assert.Equal(A.Monday.AddHours(2), (await bench.SourceAsync("tea")).NextDueAt);
        bench.Test.Clock.Advance(TimeSpan.FromMinutes(119));
        Assert.Equal(0, await bench.Crawl.RunDueAsync(Cancel));
        bench.Test.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await bench.Crawl.RunDueAsync(Cancel));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_address_inside_the_house_is_refused_and_nothing_is_asked_there(string engine)
    {
        await using var server = await LoopbackServer.StartAsync("id,title\n1,a\n");
        await using var bench = await CrawlBench.OpenAsync(engine);
        await bench.SyncAsync(A.Source("tea", server.Address.AbsoluteUri), A.Source("meta", "http://169.254.169.254/latest/meta-data/"));
        Assert.Equal(2, await bench.Crawl.RunDueAsync(Cancel));
        Assert.Equal(SourceOutcome.Refused, (await bench.SourceAsync("tea")).LastOutcome);
        Assert.Equal(SourceOutcome.Refused, (await bench.SourceAsync("meta")).LastOutcome);
        Assert.Empty(server.Requests);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_news_feed_lists_the_latest_only_so_nothing_ends_by_leaving_it(string engine)
    {
        static string Rss(params string[] ids) =>
            $"<rss><channel>{string.Concat(ids.Select(id => $"<item><guid>{id}</guid><title>{id}</title><link>https://shop.example.com/{id}</link><price>5 CNY</price></item>"))}</channel></rss>";
        await using var bench = await CrawlBench.OpenAsync(engine);
        await bench.SyncAsync(A.Source("tea", bench.FileAt("tea.rss", Rss("pot", "cup"))));
        await bench.PollAsync("tea");
        bench.FileAt("tea.rss", Rss("cup", "lid"));
        Assert.Equal((SourceOutcome.Taken, 0L), await OutcomeAsync(bench, run => run.Expired));
        Assert.Equal(["cup", "lid", "pot"], await bench.ActiveAsync());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_source_is_polled_by_one_worker_at_a_time_and_a_dead_ones_lease_runs_out(string engine)
    {
        await using var bench = await CrawlBench.OpenAsync(engine);
        await bench.SyncAsync(A.Source("tea", bench.FileAt("tea.csv", CrawlBench.Csv("pot 19"))));
        var now = bench.Test.Time.GetUtcNow();
        Assert.NotNull(await bench.Test.WriteAsync(session => SourceStore.ClaimAsync(session, "tea", now, now.AddMinutes(30))));
        Assert.Null(await bench.Crawl.RunAsync("tea", Cancel));
        Assert.Equal(0, await bench.Crawl.RunDueAsync(Cancel));
        bench.Test.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(1, await bench.Crawl.RunDueAsync(Cancel));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Twenty_thousand_rows_go_in_and_stay(string engine)
    {
        await using var bench = await CrawlBench.OpenAsync(engine);
        string[] goods = [.. Enumerable.Range(0, 20_000).Select(i => $"item{i} {5 + (i % 50)}")];
        await bench.SyncAsync(A.Source("tea", bench.FileAt("tea.csv", CrawlBench.Csv(goods))));
        Assert.Equal(20_000, (await bench.PollAsync("tea")).Added);
        bench.FileAt("tea.csv", CrawlBench.Csv([.. goods, "extra 9"]));
        var run = await bench.PollAsync("tea");
        Assert.Equal((1L, 20_000L, 0L), (run.Added, run.Unchanged, run.Expired));
    }

    private static async Task<(SourceOutcome Outcome, long Count)> OutcomeAsync(CrawlBench bench, Func<SourceRun, long> count)
    {
        var run = await bench.PollAsync("tea");
        return (run.Outcome, count(run));
    }
}
