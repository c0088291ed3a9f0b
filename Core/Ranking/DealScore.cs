using System.Globalization;
using Daogou.Core.Amounts;
using Daogou.Core.Deals;

namespace Daogou.Core.Ranking;

/// <summary>What a part of the score measures. Stored; never renumber.</summary>
public enum ScorePartKind
{
    PriceTruth = 1,
    ListDiscount = 2,
    Coupon = 3,
    Freshness = 4,
    Urgency = 5,
    Commission = 6,
    SourceTrust = 7,

    /// <summary>How many of the group's members are expected to open it.</summary>
    Interest = 8,

    /// <summary>Chosen in order to learn.</summary>
    Trial = 9,
}

/// <summary>Points of one part and why, in words for people.</summary>
public sealed record ScorePart(ScorePartKind Kind, int Points, string Zh, string En)
{
    public string Why(string language) => language == "zh" ? Zh : En;
}

/// <summary>The sum of its shown parts, 0 to about 100.</summary>
public sealed record DealScore(int Total, IReadOnlyList<ScorePart> Parts)
{
    /// <summary>The words of the part that weighs most; empty when nothing speaks for the deal.</summary>
    public string BestWhy(string language) =>
        Parts.Where(part => part.Points > 0 && part.Kind is not (ScorePartKind.Commission or ScorePartKind.SourceTrust)).MaxBy(part => part.Points)?.Why(language) ?? "";
}

/// <summary>
/// A deal as it stands for choice: with its coupon, the verdict on its price, the discount that is believed and its score.
/// </summary>
public sealed record Candidate(Deal Deal, CouponOffer? Coupon, PriceVerdict Verdict, Rate Discount, DealScore Score)
{
    /// <summary>The first deal of its product; its own id while it is alone in it.</summary>
    public long ProductId { get; init; } = Deal.Id;

    /// <summary>Expected commission of the programme, in basis points; 0 when unknown.</summary>
    public int CommissionBp { get; init; }

    /// <summary>That a member who sees it clicks; null while too little was learnt.</summary>
    public double? Expected { get; init; }

    /// <summary>How it came to be chosen; null until it is.</summary>
    public PickChoice? Chosen { get; init; }

    /// <summary>What is paid with the coupon.</summary>
    public Money PriceAfter => Coupon?.PriceAfter ?? Deal.Price ?? throw new InvalidOperationException("A candidate has a price.");
}

/// <summary>Scores a deal. Pure: the same facts give the same parts.</summary>
public static class DealScorer
{
    private const int RowsToJudgeBy = 20;

    /// <param name="commissionBp">Expected commission of the programme, 0 when unknown. It weighs little, so that revenue does not outrank the members' good.</param>
    /// <param name="source">How many of the source's rows are broken; null when unknown.</param>
    public static Candidate Rate(Deal deal, CouponOffer? coupon, PriceVerdict verdict, int commissionBp, SourceRecord? source, DateTimeOffset now)
    {
        var price = deal.Price ?? throw new ArgumentException("A deal without a price cannot be scored.", nameof(deal));
        var paid = coupon?.PriceAfter ?? price;
        var claimed = deal.ListPrice is { } list ? Amounts.Rate.Discount(paid, list) : coupon is null ? default : Amounts.Rate.Discount(paid, price);
        var proven = verdict.Low30BeforeMinor is { } low ? Amounts.Rate.Discount(paid, new Money(low, price.Currency)) : default;
        // With enough history only what is proven counts; before that the claim does, unless the list price was raised for it.
        var believed = verdict.IsConfident ? proven : verdict.ListPriceRaised ? Smaller(proven, claimed) : Larger(proven, claimed);
        ScorePart[] parts =
        [
            .. PriceTruth(verdict, proven),
            .. ListDiscount(verdict, claimed),
            .. CouponPart(coupon, price),
            .. Freshness(deal, now),
            .. Urgency(deal, now),
            .. Commission(commissionBp),
            .. SourceTrust(source),
        ];
        return new Candidate(deal, coupon, verdict, believed, new DealScore(parts.Sum(part => part.Points), parts)) { CommissionBp = commissionBp };
    }

