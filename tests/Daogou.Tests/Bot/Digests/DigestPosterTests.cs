using Daogou.Bot.Digests;
using Daogou.Core.Deals;
using Daogou.Core.Links;
using Daogou.Core.Members;
using Daogou.Core.Ranking;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Bot.Digests;

public sealed class DigestPosterTests : IAsyncLifetime
{
    private BotWorld _bot = null!;

    public async ValueTask InitializeAsync()
    {
        _bot = await BotWorld.OpenAsync();
        // Monday 08:00 UTC is 16:00 in Shanghai.
        await _bot.AddGroupAsync(A.Group() with { DigestMinute = 16 * 60 });
    }

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Fact]
    public async Task A_due_digest_is_posted_once_with_a_link_of_the_group_for_each_pick()
    {
        _bot.Channel.Start = new Uri("https://t.me/bot");
        await _bot.AddDealAsync(11, "Gooseneck kettle", 129, 199);
        await _bot.AddDealAsync(12, "Grinder & scale", 300, 350);
        Assert.Equal(1, await PostDueAsync());
        Assert.Equal(0, await PostDueAsync());
        await _bot.SendAsync();
        var post = Assert.Single(_bot.Channel.Calls);
        Assert.Equal(
            """
            🛒 Today's picks · 2 Nov

            1. Gooseneck kettle
            ¥129  ¥199  −35% · lowest ever seen, 35% below its 30-day low

            2. Grinder & scale
            ¥300  ¥350  −14% · lowest ever seen, 14% below its 30-day low

            💰 Want the rebate? Press a number for a link of your own.

            Affiliate links: we may earn a commission.
            """.ReplaceLineEndings("\n"),
            post.Text);
        Assert.Equal(["https://t.me/bot?start=d_11", "https://t.me/bot?start=d_12"], post.Body.Buttons[0].Select(button => button.Value));
        var links = await _bot.Book.ReadAsync(session => session.QueryAsync<TrackedLink>("SELECT * FROM links ORDER BY deal_id"));
        var digest = (await _bot.Book.ReadAsync(session => DigestStore.LastAsync(session, 7, 1)))[0];
        Assert.All(links, link => Assert.Equal((PlaceKind.Digest, digest.Id, 0L, 7L), (link.PlaceKind, link.PlaceId, link.MemberId, link.GroupId)));
        Assert.Equal([11, 12], links.Select(link => link.DealId));
        Assert.Contains($"<a href=\"https://deals.example/r/{links[0].Code}\">", post.Body.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_digest_built_before_a_crash_is_posted_after_it()
    {
        await _bot.AddDealAsync(11, "Kettle", 129, 199);
        Assert.NotNull(await _bot.Get<DigestDesk>().BuildDueAsync(7, TestContext.Current.CancellationToken));
        Assert.Equal(1, await PostDueAsync());
    }

    [Fact]
    public async Task Deals_whose_programme_forbids_chats_are_left_out()
    {
        await _bot.AddDealAsync(11, "Kettle", 129, 199);
        await _bot.AddDealAsync(12, "Secret grinder", 100, 199, "quiet.example");
        await PostDueAsync();
        await _bot.SendAsync();
        var post = Assert.Single(_bot.Channel.Calls);
        Assert.Contains("1. Kettle", post.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret grinder", post.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_with_nothing_worth_saying_stays_silent()
    {
        await _bot.AddDealAsync(12, "Secret grinder", 100, 199, "quiet.example");
        Assert.Equal(0, await PostDueAsync());
        Assert.Equal(0, await PostDueAsync());
    }

    [Fact]
    public async Task A_pushed_deal_is_one_post_with_its_picture_and_the_same_key_pushes_once()
    {
        await _bot.AddDealAsync(11, "Kettle", 129, 199);
        Assert.Equal(PushOutcome.Queued, (await PushAsync([11], "k1")).Outcome);
        Assert.Equal(PushOutcome.PushedBefore, (await PushAsync([11], "k1")).Outcome);
        await _bot.SendAsync();
        var post = Assert.Single(_bot.Channel.Calls);
        Assert.Equal("https://shop.example/pictures/11.jpg", post.Body.PhotoUrl);
        Assert.NotNull(post.Button("Buy"));
        Assert.Equal(PushOutcome.NothingToShow, (await PushAsync([99], "k2")).Outcome);
        Assert.Equal(PushOutcome.UnknownGroup, (await PushAsync([11], "k3", 8)).Outcome);
    }

    [Fact]
    public async Task A_push_in_quiet_hours_waits_for_their_end()
    {
        await _bot.AddGroupAsync(A.Group() with { DigestMinute = null, QuietFrom = 15 * 60, QuietTo = 18 * 60 });
        await _bot.AddDealAsync(11, "Kettle", 129, 199);
        var pushed = await PushAsync([11], "k1");
        Assert.Equal(A.Monday.AddHours(2), (await _bot.FindMessageAsync(pushed.Notice!))!.NotBefore);
    }

    [Fact]
    public async Task A_paused_group_gets_nothing()
    {
        await _bot.AddGroupAsync(A.Group() with { DigestMinute = 16 * 60, State = GroupState.Paused });
        await _bot.AddDealAsync(11, "Kettle", 129, 199);
        Assert.Equal(0, await PostDueAsync());
        Assert.Equal(PushOutcome.GroupPaused, (await PushAsync([11], "k")).Outcome);
    }

    [Fact]
    public async Task When_a_deal_ends_its_posts_say_so_once_and_lose_their_button()
    {
        var kettle = await _bot.AddDealAsync(11, "Kettle", 129, 199);
        await _bot.AddDealAsync(12, "Grinder", 300, 350);
        await PostDueAsync();
        await PushAsync([11], "k1");
        await _bot.SendAsync();
        await _bot.SaveAsync(kettle with { State = DealState.Ended, ChangedAt = A.Monday.AddMinutes(5) });
        Assert.Equal(2, await _bot.Get<PostEditor>().RunDueAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await _bot.Get<PostEditor>().RunDueAsync(TestContext.Current.CancellationToken));
        await _bot.SendAsync();
        var edits = _bot.Channel.Calls.Where(call => call.EditOf is not null).ToList();
        Assert.Equal(2, edits.Count);
        var card = edits.Single(edit => edit.Body.PhotoUrl is not null);
        Assert.Equal("<s>Kettle</s>\nended 16:05", card.Body.Html);
        Assert.Empty(card.Body.Buttons);
        var list = edits.Single(edit => edit.Body.PhotoUrl is null);
        Assert.Contains("1. <s>Kettle</s>\nended 16:05\n\n2. <a href=", list.Body.Html, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Each_further_end_is_one_more_edit_on_either_engine(string engine)
    {
        await using var bot = await BotWorld.OpenAsync(engine);
        await bot.AddGroupAsync(A.Group() with { DigestMinute = 16 * 60 });
        var first = await bot.AddDealAsync(11, "Kettle", 129, 199);
        var second = await bot.AddDealAsync(12, "Grinder", 300, 350);
        await bot.Get<DigestPoster>().RunDueAsync(TestContext.Current.CancellationToken);
        await bot.SendAsync();
        foreach (var deal in new[] { first, second })
        {
            await bot.SaveAsync(deal with { State = DealState.Ended });
            Assert.Equal(1, await bot.Get<PostEditor>().RunDueAsync(TestContext.Current.CancellationToken));
            await bot.SendAsync();
        }
        bot.Book.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal(0, await bot.Get<PostEditor>().RunDueAsync(TestContext.Current.CancellationToken));
        Assert.Equal(3, bot.Channel.Calls.Count);
    }

    [Fact]
    public async Task A_watched_price_is_told_in_private_once()
    {
        var kettle = await _bot.AddDealAsync(11, "Gooseneck kettle", 129, 199);
        await _bot.SayAsync("/watch kettle 120");
        Assert.Equal(0, await TellAsync());
        await _bot.SaveAsync(kettle with { PriceMinor = 11_900, ChangedAt = _bot.Book.Time.GetUtcNow() });
        Assert.Equal(1, await TellAsync());
        await _bot.SaveAsync(kettle with { PriceMinor = 11_900, Title = "Gooseneck kettle 1 l", ChangedAt = _bot.Book.Time.GetUtcNow().AddMinutes(1) });
        Assert.Equal(0, await TellAsync());
        await _bot.SendAsync();
        var told = _bot.Channel.Calls[^1];
        Assert.Equal("42", told.Chat);
        Assert.StartsWith("🔔 At your price: kettle\nGooseneck kettle\n¥119", told.Text, StringComparison.Ordinal);
        Assert.NotNull(told.Button("Buy"));
        Assert.StartsWith("You watch nothing yet", Assert.Single(await _bot.PressAsync("Stop watching")).Text, StringComparison.Ordinal);
    }

    private Task<int> PostDueAsync() => _bot.Get<DigestPoster>().RunDueAsync(TestContext.Current.CancellationToken);

    private Task<int> TellAsync() => _bot.Get<WatchTeller>().RunDueAsync(TestContext.Current.CancellationToken);

    private Task<PushAnswer> PushAsync(IReadOnlyList<long> deals, string key, long group = 7) =>
        _bot.Get<GroupPush>().PushAsync(group, deals, key, TestContext.Current.CancellationToken);
}
