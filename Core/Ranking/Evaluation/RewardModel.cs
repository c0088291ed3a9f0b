using System.Text;

namespace Daogou.Core.Ranking.Evaluation;

/// <summary>What a pick is expected to bring, for the doubly robust estimate.</summary>
internal interface IRewardModel
{
    /// <summary>Reward for each slot or impression.</summary>
    double Expect(LoggedSlate slate, int place, int slot, int fold);
}

/// <summary>The log's own expectation.</summary>
internal sealed class LoggedExpectation : IRewardModel
{
    public double Expect(LoggedSlate slate, int place, int slot, int fold) => slate.Candidates[place].Expected!.Value;
}

/// <summary>
/// Shrunk means: the overall rate, times what the slot, the category and the deal did better than expected, each by (4 + seen) / (4 + expected). A cluster's expectations come
/// from the other folds alone, so that no pick is expected by its own outcome.
/// </summary>
internal sealed class FittedMeans : IRewardModel
{
    public const int Folds = 5;
    private const double Shrink = 4;
    private readonly Sums _all = new();
    private readonly Dictionary<int, Sums> _slots = [];
    private readonly Dictionary<string, Sums> _categories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Sums> _deals = new(StringComparer.Ordinal);

    /// <summary>The fold of a cluster: the same in any process and any order.</summary>
    public static int FoldOf(string cluster)
    {
        var hash = 2166136261u;
        foreach (var octet in Encoding.UTF8.GetBytes(cluster))
        {
            hash = unchecked((hash ^ octet) * 16777619);
        }
        return (int)(hash % Folds);
    }

    public void Learn(LoggedSlate slate, LoggedPick pick, int fold, double reward, double seen)
    {
        var candidate = slate.Candidates[pick.Place];
        foreach (var sums in new[] { _all, At(_slots, pick.Slot), At(_categories, candidate.Category ?? ""), At(_deals, candidate.Id) })
        {
            sums.Reward[fold] += reward;
            sums.Seen[fold] += seen;
        }
    }

    public double Expect(LoggedSlate slate, int place, int slot, int fold)
    {
        var candidate = slate.Candidates[place];
        var (reward, seen) = _all.Without(fold);
        var rate = seen > 0 ? reward / seen : 0;
        var inCategory = rate * Lift(_categories, candidate.Category ?? "", rate, fold);
        return inCategory * Lift(_deals, candidate.Id, inCategory, fold) * Lift(_slots, slot, rate, fold);
    }

    private static double Lift<TKey>(Dictionary<TKey, Sums> known, TKey key, double rate, int fold)
        where TKey : notnull
    {
        if (!known.TryGetValue(key, out var sums))
        {
            return 1;
        }
        var (reward, seen) = sums.Without(fold);
        return (Shrink + reward) / (Shrink + (rate * seen));
    }

    private static Sums At<TKey>(Dictionary<TKey, Sums> known, TKey key)
        where TKey : notnull => known.TryGetValue(key, out var sums) ? sums : known[key] = new Sums();

    private sealed class Sums
    {
        public readonly double[] Reward = new double[Folds];
        public readonly double[] Seen = new double[Folds];

        public (double Reward, double Seen) Without(int fold) => (Reward.Sum() - Reward[fold], Seen.Sum() - Seen[fold]);
    }
}
