using System.Runtime.InteropServices;
using Daogou.Core.Ranking.Learning;

namespace Daogou.Benchmarks.Ranking;

/// <summary>The product's own ranker.</summary>
internal sealed class LearntPolicy(SlateGoal goal, int seed) : ISlatePolicy
{
    private readonly SimulatedRanker _ranker = new(TimeSpan.FromDays(12), 1, (ulong)seed);

    public void Deals(IReadOnlyList<WorldDeal> deals)
    {
        foreach (var deal in deals)
        {
            _ranker.Know(
                new RankedOffer(deal.Id, deal.Product, $"c{deal.Category}", $"m{deal.Merchant}", deal.PostedAt)
                {
                    Price = deal.Price / 80, TrueDiscount = deal.TrueDiscount, BelowUsual = deal.TrueDiscount, CommissionRate = deal.CommissionRate,
                },
                deal.ListedUntil);
        }
    }

    public void Dead(IReadOnlyList<long> ids)
    {
        foreach (var id in ids)
        {
            _ranker.Bury(id);
        }
    }

    public IReadOnlyList<(long Id, double Printed)> Slate(int group, DateTimeOffset now, IReadOnlyList<WorldDeal> candidates, int slots) =>
        [.. _ranker.Slate($"g{group}", now, candidates.Select(deal => deal.Id), slots, goal).Select(item => (item.Offer.Id, item.Offer.TrueDiscount))];

    public void Feedback(int group, DateTimeOffset now, IReadOnlyList<WorldReport> shown)
    {
        foreach (var report in shown)
        {
            _ranker.Hear($"g{group}", now, report.Id, report.Slot, report.Impressions, report.Clicks, report.Orders);
        }
    }
}

/// <summary>One number for each deal decides; with hygiene (nothing dead, over, repeated or twice; the true discount printed) or without (all of it).</summary>
internal sealed class ScorePolicy(Func<WorldDeal, ScorePolicy.Count, double> score, bool hasHygiene = true) : ISlatePolicy
{
    private readonly HashSet<long> _dead = [];
    private readonly Dictionary<(int, string), DateTimeOffset> _shown = [];
    private readonly Dictionary<long, Count> _counts = [];

    public void Deals(IReadOnlyList<WorldDeal> deals)
    {
    }

    public void Dead(IReadOnlyList<long> ids) => _dead.UnionWith(ids);

    public IReadOnlyList<(long Id, double Printed)> Slate(int group, DateTimeOffset now, IReadOnlyList<WorldDeal> candidates, int slots)
    {
        var open = candidates.Where(deal => !hasHygiene || (!_dead.Contains(deal.Id) && deal.ListedUntil > now
            && !(_shown.TryGetValue((group, deal.Product), out var at) && now - at <= TimeSpan.FromDays(7))));
        var ranked = open.OrderByDescending(deal => score(deal, _counts.GetValueOrDefault(deal.Id)));
        var slate = (hasHygiene ? ranked.DistinctBy(deal => deal.Product) : ranked).Take(slots).ToList();
        slate.ForEach(deal => _shown[(group, deal.Product)] = now);
        return [.. slate.Select(deal => (deal.Id, hasHygiene ? deal.TrueDiscount : deal.ClaimedDiscount))];
    }

    public void Feedback(int group, DateTimeOffset now, IReadOnlyList<WorldReport> shown)
    {
        foreach (var report in shown)
        {
            var count = _counts.GetValueOrDefault(report.Id);
            _counts[report.Id] = new Count(count.Impressions + report.Impressions, count.Clicks + report.Clicks);
        }
    }

    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Count(double Impressions, double Clicks);
}
