using System.Globalization;
using System.Text.Json;
using Daogou.Core.Ranking.Evaluation;
using Daogou.Tests.Support;

namespace Daogou.Tests.Core.Ranking.Evaluation;

/// <summary>
/// A world whose click rates are known: ten deals, three slots, groups with a mood of the day that two slates share. Who chooses logs what he does with its probability.
/// </summary>
internal sealed class SlateWorld(int seed)
{
    public const int Slots = 3;
    private static readonly double[] Rates = [0.02, 0.03, 0.03, 0.04, 0.05, 0.06, 0.08, 0.10, 0.14, 0.20];
    private static readonly double[] SlotFactors = [1, 0.8, 0.6];
    private readonly Random _random = new(seed);

    /// <summary>What the log's <c>expected</c> says of a deal; null leaves it out.</summary>
    public Func<int, double?> Expected { get; init; } = _ => null;

    public static double RateOf(int deal) => Rates[deal];

    /// <summary>Two slates for each group on each day, chosen by softmax over a noisy score with a fifth at random.</summary>
    public List<LoggedSlate> Log(int groups, int days)
    {
        var slates = new List<LoggedSlate>();
        for (var (day, group) = (0, 0); day < days; (group, day) = group + 1 < groups ? (group + 1, day) : (0, day + 1))
        {
            var mood = 0.4 + (1.2 * _random.NextDouble());
            for (var hour = 0; hour <= 6; hour += 6)
            {
                slates.Add(Slate(group, A.Monday.AddDays(day).AddHours(hour), mood, null));
            }
        }
        return slates;
    }

    /// <summary>The clicks for each impression that a policy brings: with the slots above as logged, or its own slates through and through.</summary>
    public double Truth(ICandidatePolicy policy, SlotWeights slots, int slates)
    {
        var (clicks, seen) = (0d, 0);
        for (var at = 0; at < slates; at++)
        {
            var slate = Slate(0, A.Monday, 1, slots == SlotWeights.Cascade ? policy : null);
            var left = Enumerable.Range(0, Rates.Length).ToList();
            foreach (var pick in slate.Shown)
            {
                var odds = policy.At(slate, pick, left).OfEach!;
                clicks += left.Select((place, index) => odds[index] * RateOf(Deal(slate, place)) * SlotFactors[pick.Slot]).Sum();
                seen++;
                left.Remove(pick.Place);
            }
        }
        return clicks / seen;
    }

    public static string Line(LoggedSlate slate) => JsonSerializer.Serialize(new
    {
        slate = slate.Id,
        at = slate.At.ToUnixTimeSeconds(),
        group = slate.Group,
        arm = slate.Arm,
        currency = slate.Currency,
        candidates = slate.Candidates.Select(candidate => new { id = candidate.Id, score = candidate.Value("score"), expected = candidate.Expected, category = candidate.Category }),
        shown = slate.Shown.Select(pick => new
        {
            id = slate.Candidates[pick.Place].Id, slot = pick.Slot, p = pick.Propensity, clicks = pick.Clicks, impressions = pick.Impressions, commission = pick.CommissionMinor,
        }),
    });

    private LoggedSlate Slate(int group, DateTimeOffset at, double mood, ICandidatePolicy? chooser)
    {
        var order = Enumerable.Range(0, Rates.Length).ToArray();
        _random.Shuffle(order);
        var candidates = order.Select(deal => new LoggedCandidate(
            string.Create(CultureInfo.InvariantCulture, $"deal:{deal}"), [new("score", Math.Log(RateOf(deal)) + (1.2 * _random.NextDouble()))])
        {
            Category = deal % 2 == 0 ? "even" : "odd",
            Expected = Expected(deal),
        }).ToList();
        var slate = new LoggedSlate(
            string.Create(CultureInfo.InvariantCulture, $"{group}-{at.ToUnixTimeSeconds()}-{_random.Next()}"), at, string.Create(CultureInfo.InvariantCulture, $"group:{group}"), candidates, []);
        var left = Enumerable.Range(0, candidates.Count).ToList();
        var shown = new List<LoggedPick>();
        for (var slot = 0; slot < Slots; slot++)
        {
            var odds = (chooser ?? Logger).At(slate, new LoggedPick(left[0], slot, 1, 0), left).OfEach!;
            var index = Draw(odds);
            var impressions = _random.Next(20, 60);
            var rate = RateOf(Deal(slate, left[index])) * SlotFactors[slot] * mood;
            var clicks = Enumerable.Range(0, impressions).Count(_ => _random.NextDouble() < rate);
            shown.Add(new LoggedPick(left[index], slot, odds[index], clicks) { Impressions = impressions });
            left.RemoveAt(index);
        }
        return slate with { Shown = shown };
    }

    private static ICandidatePolicy Logger { get; } = new Mixed(new SoftmaxPolicy("softmax", "score", 0.7), new UniformPolicy(), 0.2);

    private static int Deal(LoggedSlate slate, int place) => slate.Candidates[place].Id[^1] - '0';

    private int Draw(double[] odds)
    {
        var draw = _random.NextDouble();
        for (var at = 0; at < odds.Length; at++)
        {
            draw -= odds[at];
            if (draw < 0)
            {
                return at;
            }
        }
        return odds.Length - 1;
    }

    private sealed class Mixed(ICandidatePolicy most, ICandidatePolicy some, double share) : ICandidatePolicy
    {
        public string Name => "mixed";

        public SlotOdds At(LoggedSlate slate, LoggedPick pick, IReadOnlyList<int> left)
        {
            var each = most.At(slate, pick, left).OfEach!.Zip(some.At(slate, pick, left).OfEach!, (a, b) => ((1 - share) * a) + (share * b)).ToArray();
            return new SlotOdds(each[left.ToList().IndexOf(pick.Place)], each);
        }
    }
}
