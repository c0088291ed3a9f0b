using System.Globalization;

namespace Daogou.Core.Ranking.Evaluation;

public enum ArmMeasure
{
    /// <summary>Clicks for each slot that was sent, or that one person saw.</summary>
    Clicks = 1,

    /// <summary>Commission in minor units for each week in which a group got a slate.</summary>
    CommissionPerGroupWeek = 2,
}

/// <summary>One arm against the baseline.</summary>
/// <param name="CannotSay">Why there is no interval; null when there is one.</param>
/// <param name="P">How often chance alone tells the arms at least so far apart, groups being dealt out anew.</param>
/// <param name="Redeals">How many ways of dealing out that counts.</param>
public sealed record ArmDifference(
    ArmMeasure Measure, string Baseline, string Arm, int BaselineGroups, int ArmGroups, double? BaselineValue, double? ArmValue, Interval? Difference, double? P, int Redeals, string? CannotSay)
{
    public string? Currency { get; init; }
}

/// <summary>What an experiment over groups says.</summary>
/// <param name="Crossed">Groups found in several arms, which are left out.</param>
/// <param name="Armless">Slates without an arm, which are left out.</param>
public sealed record ArmReport(RewardBase Per, int Slates, int Crossed, int Armless, IReadOnlyList<ArmDifference> Differences);

