using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Daogou.Tests.Support;

/// <summary>A web server of one test's own on loopback; it answers as the test says and remembers what it was asked.</summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private int _connections;

    private LoopbackServer(WebApplication application, ConcurrentQueue<IHeaderDictionary> requests) => (_application, Requests) = (application, requests);

    /// <summary>Connections that are open now.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>The headers of each request.</summary>
    public ConcurrentQueue<IHeaderDictionary> Requests { get; }

    public Uri Address => new(_application.Urls.First());

    /// <summary><c>127.0.0.1:port</c>, as in settings.</summary>
    public string HostAndPort => Address.Authority;

    public Uri At(string path) => new(Address, path);

    public static async Task<LoopbackServer> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        LoopbackServer? server = null;
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Use(next => async connection =>
        {
            Interlocked.Increment(ref server!._connections);
            try
            {
                await next(connection);
            }
            finally
            {
                Interlocked.Decrement(ref server._connections);
            }
        })));
        var application = builder.Build();
        var requests = new ConcurrentQueue<IHeaderDictionary>();
        application.Run(context =>
        {
            requests.Enqueue(new HeaderDictionary(context.Request.Headers.ToDictionary(header => header.Key, header => header.Value)));
            return answer(context);
        });
        server = new LoopbackServer(application, requests);
        await application.StartAsync();
        return server;
    }

    public static Task<LoopbackServer> StartAsync(string body, string type = "text/plain") =>
        StartAsync(context =>
        {
            context.Response.ContentType = type;
            return context.Response.WriteAsync(body);
        });

    public async ValueTask DisposeAsync()
    {
        using var hurry = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _application.StopAsync(hurry.Token);
        await _application.DisposeAsync();
    }
}

/// <summary>A server that sends exactly these bytes and hangs up: what no honest server would.</summary>
public sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _answer;

    public RawServer(string head, params byte[] body)
    {
        _answer = [.. Encoding.ASCII.GetBytes(head.ReplaceLineEndings("\r\n")), .. body];
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public string HostAndPort => Address.Authority;

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                var asked = new byte[8192];
                _ = await stream.ReadAsync(asked);
                await stream.WriteAsync(_answer);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
        {
            _listener.Dispose();
        }
    }
}
