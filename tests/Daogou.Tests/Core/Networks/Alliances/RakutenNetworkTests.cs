using System.Xml.Linq;
using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Core.Networks.Affiliates;
using Daogou.Core.Networks.Rakuten;
using Daogou.Core.Orders;
using Daogou.Standins.Alliances;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Networks.Alliances;

public sealed class RakutenNetworkTests
{
    private const string Kettle = "https://www.shop.example/kettle?a=1&b=2";
    private static readonly Place Buyer = Place.Request(OrderBook.Buyer);

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_deep_link_carries_merchant_address_and_click_and_each_SKU_comes_home_as_an_item(string engine)
    {
        await using var world = await OpenAsync(engine);
        await world.PollAsync();
        var link = (await world.LinkAsync(Kettle, Buyer)).Link!;
        Assert.Equal("https://click.linksynergy.com/deeplink?id=AbC12dEf*3Q&mid=41234&murl=https%3A%2F%2Fwww.shop.example%2Fkettle%3Fa%3D1%26b%3D2&u1={clickref}".Replace("*", "%2A", StringComparison.Ordinal), link.Destination);
        var click = world.Refs.Make(link.Code, 3);
        world.Server.Get<RakutenDouble>().Put(Sale("t1") with { U1 = click, Sku = "pot" });
        world.Server.Get<RakutenDouble>().Put(Sale("t2") with { U1 = click, Sku = "cup", Commission = 1.5m, Currency = "GBP" });
        world.Test.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(2, await world.PollAsync());
        var (pot, cup) = ((await world.FindAsync("rakuten", "9001", "41234-pot"))!, (await world.FindAsync("rakuten", "9001", "41234-cup"))!);
        Assert.Equal((Attribution.ClickRef, OrderBook.Buyer, 300L, "USD", "tea"), (pot.Attribution, pot.MemberId!.Value, pot.CommissionMinor, pot.Currency, pot.Merchant));
        Assert.Equal((150L, "GBP", A.Monday.AddMinutes(-5)), (cup.CommissionMinor, cup.Currency, cup.OrderedAt));
    }

