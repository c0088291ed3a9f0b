namespace Daogou.Benchmarks.Ranking;

/// <summary>A deal of a simulated month, with what nobody is told.</summary>
internal sealed record WorldDeal(long Id, string Product, int Category, int Merchant, DateTimeOffset PostedAt, DateTimeOffset ListedUntil)
{
    public required double Price { get; init; }

    /// <summary>Below the lowest of the 30 days before, 0 to 1.</summary>
    public required double TrueDiscount { get; init; }

    public required double ClaimedDiscount { get; init; }

    public required double CommissionRate { get; init; }

    /// <summary>Hidden.</summary>
    public required double Quality { get; init; }

    /// <summary>Hidden.</summary>
    public required DateTimeOffset DiesAt { get; init; }

    /// <summary>When the checker reports it dead; null: never.</summary>
    public DateTimeOffset? SeenDeadAt { get; init; }
}

/// <summary>What came of a shown deal.</summary>
internal sealed record WorldReport(long Id, int Slot, int Impressions, int Clicks, int Orders);

/// <summary>Who chooses. It is told what a bot would be told, and nothing that is hidden.</summary>
internal interface ISlatePolicy
{
    void Deals(IReadOnlyList<WorldDeal> deals);

    void Dead(IReadOnlyList<long> ids);

    /// <summary>What to show, and the discount printed with each.</summary>
    IReadOnlyList<(long Id, double Printed)> Slate(int group, DateTimeOffset now, IReadOnlyList<WorldDeal> candidates, int slots);

    void Feedback(int group, DateTimeOffset now, IReadOnlyList<WorldReport> shown);
}

/// <summary>What a policy came to in a month: expected clicks and commission, the share of bad slots, the share of members left.</summary>
internal sealed record WorldScore(double Clicks, double Commission, double Bad, double Left);
