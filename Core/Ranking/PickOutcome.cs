namespace Daogou.Core.Ranking;

/// <summary>What came of a posted pick so far.</summary>
/// <param name="Clicks">People's; robots' and suspects' are left out.</param>
/// <param name="Orders">Not void.</param>
public sealed record PickOutcome(long DigestId, long DealId, long Clicks, long Orders)
{
    /// <summary>Of these orders, by currency, in minor units.</summary>
    public IReadOnlyDictionary<string, long> CommissionMinor { get; init; } = new Dictionary<string, long>();
}

/// <summary>What came of the picks that were posted. Ranking may not know links, clicks and orders; the reports answer it.</summary>
public interface IPickOutcomes
{
    /// <summary>Of picks posted since an instant, also those nobody clicked.</summary>
    Task<IReadOnlyList<PickOutcome>> SinceAsync(DateTimeOffset since, CancellationToken cancellationToken);
}

/// <summary>A stored pick to learn from.</summary>
public sealed record LearntFrom
{
    public required long DigestId { get; init; }

    public required long GroupId { get; init; }

    public required DateTimeOffset BuiltAt { get; init; }

    /// <summary>From 1.</summary>
    public required int Position { get; init; }

    public required long DealId { get; init; }

    public required string Facts { get; init; }
}
