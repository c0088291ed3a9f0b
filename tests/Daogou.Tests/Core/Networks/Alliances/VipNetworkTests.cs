using Daogou.Core.Links;
using Daogou.Core.Networks.Vip;
using Daogou.Core.Orders;
using Daogou.Standins.Alliances;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Networks.Alliances;

public sealed class VipNetworkTests
{
    private const string Jumper = "https://detail.vip.com/detail-1710618505-6920010101010101.html";
    private static readonly Place Buyer = Place.Request(OrderBook.Buyer);

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_link_carries_its_own_ref_and_the_order_comes_home_to_its_buyer(string engine)
    {
        await using var world = await OpenAsync(engine);
        var link = (await world.LinkAsync(Jumper, Buyer)).Link!;
        Assert.Equal("https://click.union.vip.com/redirect?u=double1", link.Destination);
        Assert.Equal(("genByGoodsIdWithOauth", world.Refs.OfLink(link.Code), "6920010101010101"), Assert.Single(world.Server.Vip.Links));
        Assert.NotNull((await world.LinkAsync("https://m.vip.com/special-7.html", Buyer)).Link);
        Assert.Equal("genByVIPUrlWithOauth", world.Server.Vip.Links[^1].Method);

        world.Server.Vip.Put(Paid("v1", world.Refs.OfLink(link.Code)));
        Assert.Equal(1, await world.PollAsync());
        var order = (await world.FindAsync("vip", "v1", "1"))!;
        Assert.Equal((Attribution.LinkRef, OrderBook.Buyer, 319L, OrderStatus.Tracked), (order.Attribution, order.MemberId!.Value, order.CommissionMinor, order.Status));
        Assert.Empty(world.Server.Vip.Mischief.Refusals);
    }

    [Theory]
    [InlineData(0, 0, OrderStatus.Void)]
    [InlineData(1, 0, OrderStatus.Tracked)]
    [InlineData(2, 0, OrderStatus.Confirmed)]
    [InlineData(2, 1, OrderStatus.Settled)]
    [InlineData(9, 0, OrderStatus.Held)]
    public async Task Each_status_means_what_the_platform_says_and_an_unknown_one_is_held(int code, int settled, OrderStatus status)
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        world.Server.Vip.Put(Paid("v1", "") with { Status = code, Settled = settled });
        world.Server.Vip.Put(Paid("v2", "") with { SubStatusName = "已下单" });
        world.Server.Vip.Put(Paid("v3", "") with { Status = 2, BlackOrder = 1 });
        world.Server.Vip.Put(Paid("v4", "") with { HidesLines = true });
        await world.PollAsync();
        Assert.Equal(status, (await world.FindAsync("vip", "v1", "1"))!.Status);
        Assert.Null(await world.FindAsync("vip", "v2", "1"));
        Assert.Equal(OrderStatus.Void, (await world.FindAsync("vip", "v3", "1"))!.Status);
        Assert.Equal(319, (await world.FindAsync("vip", "v4", "1"))!.CommissionMinor);
        Assert.Contains(world.Log.Lines, line => line.Contains("fdsBlackOrder", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_late_return_that_only_the_refund_list_tells_of_is_taken_off()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        var vip = world.Server.Vip;
        vip.Put(Paid("v1", "") with { Status = 2, Settled = 1 });
        await world.PollAsync();
        world.Test.Clock.Advance(TimeSpan.FromHours(5));
        await world.PollAsync();
        vip.Put(vip.Find("v1") with { Returns = [new VipReturn(2, 1.19m, vip.Now.AddHours(-1), vip.Now)] }, silently: true);
        world.Test.Clock.Advance(TimeSpan.FromMinutes(40));
        await world.PollAsync();
        Assert.Equal((OrderStatus.Settled, 200L), ((await world.FindAsync("vip", "v1", "1"))!.Status, (await world.FindAsync("vip", "v1", "1"))!.CommissionMinor));
    }

    [Fact]
    public async Task An_open_return_holds_what_is_not_settled_and_its_end_lets_go()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        var vip = world.Server.Vip;
        vip.Put(Paid("v1", "") with { Status = 2, Returns = [new VipReturn(1, 0, vip.Now, null)] });
        await world.PollAsync();
        Assert.Equal(OrderStatus.Held, (await world.FindAsync("vip", "v1", "1"))!.Status);
        world.Test.Clock.Advance(TimeSpan.FromMinutes(5));
        vip.Put(vip.Find("v1") with { Returns = [new VipReturn(3, 0, A.Monday, vip.Now)] });
        world.Test.Clock.Advance(TimeSpan.FromMinutes(5));
        await world.PollAsync();
        Assert.Equal((OrderStatus.Confirmed, 319L), ((await world.FindAsync("vip", "v1", "1"))!.Status, (await world.FindAsync("vip", "v1", "1"))!.CommissionMinor));
    }

