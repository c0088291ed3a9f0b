using Daogou.Core.Amounts;
using Daogou.Core.Deals;
using Daogou.Core.Ranking;

namespace Daogou.Bot.Deals;

/// <summary>A deal as messages show it: what is paid, what is taken off and why it is here.</summary>
public sealed record DealView
{
    public required Deal Deal { get; init; }

    public CouponOffer? Coupon { get; init; }

    /// <summary>The number of pieces at which one comes cheaper than a single one; null where there is none.</summary>
    public Reckoning? Many { get; init; }

    /// <summary>The list price, only when it was not raised to make the deal look better.</summary>
    public Money? ListPrice { get; init; }

    /// <summary>How much is believed to be off, coupon included.</summary>
    public Rate Discount { get; init; }

    public DealScore? Score { get; init; }

    /// <summary>What the buyer gets back as far as one can tell now.</summary>
    public Money? Rebate { get; init; }

    /// <summary>What the programme wants said with it; empty for the house text.</summary>
    public string Disclosure { get; init; } = "";

    /// <summary>The tracked link; null when there can be none.</summary>
    public Uri? Buy { get; init; }

    /// <summary>The share text (口令) to copy into the shop's app; null for none.</summary>
    public string? ShareText { get; init; }

    /// <summary>Why there is no link, in the reader's words.</summary>
    public string? NoLink { get; init; }

    /// <summary>How long after it was sent a message may still show the price; null for as long as the deal holds.</summary>
    public TimeSpan? PriceLife { get; init; }

    public Money? PriceAfter => Coupon?.PriceAfter ?? Deal.Price;

    public bool IsOver(DateTimeOffset now) => Deal.State is not (DealState.Active or DealState.Pasted) || Deal.EndsAt <= now;

    /// <summary>When it ended, as far as is known.</summary>
    public DateTimeOffset EndedAt(DateTimeOffset now) => Deal.EndsAt is { } ends && ends <= now ? ends : Deal.ChangedAt;

    /// <summary>The same without any amount, and without a reason that speaks of prices.</summary>
    public DealView WithoutPrice() => this with
    {
        Deal = Deal with { PriceMinor = null, ListPriceMinor = null },
        Coupon = null,
        Many = null,
        ListPrice = null,
        Discount = default,
        Score = null,
        Rebate = null,
    };

    public static DealView Of(Candidate candidate) => new()
    {
        Deal = candidate.Deal,
        Coupon = candidate.Coupon,
        ListPrice = candidate.Verdict.ListPriceRaised ? null : Above(candidate.Deal.ListPrice, candidate.PriceAfter),
        Discount = candidate.Discount,
        Score = candidate.Score,
    };

    public static DealView Of(Pick pick)
    {
        var wasRaised = pick.Score.Parts.Any(part => part.Kind == ScorePartKind.ListDiscount && part.Points < 0);
        var list = wasRaised ? null : Above(pick.Deal.ListPrice, pick.Coupon?.PriceAfter ?? pick.Deal.Price);
        return new DealView
        {
            Deal = pick.Deal,
            Coupon = pick.Coupon,
            ListPrice = list,
            Discount = list is { } above && (pick.Coupon?.PriceAfter ?? pick.Deal.Price) is { } paid ? Rate.Discount(paid, above) : default,
            Score = pick.Score,
        };
    }

    private static Money? Above(Money? list, Money? price) =>
        list is { } above && price is { } paid && above.Currency == paid.Currency && above > paid ? list : null;
}