/// <summary>
/// Arms of an experiment compared, the group being the unit: what a group does is one observation however many slates it got. Rates are sums over sums; the interval is the
/// jackknife over groups with Welch's degrees of freedom, the P a permutation test over groups of the difference in standard errors.
/// </summary>
public sealed class ArmComparison(RewardBase per, int fewestGroups = 5, int redeals = 9_999, int seed = 20261101)
{
    /// <param name="baseline">Null: <c>control</c> where there is one, else the first arm by name.</param>
    public ArmReport Compare(IReadOnlyCollection<LoggedSlate> slates, string? baseline = null)
    {
        var armed = slates.Where(slate => slate.Arm is not null).OrderBy(slate => slate.Id, StringComparer.Ordinal).ToList();
        var groups = armed.GroupBy(slate => slate.Group, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        var whole = groups.Where(group => group.DistinctBy(slate => slate.Arm).Count() == 1).ToList();
        var arms = whole.Select(group => group.First().Arm!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var first = baseline ?? (arms.Contains("control", StringComparer.Ordinal) ? "control" : arms.FirstOrDefault() ?? "");
        var currencies = armed.Where(slate => slate.Shown.Any(pick => pick.CommissionMinor is not null)).Select(slate => slate.Currency).Distinct(StringComparer.Ordinal).ToList();
        return new ArmReport(
            per, slates.Count, groups.Count - whole.Count, slates.Count - armed.Count,
            [.. from arm in arms.Where(arm => arm != first)
                from measure in new[] { ArmMeasure.Clicks, ArmMeasure.CommissionPerGroupWeek }
                select Against(measure, first, arm, Units(measure, whole, first), Units(measure, whole, arm), Gap(measure, armed, currencies)) with
                {
                    Currency = measure == ArmMeasure.CommissionPerGroupWeek && currencies.Count == 1 ? currencies[0] : null,
                }]);
    }

    private string? Gap(ArmMeasure measure, List<LoggedSlate> slates, List<string?> currencies) => measure switch
    {
        ArmMeasure.Clicks => per == RewardBase.Impression && slates.Exists(slate => slate.Shown.Any(pick => pick.Impressions is null)) ? "a pick has no \"impressions\"; judge per slot instead" : null,
        ArmMeasure.CommissionPerGroupWeek => currencies switch
        {
            [] => "the log has no \"commission\"",
            [null] => "the log does not say the commission's \"currency\"",
            [_] => null,
            _ => $"the commission is in several currencies: {string.Join(", ", currencies.Select(currency => currency ?? "none").Order(StringComparer.Ordinal))}",
        },
    };

    private List<(double Above, double Below)> Units(ArmMeasure measure, List<IGrouping<string, LoggedSlate>> groups, string arm) =>
    [
        .. from grouped in groups
           where grouped.First().Arm == arm
           let unit = measure switch
           {
               ArmMeasure.Clicks => (
                   grouped.Sum(slate => slate.Shown.Sum(pick => pick.Clicks)),
                   grouped.Sum(slate => slate.Shown.Sum(pick => per == RewardBase.Slot ? 1 : pick.Impressions ?? 0))),
               ArmMeasure.CommissionPerGroupWeek => (
                   (double)grouped.Sum(slate => slate.Shown.Sum(pick => pick.CommissionMinor ?? 0)),
                   (double)grouped.Select(slate => (ISOWeek.GetYear(slate.At.UtcDateTime), ISOWeek.GetWeekOfYear(slate.At.UtcDateTime))).Distinct().Count()),
           }
           where unit.Item2 > 0
           select unit,
    ];

    private ArmDifference Against(ArmMeasure measure, string baseline, string arm, List<(double Above, double Below)> its, List<(double Above, double Below)> other, string? gap)
    {
        if ((gap ?? TooFew(its.Count, other.Count, baseline, arm)) is { } why)
        {
            var rates = gap is null;
            return new ArmDifference(measure, baseline, arm, its.Count, other.Count, rates ? Rate(its) : null, rates ? Rate(other) : null, null, null, 0, why);
        }
        var (value, error, degrees) = Apart([.. its, .. other], its.Count);
        var half = error > 0 ? StudentT.TwoSided95(degrees) * error : 0;
        var p = Chance([.. its, .. other], its.Count, Studentised(value, error));
        return new ArmDifference(measure, baseline, arm, its.Count, other.Count, Rate(its), Rate(other), new Interval(value, value - half, value + half, error), p, redeals, null);
    }

    private string? TooFew(int its, int other, string baseline, string arm) =>
        its >= fewestGroups && other >= fewestGroups ? null
        : string.Create(CultureInfo.InvariantCulture, $"too few groups: {its} in {baseline}, {other} in {arm}; at least {fewestGroups} in each are needed");

    private static double? Rate(List<(double Above, double Below)> units) => units.Count == 0 ? null : units.Sum(unit => unit.Above) / units.Sum(unit => unit.Below);

    /// <summary>The second part's rate less the first's, its standard error and Welch's degrees of freedom.</summary>
    private static (double Value, double Error, double Degrees) Apart((double Above, double Below)[] units, int split)
    {
        var (first, firstPulls) = ClusterRatio.Of([.. units[..split].Select(unit => unit.Above)], [.. units[..split].Select(unit => unit.Below)]);
        var (second, secondPulls) = ClusterRatio.Of([.. units[split..].Select(unit => unit.Above)], [.. units[split..].Select(unit => unit.Below)]);
        var (a, b) = (Math.Pow(ClusterRatio.StandardError(firstPulls), 2), Math.Pow(ClusterRatio.StandardError(secondPulls), 2));
        var degrees = a + b > 0 ? Math.Pow(a + b, 2) / ((a * a / (split - 1)) + (b * b / (units.Length - split - 1))) : units.Length - 2;
        return (second - first, Math.Sqrt(a + b), Math.Max(degrees, Math.Min(split, units.Length - split) - 1));
    }

    private static double Studentised(double value, double error) => error > 0 ? Math.Abs(value) / error : value == 0 ? 0 : double.MaxValue;

    /// <summary>The share of redeals, this one counted in, that tell the parts at least as far apart. The seed is fixed: the same log gives the same answer.</summary>
    private double Chance((double Above, double Below)[] units, int split, double seen)
    {
        var random = new Random(seed);
        var asFar = 1;
        for (var deal = 0; deal < redeals; deal++)
        {
            random.Shuffle(units);
            var (value, error, _) = Apart(units, split);
            asFar += Studentised(value, error) >= seen * (1 - 1e-9) ? 1 : 0;
        }
        return asFar / (redeals + 1d);
    }
}
