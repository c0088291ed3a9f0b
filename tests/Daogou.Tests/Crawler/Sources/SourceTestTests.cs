using Daogou.Core.Deals;
using Daogou.Crawler.Feeds;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Crawler.Sources;

public sealed class SourceTestTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_shown_as_it_would_be_believed_and_nothing_is_kept()
    {
        await using var bench = await CrawlBench.OpenAsync(Engines.Sqlite);
        var path = bench.FileAt("tea.csv", "id,title,link,price\n1,Pot,https://shop.example.com/1,19.90 CNY\n2,Cup,https://shop.example.com/2,ask\n1,Pot,https://shop.example.com/1,19.90 CNY\n");
        var report = await bench.Tester().RunAsync(path, (FeedSettings?)null, Cancel);
        Assert.True(report.IsUsable);
        Assert.Equal(["robots", "fetch", "encoding", "format", "read"], report.Stages.Select(stage => stage.Name));
        Assert.Equal(("csv", 3L, 1L, 2L), (report.Format, report.Seen, report.Believed, report.Refused));
        Assert.Equal(("Pot", A.Yuan(19.90m)), (report.Items[0].Title, report.Items[0].Price!.Value));
        Assert.Equal([(2L, Refusal.BrokenPrice, "Cup"), (3L, Refusal.DuplicateKey, "Pot")], report.Refusals.Select(row => (row.Row, row.Reason, row.Text!)));
        Assert.Empty(await bench.DealsAsync());
    }

    [Fact]
    public async Task A_configured_name_is_tested_with_its_own_settings()
    {
        await using var bench = await CrawlBench.OpenAsync(Engines.Sqlite);
        var source = A.Source("tea", bench.FileAt("tea.csv", "nr;name;ziel;preis\n1;Pot;https://shop.example.com/1;19,90\n"), options =>
        {
            options.Currency = "EUR";
            options.Feed = A.Feed(("key", "nr"), ("link", "ziel"), ("price", "preis"));
        });
        var report = await bench.Tester(source).RunAsync("tea", (FeedSettings?)null, Cancel);
        Assert.Equal("19.90 EUR", report.Items[0].Price!.Value.ToString());
        Assert.Equal("teahouse", report.Items[0].Merchant);
    }

    [Theory]
    [InlineData("nowhere.csv", "fetch", "There is no file")]
    [InlineData("gopher://old.example.com/", "fetch", "neither")]
    [InlineData("http://127.0.0.1:1/", "fetch", "is not fetched")]
    public async Task What_cannot_be_fetched_fails_at_the_first_stage(string what, string stage, string words)
    {
        await using var bench = await CrawlBench.OpenAsync(Engines.Sqlite);
        var report = await bench.Tester().RunAsync(what, (FeedSettings?)null, Cancel);
        Assert.False(report.IsUsable);
        Assert.Equal((stage, false), (report.Stages[^1].Name, report.Stages[^1].Passed));
        Assert.Contains(words, report.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_page_fails_at_the_format_and_says_what_it_is()
    {
        await using var server = await LoopbackServer.StartAsync("<html><title>Sign in</title></html>");
        await using var bench = await CrawlBench.OpenAsync(Engines.Sqlite, server.HostAndPort);
        var report = await bench.Tester().RunAsync(server.Address.AbsoluteUri, new FeedSettings(), Cancel);
        Assert.Equal(("format", false), (report.Stages[^1].Name, report.Stages[^1].Passed));
        Assert.Contains("login page", report.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_header_is_sent()
    {
        await using var server = await LoopbackServer.StartAsync(CrawlBench.Csv("pot 5"));
        await using var bench = await CrawlBench.OpenAsync(Engines.Sqlite, server.HostAndPort);
        var source = A.Source("tea", server.Address.AbsoluteUri, options => (options.SecretHeader, options.SecretEnv) = ("X-Key", "Feed_Secret"));
        Assert.True((await bench.Tester(source).RunAsync("tea", (FeedSettings?)null, Cancel)).IsUsable);
        Assert.Equal("s3cret", server.Requests.Single()["X-Key"].ToString());
    }
}
