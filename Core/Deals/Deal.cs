using Daogou.Core.Amounts;

namespace Daogou.Core.Deals;

/// <summary>An offer worth showing: who sells what, where, for how much, and until when.</summary>
public sealed record Deal
{
    public required long Id { get; init; }

    /// <summary><c>merchant:item</c> by the merchant's own id, else <c>url:</c> and the canonical address. Unique.</summary>
    public required string Identity { get; init; }

    /// <summary>The merchant's key: the source's setting or the host without <c>www.</c>.</summary>
    public required string Merchant { get; init; }

    public string? MerchantItem { get; init; }

    public required string Title { get; init; }

    /// <summary>The canonical product address, without anybody's tracking.</summary>
    public required string Url { get; init; }

    public string? ImageUrl { get; init; }

    public string? Description { get; init; }

    public string? Brand { get; init; }

    public string? Gtin { get; init; }

    public string? Mpn { get; init; }

    public string? Category { get; init; }

    /// <summary>Minor units; null for an item a member pasted that no source has priced.</summary>
    public long? PriceMinor { get; init; }

    public long? ListPriceMinor { get; init; }

    public string? Currency { get; init; }

    public required Availability Availability { get; init; }

    public required DealState State { get; init; }

    public string? StateReason { get; init; }

    public DateTimeOffset? StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public long? SourceId { get; init; }

    public long? FeedItemId { get; init; }

    public required DateTimeOffset FirstSeenAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>When it last was news: new, cheaper (<see cref="NewsRule"/>), with a window, ended or back after a while. What a source's first poll brings is none.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    public Money? Price => PriceMinor is { } minor && Currency is { } currency ? new Money(minor, currency) : null;

    /// <summary>What searches compare their words with.</summary>
    public string SearchText => DealQuery.Plain($"{Title} {Brand} {Category}");

    public Money? ListPrice => ListPriceMinor is { } minor && Currency is { } currency ? new Money(minor, currency) : null;
}

public enum Availability
{
    Unknown = 0,
    InStock = 1,
    OutOfStock = 2,
    Preorder = 3,
    Backorder = 4,
}

public enum DealState
{
    /// <summary>May be shown and chosen.</summary>
    Active = 1,

    /// <summary>An implausible jump of the price waits for a person.</summary>
    Held = 2,

    /// <summary>Its window is over, or its source no longer lists it.</summary>
    Ended = 3,

    /// <summary>An operator took it away.</summary>
    Removed = 4,

    /// <summary>Known only because a member pasted its link: it can be linked, never ranked.</summary>
    Pasted = 5,
}
