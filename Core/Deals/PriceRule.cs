using Daogou.Core.Amounts;

namespace Daogou.Core.Deals;

/// <summary>Who grants it, and so when it is reckoned: each on what the one before left. Stored; never renumber.</summary>
public enum PriceLayer
{
    /// <summary>The shop's own offer for many pieces or a full basket: 第二件半价, 满300减40.</summary>
    Promotion = 1,

    /// <summary>A coupon of the shop.</summary>
    ShopCoupon = 2,

    /// <summary>A coupon of the platform that the shop is on.</summary>
    PlatformCoupon = 3,
}

/// <summary>Stored in JSON; never renumber.</summary>
public enum PriceRuleKind
{
    /// <summary>An amount or a share off once the least is spent and the least pieces are taken; the best tier reached counts.</summary>
    Off = 1,

    /// <summary>An amount off for each full least that is spent: 每满300减40.</summary>
    OffForEach = 2,

    /// <summary>A share off each n-th piece: 第二件半价, buy 2 get 1 free.</summary>
    NthPiece = 3,

    /// <summary>So many pieces for one amount: 2 for £10.</summary>
    Bundle = 4,

    /// <summary>A deposit that counts for more than was paid: 定金50抵100. For each piece.</summary>
    Deposit = 5,
}

/// <summary>One step of a rule.</summary>
/// <param name="LeastMinor">Minor units to be spent.</param>
/// <param name="LeastPieces">Pieces to be taken; for an n-th piece or a bundle its n.</param>
/// <param name="AmountMinor">Minor units off; a bundle's price; what a deposit counts for beyond itself.</param>
/// <param name="OffBp">Basis points off.</param>
public sealed record PriceTier(long LeastMinor, int LeastPieces, long AmountMinor, int OffBp);

/// <summary>
/// What one offer takes off, as numbers. Never more than there is to pay; nothing while its least is not reached; more to spend or a later tier
/// never makes anything dearer than without it. Pure.
/// </summary>
public sealed record PriceRule(PriceRuleKind Kind, IReadOnlyList<PriceTier> Tiers)
{
    /// <summary>The deposit as the words name it, minor units; 0 for other rules.</summary>
    public long DepositMinor { get; init; }

    /// <summary>Minor units off.</summary>
    /// <param name="left">What is to pay before it, minor units.</param>
    /// <param name="piece">The price of one piece, minor units.</param>
    /// <param name="pieces">How many are taken.</param>
    public long Off(long left, long piece, int pieces) =>
        Tiers.Count == 0 || pieces < 1 ? 0 : Math.Clamp(Tiers.Max(tier => Off(tier, left, piece, pieces)), 0, Math.Max(0, left));

    private long Off(PriceTier tier, long left, long piece, int pieces) => Kind switch
    {
        PriceRuleKind.Off => left >= tier.LeastMinor && pieces >= tier.LeastPieces ? tier.AmountMinor + Share(left, tier.OffBp) : 0,
        PriceRuleKind.OffForEach => pieces < tier.LeastPieces || tier.LeastMinor <= 0 ? 0 : Bounded((Int128)(left / tier.LeastMinor) * tier.AmountMinor),
        PriceRuleKind.NthPiece => tier.LeastPieces < 1 || left < tier.LeastMinor ? 0 : Bounded((Int128)(pieces / tier.LeastPieces) * Share(Math.Min(piece, left / pieces), tier.OffBp)),
        PriceRuleKind.Bundle => tier.LeastPieces < 1 ? 0 : Bounded((Int128)(pieces / tier.LeastPieces) * Int128.Max(0, ((Int128)Math.Min(piece, left / pieces) * tier.LeastPieces) - tier.AmountMinor)),
        PriceRuleKind.Deposit => left >= tier.LeastMinor ? Bounded((Int128)pieces * tier.AmountMinor) : 0,
    };

    private static long Share(long amount, int basisPoints) => (long)((Int128)amount * basisPoints / Rate.Whole);

    private static long Bounded(Int128 value) => value > long.MaxValue ? long.MaxValue : (long)value;
}
