using Daogou.Bot.Commands;
using Daogou.Core.Members;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Bot.Commands;

public sealed class SetupCommandTests : IAsyncLifetime
{
    private BotWorld _bot = null!;

    public async ValueTask InitializeAsync()
    {
        _bot = await BotWorld.OpenAsync();
        await _bot.AddGroupAsync();
        _bot.Channel.Admins.Add("42");
    }

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Fact]
    public async Task An_admin_sets_the_group_up_by_buttons_in_one_message()
    {
        var home = Assert.Single(await _bot.SayInGroupAsync("/setup"));
        Assert.Equal(
            """
            ⚙️ This group's settings
            Daily digest 09:00
            Time zone Asia/Shanghai
            Quiet hours none
            Categories all
            Words any
            Excluded none
            At least off any
            At most 5 deals
            """.ReplaceLineEndings("\n"),
            home.Text);
        await Press("🕘 Time");
        await Press("20:00");
        await Press("％ Discount");
        await Press("15%");
        await Press("🌐 Language");
        var last = await Press("中文");
        Assert.Contains("每日精选 20:00", last.Text, StringComparison.Ordinal);
        Assert.NotNull(last.EditOf);
        var group = await Group();
        Assert.Equal((1200, 1500, "zh"), (group.DigestMinute!.Value, group.MinDiscountBp, group.Language));
        Assert.Equal((await _bot.Book.ReadAsync(session => MemberStore.FindByAccountAsync(session, "test", "42")))!.Id, group.AdminMemberId);
    }

    [Fact]
    public async Task Others_are_told_kindly_and_change_nothing_also_by_the_admins_buttons()
    {
        Assert.StartsWith("Only the group's admins can do this.", Assert.Single(await _bot.SayInGroupAsync("/setup", "77")).Text, StringComparison.Ordinal);
        await _bot.SayInGroupAsync("/setup");
        await Press("🕘 Time");
        Assert.StartsWith("Only the group's admins", Assert.Single(await _bot.PressAsync("20:00", "77")).Text, StringComparison.Ordinal);
        Assert.Equal(540, (await Group()).DigestMinute);
    }

    [Fact]
    public async Task Words_are_asked_for_and_replied()
    {
        await _bot.SayInGroupAsync("/setup");
        await Press("✍️ Words");
        await _bot.SayInGroupAsync("咖啡， tea coffee tea");
        Assert.Equal(["咖啡", "tea", "coffee"], SetupChange.List((await Group()).Words));
        await Press("🚫 Excluded");
        Assert.Empty(await _bot.SayInGroupAsync("decaf", "77"));
        await _bot.SayInGroupAsync("decaf");
        Assert.Equal(["decaf"], SetupChange.List((await Group()).ExcludedWords));
        await _bot.SayInGroupAsync("/setup words -");
        Assert.Empty(SetupChange.List((await Group()).Words));
    }

    [Fact]
    public async Task Categories_are_switched_one_by_one()
    {
        await _bot.AddDealAsync(11, "Kettle", 129, 199);
        await _bot.SayInGroupAsync("/setup");
        await Press("🗂 Categories");
        Assert.NotNull((await Press("Kitchen")).Button("✓ Kitchen"));
        Assert.Equal(["Kitchen"], SetupChange.List((await Group()).Categories));
        Assert.NotNull((await Press("✓ Kitchen")).Button("✓ All"));
    }

    [Fact]
    public async Task The_preview_shows_what_would_be_posted_without_counting_anything()
    {
        await _bot.SayInGroupAsync("/setup");
        Assert.StartsWith("With these settings nothing would be posted now", (await Press("Preview")).Text, StringComparison.Ordinal);
        await _bot.AddDealAsync(11, "Kettle", 129, 199);
        await _bot.SayInGroupAsync("/setup");
        var preview = await Press("Preview");
        Assert.Contains("1. Kettle\n¥129  ¥199  −35%", preview.Text, StringComparison.Ordinal);
        Assert.Equal(0, await _bot.Book.ReadAsync(session => session.ValueAsync<long>("SELECT COUNT(*) FROM links")));
    }

    [Fact]
    public async Task The_groups_unnamed_admin_may_set_up_but_gets_no_money()
    {
        await _bot.TakeAsync(A.SaidInGroup("/setup hour 7:30", 5, "1087968824") with { IsAnonymousAdmin = true });
        Assert.Equal((450, null), ((await Group()).DigestMinute!.Value, (await Group()).AdminMemberId));
    }

    [Theory]
    [InlineData("hour", "24")]
    [InlineData("hour", "9:60")]
    [InlineData("zone", "Mars/Olympus")]
    [InlineData("discount", "-5")]
    [InlineData("items", "0")]
    [InlineData("quiet", "22")]
    [InlineData("lang", "fr")]
    [InlineData("unheard", "of")]
    public void A_value_that_makes_no_sense_is_refused(string what, string value) => Assert.Null(SetupChange.Apply(A.Group(), what, value));

    [Theory]
    [InlineData("hour", "9", 540)]
    [InlineData("hour", "21:05", 1265)]
    [InlineData("hour", "7：30", 450)]
    public void A_clock_time_is_read_as_people_write_it(string what, string value, int minute) =>
        Assert.Equal(minute, SetupChange.Apply(A.Group(), what, value)!.DigestMinute);

    [Fact]
    public async Task A_group_without_orders_has_a_friendly_statement() =>
        Assert.StartsWith("📊 No orders from this group in the last 30 days.", Assert.Single(await _bot.SayInGroupAsync("/stats")).Text, StringComparison.Ordinal);

    [Fact]
    public async Task An_admin_learns_why_a_deal_was_not_posted()
    {
        await _bot.AddDealAsync(11, "Kettle", 129, 199);
        await _bot.SayInGroupAsync("/setup exclude kettle");
        Assert.StartsWith(
            "🔍 Why\n\nnow: not chosen: has a word this group excludes (kettle)\n+45 lowest ever seen",
            Assert.Single(await _bot.SayInGroupAsync("/why 11")).Text,
            StringComparison.Ordinal);
    }

    private async Task<Recorded> Press(string words) => Assert.Single(await _bot.PressAsync(words));

    private async Task<Group> Group() => (await _bot.Book.ReadAsync(session => GroupStore.FindAsync(session, 7)))!;
}
