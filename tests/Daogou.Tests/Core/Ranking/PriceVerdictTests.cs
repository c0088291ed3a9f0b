using Daogou.Core.Amounts;
using Daogou.Core.Ranking;
using Xunit;
using static Daogou.Tests.Support.A;

namespace Daogou.Tests.Core.Ranking;

public sealed class PriceVerdictTests
{
    [Fact]
    public void Without_history_nothing_is_claimed()
    {
        var verdict = Of(80, (0, 80, 100));
        Assert.Equal((PriceStanding.Unknown, false, new Rate(0)), (verdict.Standing, verdict.IsConfident, verdict.TrueDiscount));
        Assert.Equal(PriceStanding.Unknown, Of(80).Standing);
    }

    [Fact]
    public void A_reduction_is_reckoned_from_the_lowest_price_of_the_thirty_days_before()
    {
        var verdict = Of(80, (60, 200, null), (20, 100, null), (10, 120, null), (1, 80, null));
        Assert.Equal((PriceStanding.AllTimeLow, 10_000L, new Rate(2_000), true), (verdict.Standing, verdict.Low30BeforeMinor, verdict.TrueDiscount, verdict.IsConfident));
    }

    [Theory]
    [InlineData(60, PriceStanding.AllTimeLow)]
    [InlineData(85, PriceStanding.Low90)]
    [InlineData(95, PriceStanding.Low30)]
    [InlineData(100, PriceStanding.AtLow)]
    [InlineData(110, PriceStanding.AboveLow)]
    public void The_standing_is_the_longest_time_in_which_it_was_never_cheaper(int price, PriceStanding standing) =>
        Assert.Equal(standing, Of(price, (200, 70, null), (110, 90, null), (50, 100, null), (15, 120, null), (1, price, null)).Standing);

    [Fact]
    public void The_price_that_held_when_the_thirty_days_began_counts()
    {
        // ¥70 held until 25 days ago, so it lies within the 30 days before.
        Assert.Equal(7_000, Of(80, (100, 70, null), (25, 120, null), (1, 80, null)).Low30BeforeMinor);
    }

    [Fact]
    public void A_price_that_has_stood_for_thirty_days_is_the_usual_one()
    {
        var verdict = Of(80, (90, 100, null), (31, 80, null));
        Assert.Equal((PriceStanding.AtLow, new Rate(0), 8_000L), (verdict.Standing, verdict.TrueDiscount, verdict.Low30BeforeMinor));
        Assert.Equal(new Rate(2_000), Of(80, (90, 100, null), (29, 80, null)).TrueDiscount);
    }

    [Fact]
    public void A_price_that_goes_up_and_back_down_is_no_reduction() =>
        Assert.Equal(new Rate(0), Of(80, (40, 80, null), (3, 100, null), (1, 80, null)).TrueDiscount);

    [Fact]
    public void A_list_price_above_all_that_was_ever_asked_is_raised()
    {
        Assert.True(Of(80, (40, 100, null), (1, 80, 130)).ListPriceRaised);
        Assert.True(Of(80, (5, 80, null), (1, 80, 130)).ListPriceRaised);
        Assert.True(Of(80, (40, 100, 110), (10, 90, 130), (1, 80, 130)).ListPriceRaised);
        Assert.False(Of(80, (40, 100, null), (1, 80, 100)).ListPriceRaised);
        Assert.False(Of(80, (40, 100, 130), (1, 80, 130)).ListPriceRaised);
        Assert.False(Of(80, (1, 80, 130)).ListPriceRaised);
    }

    [Fact]
    public void Prices_of_another_currency_say_nothing() =>
        Assert.Equal(
            PriceStanding.Unknown,
            PriceVerdict.Of([Point(Monday.AddDays(-9), 100_000) with { Currency = "JPY" }, Point(Monday, 8_000)], Yuan(80), Monday).Standing);

    private static PriceVerdict Of(int price, params (int DaysAgo, int Price, int? ListPrice)[] points) =>
        PriceVerdict.Of([.. points.Select(point => Point(Monday.AddDays(-point.DaysAgo), point.Price * 100, point.ListPrice * 100))], Yuan(price), Monday);
}