    [Fact]
    public async Task Hosts_of_merchants_come_from_Rakutens_list_but_only_for_those_in_the_settings()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        Assert.Equal(LinkRefusalReason.NotCovered, (await world.LinkAsync(Kettle, Buyer)).Refusal!.Reason);
        await world.PollAsync();
        Assert.NotNull((await world.LinkAsync(Kettle, Buyer)).Link);
        Assert.Equal(LinkRefusalReason.NotCovered, (await world.LinkAsync("https://strange.example/pot", Buyer)).Refusal!.Reason);
    }

    [Theory]
    [InlineData("Y", OrderStatus.Tracked)]
    [InlineData("N", OrderStatus.Confirmed)]
    [InlineData("M", OrderStatus.Held)]
    public async Task A_realtime_row_is_provisional_a_batch_row_certain_and_anything_else_held(string isEvent, OrderStatus status)
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        world.Server.Get<RakutenDouble>().Put(Sale("t1") with { IsEvent = isEvent });
        await world.PollAsync();
        Assert.Equal(status, (await world.FindAsync("rakuten", "9001", "41234-1"))!.Status);
        Assert.Equal(status == OrderStatus.Held, world.Log.Lines.Any(line => line.Contains("needs an operator's eye", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Rows_below_zero_take_back_and_a_certain_row_with_an_id_of_its_own_does_not_pay_twice()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        var rakuten = world.Server.Get<RakutenDouble>();
        rakuten.Put(Sale("t1"));
        rakuten.Put(Sale("t2") with { IsEvent = "N" });
        await world.PollAsync();
        Assert.Equal((OrderStatus.Confirmed, 300L), Said(await world.FindAsync("rakuten", "9001", "41234-1")));
        world.Test.Clock.Advance(TimeSpan.FromDays(3));
        rakuten.TakeBack("t2", 1);
        await world.PollAsync();
        Assert.Equal((OrderStatus.Confirmed, 200L), Said(await world.FindAsync("rakuten", "9001", "41234-1")));
        world.Test.Clock.Advance(TimeSpan.FromDays(3));
        rakuten.TakeBack("t2", 2);
        await world.PollAsync();
        await world.PollAsync();
        Assert.Equal((OrderStatus.Void, 0L), Said(await world.FindAsync("rakuten", "9001", "41234-1")));
    }

    [Fact]
    public async Task A_token_is_used_while_it_lasts_and_a_new_one_asked_for_when_it_ended_early()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        var check = (IConnectionCheck)world.Catalog.Find("rakuten")!;
        Assert.True((await check.CheckConnectionAsync(default)).IsGood);
        Assert.True((await check.CheckConnectionAsync(default)).IsGood);
        Assert.Equal(1, world.Server.Get<RakutenDouble>().Tokens);
        world.Test.Clock.Advance(TimeSpan.FromHours(1));
        world.Server.Get<RakutenDouble>().TokenLasts = TimeSpan.FromMinutes(10);
        Assert.True((await check.CheckConnectionAsync(default)).IsGood);
        Assert.Equal(2, world.Server.Get<RakutenDouble>().Tokens);
        world.Test.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.True((await check.CheckConnectionAsync(default)).IsGood);
        Assert.Equal(3, world.Server.Get<RakutenDouble>().Tokens);
    }

    [Fact]
    public async Task A_403_is_a_limit_and_a_wrong_secret_is_told_without_it()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        await world.PollAsync();
        world.Test.Clock.Advance(TimeSpan.FromHours(2));
        world.Server.Get<RakutenDouble>().Mischief.Next(Trouble.Limit);
        await world.PollAsync();
        Assert.Contains("HTTP 403 too many calls", (await world.StateAsync("rakuten")).LastMessage, StringComparison.Ordinal);

        await using var wrong = await OpenAsync(Engines.Sqlite, options => options.Secret = "another-secret-altogether");
        await wrong.PollAsync();
        Assert.Contains("invalid_client Basic ***", (await wrong.StateAsync("rakuten")).LastMessage, StringComparison.Ordinal);
        wrong.AssertSilentOf("another-secret-altogether", Convert.ToBase64String("rakuten-client-0001:another-secret-altogether"u8));
    }

    [Fact]
    public async Task Coupons_have_a_key_made_of_merchant_address_and_code()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        await world.PollAsync();
        foreach (var code in new[] { "TEA10", "TEA20", "TEA10" })
        {
            world.Server.Get<RakutenDouble>().Coupons.Add(new XElement(
                "link", new XAttribute("type", "TEXT"), new XElement("categories", new XElement("category", new XAttribute("id", 1), "Kitchen")), new XElement("offerdescription", "Off & away"),
                new XElement("offerstartdate", "2026-11-01"), new XElement("offerenddate", "2026-11-30"), new XElement("couponcode", code),
                new XElement("clickurl", "https://click.linksynergy.com/fs-bin/click?id=x&offerid=1"), new XElement("advertiserid", RakutenDouble.Advertiser), new XElement("advertisername", "Teahouse")));
        }
        var page = await ((IOfferLister)world.Catalog.Find("rakuten")!).ListOffersAsync(new OfferQuery("coupons", null, new Dictionary<string, string>(), null), default);
        Assert.Equal((3, 2, null), (page.Items.Count, page.Items.DistinctBy(item => item.Key).Count(), page.Next));
        Assert.Equal(("Off & away", "TEA10", "https://shop.example/", "Kitchen", "tea"), (page.Items[0].Title, page.Items[0].Coupon!.Code, page.Items[0].Link, page.Items[0].Category, page.Items[0].Merchant));
    }

    [Theory]
    [InlineData(Engines.Sqlite, 9)]
    [InlineData(Engines.Postgres, 10)]
    public async Task Forty_days_of_Rakuten_events_end_in_the_book_as_in_the_model(string engine, int seed)
    {
        await using var world = await OpenAsync(engine, options => (options.SweepDays, options.OverlapMinutes) = (6, 180));
        await world.PollAsync();
        await new AllianceMonth(world, new RakutenLife(world.Server.Get<RakutenDouble>()), seed).RunAsync();
        world.AssertSilentOf(RakutenDouble.Secret, "token-of-the-double");
    }

    private static (OrderStatus, long) Said(Order? order) => (order!.Status, order.CommissionMinor);

    private static RakutenRow Sale(string id) => new() { TransactionId = id, OrderId = "9001", Commission = 3, Sale = 30, TransactionDate = A.Monday.AddMinutes(-5) };

    internal static Task<AllianceWorld> OpenAsync(string engine, Action<RakutenOptions>? change = null) => AllianceWorld.OpenAsync(engine, (server, clients, time) =>
    {
        var options = new RakutenOptions
        {
            Enabled = true,
            AppKey = RakutenDouble.Client,
            Secret = RakutenDouble.Secret,
            SiteId = RakutenDouble.Site,
            LinkId = "AbC12dEf*3Q",
            Url = server.At("/rakuten"),
            AllowsRebate = true,
            AllowsChat = true,
            CallsPerSecond = 1000,
            CallsPerMinute = 100_000,
            Programmes = { new MerchantOptions { MerchantId = "41234", Merchant = "tea", AllowsRebate = true, AllowsChat = true } },
        };
        change?.Invoke(options);
        return new RakutenNetwork(options, clients, time, new HurriedTime());
    });

    /// <summary>Rakuten writes a row for everything; a batch row with the same id makes a sale certain, and nothing tells of payments.</summary>
    internal sealed class RakutenLife(RakutenDouble rakuten) : IPlatformLife
    {
        public string Network => "rakuten";

        public string Product => "https://www.shop.example/kettle";

        public Mischief Mischief => rakuten.Mischief;

        public string[] Currencies => ["USD", "EUR"];

        public bool EchoesClicks => true;

        public bool TellsOfPayment => false;

        public TimeSpan Skew
        {
            set => rakuten.Skew = value;
        }

        public string ItemOf(string orderNo) => "41234-1";

        public void Pay(LivedOrder order) => rakuten.Put(new RakutenRow
        {
            TransactionId = order.OrderNo,
            OrderId = order.OrderNo,
            Commission = order.Fen / 100m,
            Sale = order.Fen / 10m,
            Currency = order.Currency,
            U1 = order.Ref,
            TransactionDate = rakuten.Now,
        });

        public void Cancel(LivedOrder order) => rakuten.TakeBack(order.OrderNo, rakuten.Net(order.OrderNo));

        public void Receive(LivedOrder order) => rakuten.Put(rakuten.Find(order.OrderNo) with { IsEvent = "N" });

        public void ReturnPart(LivedOrder order, long fen) => rakuten.TakeBack(order.OrderNo, fen / 100m);

        public void ReturnAll(LivedOrder order) => Cancel(order);

        public void Punish(LivedOrder order) => Cancel(order);

        public void Estrange(LivedOrder order) => rakuten.Put(rakuten.Find(order.OrderNo) with { IsEvent = "M" });

        public void Settle(LivedOrder order)
        {
        }
    }
}
