using Daogou.Crawler.Detection;
using Daogou.Core.Deals;
using Daogou.Core.Outbox;
using Daogou.Crawler.Fetching;
using Daogou.Crawler.Manners;
using Daogou.Crawler.Sources;
using Daogou.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace Daogou.Tests.Crawler.Sources;

/// <summary>The crawler on a fresh book, reading from a server of the test or from files in the book's folder.</summary>
internal sealed class CrawlBench(TestBook test, string[] allowedHosts) : IAsyncDisposable
{
    private readonly IConfiguration _configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Feed_Secret", "s3cret")]).Build();
    private SourceCrawl? _crawl;

    public TestBook Test { get; } = test;

    public SourceCrawl Crawl => _crawl ??= new SourceCrawl(
        Test.Book, Fetcher, new DealIntake(Test.Book, Test.Time), new SourceSecrets(_configuration), Watch, Test.Time, NullLogger<SourceCrawl>.Instance);

    /// <summary>The chat that alerts go to, in English.</summary>
    public string OperatorChat { get; init; } = "test:ops";

    public SourceWatch Watch => WatchOf(Test, OperatorChat);

    private SourceFetcher Fetcher => new(
        A.GuardedHttp(allowedHosts), new HostPace(), new RobotsGate(A.GuardedHttp(allowedHosts), Options.Create(A.OutboundFor(allowedHosts)), Test.Time),
        Options.Create(A.OutboundFor(allowedHosts)), Test.Time);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What looks after a book's sources.</summary>
    public static SourceWatch WatchOf(TestBook test, string operatorChat = "") => new(
        test.Book, new OutboxSignal(), Options.Create(new OutboxOptions { OperatorChat = operatorChat, OperatorLanguage = "en" }), test.Time, NullLogger<SourceWatch>.Instance);

    public static async Task<CrawlBench> OpenAsync(string engine, params string[] allowedHosts) => new(await Engines.OpenAsync(engine), allowedHosts);

    /// <summary>The same book under a crawler that has just started.</summary>
    public CrawlBench Restarted() => new(Test, allowedHosts);

    public SourceTest Tester(params SourceOptions[] configured)
    {
        var options = new SourcesOptions();
        options.Sources.AddRange(configured);
        return new SourceTest(Fetcher, new SourceSecrets(_configuration), Options.Create(options), Test.Time);
    }

    public SourceDetect Detector() => new(Fetcher, Tester());

    public string FileAt(string name, string text)
    {
        var path = Path.Combine(Test.Options.Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public Task SyncAsync(params SourceOptions[] sources) =>
        Test.Book.WriteAsync(session => SourceStore.SyncAsync(session, sources, Test.Time.GetUtcNow()), Cancel);

    public async Task<SourceRun> PollAsync(string key) => await Crawl.RunAsync(key, Cancel) ?? throw new InvalidOperationException($"{key} was not polled.");

    public async Task<Source> SourceAsync(string key) => (await Test.ReadAsync(session => SourceStore.FindAsync(session, key)))!;

    public Task<IReadOnlyList<(string Title, int State)>> DealsAsync() =>
        Test.ReadAsync(session => session.QueryAsync<(string Title, int State)>("SELECT title, state FROM deals ORDER BY title"));

    public async Task<string[]> ActiveAsync() => [.. (await DealsAsync()).Where(deal => deal.State == (int)DealState.Active).Select(deal => deal.Title)];

    public ValueTask DisposeAsync() => Test.DisposeAsync();

    /// <summary>A CSV of goods: <c>pot 19.90</c>.</summary>
    public static string Csv(params string[] goods) =>
        "id,title,link,price\n" + string.Concat(goods.Select(good => good.Split(' ')).Select(good => $"{good[0]},{good[0]},https://shop.example.com/{good[0]},{good[1]}\n"));
}
