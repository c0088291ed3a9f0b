using System.Net;

namespace Daogou.Core.Outbound;

/// <summary>The way out for every request of the program: judges the address before sending and the connection while opening it.</summary>
internal sealed class GuardedHandler : DelegatingHandler
{
    private readonly PrivateHosts _allowed;
    private readonly IReadOnlyList<int> _ports;
    private int _opened;

    public GuardedHandler(OutboundOptions options, IHostResolver resolver)
    {
        _allowed = new PrivateHosts(options.AllowedPrivateHosts);
        _ports = [80, 443, .. options.AllowedPorts];
        var connect = new GuardedConnect(resolver, _allowed);
        InnerHandler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = (context, cancellationToken) =>
            {
                Interlocked.Increment(ref _opened);
                return connect.ConnectAsync(context, cancellationToken);
            },
            ConnectTimeout = TimeSpan.FromSeconds(options.HeaderTimeoutSeconds),
            MaxResponseHeadersLength = 64,
            MaxResponseDrainSize = 64 * 1024,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        };
    }

    /// <summary>How many connections it opened, or tried to.</summary>
    public int Opened => Volatile.Read(ref _opened);

    /// <summary>Throws what is wrong with an address before anything is resolved.</summary>
    public void Judge(Uri address)
    {
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            throw new OutboundException(OutboundFault.Scheme, $"Only http and https addresses are fetched, not '{address}'.");
        }
        if (address.UserInfo.Length > 0)
        {
            throw new OutboundException(OutboundFault.UserInfo, $"An address with a user name in it is not fetched ({address.Host}).");
        }
        if (!_ports.Contains(address.Port) && !_allowed.Contains(address.IdnHost, address.Port))
        {
            throw new OutboundException(
                OutboundFault.Port,
                $"Port {address.Port} of {address.Host} is not fetched from. If that is meant, add it to {OutboundOptions.Section}:{nameof(OutboundOptions.AllowedPorts)}.");
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Judge(request.RequestUri ?? throw new InvalidOperationException("A request needs an address."));
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException e) when (e.InnerException is OutboundException inner)
        {
            throw new OutboundException(inner.Fault, inner.Message, e);
        }
        catch (HttpRequestException e)
        {
            throw new OutboundException(OutboundFault.Unreachable, $"{request.RequestUri.Host}: {Words(e)}", e);
        }
    }

    private static string Words(HttpRequestException e) => e.HttpRequestError switch
    {
        HttpRequestError.SecureConnectionError => "no secure connection: its certificate is not accepted.",
        HttpRequestError.InvalidResponse => "its answer is not HTTP.",
        HttpRequestError.ResponseEnded => "hung up before answering.",
        HttpRequestError.ConfigurationLimitExceeded => "its headers are too long.",
        _ => e.Message,
    };
}
