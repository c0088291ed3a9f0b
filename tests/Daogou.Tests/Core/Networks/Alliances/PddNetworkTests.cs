using System.Text;
using Daogou.Core.Links;
using Daogou.Core.Networks.Pdd;
using Daogou.Core.Orders;
using Daogou.Standins.Alliances;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Networks.Alliances;

public sealed class PddNetworkTests
{
    private const string Tissues = "https://mobile.yangkeduo.com/goods.html?goods_id=5234567890";
    private static readonly Place Buyer = Place.Request(OrderBook.Buyer);

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_member_who_has_not_authorised_us_gets_the_page_for_it_and_then_the_link(string engine)
    {
        await using var world = await OpenAsync(engine);
        var uid = world.Refs.PersonOf(OrderBook.Buyer);
        var refusal = (await world.LinkAsync(Tissues, Buyer)).Refusal!;
        Assert.Equal(LinkRefusalReason.MustAuthorise, refusal.Reason);
        Assert.Contains($"https://mobile.yangkeduo.com/app.html?auth={uid}", refusal.Zh, StringComparison.Ordinal);
        Assert.Contains("备案", refusal.Zh, StringComparison.Ordinal);
        Assert.Contains("wants your consent once", refusal.En, StringComparison.Ordinal);

        world.Server.Pdd.Authorise(uid);
        var link = (await world.LinkAsync(Tissues, Buyer)).Link!;
        var (custom, source, address) = Assert.Single(world.Server.Pdd.Links);
        Assert.Equal(link.Destination, address);
        Assert.Equal($$"""{"uid":"{{uid}}","sid":"{{world.Refs.OfLink(link.Code)}}"}""", custom);
        Assert.True(Encoding.UTF8.GetByteCount(custom) <= 64);
        Assert.StartsWith("https://mobile.yangkeduo.com/goods.html", source, StringComparison.Ordinal);

        // The platform writes the parameters anew.
        world.Server.Pdd.Put(Paid("26-1", $$"""{ "sid" : "{{world.Refs.OfLink(link.Code)}}", "uid":"{{uid}}" }"""));
        Assert.Equal(1, await world.PollAsync());
        var order = (await world.FindAsync("pdd", "26-1", "1"))!;
        Assert.Equal((Attribution.LinkRef, OrderBook.Buyer, 270L, OrderStatus.Tracked), (order.Attribution, order.MemberId!.Value, order.CommissionMinor, order.Status));
        Assert.Empty(world.Server.Pdd.Mischief.Refusals);
    }

    [Fact]
    public async Task A_goods_sign_in_the_address_is_used_and_links_for_many_need_the_houses_own_uid()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        world.Server.Pdd.Authorise(world.Refs.PersonOf(OrderBook.Buyer));
        Assert.NotNull((await world.LinkAsync("https://mobile.yangkeduo.com/goods.html?goods_sign=c9r2omogKFFAc7WBwvbZU1ikIb16_J3CTa8HNN", Buyer)).Link);
        Assert.Equal("c9r2omogKFFAc7WBwvbZU1ikIb16_J3CTa8HNN", Assert.Single(world.Server.Pdd.Links).Source);
        Assert.Contains("HouseUid", (await world.LinkAsync(Tissues, Place.Share(OrderBook.Sharer))).Refusal!.En, StringComparison.Ordinal);