    [Fact]
    public async Task Neither_secret_nor_token_nor_signature_is_written_down_though_the_platform_sends_them_back()
    {
        await using var world = await OpenAsync(Engines.Sqlite, options => options.Secret = "another-secret-altogether");
        await world.PollAsync();
        var said = (await world.StateAsync("vip")).LastMessage!;
        Assert.Contains("vipapis.invalid-sign", said, StringComparison.Ordinal);
        Assert.Contains("sign=*** accessToken=***", said, StringComparison.Ordinal);
        world.AssertSilentOf("another-secret-altogether", VipDouble.Secret, VipDouble.Token);
    }

    [Theory]
    [InlineData(Engines.Sqlite, 5)]
    [InlineData(Engines.Postgres, 6)]
    public async Task Forty_days_of_Vipshop_orders_end_in_the_book_as_in_the_model(string engine, int seed)
    {
        await using var world = await OpenAsync(engine);
        await new AllianceMonth(world, new VipLife(world.Server.Vip), seed).RunAsync();
        world.AssertSilentOf(VipDouble.Secret, VipDouble.Token);
    }

    private static VipRow Paid(string orderSn, string reference) => new()
    {
        OrderSn = orderSn,
        OrderTime = A.Monday.AddMinutes(-5),
        Status = 1,
        Commission = 3.19m,
        TotalCost = 99,
        StatParam = reference,
    };

    internal static Task<AllianceWorld> OpenAsync(string engine, Action<VipshopOptions>? change = null) => AllianceWorld.OpenAsync(engine, (server, clients, time) =>
    {
        var options = new VipshopOptions
        {
            Enabled = true,
            AppKey = VipDouble.AppKey,
            Secret = VipDouble.Secret,
            Token = VipDouble.Token,
            Channel = "daogou",
            Url = server.At("/vip"),
            AllowsRebate = true,
            AllowsChat = true,
            CallsPerSecond = 1000,
            FirstDays = 1,
            SweepDays = 6,
        };
        change?.Invoke(options);
        return new VipNetwork(options, clients, time, new HurriedTime());
    });

    /// <summary>What is settled and comes back later moves nothing but the refund list.</summary>
    internal sealed class VipLife(VipDouble vip) : IPlatformLife
    {
        public string Network => "vip";

        public string Product => Jumper;

        public Mischief Mischief => vip.Mischief;

        public TimeSpan Skew
        {
            set => vip.Skew = value;
        }

        public void Pay(LivedOrder order) => vip.Put(new VipRow
        {
            OrderSn = order.OrderNo,
            OrderTime = vip.Now,
            Status = 1,
            Commission = order.Fen / 100m,
            TotalCost = order.Fen / 3m,
            StatParam = order.Ref,
            HidesLines = false,
        });

        public void Cancel(LivedOrder order) => Change(order, row => row with { Status = 0, SubStatusName = "已失效" });

        public void Receive(LivedOrder order) => Change(order, row => row with { Status = 2, SubStatusName = "待结算" });

        public void ReturnPart(LivedOrder order, long fen)
        {
            var row = vip.Find(order.OrderNo);
            vip.Put(row with { Returns = [.. row.Returns, new VipReturn(2, fen / 100m, vip.Now, vip.Now)] }, silently: row.Settled == 1);
        }

        public void ReturnAll(LivedOrder order) => Cancel(order);

        public void Punish(LivedOrder order) => Change(order, row => row with { BlackOrder = 1 });

        public void Estrange(LivedOrder order) => Change(order, row => row with { Status = 8 });

        public void Settle(LivedOrder order) => Change(order, row => row with { Settled = 1, SubStatusName = "已结算" });

        private void Change(LivedOrder order, Func<VipRow, VipRow> how) => vip.Put(how(vip.Find(order.OrderNo)));
    }
}
