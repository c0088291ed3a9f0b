using Daogou.Bot.Digests;
using Daogou.Core.Deals;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Bot.Digests;

public sealed class PriceLifeTests
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_posted_price_of_a_network_that_limits_its_life_is_taken_out_before_it_is_a_day_old(string engine)
    {
        await using var bot = await BotWorld.OpenAsync(engine);
        await bot.AddGroupAsync(A.Group() with { DigestMinute = 16 * 60 });
        var kettle = await bot.AddDealAsync(11, "Kettle", 129, 199, "www.amazon.com");
        await bot.AddDealAsync(12, "Grinder", 300, 350);
        await bot.Get<DigestPoster>().RunDueAsync(TestContext.Current.CancellationToken);
        await bot.SendAsync();
        var post = Assert.Single(bot.Channel.Calls);
        // The link is Amazon's own, without a hop of ours.
        Assert.Contains("<a href=\"https://www.amazon.com/item/11?tag=ours-20\">", post.Body.Html, StringComparison.Ordinal);
        Assert.Contains("¥129", post.Text, StringComparison.Ordinal);

        bot.Book.Clock.Advance(TimeSpan.FromHours(11));
        Assert.Equal(0, await EditAsync(bot));
        bot.Book.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await EditAsync(bot));
        Assert.Equal(0, await EditAsync(bot));
        await bot.SendAsync();
        var edit = bot.Channel.Calls[^1];
        Assert.NotNull(edit.EditOf);
        Assert.DoesNotContain("¥129", edit.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("lowest", edit.Text.Split("2. ")[0], StringComparison.Ordinal);
        Assert.Contains("¥300", edit.Text, StringComparison.Ordinal);

        // An edit for another reason does not bring it back, though the source has read it again since.
        await bot.SaveAsync(kettle with { LastSeenAt = bot.Book.Time.GetUtcNow() });
        await bot.SaveAsync((await bot.AddDealAsync(12, "Grinder", 300, 350)) with { State = DealState.Ended });
        Assert.Equal(1, await EditAsync(bot));
        await bot.SendAsync();
        Assert.DoesNotContain("¥129", bot.Channel.Calls[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_price_that_was_read_too_long_ago_is_not_posted_at_all()
    {
        await using var bot = await BotWorld.OpenAsync();
        await bot.AddGroupAsync(A.Group() with { DigestMinute = 16 * 60 });
        var kettle = await bot.AddDealAsync(11, "Kettle", 129, 199, "www.amazon.com");
        await bot.SaveAsync(kettle with { LastSeenAt = A.Monday.AddHours(-12) });
        await bot.Get<DigestPoster>().RunDueAsync(TestContext.Current.CancellationToken);
        await bot.SendAsync();
        Assert.DoesNotContain("¥", Assert.Single(bot.Channel.Calls).Text, StringComparison.Ordinal);
    }

    private static Task<int> EditAsync(BotWorld bot) => bot.Get<PostEditor>().RunDueAsync(TestContext.Current.CancellationToken);
}
