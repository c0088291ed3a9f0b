using Daogou.Core.Amounts;
using Daogou.Core.Ranking.Learning;

namespace Daogou.Core.Ranking;

/// <summary>What is known of a group's members when its digest is built.</summary>
/// <param name="Group">Its name in what was learnt.</param>
/// <param name="TimesShown">How often the group saw each deal before.</param>
/// <param name="Seed">The same seed makes the same draws.</param>
public sealed record GroupTaste(Learnt Learnt, string Group, IReadOnlyDictionary<long, int> TimesShown, ulong Seed)
{
    /// <summary>Fewer showings than this teach nothing: until then the score alone decides.</summary>
    public const int LeastShown = 30;

    /// <summary>How much a click's revenue weighs against how many click, 0 (members first) to 10,000 (revenue first).</summary>
    public Rate Revenue { get; init; }

    /// <summary>People in the chat; null when not known.</summary>
    public int? People { get; init; }

    public bool IsReady => Learnt.Shown >= LeastShown;

    /// <summary>The candidate as the model sees it.</summary>
    public RankedOffer Offer(Candidate candidate) => OfferOf(candidate, Learnt.PriceUnit);

    public Showing Showing(Candidate candidate, DateTimeOffset now, int slot = 0, int ofCategory = 0) =>
        new(Group, now, slot, TimesShown.GetValueOrDefault(candidate.Deal.Id), ofCategory);

    /// <summary>What speaks for it: how many will click, and what a click is worth as far as revenue is to weigh.</summary>
    public Appeal Appeal(Candidate candidate, DateTimeOffset now)
    {
        var offer = Offer(candidate);
        var order = Learnt.Order(offer, Group).Typical * Math.Max(offer.CommissionRate, 0.001) * offer.Price;
        var worth = Revenue.BasisPoints == 0 ? 1 : Math.Pow(order, Revenue.BasisPoints / 10_000.0);
        return new Appeal(offer.Category, Learnt.Click(offer, Showing(candidate, now)), Learnt.Unknown(offer, Group), worth * Urgency(candidate, now));
    }

    /// <summary>A category's first level: finer ones are too small to have a taste for.</summary>
    public static string CategoryOf(string? category) =>
        category is null ? "" : category.Split(['>', '/', '|'], 2)[0].Trim().ToLowerInvariant();

    internal static RankedOffer OfferOf(Candidate candidate, double priceUnit) => new(
        candidate.Deal.Id,
        candidate.ProductId.ToString(System.Globalization.CultureInfo.InvariantCulture),
        CategoryOf(candidate.Deal.Category),
        candidate.Deal.Merchant,
        candidate.Deal.ChangedAt)
    {
        Price = Math.Max(1, candidate.PriceAfter.Minor) / priceUnit,
        TrueDiscount = candidate.Discount.BasisPoints / 10_000.0,
        Merit = Math.Clamp(candidate.Score.Total / 100.0, 0, 1.5),
        CommissionRate = candidate.CommissionBp / 10_000.0,
    };

    /// <summary>What ends within six hours cannot wait for the next digest.</summary>
    private static double Urgency(Candidate candidate, DateTimeOffset now) =>
        candidate.Deal.EndsAt is { } ends && ends - now < TimeSpan.FromHours(6) ? 1.1 : 1;
}

/// <summary>How a pick came to be chosen, kept with it.</summary>
/// <param name="Propensity">How likely this choice was with those above it given; null where a person chose.</param>
/// <param name="Expected">That one who sees it clicks; null while too little was learnt.</param>
/// <param name="Facts">What the model saw, to learn from what comes of it.</param>
public sealed record PickChoice(double? Propensity, double? Expected, bool IsTrial, PickFacts Facts);

/// <summary>What the model saw of a pick, and where it stood.</summary>
public sealed record PickFacts(RankedOffer Offer, int TimesShown, int OfCategory);
