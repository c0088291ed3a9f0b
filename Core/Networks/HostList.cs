using System.Net;

namespace Daogou.Core.Networks;

/// <summary>Allowed hosts: a name covers itself, <c>www.</c> and its sub-domains on the usual port; with a port, only that port.</summary>
public static class HostList
{
    public static bool Covers(IEnumerable<string> hosts, Uri address) =>
        address is { IsAbsoluteUri: true, Scheme: "http" or "https", UserInfo: "" } && hosts.Any(host => Covers(host, address));

    /// <summary>Whether the text is a host or <c>host:port</c>, and nothing more.</summary>
    public static bool IsHost(string text) =>
        Uri.TryCreate($"http://{text}/", UriKind.Absolute, out var address)
        && address.PathAndQuery == "/" && address.UserInfo.Length == 0 && address.Host.Length > 0
        && string.Equals(Written(address, text), text, StringComparison.OrdinalIgnoreCase);

    private static bool Covers(string allowed, Uri address)
    {
        if (!Uri.TryCreate($"http://{allowed}/", UriKind.Absolute, out var pattern))
        {
            return false;
        }
        var portFits = pattern.Authority.Contains(':', StringComparison.Ordinal) || HasPort(allowed) ? pattern.Port == address.Port : address.IsDefaultPort;
        var name = Bare(pattern.IdnHost);
        var host = Bare(address.IdnHost);
        return portFits && (host == name || (!IPAddress.TryParse(name, out _) && host.EndsWith("." + name, StringComparison.Ordinal)));
    }

    private static bool HasPort(string allowed) => allowed.LastIndexOf(':') > allowed.LastIndexOf(']');

    private static string Written(Uri address, string text) => HasPort(text) ? $"{address.Host}:{address.Port}" : address.Host;

    private static string Bare(string host)
    {
        var name = host.ToLowerInvariant().TrimEnd('.');
        return name.StartsWith("www.", StringComparison.Ordinal) ? name[4..] : name;
    }
}
