using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daogou.Standins.Alliances;

/// <summary>
/// Strict local doubles of the networks' platforms, each on its own path: they work the signature out over what they received, refuse what the platforms
/// refuse, in their own envelopes, and let a test move the orders behind them.
/// </summary>
public sealed class AllianceServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly IReadOnlyList<IAllianceDouble> _doubles;

    private AllianceServer(WebApplication app, IReadOnlyList<IAllianceDouble> doubles) => (_app, _doubles) = (app, doubles);

    public JdDouble Jd => Get<JdDouble>();

    public PddDouble Pdd => Get<PddDouble>();

    public VipDouble Vip => Get<VipDouble>();

    /// <summary>What a person needs to point settings here, a line for each platform.</summary>
    public IEnumerable<string> Hints => _doubles.Select(one => one.Hint(Address));

    public Uri Address => new(_app.Urls.First());

    /// <summary><c>127.0.0.1:port</c>, as in settings.</summary>
    public string HostAndPort => Address.Authority;

    public T Get<T>()
        where T : IAllianceDouble => _doubles.OfType<T>().Single();

    public string At(string path) => new Uri(Address, path).AbsoluteUri;

    public static async Task<AllianceServer> StartAsync(TimeProvider time, string listen = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(listen);
        var app = builder.Build();
        var doubles = Doubles(time);
        foreach (var one in doubles)
        {
            one.Map(app);
        }
        await app.StartAsync();
        return new AllianceServer(app, doubles);
    }

    /// <summary>Until somebody presses Ctrl+C.</summary>
    public Task WaitAsync() => ((IHost)_app).WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        using var hurry = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _app.StopAsync(hurry.Token);
        await _app.DisposeAsync();
    }

    private static IReadOnlyList<IAllianceDouble> Doubles(TimeProvider time) =>
    [
        new JdDouble(time),
        new PddDouble(time),
        new VipDouble(time),
        .. TaobaoDoubles(time),
        new AwinDouble(time),
        new CjDouble(time),
        new AmazonDouble(time),
        new ImpactDouble(time),
        new RakutenDouble(time),
        new EbayDouble(time),
        new AliExpressDouble(time),
        new DouyinDouble(time),
        new KuaishouDouble(time),
        new AdmitadDouble(time),
        new PartnerizeDouble(time),
        new TradeDoublerDouble(time),
    ];

    private static IReadOnlyList<IAllianceDouble> TaobaoDoubles(TimeProvider time)
    {
        var top = new TopDouble(time);
        return [top, new DataokeDouble(top), new HaodankuDouble(top), new ZhetaokeDouble(top)];
    }
}
