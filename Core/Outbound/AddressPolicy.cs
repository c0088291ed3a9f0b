using System.Net;
using System.Net.Sockets;

namespace Daogou.Core.Outbound;

/// <summary>What kind of place an address is; only <see cref="Public"/> may be fetched from without being allowed by name.</summary>
public enum AddressKind
{
    Public = 1,
    Loopback = 2,
    Private = 3,

    /// <summary>Carrier-grade NAT, 100.64.0.0/10.</summary>
    Shared = 4,

    /// <summary>169.254.0.0/16 and fe80::/10; clouds keep their machines' credentials there.</summary>
    LinkLocal = 5,

    /// <summary>"This" network, 0.0.0.0/8 and ::.</summary>
    Unspecified = 6,
    Multicast = 7,

    /// <summary>6to4 and Teredo carry another address inside.</summary>
    Tunnel = 8,

    /// <summary>Documentation, benchmarks, protocol assignments, not yet given out.</summary>
    Reserved = 9,
}

/// <summary>Judges addresses, as numbers, after the name is resolved: a name proves nothing.</summary>
public static class AddressPolicy
{
    private static readonly (IPNetwork Network, AddressKind Kind)[] Special =
    [
        (IPNetwork.Parse("0.0.0.0/8"), AddressKind.Unspecified),
        (IPNetwork.Parse("10.0.0.0/8"), AddressKind.Private),
        (IPNetwork.Parse("100.64.0.0/10"), AddressKind.Shared),
        (IPNetwork.Parse("127.0.0.0/8"), AddressKind.Loopback),
        (IPNetwork.Parse("169.254.0.0/16"), AddressKind.LinkLocal),
        (IPNetwork.Parse("172.16.0.0/12"), AddressKind.Private),
        (IPNetwork.Parse("192.0.0.0/24"), AddressKind.Reserved),
        (IPNetwork.Parse("192.0.2.0/24"), AddressKind.Reserved),
        (IPNetwork.Parse("192.88.99.0/24"), AddressKind.Tunnel),
        (IPNetwork.Parse("192.168.0.0/16"), AddressKind.Private),
        (IPNetwork.Parse("198.18.0.0/15"), AddressKind.Reserved),
        (IPNetwork.Parse("198.51.100.0/24"), AddressKind.Reserved),
        (IPNetwork.Parse("203.0.113.0/24"), AddressKind.Reserved),
        (IPNetwork.Parse("224.0.0.0/4"), AddressKind.Multicast),
        (IPNetwork.Parse("240.0.0.0/4"), AddressKind.Reserved),
        (IPNetwork.Parse("::/128"), AddressKind.Unspecified),
        (IPNetwork.Parse("::1/128"), AddressKind.Loopback),
        (IPNetwork.Parse("fc00::/7"), AddressKind.Private),
        (IPNetwork.Parse("fec0::/10"), AddressKind.Private),
        (IPNetwork.Parse("fe80::/10"), AddressKind.LinkLocal),
        (IPNetwork.Parse("ff00::/8"), AddressKind.Multicast),
        (IPNetwork.Parse("2001::/32"), AddressKind.Tunnel),
        (IPNetwork.Parse("2002::/16"), AddressKind.Tunnel),
        (IPNetwork.Parse("2001::/23"), AddressKind.Reserved),
        (IPNetwork.Parse("2001:db8::/32"), AddressKind.Reserved),
        (IPNetwork.Parse("3fff::/20"), AddressKind.Reserved),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    public static AddressKind Judge(IPAddress address)
    {
        var inner = Unwrap(address);
        foreach (var (network, kind) in Special)
        {
            if (network.BaseAddress.AddressFamily == inner.AddressFamily && network.Contains(inner))
            {
                return kind;
            }
        }
        return inner.AddressFamily == AddressFamily.InterNetwork || GlobalUnicast.Contains(inner) ? AddressKind.Public : AddressKind.Reserved;
    }

    /// <summary>What a host that the operator allowed by name may be, besides public.</summary>
    public static bool MayBeAllowed(AddressKind kind) => kind is AddressKind.Loopback or AddressKind.Private or AddressKind.Shared;

    /// <summary>The kind in words that end a sentence.</summary>
    public static string Words(AddressKind kind) => kind switch
    {
        AddressKind.Public => "a public address",
        AddressKind.Loopback => "this machine itself",
        AddressKind.Private => "a private network",
        AddressKind.Shared => "a carrier's inner network",
        AddressKind.LinkLocal => "a link-local address, where clouds keep credentials",
        AddressKind.Unspecified => "no host at all",
        AddressKind.Multicast => "a multicast group",
        AddressKind.Tunnel => "a tunnel to another address",
        AddressKind.Reserved => "a reserved address",
    };

    /// <summary>IPv4 inside IPv6 (mapped, NAT64) is judged as the IPv4 it leads to.</summary>
    private static IPAddress Unwrap(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }
        return address.AddressFamily == AddressFamily.InterNetworkV6 && Nat64.Contains(address)
            ? new IPAddress(address.GetAddressBytes().AsSpan(12, 4))
            : address;
    }
}
