using Daogou.Core.Deals;
using Daogou.Core.Networks;
using Daogou.Core.Networks.Jd;
using Daogou.Core.Networks.Pdd;
using Daogou.Core.Networks.Vip;
using Daogou.Standins.Alliances;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Networks.Alliances;

/// <summary>The platforms' lists of goods, their short links and the test of an account, each against its double.</summary>
public sealed class OfferListTests
{
    private static readonly IReadOnlyDictionary<string, string> NoOptions = new Dictionary<string, string>();

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task JDs_search_gives_goods_at_the_price_without_a_coupon_and_goes_on_page_by_page()
    {
        await using var world = await JdAsync();
        world.Server.Jd.Stock(Enumerable.Range(0, 65).Select(number => new AllianceGood($"{100012043000 + number}", $"电热水壶 {number}", 99.9m, 129m)));
        var (pages, items, refused) = await AllAsync(world, "search", "水壶");
        Assert.Equal((3, 65, 0), (pages, items.Count, refused.Count));
        var first = items[0];
        Assert.Equal(
            ("100012043000", "https://item.jd.com/100012043000.html", "99.90 CNY", "129.00 CNY", "jd"), (first.MerchantItem, first.Link, first.Price, first.ListPrice, first.Merchant));
        Assert.NotNull(DealReader.Read(first, new SourceTerms(0, "", null, [], false), A.Monday).Deal);
        Assert.Empty(world.Server.Jd.Mischief.Refusals);
    }

