using Daogou.Crawler.Sources;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Crawler.Sources;

public sealed class SourceStoreTests
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_rows_follow_the_settings(string engine)
    {
        await using var bench = await CrawlBench.OpenAsync(engine);
        var options = A.Source("tea", bench.FileAt("tea.csv", CrawlBench.Csv("pot 19")), source => source.Feed.Fields["title"] = "title|name");
        await bench.SyncAsync(options, A.Source("cups", "https://cups.example.com/feed"));
        await bench.PollAsync("tea");
        var first = await bench.SourceAsync("tea");
        Assert.Equal("title|name", first.Options.Feed.Fields["TITLE"]);

        await bench.SyncAsync(options);
        var same = await bench.SourceAsync("tea");
        Assert.Equal((first.ETag, first.NextDueAt, first.Generation), (same.ETag, same.NextDueAt, same.Generation));
        Assert.Equal(SourceHealth.Disabled, (await bench.SourceAsync("cups")).Health);

        options.Currency = "USD";
        await bench.SyncAsync(options);
        var changed = await bench.SourceAsync("tea");
        Assert.Null(changed.ETag);
        Assert.Null(changed.BodyHash);
        Assert.Equal(bench.Test.Time.GetUtcNow(), changed.NextDueAt);
        Assert.Equal(first.BaselineAt, changed.BaselineAt);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_failing_source_goes_down_and_comes_back_step_by_step(string engine)
    {
        await using var bench = await CrawlBench.OpenAsync(engine);
        await bench.SyncAsync(A.Source("tea", Path.Combine(bench.Test.Options.Folder, "later.csv")));
        Assert.Equal(SourceHealth.New, (await bench.SourceAsync("tea")).Health);
        _ = bench.Crawl;
        bench.Test.Clock.Advance(TimeSpan.FromHours(1));
        for (var poll = 0; poll < 5; poll++)
        {
            var run = await bench.PollAsync("tea");
            Assert.Equal(SourceOutcome.FetchFailed, run.Outcome);
            Assert.Contains("There is no file", run.Message, StringComparison.Ordinal);
        }
        Assert.Equal((5, SourceHealth.Down), ((await bench.SourceAsync("tea")).Rung, (await bench.SourceAsync("tea")).Health));
        bench.FileAt("later.csv", CrawlBench.Csv("pot 19"));
        await bench.PollAsync("tea");
        var back = await bench.SourceAsync("tea");
        Assert.Equal((4, SourceHealth.Healthy), (back.Rung, back.Health));
        Assert.Equal(bench.Test.Time.GetUtcNow().AddSeconds(600), back.NextDueAt);
    }
}
