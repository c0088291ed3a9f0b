using System.Net;
using Daogou.Core.Access;
using Daogou.Core.Storage;
using Daogou.Crawler.Sources;
using Daogou.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Daogou.Tests.Api;

/// <summary>A source's health in the console and over REST.</summary>
public sealed class SourcePageTests
{
    private const string Head = "id,title,link,price\n";

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_of_a_source_shows_its_runs_its_size_over_time_and_why_rows_were_refused()
    {
        await using var door = await Door.OpenAsync();
        await CrawlAsync(door, Rows(12) + "x,<b>Cup</b>,https://shop.example.com/x,ask\n");
        using var browser = await door.OperatorAsync();
        await browser.GetAsync("/console/language/en", Now);
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync("/console/sources/tea", Now));
        Assert.Contains("Rows over time", page, StringComparison.Ordinal);
        Assert.Contains("12 rows</title>", page, StringComparison.Ordinal);
        Assert.Contains("broken price · 1", page, StringComparison.Ordinal);
        Assert.Contains("'ask' names no amount", page, StringComparison.Ordinal);
        Assert.Contains("12 of 13 rows", page, StringComparison.Ordinal);
        Assert.Contains("92.3%", page, StringComparison.Ordinal);
        Assert.Contains("all of it is valid UTF-8", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Accept it as usual", page, StringComparison.Ordinal);
        await browser.GetAsync("/console/language/zh", Now);
        Assert.Contains("价格无效 · 1", await ReadAsync(browser, "/console/sources/tea"), StringComparison.Ordinal);
        Assert.Contains("href=\"/console/sources/tea\"", await ReadAsync(browser, "/console/sources"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/console/sources/coffee", Now)).StatusCode);
    }

    [Fact]
    public async Task A_trouble_stands_on_the_page_until_it_is_accepted()
    {
        await using var door = await Door.OpenAsync();
        await CrawlAsync(door, Rows(12));
        await CrawlAsync(door, Rows(3));
        using var browser = await door.OperatorAsync();
        await browser.GetAsync("/console/language/en", Now);
        var page = await ReadAsync(browser, "/console/sources/tea");
        Assert.Contains("3 rows, expected about 12", page, StringComparison.Ordinal);
        await Door.PostFormAsync(browser, "/console/act/sources/tea/accept", page, ("back", "/console/sources/tea"));
        await CrawlAsync(door, Rows(3));
        Assert.DoesNotContain("Accept it as usual", await ReadAsync(browser, "/console/sources/tea"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_read_the_last_run_the_trouble_and_the_runs_before()
    {
        await using var door = await Door.OpenAsync();
        await CrawlAsync(door, Rows(12));
        await CrawlAsync(door, Rows(3));
        using var caller = await door.CallerAsync(Scopes.SourcesRead);
        var source = await Door.JsonAsync(await caller.GetAsync("/api/v1/sources/tea", Now));
        Assert.Equal(("halved", 12, 3), (source.GetProperty("trouble").GetProperty("kind").GetString(), source.GetProperty("trouble").GetProperty("expected").GetInt32(), source.GetProperty("trouble").GetProperty("found").GetInt32()));
        var run = source.GetProperty("lastRun");
        Assert.Equal(("heldBack", 3, "utf-8", "validUtf8", 3), (
            run.GetProperty("outcome").GetString(), run.GetProperty("rows").GetInt32(), run.GetProperty("charset").GetString(), run.GetProperty("charsetBy").GetString(), run.GetProperty("priced").GetInt32()));
        var listed = await Door.JsonAsync(await caller.GetAsync("/api/v1/sources", Now));
        Assert.Equal(source.GetRawText(), Assert.Single(listed.GetProperty("items").EnumerateArray()).GetRawText());
        var runs = await Door.JsonAsync(await caller.GetAsync("/api/v1/sources/tea/runs", Now));
        Assert.Equal(["heldBack", "taken"], runs.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("outcome").GetString()));
    }

    private static string Rows(int count) => Head + string.Concat(Enumerable.Range(0, count).Select(row => $"{row},Cup {row},https://shop.example.com/{row},{5 + row}\n"));

    private static async Task<string> ReadAsync(HttpClient browser, string path) => WebUtility.HtmlDecode(await browser.GetStringAsync(path, Now));

    private static async Task CrawlAsync(Door door, string csv)
    {
        var path = Path.Combine(door.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<StorageOptions>>().Value.Folder, "tea.csv");
        await File.WriteAllTextAsync(path, csv, Now);
        await door.Book.WriteAsync(session => SourceStore.SyncAsync(session, [A.Source("tea", path)], door.Clock.GetUtcNow()), Now);
        await door.Services.GetRequiredService<SourceCrawl>().RunAsync("tea", Now);
        door.Clock.Advance(TimeSpan.FromMinutes(10));
    }
}
