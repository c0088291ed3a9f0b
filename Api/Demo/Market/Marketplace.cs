using System.Net;
using System.Security.Cryptography;
using System.Text.Json;

namespace Daogou.Api.Demo.Market;

/// <summary>The demo's outside world: shops and their affiliate network, a web program of its own on its own loopback port.</summary>
public sealed class Marketplace : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Marketplace(WebApplication app, Uri address, string secret)
    {
        _app = app;
        Address = address;
        Secret = secret;
    }

    /// <summary><c>http://127.0.0.1:5081/</c>.</summary>
    public Uri Address { get; }

    /// <summary>What a publisher shows the order report.</summary>
    public string Secret { get; }

    public static async Task<Marketplace> StartAsync(string folder, int port, TimeProvider time, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(new MarketBook(folder, time));
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);
        var app = builder.Build();
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        app.MapMarketNetwork(secret);
        app.MapMarketFeeds();
        app.MapMarketPages();
        await app.StartAsync(cancellationToken);
        return new Marketplace(app, new Uri(app.Urls.First()), secret);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
