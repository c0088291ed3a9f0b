using System.Globalization;

namespace Daogou.Core.Ranking.Evaluation;

/// <summary>Policies by their words: <c>logged</c>, <c>uniform</c>, <c>greedy:score,epsilon=0.1</c>, <c>softmax:score,temperature=0.2</c>, <c>file:path</c>.</summary>
public static class CandidatePolicies
{
    private const string Known = "logged, uniform, greedy:<field>[,epsilon=0.1], softmax:<field>[,temperature=1], file:<path>";

    /// <exception cref="FormatException">The words name no policy; the message says which there are.</exception>
    public static async Task<ICandidatePolicy> ReadAsync(string words, CancellationToken cancellationToken)
    {
        if (words.Split(':', 2) is not ["file", { Length: > 0 } path])
        {
            return Of(words);
        }
        await using var stream = File.OpenRead(path);
        return await FilePolicy.ReadAsync(words, stream, cancellationToken);
    }

    /// <summary>A policy that needs no file: what may be asked for from outside.</summary>
    /// <exception cref="FormatException">The words name none.</exception>
    public static ICandidatePolicy Of(string words)
    {
        var (kind, rest) = words.Split(':', 2) is [var before, var after] ? (before, after) : (words, "");
        switch (kind)
        {
            case "logged" when rest.Length == 0:
                return new LoggedPolicy();
            case "uniform" when rest.Length == 0:
                return new UniformPolicy();
            case "greedy" when rest.Length > 0:
                var (best, epsilon) = Field(words, rest, "epsilon", 0);
                return epsilon is >= 0 and <= 1 ? new GreedyPolicy(words, best, epsilon) : throw new FormatException($"epsilon of \"{words}\" is not from 0 to 1.");
            case "softmax" when rest.Length > 0:
                var (field, temperature) = Field(words, rest, "temperature", 1);
                return temperature is > 0 and <= 1e9 ? new SoftmaxPolicy(words, field, temperature) : throw new FormatException($"temperature of \"{words}\" is not above 0.");
            default:
                throw new FormatException($"There is no policy \"{words}\"; there are {Known}.");
        }
    }

    private static (string Field, double Number) Field(string words, string rest, string option, double usual)
    {
        var parts = rest.Split(',');
        if (parts is [{ Length: > 0 } only])
        {
            return (only, usual);
        }
        return parts is [{ Length: > 0 } field, var set] && set.StartsWith(option + "=", StringComparison.Ordinal)
            && double.TryParse(set.AsSpan(option.Length + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? (field, number)
                : throw new FormatException($"\"{words}\" is not understood; there are {Known}.");
    }
}

/// <summary>What was done. Its estimate is the log's own mean.</summary>
public sealed class LoggedPolicy : ICandidatePolicy
{
    public string Name => "logged";

    public bool IsLogged => true;

    // The pick was drawn from this very policy, so its own value stands for the mean over the candidates.
    public SlotOdds At(LoggedSlate slate, LoggedPick pick, IReadOnlyList<int> left) =>
        new(pick.Propensity, [.. left.Select(place => place == pick.Place ? 1d : 0d)]);
}

/// <summary>Each of what is left as likely as any other.</summary>
public sealed class UniformPolicy : ICandidatePolicy
{
    public string Name => "uniform";

    public SlotOdds At(LoggedSlate slate, LoggedPick pick, IReadOnlyList<int> left)
    {
        var each = new double[left.Count];
        Array.Fill(each, 1d / left.Count);
        return new SlotOdds(1d / left.Count, each);
    }
}

/// <summary>The highest of a field; with epsilon any of what is left. What is equally high shares.</summary>
public sealed class GreedyPolicy(string name, string field, double epsilon) : ICandidatePolicy
{
    public string Name => name;

    public SlotOdds At(LoggedSlate slate, LoggedPick pick, IReadOnlyList<int> left)
    {
        var each = PolicyField.Of(slate, left, field);
        var best = each.Max();
        var many = each.Count(value => value == best);
        for (var at = 0; at < each.Length; at++)
        {
            each[at] = (epsilon / each.Length) + (each[at] == best ? (1 - epsilon) / many : 0);
        }
        return PolicyField.Odds(each, left, pick);
    }
}

/// <summary>Likelier the higher a field: exp(value / temperature).</summary>
public sealed class SoftmaxPolicy(string name, string field, double temperature) : ICandidatePolicy
{
    public string Name => name;

    public SlotOdds At(LoggedSlate slate, LoggedPick pick, IReadOnlyList<int> left)
    {
        var each = PolicyField.Of(slate, left, field);
        var best = each.Max();
        for (var at = 0; at < each.Length; at++)
        {
            each[at] = Math.Exp((each[at] - best) / temperature);
        }
        var sum = each.Sum();
        for (var at = 0; at < each.Length; at++)
        {
            each[at] /= sum;
        }
        return PolicyField.Odds(each, left, pick);
    }
}

/// <summary>What the policies that go by a field share.</summary>
internal static class PolicyField
{
    public static double[] Of(LoggedSlate slate, IReadOnlyList<int> left, string field)
    {
        var values = new double[left.Count];
        for (var at = 0; at < values.Length; at++)
        {
            var candidate = slate.Candidates[left[at]];
            values[at] = candidate.Value(field) ?? throw new PolicyGapException(
                Unsaid.Of($"the candidate {candidate.Id} of slate {slate.Id} has no number \"{field}\"", $"{slate.Id} 的候选 {candidate.Id} 没有数值“{field}”"));
        }
        return values;
    }

    public static SlotOdds Odds(double[] each, IReadOnlyList<int> left, LoggedPick pick)
    {
        for (var at = 0; at < each.Length; at++)
        {
            if (left[at] == pick.Place)
            {
                return new SlotOdds(each[at], each);
            }
        }
        throw new InvalidOperationException("The pick is not among what was left.");
    }
}
