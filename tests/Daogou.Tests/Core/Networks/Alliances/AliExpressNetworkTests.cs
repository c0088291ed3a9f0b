using System.Text.Json.Nodes;
using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Core.Networks.AliExpress;
using Daogou.Core.Orders;
using Daogou.Standins.Alliances;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Networks.Alliances;

public sealed class AliExpressNetworkTests
{
    private const string Kettle = "https://www.aliexpress.com/item/1005001234567890.html";
    private static readonly Place Buyer = Place.Request(OrderBook.Buyer);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sha256")]
    [InlineData("md5")]
    public async Task A_link_has_the_place_of_the_click_ref_under_either_signature(string method)
    {
        await using var world = await OpenAsync(Engines.Sqlite, options => options.SignMethod = method);
        Assert.Equal("https://s.click.aliexpress.com/e/_double1?dp={clickref}", (await world.LinkAsync(Kettle, Buyer)).Link!.Destination);
        Assert.Empty(world.Server.Get<AliExpressDouble>().Mischief.Refusals);
    }

    [Fact]
    public async Task What_is_not_promoted_is_refused_in_words_for_the_member_and_nothing_is_allowed_by_itself()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        world.Server.Get<AliExpressDouble>().NotPromoted = "1005001234567890";
        Assert.Contains("没有参加速卖通联盟推广", (await world.LinkAsync(Kettle, Buyer)).Refusal!.Zh, StringComparison.Ordinal);
        await using var strict = await OpenAsync(Engines.Sqlite, options => options.AllowsRebate = false);
        Assert.Equal(LinkRefusalReason.RebateForbidden, (await strict.LinkAsync(Kettle, Buyer)).Refusal!.Reason);
        Assert.Equal(0, strict.Server.Get<AliExpressDouble>().Mischief.Calls);
    }

    [Theory]
    [InlineData("Payment Completed", OrderStatus.Tracked)]
    [InlineData("Buyer Confirmed Receipt", OrderStatus.Confirmed)]
    [InlineData("Completed Settlement", OrderStatus.Settled)]
    [InlineData("Invalid", OrderStatus.Void)]
    [InlineData("Frozen", OrderStatus.Held)]
    public async Task Each_status_means_what_AliExpress_says_and_an_unknown_one_is_held(string word, OrderStatus status)
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        world.Server.Get<AliExpressDouble>().Put(Paid("9001") with { FinishedAt = A.Monday, Word = word });
        await world.PollAsync();
        var order = (await world.FindAsync("aliexpress", "9001", "9002"))!;
        Assert.Equal((status, status == OrderStatus.Void ? 0 : 321, "USD", A.Monday), (order.Status, order.CommissionMinor, order.Currency, order.UpdatedAt));
        Assert.Equal(status == OrderStatus.Held, world.Log.Lines.Any(line => line.Contains("\"Frozen\" is unknown", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("dp={0}")]
    [InlineData("af=x&cv=1&dp={0}&cn=2")]
    [InlineData("{{\"af\":\"x\",\"dp\":\"{0}\"}}")]
    [InlineData("{0}")]
    public async Task The_ref_is_found_in_whatever_form_it_is_echoed(string form)
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        var link = (await world.LinkAsync(Kettle, Buyer)).Link!;
        var echoed = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, world.Refs.Make(link.Code, 5));
        world.Server.Get<AliExpressDouble>().Put(Paid("9001") with { Parameters = echoed });
        await world.PollAsync();
        var order = (await world.FindAsync("aliexpress", "9001", "9002"))!;
        Assert.Equal((Attribution.ClickRef, 5L, OrderBook.Buyer), (order.Attribution, order.ClickOrdinal!.Value, order.MemberId!.Value));
    }

    [Fact]
    public async Task Cents_of_a_currency_without_them_are_hundredths_and_an_index_is_followed_to_its_end()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        world.Server.Get<AliExpressDouble>().Put(Paid("9001") with { Currency = "JPY", Commission = 32_150 });
        for (var number = 0; number < 120; number++)
        {
            world.Server.Get<AliExpressDouble>().Put(Paid($"{20_000 + (2 * number)}"));
        }
        Assert.Equal(121, await world.PollAsync());
        Assert.Equal((321L, "JPY"), ((await world.FindAsync("aliexpress", "9001", "9002"))!.CommissionMinor, (await world.FindAsync("aliexpress", "9001", "9002"))!.Currency));
    }

    [Fact]
    public async Task Products_are_listed_in_the_currency_that_was_asked_for()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        for (var number = 0; number < 51; number++)
        {
            world.Server.Get<AliExpressDouble>().Products.Add(new JsonObject
            {
                ["product_id"] = 1005001234567000 + number,
                ["product_title"] = "Kettle",
                ["sale_price"] = "129.00",
                ["sale_price_currency"] = "CNY",
                ["target_sale_price"] = "17.99",
                ["target_sale_price_currency"] = "USD",
                ["target_original_price"] = "38.00",
                ["target_original_price_currency"] = "USD",
                ["discount"] = "53%",
            });
        }
        world.Server.Get<AliExpressDouble>().Products[1].Remove("product_title");
        var lister = (IOfferLister)world.Catalog.Find("aliexpress")!;
        var first = await lister.ListOffersAsync(new OfferQuery("hot", null, new Dictionary<string, string>(), null), Now);
        Assert.Equal((49, 1, "2"), (first.Items.Count, first.Refused.Count, first.Next));
        Assert.Equal(("https://www.aliexpress.com/item/1005001234567000.html", "17.99 USD", "38.00 USD"), (first.Items[0].Link, first.Items[0].Price, first.Items[0].ListPrice));
        Assert.Null((await lister.ListOffersAsync(new OfferQuery("hot", null, new Dictionary<string, string>(), "2"), Now)).Next);
    }

    [Fact]
    public async Task A_wrong_secret_or_clock_is_named_and_no_secret_is_ever_written_down()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        Assert.True((await ((IConnectionCheck)world.Catalog.Find("aliexpress")!).CheckConnectionAsync(Now)).IsGood);
        world.Server.Get<AliExpressDouble>().Skew = TimeSpan.FromMinutes(15);
        await world.PollAsync();
        Assert.Contains("check this machine's clock", (await world.StateAsync("aliexpress")).LastMessage, StringComparison.Ordinal);
        await using var wrong = await OpenAsync(Engines.Sqlite, options => options.Secret = "another-secret-altogether");
        await wrong.PollAsync();
        Assert.Contains("signature *** does not conform", (await wrong.StateAsync("aliexpress")).LastMessage, StringComparison.Ordinal);
        wrong.AssertSilentOf("another-secret-altogether", "sign=");
    }

    [Theory]
    [InlineData(Engines.Sqlite, 41)]
    [InlineData(Engines.Postgres, 42)]
    public async Task Forty_days_of_AliExpress_orders_end_in_the_book_as_in_the_model(string engine, int seed)
    {
        await using var world = await OpenAsync(engine);
        await new AllianceMonth(world, new AliExpressLife(world.Server.Get<AliExpressDouble>()), seed).RunAsync();
        world.AssertSilentOf(AliExpressDouble.Secret);
    }

    private static AliExpressRow Paid(string orderId) => new() { OrderId = orderId, PaidAt = A.Monday.AddMinutes(-5), List = "Payment Completed", Commission = 321 };

    internal static Task<AllianceWorld> OpenAsync(string engine, Action<AliExpressOptions>? change = null) => AllianceWorld.OpenAsync(engine, (server, clients, time) =>
    {
        var options = new AliExpressOptions
        {
            Enabled = true,
            AppKey = AliExpressDouble.AppKey,
            Secret = AliExpressDouble.Secret,
            TrackingId = AliExpressDouble.TrackingId,
            Url = server.At("/aliexpress"),
            AllowsRebate = true,
            AllowsChat = true,
            CallsPerSecond = 1000,
            EverySeconds = 60,
            OverlapMinutes = 60,
            FirstDays = 1,
            SweepDays = 16,
        };
        change?.Invoke(options);
        return new AliExpressNetwork(options, clients, time, new HurriedTime());
    });

    /// <summary>Steps have times; what comes back has none and is found by the sweep.</summary>
    internal sealed class AliExpressLife(AliExpressDouble ali) : IPlatformLife
    {
        public string Network => "aliexpress";

        public string Product => Kettle;

        public string Currency => "USD";

        public Mischief Mischief => ali.Mischief;

        public TimeSpan Skew
        {
            set => ali.Skew = value;
        }

        public string ItemOf(string number) => $"{long.Parse(number, System.Globalization.CultureInfo.InvariantCulture) + 1}";

        public void Pay(LivedOrder order) => ali.Put(new AliExpressRow
        {
            OrderId = order.OrderNo,
            PaidAt = ali.Now,
            List = "Payment Completed",
            Commission = order.Fen,
            Parameters = order.Ref.Length == 0 ? "" : $"af=x&dp={order.Ref}",
        });

        public void Cancel(LivedOrder order) => Change(order, row => row with { List = "Invalid" });

        public void Receive(LivedOrder order) => Change(order, row => row with { List = "Buyer Confirmed Receipt", FinishedAt = ali.Now });

        public void ReturnPart(LivedOrder order, long fen) => Change(order, row => row with { Commission = row.Commission - fen });

        public void ReturnAll(LivedOrder order) => Cancel(order);

        public void Punish(LivedOrder order) => Cancel(order);

        public void Estrange(LivedOrder order) => Change(order, row => row with { Word = "Frozen" });

        public void Settle(LivedOrder order) => Change(order, row => row with { List = "Completed Settlement", SettledAt = ali.Now });

        private void Change(LivedOrder order, Func<AliExpressRow, AliExpressRow> how) => ali.Put(how(ali.Find(order.OrderNo)));
    }
}
