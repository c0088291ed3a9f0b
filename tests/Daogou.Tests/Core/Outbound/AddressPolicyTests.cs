using System.Net;
using Daogou.Core.Outbound;
using Xunit;

namespace Daogou.Tests.Core.Outbound;

public sealed class AddressPolicyTests
{
    [Theory]
    [InlineData("127.0.0.1", AddressKind.Loopback)]
    [InlineData("127.255.255.254", AddressKind.Loopback)]
    [InlineData("::1", AddressKind.Loopback)]
    [InlineData("10.1.2.3", AddressKind.Private)]
    [InlineData("172.16.0.1", AddressKind.Private)]
    [InlineData("172.31.255.255", AddressKind.Private)]
    [InlineData("192.168.1.1", AddressKind.Private)]
    [InlineData("fd12:3456::1", AddressKind.Private)]
    [InlineData("fec0::1", AddressKind.Private)]
    [InlineData("100.64.0.1", AddressKind.Shared)]
    [InlineData("100.127.255.255", AddressKind.Shared)]
    [InlineData("169.254.169.254", AddressKind.LinkLocal)]
    [InlineData("fe80::1", AddressKind.LinkLocal)]
    [InlineData("0.0.0.0", AddressKind.Unspecified)]
    [InlineData("0.1.2.3", AddressKind.Unspecified)]
    [InlineData("::", AddressKind.Unspecified)]
    [InlineData("224.0.0.1", AddressKind.Multicast)]
    [InlineData("ff02::1", AddressKind.Multicast)]
    [InlineData("255.255.255.255", AddressKind.Reserved)]
    [InlineData("192.0.0.8", AddressKind.Reserved)]
    [InlineData("192.0.2.1", AddressKind.Reserved)]
    [InlineData("198.18.0.1", AddressKind.Reserved)]
    [InlineData("198.19.255.255", AddressKind.Reserved)]
    [InlineData("198.51.100.7", AddressKind.Reserved)]
    [InlineData("203.0.113.9", AddressKind.Reserved)]
    [InlineData("2001:db8::1", AddressKind.Reserved)]
    [InlineData("100::1", AddressKind.Reserved)]
    [InlineData("::127.0.0.1", AddressKind.Reserved)]
    [InlineData("64:ff9b:1::1", AddressKind.Reserved)]
    [InlineData("2002:7f00:1::", AddressKind.Tunnel)]
    [InlineData("2001:0:7f00:1::", AddressKind.Tunnel)]
    public void An_address_that_is_not_public_is_known_for_what_it_is(string address, AddressKind kind) =>
        Assert.Equal(kind, AddressPolicy.Judge(IPAddress.Parse(address)));

    [Theory]
    [InlineData("::ffff:127.0.0.1", AddressKind.Loopback)]
    [InlineData("::ffff:169.254.169.254", AddressKind.LinkLocal)]
    [InlineData("64:ff9b::a00:1", AddressKind.Private)]
    [InlineData("64:ff9b::7f00:1", AddressKind.Loopback)]
    [InlineData("::ffff:8.8.8.8", AddressKind.Public)]
    [InlineData("64:ff9b::808:808", AddressKind.Public)]
    public void IPv4_inside_IPv6_is_judged_as_the_IPv4_it_leads_to(string address, AddressKind kind) =>
        Assert.Equal(kind, AddressPolicy.Judge(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("198.20.0.1")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2400:3200::1")]
    public void A_public_address_is_public(string address) => Assert.Equal(AddressKind.Public, AddressPolicy.Judge(IPAddress.Parse(address)));

    [Theory]
    [InlineData(AddressKind.LinkLocal)]
    [InlineData(AddressKind.Multicast)]
    [InlineData(AddressKind.Unspecified)]
    [InlineData(AddressKind.Tunnel)]
    [InlineData(AddressKind.Reserved)]
    public void No_setting_opens_the_way_to_credentials_and_oddities(AddressKind kind) => Assert.False(AddressPolicy.MayBeAllowed(kind));
}
