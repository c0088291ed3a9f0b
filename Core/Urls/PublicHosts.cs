using System.Net;
using System.Net.Sockets;
using Daogou.Core.Outbound;

namespace Daogou.Core.Urls;

/// <summary>Whether a host, as it is written, may be on the public internet. Where its name leads to is judged when it is connected to.</summary>
internal static class PublicHosts
{
    private static readonly string[] Private = ["localhost", "local", "internal", "localdomain", "lan", "home", "corp", "intranet", "private", "home.arpa", "onion", "invalid"];
    private static readonly IPNetwork[] Carriers = [IPNetwork.Parse("64:ff9b::/96"), IPNetwork.Parse("64:ff9b:1::/48"), IPNetwork.Parse("::/96")];

    /// <summary>Null when it may; otherwise what it is, as the end of a sentence.</summary>
    public static string? Fault(string? host)
    {
        var name = host is ['[', .., ']'] ? host[1..^1] : host?.TrimEnd('.');
        if (string.IsNullOrEmpty(name))
        {
            return "it has no host";
        }
        if (IPAddress.TryParse(name, out var address) && (host![0] == '[' || name.Split('.').Length == 4))
        {
            var kind = AddressPolicy.Judge(address);
            return kind != AddressKind.Public ? $"the host is {AddressPolicy.Words(kind)}"
                : address.AddressFamily == AddressFamily.InterNetworkV6 && (address.IsIPv4MappedToIPv6 || Array.Exists(Carriers, network => network.Contains(address))) ? "the host carries another address inside"
                : null;
        }
        return !name.Contains('.', StringComparison.Ordinal) ? "the host is a name of one's own network"
            : name.Split('.').Any(label => label.Length is 0 or > 63) || name.Length > 253 ? "the host has an empty or overlong part"
            : Array.Exists(Private, end => name.EndsWith("." + end, StringComparison.OrdinalIgnoreCase)) ? "the host is a name of one's own network"
            : null;
    }
}
