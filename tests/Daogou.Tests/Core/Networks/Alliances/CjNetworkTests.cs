using System.Globalization;
using System.Xml.Linq;
using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Core.Networks.Affiliates;
using Daogou.Core.Networks.Cj;
using Daogou.Core.Orders;
using Daogou.Standins.Alliances;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Networks.Alliances;

public sealed class CjNetworkTests
{
    private const string Kettle = "https://shop.example/kettle?a=1&b=2";
    private static readonly Place Buyer = Place.Request(OrderBook.Buyer);

    [Fact]
    public async Task A_link_of_an_ad_carries_the_address_and_the_click_as_values_and_the_order_comes_home()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        var link = (await world.LinkAsync(Kettle, Buyer)).Link!;
        Assert.Equal("https://www.anrdoezrs.net/click-8000001-1234?url=https%3A%2F%2Fshop.example%2Fkettle%3Fa%3D1%26b%3D2&sid={clickref}", link.Destination);
        world.Server.Get<CjDouble>().Put(Sale(9001) with { ShopperId = world.Refs.Make(link.Code, 3), Sale = 99.99m });
        Assert.Equal(1, await world.PollAsync());
        var order = (await world.FindAsync("cj", "9001", "1"))!;
        Assert.Equal((Attribution.ClickRef, OrderBook.Buyer, 3L), (order.Attribution, order.MemberId!.Value, order.ClickOrdinal!.Value));
        Assert.Equal((OrderStatus.Tracked, 300L, 9999L, "USD", "tea"), (order.Status, order.CommissionMinor, order.SaleMinor, order.Currency, order.Merchant));
    }

    [Fact]
    public async Task A_programme_without_an_ad_gets_a_link_with_the_address_as_it_is_at_the_end_of_the_path()
    {
        await using var world = await OpenAsync(Engines.Sqlite, options => options.Programmes.Single().Tracking = "");
        var link = (await world.LinkAsync(Kettle, Buyer)).Link!;
        Assert.Equal("https://www.anrdoezrs.net/links/8000001/type/dlg/sid/{clickref}/https://shop.example/kettle?a=1&b=2", link.Destination);
    }

    [Theory]
    [InlineData("NEW", "PENDING", OrderStatus.Tracked)]
    [InlineData("EXTENDED", "PENDING", OrderStatus.Tracked)]
    [InlineData("LOCKED", "PENDING", OrderStatus.Tracked)]
    [InlineData("LOCKED", "ACCEPTED", OrderStatus.Confirmed)]
    [InlineData("LOCKED", "AUTOMATED", OrderStatus.Confirmed)]
    [InlineData("CLOSED", "ACCEPTED", OrderStatus.Settled)]
    [InlineData("CLOSED", "DECLINED", OrderStatus.Void)]
    [InlineData("NEW", "DECLINED", OrderStatus.Void)]
    [InlineData("FROZEN", "PENDING", OrderStatus.Held)]
    [InlineData("NEW", "PUZZLED", OrderStatus.Held)]
    public async Task Each_pair_of_statuses_means_what_CJ_says_and_an_unknown_one_is_held(string action, string validation, OrderStatus status)
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        world.Server.Get<CjDouble>().Put(Sale(9001) with { ActionStatus = action, ValidationStatus = validation });
        await world.PollAsync();
        Assert.Equal(status, (await world.FindAsync("cj", "9001", "1"))!.Status);
        Assert.Equal(status == OrderStatus.Held, world.Log.Lines.Any(line => line.Contains("needs an operator's eye", StringComparison.Ordinal)));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Corrections_are_added_by_their_own_ids_also_after_the_payment(string engine)
    {
        await using var world = await OpenAsync(engine);
        var cj = world.Server.Get<CjDouble>();
        cj.Put(Sale(9001) with { Commission = 10, ActionStatus = "CLOSED", ValidationStatus = "ACCEPTED" });
        await world.PollAsync();
        Assert.Equal((OrderStatus.Settled, 1000L), Said(await world.FindAsync("cj", "9001", "1")));
        world.Test.Clock.Advance(TimeSpan.FromDays(40));
        cj.Correct(9001, -2.5m, "RETURNED_MERCHANDISE");
        await world.PollAsync();
        Assert.Equal((OrderStatus.Settled, 750L), Said(await world.FindAsync("cj", "9001", "1")));
        world.Test.Clock.Advance(TimeSpan.FromDays(1));
        cj.Correct(9001, -7.5m, "RETURNED_MERCHANDISE");
        await world.PollAsync();
        await world.PollAsync();
        Assert.Equal((OrderStatus.Void, 0L), Said(await world.FindAsync("cj", "9001", "1")));
        Assert.Equal("RETURNED_MERCHANDISE", (await world.FindAsync("cj", "9001", "1"))!.StatusReason);
    }

    [Fact]
    public async Task A_window_is_read_page_by_page_to_its_end()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        world.Server.Get<CjDouble>().PageSize = 7;
        for (var number = 0; number < 22; number++)
        {
            world.Server.Get<CjDouble>().Put(Sale(7000 + number));
        }
        Assert.Equal(22, await world.PollAsync());
    }

    [Fact]
    public async Task A_no_inside_a_200_is_told_and_the_token_is_never_written_down()
    {
        await using var world = await OpenAsync(Engines.Sqlite, options => options.AppKey = "1");
        await world.PollAsync();
        Assert.Contains("You may not read publisher 1", (await world.StateAsync("cj")).LastMessage, StringComparison.Ordinal);
        var said = await ((IConnectionCheck)world.Catalog.Find("cj")!).CheckConnectionAsync(default);
        Assert.Contains("You may not read publisher 1", said.En, StringComparison.Ordinal);
        await using var wrong = await OpenAsync(Engines.Sqlite, options => options.Secret = "another-token-altogether");
        await wrong.PollAsync();
        Assert.Contains("HTTP 401", (await wrong.StateAsync("cj")).LastMessage, StringComparison.Ordinal);
        wrong.AssertSilentOf("another-token-altogether");
        await using var good = await OpenAsync(Engines.Sqlite);
        Assert.True((await ((IConnectionCheck)good.Catalog.Find("cj")!).CheckConnectionAsync(default)).IsGood);
        good.Server.Get<CjDouble>().Mischief.Next(Trouble.Limit);
        Assert.Contains("HTTP 429", (await ((IConnectionCheck)good.Catalog.Find("cj")!).CheckConnectionAsync(default)).En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_of_a_search_are_coupons_and_a_cut_answer_is_asked_for_again()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        var cj = world.Server.Get<CjDouble>();
        cj.Links.Add(new XElement(
            "link", new XElement("advertiser-id", CjDouble.Advertiser), new XElement("link-id", "77"), new XElement("link-name", "15% off & more"),
            new XElement("coupon-code", "TEA15"), new XElement("destination", "https://shop.example/sale"), new XElement("promotion-start-date", "2026-11-01 00:00:00.0"),
            new XElement("promotion-end-date", "2026-11-30 23:59:00.0"), new XElement("clickUrl", "https://www.anrdoezrs.net/click-8000001-77")));
        cj.Links.Add(new XElement("link", new XElement("link-id", "78")));
        cj.Mischief.Next(Trouble.Cut);
        var page = await ((IOfferLister)world.Catalog.Find("cj")!).ListOffersAsync(new OfferQuery("links", null, new Dictionary<string, string>(), null), default);
        var item = Assert.Single(page.Items);
        Assert.Equal(("77", "15% off & more", "TEA15", "https://shop.example/sale", "tea"), (item.Key, item.Title, item.Coupon!.Code, item.Link, item.Merchant));
        Assert.Equal((1, null), (page.Refused.Count, page.Next));
    }

    [Theory]
    [InlineData(Engines.Sqlite, 5)]
    [InlineData(Engines.Postgres, 6)]
    public async Task Forty_days_of_CJ_commissions_end_in_the_book_as_in_the_model(string engine, int seed)
    {
        await using var world = await OpenAsync(engine, options => (options.SweepDays, options.PaidDays, options.OverlapMinutes) = (6, 30, 180));
        await new AllianceMonth(world, new CjLife(world.Server.Get<CjDouble>()), seed).RunAsync();
        world.AssertSilentOf(CjDouble.Token);
    }

    private static (OrderStatus, long) Said(Order? order) => (order!.Status, order.CommissionMinor);

    private static CjRow Sale(long id) => new()
    {
        CommissionId = id,
        OriginalActionId = id,
        Commission = 3,
        EventDate = A.Monday.AddMinutes(-50),
        PostingDate = A.Monday.AddMinutes(-5),
        LockingDate = A.Monday.AddMinutes(-1),
    };

    internal static Task<AllianceWorld> OpenAsync(string engine, Action<CjOptions>? change = null) => AllianceWorld.OpenAsync(engine, (server, clients, time) =>
    {
        var options = new CjOptions
        {
            Enabled = true,
            AppKey = CjDouble.Company,
            Secret = CjDouble.Token,
            WebsiteId = CjDouble.Website,
            Url = server.At("/cj/query"),
            LinkSearchUrl = server.At("/cj/link-search"),
            AllowsRebate = true,
            AllowsChat = true,
            CallsPerSecond = 1000,
            CallsPerMinute = 100_000,
            Programmes =
            {
                new MerchantOptions { MerchantId = CjDouble.Advertiser, Merchant = "tea", Hosts = { "shop.example" }, Tracking = "1234", AllowsRebate = true, AllowsChat = true },
            },
        };
        change?.Invoke(options);
        return new CjNetwork(options, clients, time, new HurriedTime());
    });

    /// <summary>CJ posts a record for everything that moves money, and changes the original's status without a date where it declines or closes.</summary>
    internal sealed class CjLife(CjDouble cj) : IPlatformLife
    {
        public string Network => "cj";

        public string Product => "https://shop.example/kettle";

        public Mischief Mischief => cj.Mischief;

        public string[] Currencies => ["USD"];

        public bool EchoesClicks => true;

        public TimeSpan Skew
        {
            set => cj.Skew = value;
        }

        public void Pay(LivedOrder order) => cj.Put(new CjRow
        {
            CommissionId = Id(order),
            OriginalActionId = Id(order),
            Commission = order.Fen / 100m,
            Sale = order.Fen / 10m,
            ShopperId = order.Ref.Length == 0 ? null : order.Ref,
            EventDate = cj.Now,
            PostingDate = cj.Now,
            // Known from the beginning, as planned.
            LockingDate = cj.Now.AddDays(30),
        });

        public void Cancel(LivedOrder order) => cj.Correct(Id(order), -cj.Net(Id(order)), "CANT_SHIP_OR_SOLD_OUT");

        public void Receive(LivedOrder order) => Change(order, row => row with { ActionStatus = "LOCKED", ValidationStatus = "ACCEPTED", LockingDate = cj.Now });

        public void ReturnPart(LivedOrder order, long fen)
        {
            if (fen > 0)
            {
                cj.Correct(Id(order), -fen / 100m, "RETURNED_MERCHANDISE");
            }
        }

        public void ReturnAll(LivedOrder order) => cj.Correct(Id(order), -cj.Net(Id(order)), "RETURNED_MERCHANDISE");

        public void Punish(LivedOrder order) => Change(order, row => row with { ValidationStatus = "DECLINED" });

        public void Estrange(LivedOrder order) => Change(order, row => row with { ActionStatus = "FROZEN" });

        public void Settle(LivedOrder order) => Change(order, row => row with { ActionStatus = "CLOSED" });

        private void Change(LivedOrder order, Func<CjRow, CjRow> how) => cj.Put(how(cj.Find(Id(order))));

        private static long Id(LivedOrder order) => long.Parse(order.OrderNo, CultureInfo.InvariantCulture);
    }
}
