using System.Text.Json.Nodes;
using Daogou.Core.Deals;
using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Core.Networks.Kuaishou;
using Daogou.Core.Orders;
using Daogou.Standins.Alliances;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Networks.Alliances;

public sealed class KuaishouNetworkTests
{
    private const string Rice = KuaishouLife.Rice;
    private static readonly Place Buyer = Place.Request(OrderBook.Buyer);

    [Theory]
    [InlineData(Engines.Sqlite, KuaishouSign.HmacSha256)]
    [InlineData(Engines.Sqlite, KuaishouSign.Md5)]
    [InlineData(Engines.Postgres, KuaishouSign.HmacSha256)]
    public async Task A_link_carries_its_own_ref_and_the_order_comes_home_to_its_buyer(string engine, KuaishouSign sign)
    {
        await using var world = await KuaishouLife.OpenAsync(engine, options => options.SignMethod = sign);
        var link = (await world.LinkAsync(Rice, Buyer)).Link!;
        Assert.Equal("https://app.kwaixiaodian.com/web/kwaishop-cps/d1", link.Destination);
        Assert.Equal(("1234567890", world.Refs.OfLink(link.Code)), Assert.Single(Kuaishou(world).Links));

        Kuaishou(world).Put(Paid("1001", world.Refs.OfLink(link.Code)));
        Assert.Equal(1, await world.PollAsync());
        var order = (await world.FindAsync("kuaishou", "1001", "1"))!;
        Assert.Equal((Attribution.LinkRef, OrderBook.Buyer, 270L, OrderStatus.Tracked), (order.Attribution, order.MemberId!.Value, order.CommissionMinor, order.Status));
        Assert.Equal((A.Monday.AddMinutes(-5), "东北大米 5kg", 4990L), (order.OrderedAt, order.Title, order.SaleMinor));
        Assert.Empty(Kuaishou(world).Mischief.Refusals);
    }

