using System.Text.Json;
using Daogou.Core.Amounts;
using Daogou.Core.Deals;
using Daogou.Core.Members;

namespace Daogou.Core.Ranking;

/// <summary>The rule that stopped a deal. Stored; never renumber.</summary>
public enum PassRule
{
    WrongCategory = 1,
    WordsMissing = 2,
    ExcludedWord = 3,
    TooLittleOff = 4,
    NotADeal = 5,
    ShownLately = 6,
    MerchantFull = 7,
    CategoryFull = 8,
    BelowTheBest = 9,
    SameProduct = 10,
    EndsTooSoon = 11,
    NotThereYet = 12,
    NotActive = 13,
    TooWeak = 14,
    WeekFull = 15,
}

/// <summary>What a group wants to hear, as it stood when a digest was built.</summary>
public sealed record GroupWishes(
    IReadOnlyList<string> Categories, IReadOnlyList<string> Words, IReadOnlyList<string> ExcludedWords, int MinDiscountBp, int MaxItems)
{
    /// <summary>How much revenue weighs against members' interest, 0 (members first) to 10,000 (revenue first).</summary>
    public int RevenueBp { get; init; }

    /// <summary>At most so many deals are posted in seven days; null: as many as the digests hold.</summary>
    public int? WeekItems { get; init; }

    /// <summary>What scores less is not worth a message; null: everything is.</summary>
    public int? LeastScore { get; init; }

    /// <summary>The arm of the running experiment that the group was in; null when none runs.</summary>
    public string? Arm { get; init; }

    public static GroupWishes Of(Group group) =>
        new(List(group.Categories), List(group.Words), List(group.ExcludedWords), group.MinDiscountBp, group.MaxItems)
        {
            RevenueBp = group.RevenueBp, WeekItems = group.WeekItems, LeastScore = group.LeastScore,
        };

    private static List<string> List(string json) => JsonSerializer.Deserialize<List<string>>(json) ?? [];
}

/// <summary>When and at what price a group last saw a deal.</summary>
public sealed record Shown
{
    public required long DealId { get; init; }

    public required DateTimeOffset BuiltAt { get; init; }

    public required long PriceMinor { get; init; }

    public required string Currency { get; init; }
}

/// <summary>A candidate that was not chosen, and the rule that stopped it.</summary>
public sealed record Pass(Candidate Candidate, PassRule Rule, string Detail);

/// <summary>What was chosen, what was not and why, before it is stored.</summary>
public sealed record DigestDraft(IReadOnlyList<Candidate> Picks, IReadOnlyList<Pass> Passes);

/// <summary>
/// Chooses a group's deals: filters, nothing twice, one offer for each product, caps for merchants and categories, variety; by what its members are
/// expected to open once enough was learnt, by score until then. Fewer than asked for, or none, is a legal answer. Pure: the same candidates, taste and
/// seed give the same digest; every candidate ends either as a pick or with the rule that stopped it.
/// </summary>
public static class DigestBuilder
{
    public static DigestDraft Build(
        IEnumerable<Candidate> candidates, GroupWishes wishes, IReadOnlyDictionary<long, Shown> shown, RankingOptions options, DateTimeOffset now, GroupTaste? taste = null, int shownThisWeek = 0)
    {
        var passes = new List<Pass>();
        var open = new List<Candidate>();
        foreach (var candidate in candidates)
        {
            if (Stops(candidate, wishes, shown.GetValueOrDefault(candidate.Deal.Id), options, now) is var (rule, detail))
            {
                passes.Add(new Pass(candidate, rule, detail));
            }
            else
            {
                open.Add(candidate);
            }
        }
        open.Sort(static (one, other) => (-one.Score.Total, one.Deal.Id).CompareTo((-other.Score.Total, other.Deal.Id)));
        var most = wishes.WeekItems is { } week ? Math.Clamp(week - shownThisWeek, 0, wishes.MaxItems) : wishes.MaxItems;
        if (most == 0)
        {
            passes.AddRange(open.Select(candidate => new Pass(candidate, PassRule.WeekFull, $"{shownThisWeek} of {wishes.WeekItems} in seven days")));
            return new DigestDraft([], passes);
        }
        var caps = new DigestCaps(wishes, options);
        var picks = taste is { IsReady: true } ? TasteChoice.Choose(open, most, caps, taste, now, passes) : Choose(open, most, caps, passes);
        return new DigestDraft(picks, passes);
    }

