using Daogou.Core.Amounts;

namespace Daogou.Core.Rebates;

/// <summary>One version of the rules by which commission is shared.</summary>
public sealed record RebateTerms
{
    public required long Version { get; init; }

    /// <summary>Orders placed from this instant on stand under it.</summary>
    public required DateTimeOffset FromAt { get; init; }

    public required int RebateBp { get; init; }

    public required int ShareBp { get; init; }

    public required int GroupBp { get; init; }

    public required int HoldDays { get; init; }

    public required string Note { get; init; }

    public Rate Rebate => new(RebateBp);

    public Rate Share => new(ShareBp);

    public Rate Group => new(GroupBp);
}

/// <summary>What was fixed on an order when it was first accepted, and where its money stands.</summary>
public sealed record OrderTerms
{
    public required long OrderId { get; init; }

    public required long TermsVersion { get; init; }

    public long? BuyerMemberId { get; init; }

    public long? SharerMemberId { get; init; }

    public long? AdminMemberId { get; init; }

    /// <summary>Whether the programme allowed it at that time.</summary>
    public required bool AllowsRebate { get; init; }

    /// <summary>When the hold after confirmation ends; null while the network has not confirmed.</summary>
    public DateTimeOffset? ReleaseAt { get; init; }

    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>Since when an operator holds it.</summary>
    public DateTimeOffset? HeldAt { get; init; }

    public string? HeldReason { get; init; }
}
