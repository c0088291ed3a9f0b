namespace Daogou.Core.Ranking.Evaluation;

/// <summary>One message as it was logged: what could have been chosen, what was, how likely each choice was, and what came of it.</summary>
/// <param name="Shown">In the order of their slots.</param>
public sealed record LoggedSlate(string Id, DateTimeOffset At, string Group, IReadOnlyList<LoggedCandidate> Candidates, IReadOnlyList<LoggedPick> Shown)
{
    /// <summary>The arm of an experiment that the group was in.</summary>
    public string? Arm { get; init; }

    /// <summary>ISO code of the picks' commission.</summary>
    public string? Currency { get; init; }
}

/// <summary>A deal that could have been chosen, with what was known of it then.</summary>
/// <param name="Values">Its numbers by name: score, features.</param>
public sealed record LoggedCandidate(string Id, IReadOnlyList<KeyValuePair<string, double>> Values)
{
    public string? Category { get; init; }

    /// <summary>The reward that a model expected of it, in the unit that is measured: clicks (or orders) for each slot or impression.</summary>
    public double? Expected { get; init; }

    /// <summary>Null when the log does not give it.</summary>
    public double? Value(string name)
    {
        foreach (var (key, value) in Values)
        {
            if (key.Equals(name, StringComparison.Ordinal))
            {
                return value;
            }
        }
        return name.Equals("expected", StringComparison.Ordinal) ? Expected : null;
    }
}

/// <summary>One slot's choice.</summary>
/// <param name="Place">Where the deal stands among the slate's candidates.</param>
/// <param name="Propensity">How likely this choice was for this slot, the slots above being as they were; 0 to 1.</param>
public sealed record LoggedPick(int Place, int Slot, double Propensity, double Clicks)
{
    public double? Orders { get; init; }

    /// <summary>How many people saw it.</summary>
    public double? Impressions { get; init; }

    /// <summary>Minor units of the slate's currency.</summary>
    public long? CommissionMinor { get; init; }
}

/// <summary>Where logged slates come from.</summary>
public interface ISlateLog
{
    /// <summary>The slates sent in [from, until), in any order.</summary>
    IAsyncEnumerable<LoggedSlate> ReadAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken);
}