    /// <summary>The rule that keeps this deal from this group whatever the others are; null when none does.</summary>
    public static (PassRule Rule, string Detail)? Stops(
        Candidate candidate, GroupWishes wishes, Shown? shown, RankingOptions options, DateTimeOffset now)
    {
        var deal = candidate.Deal;
        if (wishes.Categories.Count > 0 && !wishes.Categories.Any(category => Contains(deal.Category, category)))
        {
            return (PassRule.WrongCategory, deal.Category ?? "");
        }
        if (wishes.ExcludedWords.FirstOrDefault(word => WordMatch.Mentions(deal, word)) is { } excluded)
        {
            return (PassRule.ExcludedWord, excluded);
        }
        if (wishes.Words.Count > 0 && !wishes.Words.Any(word => WordMatch.Mentions(deal, word)))
        {
            return (PassRule.WordsMissing, string.Join(", ", wishes.Words));
        }
        if (candidate.Discount.BasisPoints <= 0)
        {
            return (PassRule.NotADeal, candidate.Verdict.ListPriceRaised ? "list price raised" : "not below its usual price");
        }
        // A group that saw it dearer hears of it by how much cheaper it became since, in however many steps.
        var least = Math.Max(wishes.MinDiscountBp, shown is not null && IsMuchCheaper(candidate, shown, options) ? 0 : options.LeastOffBp);
        if (candidate.Discount.BasisPoints < least)
        {
            return (PassRule.TooLittleOff, $"{candidate.Discount} < {new Rate(least)}");
        }
        if (candidate.Score.Total < wishes.LeastScore)
        {
            return (PassRule.TooWeak, $"score {candidate.Score.Total} < {wishes.LeastScore}");
        }
        if (deal.EndsAt is { } ends && ends - now < TimeSpan.FromMinutes(options.LeastMinutesLeft))
        {
            return (PassRule.EndsTooSoon, ends.ToString("u", System.Globalization.CultureInfo.InvariantCulture));
        }
        if (shown is not null && now - shown.BuiltAt < TimeSpan.FromDays(options.NotAgainForDays) && !IsMuchCheaper(candidate, shown, options))
        {
            return (PassRule.ShownLately, shown.BuiltAt.ToString("u", System.Globalization.CultureInfo.InvariantCulture));
        }
        return null;
    }

    /// <summary>By score alone, while too little was learnt of the group's members.</summary>
    private static List<Candidate> Choose(List<Candidate> open, int most, DigestCaps caps, List<Pass> passes)
    {
        var picks = new List<Candidate>(most);
        var left = new LinkedList<Candidate>(open);
        while (picks.Count < most && Next() is { } node)
        {
            left.Remove(node);
            var ofCategory = caps.OfCategory(node.Value);
            picks.Add(node.Value with { Chosen = new PickChoice(1, null, false, new PickFacts(GroupTaste.OfferOf(node.Value, Learning.Learnt.Nothing.PriceUnit), 0, ofCategory)) });
            caps.Take(node.Value);
        }
        passes.AddRange(left.Select(candidate => new Pass(candidate, PassRule.BelowTheBest, $"score {candidate.Score.Total}")));
        return picks;

        // The best by score, a little less for each pick of the same category; what a cap or a chosen product rules out leaves for good.
        LinkedListNode<Candidate>? Next()
        {
            LinkedListNode<Candidate>? best = null;
            var bestValue = int.MinValue;
            for (var node = left.First; node is not null;)
            {
                var following = node.Next;
                if (node.Value.Score.Total * 100 < bestValue)
                {
                    break;
                }
                if (caps.RuledOut(node.Value) is var (rule, detail))
                {
                    passes.Add(new Pass(node.Value, rule, detail));
                    left.Remove(node);
                }
                else if (Value(node.Value) is var value && value > bestValue)
                {
                    (best, bestValue) = (node, value);
                }
                node = following;
            }
            return best;
        }

        int Value(Candidate candidate)
        {
            var value = candidate.Score.Total * 100;
            for (var same = caps.OfCategory(candidate); same > 0 && value > 0; same--)
            {
                value = value * 9 / 10;
            }
            return value;
        }
    }

    private static bool IsMuchCheaper(Candidate candidate, Shown shown, RankingOptions options) =>
        shown.Currency == candidate.PriceAfter.Currency
        && Rate.Discount(candidate.PriceAfter, new Money(shown.PriceMinor, candidate.PriceAfter.Currency)).BasisPoints >= options.AgainWhenCheaperByBp;

    private static bool Contains(string? text, string word) => text?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;
}
