using Daogou.Core.Deals;
using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Core.Networks.Douyin;
using Daogou.Core.Orders;
using Daogou.Standins.Alliances;
using Daogou.Tests.Support;
using Microsoft.Extensions.Options;
using Xunit;

namespace Daogou.Tests.Core.Networks.Alliances;

public sealed class DouyinNetworkTests
{
    private const string Coffee = DouyinLife.Coffee;
    private const string CoffeeId = "3456789012345678901";
    private static readonly Place Buyer = Place.Request(OrderBook.Buyer);

    [Theory]
    [InlineData(Engines.Sqlite, DouyinGateway.Pangle)]
    [InlineData(Engines.Postgres, DouyinGateway.Pangle)]
    [InlineData(Engines.Sqlite, DouyinGateway.Buyin)]
    public async Task A_link_carries_its_own_ref_and_the_order_comes_home_to_its_buyer(string engine, DouyinGateway gateway)
    {
        await using var world = await DouyinLife.OpenAsync(engine, gateway);
        var link = (await world.LinkAsync(Coffee + "&origin_type=pc_buyin&ecom_share_track_params=x", Buyer)).Link!;
        Assert.Equal("https://v.buydouke.com/d1/", link.Destination);
        Assert.Equal(new DouyinLink(Coffee, world.Refs.OfLink(link.Code), null), Assert.Single(world.Server.Get<DouyinDouble>().Links));

        world.Server.Get<DouyinDouble>().Put(Paid("d1", world.Refs.OfLink(link.Code)));
        Assert.Equal(1, await world.PollAsync());
        var order = (await world.FindAsync("douyin", "d1", "1"))!;
        Assert.Equal((Attribution.LinkRef, OrderBook.Buyer, 89L, OrderStatus.Tracked), (order.Attribution, order.MemberId!.Value, order.CommissionMinor, order.Status));
        Assert.Equal((A.Monday.AddMinutes(-5), "云南小粒咖啡", 990L), (order.OrderedAt, order.Title, order.SaleMinor));
        Assert.Empty(world.Server.Get<DouyinDouble>().Mischief.Refusals);
    }

    [Theory]
    [InlineData("PAY_SUCC", 0, OrderStatus.Tracked, 89)]
    [InlineData("PAY_SUCC", 1, OrderStatus.Held, 89)]
    [InlineData("PAY_SUCC", 2, OrderStatus.Tracked, 89)]
    [InlineData("CONFIRM", 0, OrderStatus.Tracked, 89)]
    [InlineData("SETTLE", 0, OrderStatus.Settled, 77)]
    [InlineData("SETTLE", 1, OrderStatus.Settled, 77)]
    [InlineData("REFUND", 2, OrderStatus.Void, 0)]
    [InlineData("FROZEN", 0, OrderStatus.Held, 89)]
    public async Task Each_flow_point_means_what_the_platform_says_and_an_unknown_one_is_held(string point, int afterSales, OrderStatus status, long fen)
    {
        await using var world = await DouyinLife.OpenAsync(Engines.Sqlite);
        world.Server.Get<DouyinDouble>().Put(Paid("d1", "") with { FlowPoint = point, AfterSales = afterSales, Real = 77 });
        await world.PollAsync();
        var order = (await world.FindAsync("douyin", "d1", "1"))!;
        Assert.Equal((status, fen), (order.Status, order.CommissionMinor));
        Assert.Equal(point == "FROZEN", world.Log.Lines.Any(line => line.Contains("flow_point FROZEN is unknown", StringComparison.Ordinal)));
    }

    /// <summary>The first two rows are the platform's own samples.</summary>
    [Theory]
    [InlineData(DouyinGateway.Pangle, 98, 1500, 13, 2, 13)]
    [InlineData(DouyinGateway.Pangle, 990, 1000, 89, 10, 89)]
    [InlineData(DouyinGateway.Pangle, 990, 1000, 99, 10, 89)]
    [InlineData(DouyinGateway.Pangle, 990, 1000, 50, 10, 50)]
    [InlineData(DouyinGateway.Buyin, 990, 1000, 89, 10, 89)]
    [InlineData(DouyinGateway.Buyin, 990, 1000, 99, 10, 89)]
    [InlineData(DouyinGateway.Buyin, 990, 1000, 50, 10, 40)]
    [InlineData(DouyinGateway.Buyin, 990, 1000, 5, 10, 0)]
    public async Task The_technical_fee_is_off_whether_the_estimate_holds_it_or_not(DouyinGateway gateway, long paid, int rate, long estimate, long fee, long fen)
    {
        await using var world = await DouyinLife.OpenAsync(Engines.Sqlite, gateway);
        world.Server.Get<DouyinDouble>().Put(Paid("d1", "") with { PayGoodsAmount = paid, Rate = rate, Estimated = estimate, TechFee = fee });
        await world.PollAsync();
        Assert.Equal(fen, (await world.FindAsync("douyin", "d1", "1"))!.CommissionMinor);
    }

