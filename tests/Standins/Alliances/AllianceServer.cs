using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daogou.Standins.Alliances;

/// <summary>
/// Strict local doubles of the alliances' open platforms, one on each path: they work the signature out over what they received, refuse what the platforms
/// refuse, in their own envelopes, and let a test move the orders behind them.
/// </summary>
public sealed class AllianceServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private AllianceServer(WebApplication app, JdDouble jd, PddDouble pdd, VipDouble vip) => (_app, Jd, Pdd, Vip) = (app, jd, pdd, vip);

    /// <summary>京东联盟 at <c>/jd</c>.</summary>
    public JdDouble Jd { get; }

    /// <summary>多多进宝 at <c>/pdd</c>.</summary>
    public PddDouble Pdd { get; }

    /// <summary>唯品会联盟 at <c>/vip</c>.</summary>
    public VipDouble Vip { get; }

    public Uri Address => new(_app.Urls.First());

    /// <summary><c>127.0.0.1:port</c>, as in settings.</summary>
    public string HostAndPort => Address.Authority;

    public string At(string path) => new Uri(Address, path).AbsoluteUri;

    public static async Task<AllianceServer> StartAsync(TimeProvider time, string listen = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(listen);
        var app = builder.Build();
        var jd = new JdDouble(time);
        var pdd = new PddDouble(time);
        var vip = new VipDouble(time);
        app.MapPost("/jd", (Delegate)jd.AnswerAsync);
        app.MapPost("/vip", (Delegate)vip.AnswerAsync);
        app.MapPost("/pdd", (Delegate)pdd.AnswerAsync);
        await app.StartAsync();
        return new AllianceServer(app, jd, pdd, vip);
    }

    /// <summary>Until somebody presses Ctrl+C.</summary>
    public Task WaitAsync() => ((IHost)_app).WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        using var hurry = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _app.StopAsync(hurry.Token);
        await _app.DisposeAsync();
    }
}
