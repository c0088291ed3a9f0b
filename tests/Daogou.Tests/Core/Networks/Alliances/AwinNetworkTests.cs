using System.Globalization;
using System.Text.Json.Nodes;
using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Core.Networks.Affiliates;
using Daogou.Core.Networks.Awin;
using Daogou.Core.Orders;
using Daogou.Standins.Alliances;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Networks.Alliances;

public sealed class AwinNetworkTests
{
    private const string Kettle = "https://shop.example/kettle?colour=red&x=%E5%A3%B6#top";
    private static readonly Place Buyer = Place.Request(OrderBook.Buyer);

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_link_keeps_the_click_in_clickref2_and_the_channel_in_clickref_and_the_order_comes_home(string engine)
    {
        await using var world = await OpenAsync(engine);
        var link = (await world.LinkAsync(Kettle, Buyer)).Link!;
        Assert.Contains("clickref2={clickref}&ued=https%3A%2F%2Fshop.example%2Fkettle%3Fcolour%3Dred%26x%3D%25E5%25A3%25B6", link.Destination, StringComparison.Ordinal);
        var click = world.Refs.Make(link.Code, 7);
        var (merchant, clickRef, clickRef2, destination) = AwinDouble.Click(link.Destination.Replace(DeepLink.RefToken, click, StringComparison.Ordinal));
        Assert.Equal((AwinDouble.Merchant, "request", click), (merchant, clickRef, clickRef2));
        Assert.StartsWith("https://shop.example/kettle?colour=red&x=%E5%A3%B6", destination, StringComparison.Ordinal);

        world.Server.Get<AwinDouble>().Put(Sale(9001) with { ClickRef = clickRef, ClickRef2 = clickRef2, Commission = 1.239m });
        Assert.Equal(1, await world.PollAsync());
        var order = (await world.FindAsync("awin", "9001", "1"))!;
        Assert.Equal((Attribution.ClickRef, OrderBook.Buyer, 7L, link.Code), (order.Attribution, order.MemberId!.Value, order.ClickOrdinal!.Value, order.LinkCode));
        Assert.Equal((OrderStatus.Tracked, 123L, 10_000L, "GBP", "tea"), (order.Status, order.CommissionMinor, order.SaleMinor, order.Currency, order.Merchant));
        Assert.Empty(world.Server.Get<AwinDouble>().Mischief.Refusals);
    }

