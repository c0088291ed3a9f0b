using CsCheck;
using Daogou.Core.Amounts;
using Daogou.Core.Deals;
using Xunit;
using static Daogou.Tests.Support.A;

namespace Daogou.Tests.Core.Deals;

public sealed class PriceRuleTests
{
    private static readonly Gen<PriceTier> Tier = Gen.Select(Gen.Long[0, 50_000], Gen.Int[0, 6], Gen.Long[0, 30_000], Gen.Int[0, 10_000], (least, pieces, amount, off) => new PriceTier(least, pieces, amount, off));

    private static readonly Gen<PriceRule> Rule = Gen.Select(Gen.Int[1, 5], Tier.List[1, 3], (kind, tiers) => new PriceRule((PriceRuleKind)kind, tiers));

    private static readonly Gen<List<PricePart>> Parts = Gen.Select(Rule, Gen.Int[1, 3], Gen.Int[1, 10_000])
        .List[0, 6].Select(rules => rules.Index().Select(rule => Part(rule.Item.Item1, (PriceLayer)rule.Item.Item2, rule.Index + 1, rule.Item.Item3)).ToList());

    [Theory]
    [InlineData("满300减40", 29_999, 1, 0)]
    [InlineData("满300减40", 10_000, 3, 4_000)]
    [InlineData("满300减40", 10_000, 9, 4_000)]
    [InlineData("每满300减40", 10_000, 9, 12_000)]
    [InlineData("每满300元减40元，上不封顶", 10_000, 8, 8_000)]
    [InlineData("满200减20，满300减40；满1000减200", 10_000, 2, 2_000)]
    [InlineData("满200减20，满300减40；满1000减200", 10_000, 4, 4_000)]
    [InlineData("满200减20满300减40", 10_000, 3, 4_000)]
    [InlineData("2件8折", 10_000, 1, 0)]
    [InlineData("2件8折", 10_000, 3, 6_000)]
    [InlineData("满3件打7.5折", 10_000, 3, 7_500)]
    [InlineData("两件95折", 10_000, 2, 1_000)]
    [InlineData("2件半价", 10_000, 2, 10_000)]
    [InlineData("第二件半价", 10_000, 1, 0)]
    [InlineData("第二件半价", 10_000, 2, 5_000)]
    [InlineData("第二件半价", 10_000, 3, 5_000)]
    [InlineData("第2件0元", 10_000, 4, 20_000)]
    [InlineData("第3件免费", 10_000, 3, 10_000)]
    [InlineData("第二件8折", 10_000, 2, 2_000)]
    [InlineData("买2送1", 10_000, 3, 10_000)]
    [InlineData("买一送一", 10_000, 2, 10_000)]
    [InlineData("满2件减20", 10_000, 2, 2_000)]
    [InlineData("99元3件", 10_000, 3, 20_100)]
    [InlineData("99元任选3件", 10_000, 4, 20_100)]
    [InlineData("定金50抵100", 10_000, 1, 5_000)]
    [InlineData("定金50元膨胀到100元", 10_000, 2, 10_000)]
    [InlineData("付定金20，3倍膨胀", 10_000, 1, 4_000)]
    [InlineData("2 for ¥100", 8_000, 2, 6_000)]
    [InlineData("any 2 for ¥100", 8_000, 5, 12_000)]
    [InlineData("2 for ¥100", 4_000, 2, 0)]
    [InlineData("3 for 2", 10_000, 3, 10_000)]
    [InlineData("3 for the price of 2", 10_000, 6, 20_000)]
    [InlineData("Buy 2 get 10% off", 10_000, 2, 2_000)]
    [InlineData("buy 3 or more, save 15%", 10_000, 2, 0)]
    [InlineData("buy one get one free", 10_000, 2, 10_000)]
    [InlineData("buy 2, get 1 free", 10_000, 3, 10_000)]
    [InlineData("Buy one get one half price", 10_000, 2, 5_000)]
    [InlineData("buy one, get the second 30% off", 10_000, 2, 3_000)]
    [InlineData("second item half price", 10_000, 2, 5_000)]
    [InlineData("2nd item 40% off", 10_000, 2, 4_000)]
    [InlineData("spend ¥300, save ¥40", 10_000, 3, 4_000)]
    [InlineData("¥40 off ¥300", 10_000, 3, 4_000)]
    [InlineData("¥10 off when you spend ¥300", 10_000, 2, 0)]
    public void An_offer_in_words_takes_off_what_it_says(string words, long piece, int pieces, long off)
    {
        var (rule, _) = PriceRuleReader.Read(words, "CNY")!.Value;
        Assert.Equal(off, rule.Off(piece * pieces, piece, pieces));
    }

    [Theory]
    [InlineData("")]
    [InlineData("满300减400")]
    [InlineData("第一件半价")]
    [InlineData("买2送3")]
    [InlineData("3 for 1")]
    [InlineData("满300减40或送杯子")]
    [InlineData("up to 50% off")]
    [InlineData("new arrivals from £10")]
    [InlineData("定金100抵50")]
    [InlineData("2件12折0")]
    [InlineData("第二件半价，限新用户")]
    public void What_says_more_or_less_than_an_offer_is_not_guessed_at(string words) => Assert.Null(PriceRuleReader.Read(words, "CNY"));

    [Fact]
    public void An_offer_names_its_own_currency_and_does_not_mix_two()
    {
        Assert.Equal("GBP", PriceRuleReader.Read("2 for £10", null)!.Value.Currency);
        Assert.Null(PriceRuleReader.Read("spend £50 save €10", null));
        Assert.Null(PriceRuleReader.Read("满300减40", null));
    }