    [Fact]
    public async Task JDs_channel_and_its_coupons_are_lists_too_and_a_row_without_a_price_is_refused_alone()
    {
        await using var world = await JdAsync();
        world.Server.Jd.Stock(
            new AllianceGood("100012043978", "电热水壶", 99.9m, 129m) { Coupon = (20, 99), CouponFrom = A.Monday, CouponTo = A.Monday.AddDays(3) },
            new AllianceGood("100012043979", "保温杯", 59m, 59m) { HidesPrice = true });
        var (_, items, refused) = await AllAsync(world, "channel", null, ("eliteId", "33"));
        Assert.Equal("电热水壶", Assert.Single(items).Title);
        Assert.Contains("priceInfo.price", Assert.Single(refused).Reason, StringComparison.Ordinal);

        var coupon = DealReader.Read(Assert.Single((await AllAsync(world, "coupons", "水壶")).Items), new SourceTerms(0, "", null, [], false), A.Monday).Coupon!;
        Assert.Equal((2000L, 9900L, CouponScope.Items, "100012043978", A.Monday.AddDays(3)), (coupon.AmountMinor!.Value, coupon.ThresholdMinor!.Value, coupon.Scope, Assert.Single(coupon.ScopeValues), coupon.EndsAt!.Value));
        Assert.StartsWith("https://coupon.m.jd.com/", coupon.ClaimUrl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pinduoduos_price_is_the_one_after_the_coupon_that_its_link_carries_while_the_coupon_lives()
    {
        await using var world = await PddAsync();
        world.Server.Pdd.Stock(
            new AllianceGood("c9r2omogKFFAc7WBwvbZU1ikIb16_live", "纸巾 40 包", 29.9m, 39.9m) { Coupon = (5, 20), CouponFrom = A.Monday.AddDays(-1), CouponTo = A.Monday.AddDays(1) },
            new AllianceGood("c9r2omogKFFAc7WBwvbZU1ikIb16_over", "纸巾 20 包", 19.9m, 25m) { Coupon = (5, 20), CouponFrom = A.Monday.AddDays(-2), CouponTo = A.Monday.AddDays(-1) },
            new AllianceGood("c9r2omogKFFAc7WBwvbZU1ikIb16_dear", "纸巾 6 包", 9.9m, 9.9m) { Coupon = (5, 20), CouponFrom = A.Monday, CouponTo = A.Monday.AddDays(1) });
        var (_, items, _) = await AllAsync(world, "search", "纸巾");
        Assert.Equal([("24.90 CNY", "29.90 CNY"), ("19.90 CNY", "25.00 CNY"), ("9.90 CNY", null)], items.Select(item => (item.Price, item.ListPrice)));
        Assert.Equal(["2026-11-03T00:00:00Z", null, null], items.Select(item => item.EndsAt?.Replace(A.Monday.ToString("HH:mm:ss", null), "00:00:00", StringComparison.Ordinal)));
        Assert.Equal("https://mobile.yangkeduo.com/goods.html?goods_sign=c9r2omogKFFAc7WBwvbZU1ikIb16_live", items[0].Link);
        Assert.Equal(3, (await AllAsync(world, "recommend", null)).Items.Count);
        Assert.Empty(world.Server.Pdd.Mischief.Refusals);
    }

    [Fact]
    public async Task Pinduoduos_pages_belong_together_by_their_list_id()
    {
        await using var world = await PddAsync();
        world.Server.Pdd.Stock(Enumerable.Range(0, 230).Select(number => new AllianceGood($"sign_of_the_double_{number:0000}", $"纸巾 {number}", 9.9m, 12m)));
        var (pages, items, _) = await AllAsync(world, "search", "纸巾");
        Assert.Equal((3, 230), (pages, items.DistinctBy(item => item.Key).Count()));
    }

    [Fact]
    public async Task Vipshops_goods_come_with_their_page_and_their_price_in_yuan()
    {
        await using var world = await VipAsync();
        world.Server.Vip.Stock(new AllianceGood("6920010101010101", "羊毛衫", 199m, 899m), new AllianceGood("6920010101010102", "羊毛裤", 99m, 99m));
        var (_, items, _) = await AllAsync(world, "search", "羊毛衫");
        var jumper = Assert.Single(items);
        Assert.Equal(("6920010101010101", "199.00 CNY", "899.00 CNY", "https://detail.vip.com/detail-1710618505-6920010101010101.html"), (jumper.MerchantItem, jumper.Price, jumper.ListPrice, jumper.Link));
        Assert.Equal("https://a.vpimg2.com/a.jpg", jumper.Image);
        Assert.Equal(2, (await AllAsync(world, "channel", null, ("channelType", "1"))).Items.Count);
        Assert.Empty(world.Server.Vip.Mischief.Refusals);
    }

    [Theory]
    [InlineData("news", "x", "jd has no list \"news\"; it has search, channel, coupons.")]
    [InlineData("search", null, "give it words=")]
    public async Task A_question_that_the_platform_cannot_answer_is_refused_before_it_is_asked(string list, string? words, string said)
    {
        await using var world = await JdAsync();
        var refused = await Assert.ThrowsAsync<NetworkUnavailableException>(() => AllAsync(world, list, words));
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        var stranger = await Assert.ThrowsAsync<NetworkUnavailableException>(() => AllAsync(world, "search", "x", ("colour", "red")));
        Assert.Contains("no option \"colour\"; it knows owner (g for JD's own", stranger.Message, StringComparison.Ordinal);
        Assert.Equal(0, world.Server.Jd.Mischief.Calls);
    }

    [Fact]
    public async Task Short_links_are_opened_by_asking_their_platform_and_never_by_following_them()
    {
        await using var jd = await JdAsync();
        jd.Server.Jd.Stock(new AllianceGood("100012043978", "电热水壶", 99m, 99m) { Links = ["https://u.jd.com/aBcD123"] });
        await using var pdd = await PddAsync();
        pdd.Server.Pdd.Stock(new AllianceGood("c9r2omogKFFAc7WBwvbZU1ikIb16_live", "纸巾", 9m, 9m) { Links = ["https://p.pinduoduo.com/AbCdEfGh"] });
        await using var vip = await VipAsync();
        vip.Server.Vip.Stock(new AllianceGood("6920010101010101", "羊毛衫", 199m, 899m) { Links = ["https://t.vip.com/Ab12"] });
        Assert.Equal(
            ["https://item.jd.com/100012043978.html", "https://mobile.yangkeduo.com/goods.html?goods_sign=c9r2omogKFFAc7WBwvbZU1ikIb16_live", "https://detail.vip.com/detail-1710618505-6920010101010101.html"],
            [await ReadAsync(jd, "https://u.jd.com/aBcD123"), await ReadAsync(pdd, "https://p.pinduoduo.com/AbCdEfGh"), await ReadAsync(vip, "https://t.vip.com/Ab12")]);
        var unknown = await Reader(vip).ReadTokenAsync("https://t.vip.com/other", Now);
        Assert.Null(unknown.Product);
        Assert.Contains("没有从这个链接认出商品", unknown.RefusalZh, StringComparison.Ordinal);
        Assert.False(Reader(jd).CanRead("https://t.vip.com/Ab12"));
        Assert.False(Reader(jd).CanRead("https://u.jd.com/"));
    }

    [Fact]
    public async Task The_test_of_an_account_says_what_the_platform_really_answered_and_what_to_do()
    {
        await using var jd = await JdAsync();
        Assert.True((await CheckAsync(jd)).IsGood);
        jd.Server.Jd.Skew = TimeSpan.FromMinutes(15);
        var clock = await CheckAsync(jd);
        Assert.False(clock.IsGood);
        Assert.Contains("8 Invalid Timestamp", clock.En, StringComparison.Ordinal);
        Assert.Contains("时钟", clock.Zh, StringComparison.Ordinal);

        await using var wrong = await JdAsync(options => options.Secret = "another-secret-altogether");
        var answer = await CheckAsync(wrong);
        Assert.Contains("JdUnion__Secret", answer.En, StringComparison.Ordinal);
        Assert.DoesNotContain("another-secret", answer.En, StringComparison.Ordinal);

        await using var vip = await VipAsync(options => options.Token = "a-token-that-ran-out");
        Assert.Contains("Vipshop__Token", (await CheckAsync(vip)).En, StringComparison.Ordinal);

        await using var house = await PddAsync(options => options.HouseUid = "house1");
        Assert.Contains("尚未备案", (await CheckAsync(house)).Zh, StringComparison.Ordinal);
        house.Server.Pdd.Authorise("house1");
        Assert.True((await CheckAsync(house)).IsGood);
    }

    [Fact]
    public async Task The_platforms_patience_is_counted_and_a_closed_door_says_until_when()
    {
        await using var world = await JdAsync();
        var state = ((IPlatformState)world.Catalog.Find("jd")!);
        await CheckAsync(world);
        Assert.Equal(new PlatformState(1, null, null, null), state.State);
        world.Server.Jd.Mischief.Next(Trouble.TooMany);
        Assert.Contains("HTTP 429", (await CheckAsync(world)).En, StringComparison.Ordinal);
        Assert.Equal((2L, A.Monday.AddMinutes(2), A.Monday), (state.State.CallsToday, state.State.ClosedUntil, state.State.LastFaultAt));
        Assert.Contains("too many calls", state.State.LastFault, StringComparison.Ordinal);
        world.Test.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((0L, null), (state.State.CallsToday, state.State.ClosedUntil));
    }

    private static async Task<(int Pages, List<FeedItem> Items, List<RefusedRow> Refused)> AllAsync(AllianceWorld world, string list, string? words, params (string Key, string Value)[] options)
    {
        var lister = world.Catalog.All.OfType<IOfferLister>().Single();
        var asked = options.Length == 0 ? NoOptions : options.ToDictionary(pair => pair.Key, pair => pair.Value);
        var (pages, items, refused) = (0, new List<FeedItem>(), new List<RefusedRow>());
        string? next = null;
        do
        {
            var page = await lister.ListOffersAsync(new OfferQuery(list, words, asked, next), Now);
            pages++;
            items.AddRange(page.Items);
            refused.AddRange(page.Refused);
            next = page.Next;
        }
        while (next is not null);
        return (pages, items, refused);
    }

    private static ITokenReader Reader(AllianceWorld world) => world.Catalog.All.OfType<ITokenReader>().Single();

    private static async Task<string?> ReadAsync(AllianceWorld world, string text)
    {
        Assert.True(Reader(world).CanRead(text));
        return (await Reader(world).ReadTokenAsync(text, Now)).Product?.AbsoluteUri;
    }

    private static Task<ConnectionAnswer> CheckAsync(AllianceWorld world) => world.Catalog.All.OfType<IConnectionCheck>().Single().CheckConnectionAsync(Now);

    private static Task<AllianceWorld> JdAsync(Action<JdUnionOptions>? change = null) => AllianceWorld.OpenAsync(Engines.Sqlite, (server, clients, time) =>
    {
        var options = new JdUnionOptions { Enabled = true, AppKey = JdDouble.AppKey, Secret = JdDouble.Secret, Url = server.At("/jd"), CallsPerSecond = 1000 };
        change?.Invoke(options);
        return new JdNetwork(options, clients, time, new HurriedTime());
    });

    private static Task<AllianceWorld> PddAsync(Action<PinduoduoOptions>? change = null) => AllianceWorld.OpenAsync(Engines.Sqlite, (server, clients, time) =>
    {
        var options = new PinduoduoOptions { Enabled = true, AppKey = PddDouble.ClientId, Secret = PddDouble.Secret, Pid = PddDouble.Pid, Url = server.At("/pdd"), CallsPerSecond = 1000 };
        change?.Invoke(options);
        return new PddNetwork(options, clients, time, new HurriedTime());
    });

    private static Task<AllianceWorld> VipAsync(Action<VipshopOptions>? change = null) => AllianceWorld.OpenAsync(Engines.Sqlite, (server, clients, time) =>
    {
        var options = new VipshopOptions { Enabled = true, AppKey = VipDouble.AppKey, Secret = VipDouble.Secret, Token = VipDouble.Token, Channel = "tag", Url = server.At("/vip"), CallsPerSecond = 1000 };
        change?.Invoke(options);
        return new VipNetwork(options, clients, time, new HurriedTime());
    });
}
