using Daogou.Core.Deals;
using Daogou.Core.Outbox;
using Daogou.Crawler.Sources;
using Daogou.Tests.Support;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Daogou.Tests.Crawler.Sources;

public sealed class SourceWatchTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_new_source_with_no_history_raises_nothing(string engine)
    {
        await using var bench = await CrawlBench.OpenAsync(engine);
        await bench.SyncAsync(
            A.Source("tea", bench.FileAt("tea.csv", Goods(priced: 2, asking: 20))), A.Source("cups", Path.Combine(bench.Test.Options.Folder, "later.csv")));
        await bench.PollAsync("tea");
        await FailAsync(bench, "cups", 7);
        bench.FileAt("tea.csv", Goods(priced: 1, asking: 30));
        await bench.PollAsync("tea");
        await bench.Watch.RunDueAsync(Cancel);
        Assert.Empty(await AlertsAsync(bench));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_source_that_falls_silent_is_told_of_once_and_its_recovery_once(string engine)
    {
        await using var bench = await CrawlBench.OpenAsync(engine);
        var path = bench.FileAt("tea.csv", Goods(priced: 10));
        await bench.SyncAsync(A.Source("tea", path));
        await bench.PollAsync("tea");
        File.Delete(path);
        await FailAsync(bench, "tea", 4);
        Assert.Empty(await AlertsAsync(bench));
        await FailAsync(bench, "tea", 6);
        var alert = Assert.Single(await AlertsAsync(bench));
        Assert.Contains("Source gone silent: tea", alert.Text, StringComparison.Ordinal);
        Assert.Contains("every 10 min", alert.Text, StringComparison.Ordinal);
        Assert.Contains("5 polls failed in a row", alert.Text, StringComparison.Ordinal);
        Assert.Contains("There is no file", alert.Text, StringComparison.Ordinal);
        Assert.Contains("source test tea", alert.Text, StringComparison.Ordinal);
        Assert.Equal(("test", "ops", MessageKind.Alert), (alert.Channel, alert.Chat, alert.Kind));

        bench.FileAt("tea.csv", Goods(priced: 11));
        await bench.PollAsync("tea");
        await bench.PollAsync("tea");
        Assert.Equal(2, (await AlertsAsync(bench)).Count);
        Assert.Contains("Source well again: tea", (await AlertsAsync(bench))[1].Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_source_whose_server_told_us_to_stay_away_is_found_silent_between_two_polls(string engine)
    {
        var isDown = false;
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = isDown ? 503 : 200;
            context.Response.Headers.RetryAfter = "86400";
            return isDown ? Task.CompletedTask : context.Response.WriteAsync(Goods(priced: 10), Cancel);
        });
        await using var bench = await CrawlBench.OpenAsync(engine, server.HostAndPort);
        await bench.SyncAsync(A.Source("tea", server.Address.AbsoluteUri));
        await bench.PollAsync("tea");
        isDown = true;
        await bench.PollAsync("tea");
        bench.Test.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(0, await bench.Watch.RunDueAsync(Cancel));
        bench.Test.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await bench.Watch.RunDueAsync(Cancel));
        Assert.Equal(0, await bench.Watch.RunDueAsync(Cancel));
        Assert.Contains("1 poll failed", Assert.Single(await AlertsAsync(bench)).Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_document_that_is_held_back_is_told_of_once_until_it_is_accepted_or_whole_again(string engine)
    {
        await using var bench = await CrawlBench.OpenAsync(engine);
        await bench.SyncAsync(A.Source("tea", bench.FileAt("tea.csv", Goods(priced: 20))));
        await bench.PollAsync("tea");
        bench.FileAt("tea.csv", Goods(priced: 8));
        await bench.PollAsync("tea");
        await bench.PollAsync("tea");
        var alert = Assert.Single(await AlertsAsync(bench));
        Assert.Contains("Expected: about 20 rows\nCame: 8", alert.Text, StringComparison.Ordinal);

        await bench.Test.WriteAsync(session => SourceStore.AcceptDropAsync(session, "tea", bench.Test.Time.GetUtcNow()));
        await bench.PollAsync("tea");
        Assert.Contains("8 rows now", (await AlertsAsync(bench))[1].Text, StringComparison.Ordinal);
        bench.FileAt("tea.csv", Goods(priced: 7));
        await bench.PollAsync("tea");
        Assert.Equal(2, (await AlertsAsync(bench)).Count);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_source_that_may_shrink_is_held_against_its_usual_size_all_the_same(string engine)
    {
        await using var bench = await CrawlBench.OpenAsync(engine);
        await bench.SyncAsync(A.Source("tea", bench.FileAt("tea.csv", Goods(priced: 20)), options => options.MaxDropPercent = 100));
        await bench.PollAsync("tea");
        foreach (var (rows, alerts) in new[] { (13, 0), (9, 1), (8, 1), (11, 1), (13, 2), (12, 2) })
        {
            bench.FileAt("tea.csv", Goods(priced: rows));
            Assert.Equal(SourceOutcome.Taken, (await bench.PollAsync("tea")).Outcome);
            Assert.Equal((rows, alerts), (rows, (await AlertsAsync(bench)).Count));
        }
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_source_that_starts_to_have_most_rows_refused_is_told_of_with_the_reason_and_a_row(string engine)
    {
        await using var bench = await CrawlBench.OpenAsync(engine);
        await bench.SyncAsync(A.Source("tea", bench.FileAt("tea.csv", Goods(priced: 10)), options => options.MaxDropPercent = 100));
        await bench.PollAsync("tea");
        bench.FileAt("tea.csv", Goods(priced: 4, asking: 6));
        var run = await bench.PollAsync("tea");
        Assert.Equal((10L, 4L, 40.0m), (run.PriceRows, run.Priced, run.PricedPercent));
        bench.FileAt("tea.csv", Goods(priced: 3, asking: 7));
        await bench.PollAsync("tea");
        var alert = Assert.Single(await AlertsAsync(bench));
        Assert.Contains("60% refused", alert.Text, StringComparison.Ordinal);
        Assert.Contains($"{nameof(Refusal.BrokenPrice)} 6; row 5: 'ask' names no amount", alert.Text, StringComparison.Ordinal);
        bench.FileAt("tea.csv", Goods(priced: 12, asking: 1));
        await bench.PollAsync("tea");
        Assert.Contains("1 of 13 rows refused", (await AlertsAsync(bench))[1].Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_source_that_is_gone_for_good_is_told_of_at_once_even_when_it_is_new(string engine)
    {
        var status = 410;
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return status == 410 ? Task.CompletedTask : context.Response.WriteAsync(Goods(priced: 3), Cancel);
        });
        await using var bench = await CrawlBench.OpenAsync(engine, server.HostAndPort);
        await bench.SyncAsync(A.Source("tea", server.Address.AbsoluteUri));
        await bench.PollAsync("tea");
        await bench.PollAsync("tea");
        Assert.Contains("gone for good", Assert.Single(await AlertsAsync(bench)).Text, StringComparison.Ordinal);
        status = 200;
        await bench.PollAsync("tea");
        Assert.Contains("well again", (await AlertsAsync(bench))[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_chat_the_trouble_is_kept_for_the_console_and_nobody_is_written_to()
    {
        await using var bench = new CrawlBench(await Engines.OpenAsync(Engines.Sqlite), []) { OperatorChat = "" };
        await bench.SyncAsync(A.Source("tea", bench.FileAt("tea.csv", Goods(priced: 20))));
        await bench.PollAsync("tea");
        bench.FileAt("tea.csv", Goods(priced: 2));
        await bench.PollAsync("tea");
        Assert.Equal((TroubleKind.Halved, 20L, 2L), (await bench.Test.ReadAsync(SourceTroubleStore.OpenAsync)) is [var open] ? (open.Kind, open.Expected, open.Found) : default);
        Assert.Empty(await AlertsAsync(bench));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_source_that_leaves_the_settings_takes_its_trouble_along_without_words(string engine)
    {
        await using var bench = await CrawlBench.OpenAsync(engine);
        var path = bench.FileAt("tea.csv", Goods(priced: 10));
        await bench.SyncAsync(A.Source("tea", path));
        await bench.PollAsync("tea");
        File.Delete(path);
        await FailAsync(bench, "tea", 5);
        Assert.Single(await bench.Test.ReadAsync(SourceTroubleStore.OpenAsync));
        await bench.SyncAsync();
        await bench.Test.WriteAsync(session => SourceTroubleStore.EndOfDisabledAsync(session, bench.Test.Time.GetUtcNow()));
        Assert.Empty(await bench.Test.ReadAsync(SourceTroubleStore.OpenAsync));
        Assert.Single(await AlertsAsync(bench));
    }

    internal static string Goods(int priced, int asking = 0) => CrawlBench.Csv(
        [.. Enumerable.Range(0, priced).Select(i => $"item{i} {5 + i}"), .. Enumerable.Range(0, asking).Select(i => $"other{i} ask")]);

    private static async Task FailAsync(CrawlBench bench, string key, int times)
    {
        for (var poll = 0; poll < times; poll++)
        {
            Assert.Equal(SourceOutcome.FetchFailed, (await bench.PollAsync(key)).Outcome);
        }
    }

    private static async Task<IReadOnlyList<(string Notice, string Channel, string Chat, MessageKind Kind, string Text)>> AlertsAsync(CrawlBench bench) =>
    [
        .. (await bench.Test.ReadAsync(session => session.QueryAsync<StoredMessage>("SELECT * FROM messages ORDER BY id")))
            .Select(message => (message.Notice, message.Channel, message.Chat, message.Kind, ChatHtml.ToPlainText(message.Content.Html))),
    ];
}
