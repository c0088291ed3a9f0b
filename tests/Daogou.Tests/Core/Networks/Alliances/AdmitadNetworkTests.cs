using System.Text.Json.Nodes;
using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Core.Networks.Admitad;
using Daogou.Core.Networks.Platforms;
using Daogou.Core.Orders;
using Daogou.Standins.Alliances;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Networks.Alliances;

public sealed class AdmitadNetworkTests
{
    private const string Kettle = "https://www.shop.example/kettle?size=1";
    private static readonly Place Buyer = Place.Request(OrderBook.Buyer);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_has_the_sub_id_in_it_whether_the_programme_has_a_link_of_its_own_or_is_asked_for_one()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        const string Product = "https%3A%2F%2Fwww.shop.example%2Fkettle%3Fsize%3D1";
        Assert.Equal($"https://ad.admitad.com/g/double1/?i=5&ulp={Product}&subid={{clickref}}", (await world.LinkAsync(Kettle, Buyer)).Link!.Destination);
        await using var own = await OpenAsync(Engines.Sqlite, options => options.Programmes[0].Link = "https://ad.admitad.com/g/mine/");
        Assert.Equal($"https://ad.admitad.com/g/mine/?subid={{clickref}}&ulp={Product}", (await own.LinkAsync(Kettle, Buyer)).Link!.Destination);
        Assert.Equal(0, own.Server.Get<AdmitadDouble>().Mischief.Calls);
    }

    [Fact]
    public async Task A_programme_allows_what_both_it_and_the_section_allow()
    {
        await using var world = await OpenAsync(Engines.Sqlite, options => options.AllowsRebate = false);
        Assert.Equal(LinkRefusalReason.RebateForbidden, (await world.LinkAsync(Kettle, Buyer)).Refusal!.Reason);
        await using var other = await OpenAsync(Engines.Sqlite, options => options.Programmes[0].AllowsRebate = false);
        Assert.Equal(LinkRefusalReason.RebateForbidden, (await other.LinkAsync(Kettle, Buyer)).Refusal!.Reason);
        await using var wrong = await OpenAsync(Engines.Sqlite, options => options.Programmes[0].Id = "7");
        Assert.Contains("no such ad space", (await wrong.LinkAsync(Kettle, Buyer)).Refusal!.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pending", false, OrderStatus.Tracked)]
    [InlineData("approved_but_stalled", false, OrderStatus.Tracked)]
    [InlineData("approved", false, OrderStatus.Confirmed)]
    [InlineData("approved", true, OrderStatus.Settled)]
    [InlineData("declined", false, OrderStatus.Void)]
    [InlineData("odd", true, OrderStatus.Held)]
    public async Task Each_status_means_what_Admitad_says_and_an_unknown_one_is_held(string word, bool isPaid, OrderStatus status)
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        var link = (await world.LinkAsync(Kettle, Buyer)).Link!;
        world.Server.Get<AdmitadDouble>().Put(new AdmitadAction("9001", A.Monday, word, 3.219m, world.Refs.Make(link.Code, 5)) { IsPaid = isPaid });
        await world.PollAsync();
        var order = (await world.FindAsync("admitad", "9001", "9001"))!;
        Assert.Equal((status, status == OrderStatus.Void ? 0 : 321, "EUR", OrderBook.Buyer), (order.Status, order.CommissionMinor, order.Currency, order.MemberId!.Value));
        Assert.Equal("shop", order.Merchant);
        Assert.Equal(status == OrderStatus.Held, world.Log.Lines.Any(line => line.Contains("\"odd\" is unknown", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task That_an_action_was_paid_moves_no_status_and_is_found_by_the_sweep()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        var admitad = world.Server.Get<AdmitadDouble>();
        admitad.Put(new AdmitadAction("9001", A.Monday, "approved", 3, ""));
        await world.PollAsync();
        world.Test.Clock.Advance(TimeSpan.FromDays(3));
        admitad.Put(admitad.Find("9001") with { IsPaid = true }, silently: true);
        await world.PollAsync();
        Assert.Equal(OrderStatus.Settled, (await world.FindAsync("admitad", "9001", "9001"))!.Status);
    }

    [Fact]
    public async Task Coupons_come_with_code_merchant_and_end()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        world.Server.Get<AdmitadDouble>().Coupons.Add(new JsonObject
        {
            ["id"] = 77,
            ["name"] = "15% off kettles",
            ["species"] = "promocode",
            ["promocode"] = "TEA15",
            ["discount"] = "15%",
            ["date_end"] = "2026-12-01T00:00:00",
            ["campaign"] = new JsonObject { ["id"] = 6115, ["name"] = "Shop" },
        });
        var page = await ((IOfferLister)world.Catalog.Find("admitad")!).ListOffersAsync(new OfferQuery("coupons", null, new Dictionary<string, string>(), null), Now);
        var item = Assert.Single(page.Items);
        Assert.Equal(("77", "shop", "TEA15", "15%", "2026-12-01T00:00:00"), (item.Key, item.Merchant, item.Coupon!.Code, item.Coupon.Value, item.EndsAt));
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task A_wrong_secret_is_named_without_being_shown()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        Assert.True((await ((IConnectionCheck)world.Catalog.Find("admitad")!).CheckConnectionAsync(Now)).IsGood);
        await using var wrong = await OpenAsync(Engines.Sqlite, options => options.Secret = "another-secret-altogether");
        await wrong.PollAsync();
        Assert.Contains("HTTP 401", (await wrong.StateAsync("admitad")).LastMessage, StringComparison.Ordinal);
        wrong.AssertSilentOf("another-secret-altogether");
    }

    [Theory]
    [InlineData(Engines.Sqlite, 51)]
    [InlineData(Engines.Postgres, 52)]
    public async Task Forty_days_of_Admitad_actions_end_in_the_book_as_in_the_model(string engine, int seed)
    {
        await using var world = await OpenAsync(engine);
        await new AllianceMonth(world, new AdmitadLife(world.Server.Get<AdmitadDouble>()), seed).RunAsync();
        world.AssertSilentOf(AdmitadDouble.Secret);
    }

    internal static Task<AllianceWorld> OpenAsync(string engine, Action<AdmitadOptions>? change = null) => AllianceWorld.OpenAsync(engine, (server, clients, time) =>
    {
        var options = new AdmitadOptions
        {
            Enabled = true,
            AppKey = AdmitadDouble.AppKey,
            Secret = AdmitadDouble.Secret,
            WebsiteId = AdmitadDouble.Website,
            Url = server.At("/admitad"),
            Programmes = { new ListedProgrammeOptions { Id = "6115", Merchant = "shop", Hosts = { "shop.example" }, AllowsRebate = true, AllowsChat = true } },
            AllowsRebate = true,
            AllowsChat = true,
            CallsPerSecond = 1000,
            EverySeconds = 60,
            OverlapMinutes = 60,
            FirstDays = 1,
            SweepDays = 16,
        };
        change?.Invoke(options);
        return new AdmitadNetwork(options, clients, time, new HurriedTime());
    });

    /// <summary>The row is changed for everything; that it was paid moves no time.</summary>
    internal sealed class AdmitadLife(AdmitadDouble admitad) : IPlatformLife
    {
        public string Network => "admitad";

        public string Product => Kettle;

        public string Currency => "EUR";

        public Mischief Mischief => admitad.Mischief;

        public TimeSpan Skew
        {
            set => admitad.Skew = value;
        }

        public string ItemOf(string number) => number;

        public void Pay(LivedOrder order) => admitad.Put(new AdmitadAction(order.OrderNo, admitad.Now, "pending", order.Fen / 100m, order.Ref));

        public void Cancel(LivedOrder order) => Change(order, action => action with { Status = "declined" });

        public void Receive(LivedOrder order) => Change(order, action => action with { Status = "approved" });

        public void ReturnPart(LivedOrder order, long fen) => Change(order, action => action with { Payment = action.Payment - (fen / 100m) });

        public void ReturnAll(LivedOrder order) => Cancel(order);

        public void Punish(LivedOrder order) => Cancel(order);

        public void Estrange(LivedOrder order) => Change(order, action => action with { Status = "odd" });

        public void Settle(LivedOrder order) => admitad.Put(admitad.Find(order.OrderNo) with { IsPaid = true }, silently: true);

        private void Change(LivedOrder order, Func<AdmitadAction, AdmitadAction> how) => admitad.Put(how(admitad.Find(order.OrderNo)));
    }
}
