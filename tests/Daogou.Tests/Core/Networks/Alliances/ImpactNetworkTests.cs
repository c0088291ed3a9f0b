using System.Text.Json.Nodes;
using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Core.Networks.Affiliates;
using Daogou.Core.Networks.Impact;
using Daogou.Core.Orders;
using Daogou.Standins.Alliances;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Networks.Alliances;

public sealed class ImpactNetworkTests
{
    private const string Kettle = "https://www.shop.example/kettle?a=1&b={clickref}";
    private static readonly Place Buyer = Place.Request(OrderBook.Buyer);

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_link_is_the_campaigns_own_with_the_address_and_the_click_and_the_order_comes_home(string engine)
    {
        await using var world = await OpenAsync(engine);
        Assert.Equal(LinkRefusalReason.NotCovered, (await world.LinkAsync(Kettle, Buyer)).Refusal!.Reason);
        await world.PollAsync();
        var link = (await world.LinkAsync(Kettle, Buyer)).Link!;
        Assert.Equal(
            "https://teas.sjv.io/c/123456/565706/9383?u=https%3A%2F%2Fwww.shop.example%2Fkettle%3Fa%3D1%26b%3D%257Bclickref%257D&subId1={clickref}", link.Destination);
        world.Server.Get<ImpactDouble>().Put(Sale("9001.1") with { SubId1 = world.Refs.Make(link.Code, 3), Payout = 3.999m });
        world.Test.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await world.PollAsync());
        var order = (await world.FindAsync("impact", "9001.1", "1"))!;
        Assert.Equal((Attribution.ClickRef, OrderBook.Buyer, 3L), (order.Attribution, order.MemberId!.Value, order.ClickOrdinal!.Value));
        Assert.Equal((OrderStatus.Tracked, 399L, 10_000L, "USD", "tea"), (order.Status, order.CommissionMinor, order.SaleMinor, order.Currency, order.Merchant));
    }

    [Theory]
    [InlineData("ContractStatus", "Expired", "does not allow links")]
    [InlineData("AllowsDeeplinking", "false", "does not allow links")]
    [InlineData("TrackingLink", "https://go.brand.example/c/1/2/9383", "tracking link is not known yet")]
    public async Task A_campaign_that_is_not_open_or_leads_over_an_unknown_host_makes_no_link(string field, string value, string words)
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        world.Server.Get<ImpactDouble>().Campaigns[0][field] = value;
        await world.PollAsync();
        Assert.Contains(words, (await world.LinkAsync(Kettle, Buyer)).Refusal!.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_brands_own_host_is_led_to_when_the_settings_name_it()
    {
        await using var world = await OpenAsync(Engines.Sqlite, options => options.TrackingHosts.Add("go.brand.example"));
        world.Server.Get<ImpactDouble>().Campaigns[0]["TrackingLink"] = "https://go.brand.example/c/1/2/9383";
        await world.PollAsync();
        Assert.StartsWith("https://go.brand.example/c/1/2/9383?u=", (await world.LinkAsync(Kettle, Buyer)).Link!.Destination, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PENDING", false, OrderStatus.Tracked)]
    [InlineData("APPROVED", false, OrderStatus.Confirmed)]
    [InlineData("APPROVED", true, OrderStatus.Settled)]
    [InlineData("REVERSED", false, OrderStatus.Void)]
    [InlineData("PONDERED", false, OrderStatus.Held)]
    public async Task Each_state_means_what_Impact_says_and_an_unknown_one_is_held(string word, bool isCleared, OrderStatus status)
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        world.Server.Get<ImpactDouble>().Put(Sale("9001") with { State = word, ClearedDate = isCleared ? A.Monday : null });
        world.Test.Clock.Advance(TimeSpan.FromHours(2));
        await world.PollAsync();
        Assert.Equal(status, (await world.FindAsync("impact", "9001", "1"))!.Status);
        Assert.Equal(status == OrderStatus.Held, world.Log.Lines.Any(line => line.Contains("needs an operator's eye", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Updates_up_and_down_stand_in_the_order_of_their_times_and_a_reversal_after_the_payment_too()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        var impact = world.Server.Get<ImpactDouble>();
        var action = impact.Put(Sale("9001") with { Payout = 5 });
        var walk = new (ImpactRow Row, OrderStatus Status, long Minor)[]
        {
            (action with { Payout = 7.25m }, OrderStatus.Tracked, 725),
            (action with { Payout = 6, State = "APPROVED" }, OrderStatus.Confirmed, 600),
            (action with { Payout = 6, State = "APPROVED", ClearedDate = A.Monday.AddDays(1) }, OrderStatus.Settled, 600),
            (action with { Payout = 6.5m, State = "APPROVED", ClearedDate = A.Monday.AddDays(1) }, OrderStatus.Settled, 650),
            (action with { Payout = 0, State = "REVERSED", StateDetail = "ITEM_RETURNED" }, OrderStatus.Void, 0),
        };
        foreach (var (row, status, minor) in walk)
        {
            world.Test.Clock.Advance(TimeSpan.FromDays(1));
            impact.Put(row);
            world.Test.Clock.Advance(TimeSpan.FromHours(2));
            await world.PollAsync();
            var order = (await world.FindAsync("impact", "9001", "1"))!;
            Assert.Equal((status, minor), (order.Status, order.CommissionMinor));
        }
        Assert.Equal("ITEM_RETURNED", (await world.FindAsync("impact", "9001", "1"))!.StatusReason);
    }

    [Fact]
    public async Task Too_many_calls_close_the_network_for_as_long_as_Impacts_own_header_says_and_no_token_is_written_down()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        await world.PollAsync();
        world.Test.Clock.Advance(TimeSpan.FromHours(2));
        world.Server.Get<ImpactDouble>().Mischief.Next(Trouble.Limit);
        await world.PollAsync();
        Assert.Equal(world.Test.Clock.GetUtcNow().AddMinutes(30), (await world.StateAsync("impact")).NextDueAt);
        var before = world.Server.Get<ImpactDouble>().Mischief.Calls;
        var check = await ((IConnectionCheck)world.Catalog.Find("impact")!).CheckConnectionAsync(default);
        Assert.False(check.IsGood);
        Assert.Equal(before, world.Server.Get<ImpactDouble>().Mischief.Calls);

        await using var wrong = await OpenAsync(Engines.Sqlite, options => options.Secret = "another-token-altogether");
        await wrong.PollAsync();
        Assert.Contains("HTTP 401 Authentication failed: Basic ***", (await wrong.StateAsync("impact")).LastMessage, StringComparison.Ordinal);
        wrong.AssertSilentOf("another-token-altogether", Convert.ToBase64String("IRdouble0001:another-token-altogether"u8));
    }

    [Fact]
    public async Task Deals_of_a_campaign_are_listed_with_their_codes()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        world.Server.Get<ImpactDouble>().Deals.Add(new JsonObject
        {
            ["Id"] = "5",
            ["Name"] = "Pots week",
            ["State"] = "ACTIVE",
            ["Scope"] = "PRODUCT",
            ["DiscountPercent"] = "20",
            ["DefaultPromoCode"] = "POTS20",
            ["EndDate"] = "2026-11-30T23:59:59Z",
        });
        await world.PollAsync();
        var lister = (IOfferLister)world.Catalog.Find("impact")!;
        var query = new OfferQuery("deals", null, new Dictionary<string, string> { ["merchant"] = ImpactDouble.Campaign }, null);
        var item = Assert.Single((await lister.ListOffersAsync(query, default)).Items);
        Assert.Equal(("5", "POTS20", "20%", "https://shop.example/", "tea"), (item.Key, item.Coupon!.Code, item.Coupon.Value, item.Link, item.Merchant));
        await Assert.ThrowsAsync<NetworkUnavailableException>(() => lister.ListOffersAsync(query with { Options = new Dictionary<string, string>() }, default));
    }

    [Theory]
    [InlineData(Engines.Sqlite, 7)]
    [InlineData(Engines.Postgres, 8)]
    public async Task Forty_days_of_Impact_actions_end_in_the_book_as_in_the_model(string engine, int seed)
    {
        await using var world = await OpenAsync(engine, options => (options.SweepDays, options.OverlapMinutes) = (6, 180));
        await world.PollAsync();
        await new AllianceMonth(world, new ImpactLife(world.Server.Get<ImpactDouble>()), seed).RunAsync();
        world.AssertSilentOf(ImpactDouble.Token);
    }

    private static ImpactRow Sale(string id) => new() { Id = id, Payout = 3, EventDate = A.Monday.AddMinutes(-5) };

    internal static Task<AllianceWorld> OpenAsync(string engine, Action<ImpactOptions>? change = null) => AllianceWorld.OpenAsync(engine, (server, clients, time) =>
    {
        var options = new ImpactOptions
        {
            Enabled = true,
            AppKey = ImpactDouble.Account,
            Secret = ImpactDouble.Token,
            Url = server.At("/impact"),
            AllowsRebate = true,
            AllowsChat = true,
            CallsPerSecond = 1000,
            CallsPerMinute = 100_000,
            Programmes = { new MerchantOptions { MerchantId = ImpactDouble.Campaign, Merchant = "tea", AllowsRebate = true, AllowsChat = true } },
        };
        change?.Invoke(options);
        return new ImpactNetwork(options, clients, time, new HurriedTime());
    });

    /// <summary>Each change of an action is an update with a time.</summary>
    internal sealed class ImpactLife(ImpactDouble impact) : IPlatformLife
    {
        public string Network => "impact";

        public string Product => "https://www.shop.example/kettle";

        public Mischief Mischief => impact.Mischief;

        public string[] Currencies => ["USD", "GBP"];

        public bool EchoesClicks => true;

        public TimeSpan Skew
        {
            set => impact.Skew = value;
        }

        public void Pay(LivedOrder order) => impact.Put(new ImpactRow
        {
            Id = order.OrderNo,
            Payout = (order.Fen / 100m) + 0.0049m,
            Currency = order.Currency,
            SubId1 = order.Ref,
            EventDate = impact.Now,
        });

        public void Cancel(LivedOrder order) => Change(order, row => row with { State = "REVERSED", Payout = 0, StateDetail = "ORDER_UPDATE" });

        public void Receive(LivedOrder order) => Change(order, row => row with { State = "APPROVED" });

        public void ReturnPart(LivedOrder order, long fen) => Change(order, row => row with { Payout = row.Payout - (fen / 100m), StateDetail = "ITEM_RETURNED" });

        public void ReturnAll(LivedOrder order) => Cancel(order);

        public void Punish(LivedOrder order) => Change(order, row => row with { State = "REVERSED", StateDetail = "CONS_FRAUD" });

        public void Estrange(LivedOrder order) => Change(order, row => row with { State = "PONDERED" });

        public void Settle(LivedOrder order) => Change(order, row => row with { ClearedDate = impact.Now });

        private void Change(LivedOrder order, Func<ImpactRow, ImpactRow> how) => impact.Put(how(impact.Find(order.OrderNo)));
    }
}
