using System.Net;
using System.Net.Sockets;

namespace Daogou.Core.Outbound;

/// <summary>Opens the connection: resolves the name, judges every address it has, and connects to exactly one of those judged.</summary>
internal sealed class GuardedConnect(IHostResolver resolver, PrivateHosts allowed)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await AddressesAsync(host, cancellationToken);
        foreach (var address in addresses)
        {
            var kind = AddressPolicy.Judge(address);
            if (kind != AddressKind.Public && !(AddressPolicy.MayBeAllowed(kind) && allowed.Contains(host, port)))
            {
                throw new OutboundException(OutboundFault.Address, Refused(host, port, address, kind));
            }
        }
        return await OpenAsync(host, port, addresses, cancellationToken);
    }

    private async Task<IReadOnlyList<IPAddress>> AddressesAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return [literal];
        }
        try
        {
            return await resolver.ResolveAsync(host, cancellationToken) is { Count: > 0 } found ? found : throw Unresolved(host, null);
        }
        catch (SocketException e)
        {
            throw Unresolved(host, e);
        }
    }

    private static async Task<Stream> OpenAsync(string host, int port, IReadOnlyList<IPAddress> addresses, CancellationToken cancellationToken)
    {
        SocketException? last = null;
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException e)
            {
                socket.Dispose();
                last = e;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
        throw new OutboundException(OutboundFault.Unreachable, $"{host}:{port} does not answer ({last!.SocketErrorCode}).", last);
    }

    private static string Refused(string host, int port, IPAddress address, AddressKind kind)
    {
        var refused = $"{host} leads to {address}, {AddressPolicy.Words(kind)}, and is not fetched.";
        return AddressPolicy.MayBeAllowed(kind)
            ? $"{refused} If that is meant, add \"{host}:{port}\" to {OutboundOptions.Section}:{nameof(OutboundOptions.AllowedPrivateHosts)}."
            : refused;
    }

    private static OutboundException Unresolved(string host, Exception? inner) =>
        inner is null
            ? new OutboundException(OutboundFault.Unresolved, $"The name {host} has no address.")
            : new OutboundException(OutboundFault.Unresolved, $"The name {host} cannot be resolved.", inner);
}