    [Fact]
    public async Task A_row_without_an_amount_is_refused_and_the_rest_of_the_page_is_taken()
    {
        await using var world = await DouyinLife.OpenAsync(Engines.Sqlite);
        world.Server.Get<DouyinDouble>().Put(Paid("d1", "") with { Estimated = null });
        world.Server.Get<DouyinDouble>().Put(Paid("d2", ""));
        Assert.Equal(1, await world.PollAsync());
        Assert.Contains("1 refused; row 1: it has no estimated_commission.", (await world.StateAsync("douyin")).LastMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DouyinGateway.Pangle)]
    [InlineData(DouyinGateway.Buyin)]
    public async Task Pages_are_followed_by_their_cursor_and_each_kind_of_order_is_asked_for_by_itself(DouyinGateway gateway)
    {
        await using var world = await DouyinLife.OpenAsync(Engines.Sqlite, gateway, options =>
        {
            options.OrderKinds.Add(DouyinOrderKind.Product);
            options.OrderKinds.Add(DouyinOrderKind.Live);
        });
        for (var number = 0; number < 360; number++)
        {
            world.Server.Get<DouyinDouble>().Put(Paid($"d{number}", "") with { Kind = 1 + (number % 3) });
        }
        // 120 of each kind; a page holds 50.
        Assert.Equal(240, await world.PollAsync());
        Assert.Empty(world.Server.Get<DouyinDouble>().Mischief.Refusals);
    }

