using System.Net;
using System.Security.Cryptography;
using System.Text.Json;

namespace Daogou.Api.Demo.Market;

/// <summary>The demo's outside world: shops and their affiliate network, a web program of its own on loopback ports of its own.</summary>
public sealed class Marketplace : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Marketplace(WebApplication app, MarketAddresses addresses, string secret)
    {
        _app = app;
        Addresses = addresses;
        Secret = secret;
    }

    public MarketAddresses Addresses { get; }

    /// <summary>What a publisher shows the order report.</summary>
    public string Secret { get; }

    public static async Task<Marketplace> StartAsync(string folder, IReadOnlyList<int> ports, TimeProvider time, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            foreach (var port in ports)
            {
                kestrel.Listen(IPAddress.Loopback, port);
            }
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(new MarketBook(folder, time));
        var addresses = MarketAddresses.On(ports);
        builder.Services.AddSingleton(addresses);
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);
        var app = builder.Build();
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        app.MapMarketNetwork(secret);
        app.MapMarketFeeds();
        app.MapMarketPages();
        await app.StartAsync(cancellationToken);
        return new Marketplace(app, addresses, secret);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
