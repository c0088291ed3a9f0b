using Daogou.Core.Orders;

namespace Daogou.Core.Networks;

/// <summary>Who pays commission. A network implements the small interfaces below for what its platform has.</summary>
public interface INetwork
{
    /// <summary>Short key in settings, accounts and ids, <c>[a-z0-9-]</c>.</summary>
    string Key { get; }

    string Name { get; }

    AttributionMode Mode { get; }

    /// <summary>The programme that covers this product address, or null when the network does not know the host.</summary>
    Programme? ProgrammeFor(Uri product);
}

/// <summary>How a network tells whose click an order came from.</summary>
public enum AttributionMode
{
    /// <summary>It echoes our click ref with the order.</summary>
    Token = 1,

    /// <summary>It names the ad slot; slots are leased per link.</summary>
    Slot = 2,

    /// <summary>It names a channel only; no member can be told.</summary>
    Channel = 3,
}

/// <summary>One merchant's terms in a network, and what it allows. What is not known is not allowed.</summary>
public sealed record Programme
{
    public required string Network { get; init; }

    /// <summary>The merchant's key in our books.</summary>
    public required string Merchant { get; init; }

    /// <summary>Hosts that a link of this programme may lead to, without <c>www.</c>; sub-domains count.</summary>
    public required IReadOnlyList<string> Hosts { get; init; }

    /// <summary>Expected commission in basis points of the sale; null when unknown.</summary>
    public int? CommissionBp { get; init; }

    public bool AllowsRebate { get; init; }

    public bool AllowsChat { get; init; }

    /// <summary>Shown with every post; empty for the house text.</summary>
    public string Disclosure { get; init; } = "";
}

/// <summary>Makes the link that leads a buyer through the network to the shop.</summary>
public interface ILinkMaker : INetwork
{
    /// <summary>
    /// The destination with <see cref="DeepLink.RefToken"/> where the click ref goes. Refused with a plain reason when the
    /// programme forbids it or the address is not on its list.
    /// </summary>
    ValueTask<DeepLink> MakeLinkAsync(Uri product, CancellationToken cancellationToken);
}

/// <summary>A made link or the reason why not, in words for people.</summary>
public sealed record DeepLink(string? Destination, string? Refusal)
{
    /// <summary>Stands in the destination where the click ref is put at click time.</summary>
    public const string RefToken = "{clickref}";
}

/// <summary>Lists what the network says of orders. Pages may repeat and overlap; every row is taken as a report.</summary>
public interface IOrderSource : INetwork
{
    /// <summary>Reports updated inside the window (UTC, from inclusive, to exclusive), in any order.</summary>
    IAsyncEnumerable<OrderReport> ListOrdersAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);
}
