using Daogou.Bot.Texts;
using Daogou.Core.Payouts;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Bot.Commands;

public sealed class MoneyCommandTests : IAsyncLifetime
{
    private BotWorld _bot = null!;

    public async ValueTask InitializeAsync() => _bot = await BotWorld.OpenAsync();

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Fact]
    public async Task A_withdrawal_is_asked_for_step_by_step_and_confirmed()
    {
        await _bot.GiveAsync(A.Yuan(20));
        Assert.Equal("💰 Balance\n\nAvailable ¥20", Assert.Single(await _bot.SayAsync("/balance")).Text);
        Assert.Equal("You have ¥20 available.\nHow much would you like? Reply with an amount.", Assert.Single(await _bot.PressAsync("Withdraw")).Text);
        Assert.Equal("Manual transfer\nPlease reply with: Account and name to pay to", Assert.Single(await _bot.SayAsync("12.50")).Text);
        Assert.Equal("Please check:\nAmount ¥12.50\nBy Manual transfer\nTo Mei, 6222", Assert.Single(await _bot.SayAsync("Mei, 6222")).Text);
        var done = Assert.Single(await _bot.PressAsync("Confirm"));
        Assert.Equal("✅ Withdrawal of ¥12.50 requested.\nState: waiting for approval. I tell you when it is paid.", done.Text);
        Assert.Equal("💰 Balance\n\nAvailable ¥7.50\nBeing paid out ¥12.50", Assert.Single(await _bot.SayAsync("/balance")).Text);
    }

    [Fact]
    public async Task More_than_there_is_changes_nothing_and_is_asked_again()
    {
        var member = await _bot.GiveAsync(A.Yuan(20));
        await _bot.SayAsync("/withdraw");
        var refused = Assert.Single(await _bot.SayAsync("20.01"));
        Assert.Equal(
            "That is more than the ¥20 you have available. Nothing was changed.\nPlease reply with an amount up to ¥20, for example 12.50.", refused.Text);
        Assert.Contains("does not look like an amount", Assert.Single(await _bot.SayAsync("all of it")).Text, StringComparison.Ordinal);
        var wallet = Assert.Single(await _bot.Book.ReadAsync(session => Wallets.ForMemberAsync(session, member.Id)));
        Assert.Equal((A.Yuan(20), A.Yuan(0)), (wallet.Available, wallet.Paying));
    }

    [Fact]
    public async Task Confirming_twice_asks_once()
    {
        var member = await _bot.GiveAsync(A.Yuan(20));
        await _bot.SayAsync("/withdraw 5");
        await _bot.SayAsync("Mei, 6222");
        var confirm = _bot.Channel.Calls[^1].Button("Confirm")!.Value;
        await _bot.PressAsync("Confirm");
        var again = Assert.Single(await _bot.TakeAsync(A.Pressed(confirm, "1", 9999)));
        Assert.Contains("out of date", again.Text, StringComparison.Ordinal);
        Assert.Equal(A.Yuan(5), Assert.Single(await _bot.Book.ReadAsync(session => Wallets.ForMemberAsync(session, member.Id))).Paying);
    }

    [Fact]
    public async Task A_cancelled_withdrawal_changed_nothing()
    {
        await _bot.GiveAsync(A.Yuan(20));
        await _bot.SayAsync("/withdraw 5");
        Assert.Equal("Cancelled. Nothing was changed.", Assert.Single(await _bot.PressAsync("Cancel")).Text);
        Assert.Contains("Nothing found for", Assert.Single(await _bot.SayAsync("Mei, 6222")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_nothing_is_told_so() =>
        Assert.Equal("There is nothing to withdraw yet.", Assert.Single(await _bot.SayAsync("/withdraw")).Text);

    [Fact]
    public async Task The_language_is_changed_by_a_button_in_place()
    {
        await _bot.SayAsync("/settings");
        var changed = Assert.Single(await _bot.PressAsync("中文"));
        Assert.NotNull(changed.EditOf);
        Assert.StartsWith("⚙️ 设置", changed.Text, StringComparison.Ordinal);
        Assert.StartsWith("还没有订单", Assert.Single(await _bot.SayAsync("/orders")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "2 hours ago", "3 orders", "1 order", "2 days", "9 Nov")]
    [InlineData("zh", "2 小时前", "3 个订单", "1 个订单", "2 天", "11月9日")]
    public void Times_and_counts_read_like_people_say_them(string language, string ago, string three, string one, string span, string day)
    {
        Assert.Equal(ago, When.Relative(A.Monday.AddHours(-2), A.Monday, language));
        Assert.Equal(three, When.Count(3, language, "个订单", "order"));
        Assert.Equal(one, When.Count(1, language, "个订单", "order"));
        Assert.Equal(span, When.Span(TimeSpan.FromHours(50), language));
        Assert.Equal(day, When.Day(A.Monday.AddDays(7), A.Monday, "Asia/Shanghai", language));
    }
}
