namespace Daogou.Core.Deals;

/// <summary>A code or a claim link that lowers what is paid, with its conditions as fields.</summary>
public sealed record Coupon
{
    public required long Id { get; init; }

    public required long SourceId { get; init; }

    public required string CouponKey { get; init; }

    public required string Merchant { get; init; }

    public required string Title { get; init; }

    public string? Code { get; init; }

    public string? ClaimUrl { get; init; }

    public required CouponKind Kind { get; init; }

    /// <summary>Minor units off, for <see cref="CouponKind.AmountOff"/>.</summary>
    public long? AmountMinor { get; init; }

    /// <summary>Basis points off, for <see cref="CouponKind.PercentOff"/>.</summary>
    public int? PercentBp { get; init; }

    /// <summary>The least to spend, minor units; null for none.</summary>
    public long? ThresholdMinor { get; init; }

    public string? Currency { get; init; }

    public required CouponScope Scope { get; init; }

    /// <summary>JSON list of merchant item ids or category names, by <see cref="Scope"/>.</summary>
    public required string ScopeValues { get; init; }

    public DateTimeOffset? StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public required CouponState State { get; init; }

    public required DateTimeOffset FirstSeenAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; init; }
}

public enum CouponKind
{
    AmountOff = 1,
    PercentOff = 2,
}

public enum CouponScope
{
    Merchant = 1,
    Items = 2,
    Categories = 3,
}

public enum CouponState
{
    Active = 1,
    Ended = 2,
}
