using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Core.Orders;
using Daogou.Core.Networks.Taobao;
using Daogou.Standins.Alliances;
using Daogou.Tests.Support;
using Xunit;
using static Daogou.Tests.Core.Networks.Alliances.TaobaoWorld;

namespace Daogou.Tests.Core.Networks.Alliances;

public sealed class TaobaoNetworkTests
{
    private static readonly Place Buyer = Place.Request(OrderBook.Buyer);
    private static readonly Place Sharer = Place.Share(OrderBook.Sharer);

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Two_links_for_one_product_get_slots_of_their_own_and_orders_come_home_by_them(string engine)
    {
        await using var world = await OpenAsync(engine);
        var top = world.Server.Get<TopDouble>();
        var own = (await world.LinkAsync(Towel, Buyer)).Link!;
        var shared = (await world.LinkAsync(Towel, Sharer)).Link!;
        Assert.Equal(["1001", "1002"], top.Links.Select(link => link.AdZone));
        Assert.Equal("https://uland.taobao.com/d000001", own.Destination);
        Assert.Contains("￥", own.ShareText, StringComparison.Ordinal);
        Assert.Equal(own.Code, (await world.LinkAsync(Towel, Buyer)).Link!.Code);
        Assert.Equal(2, top.Links.Count);

        world.Test.Clock.Advance(TimeSpan.FromMinutes(10));
        top.Put(Paid("9001", "1001"));
        top.Put(Paid("9002", "1002"));
        top.Put(Paid("9003", "9999"));
        Assert.Equal(3, await world.PollAsync());
        var first = (await world.FindAsync("taobao", "9001", "9001"))!;
        Assert.Equal((Attribution.Slot, own.Code, OrderBook.Buyer, 265L, OrderStatus.Tracked), (first.Attribution, first.LinkCode, first.MemberId!.Value, first.CommissionMinor, first.Status));
        Assert.Contains("slot 1001, 99", first.AttributionReason, StringComparison.Ordinal);
        Assert.Equal(shared.Code, (await world.FindAsync("taobao", "9002", "9002"))!.LinkCode);
        Assert.Equal((Attribution.None, null), ((await world.FindAsync("taobao", "9003", "9003"))!.Attribution, (await world.FindAsync("taobao", "9003", "9003"))!.LinkCode));
        Assert.Empty(top.Mischief.Refusals);
        Assert.Equal(159, await world.SumAsync($"member:{OrderBook.Buyer}:"));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_order_that_fits_two_links_waits_to_be_claimed_until_an_operator_decides(string engine)
    {
        await using var world = await OpenAsync(engine, options => options.Slots.RemoveRange(1, 2));
        var own = (await world.LinkAsync(Towel, Buyer)).Link!;
        var shared = (await world.LinkAsync(Towel, Sharer)).Link!;
        var use = await world.Test.ReadAsync(session => SlotLeaseStore.UseSinceAsync(session, "taobao", DateTimeOffset.UnixEpoch));
        Assert.Equal((1, 2, 1), (use.Slots, use.Links, use.Crowded));

        world.Test.Clock.Advance(TimeSpan.FromMinutes(10));
        world.Server.Get<TopDouble>().Put(Paid("9001", "1001"));
        await world.PollAsync();
        var order = (await world.FindAsync("taobao", "9001", "9001"))!;
        Assert.Equal((Attribution.Claim, null), (order.Attribution, order.LinkCode));
        Assert.Contains(own.Code, order.AttributionReason, StringComparison.Ordinal);
        Assert.Contains(shared.Code, order.AttributionReason, StringComparison.Ordinal);
        Assert.Equal(265, await world.SumAsync("unattributed:taobao"));
        var open = await world.Test.ReadAsync(session => OrderStore.ListAsync(session, new OrderQuery { OnlyClaims = true }));
        Assert.Equal(order.Id, Assert.Single(open).Id);

        var desk = new Daogou.Core.Rebates.OrderDesk(world.Test.Book, world.Attribution, world.Catalog, world.Test.Time);
        Assert.Equal(Daogou.Core.Rebates.DeskAnswer.Done, await desk.AttributeAsync(order.Key, own.Code, "the buyer showed the order", "op", default));
        Assert.Equal(159, await world.SumAsync($"member:{OrderBook.Buyer}:"));
        Assert.Empty(await world.Test.ReadAsync(session => OrderStore.ListAsync(session, new OrderQuery { OnlyClaims = true })));
    }

    [Fact]
    public async Task Our_own_click_at_the_same_moment_tells_two_links_of_one_slot_apart()
    {
        await using var world = await OpenAsync(Engines.Sqlite, options => options.Slots.RemoveRange(1, 2));
        await world.LinkAsync(Towel, Buyer);
        var shared = (await world.LinkAsync(Towel, Sharer)).Link!;
        world.Test.Clock.Advance(TimeSpan.FromSeconds(57));
        await using (var journal = A.Journal(world.Test))
        {
            await journal.StartAsync(TestContext.Current.CancellationToken);
            await journal.AppendAsync(A.Hit(shared.Code) with { At = world.Test.Time.GetUtcNow() });
        }
        world.Test.Clock.Advance(TimeSpan.FromMinutes(10));
        world.Server.Get<TopDouble>().Put(Paid("9001", "1001"));
        await world.PollAsync();
        var order = (await world.FindAsync("taobao", "9001", "9001"))!;
        Assert.Equal((Attribution.Slot, shared.Code), (order.Attribution, order.LinkCode));
        Assert.Contains("our click 3 s before", order.AttributionReason, StringComparison.Ordinal);
        Assert.True(order.ClickOrdinal > 0);
    }

    [Fact]
    public async Task When_a_product_rests_in_every_slot_the_link_is_refused_where_the_settings_say_so()
    {
        await using var world = await OpenAsync(Engines.Sqlite, options => options.RefuseWhenSlotsRunOut = true);
        for (var member = 1; member <= 3; member++)
        {
            Assert.NotNull((await world.LinkAsync(Towel, Place.Request(member))).Link);
        }
        var refusal = (await world.LinkAsync(Towel, Place.Request(4))).Refusal!;
        Assert.Equal(LinkRefusalReason.SlotsDry, refusal.Reason);
        Assert.Contains("推广位已经用完", refusal.Zh, StringComparison.Ordinal);
        world.Test.Clock.Advance(TimeSpan.FromHours(25));
        Assert.NotNull((await world.LinkAsync(Towel, Place.Request(4))).Link);
        Assert.Equal("778899", world.Server.Get<TopDouble>().Links.First(link => link.AdZone == "1003").Relation);
    }

    [Fact]
    public async Task A_link_that_is_asked_for_again_gets_another_slot_when_its_own_went_to_someone_else_meanwhile()
    {
        await using var world = await OpenAsync(Engines.Sqlite, options => options.Slots.RemoveAt(2));
        var before = (await world.LinkAsync(Towel, Place.Request(1))).Link!;
        world.Test.Clock.Advance(TimeSpan.FromHours(30));
        await world.LinkAsync(Towel, Place.Request(2));
        world.Test.Clock.Advance(TimeSpan.FromHours(1));
        await world.LinkAsync(Towel, Place.Request(3));
        world.Test.Clock.Advance(TimeSpan.FromHours(25));
        var after = (await world.LinkAsync(Towel, Place.Request(1))).Link!;
        Assert.Equal(before.Code, after.Code);
        Assert.NotEqual(before.Destination, after.Destination);
        Assert.Equal(after.Destination, (await world.LinkAsync(Towel, Place.Request(1))).Link!.Destination);
    }

    [Fact]
    public async Task A_product_that_is_not_promoted_gives_its_slot_back_and_is_refused_in_words_for_the_member()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        world.Server.Get<TopDouble>().NotPromoted = Number;
        var refusal = (await world.LinkAsync(Towel, Buyer)).Refusal!;
        Assert.Contains("没有参加淘宝联盟推广", refusal.Zh, StringComparison.Ordinal);
        Assert.Empty(await world.Test.ReadAsync(session => session.QueryAsync<long>("SELECT id FROM slot_leases")));
        world.Server.Get<TopDouble>().Mischief.IsDown = true;
        Assert.Contains("does not answer just now", (await world.LinkAsync("https://detail.tmall.com/item.htm?id=600000000001", Buyer)).Refusal!.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("￥FoYde8XzTCh￥")]
    [InlineData("https://m.tb.cn/h.TsS1DWf?tk=FoYde8XzTCh")]
    [InlineData("https://s.click.taobao.com/FoYde8XzTCh")]
    public async Task A_share_text_and_short_links_are_opened_by_the_platform_and_become_links_of_ours(string pasted)
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        var top = world.Server.Get<TopDouble>();
        top.Tokens["FoYde8XzTCh"] = Number;
        var link = (await world.LinkAsync(pasted, Buyer)).Link!;
        Assert.Equal(("1001", Item), (top.Links[0].AdZone, top.Links[0].Item));
        Assert.NotNull(link.ShareText);

        top.Tokens.Clear();
        var refusal = (await world.LinkAsync(pasted, Sharer)).Refusal!;
        Assert.Equal(LinkRefusalReason.Token, refusal.Reason);
        Assert.Contains("淘宝打不开", refusal.Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(12, OrderStatus.Tracked)]
    [InlineData(14, OrderStatus.Tracked)]
    [InlineData(3, OrderStatus.Settled)]
    [InlineData(13, OrderStatus.Void)]
    [InlineData(99, OrderStatus.Held)]
    [InlineData(0, OrderStatus.Held)]
    public async Task Each_tk_status_means_what_Taobao_says_and_an_unknown_one_is_held(int code, OrderStatus status)
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        world.Server.Get<TopDouble>().Put(Paid("9001") with { TkStatus = code, ShareFee = 2.8m, PayPrice = 90 });
        await world.PollAsync();
        var order = (await world.FindAsync("taobao", "9001", "9001"))!;
        Assert.Equal(status, order.Status);
        Assert.Equal(status == OrderStatus.Settled ? (245L, 9000L) : status == OrderStatus.Void ? (0, 10_000) : (265, 10_000), (order.CommissionMinor, order.SaleMinor));
        Assert.Equal(status == OrderStatus.Held, world.Log.Lines.Any(line => line.Contains("needs an operator's eye", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(4, OrderStatus.Held, 245)]
    [InlineData(11, OrderStatus.Held, 245)]
    [InlineData(12, OrderStatus.Held, 245)]
    [InlineData(2, OrderStatus.Settled, 145)]
    [InlineData(13, OrderStatus.Settled, 145)]
    [InlineData(3, OrderStatus.Settled, 245)]
    [InlineData(14, OrderStatus.Settled, 245)]
    [InlineData(15, OrderStatus.Settled, 245)]
    [InlineData(77, OrderStatus.Held, 245)]
    public async Task Each_refund_status_does_to_a_settled_order_what_Taobao_says(int code, OrderStatus status, long fen)
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        var top = world.Server.Get<TopDouble>();
        top.Put(Paid("9001") with { TkStatus = 3, ShareFee = 2.8m, PayPrice = 90 });
        top.Put(new TaobaoRefund { SuitId = "s1", TradeId = "9001", ParentId = "9001", Status = code, RefundFee = 30, ShowReturnFee = 1 });
        await world.PollAsync();
        var order = (await world.FindAsync("taobao", "9001", "9001"))!;
        Assert.Equal((status, fen), (order.Status, order.CommissionMinor));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Refunds_add_up_stand_above_later_rows_of_the_order_and_wait_for_an_order_that_is_not_there_yet(string engine)
    {
        await using var world = await OpenAsync(engine);
        var top = world.Server.Get<TopDouble>();
        top.Put(new TaobaoRefund { SuitId = "s1", TradeId = "9001", ParentId = "9001", Status = 13, ShowReturnFee = 1 });
        await world.PollAsync();
        Assert.Null(await world.FindAsync("taobao", "9001", "9001"));

        world.Test.Clock.Advance(TimeSpan.FromHours(1));
        top.Put(Paid("9001") with { TkStatus = 3, ShareFee = 2.8m });
        await world.PollAsync();
        Assert.Equal(145, (await world.FindAsync("taobao", "9001", "9001"))!.CommissionMinor);

        world.Test.Clock.Advance(TimeSpan.FromHours(1));
        top.Put(new TaobaoRefund { SuitId = "s2", TradeId = "9001", ParentId = "9001", Status = 4, ShowReturnFee = 1.45m });
        await world.PollAsync();
        Assert.Equal((OrderStatus.Held, 145L), await NowAsync());
        world.Test.Clock.Advance(TimeSpan.FromHours(1));
        top.Put(top.Find("9001") with { Paid = 101 });
        top.Put(new TaobaoRefund { SuitId = "s2", TradeId = "9001", ParentId = "9001", Status = 13, ShowReturnFee = 1.45m });
        await world.PollAsync();
        Assert.Equal((OrderStatus.Void, 0L), await NowAsync());
        world.Test.Clock.Advance(TimeSpan.FromHours(1));
        top.Put(new TaobaoRefund { SuitId = "s2", TradeId = "9001", ParentId = "9001", Status = 3, ShowReturnFee = 1.45m });
        await world.PollAsync();
        Assert.Equal((OrderStatus.Settled, 145L), await NowAsync());

        async Task<(OrderStatus, long)> NowAsync() => await world.FindAsync("taobao", "9001", "9001") is { } order ? (order.Status, order.CommissionMinor) : default;
    }

    [Fact]
    public async Task Pages_are_followed_by_their_position_and_days_of_big_sales_in_windows_of_twenty_minutes()
    {
        await using var world = await OpenAsync(Engines.Sqlite, options => options.BigSaleDays.AddRange(["2026-11-11", "2026-11-12"]));
        var top = world.Server.Get<TopDouble>();
        top.SaleDays.UnionWith(["2026-11-11", "2026-11-12"]);
        await world.PollAsync();
        Assert.True(top.LongestWindow > TimeSpan.FromHours(2));
        top.MostRows = 7;
        // Noon of the 11th in Beijing.
        world.Test.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 11, 4, 0, 0, TimeSpan.Zero));
        await world.PollAsync();
        for (var number = 0; number < 30; number++)
        {
            top.Put(Paid($"{7000 + number}"));
        }
        world.Test.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(30, await world.PollAsync());
        Assert.Empty(top.Mischief.Refusals);
    }

    [Fact]
    public async Task A_window_of_more_pages_than_the_platform_lists_is_asked_for_in_halves()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        await world.PollAsync();
        var top = world.Server.Get<TopDouble>();
        top.MostRows = 1;
        for (var number = 0; number < 130; number++)
        {
            world.Test.Clock.Advance(TimeSpan.FromSeconds(10));
            top.Put(Paid($"{7000 + number}"));
        }
        world.Test.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(130, await world.PollAsync());
        Assert.Empty(top.Mischief.Refusals);
    }