    [Fact]
    public async Task After_a_hundred_days_of_absence_what_the_platform_still_keeps_is_read()
    {
        await using var world = await DouyinLife.OpenAsync(Engines.Sqlite);
        await world.PollAsync();
        world.Test.Clock.Advance(TimeSpan.FromDays(100));
        world.Server.Get<DouyinDouble>().Put(Paid("d1", ""));
        world.Test.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await world.PollAsync());
        Assert.Empty(world.Server.Get<DouyinDouble>().Mischief.Refusals);
    }

    [Fact]
    public async Task What_is_not_promoted_or_no_product_is_refused_in_words_and_policy_is_kept_without_a_call()
    {
        await using var world = await DouyinLife.OpenAsync(Engines.Sqlite);
        world.Server.Get<DouyinDouble>().NotPromoted = CoffeeId;
        var refusal = (await world.LinkAsync(Coffee, Buyer)).Refusal!;
        Assert.Equal(LinkRefusalReason.ByNetwork, refusal.Reason);
        Assert.Contains("商品未参与推广", refusal.Zh, StringComparison.Ordinal);
        Assert.Contains("full address of a product's page", (await world.LinkAsync("https://haohuo.jinritemai.com/views/shop/index?shop=7", Buyer)).Refusal!.En, StringComparison.Ordinal);

        await using var strict = await DouyinLife.OpenAsync(Engines.Sqlite, change: options => options.AllowsRebate = false);
        Assert.Equal(LinkRefusalReason.RebateForbidden, (await strict.LinkAsync(Coffee, Buyer)).Refusal!.Reason);
        Assert.Equal(0, strict.Server.Get<DouyinDouble>().Mischief.Calls);
    }

    [Fact]
    public async Task The_search_gives_deals_with_both_prices_pages_and_what_the_link_maker_must_send_back()
    {
        await using var world = await DouyinLife.OpenAsync(Engines.Sqlite);
        var douyin = world.Server.Get<DouyinDouble>();
        douyin.Products.AddRange(Enumerable.Range(0, 25).Select(number => new DouyinProduct($"{3456789012345678900 + number}", $"咖啡 {number}", 2990, number == 1 ? 1990 : 0, $"ext-{number}")));
        douyin.Products.Add(new DouyinProduct("soon", "咖啡 不是商品", 100, 0, ""));
        var lister = Network(world);
        var first = await lister.ListOffersAsync(new OfferQuery("search", "咖啡", new Dictionary<string, string> { ["min-price"] = "50" }, null), default);
        Assert.Equal((20, "2"), (first.Items.Count, first.Next));
        var second = await lister.ListOffersAsync(new OfferQuery("search", "咖啡", new Dictionary<string, string>(), first.Next), default);
        Assert.Equal((5, null), (second.Items.Count, second.Next));
        Assert.Contains("not a number", Assert.Single(second.Refused).Reason, StringComparison.Ordinal);

        var item = first.Items[1];
        Assert.Equal((CoffeeId, Coffee, "19.90 CNY", "29.90 CNY", "douyin"), (item.Key, item.Link, item.Price, item.ListPrice, item.Merchant));
        var deal = DealReader.Read(item, new SourceTerms(1, "", null, [], false), A.Monday).Deal!;
        Assert.Equal((1990L, 2990L, "CNY"), (deal.Price.Minor, deal.ListPrice!.Value.Minor, deal.Price.Currency));

        var coupon = Assert.Single((await lister.ListOffersAsync(new OfferQuery("coupons", "咖啡", new Dictionary<string, string>(), null), default)).Items);
        Assert.Equal(1000, DealReader.Read(coupon, new SourceTerms(1, "", null, [], false), A.Monday).Coupon!.AmountMinor);
        Assert.NotEmpty((await lister.ListOffersAsync(new OfferQuery("bargains", null, new Dictionary<string, string>(), null), default)).Items);

        await world.LinkAsync(Coffee, Buyer);
        Assert.Equal("ext-1", Assert.Single(douyin.Links).Ext);
    }

    [Theory]
    [InlineData("offers", "x", "sort", "sales", "has no list \"offers\"; it has search, coupons, bargains")]
    [InlineData("search", null, "sort", "sales", "give it words=")]
    [InlineData("search", "x", "colour", "red", "knows no option \"colour\"")]
    [InlineData("search", "x", "sort", "colour", "got \"colour\", accepts sales, price, commission, rate")]
    [InlineData("search", "x", "min-price", "1.5", "got \"1.5\", accepts a whole number")]
    public async Task A_list_that_cannot_be_asked_for_says_what_can(string list, string? words, string option, string value, string said)
    {
        await using var world = await DouyinLife.OpenAsync(Engines.Sqlite);
        var fault = await Assert.ThrowsAsync<NetworkUnavailableException>(
            () => Network(world).ListOffersAsync(new OfferQuery(list, words, new Dictionary<string, string> { [option] = value }, null), default));
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, world.Server.Get<DouyinDouble>().Mischief.Calls);
    }

    [Theory]
    [InlineData(DouyinGateway.Pangle)]
    [InlineData(DouyinGateway.Buyin)]
    public async Task A_share_text_or_short_link_is_opened_by_the_platform_whole_as_it_was_pasted(DouyinGateway gateway)
    {
        await using var world = await DouyinLife.OpenAsync(Engines.Sqlite, gateway);
        var douyin = world.Server.Get<DouyinDouble>();
        const string Text = "3.:/ 复制搜索，查看商品详情ηηcuTRuYrzTv8Я";
        douyin.Commands[Text] = (1, CoffeeId);
        douyin.Commands["https://v.douyin.com/iABC123/"] = (1, CoffeeId);
        douyin.Commands["##2gLwLiBrG36B8##"] = (2, null);
        var reader = Network(world);
        Assert.True(reader.CanRead(Text) && reader.CanRead("ё8NYMAvB4XgE8ξ"));
        Assert.False(reader.CanRead("￥FoYde8XzTCh￥") || reader.CanRead("https://u.jd.com/abc") || reader.CanRead("今天的咖啡"));
        Assert.Equal(new Uri(Coffee), (await reader.ReadTokenAsync(Text, default)).Product);
        Assert.Equal(new Uri(Coffee), (await reader.ReadTokenAsync("https://v.douyin.com/iABC123/", default)).Product);
        var live = await reader.ReadTokenAsync("##2gLwLiBrG36B8##", default);
        Assert.Null(live.Product);
        Assert.Contains(gateway == DouyinGateway.Pangle ? "直播间" : "口令无法识别", live.RefusalZh, StringComparison.Ordinal);
        douyin.Mischief.IsDown = true;
        Assert.Contains("does not answer just now", (await reader.ReadTokenAsync(Text, default)).RefusalEn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_connection_check_says_what_the_platform_said_and_no_secret()
    {
        await using var world = await DouyinLife.OpenAsync(Engines.Sqlite);
        Assert.True((await Network(world).CheckConnectionAsync(default)).IsGood);
        world.Server.Get<DouyinDouble>().Skew = TimeSpan.FromMinutes(15);
        var clock = await Network(world).CheckConnectionAsync(default);
        Assert.Contains("40002 timestamp invalid (check this machine's clock)", clock.En, StringComparison.Ordinal);
        await using var wrong = await DouyinLife.OpenAsync(Engines.Sqlite, DouyinGateway.Buyin, options => options.Secret = "another-secret-altogether");
        var sign = await Network(wrong).CheckConnectionAsync(default);
        Assert.False(sign.IsGood);
        Assert.Contains("签名错误 *** ***", sign.Zh, StringComparison.Ordinal);
        wrong.Server.Get<DouyinDouble>().Mischief.IsDown = true;
        Assert.Contains("HTTP 503", (await Network(wrong).CheckConnectionAsync(default)).En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_and_troubles_are_sat_out_or_put_off_and_no_secret_is_written_down()
    {
        await using var world = await DouyinLife.OpenAsync(Engines.Sqlite, DouyinGateway.Buyin);
        var mischief = world.Server.Get<DouyinDouble>().Mischief;
        world.Server.Get<DouyinDouble>().Put(Paid("d1", ""));
        mischief.Next(Trouble.Failure, Trouble.Cut);
        Assert.Equal(1, await world.PollAsync());
        world.Test.Clock.Advance(TimeSpan.FromMinutes(5));
        mischief.Next(Trouble.Limit, Trouble.Limit, Trouble.Limit);
        await world.PollAsync();
        Assert.Contains("isv.app-flow-limited", (await world.StateAsync("douyin")).LastMessage, StringComparison.Ordinal);
        await using var wrong = await DouyinLife.OpenAsync(Engines.Sqlite, change: options => options.Secret = "another-secret-altogether");
        await wrong.PollAsync();
        Assert.Contains("40003 sign invalid ***", (await wrong.StateAsync("douyin")).LastMessage, StringComparison.Ordinal);
        world.AssertSilentOf(DouyinDouble.Secret, DouyinDouble.Token);
        wrong.AssertSilentOf("another-secret-altogether", DouyinDouble.Secret);
    }

    [Fact]
    public void What_is_missing_in_the_settings_is_named_with_its_key()
    {
        var check = new DouyinOptionsCheck();
        ValidateOptionsResult Of(Action<DouyinOptions> change)
        {
            var options = new DouyinOptions { Enabled = true, AppKey = "1", Secret = "a-secret" };
            change(options);
            return check.Validate(null, options);
        }
        Assert.True(Of(_ => { }).Succeeded);
        Assert.Contains("Douyin:Token", Of(options => (options.Gateway, options.Pid) = (DouyinGateway.Buyin, "dy_1")).FailureMessage, StringComparison.Ordinal);
        Assert.Contains("Douyin:Pid", Of(options => (options.Gateway, options.Token) = (DouyinGateway.Buyin, "t")).FailureMessage, StringComparison.Ordinal);
        Assert.Contains("Douyin:LinkHosts: got \"https://z.douyin.com/\"", Of(options => options.LinkHosts.Add("https://z.douyin.com/")).FailureMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Engines.Sqlite, DouyinGateway.Pangle, 7)]
    [InlineData(Engines.Postgres, DouyinGateway.Pangle, 8)]
    [InlineData(Engines.Sqlite, DouyinGateway.Buyin, 9)]
    public async Task Forty_days_of_Douyin_orders_end_in_the_book_as_in_the_model(string engine, DouyinGateway gateway, int seed)
    {
        await using var world = await DouyinLife.OpenAsync(engine, gateway);
        await new AllianceMonth(world, new DouyinLife(world.Server.Get<DouyinDouble>(), feeInside: gateway == DouyinGateway.Buyin), seed).RunAsync();
        world.AssertSilentOf(DouyinDouble.Secret, DouyinDouble.Token);
    }

    private static DouyinNetwork Network(AllianceWorld world) => world.Catalog.All.OfType<DouyinNetwork>().Single();

    /// <summary>One of the platform's own samples: 990 fen at a tenth, ten fen of it the fee.</summary>
    private static DouyinRow Paid(string orderId, string reference) => new()
    {
        OrderId = orderId,
        PayTime = A.Monday.AddMinutes(-5),
        PayGoodsAmount = 990,
        Estimated = 89,
        TechFee = 10,
        ExternalInfo = reference,
    };
}
