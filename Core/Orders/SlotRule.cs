using System.Globalization;

namespace Daogou.Core.Orders;

/// <summary>A link that had the order's slot when it was clicked, and what speaks for it.</summary>
/// <param name="SameItem">Its product is the one that was bought.</param>
/// <param name="Age">From its last handing-out to the click that the platform saw.</param>
/// <param name="Click">How long before that our own click on it was; null for none near.</param>
/// <param name="HasShareText">It can be followed by its share text, past our redirect.</param>
public sealed record SlotCandidate(string LinkCode, bool SameItem, TimeSpan Age, LinkMoment? Click, bool HasShareText);

/// <param name="Before">The platform saw its click so long after ours; below zero where clocks differ.</param>
public sealed record LinkMoment(long Ordinal, TimeSpan Before);

/// <param name="Confidence">Of the best candidate, in hundredths of a percent.</param>
/// <param name="Shares">Every candidate's, the best first.</param>
public sealed record SlotJudgement(SlotCandidate? Best, int Confidence, IReadOnlyList<(SlotCandidate Candidate, int Confidence)> Shares);

/// <summary>
/// Whose an order in a slot is. Each candidate is weighed by how likely just this click, at just this time, for just this product would be if it were the buyer's
/// link; its share of all weights, and of somebody unknown, is the confidence. The numbers are judged, and the simulation in docs/attribution.md measures what they
/// are worth.
/// </summary>
public static class SlotRule
{
    /// <summary>Our click may come so long before the platform's, and clocks may differ by so much.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromMinutes(2);
    public static readonly TimeSpan After = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(20);

    /// <summary>A link that was made outside the program for one of its slots.</summary>
    private const long Stranger = 100_000;

    public static SlotJudgement Judge(IEnumerable<SlotCandidate> candidates)
    {
        var weighed = candidates
            .GroupBy(candidate => candidate.LinkCode, StringComparer.Ordinal)
            .Select(link => link.Select(candidate => (Candidate: candidate, Weight: Weight(candidate))).MaxBy(one => one.Weight))
            .OrderByDescending(one => one.Weight)
            .ToList();
        var all = weighed.Sum(one => one.Weight) + Stranger;
        var shares = weighed.Select(one => (one.Candidate, Confidence: (int)(one.Weight * 10_000 / all))).ToList();
        return shares is [var best, ..] ? new SlotJudgement(best.Candidate, best.Confidence, shares) : new SlotJudgement(null, 0, []);
    }

    /// <summary>12.34 %</summary>
    public static string Percent(int confidence) => string.Create(CultureInfo.InvariantCulture, $"{confidence / 100m:0.##} %");

    private static long Weight(SlotCandidate candidate)
    {
        // Of a hundred buyers one or so buys just the product that another link of the slot is for.
        var item = candidate.SameItem ? 1000 : 10;
        var click = candidate.Click switch
        {
            { Before: var before } when before.Duration() <= AtOnce => 100_000_000L,
            { } => 3_000_000L,
            null => Unseen(candidate),
        };
        return click * item;
    }

    /// <summary>No click of ours: by the share text, or by an address copied further. Most links are followed soon after they were handed out, if ever.</summary>
    private static long Unseen(SlotCandidate candidate)
    {
        var fresh = candidate.Age.TotalHours switch { <= 1 => 1000, <= 6 => 300, <= 24 => 100, <= 72 => 30, _ => 10 };
        return (candidate.HasShareText ? 300 : 30) * fresh;
    }
}