    [Fact]
    public async Task Hosts_come_from_Awins_list_of_programmes_and_what_may_be_done_with_a_link_only_from_the_settings()
    {
        await using var world = await OpenAsync(Engines.Sqlite, options => options.Programmes.Single().Hosts.Clear());
        var awin = world.Server.Get<AwinDouble>();
        awin.Programmes.Add((2002, "Strangers", ["strange.example"], "active"));
        awin.Programmes.Add((2003, "Gone", ["gone.example", "com"], "paused"));
        Assert.Equal(LinkRefusalReason.NotCovered, (await world.LinkAsync("https://www.tea.example/pot", Buyer)).Refusal!.Reason);
        await world.PollAsync();
        Assert.NotNull((await world.LinkAsync("https://www.tea.example/pot", Buyer)).Link);
        Assert.Equal(LinkRefusalReason.RebateForbidden, (await world.LinkAsync("https://strange.example/pot", Buyer)).Refusal!.Reason);
        Assert.Equal(LinkRefusalReason.NotCovered, (await world.LinkAsync("https://shop.com/pot", Buyer)).Refusal!.Reason);
        var maker = (ILinkMaker)world.Catalog.Find("awin")!;
        var refused = await maker.MakeLinkAsync(new LinkRequest(new Uri("https://gone.example/"), "0", null), default);
        Assert.Contains("not open to links", refused.Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_programme_allows_no_more_than_the_account_and_the_account_no_more_than_the_programme(bool account, bool programme)
    {
        await using var world = await OpenAsync(Engines.Sqlite, options =>
        {
            options.AllowsRebate = account;
            options.Programmes.Single().AllowsRebate = programme;
        });
        Assert.Equal(LinkRefusalReason.RebateForbidden, (await world.LinkAsync(Kettle, Buyer)).Refusal!.Reason);
    }

    [Theory]
    [InlineData("pending", false, OrderStatus.Tracked)]
    [InlineData("approved", false, OrderStatus.Confirmed)]
    [InlineData("approved", true, OrderStatus.Settled)]
    [InlineData("declined", false, OrderStatus.Void)]
    [InlineData("deleted", false, OrderStatus.Void)]
    [InlineData("inspected", false, OrderStatus.Held)]
    public async Task Each_status_means_what_Awin_says_and_an_unknown_one_is_held(string word, bool isPaid, OrderStatus status)
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        world.Server.Get<AwinDouble>().Put(Sale(9001) with { CommissionStatus = word, PaidToPublisher = isPaid });
        await world.PollAsync();
        Assert.Equal(status, (await world.FindAsync("awin", "9001", "1"))!.Status);
        Assert.Equal(status == OrderStatus.Held, world.Log.Lines.Any(line => line.Contains("needs an operator's eye", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_amendment_upwards_or_downwards_stands_and_so_do_the_validation_and_the_payment_after_it()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        var awin = world.Server.Get<AwinDouble>();
        var sale = awin.Put(Sale(9001) with { Commission = 5, CommissionStatus = "approved", ValidationDate = A.Monday });
        await world.PollAsync();
        foreach (var (commission, minor) in new[] { (7.5m, 750L), (6m, 600L), (6.5m, 650L) })
        {
            world.Test.Clock.Advance(TimeSpan.FromDays(3));
            sale = awin.Put(sale with { Commission = commission, AmendedAt = awin.Now, OldCommission = sale.Commission });
            await world.PollAsync();
            Assert.Equal(minor, (await world.FindAsync("awin", "9001", "1"))!.CommissionMinor);
        }
        world.Test.Clock.Advance(TimeSpan.FromDays(50));
        sale = awin.Put(sale with { PaidToPublisher = true });
        await world.PollAsync();
        Assert.Equal((OrderStatus.Settled, 650L), Said(await world.FindAsync("awin", "9001", "1")));
        world.Test.Clock.Advance(TimeSpan.FromDays(2));
        awin.Put(sale with { CommissionStatus = "declined", ValidationDate = awin.Now, DeclineReason = "returned" });
        await world.PollAsync();
        Assert.Equal((OrderStatus.Void, 0L), Said(await world.FindAsync("awin", "9001", "1")));
        Assert.Equal("returned", (await world.FindAsync("awin", "9001", "1"))!.StatusReason);
    }

    [Fact]
    public async Task A_sale_in_another_currency_is_not_converted_and_a_row_that_cannot_be_believed_is_refused_alone()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        var awin = world.Server.Get<AwinDouble>();
        awin.Put(Sale(9001) with { SaleCurrency = "EUR" });
        awin.Put(Sale(9002) with { Currency = "JPY", Commission = 12.9m });
        awin.Put(Sale(9003) with { Currency = "???" });
        awin.Put(Sale(9004) with { Commission = -3 });
        await world.PollAsync();
        Assert.Equal(0, (await world.FindAsync("awin", "9001", "1"))!.SaleMinor);
        Assert.Equal(12, (await world.FindAsync("awin", "9002", "1"))!.CommissionMinor);
        Assert.Null(await world.FindAsync("awin", "9003", "1"));
        Assert.Equal(0, (await world.FindAsync("awin", "9004", "1"))!.CommissionMinor);
        Assert.Contains("\"???\" is not a currency that is known here", (await world.StateAsync("awin")).LastMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Troubles_are_sat_out_or_put_off_and_the_token_is_never_written_down()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        await world.PollAsync();
        var mischief = world.Server.Get<AwinDouble>().Mischief;
        world.Server.Get<AwinDouble>().Put(Sale(9001));
        world.Test.Clock.Advance(TimeSpan.FromHours(2));
        mischief.Next(Trouble.Failure, Trouble.Cut);
        Assert.Equal(1, await world.PollAsync());

        world.Test.Clock.Advance(TimeSpan.FromHours(2));
        mischief.Next(Trouble.Limit);
        await world.PollAsync();
        Assert.Contains("HTTP 429", (await world.StateAsync("awin")).LastMessage, StringComparison.Ordinal);

        await using var wrong = await OpenAsync(Engines.Sqlite, options => options.Secret = "another-token-altogether");
        await wrong.PollAsync();
        Assert.Contains("HTTP 401 unauthorized", (await wrong.StateAsync("awin")).LastMessage, StringComparison.Ordinal);
        Assert.Contains("Bearer ***", (await wrong.StateAsync("awin")).LastMessage, StringComparison.Ordinal);
        wrong.AssertSilentOf("another-token-altogether");
    }

    [Fact]
    public async Task More_calls_than_a_minute_allows_wait_for_the_next_one()
    {
        var pace = new NotedTime();
        await using var world = await OpenAsync(Engines.Sqlite, options => options.CallsPerMinute = 7, pace);
        var check = (IConnectionCheck)world.Catalog.Find("awin")!;
        for (var call = 0; call < 8; call++)
        {
            Assert.True((await check.CheckConnectionAsync(default)).IsGood);
        }
        Assert.Single(pace.Waits, wait => wait > TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_connection_is_tried_with_a_small_call_and_the_answer_told_in_words()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        var check = (IConnectionCheck)world.Catalog.Find("awin")!;
        Assert.True((await check.CheckConnectionAsync(default)).IsGood);
        await using var wrong = await OpenAsync(Engines.Sqlite, options => options.AppKey = "1");
        var said = await ((IConnectionCheck)wrong.Catalog.Find("awin")!).CheckConnectionAsync(default);
        Assert.False(said.IsGood);
        Assert.Contains("access_denied", said.En, StringComparison.Ordinal);
        Assert.Contains("Awin__Secret", said.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Promotions_come_page_by_page_as_coupons()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        for (var number = 1; number <= 101; number++)
        {
            world.Server.Get<AwinDouble>().Promotions.Add(new JsonObject
            {
                ["promotionId"] = number,
                ["type"] = "voucher",
                ["advertiser"] = new JsonObject { ["id"] = AwinDouble.Merchant, ["name"] = "Teahouse", ["joined"] = true },
                ["title"] = number == 5 ? null : "10% off pots",
                ["terms"] = "New customers",
                ["startDate"] = "2026-11-01T00:00:00",
                ["endDate"] = "2026-11-30T23:59:00",
                ["url"] = "https://shop.example/pots",
                ["urlTracking"] = "https://www.awin1.com/cread.php?awinmid=2001&awinaffid=45628",
                ["voucher"] = new JsonObject { ["code"] = "TEA10", ["exclusive"] = false, ["attributable"] = true },
            });
        }
        var lister = (IOfferLister)world.Catalog.Find("awin")!;
        var query = new OfferQuery("promotions", null, new Dictionary<string, string>(), null);
        var first = await lister.ListOffersAsync(query, default);
        Assert.Equal((99, 1, "2"), (first.Items.Count, first.Refused.Count, first.Next));
        Assert.Equal(("TEA10", "tea", "https://shop.example/pots"), (first.Items[0].Coupon!.Code, first.Items[0].Merchant, first.Items[0].Link));
        var last = await lister.ListOffersAsync(query with { Page = first.Next }, default);
        Assert.Equal((1, null), (last.Items.Count, last.Next));
    }

    [Theory]
    [InlineData(Engines.Sqlite, 3)]
    [InlineData(Engines.Postgres, 4)]
    public async Task Forty_days_of_Awin_transactions_end_in_the_book_as_in_the_model(string engine, int seed)
    {
        await using var world = await OpenAsync(engine, options => (options.SweepDays, options.PaidDays, options.OverlapMinutes) = (6, 30, 180));
        await new AllianceMonth(world, new AwinLife(world.Server.Get<AwinDouble>()), seed).RunAsync();
        world.AssertSilentOf(AwinDouble.Token);
    }

    private static (OrderStatus, long) Said(Order? order) => (order!.Status, order.CommissionMinor);

    private static AwinRow Sale(long id) => new() { Id = id, Commission = 3, TransactionDate = A.Monday.AddMinutes(-5) };

    internal static Task<AllianceWorld> OpenAsync(string engine, Action<AwinOptions>? change = null, TimeProvider? pace = null) => AllianceWorld.OpenAsync(engine, (server, clients, time) =>
    {
        var options = new AwinOptions
        {
            Enabled = true,
            AppKey = AwinDouble.Publisher,
            Secret = AwinDouble.Token,
            Url = server.At("/awin"),
            AllowsRebate = true,
            AllowsChat = true,
            CallsPerSecond = 1000,
            CallsPerMinute = 100_000,
            Programmes = { new MerchantOptions { MerchantId = "2001", Merchant = "tea", Hosts = { "shop.example" }, AllowsRebate = true, AllowsChat = true } },
        };
        change?.Invoke(options);
        return new AwinNetwork(options, clients, time, pace ?? new HurriedTime());
    });

    /// <summary>Awin changes the transaction; a validation has a date, an amendment one that nobody is told, a payment none.</summary>
    internal sealed class AwinLife(AwinDouble awin) : IPlatformLife
    {
        public string Network => "awin";

        public string Product => "https://shop.example/kettle";

        public Mischief Mischief => awin.Mischief;

        public string[] Currencies => ["GBP", "EUR", "USD"];

        public bool EchoesClicks => true;

        public TimeSpan Skew
        {
            set => awin.Skew = value;
        }

        public void Pay(LivedOrder order) => awin.Put(new AwinRow
        {
            Id = Id(order),
            Commission = (order.Fen / 100m) + 0.004m,
            Currency = order.Currency,
            ClickRef = "request",
            ClickRef2 = order.Ref.Length == 0 ? null : order.Ref,
            TransactionDate = awin.Now,
        });

        public void Cancel(LivedOrder order) => Validate(order, "declined");

        public void Receive(LivedOrder order) => Validate(order, "approved");

        public void ReturnPart(LivedOrder order, long fen) => awin.Put(awin.Find(Id(order)) with
        {
            Commission = awin.Find(Id(order)).Commission - (fen / 100m),
            OldCommission = awin.Find(Id(order)).Commission,
            AmendedAt = awin.Now,
        });

        public void ReturnAll(LivedOrder order) => Validate(order, "declined");

        public void Punish(LivedOrder order) => Validate(order, "deleted");

        public void Estrange(LivedOrder order) => awin.Put(awin.Find(Id(order)) with { CommissionStatus = "inspected" });

        public void Settle(LivedOrder order) => awin.Put(awin.Find(Id(order)) with { PaidToPublisher = true });

        private void Validate(LivedOrder order, string status) =>
            awin.Put(awin.Find(Id(order)) with { CommissionStatus = status, ValidationDate = awin.Now, DeclineReason = status == "approved" ? null : status });

        private static long Id(LivedOrder order) => long.Parse(order.OrderNo, CultureInfo.InvariantCulture);
    }
}
