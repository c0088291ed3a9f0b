namespace Daogou.Core.Ranking.Evaluation;

/// <summary>What a policy would do at a slot.</summary>
/// <param name="OfPick">The probability of the deal that was chosen.</param>
/// <param name="OfEach">Of each candidate that was left, in their order; null when the policy does not say.</param>
public readonly record struct SlotOdds(double OfPick, double[]? OfEach);

/// <summary>A way of choosing that is to be judged from a log of another one.</summary>
public interface ICandidatePolicy
{
    /// <summary>As it was asked for, <c>greedy:score,epsilon=0.1</c>.</summary>
    string Name { get; }

    /// <summary>Whether it is the one that wrote the log.</summary>
    bool IsLogged => false;

    /// <summary>What it would do at the slot of <paramref name="pick"/>, the slots above being as they were.</summary>
    /// <param name="left">Places of the candidates not shown above.</param>
    /// <exception cref="PolicyGapException">It cannot say for this slot.</exception>
    SlotOdds At(LoggedSlate slate, LoggedPick pick, IReadOnlyList<int> left);
}

/// <summary>The log or the policy's file lacks what the policy needs.</summary>
public sealed class PolicyGapException(Unsaid why) : Exception(why.En)
{
    public Unsaid Why { get; } = why;
}
