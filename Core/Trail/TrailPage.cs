using System.Diagnostics.CodeAnalysis;
using Daogou.Core.Ranking;

namespace Daogou.Core.Trail;

/// <summary>The chain around one step.</summary>
/// <param name="Id">Where the walk began.</param>
/// <param name="Steps">In the order of the chain, from source to payout.</param>
/// <param name="Missing">What could not be found, or was left out, and why.</param>
/// <param name="Why">Why the deal was or was not posted in the group that was asked about.</param>
public sealed record TrailPage(TrailId Id, IReadOnlyList<TrailStep> Steps, IReadOnlyList<TrailText> Missing, TrailWhy? Why);

/// <summary>One step with its facts and its neighbours.</summary>
public sealed record TrailStep
{
    public required TrailId Id { get; init; }

    public required string Title { get; init; }

    /// <summary>When it came to be.</summary>
    public DateTimeOffset? At { get; init; }

    public IReadOnlyList<TrailFact> Facts { get; init; } = [];

    /// <summary>What it came from, nearer to the source.</summary>
    public IReadOnlyList<TrailId> From { get; init; } = [];

    /// <summary>What came of it, nearer to the payout.</summary>
    public IReadOnlyList<TrailId> To { get; init; } = [];

    /// <summary>What the step itself lacks.</summary>
    public IReadOnlyList<TrailText> Missing { get; init; } = [];

    public TrailText Kind => TrailWords.Of(Id.Kind);
}

/// <summary>A text for people in both languages.</summary>
public sealed record TrailText(string Zh, string En)
{
    public string In(string language) => language == "zh" ? Zh : En;

    /// <summary>A name or number that is the same in both.</summary>
    [return: NotNullIfNotNull(nameof(same))]
    public static implicit operator TrailText?(string? same) => same is null ? null : new(same, same);
}

public sealed record TrailFact(TrailText Label, TrailText Value);

/// <param name="Explanations">Now first, then the group's digests, newest first.</param>
public sealed record TrailWhy(long GroupId, long DealId, IReadOnlyList<Explanation> Explanations);
