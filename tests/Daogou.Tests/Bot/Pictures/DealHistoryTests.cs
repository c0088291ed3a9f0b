using Daogou.Bot.Pictures;
using Daogou.Core.Deals;
using Daogou.Core.Ranking;
using Daogou.Tests.Support;
using Xunit;
using static Daogou.Tests.Support.A;

namespace Daogou.Tests.Bot.Pictures;

public sealed class DealHistoryTests
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G'];

    private static DateTimeOffset Now => Monday;

    [Fact]
    public async Task The_history_button_of_a_card_brings_the_picture_with_the_verdict_in_words()
    {
        await using var bot = await BotWorld.OpenAsync();
        await bot.AddDealAsync(11, "Gooseneck kettle", 129, 199);
        await bot.SayAsync("/deals");
        var answer = Assert.Single(await bot.PressAsync("History"));
        Assert.Equal(
            "📈 Gooseneck kettle\nLowest ever seen, 35% below the lowest of the 30 days before (¥199)\nIn 20 days: lowest ¥129, highest ¥199", answer.Text);
        if (bot.Get<PictureFont>().Face is not null)
        {
            Assert.Equal(Png, answer.Body.Picture![..4]);
        }
    }

    [Fact]
    public void A_price_taken_for_an_error_is_set_aside_and_the_low_is_of_the_thirty_days_before()
    {
        var curve = PriceCurve.Of([Point(Now.AddDays(-60), 20_000), Point(Now.AddDays(-40), 1_000), Point(Now.AddDays(-39), 20_000), Point(Now.AddDays(-20), 18_000), Point(Now.AddDays(-2), 15_000)], "CNY", Now)!;
        Assert.Equal([false, true, false, false, false], curve.Stretches.Select(stretch => stretch.IsSetAside));
        Assert.Equal((Yuan(180), "有记录以来最低，比此前30天最低价 ¥180 低 16%"), (curve.Low30, curve.Zh));
    }

    [Fact]
    public void Where_the_law_lets_a_reduction_deepen_step_by_step_it_is_reckoned_from_before_its_first_step()
    {
        PricePoint[] steps = [Point(Now.AddDays(-60), 20_000), Point(Now.AddDays(-10), 18_000), Point(Now.AddDays(-2), 15_000)];
        Assert.Equal(Yuan(180), PriceCurve.Of(steps, "CNY", Now)!.Low30);
        Assert.Equal(Yuan(200), PriceCurve.Of(steps, "CNY", Now, new RankingOptions { StepwiseReductions = true }.ToRule())!.Low30);
    }

    [Fact]
    public void Prices_in_another_currency_say_nothing()
    {
        PricePoint[] points = [Point(Now.AddDays(-60), 100) with { Currency = "USD" }, Point(Now.AddDays(-40), 20_000), Point(Now.AddDays(-2), 15_000)];
        Assert.Equal(2, PriceCurve.Of(points, "CNY", Now)!.Stretches.Count);
        Assert.Equal(Yuan(200), PriceCurve.Of(points, "CNY", Now)!.Low30);
        Assert.Null(PriceCurve.Of(points, "EUR", Now));
    }

    [Theory]
    [InlineData("zh", "美的（Midea）电热水壶 1.7L 双层防烫 全钢无缝内胆 家用烧水壶 MK-SHE1702 送杯子🎁", 0)]
    [InlineData("en", "Gooseneck kettle, 1 litre", 1)]
    [InlineData("zh", "一口价水壶", 2)]
    [InlineData("en", "New kettle", 3)]
    [InlineData("zh", "涨价的水壶", 4)]
    public void A_picture_is_drawn_of_every_kind_of_history(string language, string title, int kind)
    {
        PricePoint[] points = kind switch
        {
            0 => [Point(Now.AddDays(-80), 20_000), Point(Now.AddDays(-66), 18_900), Point(Now.AddDays(-50), 21_900), Point(Now.AddDays(-40), 1_000), Point(Now.AddDays(-39), 20_000), Point(Now.AddDays(-20), 18_000), Point(Now.AddDays(-2), 15_000)],
            1 => [Point(Now.AddDays(-100), 12_900), Point(Now.AddDays(-70), 11_900), Point(Now.AddDays(-60), 12_900), Point(Now.AddDays(-12), 9_950), Point(Now.AddDays(-6), 10_900)],
            2 => [Point(Now.AddDays(-50), 9_900)],
            3 => [Point(Now.AddHours(-3), 9_900)],
            _ => [Point(Now.AddDays(-50), 9_900), Point(Now.AddDays(-3), 12_900)],
        };
        var drawn = new HistoryPicture(new PictureFont()).Draw(PriceCurve.Of(points, "CNY", Now)!, title, language);
        if (drawn is not null)
        {
            Assert.Equal(Png, drawn[..4]);
            Assert.InRange(drawn.Length, 2_000, 200_000);
        }
    }
}
