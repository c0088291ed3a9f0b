namespace Daogou.Core.Ranking.Evaluation;

/// <summary>What is counted as good.</summary>
public enum Reward
{
    Clicks = 1,
    Orders = 2,
}

/// <summary>What the reward is divided by.</summary>
public enum RewardBase
{
    /// <summary>A slot of a slate that was sent.</summary>
    Slot = 1,

    /// <summary>A slot that one person saw.</summary>
    Impression = 2,
}

/// <summary>What may hang together and is therefore one unit of the interval.</summary>
public enum SlateCluster
{
    /// <summary>All that a group got on one day (UTC): the same people in the same mood.</summary>
    GroupDay = 1,
    Slate = 2,
    Group = 3,
}

/// <summary>How the slots of a slate weigh.</summary>
public enum SlotWeights
{
    /// <summary>Each slot by its own choice, the slots above as they were logged.</summary>
    Position = 1,

    /// <summary>Each slot by the choices down to it: what the whole slate would bring, and far more noise.</summary>
    Cascade = 2,
}

/// <summary>Where the doubly robust estimate takes its expectations from.</summary>
public enum RewardModelKind
{
    /// <summary>The log's <c>expected</c> where every candidate has one, else fitted.</summary>
    Auto = 1,
    Logged = 2,
    Fitted = 3,
}

/// <summary>How a log is to be judged, and when nothing is to be said.</summary>
public sealed record OffPolicyRule
{
    public Reward Reward { get; init; } = Reward.Clicks;

    public RewardBase Per { get; init; } = RewardBase.Slot;

    public SlateCluster Cluster { get; init; } = SlateCluster.GroupDay;

    public SlotWeights Slots { get; init; } = SlotWeights.Position;

    public RewardModelKind Model { get; init; } = RewardModelKind.Auto;

    /// <summary>The largest weight of the clipped estimate.</summary>
    public double Clip { get; init; } = 10;

    /// <summary>Below so many effective picks nothing is said.</summary>
    public double FewestEffective { get; init; } = 50;

    public int FewestClusters { get; init; } = 10;

    /// <summary>Weights have the mean 1 where the log can speak for the policy; outside 1 ± this, beyond chance, it cannot.</summary>
    public double MostWeightOff { get; init; } = 0.1;

    public double? RewardOf(LoggedPick pick) => Reward switch
    {
        Reward.Clicks => pick.Clicks,
        Reward.Orders => pick.Orders,
    };

    public double? BaseOf(LoggedPick pick) => Per switch
    {
        RewardBase.Slot => 1,
        RewardBase.Impression => pick.Impressions,
    };

    public string ClusterOf(LoggedSlate slate) => Cluster switch
    {
        SlateCluster.GroupDay => $"{slate.Group} {DateOnly.FromDateTime(slate.At.UtcDateTime):yyyy-MM-dd}",
        SlateCluster.Slate => slate.Id,
        SlateCluster.Group => slate.Group,
    };
}
