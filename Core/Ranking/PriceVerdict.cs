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
    private const int ReductionDays = 30;

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

    /// <summary>With less than two weeks of history nothing is certain.</summary>
    public bool IsConfident => DaysKnown >= CertainAfterDays;

    /// <param name="points">The offer's price points, oldest first; the last is the present price.</param>
    public static PriceVerdict Of(IReadOnlyList<PricePoint> points, Money price, DateTimeOffset now)
    {
        var own = points.Where(point => point.Currency == price.Currency).ToArray();
        if (own is [])
        {
            return new PriceVerdict { Standing = PriceStanding.Unknown, DaysKnown = 0 };
        }
        var daysKnown = (int)Math.Max(0, (now - own[0].At).TotalDays);
        var began = Began(own, price);
        var since = own[began].At;
        var isUsual = now - since >= TimeSpan.FromDays(ReductionDays) || (began == 0 && daysKnown >= CertainAfterDays);
        if (isUsual)
        {
            return new PriceVerdict
            {
                Standing = PriceStanding.AtLow, DaysKnown = daysKnown, Low30BeforeMinor = price.Minor, Low90BeforeMinor = Lowest(own, since.AddDays(-90)),
                LowestBeforeMinor = own.Min(point => point.PriceMinor), ListPriceRaised = IsListRaised(own),
            };
        }
        if (began == 0)
        {
            return new PriceVerdict { Standing = PriceStanding.Unknown, DaysKnown = daysKnown, ListPriceRaised = IsListRaised(own) };
        }
        var before = own[..began];
        var low30 = Lowest(before, since.AddDays(-30));
        var low90 = Lowest(before, since.AddDays(-90));
        var lowest = before.Min(point => point.PriceMinor);
        return new PriceVerdict
        {
            Standing = price.Minor < lowest ? PriceStanding.AllTimeLow
                : price.Minor < low90 ? PriceStanding.Low90
                : price.Minor < low30 ? PriceStanding.Low30
                : price.Minor == low30 ? PriceStanding.AtLow
                : PriceStanding.AboveLow,
            DaysKnown = daysKnown,
            Low30BeforeMinor = low30,
            Low90BeforeMinor = low90,
            LowestBeforeMinor = lowest,
            TrueDiscount = Rate.Discount(price, new Money(low30, price.Currency)),
            ListPriceRaised = IsListRaised(own),
        };
    }

    /// <summary>Index of the first point of the present price; a changed list price alone does not begin it anew.</summary>
    private static int Began(PricePoint[] points, Money price)
    {
        var index = points.Length - 1;
        while (index > 0 && points[index - 1].PriceMinor == price.Minor)
        {
            index--;
        }
        return index;
    }

    private static bool IsListRaised(PricePoint[] points)
    {
        if (points[^1].ListPriceMinor is not { } list)
        {
            return false;
        }
        var appeared = points.Length - 1;
        while (appeared > 0 && points[appeared - 1].ListPriceMinor == list)
        {
            appeared--;
        }
        return appeared > 0 && list > points[..appeared].Max(point => Math.Max(point.PriceMinor, point.ListPriceMinor ?? 0));
    }

    /// <summary>Lowest price in force at or after <paramref name="from"/>: the point before it still held then.</summary>
    private static long Lowest(PricePoint[] points, DateTimeOffset from)
    {
        var first = Array.FindLastIndex(points, point => point.At <= from);
        return points[Math.Max(0, first)..].Min(point => point.PriceMinor);
    }
}
