using System.Text;
using System.Text.Json.Nodes;
using Daogou.Core.Ledger;
using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Core.Networks.Amazon;
using Daogou.Core.Orders;
using Daogou.Core.Rebates;
using Daogou.Standins.Alliances;
using Daogou.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Daogou.Tests.Core.Networks.Alliances;

public sealed class AmazonNetworkTests
{
    private const string Kettle = "https://www.amazon.de/Some-Kettle/dp/B0ABCDEF12/ref=sr_1_1?tag=somebody-21&psc=1";

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_link_is_the_products_own_address_with_the_channels_tag_and_is_posted_as_it_is(string engine)
    {
        await using var world = await OpenAsync(engine);
        var answer = await world.LinkAsync(Kettle, Place.Digest(31, 77));
        Assert.Equal("https://www.amazon.de/dp/B0ABCDEF12?tag=ours77-21", answer.Link!.Destination);
        Assert.Equal(answer.Link.Destination, answer.Posted!.AbsoluteUri);
        Assert.Equal("https://www.amazon.de/dp/B0ABCDEF12?tag=ours-21", (await world.LinkAsync(Kettle, Place.Digest(32, 78))).Posted!.AbsoluteUri);
        Assert.Equal(0, world.Server.Get<AmazonDouble>().Mischief.Calls);
    }

