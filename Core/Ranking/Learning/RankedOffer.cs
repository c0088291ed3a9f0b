namespace Daogou.Core.Ranking.Learning;

/// <summary>What the ranker knows of a deal.</summary>
/// <param name="Product">Offers of one product are one thing to members.</param>
/// <param name="PostedAt">When it was found.</param>
public sealed record RankedOffer(long Id, string Product, string Category, string Merchant, DateTimeOffset PostedAt)
{
    /// <summary>In a unit such that usual prices lie about 1; above 0.</summary>
    public required double Price { get; init; }

    /// <summary>How far the price is below the lowest of the 30 days before it, 0 to 1; never a merchant's claim.</summary>
    public required double TrueDiscount { get; init; }

    /// <summary>How far it is below the price it usually had, 0 to 1.</summary>
    public double BelowUsual { get; init; }

    /// <summary>What speaks for it by rule (<see cref="DealScore"/>), 0 to 1; what is ranked by before anything was learnt.</summary>
    public double Merit { get; init; }

    /// <summary>Share of the price that the programme pays, 0 to 1.</summary>
    public double CommissionRate { get; init; }
}

/// <summary>A place at which an offer was or might be shown.</summary>
/// <param name="Slot">From 0, the first.</param>
/// <param name="TimesShown">How often the group saw the product before.</param>
/// <param name="OfCategory">How many of the same category stand above it in the slate.</param>
public readonly record struct Showing(string Group, DateTimeOffset At, int Slot = 0, int TimesShown = 0, int OfCategory = 0);
