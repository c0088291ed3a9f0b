using System.Text.Json.Serialization;

namespace Daogou.Core.Ranking.Evaluation;

public enum Estimator
{
    /// <summary>Inverse propensity scores: right on average, noisy.</summary>
    Ips = 1,

    /// <summary>The same with no weight over the clip: less noise, and too low by what is cut off.</summary>
    ClippedIps = 2,

    /// <summary>Self-normalised: divided by the weights that there were.</summary>
    Snips = 3,

    /// <summary>A model's expectation, put right by the weighted errors it made.</summary>
    DoublyRobust = 4,
}

/// <summary>What one estimator says of a policy.</summary>
/// <param name="Value">Reward for each slot or impression.</param>
/// <param name="Difference">To the log's own mean, from the same slates.</param>
public sealed record PolicyEstimate(Estimator Estimator, Interval Value, Interval Difference);

/// <summary>Why nothing is said.</summary>
public sealed record Unsaid(string En, string Zh)
{
    public string ToText(string language) => language == "zh" ? Zh : En;

    /// <summary>The words with their numbers as the invariant culture writes them.</summary>
    internal static Unsaid Of(FormattableString en, FormattableString zh) => new(FormattableString.Invariant(en), FormattableString.Invariant(zh));
}

/// <summary>What the log says of one policy.</summary>
/// <param name="Why">Why there are no estimates; null when there are.</param>
/// <param name="DoublyRobustGap">Why the doubly robust one is missing.</param>
/// <param name="Effective">How many picks the weighted ones are worth: (Σw)²/Σw².</param>
/// <param name="Clipped">The share of picks whose weight was over the clip.</param>
public sealed record PolicyReport(
    string Policy, [property: JsonIgnore] Unsaid? Why, IReadOnlyList<PolicyEstimate> Estimates, string? DoublyRobustGap, double? Effective, double? MeanWeight, double? LargestWeight, double? Clipped)
{
    public string? CannotSay => Why?.En;

    public PolicyEstimate? Find(Estimator estimator) => Estimates.FirstOrDefault(estimate => estimate.Estimator == estimator);
}

/// <summary>What a log says of several policies side by side.</summary>
/// <param name="Model">What the doubly robust estimates expected by.</param>
public sealed record OffPolicyReport(
    OffPolicyRule Rule, RewardModelKind Model, int Slates, int Picks, int Groups, int Clusters, DateTimeOffset? From, DateTimeOffset? To, IReadOnlyList<PolicyReport> Policies);
