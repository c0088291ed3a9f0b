using Daogou.Core.Deals;

namespace Daogou.Core.Ranking;

public enum DigestKind
{
    /// <summary>The group's daily one, at its hour.</summary>
    Daily = 1,

    /// <summary>Deals that a person pushed to the group.</summary>
    Push = 2,
}

/// <summary>What a group was chosen at one slot; stored before anything is sent and never built again.</summary>
public sealed record Digest(long Id, long GroupId, string Slot, DigestKind Kind, DateTimeOffset BuiltAt, IReadOnlyList<Pick> Picks);

/// <summary>One chosen deal with its place and why. The price is the one it was chosen at.</summary>
public sealed record Pick(Deal Deal, int Position, DealScore Score, CouponOffer? Coupon);

/// <summary>A stored digest without its deals.</summary>
public sealed record DigestRow
{
    public required long Id { get; init; }

    public required long GroupId { get; init; }

    public required string Slot { get; init; }

    public required DigestKind Kind { get; init; }

    public required DateTimeOffset BuiltAt { get; init; }

    /// <summary>The group's wishes as they stood, JSON.</summary>
    public required string Settings { get; init; }

    public required int Considered { get; init; }

    /// <summary>How many each rule stopped, JSON of rule to count.</summary>
    public required string PassedOver { get; init; }
}

/// <summary>A stored pick.</summary>
public sealed record PickRow
{
    public required long DigestId { get; init; }

    public required int Position { get; init; }

    public required long DealId { get; init; }

    public required int Score { get; init; }

    public required string Parts { get; init; }

    /// <summary>How likely this choice was with those above it given, in millionths; null where a person chose.</summary>
    public long? PropensityPpm { get; init; }

    /// <summary>That a member who sees it clicks, in millionths; null while too little was learnt.</summary>
    public long? ExpectedPpm { get; init; }

    /// <summary>Chosen in order to learn.</summary>
    public bool? IsTrial { get; init; }

    /// <summary>What the model saw (<see cref="PickFacts"/>), JSON.</summary>
    public string? Facts { get; init; }

    /// <summary>What was to be paid, coupon taken off, minor units.</summary>
    public required long PriceMinor { get; init; }

    public required string Currency { get; init; }
}

/// <summary>A stored deal that was not chosen.</summary>
public sealed record PassRow
{
    public required long DigestId { get; init; }

    public required long DealId { get; init; }

    public required PassRule Rule { get; init; }

    public required string Detail { get; init; }

    public int? Score { get; init; }

    /// <summary>That a member who sees it clicks, in millionths; null while too little was learnt.</summary>
    public long? ExpectedPpm { get; init; }
}
