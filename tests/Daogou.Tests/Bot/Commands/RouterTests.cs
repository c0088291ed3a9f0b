using Daogou.Bot.Channels;
using Daogou.Core.Members;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Bot.Commands;

public sealed class RouterTests : IAsyncLifetime
{
    private BotWorld _bot = null!;

    public async ValueTask InitializeAsync() => _bot = await BotWorld.OpenAsync();

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Fact]
    public async Task An_update_that_comes_twice_is_answered_once()
    {
        Assert.Single(await _bot.TakeAsync(A.Said("/help", 5)));
        Assert.Empty(await _bot.TakeAsync(A.Said("/help", 5)));
    }

    [Fact]
    public async Task A_person_is_spoken_to_in_the_language_of_their_client()
    {
        Assert.Contains("我能帮你", (await _bot.TakeAsync(A.Said("/help") with { PersonLanguage = "zh-hans" }))[0].Text, StringComparison.Ordinal);
        Assert.Contains("what I can do", (await _bot.TakeAsync(A.Said("/help", 2, "43") with { PersonLanguage = "de" }))[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello everybody")]
    [InlineData("/unknown")]
    [InlineData("https://shop.example/item/1")]
    public async Task Nothing_is_said_to_talk_in_a_group(string text) => Assert.Empty(await _bot.SayInGroupAsync(text));

    [Fact]
    public async Task Bots_are_never_answered() => Assert.Empty(await _bot.TakeAsync(A.Said("/help") with { IsBot = true }));

    [Fact]
    public async Task An_unknown_command_in_private_gets_help() =>
        Assert.Contains("/deals", (await _bot.SayAsync("/nonsense"))[0].Text, StringComparison.Ordinal);

    [Fact]
    public async Task Ones_own_money_is_not_a_matter_for_the_group()
    {
        _bot.Channel.Start = new Uri("https://t.me/bot");
        var answer = Assert.Single(await _bot.SayInGroupAsync("/balance"));
        Assert.Equal("That is between the two of us. Ask me in private: /balance", answer.Text);
        Assert.Equal("https://t.me/bot?start=balance", answer.Button("Open")!.Value);
    }

    [Fact]
    public async Task Who_joins_a_group_with_the_bot_becomes_its_admin_when_they_run_it()
    {
        _bot.Channel.Admins.Add("42");
        var welcome = Assert.Single(await _bot.TakeAsync(A.SaidInGroup("") with { Kind = IncomingKind.Joined }));
        Assert.Equal(
            "👋 Hello, I am Daogou.\nI post a short digest of real deals once a day, at 09:00 (Asia/Shanghai).\n\n"
            + "Group admins: change time, categories and language with the button below.\nTo see deals now: /deals",
            welcome.Text);
        var group = await _bot.Book.ReadAsync(session => GroupStore.FindByChatAsync(session, "test", "-100"));
        var member = await _bot.Book.ReadAsync(session => MemberStore.FindByAccountAsync(session, "test", "42"));
        Assert.Equal((GroupState.Active, member!.Id), (group!.State, group.AdminMemberId!.Value));
    }

    [Fact]
    public async Task A_group_keeps_its_settings_while_the_bot_is_away()
    {
        await _bot.AddGroupAsync(A.Group() with { Language = "zh", DigestMinute = 600 });
        await _bot.TakeAsync(A.SaidInGroup("", 5) with { Kind = IncomingKind.Left });
        Assert.Equal(GroupState.Paused, (await Group()).State);
        await _bot.TakeAsync(A.SaidInGroup("", 6) with { Kind = IncomingKind.Joined });
        Assert.Equal((GroupState.Active, "zh", 600), ((await Group()).State, (await Group()).Language, (await Group()).DigestMinute!.Value));
    }

    [Fact]
    public async Task A_pressed_button_of_long_ago_gets_a_kind_word()
    {
        var answer = Assert.Single(await _bot.TakeAsync(A.Pressed("withdraw:yes", "9", 7)));
        Assert.Contains("out of date", answer.Text, StringComparison.Ordinal);
    }

    private async Task<Group> Group() => (await _bot.Book.ReadAsync(session => GroupStore.FindAsync(session, 7)))!;
}