    [Fact]
    public void Any_text_is_read_or_not_and_in_time() =>
        Gen.String[Gen.Char["满减每件折第二半价元定金抵买送0123456789.,£ buyget%off for"], 0, 250].Sample(text => PriceRuleReader.Read(text, "CNY") is null or { Rule.Tiers.Count: > 0 });

    [Fact]
    public void What_is_paid_is_never_below_zero_and_the_steps_add_up() =>
        Gen.Select(Gen.Long[1, 100_000], Gen.Int[1, 20], Parts).Sample((piece, pieces, parts) =>
        {
            var reckoned = Basket.Best(new Money(piece, "CNY"), pieces, parts);
            Assert.Equal(piece * pieces, reckoned.Full.Minor);
            Assert.InRange(reckoned.Paid.Minor, 0, reckoned.Full.Minor);
            Assert.Equal(reckoned.Cuts.Select(cut => cut.Coupon.Layer).Order(), reckoned.Cuts.Select(cut => cut.Coupon.Layer));
            Assert.Distinct(reckoned.Cuts.Select(cut => cut.Coupon.Layer));
            Assert.All(reckoned.Cuts, cut => Assert.True(cut.Off.Minor > 0));
            Assert.True(reckoned.PerPiece.Minor * pieces >= reckoned.Paid.Minor);
        });

    [Fact]
    public void Offers_together_take_off_no_more_than_the_sum_of_each_alone_and_no_less_than_the_best() =>
        Gen.Select(Gen.Long[1, 100_000], Gen.Int[1, 12], Parts).Sample((piece, pieces, mixed) =>
        {
            var parts = mixed.ConvertAll(part => part with { TrustBp = 9_000 });
            var reckoned = Basket.Best(new Money(piece, "CNY"), pieces, parts);
            var alone = parts.ToDictionary(part => part.Coupon.Id, part => part.Rule.Off(piece * pieces, piece, pieces));
            Assert.True(reckoned.Saved.Minor <= reckoned.Cuts.Sum(cut => alone[cut.Coupon.Id]));
            Assert.True(reckoned.Saved.Minor >= alone.Values.Append(0).Max());
        });

    [Fact]
    public void A_higher_threshold_never_makes_anything_cheaper() =>
        Gen.Select(Gen.Long[1, 100_000], Gen.Int[1, 12], Rule, Gen.Long[0, 40_000]).Sample((piece, pieces, rule, more) =>
        {
            var higher = rule with { Tiers = [.. rule.Tiers.Select(tier => tier with { LeastMinor = tier.LeastMinor + more })] };
            var lower = rule.Kind == PriceRuleKind.OffForEach ? rule with { Tiers = [.. rule.Tiers.Where(tier => tier.LeastMinor > 0)] } : rule;
            higher = rule.Kind == PriceRuleKind.OffForEach ? lower with { Tiers = [.. lower.Tiers.Select(tier => tier with { LeastMinor = tier.LeastMinor + more })] } : higher;
            Assert.True(higher.Off(piece * pieces, piece, pieces) <= lower.Off(piece * pieces, piece, pieces));
        });

    [Fact]
    public void The_best_quantity_is_within_its_bound_and_no_other_is_cheaper_for_a_piece() =>
        Gen.Select(Gen.Long[1, 50_000], Gen.Int[1, 12], Parts).Sample((piece, most, parts) =>
        {
            var price = new Money(piece, "CNY");
            var best = Basket.BestQuantity(price, most, parts);
            Assert.InRange(best.Pieces, 1, most);
            for (var pieces = 1; pieces <= most; pieces++)
            {
                var other = Basket.Best(price, pieces, parts);
                Assert.True(other.Paid.Minor * best.Pieces >= best.Paid.Minor * pieces);
                Assert.True(pieces >= best.Pieces || other.Paid.Minor * best.Pieces > best.Paid.Minor * pieces);
            }
        });

    [Fact]
    public void A_full_basket_is_reckoned_step_by_step_to_the_cheapest_piece()
    {
        Coupon[] coupons =
        [
            Coupon(1) with { Layer = PriceLayer.Promotion, Title = "第二件半价", Code = null, Kind = CouponKind.Rule, AmountMinor = null, Rule = CouponRules.Write(PriceRuleReader.Read("第二件半价", "CNY")!.Value.Rule) },
            Coupon(2) with { Code = "SHOP10", AmountMinor = 1_000, ThresholdMinor = 10_000 },
            Coupon(3) with { Layer = PriceLayer.PlatformCoupon, Code = null, ClaimUrl = "https://shop.example/c", AmountMinor = 4_000, ThresholdMinor = 30_000 },
        ];
        Assert.Null(CouponMatch.BestFor(Deal(), coupons, Monday));
        var best = CouponMatch.BestQuantity(Deal(), coupons, 10, Monday)!;
        Assert.Equal((6, Yuan(310)), (best.Pieces, best.Paid));
        Assert.Equal(
            ["price ¥80 × 6 = ¥480", "第二件半价 -¥120", "code SHOP10 -¥10", "platform coupon -¥40", "you pay ¥310, ¥51.67 each", "rebate about -¥18.60 (estimated)"],
            PriceSteps.Of(best, Yuan(18.60m)).Select(step => step.En));
        Assert.Equal("到手 ¥310，每件 ¥51.67", PriceSteps.Of(best)[^1].Zh);
        Assert.Null(CouponMatch.BestQuantity(Deal(), coupons, 1, Monday));
        Assert.Null(CouponMatch.BestQuantity(Deal(), [Coupon() with { Kind = CouponKind.PercentOff, PercentBp = 1_000 }], 10, Monday));
    }

    private static PricePart Part(PriceRule rule, PriceLayer layer, int id, int trust) => new(Coupon(id) with { Layer = layer }, rule, trust);
}
