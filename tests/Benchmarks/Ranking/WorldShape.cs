namespace Daogou.Benchmarks.Ranking;

/// <summary>What a simulated month is like; the rest is drawn from its seed. Rates are shares, weights and spreads are in log-odds.</summary>
internal sealed record WorldShape(string Name)
{
    /// <summary>The worlds of docs/ranking.md: one plain, the others each odd in one way.</summary>
    public static IReadOnlyList<WorldShape> All { get; } =
    [
        new("plain"),
        new("tastes alike") { Taste = 0.35 },
        new("tastes apart") { Taste = 0.9, DealsADay = 120 },
        new("two slates a day") { SlatesADay = 2, DealsADay = 40, MembersMedian = 200 },
        new("hidden quality") { Quality = 0.6, DealsADay = 60 },
        new("few clicks") { MembersMedian = 60, BaseRate = 0.015 },
        new("many clicks") { BaseRate = 0.1, DiscountWeight = 2, Groups = 10, Categories = 20 },
        new("few deals, a tiny group") { DealsADay = 50, LifeHours = 40, Groups = 8, HasTinyGroup = true },
        new("all at one hour") { IsOneHour = true },
        new("tastes redrawn half-way") { Drifts = true },
        new("click robots") { HasRobots = true },
        new("a merchant dead for a day") { MerchantDies = true, MerchantSpread = 0.5 },
    ];

    public int Groups { get; init; } = 20;

    public int Days { get; init; } = 30;

    public int SlatesADay { get; init; } = 1;

    public int Slots { get; init; } = 6;

    public double MembersMedian { get; init; } = 150;

    public double MembersSpread { get; init; } = 0.9;

    public double DealsADay { get; init; } = 90;

    public double LifeHours { get; init; } = 30;

    public int Categories { get; init; } = 12;

    public int Merchants { get; init; } = 20;

    public double BaseRate { get; init; } = 0.025;

    public double Taste { get; init; } = 0.6;

    public double CategorySpread { get; init; } = 0.3;

    public double MerchantSpread { get; init; } = 0.2;

    public double Quality { get; init; } = 0.3;

    public double DiscountWeight { get; init; } = 4;

    public double PriceWeight { get; init; } = -0.2;

    public double OrderRate { get; init; } = 0.08;

    public double OrderDiscountWeight { get; init; } = 2;

    public double OrderPriceWeight { get; init; } = -0.2;

    /// <summary>A slot is seen so much less than the one above it.</summary>
    public double SlotFall { get; init; } = 0.85;

    /// <summary>Of new deals, those of a product that was posted before.</summary>
    public double Reposts { get; init; } = 0.15;

    /// <summary>Of deals, those that claim more than 20 points too much.</summary>
    public double Inflated { get; init; } = 0.25;

    /// <summary>Of deals, those that die before their time.</summary>
    public double SilentDeaths { get; init; } = 0.1;

    /// <summary>Of those, the ones that the checker notices, within three hours.</summary>
    public double CheckerSees { get; init; } = 0.9;

    /// <summary>A dead link is clicked so much less.</summary>
    public double DeadClicks { get; init; } = 0.4;

    /// <summary>Of members, those who leave for each bad slot, and for each slate whatever it holds.</summary>
    public double LeaveForBad { get; init; } = 0.004;

    public double LeaveAnyway { get; init; } = 0.0014;

    public bool Drifts { get; init; }

    public bool HasRobots { get; init; }

    public bool HasTinyGroup { get; init; }

    public bool MerchantDies { get; init; }

    public bool IsOneHour { get; init; }
}
