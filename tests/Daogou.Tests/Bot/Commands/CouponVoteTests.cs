using Daogou.Core.Deals;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Bot.Commands;

public sealed class CouponVoteTests : IAsyncLifetime
{
    private BotWorld _bot = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bot = await BotWorld.OpenAsync();
        await _bot.AddDealAsync(11, "Kettle", 129, 199);
        FeedItem[] rows = [A.CouponItem(), A.CouponItem("half") with { Title = "第二件半价", Coupon = new CouponWords() }];
        Assert.Empty((await _bot.Get<DealIntake>().TakeAsync(A.Terms(), rows, 1, Token)).Refused);
    }

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Fact]
    public async Task A_card_says_how_many_to_take_and_by_which_steps()
    {
        Assert.Contains(
            "\n🎟 Code TEN (¥129 − ¥10)\n🧮 Cheapest for 2, ¥91.75 each: price ¥129 × 2 = ¥258, 第二件半价 -¥64.50, code TEN -¥10, you pay ¥183.50, ¥91.75 each",
            Assert.Single(await _bot.SayAsync("/deals")).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_say_below_a_card_that_a_coupon_works_and_the_next_reader_sees_when()
    {
        Assert.DoesNotContain("Verified", Assert.Single(await _bot.SayAsync("/deals")).Text, StringComparison.Ordinal);
        Assert.Equal("Thank you! Noted: this coupon works.", Assert.Single(await _bot.PressAsync("Coupon works")).Text);
        _bot.Book.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Contains("\n✅ Verified 2 hours ago", Assert.Single(await _bot.SayAsync("/deals", "43")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_enough_members_say_that_it_does_not_work_no_card_shows_it()
    {
        foreach (var person in new[] { "42", "42", "43" })
        {
            await _bot.SayAsync("/deals", person);
            Assert.StartsWith("Thank you, noted.", Assert.Single(await _bot.PressAsync("Doesn't work", person)).Text, StringComparison.Ordinal);
        }
        Assert.Contains("⚠️ Some say this coupon does not work", Assert.Single(await _bot.SayAsync("/deals", "44")).Text, StringComparison.Ordinal);
        Assert.Contains("I no longer show this coupon", Assert.Single(await _bot.PressAsync("Doesn't work", "44")).Text, StringComparison.Ordinal);
        var card = Assert.Single(await _bot.SayAsync("/deals", "45"));
        Assert.DoesNotContain("Code TEN", card.Text, StringComparison.Ordinal);
        Assert.Null(card.Button("Doesn't work"));
    }
}