    private static IEnumerable<ScorePart> PriceTruth(PriceVerdict verdict, Rate proven)
    {
        var points = Math.Min(45, proven.BasisPoints / 100);
        var percent = Percent(proven);
        switch (verdict.Standing)
        {
            case PriceStanding.AllTimeLow when points > 0:
                yield return new ScorePart(ScorePartKind.PriceTruth, points + 10, $"历史最低，比近30天低{percent}", $"lowest ever seen, {percent} below its 30-day low");
                break;
            case PriceStanding.Low90 when points > 0:
                yield return new ScorePart(ScorePartKind.PriceTruth, points + 6, $"90天最低，比近30天低{percent}", $"90-day low, {percent} below its 30-day low");
                break;
            case PriceStanding.Low30 when points > 0:
                yield return new ScorePart(ScorePartKind.PriceTruth, points + 3, $"30天最低，低{percent}", $"30-day low, {percent} below before");
                break;
            case PriceStanding.AboveLow when verdict.IsConfident:
                yield return new ScorePart(ScorePartKind.PriceTruth, -10, "近30天有过更低价", "was cheaper in the last 30 days");
                break;
            case PriceStanding.AtLow when verdict.IsConfident:
                yield return new ScorePart(ScorePartKind.PriceTruth, 0, "与近30天最低价相同", "the same as its 30-day low");
                break;
            case PriceStanding.AllTimeLow or PriceStanding.Low90 or PriceStanding.Low30 or PriceStanding.AtLow or PriceStanding.AboveLow or PriceStanding.Unknown:
                break;
        }
    }

    private static IEnumerable<ScorePart> ListDiscount(PriceVerdict verdict, Rate claimed)
    {
        if (claimed.BasisPoints <= 0)
        {
            yield break;
        }
        if (verdict.ListPriceRaised)
        {
            yield return new ScorePart(ScorePartKind.ListDiscount, -8, "标价被抬高过", "the list price was raised for it");
            yield break;
        }
        var weight = verdict.IsConfident ? 8 : 25;
        yield return new ScorePart(
            ScorePartKind.ListDiscount, claimed.BasisPoints * weight / 10_000, $"比标价低{Percent(claimed)}", $"{Percent(claimed)} below list price");
    }

    private static IEnumerable<ScorePart> CouponPart(CouponOffer? coupon, Money price)
    {
        if (coupon is not null)
        {
            var saved = Amounts.Rate.Discount(coupon.PriceAfter, price);
            yield return new ScorePart(
                ScorePartKind.Coupon, Math.Min(15, saved.BasisPoints / 150), $"用券再减{coupon.Saved.ToText()}", $"{coupon.Saved.ToText()} more off with the coupon");
        }
    }

    private static IEnumerable<ScorePart> Freshness(Deal deal, DateTimeOffset now)
    {
        var hours = Math.Max(0, (now - deal.ChangedAt).TotalHours);
        if (hours < 72)
        {
            yield return new ScorePart(ScorePartKind.Freshness, (int)(12 * (1 - (hours / 72))), hours < 24 ? "今天的新消息" : "近几天的新消息", hours < 24 ? "new today" : "new in the last days");
        }
    }

    private static IEnumerable<ScorePart> Urgency(Deal deal, DateTimeOffset now)
    {
        if (deal.EndsAt is { } ends && ends > now && ends - now < TimeSpan.FromHours(24))
        {
            yield return new ScorePart(ScorePartKind.Urgency, 6, "今天结束", "ends within a day");
        }
    }

    private static IEnumerable<ScorePart> Commission(int commissionBp)
    {
        if (commissionBp > 0)
        {
            yield return new ScorePart(
                ScorePartKind.Commission, Math.Min(5, commissionBp / 200), $"预计佣金{Percent(new Rate(commissionBp))}", $"expected commission {Percent(new Rate(commissionBp))}");
        }
    }

    private static IEnumerable<ScorePart> SourceTrust(SourceRecord? source)
    {
        if (source is null || source.Rows < RowsToJudgeBy)
        {
            yield break;
        }
        var percent = source.Broken * 100 / source.Rows;
        if (percent <= 2)
        {
            yield return new ScorePart(ScorePartKind.SourceTrust, 3, "来源数据可靠", "its source's rows can be believed");
        }
        else if (percent > 10)
        {
            yield return new ScorePart(ScorePartKind.SourceTrust, -5, $"来源有{percent}%的数据不可用", $"{percent}% of its source's rows are broken");
        }
    }

    private static Rate Larger(Rate one, Rate other) => one.BasisPoints >= other.BasisPoints ? one : other;

    private static Rate Smaller(Rate one, Rate other) => one.BasisPoints <= other.BasisPoints ? one : other;

    private static string Percent(Rate rate) => (rate.BasisPoints / 100).ToString(CultureInfo.InvariantCulture) + "%";
}
