using System.Collections.Concurrent;
using Daogou.Core.Deals;
using Daogou.Crawler.Fetching;
using Daogou.Crawler.Jobs;
using Daogou.Crawler.Manners;
using Daogou.Crawler.Sources;
using Daogou.Tests.Crawler.Feeds;
using Daogou.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Daogou.Tests.Crawler.Sources;

/// <summary>
/// Ten thousand sources of many hosts fall due at once; all hosts are one server of the test. The memory of the whole process is looked at, so
/// nothing else may run beside it.
/// </summary>
[Collection(nameof(FeedMemoryTests))]
public sealed class ManySourcesTests
{
    private const int Hosts = 400;
    private const int EachHas = 25;
    private const int AtOnce = 8;

    /// <summary>Connections that are kept idle, besides the ones in use.</summary>
    private const int MostIdle = 64;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_thousand_sources_due_at_once_are_polled_in_turn_with_few_sockets_and_little_memory()
    {
        // The pace's own clock, pushed until the round is over.
        var clock = new FakeTimeProvider();
        var visits = new ConcurrentDictionary<string, ConcurrentQueue<(long From, long To)>>(StringComparer.Ordinal);
        var order = new ConcurrentQueue<string>();
        var (inFlight, mostInFlight, mostAtHost) = (0, 0, 0);
        var busy = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            var host = context.Request.Host.Host;
            var from = clock.GetTimestamp();
            order.Enqueue(host);
            mostInFlight = Math.Max(mostInFlight, Interlocked.Increment(ref inFlight));
            mostAtHost = Math.Max(mostAtHost, busy.AddOrUpdate(host, 1, (_, at) => at + 1));
            await context.Response.WriteAsync(CrawlBench.Csv($"p{context.Request.Path.Value![1..]} 5"));
            busy.AddOrUpdate(host, 0, (_, at) => at - 1);
            Interlocked.Decrement(ref inFlight);
            visits.GetOrAdd(host, _ => []).Enqueue((from, clock.GetTimestamp()));
        });
        var port = server.Address.Port;
        await using var book = await Engines.OpenAsync(Engines.Sqlite);
        SourceOptions[] sources =
        [
            .. from n in Enumerable.Range(0, EachHas)
               from host in Enumerable.Range(0, Hosts)
               select A.Source($"s{host}-{n}", $"http://h{host}.feeds.example:{port}/{host}-{n}"),
        ];
        await book.Book.WriteAsync(session => SourceStore.SyncAsync(session, sources, book.Time.GetUtcNow()), Cancel);
        var crawl = Crawl(book, clock, port);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (mostMemory, mostSockets) = (0L, 0);
        var round = crawl.RunDueAsync(Cancel);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        for (var push = 1; !round.IsCompleted; push++)
        {
            await tick.WaitForNextTickAsync(Cancel);
            clock.Advance(TimeSpan.FromMilliseconds(100));
            if (push % 200 == 0)
            {
                mostMemory = Math.Max(mostMemory, GC.GetTotalMemory(forceFullCollection: true));
            }
            mostSockets = Math.Max(mostSockets, server.Connections);
        }

        Assert.Equal(Hosts * EachHas, await round);
        Assert.Equal(Hosts * EachHas, await book.ReadAsync(session => session.ValueAsync<int>("SELECT COUNT(*) FROM deals WHERE state = 1")));
        Assert.Equal(1, mostAtHost);
        Assert.InRange(mostInFlight, 1, AtOnce);
        Assert.InRange(mostSockets, 1, MostIdle + (2 * AtOnce));
        Assert.InRange(mostMemory - before, long.MinValue, 64L << 20);
        // Between the end of one visit and the next a second of the pace's clock has passed.
        Assert.All(visits.Values, host =>
        {
            var inTurn = host.OrderBy(visit => visit.From).ToArray();
            Assert.All(inTurn.Zip(inTurn.Skip(1)), pair => Assert.True(clock.GetElapsedTime(pair.First.From, pair.Second.From) >= TimeSpan.FromSeconds(1)));
        });
        // No host was half done before every other had its first visit; the exact order is HostTurns' own test.
        var seen = order.ToList();
        var lastFirst = visits.Keys.Max(seen.IndexOf);
        Assert.All(seen.Take(lastFirst).CountBy(host => host), host => Assert.InRange(host.Value, 1, EachHas / 2));
    }

    private static SourceCrawl Crawl(TestBook book, TimeProvider clock, int port)
    {
        var outbound = A.OutboundFor([.. Enumerable.Range(0, Hosts).Select(host => $"h{host}.feeds.example:{port}")]);
        var http = A.GuardedHttp(new AResolver([.. Enumerable.Range(0, Hosts).Select(host => ($"h{host}.feeds.example", new[] { "127.0.0.1" }))]), outbound);
        var fetcher = new SourceFetcher(http, new HostPace(clock), new RobotsGate(http, Options.Create(outbound), book.Time), Options.Create(outbound), book.Time);
        return new SourceCrawl(
            book.Book, fetcher, new DealIntake(book.Book, book.Time), new SourceSecrets(new ConfigurationBuilder().Build()), CrawlBench.WatchOf(book), book.Time, NullLogger<SourceCrawl>.Instance,
            Options.Create(new ScheduleOptions { SourcesAtATime = AtOnce }));
    }
}
