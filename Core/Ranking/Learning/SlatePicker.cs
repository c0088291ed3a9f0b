namespace Daogou.Core.Ranking.Learning;

/// <summary>What speaks for one contender of a slot.</summary>
/// <param name="Click">That one who sees it clicks.</param>
/// <param name="Unknown">How little is known of what lasts (<see cref="Learnt.Unknown"/>).</param>
/// <param name="Worth">What a click is worth; 1 when clicks are what counts.</param>
public readonly record struct Appeal(string Category, Forecast Click, double Unknown, double Worth);

/// <summary>Who was chosen.</summary>
/// <param name="Propensity">How likely this choice was, with those above it given: above 0, 1 where it could not be another.</param>
/// <param name="IsTrial">Chosen in order to learn.</param>
public readonly record struct Choice(int Index, double Propensity, bool IsTrial);

/// <summary>
/// Chooses for one slot after the other. Most go to the best: by what is to be expected, a little less for each of the same category above it, and still
/// less while it is not known what the group thinks of that category. One in six goes to who wins a draw of what may be (Thompson sampling with the
/// model's own uncertainty, so that what is hardly shown is tried as far as it might be good).
/// </summary>
public sealed class SlatePicker(Draws draws)
{
    /// <summary>Of so many slots one is for learning.</summary>
    public const int SlotsForOneTrial = 6;
    private const double SameCategory = 0.95;
    private const int Rounds = 128;
    private const int MostDrawn = 60;

    /// <param name="left">Not empty; their order decides between equals.</param>
    /// <param name="above">How many of each category stand above.</param>
    public Choice Choose(IReadOnlyList<Appeal> left, IReadOnlyDictionary<string, int> above, int slot, int slots)
    {
        var values = new double[left.Count];
        var best = 0;
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = Value(left[index], left[index].Click.Chance, above);
            if (values[index] > values[best])
            {
                best = index;
            }
        }
        var share = Math.Clamp(((double)slots / SlotsForOneTrial) - (slots - 1 - slot), 0, 1);
        if (share == 0)
        {
            return new Choice(best, 1, false);
        }
        var wins = Wins(left, values, above);
        var isTrial = draws.Even() < share;
        var chosen = isTrial ? Drawn(wins) : best;
        return new Choice(chosen, (share * wins.GetValueOrDefault(chosen) / Rounds) + (chosen == best ? 1 - share : 0), isTrial);
    }

    /// <summary>How many rounds each of the best would win if chances were drawn.</summary>
    private SortedDictionary<int, int> Wins(IReadOnlyList<Appeal> left, double[] values, IReadOnlyDictionary<string, int> above)
    {
        var drawn = Enumerable.Range(0, left.Count).OrderByDescending(index => values[index]).ThenBy(index => index).Take(MostDrawn).ToArray();
        var wins = new SortedDictionary<int, int>();
        for (var round = 0; round < Rounds; round++)
        {
            var (winner, most) = (drawn[0], double.NegativeInfinity);
            foreach (var index in drawn)
            {
                var appeal = left[index];
                var known = Math.Max(0, appeal.Click.Variance - appeal.Unknown);
                var chance = new Forecast(appeal.Click.LogOdds + (Math.Sqrt(appeal.Unknown) * draws.Normal()), known).Chance;
                if (Value(appeal, chance, above) is var value && value > most)
                {
                    (winner, most) = (index, value);
                }
            }
            wins[winner] = wins.GetValueOrDefault(winner) + 1;
        }
        return wins;
    }

    private int Drawn(SortedDictionary<int, int> wins)
    {
        var passed = draws.Even() * Rounds;
        foreach (var (index, count) in wins)
        {
            passed -= count;
            if (passed < 0)
            {
                return index;
            }
        }
        return wins.Keys.Last();
    }

    private static double Value(Appeal appeal, double chance, IReadOnlyDictionary<string, int> above) =>
        above.GetValueOrDefault(appeal.Category) is > 0 and var same
            ? appeal.Worth * chance * Math.Pow(SameCategory * Math.Exp(-appeal.Unknown), same)
            : appeal.Worth * chance;
}