    [Theory]
    [InlineData("md5")]
    [InlineData("hmac")]
    [InlineData("hmac-sha256")]
    public async Task The_account_can_be_tried_out_however_calls_are_signed(string sign)
    {
        await using var world = await OpenAsync(Engines.Sqlite, options => options.SignMethod = sign);
        var check = (IConnectionCheck)world.Catalog.All[0];
        Assert.True((await check.CheckConnectionAsync(default)).IsGood);
        await using var wrong = await OpenAsync(Engines.Sqlite, options => (options.SignMethod, options.Secret) = (sign, "another-secret-altogether"));
        var answer = await ((IConnectionCheck)wrong.Catalog.All[0]).CheckConnectionAsync(default);
        Assert.False(answer.IsGood);
        Assert.Contains("Invalid Signature ***", answer.En, StringComparison.Ordinal);
        wrong.AssertSilentOf("another-secret-altogether", TopDouble.Session);
    }

    [Fact]
    public async Task Troubles_of_the_platform_are_sat_out_or_put_off_and_no_secret_is_ever_written_down()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        await world.PollAsync();
        var top = world.Server.Get<TopDouble>();
        top.Put(Paid("9001"));
        world.Test.Clock.Advance(TimeSpan.FromMinutes(2));
        top.Mischief.Next(Trouble.Failure, Trouble.Limit);
        Assert.Equal(1, await world.PollAsync());
        world.Test.Clock.Advance(TimeSpan.FromMinutes(2));
        top.Mischief.Next(Trouble.Limit, Trouble.Limit, Trouble.Limit);
        await world.PollAsync();
        Assert.Contains("App Call Limited", (await world.StateAsync("taobao")).LastMessage, StringComparison.Ordinal);
        world.Test.Clock.Advance(TimeSpan.FromMinutes(30));
        top.Skew = TimeSpan.FromMinutes(15);
        await world.PollAsync();
        Assert.Contains("check this machine's clock", (await world.StateAsync("taobao")).LastMessage, StringComparison.Ordinal);
        world.AssertSilentOf(TopDouble.Secret, TopDouble.Session, "sign=");
    }

    [Fact]
    public async Task Goods_and_coupons_are_listed_with_the_half_of_the_id_that_stays()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        var lister = (IOfferLister)world.Catalog.All[0];
        var none = new Dictionary<string, string>();
        var goods = await lister.ListOffersAsync(new OfferQuery("search", "毛巾", none, null), default);
        Assert.Equal((TopDouble.Lasting("6001"), "129.00 CNY", "199.00 CNY"), (goods.Items[0].MerchantItem, goods.Items[0].Price, goods.Items[0].ListPrice));
        Assert.EndsWith("-" + TopDouble.Lasting("6001"), goods.Items[0].Link, StringComparison.Ordinal);
        var coupon = (await lister.ListOffersAsync(new OfferQuery("coupons", "毛巾", none, null), default)).Items[0];
        Assert.Equal(("20 CNY", "99.00 CNY", "https://uland.taobao.com/coupon/edetail?e=x6001"), (coupon.Coupon!.Value, coupon.Coupon.Threshold, coupon.Coupon.ClaimUrl));
        var material = new Dictionary<string, string> { ["id"] = "28026" };
        Assert.Equal(TopDouble.Lasting("6003"), Assert.Single((await lister.ListOffersAsync(new OfferQuery("material", null, material, null), default)).Items).Key);
        Assert.Empty((await lister.ListOffersAsync(new OfferQuery("material", null, material, "2"), default)).Items);
        await Assert.ThrowsAsync<NetworkUnavailableException>(() => lister.ListOffersAsync(new OfferQuery("search", null, none, null), default));
    }

    [Theory]
    [InlineData("dataoke", "Dtk4Ef6hIj￥")]
    [InlineData("haodanku", "￥Hdk4Ef6hIj￥")]
    [InlineData("zhetaoke", "￥")]
    public async Task Each_provider_makes_links_in_our_slots_and_orders_come_home_by_them(string provider, string shareText)
    {
        await using var world = await OpenAsync(Engines.Sqlite, options =>
        {
            options.AppKey = provider == "haodanku" ? options.AppKey : "";
            options.Convert = provider;
            (options.Orders, options.Parse, options.Tokens, options.Refunds) = provider == "haodanku" ? ("top", "", "", "top") : (provider, provider, provider, "");
            options.Search = provider == "zhetaoke" ? "" : provider;
        });
        var top = world.Server.Get<TopDouble>();
        var link = (await world.LinkAsync(Towel, Buyer)).Link!;
        Assert.Contains(shareText, link.ShareText, StringComparison.Ordinal);
        Assert.Equal(("1001", Item), (top.Links[0].AdZone, top.Links[0].Item));
        world.Test.Clock.Advance(TimeSpan.FromMinutes(10));
        top.MostRows = 2;
        foreach (var trade in new[] { "9001", "9002", "9003" })
        {
            top.Put(Paid(trade, "1001"));
        }
        Assert.Equal(3, await world.PollAsync());
        Assert.Equal((Attribution.Slot, link.Code, 265L), (await world.FindAsync("taobao", "9003", "9003")) is { } order ? (order.Attribution, order.LinkCode, order.CommissionMinor) : default);
        if (provider != "zhetaoke")
        {
            var page = await ((IOfferLister)world.Catalog.All[0]).ListOffersAsync(new OfferQuery("search", "毛巾", new Dictionary<string, string>(), null), default);
            Assert.Equal((TopDouble.Lasting("6001"), "109.9"), (page.Items[0].MerchantItem, page.Items[0].Price!.Split(' ')[0].TrimEnd('0')));
        }
        if (provider != "haodanku")
        {
            top.Tokens["FoYde8XzTCh"] = Number;
            Assert.NotNull((await world.LinkAsync("￥FoYde8XzTCh￥", Sharer)).Link);
        }
        Assert.Empty(top.Mischief.Refusals);
        world.AssertSilentOf(DataokeDouble.Secret, HaodankuDouble.Secret, ZhetaokeDouble.Secret);
    }

    [Fact]
    public void Settings_that_cannot_work_are_named_with_what_they_accept()
    {
        var options = new TaobaoOptions { Enabled = true, Member = "1", AllowsRebate = true };
        options.Slots.AddRange(["10", "10", "x"]);
        options.BigSaleDays.Add("11/11");
        var said = string.Join('\n', new TaobaoOptionsCheck().Validate(null, options).Failures!);
        foreach (var part in new[] { "Taobao:AppKey", "Taobao:Secret", "Taobao__Token", "Taobao:Site", "Taobao:Slots:1", "Taobao:Slots:2", "Taobao:BigSaleDays:0" })
        {
            Assert.Contains(part, said, StringComparison.Ordinal);
        }
    }
}