    [Fact]
    public async Task A_rebate_is_refused_in_plain_words_and_another_marketplace_is_not_covered()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        var refusal = (await world.LinkAsync(Kettle, Place.Request(OrderBook.Buyer))).Refusal!;
        Assert.Equal(LinkRefusalReason.RebateForbidden, refusal.Reason);
        Assert.Contains("不允许给买家返利", refusal.Zh, StringComparison.Ordinal);
        Assert.Equal(LinkRefusalReason.RebateForbidden, (await world.LinkAsync(Kettle, Place.Share(OrderBook.Sharer))).Refusal!.Reason);
        Assert.Equal(LinkRefusalReason.NotCovered, (await world.LinkAsync("https://www.amazon.com/dp/B0ABCDEF12", Place.Digest(31, 77))).Refusal!.Reason);
    }

    [Fact]
    public void Settings_that_allow_a_rebate_or_name_no_tag_stop_the_start()
    {
        var wrong = new AmazonOptionsCheck().Validate(null, new AmazonOptions { Enabled = true, AllowsRebate = true, Marketplace = "amazon", Tags = { ["7"] = "a b" } }).FailureMessage;
        Assert.Contains("Amazon:AllowsRebate: got true", wrong, StringComparison.Ordinal);
        Assert.Contains("Amazon:Marketplace: got \"amazon\"", wrong, StringComparison.Ordinal);
        Assert.Contains("Amazon:Tag: got \"\"", wrong, StringComparison.Ordinal);
        Assert.Contains("Amazon:Tags:7: got \"a b\"", wrong, StringComparison.Ordinal);
        Assert.True(new AmazonOptionsCheck().Validate(null, new AmazonOptions { Enabled = true, Tag = "ours-21" }).Succeeded);
    }

    [Theory]
    [InlineData("2.2")]
    [InlineData("3.2")]
    public async Task A_search_gives_items_with_their_prices_page_by_page_under_either_credential(string version)
    {
        await using var world = await OpenAsync(Engines.Sqlite, options => options.CredentialVersion = version);
        var amazon = world.Server.Get<AmazonDouble>();
        amazon.Version = version;
        for (var number = 0; number < 11; number++)
        {
            amazon.Items.Add(Item($"B00000000{number:X}", 19.99m, 29.99m));
        }
        amazon.Items[1]["offersV2"]!["listings"]![0]!["violatesMAP"] = true;
        amazon.Items[2].Remove("itemInfo");
        amazon.Items[3].Remove("offersV2");
        var lister = (IOfferLister)world.Catalog.Find("amazon")!;
        var first = await lister.ListOffersAsync(Search(null), Now);
        Assert.Equal("2", first.Next);
        var item = first.Items[0];
        Assert.Equal(("B000000000", "https://www.amazon.de/dp/B000000000", "19.99 EUR", "29.99 EUR"), (item.Key, item.Link, item.Price, item.ListPrice));
        Assert.Equal(("in stock", "2026-11-03T00:00:00Z"), (item.Availability, item.EndsAt));
        Assert.Null(first.Items[1].Price);
        Assert.Contains("has no title", Assert.Single(first.Refused).Reason, StringComparison.Ordinal);
        Assert.Null(first.Items[2].Price);
        var second = await lister.ListOffersAsync(Search("2"), Now);
        Assert.Equal((1, null), (second.Items.Count, second.Next));
        var named = await lister.ListOffersAsync(new OfferQuery("items", "B000000000,B000000001", Nothing, null), Now);
        Assert.Equal(2, named.Items.Count);
        Assert.Equal(1, amazon.Tokens.Given);
        world.AssertSilentOf(AmazonDouble.Secret);
    }

    [Fact]
    public async Task A_token_is_renewed_before_its_end_and_once_more_when_it_is_taken_back()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        var amazon = world.Server.Get<AmazonDouble>();
        var lister = (IOfferLister)world.Catalog.Find("amazon")!;
        await lister.ListOffersAsync(Search(null), Now);
        world.Test.Clock.Advance(TimeSpan.FromSeconds(3571));
        await lister.ListOffersAsync(Search(null), Now);
        Assert.Equal(2, amazon.Tokens.Given);
        amazon.Tokens.Revoke();
        await lister.ListOffersAsync(Search(null), Now);
        Assert.Equal(3, amazon.Tokens.Given);
    }

    [Fact]
    public async Task Too_few_sales_are_a_passing_state_and_a_wrong_secret_is_named_without_being_shown()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        var amazon = world.Server.Get<AmazonDouble>();
        var check = (IConnectionCheck)world.Catalog.Find("amazon")!;
        Assert.True((await check.CheckConnectionAsync(Now)).IsGood);
        amazon.IsEligible = false;
        var said = await check.CheckConnectionAsync(Now);
        Assert.False(said.IsGood);
        Assert.Contains("too few sales", said.En, StringComparison.Ordinal);
        // For six hours nobody asks again; then it is as good as before.
        amazon.IsEligible = true;
        Assert.False((await check.CheckConnectionAsync(Now)).IsGood);
        world.Test.Clock.Advance(TimeSpan.FromHours(6.1));
        Assert.True((await check.CheckConnectionAsync(Now)).IsGood);

        await using var wrong = await OpenAsync(Engines.Sqlite, options => options.Secret = "another-secret-altogether");
        var refused = await ((IConnectionCheck)wrong.Catalog.Find("amazon")!).CheckConnectionAsync(Now);
        Assert.Contains("HTTP 401", refused.En, StringComparison.Ordinal);
        Assert.DoesNotContain("another-secret", refused.En + refused.Zh, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_fee_report_becomes_orders_of_a_channel_in_the_marketplaces_currency_and_nobodys(string engine)
    {
        await using var world = await OpenAsync(engine);
        var settlement = new Settlement(
            world.Test.Book, new OrderAttribution(world.Refs), world.Catalog, OrderBook.Usual, world.Test.Time, NullLogger<Settlement>.Instance);
        const string Report = """
            Category,Name,ASIN,Seller,Tracking ID,Date Shipped,Price($),Items Shipped,Returns,Revenue($),Ad Fees($)
            Kitchen,Kettle,B0ABCDEF12,Amazon,ours77-21,2026-11-01 07:01:23,29.99,2,0,59.98,1.80
            Kitchen,Grinder,B0ABCDEF13,Amazon,ours-21,2026-11-01 08:00:00,10.00,1,0,10.00,0.305
            Kitchen,Kettle,B0ABCDEF12,Amazon,ours77-21,2026-11-02 07:00:00,29.99,0,1,-29.99,-0.90
            """;
        ImportReport imported = null!;
        for (var again = 0; again < 2; again++)
        {
            imported = await new OrderImport(world.Catalog, settlement).RunAsync(new MemoryStream(Encoding.UTF8.GetBytes(Report)), "amazon", Now);
        }
        Assert.Equal((0, 2, null), (imported.Accepted, imported.Unchanged, imported.Problem));
        Assert.Contains("below zero", Assert.Single(imported.Refused).Reason, StringComparison.Ordinal);
        var order = (await world.FindAsync("amazon", "ours77-21 2026-11-01 07:01:23", "B0ABCDEF12"))!;
        Assert.Equal((OrderStatus.Confirmed, "EUR", 5998L, 180L, Attribution.None), (order.Status, order.Currency, order.SaleMinor, order.CommissionMinor, order.Attribution));
        Assert.Equal(180 + 30, await world.SumAsync(AccountName.Unattributed("amazon").Value, "EUR"));
    }

    private static readonly Dictionary<string, string> Nothing = [];

    private static OfferQuery Search(string? page) => new("search", "kettle", Nothing, page);

    private static JsonObject Item(string asin, decimal price, decimal before) => new()
    {
        ["asin"] = asin,
        ["detailPageURL"] = $"https://www.amazon.de/dp/{asin}?tag=ours-21",
        ["itemInfo"] = new JsonObject { ["title"] = new JsonObject { ["displayValue"] = "Kettle " + asin } },
        ["images"] = new JsonObject { ["primary"] = new JsonObject { ["large"] = new JsonObject { ["url"] = "https://m.media-amazon.com/i.jpg" } } },
        ["offersV2"] = new JsonObject
        {
            ["listings"] = new JsonArray(new JsonObject
            {
                ["isBuyBoxWinner"] = true,
                ["availability"] = new JsonObject { ["type"] = "IN_STOCK" },
                ["dealDetails"] = new JsonObject { ["accessType"] = "ALL", ["endTime"] = "2026-11-03T00:00:00Z" },
                ["price"] = new JsonObject
                {
                    ["money"] = new JsonObject { ["amount"] = price, ["currency"] = "EUR", ["displayAmount"] = "19,99 €" },
                    ["savingBasis"] = new JsonObject { ["money"] = new JsonObject { ["amount"] = before, ["currency"] = "EUR" } },
                },
            }),
        },
    };

    private static Task<AllianceWorld> OpenAsync(string engine, Action<AmazonOptions>? change = null) => AllianceWorld.OpenAsync(engine, (server, clients, time) =>
    {
        var options = new AmazonOptions
        {
            Enabled = true,
            AppKey = AmazonDouble.AppKey,
            Secret = AmazonDouble.Secret,
            Marketplace = "www.amazon.de",
            Tag = "ours-21",
            Tags = { ["77"] = "ours77-21" },
            Url = server.At("/amazon"),
            TokenUrl = server.At("/amazon/token"),
            AllowsChat = true,
            CallsPerSecond = 1000,
        };
        change?.Invoke(options);
        return new AmazonNetwork(options, clients, time, new HurriedTime());
    });
}
