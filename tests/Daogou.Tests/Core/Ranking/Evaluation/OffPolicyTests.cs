using Daogou.Core.Ranking.Evaluation;
using Xunit;

namespace Daogou.Tests.Core.Ranking.Evaluation;

/// <summary>Estimates against a world whose truth is known; every run has its own seed, so the figures are the same each time.</summary>
public sealed class OffPolicyTests
{
    private const int Runs = 200;
    private static readonly OffPolicyRule Rule = new() { Per = RewardBase.Impression };
    private static readonly GreedyPolicy Greedy = new("greedy:score,epsilon=0.3", "score", 0.3);

    [Theory]
    [InlineData(SlotWeights.Position, RewardModelKind.Fitted)]
    [InlineData(SlotWeights.Position, RewardModelKind.Logged)]
    [InlineData(SlotWeights.Cascade, RewardModelKind.Fitted)]
    public void The_intervals_cover_the_truth_in_about_95_of_100_runs(SlotWeights slots, RewardModelKind model)
    {
        var rule = Rule with { Slots = slots, Model = model };
        var truth = new SlateWorld(0).Truth(Greedy, slots, 40_000);
        var reports = Reports(rule, deal => SlateWorld.RateOf(deal));
        foreach (var estimator in new[] { Estimator.Ips, Estimator.Snips, Estimator.DoublyRobust })
        {
            var covered = reports.Count(report => report.Find(estimator) is { Value: var interval } && interval.Low <= truth && truth <= interval.High) / (double)Runs;
            Assert.InRange(covered, 0.915, 0.985);
            var values = reports.Select(report => report.Find(estimator)!.Value.Value).ToList();
            Assert.InRange(values.Average(), truth - (3.5 * Spread(values) / Math.Sqrt(Runs)), truth + (3.5 * Spread(values) / Math.Sqrt(Runs)));
        }
    }

    [Fact]
    public void Doubly_robust_is_less_noisy_with_a_right_model_and_still_right_with_a_wrong_one()
    {
        var truth = new SlateWorld(0).Truth(Greedy, SlotWeights.Position, 40_000);
        var right = Values(Reports(Rule, deal => SlateWorld.RateOf(deal)), Estimator.DoublyRobust);
        var wrong = Values(Reports(Rule, deal => 0.2 - SlateWorld.RateOf(deal)), Estimator.DoublyRobust);
        var plain = Values(Reports(Rule, deal => SlateWorld.RateOf(deal)), Estimator.Ips);
        Assert.True(Spread(right) < 0.9 * Spread(plain), $"{Spread(right)} against {Spread(plain)}");
        Assert.InRange(wrong.Average(), truth - (3.5 * Spread(wrong) / Math.Sqrt(Runs)), truth + (3.5 * Spread(wrong) / Math.Sqrt(Runs)));
    }

    [Theory]
    [InlineData(SlotWeights.Position)]
    [InlineData(SlotWeights.Cascade)]
    public void The_policy_that_wrote_the_log_gets_the_logs_own_mean_from_every_estimator(SlotWeights slots)
    {
        var log = new SlateWorld(7).Log(4, 10);
        var report = new OffPolicy(log, Rule with { Slots = slots }).Judge(new LoggedPolicy());
        var mean = log.Sum(slate => slate.Shown.Sum(pick => pick.Clicks)) / log.Sum(slate => slate.Shown.Sum(pick => pick.Impressions!.Value));
        Assert.Equal(4, report.Estimates.Count);
        Assert.All(report.Estimates, estimate => Assert.Equal(mean, estimate.Value.Value, 12));
        Assert.All(report.Estimates, estimate => Assert.Equal(0, estimate.Difference.Value, 12));
        Assert.Equal(240, report.Effective!.Value, 6);
    }

    [Fact]
    public void The_order_of_the_slates_changes_nothing()
    {
        var log = new SlateWorld(8).Log(4, 10);
        ICandidatePolicy[] policies = [Greedy, new UniformPolicy(), new LoggedPolicy()];
        var forth = new OffPolicy(log, Rule).Judge(policies);
        log.Reverse();
        var back = new OffPolicy(log, Rule).Judge(policies);
        Assert.Equivalent(forth, back, strict: true);
    }

