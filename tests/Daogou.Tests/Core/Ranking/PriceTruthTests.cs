using CsCheck;
using Daogou.Core.Ranking;
using Xunit;
using static Daogou.Tests.Support.A;

namespace Daogou.Tests.Core.Ranking;

public sealed class PriceTruthTests
{
    private static readonly Gen<PriceObservation[]> Histories = Gen.Select(Gen.Int[0, 200], Gen.Int[50, 200], Gen.Int[0, 9], Gen.Bool)
        .Select((daysAgo, price, stock, list) => At(daysAgo, price) with { InStock = stock > 0, ListPrice = list ? price * 2 : null }).Array[0, 30];

    [Fact]
    public void Coupon_shipping_and_number_of_pieces_make_the_price()
    {
        var truth = Of(At(40, 100), At(20, 96) with { Coupon = 6, Shipping = 4 }, At(1, 160) with { Quantity = 2, Coupon = 10 });
        Assert.Equal((150m, 75m, 188m, PriceStanding.AllTimeLow, 2021), (truth.Price, truth.PerPiece, truth.Low30, truth.Standing, truth.TrueDiscountBp));
    }

    [Fact]
    public void A_price_that_nobody_or_only_some_could_buy_at_is_none()
    {
        var truth = Of(At(40, 100), At(20, 50) with { InStock = false }, At(19, 100), At(10, 60) with { IsForSome = true }, At(1, 80));
        Assert.Equal((100m, 2000), (truth.Low30, truth.TrueDiscountBp));
        Assert.Equal((PriceStanding.Unknown, null), (Of(At(40, 100), At(1, 80) with { InStock = false }).Standing, Of(At(40, 100), At(1, 80) with { InStock = false }).Price));
    }

    [Fact]
    public void Stock_that_comes_and_goes_does_not_begin_a_price_anew() =>
        Assert.Equal(
            Monday.AddDays(-5),
            Of(At(40, 100), At(5, 80), At(4, 80) with { InStock = false }, At(3, 80), At(2, 80) with { InStock = false }, At(1, 80)).Since);

    [Fact]
    public void An_error_of_whoever_typed_it_is_set_aside()
    {
        var truth = Of(At(60, 100), At(12, 10), At(11, 100), At(8, 0.01m), At(7, 100), At(1, 80));
        Assert.Equal((100m, 2000, 2), (truth.Low30, truth.TrueDiscountBp, truth.SetAside.Count));
        var present = Of(At(60, 100), At(0.2, 10));
        Assert.Equal((PriceStanding.Unknown, Monday.AddDays(-0.2)), (present.Standing, Assert.Single(present.SetAside)));
        Assert.Equal(PriceStanding.AllTimeLow, Of(At(60, 100), At(4, 10)).Standing);
    }

    [Fact]
    public void A_reduction_that_deepens_step_by_step_is_reckoned_from_its_first_step_where_the_rule_says_so()
    {
        PriceObservation[] looks = [At(90, 90), At(55, 100), At(20, 80), At(10, 70), At(1, 60)];
        Assert.Equal((70m, 1428), (Of(looks).Low30, Of(looks).TrueDiscountBp));
        var stepwise = PriceTruth.Of(looks, Monday, PriceTruthRule.Usual with { IsStepwise = true });
        Assert.Equal((100m, 4000), (stepwise.Low30, stepwise.TrueDiscountBp));
    }

    [Fact]
    public void How_much_of_the_thirty_days_is_known_is_said()
    {
        Assert.Equal((0.5m, true), (Of(At(16, 100), At(1, 80)).Coverage, Of(At(16, 100), At(1, 80)).IsConfident));
        Assert.Equal((PriceStanding.Unknown, 0m), (Of(At(0, 80)).Standing, Of(At(0, 80)).Coverage));
        Assert.Equal(PriceStanding.Unknown, Of(At(0.5, 100), At(0.1, 80)).Standing);
    }

    [Fact]
    public void Neither_the_order_of_observations_nor_seeing_them_twice_changes_anything() =>
        Gen.Select(Histories, Gen.Int).Sample((history, seed) =>
        {
            var random = new Random(seed);
            var more = history.Concat(history.Where(_ => random.Next(2) == 0)).ToArray();
            random.Shuffle(more);
            Same(Of(history), Of(more));
        });

    [Fact]
    public void Looking_again_at_a_price_that_stands_changes_nothing() =>
        Histories.Where(history => history.Length > 0).Sample(history =>
        {
            var last = history.GroupBy(look => look.At).MaxBy(group => group.Key)!.OrderByDescending(look => look.InStock).ThenBy(look => look.PerPiece).ThenBy(look => look.ListPrice).First();
            Same(Of(history), Of([.. history, last with { At = Monday }]));
        });

    [Fact]
    public void A_reduction_is_never_more_than_what_the_thirty_days_before_say() =>
        Histories.Sample(history =>
        {
            var truth = Of(history);
            Assert.InRange(truth.TrueDiscountBp, 0, 10_000);
            if (truth is { Standing: PriceStanding.AllTimeLow, Price: { } price })
            {
                Assert.All(history.Where(look => look.InStock && look.At < truth.Since), look => Assert.True(look.PerPiece > price));
            }
        });

    private static void Same(PriceTruth one, PriceTruth other)
    {
        Assert.Equal(one.SetAside, other.SetAside);
        Assert.Equal(one with { SetAside = [] }, other with { SetAside = [] });
    }

    private static PriceObservation At(double daysAgo, decimal price) => new(Monday.AddDays(-daysAgo), price);

    private static PriceTruth Of(params PriceObservation[] looks) => PriceTruth.Of(looks, Monday);
}
