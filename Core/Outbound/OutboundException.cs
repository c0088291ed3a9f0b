namespace Daogou.Core.Outbound;

/// <summary>Why a fetch was refused or broken off.</summary>
public enum OutboundFault
{
    /// <summary>Neither http nor https.</summary>
    Scheme = 1,

    /// <summary>User name or password in the address.</summary>
    UserInfo = 2,
    Port = 3,

    /// <summary>The host is at an address that must not be reached.</summary>
    Address = 4,
    Unresolved = 5,
    Redirect = 6,
    Timeout = 7,
    TooLarge = 8,

    /// <summary>Decompressed, it grows beyond belief.</summary>
    Bomb = 9,

    /// <summary>A content encoding that was not asked for, or data that is not what the encoding says.</summary>
    Encoding = 10,

    /// <summary>The body ended before its end.</summary>
    Cut = 11,
    Unreachable = 12,

    /// <summary>The body trickles.</summary>
    TooSlow = 13,
}

/// <summary>A fetch that did not happen or did not end well, in words for people.</summary>
public sealed class OutboundException : IOException
{
    public OutboundException(OutboundFault fault, string message)
        : base(message) => Fault = fault;

    public OutboundException(OutboundFault fault, string message, Exception inner)
        : base(message, inner) => Fault = fault;

    public OutboundFault Fault { get; }

    /// <summary>Whether policy said no, so that trying again is of no use.</summary>
    public bool IsRefusal => Fault is OutboundFault.Scheme or OutboundFault.UserInfo or OutboundFault.Port or OutboundFault.Address;
}
