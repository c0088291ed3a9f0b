using Daogou.Core.Deals;
using Daogou.Core.Links;
using Daogou.Core.Members;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Bot.Commands;

public sealed class DealCommandTests : IAsyncLifetime
{
    private BotWorld _bot = null!;

    public async ValueTask InitializeAsync() => _bot = await BotWorld.OpenAsync();

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Fact]
    public async Task The_best_deal_comes_with_picture_numbers_and_a_link_of_the_askers_own()
    {
        await _bot.AddDealAsync(11, "Gooseneck kettle <1 l>", 129, 199);
        var card = Assert.Single(await _bot.SayAsync("/deals"));
        Assert.Equal("https://shop.example/pictures/11.jpg", card.Body.PhotoUrl);
        Assert.Equal(
            """
            Gooseneck kettle <1 l>
            ¥129  ¥199  −35%
            💰 Rebate about ¥7.74 (estimated)
            👍 lowest ever seen, 35% below its 30-day low

            Affiliate links: we may earn a commission.
            """.ReplaceLineEndings("\n"),
            card.Text);
        var link = await LinkOf(card.Button("Buy")!.Value);
        Assert.Equal((11, PlaceKind.Request), (link.DealId, link.PlaceKind));
        Assert.Equal((await Member()).Id, link.MemberId);
    }

    [Fact]
    public async Task The_same_card_reads_as_well_in_Chinese()
    {
        await _bot.AddDealAsync(11, "细口手冲壶 1 升", 129, 199);
        var card = Assert.Single(await _bot.TakeAsync(A.Said("/deals") with { PersonLanguage = "zh" }));
        Assert.Equal(
            """
            细口手冲壶 1 升
            ¥129  ¥199  −35%
            💰 预计返利 ¥7.74（估算）
            👍 历史最低，比近30天低35%

            含推广链接，购买后我们可能获得佣金。
            """.ReplaceLineEndings("\n"),
            card.Text);
        Assert.Equal(["🛒 去购买", "🔗 分享", "🔔 盯价", "📈 走势"], card.Body.Buttons.SelectMany(row => row).Select(button => button.Text));
    }

    [Theory]
    [InlineData("en", "📋 Copy this 口令 and open the shop's app: ")]
    [InlineData("zh", "📋 复制口令，打开 App 下单：")]
    public async Task A_links_share_text_is_shown_to_copy(string language, string said)
    {
        const string ShareText = "66￥ CZ3457 Ab3dEf6hIj￥ https://m.tb.cn/h.1";
        await _bot.AddDealAsync(11, "Kettle", 129, 199);
        await _bot.TakeAsync(A.Said("/deals") with { PersonLanguage = language });
        await _bot.Book.Book.WriteAsync(session => session.ExecuteAsync("UPDATE links SET share_text = @ShareText", new { ShareText }), TestContext.Current.CancellationToken);
        var card = Assert.Single(await _bot.SayAsync("/deals"));
        Assert.Contains(said + ShareText, card.Text, StringComparison.Ordinal);
        Assert.Equal(ShareText, card.Body.Buttons.SelectMany(row => row).Single(button => button.Text.Contains("口令", StringComparison.Ordinal)).Value);
    }

    [Fact]
    public async Task A_coupon_is_shown_as_arithmetic_and_copied_by_a_button()
    {
        var deal = await _bot.AddDealAsync(11, "Kettle", 129, 199);
        await _bot.Book.Book.WriteAsync(
            session => CouponStore.SaveAsync(
                session,
                1,
                new CouponDraft
                {
                    Key = "c",
                    Merchant = deal.Merchant,
                    Title = "Ten off",
                    Code = "SAVE10",
                    Kind = CouponKind.AmountOff,
                    AmountMinor = 1000,
                    Currency = "CNY",
                    Scope = CouponScope.Merchant,
                    ScopeValues = [],
                },
                1,
                A.Monday),
            TestContext.Current.CancellationToken);
        var card = Assert.Single(await _bot.SayAsync("/deals"));
        Assert.Contains("¥119  ¥199  −40%\n🎟 Code SAVE10 (¥129 − ¥10)", card.Text, StringComparison.Ordinal);
        Assert.Equal("SAVE10", card.Button("Copy code")!.Value);
    }

    [Fact]
    public async Task More_deals_come_by_the_button_until_there_are_no_more()
    {
        foreach (var id in Enumerable.Range(1, 5))
        {
            await _bot.AddDealAsync(id, $"Kettle {id}", 100, 200 + id);
        }
        Assert.Equal(3, (await _bot.SayAsync("/deals kettle")).Count);
        Assert.Equal(2, (await _bot.PressAsync("More deals")).Count);
        Assert.DoesNotContain(_bot.Channel.Calls[^1].Body.Buttons.SelectMany(row => row), button => button.Text == "More deals");
    }

    [Fact]
    public async Task In_a_group_one_picture_and_a_list_are_enough()
    {
        _bot.Channel.Start = new Uri("https://t.me/bot");
        foreach (var id in Enumerable.Range(1, 3))
        {
            await _bot.AddDealAsync(id, $"Kettle {id}", 180 - (20 * id), 200);
        }
        var answers = await _bot.SayInGroupAsync("/deals");
        Assert.Equal(2, answers.Count);
        Assert.Equal("https://t.me/bot?start=d_3", answers[0].Button("My rebate link")!.Value);
        Assert.Contains("2. Kettle 2\n¥140  ¥200  −30%", answers[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_found_offers_to_watch()
    {
        var none = Assert.Single(await _bot.SayAsync("/deals teapot"));
        Assert.Equal("I found no deal for “teapot”.\nI can tell you when one appears.", none.Text);
        Assert.Contains("I tell you in private when it gets cheaper", (await _bot.PressAsync("Tell me"))[0].Text, StringComparison.Ordinal);
        Assert.Single(await _bot.Book.ReadAsync(session => WatchStore.OpenAsync(session, 0, 10)));
    }

    [Fact]
    public async Task Sharing_gives_a_link_of_the_sharers_own()
    {
        await _bot.AddDealAsync(11, "Kettle", 129, 199);
        await _bot.SayAsync("/deals");
        var shared = Assert.Single(await _bot.PressAsync("Share"));
        var link = await LinkOf(shared.Button("Copy link")!.Value);
        Assert.Equal((PlaceKind.Share, (await Member()).Id), (link.PlaceKind, link.MemberId));
    }

    [Fact]
    public async Task A_link_into_the_private_chat_opens_the_deal_for_the_person_who_followed_it()
    {
        await _bot.AddDealAsync(11, "Kettle", 129, 199);
        Assert.NotNull(Assert.Single(await _bot.SayAsync("/start d_11")).Button("Buy"));
        Assert.Contains("That deal is gone", Assert.Single(await _bot.SayAsync("/start d_12")).Text, StringComparison.Ordinal);
        Assert.Contains("Hello, I am Daogou", Assert.Single(await _bot.SayAsync("/start ../../etc")).Text, StringComparison.Ordinal);
        Assert.Contains("No rebates yet", Assert.Single(await _bot.SayAsync("/start balance")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_pasted_in_private_becomes_one_with_a_rebate()
    {
        await _bot.AddDealAsync(11, "Kettle", 129, 199);
        var card = Assert.Single(await _bot.SayAsync("看看这个 https://shop.example/item/11，不错"));
        Assert.Equal(11, (await LinkOf(card.Button("Buy")!.Value)).DealId);
    }

    [Fact]
    public async Task A_shop_without_rebates_is_refused_kindly()
    {
        var answer = Assert.Single(await _bot.SayAsync("https://strict.example/item/5"));
        Assert.Equal(
            "🙏 The programme of strict does not allow rebates to buyers, so there is no rebate link for it.\nSee what does have a rebate: /deals",
            answer.Text);
        Assert.Contains("not one of the shops", Assert.Single(await _bot.SayAsync("/link https://unknown.example/1")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Our_own_link_is_said_to_be_one_in_private_and_passed_over_in_a_group()
    {
        Assert.Equal("🔗 That is one of our own links already; just open it.", Assert.Single(await _bot.SayAsync("https://deals.example/r/abcdefg")).Text);
        Assert.Empty(await _bot.SayInGroupAsync("/link https://deals.example/r/abcdefg"));
    }

    [Fact]
    public async Task Of_several_pasted_links_the_first_that_is_covered_is_answered_and_the_others_are_named()
    {
        var answers = await _bot.SayAsync("https://unknown.example/1 ￥FoYde8XzTCh￥ https://go.somewhere.example/click?url=https%3A%2F%2Fshop.example%2Fitems%2F11%3Ftag%3Dx https://deals.example/r/abcdefg https://amzn.to/3abc");
        var link = await LinkOf(answers[0].Button("Buy")!.Value);
        Assert.Equal("https://shop.example/items/11", (await _bot.Book.ReadAsync(session => DealStore.FindAsync(session, link.DealId)))!.Url);
        Assert.Equal(
            """
            Your message also held:
            • unknown.example is not one of the shops we work with, so a purchase there earns no rebate.
            • This is a Taobao 口令; no Taobao programme that reads it is set up here. Open it in the app and send me the address of the product page.
            • This is a short or tracked link of Amazon (amzn.to): the address does not say which product it leads to. Open it and send me the full address of the product page.
            """.ReplaceLineEndings("\n"),
            answers[1].Text);
    }

    [Theory]
    [InlineData("zh", "这是一个淘宝口令")]
    [InlineData("en", "This is a Taobao 口令")]
    public async Task A_share_token_without_a_programme_is_said_to_be_one(string language, string words) =>
        Assert.Contains(words, Assert.Single(await _bot.TakeAsync(A.Said("复制 ￥FoYde8XzTCh￥ 打开") with { PersonLanguage = language })).Text, StringComparison.Ordinal);

    [Fact]
    public async Task A_programme_that_forbids_chats_keeps_its_links_out_of_groups()
    {
        await _bot.AddDealAsync(11, "Kettle", 129, 199, "quiet.example");
        var inGroup = Assert.Single(await _bot.SayInGroupAsync("/deals"));
        Assert.Null(inGroup.Button("Buy"));
        Assert.Contains("does not allow its links in groups", inGroup.Text, StringComparison.Ordinal);
        Assert.NotNull(Assert.Single(await _bot.SayAsync("/deals")).Button("Buy"));
    }

    [Fact]
    public async Task Plain_words_in_private_are_a_search()
    {
        await _bot.AddDealAsync(11, "Gooseneck kettle", 129, 199);
        await _bot.AddDealAsync(12, "Stove kettle", 200, 200);
        var found = Assert.Single(await _bot.SayAsync("kettle"));
        Assert.Contains("1. Gooseneck kettle", found.Text, StringComparison.Ordinal);
        Assert.Contains("2. Stove kettle\n¥200", found.Text, StringComparison.Ordinal);
        Assert.Contains("Gooseneck", Assert.Single(await _bot.PressAsync("1")).Text, StringComparison.Ordinal);
    }

    private async Task<TrackedLink> LinkOf(string address) =>
        (await _bot.Book.ReadAsync(session => LinkStore.FindAsync(session, address["https://deals.example/r/".Length..])))!;

    private async Task<Member> Member() => (await _bot.Book.ReadAsync(session => MemberStore.FindByAccountAsync(session, "test", "42")))!;
}
