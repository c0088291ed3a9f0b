using CsCheck;
using Daogou.Core.Amounts;
using Daogou.Core.Deals;
using Xunit;
using static Daogou.Tests.Support.A;

namespace Daogou.Tests.Core.Deals;

public sealed class CouponMatchTests
{
    [Fact]
    public void The_coupon_that_saves_most_is_taken_off_the_sale_price()
    {
        var twenty = Coupon(2) with { Kind = CouponKind.PercentOff, AmountMinor = null, PercentBp = 2_000 };
        var offer = CouponMatch.BestFor(Deal(), [Coupon(), twenty], Monday)!;
        Assert.Equal((2L, Yuan(64), Yuan(16)), (offer.Coupon.Id, offer.PriceAfter, offer.Saved));
    }

    [Fact]
    public void The_steps_show_list_price_sale_price_coupon_and_what_is_paid()
    {
        var steps = PriceSteps.Of(Deal(), CouponMatch.BestFor(Deal(), [Coupon()], Monday));
        Assert.Equal(["list price ¥100", "price ¥80", "code TEN -¥10", "you pay ¥70"], steps.Select(step => step.En));
        Assert.Equal(["标价 ¥100", "售价 ¥80", "优惠码 TEN -¥10", "到手 ¥70"], steps.Select(step => step.Zh));
        Assert.Equal(steps[^1].Amount, steps[1].Amount + steps[2].Amount);
    }

    public static TheoryData<string, Coupon> Unfit => new()
    {
        { "threshold", Coupon() with { ThresholdMinor = 8_001 } },
        { "not yet", Coupon() with { StartsAt = Monday.AddSeconds(1) } },
        { "over", Coupon() with { EndsAt = Monday } },
        { "another shop", Coupon() with { Merchant = "other" } },
        { "another currency", Coupon() with { Currency = "USD" } },
        { "another item", Coupon() with { Scope = CouponScope.Items, ScopeValues = Json("99") } },
        { "another category", Coupon() with { Scope = CouponScope.Categories, ScopeValues = Json("Garden") } },
        { "ended", Coupon() with { State = CouponState.Ended } },
    };

    [Theory, MemberData(nameof(Unfit))]
    public void A_coupon_that_does_not_fit_is_not_taken(string why, Coupon coupon)
    {
        Assert.NotEmpty(why);
        Assert.Null(CouponMatch.BestFor(Deal(), [coupon], Monday));
    }

    [Fact]
    public void Scope_window_and_threshold_hold_at_their_edges()
    {
        Assert.NotNull(CouponMatch.BestFor(Deal(), [Coupon() with { ThresholdMinor = 8_000, StartsAt = Monday, EndsAt = Monday.AddSeconds(1) }], Monday));
        Assert.NotNull(CouponMatch.BestFor(Deal(), [Coupon() with { Scope = CouponScope.Items, ScopeValues = Json("7", "1") }], Monday));
        Assert.NotNull(CouponMatch.BestFor(Deal() with { Category = "Home > Kitchen" }, [Coupon() with { Scope = CouponScope.Categories, ScopeValues = Json("kitchen") }], Monday));
    }

    [Fact]
    public void Nothing_is_ever_paid_out_for_buying_and_nothing_is_saved_that_is_not_taken_off() =>
        Gen.Select(Gen.Long[1, 1_000_000], Gen.Long[0, 2_000_000], Gen.Int[0, 10_000], Gen.Bool, Gen.Long[0, 1_000_000]).Sample((price, amount, percent, isAmount, threshold) =>
        {
            var deal = Deal() with { PriceMinor = price };
            var coupon = Coupon() with
            {
                Kind = isAmount ? CouponKind.AmountOff : CouponKind.PercentOff,
                AmountMinor = isAmount ? amount : null,
                PercentBp = isAmount ? null : percent,
                ThresholdMinor = threshold,
            };
            var offer = CouponMatch.BestFor(deal, [coupon], Monday);
            return offer is null
                ? threshold > price || (isAmount ? amount == 0 : Rate(percent, price) == 0)
                : offer.PriceAfter.Minor >= 0 && offer.Saved.Minor > 0 && offer.PriceAfter + offer.Saved == deal.Price && price >= threshold;
        });

    [Fact]
    public void The_book_of_coupons_finds_the_same_offer_as_all_coupons_together() =>
        Gen.Select(Gen.OneOf("shop", "SHOP", "other"), Gen.OneOf(CouponScope.Merchant, CouponScope.Items, CouponScope.Categories), Gen.OneOf("1", "2", "Kitchen", "kit"), Gen.Long[1, 20])
            .Array[0, 12].Sample(rows =>
            {
                var coupons = rows.Select((row, index) => Coupon(index) with { Merchant = row.Item1, Scope = row.Item2, ScopeValues = Json(row.Item3), AmountMinor = row.Item4 }).ToArray();
                Assert.Equal(CouponMatch.BestFor(Deal(), coupons, Monday), CouponMatch.BestFor(Deal(), new CouponBook(coupons).For(Deal()), Monday));
            });

    private static long Rate(int percent, long price) => new Rate(percent).Of(new Money(price, "CNY")).Minor;
}
