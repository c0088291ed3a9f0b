using Daogou.Core.Amounts;
using Daogou.Core.Deals;

namespace Daogou.Core.Ranking;

/// <summary>What a price is worth against its own history.</summary>
public enum PriceStanding
{
    /// <summary>No history before this price.</summary>
    Unknown = 0,
    AllTimeLow = 1,
    Low90 = 2,
    Low30 = 3,

    /// <summary>As low as the lowest of the last 30 days, not below it.</summary>
    AtLow = 4,
    AboveLow = 5,
}

/// <summary>
/// The honest reading of a price: the reduction is reckoned from the lowest price of the 30 days before this price began (the rule of
/// directive 98/6/EC art. 6a, as the Court read it in C-330/23), never from a list price alone. A price that has stood for 30 days is
/// the usual one and no reduction any more.
/// </summary>
public sealed record PriceVerdict
{
    private const int CertainAfterDays = 14;

    public required PriceStanding Standing { get; init; }

    /// <summary>Whole days between the first known price and now.</summary>
    public required int DaysKnown { get; init; }

    /// <summary>Lowest price in the 30 days before the present one began, minor units; the present one itself once it is the usual price.</summary>
    public long? Low30BeforeMinor { get; init; }

    public long? Low90BeforeMinor { get; init; }

    public long? LowestBeforeMinor { get; init; }

    /// <summary>How far the price is below <see cref="Low30BeforeMinor"/>.</summary>
    public Rate TrueDiscount { get; init; }

    /// <summary>The list price stands above everything that was ever asked before it appeared.</summary>
    public bool ListPriceRaised { get; init; }

    /// <summary>Many times off what was usual, and new: an error, until a person or some days say otherwise.</summary>
    public bool IsImplausible { get; init; }

    /// <summary>With less than two weeks of history nothing is certain.</summary>
    public bool IsConfident => DaysKnown >= CertainAfterDays;

    /// <param name="points">The offer's price points, oldest first; the last is the present price.</param>
    /// <param name="rule">How strict; null: the usual way.</param>
    public static PriceVerdict Of(IReadOnlyList<PricePoint> points, Money price, DateTimeOffset now, PriceTruthRule? rule = null)
    {
        var own = points.Where(point => point.Currency == price.Currency).ToArray();
        if (own is [])
        {
            return new PriceVerdict { Standing = PriceStanding.Unknown, DaysKnown = 0 };
        }
        var truth = PriceTruth.Of([.. own.Select(point => new PriceObservation(point.At, point.PriceMinor) { ListPrice = point.ListPriceMinor })], now, rule);
        return new PriceVerdict
        {
            Standing = truth.Standing,
            DaysKnown = truth.DaysKnown,
            Low30BeforeMinor = (long?)truth.Low30,
            Low90BeforeMinor = (long?)truth.Low90,
            LowestBeforeMinor = (long?)truth.LowEver,
            TrueDiscount = new Rate(truth.Standing == PriceStanding.Unknown ? 0 : truth.TrueDiscountBp),
            ListPriceRaised = truth.ListPriceRaised,
            IsImplausible = truth.SetAside.Count > 0 && truth.SetAside[^1] == truth.Since,
        };
    }
}
