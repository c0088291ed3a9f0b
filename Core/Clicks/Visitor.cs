using System.Net;
using System.Net.Sockets;

namespace Daogou.Core.Clicks;

/// <summary>What a request says of the visitor, before any of it is kept.</summary>
/// <param name="IsPrefetch">The browser fetches ahead (<c>Sec-Purpose</c>, <c>Purpose</c>, <c>X-Moz</c>).</param>
/// <param name="WantsPrivacy"><c>DNT: 1</c> or <c>Sec-GPC: 1</c>: neither a hash nor the agent is kept; the click still counts.</param>
public readonly record struct Visitor(
    string Method, string? Agent, string? Referrer, IPAddress? Address, bool IsPrefetch, bool WantsPrivacy)
{
    private const int LongestHost = 253;
    private static readonly string[] Purposes = ["Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"];

    /// <summary>Whether the headers, asked for by name, say that the browser fetches ahead of its person.</summary>
    public static bool Prefetches(Func<string, string?> header) =>
        Array.Exists(Purposes, name => header(name) is { } said && said.AsSpan().TrimStart().StartsWith("pre", StringComparison.OrdinalIgnoreCase));

    /// <summary>The address without the part that names a household: <c>203.0.113.0/24</c>, <c>2001:db8:1::/48</c>.</summary>
    public static string? Truncate(IPAddress? address)
    {
        if (address is null)
        {
            return null;
        }
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        Span<byte> bytes = stackalloc byte[16];
        if (!plain.TryWriteBytes(bytes, out var written))
        {
            return null;
        }
        if (plain.AddressFamily == AddressFamily.InterNetwork)
        {
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{bytes[0]}.{bytes[1]}.{bytes[2]}.0/24");
        }
        bytes[6..written].Clear();
        return new IPAddress(bytes[..written]) + "/48";
    }

    /// <summary>The host of the page that the visitor came from, and no more of it.</summary>
    public static string? HostOf(string? referrer)
    {
        if (string.IsNullOrEmpty(referrer) || referrer.IndexOf("://", StringComparison.Ordinal) is not (> 0 and var scheme))
        {
            return null;
        }
        var rest = referrer.AsSpan(scheme + 3);
        if (rest.IndexOfAny('/', '?', '#') is >= 0 and var end)
        {
            rest = rest[..end];
        }
        rest = rest[(rest.LastIndexOf('@') + 1)..];
        if (rest.LastIndexOf(':') is > 0 and var port && !rest.EndsWith(']'))
        {
            rest = rest[..port];
        }
        return rest.Length is > 0 and <= LongestHost && rest.IndexOfAnyExcept(HostCharacters) < 0 ? rest.ToString().ToLowerInvariant() : null;
    }

    private static readonly System.Buffers.SearchValues<char> HostCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-[]:");
}
