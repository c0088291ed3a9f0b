using System.Globalization;

namespace Daogou.Core.Outbound;

/// <summary>The hosts that the operator allows to be at private addresses.</summary>
internal sealed class PrivateHosts(IEnumerable<string> settings)
{
    private readonly (string Host, int? Port)[] _hosts = [.. settings.Select(Parse).OfType<(string, int?)>()];

    public bool Contains(string host, int port) =>
        Array.Exists(_hosts, allowed => allowed.Host.Equals(Bare(host), StringComparison.OrdinalIgnoreCase) && (allowed.Port is null || allowed.Port == port));

    /// <summary><c>host</c>, <c>host:port</c>, <c>[::1]:port</c>; null is neither.</summary>
    public static (string Host, int? Port)? Parse(string text)
    {
        var trimmed = text.Trim();
        var colon = trimmed.LastIndexOf(':');
        var hasPort = colon >= 0 && (trimmed.IndexOf(':', StringComparison.Ordinal) == colon || trimmed[..colon].EndsWith(']'));
        int? port = null;
        if (hasPort)
        {
            if (!int.TryParse(trimmed[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var read) || read is < 1 or > 65535)
            {
                return null;
            }
            port = read;
            trimmed = trimmed[..colon];
        }
        var host = Bare(trimmed);
        return Uri.CheckHostName(host) == UriHostNameType.Unknown ? null : (host, port);
    }

    private static string Bare(string host) => host.StartsWith('[') && host.EndsWith(']') ? host[1..^1] : host.TrimEnd('.');
}
