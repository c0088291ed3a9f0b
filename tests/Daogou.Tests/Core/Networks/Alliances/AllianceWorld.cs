using Daogou.Core.Clicks;
using Daogou.Core.Ledger;
using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Core.Orders;
using Daogou.Core.Outbound;
using Daogou.Core.Rebates;
using Daogou.Core.Storage;
using Daogou.Standins.Alliances;
using Daogou.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Daogou.Tests.Core.Networks.Alliances;

/// <summary>A book, one connector, its strict double over real HTTP, and everything between a link and the ledger.</summary>
internal sealed class AllianceWorld : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private AllianceWorld(TestBook test, AllianceServer server, ServiceProvider services, CollectedLog log, Func<AllianceServer, IHttpClientFactory, TimeProvider, INetwork> make)
    {
        (Test, Server, _services, Log) = (test, server, services, log);
        Catalog = new NetworkCatalog([make(server, services.GetRequiredService<IHttpClientFactory>(), test.Time)]);
        var logs = services.GetRequiredService<ILoggerFactory>();
        Refs = new ClickRefs(A.Secret);
        Attribution = new OrderAttribution(Refs, new SlotAttribution(test.Book, Catalog, new LinkClicks(new ClickBook(test.Clicks))));
        var settlement = new Settlement(test.Book, Attribution, Catalog, OrderBook.Usual, test.Time, logs.CreateLogger<Settlement>());
        Sync = new OrderSync(test.Book, Catalog, settlement, test.Time, logs.CreateLogger<OrderSync>());
        Release = new ReleaseDesk(test.Book, test.Time, logs.CreateLogger<ReleaseDesk>());
        Links = A.LinkDesk(test, Catalog);
    }

    public TestBook Test { get; }

    public AllianceServer Server { get; }

    public CollectedLog Log { get; }

    public NetworkCatalog Catalog { get; }

    public ClickRefs Refs { get; }

    public OrderAttribution Attribution { get; }

    public OrderSync Sync { get; }

    public ReleaseDesk Release { get; }

    public LinkDesk Links { get; }

    public static async Task<AllianceWorld> OpenAsync(string engine, Func<AllianceServer, IHttpClientFactory, TimeProvider, INetwork> make)
    {
        var test = await Engines.OpenAsync(engine);
        var server = await AllianceServer.StartAsync(test.Time);
        var log = new CollectedLog();
        var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log))
            .AddOutbound(new ConfigurationBuilder().AddInMemoryCollection([new("Outbound:AllowedPrivateHosts:0", server.HostAndPort)]).Build())
            .BuildServiceProvider();
        foreach (var id in new[] { OrderBook.Buyer, OrderBook.Sharer })
        {
            await test.WriteAsync(session => session.ExecuteAsync(
                "INSERT INTO members (id, display_name, language, created_at) VALUES (@Id, @Name, 'zh', @Now)", new { Id = id, Name = $"m{id}", Now = A.Monday }));
        }
        return new AllianceWorld(test, server, services, log, make);
    }

    public Task<LinkAnswer> LinkAsync(string product, Place place) => Links.ForPastedAsync(product, place, TestContext.Current.CancellationToken);

    public Task<int> PollAsync() => Sync.RunDueAsync(TestContext.Current.CancellationToken);

    public Task<Order?> FindAsync(string network, string orderNo, string itemNo) =>
        Test.ReadAsync(session => OrderStore.FindAsync(session, new OrderKey(network, orderNo, itemNo)));

    public async Task<SyncState> StateAsync(string listing) => (await Test.ReadAsync(session => OrderSyncStore.FindAsync(session, listing)))!;

    /// <summary>The balance over all purses of an account's name in one currency.</summary>
    public async Task<long> SumAsync(string prefix, string currency = "CNY") => (await Test.ReadAsync(session => Journal.BalancesAsync(session, prefix)))
        .Where(balance => balance.Currency == currency).Sum(balance => balance.BalanceMinor);

    /// <summary>Minor units of all currencies together.</summary>
    public async Task<long> SumOfAllAsync(string prefix) => (await Test.ReadAsync(session => Journal.BalancesAsync(session, prefix))).Sum(balance => balance.BalanceMinor);

    /// <summary>No secret, no token and no signature in any line of the log, exceptions included.</summary>
    public void AssertSilentOf(params string[] secrets) =>
        Assert.DoesNotContain(Log.Lines, line => secrets.Any(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase)));

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await _services.DisposeAsync();
        await Test.DisposeAsync();
    }
}

/// <summary>The wall's time on which every pause is over at once.</summary>
internal class HurriedTime : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
}

/// <summary>The same, noting how long each pause would have been.</summary>
internal sealed class NotedTime : HurriedTime
{
    public System.Collections.Concurrent.ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waits.Enqueue(dueTime);
        return base.CreateTimer(callback, state, dueTime, period);
    }
}
