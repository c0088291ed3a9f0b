using System.Diagnostics;
using System.Globalization;
using Daogou.Core.Ranking.Learning;

namespace Daogou.Benchmarks.Ranking;

/// <summary>Policies side by side in simulated months, as shares of what a clean oracle gets that knows the chances. Prints docs/ranking.md's tables.</summary>
internal static class RankBenchmark
{
    private static readonly (string Name, bool ForCommission, Func<int, ISlatePolicy> Make)[] Policies =
    [
        ("random, no hygiene", false, seed => Random(seed, false)),
        ("claimed discount, no hygiene", false, _ => new ScorePolicy((deal, _) => deal.ClaimedDiscount, false)),
        ("random", false, seed => Random(seed, true)),
        ("newest", false, _ => new ScorePolicy((deal, _) => deal.PostedAt.Ticks)),
        ("claimed discount", false, _ => new ScorePolicy((deal, _) => deal.ClaimedDiscount)),
        ("true discount", false, _ => new ScorePolicy((deal, _) => deal.TrueDiscount)),
        ("raw click rate", false, _ => new ScorePolicy((_, count) => count.Impressions > 0 ? count.Clicks / count.Impressions : 1)),
        ("commission of a sale", true, _ => new ScorePolicy((deal, _) => deal.CommissionRate * deal.Price)),
        ("Daogou, clicks", false, seed => new LearntPolicy(SlateGoal.Clicks, seed)),
        ("Daogou, commission", true, seed => new LearntPolicy(SlateGoal.Commission, seed)),
    ];

    public static int Run(string[] arguments)
    {
        var seeds = arguments is ["--seeds", var count, ..] ? int.Parse(count, CultureInfo.InvariantCulture) : 8;
        var watch = Stopwatch.StartNew();
        var months = WorldShape.All.SelectMany(shape => Enumerable.Range(1, seeds).Select(seed => (Shape: shape, Seed: seed))).ToList();
        var scores = months.AsParallel().AsOrdered().WithDegreeOfParallelism(2).Select(month => (month.Shape.Name, Scores: Month(month.Shape, month.Seed))).ToList();
        Console.WriteLine($"{WorldShape.All.Count} worlds x {seeds} seeds; shares of the clean oracle's clicks (or commission, where that is aimed at)\n");
        Console.WriteLine("| policy | mean | worst month | bad slots | members left |\n|---|---|---|---|---|");
        foreach (var (index, policy) in Policies.Index())
        {
            var own = scores.ConvertAll(month => month.Scores[index]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {policy.Name} | {own.Average(score => score.Share):0.000} | {own.Min(score => score.Share):0.000} | {own.Average(score => score.Bad):0.0000} | {own.Average(score => score.Left):0.000} |"));
        }
        Console.WriteLine("\n| world | random | true discount | Daogou clicks, mean (worst) | Daogou commission, mean (worst) | bad slots | members left |\n|---|---|---|---|---|---|---|");
        foreach (var world in scores.GroupBy(month => month.Name))
        {
            var all = world.Select(month => month.Scores).ToList();
            double Mean(int policy) => all.Average(month => month[policy].Share);
            double Worst(int policy) => all.Min(month => month[policy].Share);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {world.Key} | {Mean(2):0.00} | {Mean(5):0.00} | {Mean(8):0.000} ({Worst(8):0.000}) | {Mean(9):0.000} ({Worst(9):0.000}) | {all.Average(month => month[8].Bad):0.0000} | {all.Average(month => month[8].Left):0.000} |"));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{watch.Elapsed.TotalSeconds:0} s"));
        return 0;
    }

    private static (double Share, double Bad, double Left)[] Month(WorldShape shape, int seed)
    {
        var world = new RankWorld(shape, seed);
        var (clicks, commission) = (world.Oracle(false).Clicks, world.Oracle(true).Commission);
        return
        [
            .. Policies.Select(policy => (policy.ForCommission, Score: world.Run(policy.Make(seed))))
                .Select(run => (run.ForCommission ? run.Score.Commission / commission : run.Score.Clicks / clicks, run.Score.Bad, run.Score.Left)),
        ];
    }

    private static ScorePolicy Random(int seed, bool hasHygiene)
    {
        var draws = new WorldDraws(seed);
        return new ScorePolicy((_, _) => draws.Even(), hasHygiene);
    }
}
