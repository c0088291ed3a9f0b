namespace Daogou.Core.Ranking;

/// <summary>What one look at an offer found. Amounts are decimals of one currency and one unit (yuan or fen, but the same for all).</summary>
/// <param name="At">When it was seen; it holds until the next one.</param>
/// <param name="Price">What one order costs before coupon and shipping.</param>
public sealed record PriceObservation(DateTimeOffset At, decimal Price)
{
    public decimal Shipping { get; init; }

    /// <summary>What a coupon that everybody can have takes off.</summary>
    public decimal Coupon { get; init; }

    /// <summary>A price that nobody can buy at is no price.</summary>
    public bool InStock { get; init; } = true;

    /// <summary>How many pieces one order brings; 1 or more.</summary>
    public decimal Quantity { get; init; } = 1;

    public decimal? ListPrice { get; init; }

    /// <summary>Only some may buy at it (members, new customers): kept apart, it is nobody's usual price.</summary>
    public bool IsForSome { get; init; }

    /// <summary>What it comes to: price − coupon + shipping.</summary>
    public decimal Landed => Math.Max(0, Price - Coupon + Shipping);

    /// <summary>What one piece comes to.</summary>
    public decimal PerPiece => Landed / Quantity;
}

/// <summary>How a price is held against its history.</summary>
public sealed record PriceTruthRule
{
    public static PriceTruthRule Usual { get; } = new();

    /// <summary>
    /// Where a reduction deepens step by step without going up in between, the prices before its first step count (98/6/EC art. 6a(5), where the
    /// member state chose so). Off: those before the present price.
    /// </summary>
    public bool IsStepwise { get; init; }

    /// <summary>So many times dearer or cheaper than usual is taken for an error of whoever typed it.</summary>
    public decimal Implausible { get; init; } = 8;

    /// <summary>Unless it stands that long.</summary>
    public TimeSpan ErrorsLast { get; init; } = TimeSpan.FromDays(3);

    /// <summary>Less history than this before the present price says nothing.</summary>
    public TimeSpan LeastHistory { get; init; } = TimeSpan.FromDays(1);
}
