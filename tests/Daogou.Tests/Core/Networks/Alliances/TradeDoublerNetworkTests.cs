using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Core.Networks.Platforms;
using Daogou.Core.Networks.TradeDoubler;
using Daogou.Core.Orders;
using Daogou.Standins.Alliances;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Networks.Alliances;

public sealed class TradeDoublerNetworkTests
{
    private const string Kettle = "https://www.shop.example/kettle?size=1";
    private static readonly Place Buyer = Place.Request(OrderBook.Buyer);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_has_the_ref_as_epi_and_the_address_last_and_nothing_is_allowed_by_itself()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        Assert.Equal(
            "https://clk.tradedoubler.com/click?p=20057&a=999&epi={clickref}&url=https%3A%2F%2Fwww.shop.example%2Fkettle%3Fsize%3D1", (await world.LinkAsync(Kettle, Buyer)).Link!.Destination);
        await using var strict = await OpenAsync(Engines.Sqlite, options => options.Programmes[0].AllowsChat = false);
        Assert.Equal(LinkRefusalReason.ChatForbidden, (await strict.LinkAsync(Kettle, Place.Share(OrderBook.Sharer))).Refusal!.Reason);
    }

    [Theory]
    [InlineData("P", OrderStatus.Tracked)]
    [InlineData("A", OrderStatus.Confirmed)]
    [InlineData("D", OrderStatus.Void)]
    [InlineData("X", OrderStatus.Held)]
    public async Task Each_status_means_what_TradeDoubler_says_and_an_unknown_one_is_held(string word, OrderStatus status)
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        var link = (await world.LinkAsync(Kettle, Buyer)).Link!;
        world.Server.Get<TradeDoublerDouble>().Put(new TradeDoublerTransaction("9001", A.Monday, word, 3.219m, world.Refs.Make(link.Code, 5)));
        await world.PollAsync();
        var order = (await world.FindAsync("tradedoubler", "9001", "20057-51"))!;
        Assert.Equal((status, status == OrderStatus.Void ? 0 : 321, "SEK", OrderBook.Buyer), (order.Status, order.CommissionMinor, order.Currency, order.MemberId!.Value));
        Assert.Equal(status == OrderStatus.Held, world.Log.Lines.Any(line => line.Contains("\"X\" is unknown", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_late_denial_is_found_by_the_sweep_and_pages_are_read_to_their_end()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        var tradeDoubler = world.Server.Get<TradeDoublerDouble>();
        for (var number = 0; number < 230; number++)
        {
            tradeDoubler.Put(new TradeDoublerTransaction($"{8000 + number}", A.Monday, "P", 1, ""));
        }
        await world.PollAsync();
        Assert.NotNull(await world.FindAsync("tradedoubler", "8229", "20057-51"));
        world.Test.Clock.Advance(TimeSpan.FromDays(10));
        tradeDoubler.Put(tradeDoubler.Find("8000") with { Status = "D" });
        Assert.Equal(1, await world.PollAsync());
        Assert.Equal(OrderStatus.Void, (await world.FindAsync("tradedoubler", "8000", "20057-51"))!.Status);
    }

    [Fact]
    public async Task A_wrong_password_is_named_without_being_shown_and_a_token_taken_back_is_asked_for_again()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        var check = (IConnectionCheck)world.Catalog.Find("tradedoubler")!;
        Assert.True((await check.CheckConnectionAsync(Now)).IsGood);
        world.Server.Get<TradeDoublerDouble>().Tokens.Revoke();
        Assert.True((await check.CheckConnectionAsync(Now)).IsGood);
        await using var wrong = await OpenAsync(Engines.Sqlite, options => options.Token = "another-password-altogether");
        var said = await ((IConnectionCheck)wrong.Catalog.Find("tradedoubler")!).CheckConnectionAsync(Now);
        Assert.Contains("invalid_grant Bad credentials ***", said.En, StringComparison.Ordinal);
        await wrong.PollAsync();
        wrong.AssertSilentOf("another-password-altogether", TradeDoublerDouble.Secret);
    }

    [Theory]
    [InlineData(Engines.Sqlite, 71)]
    [InlineData(Engines.Postgres, 72)]
    public async Task Forty_days_of_TradeDoubler_transactions_end_in_the_book_as_in_the_model(string engine, int seed)
    {
        await using var world = await OpenAsync(engine);
        await new AllianceMonth(world, new TradeDoublerLife(world.Server.Get<TradeDoublerDouble>()), seed).RunAsync();
        world.AssertSilentOf(TradeDoublerDouble.Secret, TradeDoublerDouble.Password);
    }

    internal static Task<AllianceWorld> OpenAsync(string engine, Action<TradeDoublerOptions>? change = null) => AllianceWorld.OpenAsync(engine, (server, clients, time) =>
    {
        var options = new TradeDoublerOptions
        {
            Enabled = true,
            AppKey = TradeDoublerDouble.AppKey,
            Secret = TradeDoublerDouble.Secret,
            User = TradeDoublerDouble.User,
            Token = TradeDoublerDouble.Password,
            SiteId = "999",
            ReportCurrency = "SEK",
            Url = server.At("/tradedoubler"),
            Programmes = { new ListedProgrammeOptions { Id = "20057", Merchant = "shop", Hosts = { "shop.example" }, AllowsRebate = true, AllowsChat = true } },
            AllowsRebate = true,
            AllowsChat = true,
            CallsPerSecond = 1000,
            EverySeconds = 60,
            OverlapMinutes = 60,
            FirstDays = 1,
            SweepDays = 16,
        };
        change?.Invoke(options);
        return new TradeDoublerNetwork(options, clients, time, new HurriedTime());
    });

    /// <summary>The row is changed for everything; that it was paid is not told.</summary>
    internal sealed class TradeDoublerLife(TradeDoublerDouble tradeDoubler) : IPlatformLife
    {
        public string Network => "tradedoubler";

        public string Product => Kettle;

        public string Currency => "SEK";

        public OrderStatus Last => OrderStatus.Confirmed;

        public Mischief Mischief => tradeDoubler.Mischief;

        public TimeSpan Skew
        {
            set => tradeDoubler.Skew = value;
        }

        public string ItemOf(string number) => "20057-51";

        public void Pay(LivedOrder order) => tradeDoubler.Put(new TradeDoublerTransaction(order.OrderNo, tradeDoubler.Now, "P", order.Fen / 100m, order.Ref));

        public void Cancel(LivedOrder order) => Change(order, one => one with { Status = "D" });

        public void Receive(LivedOrder order) => Change(order, one => one with { Status = "A" });

        public void ReturnPart(LivedOrder order, long fen) => Change(order, one => one with { Commission = one.Commission - (fen / 100m) });

        public void ReturnAll(LivedOrder order) => Cancel(order);

        public void Punish(LivedOrder order) => Cancel(order);

        public void Estrange(LivedOrder order) => Change(order, one => one with { Status = "X" });

        public void Settle(LivedOrder order)
        {
        }

        private void Change(LivedOrder order, Func<TradeDoublerTransaction, TradeDoublerTransaction> how) => tradeDoubler.Put(how(tradeDoubler.Find(order.OrderNo)));
    }
}
