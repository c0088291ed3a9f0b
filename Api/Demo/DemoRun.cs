using Daogou.Api.Demo.Market;
using Daogou.Api.Demo.Room;
using Daogou.Api.Hosting;
using Daogou.Bot.Channels;
using Daogou.Bot.Digests;
using Daogou.Core.Access;
using Daogou.Core.Storage;
using Daogou.Crawler.Sources;

namespace Daogou.Api.Demo;

/// <summary>A running demo: the whole product on real HTTP, and around it a marketplace, an affiliate network and people who talk.</summary>
public sealed class DemoRun : IAsyncDisposable
{
    private readonly Marketplace _market;
    private readonly WebApplication _product;

    private DemoRun(Uri address, PushedClock clock, Marketplace market, WebApplication product)
    {
        Address = address;
        Clock = clock;
        _market = market;
        _product = product;
    }

    /// <summary><c>http://127.0.0.1:5080/</c>.</summary>
    public Uri Address { get; }

    public PushedClock Clock { get; }

    public MarketAddresses Market => _market.Addresses;

    public IServiceProvider Services => _product.Services;

    public static async Task<DemoRun> StartAsync(DemoOptions options, CancellationToken cancellationToken)
    {
        DemoFolder.Prepare(options.Folder, options.Keep);
        var isFresh = !File.Exists(Path.Combine(options.Folder, "daogou.db"));
        var clock = PushedClock.Open(options.Folder, isFresh ? -TimeSpan.FromDays(options.PastDays) : TimeSpan.Zero);
        var ports = DemoOptions.FreePorts(options.Port, 1 + MarketAddresses.PortsNeeded);
        var address = new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", ports[0]).Uri;
        var market = await Marketplace.StartAsync(options.Folder, [.. ports.Skip(1)], clock, cancellationToken);
        var room = new RoomBook(options.Folder, clock);
        var product = await DaogouHost.BuildAsync(
            new DaogouHostArguments
            {
                ConfigurationOverrides = DemoSettings.For(address, options.Folder, market),
                ReadsSurroundings = false,
                TimeProvider = clock,
                Urls = [address.AbsoluteUri],
                Services = (services, _) =>
                {
                    services.AddSingleton(clock);
                    services.AddSingleton(room);
                    services.AddSingleton(market.Addresses);
                    services.AddSingleton<IChannel, RoomChannel>();
                    services.AddSingleton<RoomStory>();
                    services.AddHostedService(provider => provider.GetRequiredService<RoomStory>());
                },
                Map = routes => routes.MapRoom(),
            },
            cancellationToken);
        var run = new DemoRun(address, clock, market, product);
        await run.BeginAsync(isFresh ? options.PastDays : 0, cancellationToken);
        return run;
    }

    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _product.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _product.StopAsync(CancellationToken.None);
        await _product.DisposeAsync();
        await _market.DisposeAsync();
    }

    /// <summary>Lives through the days before today, one crawl a day, then opens the doors and posts the first picks.</summary>
    private async Task BeginAsync(int pastDays, CancellationToken cancellationToken)
    {
        await Services.GetServices<IHostedService>().OfType<SourceSync>().Single().StartAsync(cancellationToken);
        var crawl = Services.GetRequiredService<SourceCrawl>();
        for (var day = 0; day < pastDays; day++)
        {
            await crawl.RunDueAsync(cancellationToken);
            Clock.Push(TimeSpan.FromDays(1));
        }
        await crawl.RunDueAsync(cancellationToken);
        await Services.GetRequiredService<OperatorDesk>().EnsureFirstAsync(cancellationToken);
        var groups = await DemoSeed.PlantAsync(Services.GetRequiredService<Database>(), Clock, cancellationToken);
        await _product.StartAsync(cancellationToken);
        foreach (var group in groups)
        {
            await Services.GetRequiredService<GroupPush>().PushAsync(group, [], "welcome", cancellationToken);
        }
    }
}