    [Theory]
    [InlineData(30, OrderStatus.Tracked, 270)]
    [InlineData(40, OrderStatus.Tracked, 270)]
    [InlineData(50, OrderStatus.Tracked, 270)]
    [InlineData(60, OrderStatus.Settled, 251)]
    [InlineData(80, OrderStatus.Void, 0)]
    [InlineData(0, OrderStatus.Held, 270)]
    [InlineData(70, OrderStatus.Held, 270)]
    public async Task Each_status_means_what_the_platform_says_and_an_unknown_one_is_held(int code, OrderStatus status, long fen)
    {
        await using var world = await KuaishouLife.OpenAsync(Engines.Sqlite);
        Kuaishou(world).Put(Paid("1001", "") with { Status = code, SettlementAmount = 251 });
        await world.PollAsync();
        var order = (await world.FindAsync("kuaishou", "1001", "1"))!;
        Assert.Equal((status, fen), (order.Status, order.CommissionMinor));
        Assert.Equal(status == OrderStatus.Held, world.Log.Lines.Any(line => line.Contains($"cpsOrderStatus {code} is unknown", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Where_the_estimate_is_said_to_be_without_the_fee_it_is_taken_as_it_is_and_a_sum_below_zero_is_nothing()
    {
        await using var world = await KuaishouLife.OpenAsync(Engines.Sqlite, options => options.EstimateHasFee = false);
        Kuaishou(world).Put(Paid("1001", ""));
        Kuaishou(world).Put(Paid("1002", "") with { Status = 60, SettlementAmount = -5 });
        await world.PollAsync();
        Assert.Equal(300, (await world.FindAsync("kuaishou", "1001", "1"))!.CommissionMinor);
        Assert.Equal(0, (await world.FindAsync("kuaishou", "1002", "1"))!.CommissionMinor);
        Assert.Contains(world.Log.Lines, line => line.Contains("1002: the commission is below zero", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Products_of_one_order_that_name_two_links_are_nobodys_and_an_operator_hears_of_it()
    {
        await using var world = await KuaishouLife.OpenAsync(Engines.Sqlite);
        var link = (await world.LinkAsync(Rice, Buyer)).Link!;
        Kuaishou(world).Put(Paid("1001", world.Refs.OfLink(link.Code)) with { SecondComments = "somebody-elses" });
        Kuaishou(world).Put(Paid("1002", world.Refs.OfLink(link.Code)) with { SecondComments = "" });
        await world.PollAsync();
        Assert.Equal(Attribution.None, (await world.FindAsync("kuaishou", "1001", "1"))!.Attribution);
        Assert.Equal(Attribution.LinkRef, (await world.FindAsync("kuaishou", "1002", "1"))!.Attribution);
        Assert.Contains(world.Log.Lines, line => line.Contains("1001: its products name 2 links", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_echoed_comments_the_network_is_a_channel_and_promises_nobody_a_rebate()
    {
        await using var world = await KuaishouLife.OpenAsync(Engines.Sqlite, options => options.EchoesComments = false);
        Assert.Equal(AttributionMode.Channel, Network(world).Mode);
        Assert.Equal(LinkRefusalReason.RebateForbidden, (await world.LinkAsync(Rice, Buyer)).Refusal!.Reason);
        Kuaishou(world).Echoes = false;
        Kuaishou(world).Put(Paid("1001", "zzzzzzz0000000aaaaaa"));
        await world.PollAsync();
        Assert.Equal(Attribution.None, (await world.FindAsync("kuaishou", "1001", "1"))!.Attribution);
        var options = new KuaishouOptions { Enabled = true, AppKey = "1", Secret = "s", Token = "t", CpsPid = "p", AllowsRebate = true, EchoesComments = false };
        Assert.Contains("Kuaishou:AllowsRebate: got true, accepts false", new KuaishouOptionsCheck().Validate(null, options).FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_are_followed_by_their_cursor_and_after_a_long_absence_what_is_still_kept_is_read()
    {
        await using var world = await KuaishouLife.OpenAsync(Engines.Sqlite);
        await world.PollAsync();
        world.Test.Clock.Advance(TimeSpan.FromDays(100));
        for (var number = 0; number < 250; number++)
        {
            Kuaishou(world).Put(Paid($"{2000 + number}", "") with { CreateTime = Kuaishou(world).Now });
        }
        world.Test.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(250, await world.PollAsync());
        Assert.Empty(Kuaishou(world).Mischief.Refusals);
    }

    [Fact]
    public async Task An_expired_token_is_renewed_once_for_all_and_the_new_ones_outlive_a_restart()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("daogou-ks-").FullName, "sub", "kuaishou.tokens");
        void Renewing(KuaishouOptions options) => (options.RefreshToken, options.AppSecret, options.TokenFile) = (KuaishouDouble.FirstRefreshToken, KuaishouDouble.AppSecret, file);
        IHttpClientFactory? clients = null;
        await using var world = await AllianceWorld.OpenAsync(Engines.Sqlite, (server, handed, time) => KuaishouLife.Network(server, clients = handed, time, Renewing));
        var kuaishou = Kuaishou(world);
        kuaishou.Token = null;
        kuaishou.Put(Paid("1001", ""));
        var network = Network(world);
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => network.CheckConnectionAsync(default)));
        Assert.All(answers, answer => Assert.True(answer.IsGood));
        Assert.Equal(1, await world.PollAsync());
        Assert.Equal((1, "kuaishou-access-1"), (kuaishou.Renewals, kuaishou.Token));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        // Two days less an hour: it is renewed before the platform says so.
        world.Test.Clock.Advance(TimeSpan.FromHours(47.5));
        await world.PollAsync();
        Assert.Equal(2, kuaishou.Renewals);
        Assert.All(kuaishou.Mischief.Refusals, refusal => Assert.StartsWith("28 ", refusal, StringComparison.Ordinal));
        Assert.InRange(kuaishou.Mischief.Refusals.Count, 1, 5);

        // A restart reads the file; the environment's refresh token is dead by now.
        var again = KuaishouLife.Network(world.Server, clients!, world.Test.Time, Renewing);
        Assert.True((await again.CheckConnectionAsync(default)).IsGood);
        Assert.Equal(2, kuaishou.Renewals);
        world.AssertSilentOf("kuaishou-access-", "kuaishou-refresh-", KuaishouDouble.AppSecret, KuaishouDouble.Secret);

        await File.WriteAllTextAsync(file, """{"From":"x","Acc""", TestContext.Current.CancellationToken);
        var damaged = Assert.Throws<InvalidOperationException>(() => KuaishouLife.Network(world.Server, clients!, world.Test.Time, Renewing));
        Assert.Contains("is damaged", damaged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_cannot_be_renewed_is_told_with_what_to_do()
    {
        await using var world = await KuaishouLife.OpenAsync(Engines.Sqlite);
        Kuaishou(world).Token = null;
        var answer = await Network(world).CheckConnectionAsync(default);
        Assert.Contains("28 access_token 已过期", answer.Zh, StringComparison.Ordinal);
        await using var dead = await KuaishouLife.OpenAsync(Engines.Sqlite, options => (options.RefreshToken, options.AppSecret, options.TokenFile) =
            ("a-refresh-token-of-last-year", KuaishouDouble.AppSecret, Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"))));
        Kuaishou(dead).Token = null;
        var told = await Network(dead).CheckConnectionAsync(default);
        Assert.Contains("refresh_token 无效 ***", told.En, StringComparison.Ordinal);
        Assert.Contains("authorise the application anew", told.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_selection_is_listed_in_both_of_its_wordings_by_cursor()
    {
        await using var world = await KuaishouLife.OpenAsync(Engines.Sqlite);
        Kuaishou(world).Items.AddRange(Enumerable.Range(0, 130).Select(number => new JsonObject
        {
            ["goodsId"] = 1_234_567_890L + number,
            ["goodsTitle"] = $"大米 {number}",
            ["goodsPrice"] = 4990,
            ["zkGoodsPrice"] = 3990,
            ["goodsImageUrl"] = "https://u1-201.ecukwai.com/x.jpg",
            ["promotionRate"] = 100,
        }));
        Kuaishou(world).Items.Add(new JsonObject { ["goodsId"] = 9_876_543_210, ["itemTitle"] = "大米 新", ["zkFinalPrice"] = "5990" });
        Kuaishou(world).Items.Add(new JsonObject { ["goodsId"] = 9_876_543_211, ["itemTitle"] = "大米 无价" });
        var first = await Network(world).ListOffersAsync(new OfferQuery("search", "大米", new Dictionary<string, string>(), null), default);
        Assert.Equal((100, "100"), (first.Items.Count, first.Next));
        var second = await Network(world).ListOffersAsync(new OfferQuery("search", "大米", new Dictionary<string, string>(), first.Next), default);
        Assert.Equal((31, 1, null), (second.Items.Count, second.Refused.Count, second.Next));
        var deal = DealReader.Read(first.Items[0], new SourceTerms(1, "", null, [], false), A.Monday).Deal!;
        Assert.Equal((Rice, 3990L, 4990L, "kuaishou"), (deal.Url, deal.Price.Minor, deal.ListPrice!.Value.Minor, deal.Merchant));
        Assert.Equal("59.90 CNY", second.Items[^1].Price);
        var dear = await Network(world).ListOffersAsync(new OfferQuery("selection", null, new Dictionary<string, string> { ["min-price"] = "5000", ["sort"] = "volume" }, null), default);
        Assert.Equal("9876543210", Assert.Single(dear.Items).Key);
        Assert.Empty(Kuaishou(world).Mischief.Refusals);
    }

    [Fact]
    public async Task Refusals_of_links_are_in_words_for_the_member()
    {
        await using var world = await KuaishouLife.OpenAsync(Engines.Sqlite);
        Kuaishou(world).MayPromote = false;
        Assert.Contains("没有站外推广权限，请联系运营", (await world.LinkAsync(Rice, Buyer)).Refusal!.Zh, StringComparison.Ordinal);
        Assert.Contains("full address of a product's page", (await world.LinkAsync("https://app.kwaixiaodian.com/merchant/shop/home?shop=7", Buyer)).Refusal!.En, StringComparison.Ordinal);
        Kuaishou(world).Mischief.IsDown = true;
        Assert.Contains("暂时没有应答", (await world.LinkAsync(Rice, Buyer)).Refusal!.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_clocks_and_signatures_are_told_and_no_secret_is_written_down()
    {
        await using var world = await KuaishouLife.OpenAsync(Engines.Sqlite);
        var mischief = Kuaishou(world).Mischief;
        Kuaishou(world).Put(Paid("1001", ""));
        mischief.Next(Trouble.Failure, Trouble.Limit);
        Assert.Equal(1, await world.PollAsync());
        world.Test.Clock.Advance(TimeSpan.FromMinutes(5));
        mischief.Next(Trouble.Limit, Trouble.Limit, Trouble.Limit);
        await world.PollAsync();
        Assert.Contains("Exceed qps limit", (await world.StateAsync("kuaishou")).LastMessage, StringComparison.Ordinal);
        world.Test.Clock.Advance(TimeSpan.FromMinutes(30));
        Kuaishou(world).Skew = TimeSpan.FromMinutes(15);
        await world.PollAsync();
        Assert.Contains("check this machine's clock", (await world.StateAsync("kuaishou")).LastMessage, StringComparison.Ordinal);
        foreach (var sign in new[] { KuaishouSign.Md5, KuaishouSign.HmacSha256 })
        {
            await using var wrong = await KuaishouLife.OpenAsync(Engines.Sqlite, options => (options.Secret, options.SignMethod) = ("another-secret-altogether", sign));
            await wrong.PollAsync();
            Assert.Contains("签名错误 *** ***", (await wrong.StateAsync("kuaishou")).LastMessage, StringComparison.Ordinal);
            wrong.AssertSilentOf("another-secret-altogether", KuaishouDouble.FirstToken);
        }
        world.AssertSilentOf(KuaishouDouble.Secret, KuaishouDouble.FirstToken);
    }

    [Theory]
    [InlineData(Engines.Sqlite, 10)]
    [InlineData(Engines.Postgres, 11)]
    public async Task Forty_days_of_Kuaishou_orders_end_in_the_book_as_in_the_model(string engine, int seed)
    {
        await using var world = await KuaishouLife.OpenAsync(engine);
        await new AllianceMonth(world, new KuaishouLife(Kuaishou(world)), seed).RunAsync();
        world.AssertSilentOf(KuaishouDouble.Secret, KuaishouDouble.FirstToken);
    }

    private static KuaishouDouble Kuaishou(AllianceWorld world) => world.Server.Get<KuaishouDouble>();

    private static KuaishouNetwork Network(AllianceWorld world) => world.Catalog.All.OfType<KuaishouNetwork>().Single();

    /// <summary>Three yuan, thirty fen of them the platform's fee.</summary>
    private static KuaishouRow Paid(string oid, string comments) => new()
    {
        Oid = oid,
        CreateTime = A.Monday.AddMinutes(-5),
        PaymentFee = 4990,
        EstimatedIncome = 300,
        TechServiceAmount = 30,
        Comments = comments,
    };
}
