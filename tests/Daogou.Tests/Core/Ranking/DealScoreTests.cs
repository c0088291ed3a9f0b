using CsCheck;
using Daogou.Core.Amounts;
using Daogou.Core.Deals;
using Daogou.Core.Ranking;
using Xunit;
using static Daogou.Tests.Support.A;

namespace Daogou.Tests.Core.Ranking;

public sealed class DealScoreTests
{
    private static readonly PriceVerdict New = PriceVerdict.Of([], Yuan(80), Monday);

    [Fact]
    public void Every_part_is_shown_with_its_reason_in_both_languages_and_the_total_is_their_sum()
    {
        var deal = Deal() with { EndsAt = Monday.AddHours(5) };
        var offer = CouponMatch.BestFor(deal, [Coupon()], Monday);
        var score = DealScorer.Rate(deal, offer, Reduced(), 800, new SourceRecord { SourceId = 1, Rows = 100, Broken = 0 }, Monday).Score;
        Assert.Equal(
            [
                (ScorePartKind.PriceTruth, "lowest ever seen, 30% below its 30-day low"),
                (ScorePartKind.ListDiscount, "30% below list price"),
                (ScorePartKind.Coupon, "¥10 more off with the coupon"),
                (ScorePartKind.Freshness, "new today"),
                (ScorePartKind.Urgency, "ends within a day"),
                (ScorePartKind.Commission, "expected commission 8%"),
                (ScorePartKind.SourceTrust, "its source's rows can be believed"),
            ],
            score.Parts.Select(part => (part.Kind, part.En)));
        Assert.Equal(score.Total, score.Parts.Sum(part => part.Points));
        Assert.All(score.Parts, part => Assert.NotEmpty(part.Zh));
        Assert.Equal("历史最低，比近30天低30%", score.BestWhy("zh"));
    }

    [Fact]
    public void With_history_only_what_is_proven_counts_before_it_the_claim_does()
    {
        Assert.Equal(new Rate(2_000), DealScorer.Rate(Deal() with { ListPriceMinor = 20_000 }, null, Reduced(), 0, null, Monday).Discount);
        Assert.Equal(new Rate(6_000), DealScorer.Rate(Deal() with { ListPriceMinor = 20_000 }, null, New, 0, null, Monday).Discount);
    }

    [Fact]
    public void A_raised_list_price_costs_points_and_claims_nothing()
    {
        var verdict = PriceVerdict.Of([Point(Monday.AddDays(-5), 8_000), Point(Monday, 8_000, 20_000)], Yuan(80), Monday);
        var candidate = DealScorer.Rate(Deal() with { ListPriceMinor = 20_000 }, null, verdict, 0, null, Monday);
        Assert.Equal(new Rate(0), candidate.Discount);
        Assert.Contains(candidate.Score.Parts, part => part is { Kind: ScorePartKind.ListDiscount, Points: < 0, Zh: "标价被抬高过" });
    }

    [Fact]
    public void A_coupon_on_the_usual_price_is_a_reduction()
    {
        var usual = PriceVerdict.Of([Point(Monday.AddDays(-40), 8_000)], Yuan(80), Monday);
        var offer = CouponMatch.BestFor(Deal(), [Coupon() with { AmountMinor = 2_000 }], Monday);
        Assert.Equal(new Rate(2_500), DealScorer.Rate(Deal(), offer, usual, 0, null, Monday).Discount);
    }

    [Fact]
    public void A_source_of_broken_rows_costs_points_and_a_small_one_is_not_judged()
    {
        Assert.Contains(Rate(100, 40).Score.Parts, part => part is { Kind: ScorePartKind.SourceTrust, Points: -5, En: "40% of its source's rows are broken" });
        Assert.DoesNotContain(Rate(10, 9).Score.Parts, part => part.Kind == ScorePartKind.SourceTrust);

        static Candidate Rate(int rows, int broken) => DealScorer.Rate(Deal(), null, New, 0, new SourceRecord { SourceId = 1, Rows = rows, Broken = broken }, Monday);
    }

    [Fact]
    public void The_deeper_of_two_proven_reductions_never_scores_less() =>
        Gen.Select(Gen.Int[1_300, 9_900], Gen.Int[1_300, 9_900]).Sample((one, other) =>
        {
            var (deep, shallow) = (Score(Math.Min(one, other)), Score(Math.Max(one, other)));
            return deep.Total >= shallow.Total;
        });

    [Fact]
    public void What_the_network_pays_never_outweighs_a_tenth_off() =>
        Gen.Int[0, 10_000].Sample(commission => DealScorer.Rate(Deal(), null, New, commission, null, Monday).Score.Total - DealScorer.Rate(Deal(), null, New, 0, null, Monday).Score.Total <= 5);

    private static DealScore Score(int priceMinor) => Candidate(Deal() with { PriceMinor = priceMinor, ListPriceMinor = null }).Score;

    private static PriceVerdict Reduced() => PriceVerdict.Of([Point(Monday.AddDays(-40), 10_000), Point(Monday.AddHours(-1), 8_000)], Yuan(80), Monday);
}