        await using var house = await OpenAsync(Engines.Sqlite, options => options.HouseUid = "house1");
        Assert.Contains("not authorised", (await house.LinkAsync(Tissues, Place.Share(OrderBook.Sharer))).Refusal!.En, StringComparison.Ordinal);
        house.Server.Pdd.Authorise("house1");
        Assert.NotNull((await house.LinkAsync(Tissues, Place.Share(OrderBook.Sharer))).Link);
    }

    [Theory]
    [InlineData(0, OrderStatus.Tracked)]
    [InlineData(1, OrderStatus.Tracked)]
    [InlineData(2, OrderStatus.Tracked)]
    [InlineData(3, OrderStatus.Confirmed)]
    [InlineData(4, OrderStatus.Void)]
    [InlineData(5, OrderStatus.Settled)]
    [InlineData(10, OrderStatus.Void)]
    [InlineData(7, OrderStatus.Held)]
    public async Task Each_order_status_means_what_the_platform_says_and_an_unknown_one_is_held(int code, OrderStatus status)
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        world.Server.Pdd.Put(Paid("26-1", "") with { OrderStatus = code, FailReason = code == 4 ? "用户退款" : null });
        world.Server.Pdd.Put(Paid("26-2", "") with { OrderStatus = -1 });
        await world.PollAsync();
        var order = (await world.FindAsync("pdd", "26-1", "1"))!;
        Assert.Equal((status, status == OrderStatus.Void ? 0 : 270L), (order.Status, order.CommissionMinor));
        Assert.Equal(code is 7 or 10, world.Log.Lines.Any(line => line.Contains("needs an operator's eye", StringComparison.Ordinal)));
        Assert.True(code != 4 || order.StatusReason == "用户退款");
        Assert.Null(await world.FindAsync("pdd", "26-2", "1"));
    }

    [Theory]
    [InlineData("not json", Attribution.Forged)]
    [InlineData("""{"uid":"x"}""", Attribution.None)]
    [InlineData("""{"uid":"x","sid":"zzzzzzz0000000aaaaaa"}""", Attribution.Forged)]
    [InlineData("", Attribution.None)]
    public async Task Parameters_that_are_not_ours_attribute_nothing_and_show_it(string custom, Attribution attribution)
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        world.Server.Pdd.Put(Paid("26-1", custom));
        await world.PollAsync();
        Assert.Equal(attribution, (await world.FindAsync("pdd", "26-1", "1"))!.Attribution);
    }

    [Fact]
    public async Task Rows_that_change_while_their_pages_are_read_push_no_other_row_out_of_sight()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        var pdd = world.Server.Pdd;
        for (var number = 0; number < 260; number++)
        {
            world.Test.Clock.Advance(TimeSpan.FromSeconds(2));
            pdd.Put(Paid($"26-{number:000}", ""));
        }
        world.Test.Clock.Advance(TimeSpan.FromSeconds(30));
        // Between two pages the earliest orders change, leave the window and move every later row forward.
        var next = 0;
        pdd.BetweenPages = () =>
        {
            pdd.Skew = TimeSpan.FromMinutes(2);
            for (var moved = 0; moved < 7 && next < 200; moved++)
            {
                pdd.Put(pdd.Find($"26-{next++:000}"));
            }
            pdd.Skew = TimeSpan.Zero;
        };
        await world.Test.WriteAsync(async session =>
        {
            // Without the sweep: the increment alone must not lose a row.
            await OrderSyncStore.SaveAsync(session, new SyncState { Network = "pdd/sweep", NextDueAt = A.Monday.AddYears(1), Rung = 0 });
            return true;
        });
        await world.PollAsync();
        pdd.BetweenPages = null;
        world.Test.Clock.Advance(TimeSpan.FromMinutes(5));
        await world.PollAsync();
        var kept = await world.Test.ReadAsync(session => session.ValueAsync<long>("SELECT COUNT(*) FROM orders"));
        Assert.Equal(260, kept);
    }

    [Fact]
    public async Task A_wrong_secret_is_said_and_not_shown()
    {
        await using var world = await OpenAsync(Engines.Sqlite, options => options.Secret = "another-secret-altogether");
        await world.PollAsync();
        Assert.Contains("20004", (await world.StateAsync("pdd")).LastMessage, StringComparison.Ordinal);
        world.AssertSilentOf("another-secret-altogether", PddDouble.Secret);
    }

    [Theory]
    [InlineData(Engines.Sqlite, 3)]
    [InlineData(Engines.Postgres, 4)]
    public async Task Forty_days_of_Pinduoduo_orders_end_in_the_book_as_in_the_model(string engine, int seed)
    {
        await using var world = await OpenForAllAsync(engine);
        await new AllianceMonth(world, new PddLife(world.Server.Pdd), seed).RunAsync();
        world.AssertSilentOf(PddDouble.Secret);
    }

    /// <summary>The house and the buyer have authorised us.</summary>
    internal static async Task<AllianceWorld> OpenForAllAsync(string engine)
    {
        var world = await OpenAsync(engine, options => options.HouseUid = "house1");
        world.Server.Pdd.Authorise("house1");
        world.Server.Pdd.Authorise(world.Refs.PersonOf(OrderBook.Buyer));
        return world;
    }

    /// <summary>Three yuan of commission, thirty fen of them the platform's fee.</summary>
    private static PddRow Paid(string orderSn, string custom) => new()
    {
        OrderSn = orderSn,
        PayTime = A.Monday.AddMinutes(-5),
        OrderStatus = 1,
        OrderAmount = 10_000,
        PromotionAmount = 300,
        DuoIdServiceFee = 30,
        CustomParameters = custom,
    };

    private static Task<AllianceWorld> OpenAsync(string engine, Action<PinduoduoOptions>? change = null) => AllianceWorld.OpenAsync(engine, (server, clients, time) =>
    {
        var options = new PinduoduoOptions
        {
            Enabled = true,
            AppKey = PddDouble.ClientId,
            Secret = PddDouble.Secret,
            Url = server.At("/pdd"),
            Pid = PddDouble.Pid,
            AllowsRebate = true,
            AllowsChat = true,
            CallsPerSecond = 1000,
            FirstDays = 1,
            SweepDays = 6,
        };
        change?.Invoke(options);
        return new PddNetwork(options, clients, time, new HurriedTime());
    });

    internal sealed class PddLife(PddDouble pdd) : IPlatformLife
    {
        private const long Fee = 3;

        public string Network => "pdd";

        public string Product => Tissues;

        public Mischief Mischief => pdd.Mischief;

        public TimeSpan Skew
        {
            set => pdd.Skew = value;
        }

        public void Pay(LivedOrder order) => pdd.Put(new PddRow
        {
            OrderSn = order.OrderNo,
            PayTime = pdd.Now,
            OrderStatus = 0,
            OrderAmount = order.Fen * 30,
            PromotionAmount = order.Fen + Fee,
            DuoIdServiceFee = Fee,
            CustomParameters = order.Ref.Length == 0 ? "" : $$"""{"uid":"u","sid":"{{order.Ref}}"}""",
        });

        public void Cancel(LivedOrder order) => Change(order, row => row with { OrderStatus = 4, FailReason = "用户退款" });

        public void Receive(LivedOrder order) => Change(order, row => row with { OrderStatus = 3 });

        public void ReturnPart(LivedOrder order, long fen) => Change(order, row => row with { PromotionAmount = row.PromotionAmount - fen });

        public void ReturnAll(LivedOrder order) => Cancel(order);

        public void Punish(LivedOrder order) => Change(order, row => row with { OrderStatus = 10 });

        public void Estrange(LivedOrder order) => Change(order, row => row with { OrderStatus = 8 });

        public void Settle(LivedOrder order) => Change(order, row => row with { OrderStatus = 5 });

        private void Change(LivedOrder order, Func<PddRow, PddRow> how) => pdd.Put(how(pdd.Find(order.OrderNo)));
    }
}