    [Fact]
    public void A_log_without_chance_cannot_speak_for_another_policy()
    {
        var log = new SlateWorld(9).Log(4, 20).ConvertAll(slate => slate with { Shown = [.. slate.Shown.Select(pick => pick with { Propensity = 1 })] });
        var report = new OffPolicy(log, Rule).Judge(new UniformPolicy());
        Assert.StartsWith("support is missing: what was logged covers only 1", report.CannotSay, StringComparison.Ordinal);
        Assert.Empty(report.Estimates);
    }

    [Fact]
    public void Propensities_that_are_too_small_for_what_was_chosen_are_found_out()
    {
        var log = new SlateWorld(10).Log(4, 20).ConvertAll(slate => slate with { Shown = [.. slate.Shown.Select(pick => pick with { Propensity = pick.Propensity / 2 })] });
        Assert.StartsWith("the propensities cannot be right: the weights have the mean", new OffPolicy(log, Rule).Judge(new UniformPolicy()).CannotSay, StringComparison.Ordinal);
    }

    [Fact]
    public void A_propensity_of_0_too_few_effective_picks_and_too_few_days_are_said_and_not_guessed_over()
    {
        var log = new SlateWorld(11).Log(4, 20);
        var zero = log.ConvertAll(slate => slate with { Shown = [.. slate.Shown.Select(pick => pick with { Propensity = 0 })] });
        Assert.Contains("with propensity 0", new OffPolicy(zero, Rule).Judge(Greedy).CannotSay, StringComparison.Ordinal);
        Assert.NotEmpty(new OffPolicy(zero, Rule).Judge(new LoggedPolicy()).Estimates);
        Assert.Contains("picks are worth only", new OffPolicy([.. log.Take(24)], Rule with { FewestEffective = 100 }).Judge(Greedy).CannotSay, StringComparison.Ordinal);
        Assert.Contains("4 independent units", new OffPolicy(log, Rule with { Cluster = SlateCluster.Group }).Judge(Greedy).CannotSay, StringComparison.Ordinal);
        Assert.Contains("no number \"heat\"", new OffPolicy(log, Rule).Judge(new GreedyPolicy("greedy:heat", "heat", 0)).CannotSay, StringComparison.Ordinal);
        Assert.Contains("no \"orders\"", new OffPolicy(log, Rule with { Reward = Reward.Orders }).Judge(Greedy).CannotSay, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_log_says_that_there_is_nothing() =>
        Assert.Contains("0 independent units", new OffPolicy([], Rule).Judge([new UniformPolicy()]).Policies[0].CannotSay, StringComparison.Ordinal);

    [Fact]
    public void A_clip_takes_off_only_what_is_above_it()
    {
        var log = new SlateWorld(12).Log(6, 10);
        var wide = new OffPolicy(log, Rule with { Clip = 1e6 }).Judge(Greedy);
        Assert.Equal(wide.Find(Estimator.Ips)!.Value.Value, wide.Find(Estimator.ClippedIps)!.Value.Value, 12);
        Assert.Equal(0, wide.Clipped);
        var narrow = new OffPolicy(log, Rule with { Clip = 1 }).Judge(Greedy);
        Assert.True(narrow.Find(Estimator.ClippedIps)!.Value.Value < narrow.Find(Estimator.Ips)!.Value.Value);
        Assert.True(narrow.Clipped > 0);
    }

    private static List<PolicyReport> Reports(OffPolicyRule rule, Func<int, double?> expected) =>
        [.. Enumerable.Range(1, Runs).AsParallel().AsOrdered().Select(seed => new OffPolicy(new SlateWorld(seed) { Expected = expected }.Log(6, 16), rule).Judge(Greedy))];

    private static List<double> Values(List<PolicyReport> reports, Estimator estimator) => [.. reports.Select(report => report.Find(estimator)!.Value.Value)];

    private static double Spread(List<double> values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => Math.Pow(value - mean, 2)) / (values.Count - 1));
    }
}
