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

    /// <summary>Who grants it.</summary>
    public PriceLayer Layer { get; init; } = PriceLayer.ShopCoupon;

    /// <summary>JSON of a <see cref="PriceRule"/>, for <see cref="CouponKind.Rule"/>.</summary>
    public string? Rule { get; init; }

    /// <summary>How many are left to claim; null when the source does not say.</summary>
    public long? StockLeft { get; init; }

    /// <summary>Votes that it works, thousandths of a fresh one, as they weighed at <see cref="VotedAt"/>.</summary>
    public long WorksMilli { get; init; }

    public long FailsMilli { get; init; }

    public DateTimeOffset? VotedAt { get; init; }

    /// <summary>In milliseconds, in which votes since then count half.</summary>
    public long HalfLifeMs { get; init; }

    /// <summary>When somebody last said that it works.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>How far it is believed to work, basis points.</summary>
    public int TrustBp(DateTimeOffset now) => CouponHealth.TrustBp(WorksMilli, FailsMilli, VotedAt, TimeSpan.FromMilliseconds(HalfLifeMs), now);
}

public enum CouponKind
{
    AmountOff = 1,
    PercentOff = 2,

    /// <summary>Tiers, several pieces, a deposit: see <see cref="Coupon.Rule"/>.</summary>
    Rule = 3,
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

    /// <summary>Several people said that it does not work; it comes back with another code or value, or when somebody says that it does.</summary>
    Refuted = 3,
}
