using System.Text.Json.Nodes;
using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Core.Networks.Ebay;
using Daogou.Core.Orders;
using Daogou.Standins.Alliances;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Networks.Alliances;

public sealed class EbayNetworkTests
{
    private const string Kettle = "https://www.ebay.de/itm/123456789012";
    private static readonly Place Buyer = Place.Request(OrderBook.Buyer);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://www.ebay.de/itm/123456789012?campid=5330000000&customid=somebody#desc", "https://www.ebay.de/itm/123456789012", "707-53477-19255-0")]
    [InlineData("https://www.ebay.com/itm/123456789012", "https://www.ebay.com/itm/123456789012", "711-53200-19255-0")]
    [InlineData("https://www.ebay.co.uk/itm/123456789012", "https://www.ebay.co.uk/itm/123456789012", "own-uk")]
    [InlineData("https://www.ebay.com.au/itm/123456789012", "https://www.ebay.com.au/itm/123456789012", "705-53470-19255-0")]
    public async Task A_link_is_the_items_address_with_our_campaign_and_is_posted_with_the_links_ref(string pasted, string start, string rotation)
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        var answer = await world.LinkAsync(pasted, Buyer);
        var tail = $"?mkevt=1&mkcid=1&mkrid={rotation}&campid=5338000001&toolid=10001&customid=";
        Assert.Equal(start + tail + "{clickref}", answer.Link!.Destination);
        Assert.Equal(start + tail + world.Refs.OfLink(answer.Link.Code), answer.Posted!.AbsoluteUri);
    }

    [Fact]
    public async Task What_the_network_has_not_approved_is_refused()
    {
        await using var world = await OpenAsync(Engines.Sqlite, options => (options.AllowsRebate, options.AllowsChat) = (false, false));
        Assert.Equal(LinkRefusalReason.RebateForbidden, (await world.LinkAsync(Kettle, Buyer)).Refusal!.Reason);
        Assert.Equal(LinkRefusalReason.ChatForbidden, (await world.LinkAsync(Kettle, Place.Digest(1, 7))).Refusal!.Reason);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_order_is_the_sum_of_its_changes_and_comes_home_by_the_links_ref(string engine)
    {
        await using var world = await OpenAsync(engine);
        var ebay = world.Server.Get<EbayDouble>();
        var link = (await world.LinkAsync(Kettle, Buyer)).Link!;
        ebay.Add("9001", "Pending", 4.119m, world.Refs.OfLink(link.Code));
        Assert.Equal(1, await world.PollAsync());
        world.Test.Clock.Advance(TimeSpan.FromDays(20));
        ebay.Add("9001", "Approved", 0, "");
        ebay.Add("9001", "Approved", -1.2m, "");
        ebay.Add("9002", "Pending", 1, "", "Click");
        await world.PollAsync();
        var order = (await world.FindAsync("ebay", "9001", "1"))!;
        Assert.Equal(
            (OrderStatus.Confirmed, 291L, "USD", Attribution.LinkRef, OrderBook.Buyer),
            (order.Status, order.CommissionMinor, order.Currency, order.Attribution, order.MemberId!.Value));
        Assert.Null(await world.FindAsync("ebay", "9002", "1"));
        world.Test.Clock.Advance(TimeSpan.FromDays(1));
        ebay.Add("9001", "Reversed", -2.919m, "");
        await world.PollAsync();
        Assert.Equal((OrderStatus.Void, 0L), ((await world.FindAsync("ebay", "9001", "1"))!.Status, (await world.FindAsync("ebay", "9001", "1"))!.CommissionMinor));
    }

    [Fact]
    public async Task An_unknown_status_is_held_a_total_that_differs_is_booked_at_the_lower_and_a_broken_row_stops_its_order_alone()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        var ebay = world.Server.Get<EbayDouble>();
        ebay.Add("9001", "Frozen", 3, "");
        ebay.Add("9002", "Approved", 3, "");
        ebay.Falsify("9002", change => change with { Earnings = 2.5m });
        ebay.Add("9003", "Pending", 3, "");
        ebay.Add("9003", "Pending", 1, "");
        ebay.Falsify("9003", change => change with { Status = "" });
        await world.PollAsync();
        Assert.Equal(OrderStatus.Held, (await world.FindAsync("ebay", "9001", "1"))!.Status);
        Assert.Equal(250, (await world.FindAsync("ebay", "9002", "1"))!.CommissionMinor);
        Assert.Null(await world.FindAsync("ebay", "9003", "1"));
        Assert.Contains(world.Log.Lines, line => line.Contains("status \"Frozen\" is unknown", StringComparison.Ordinal));
        Assert.Contains(world.Log.Lines, line => line.Contains("add up to 300", StringComparison.Ordinal));
        Assert.Contains("it has no Status", (await world.StateAsync("ebay")).LastMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offers_come_page_by_page_without_anybodys_parameters()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        var ebay = world.Server.Get<EbayDouble>();
        for (var number = 0; number < 101; number++)
        {
            ebay.Items.Add(new JsonObject
            {
                ["itemId"] = $"v1|{123456789000 + number}|0",
                ["legacyItemId"] = $"{123456789000 + number}",
                ["title"] = "Kettle",
                ["price"] = new JsonObject { ["value"] = "19.99", ["currency"] = "EUR" },
                ["marketingPrice"] = new JsonObject { ["originalPrice"] = new JsonObject { ["value"] = "29.99", ["currency"] = "EUR" } },
                ["itemWebUrl"] = $"https://www.ebay.de/itm/{123456789000 + number}?hash=item1",
            });
        }
        ebay.Items[3].Remove("itemWebUrl");
        var lister = (IOfferLister)world.Catalog.Find("ebay")!;
        var first = await lister.ListOffersAsync(new OfferQuery("search", "kettle & pot", new Dictionary<string, string> { ["sort"] = "price" }, null), Now);
        Assert.Equal((99, 1, "100"), (first.Items.Count, first.Refused.Count, first.Next));
        Assert.Equal(("https://www.ebay.de/itm/123456789000", "19.99 EUR", "29.99 EUR"), (first.Items[0].Link, first.Items[0].Price, first.Items[0].ListPrice));
        Assert.Null((await lister.ListOffersAsync(new OfferQuery("search", "kettle", new Dictionary<string, string>(), first.Next), Now)).Next);
    }

    [Fact]
    public async Task A_wrong_token_is_named_without_being_shown_and_too_many_calls_are_put_off()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        Assert.True((await ((IConnectionCheck)world.Catalog.Find("ebay")!).CheckConnectionAsync(Now)).IsGood);
        world.Server.Get<EbayDouble>().Mischief.Next(Trouble.TooMany);
        await world.PollAsync();
        Assert.Equal(world.Test.Clock.GetUtcNow().AddMinutes(2), (await world.StateAsync("ebay")).NextDueAt);
        await using var wrong = await OpenAsync(Engines.Sqlite, options => options.Token = "another-token-altogether");
        await wrong.PollAsync();
        Assert.Contains("Access Denied", (await wrong.StateAsync("ebay")).LastMessage, StringComparison.Ordinal);
        wrong.AssertSilentOf("another-token-altogether", Convert.ToBase64String("IRdouble:another-token-altogether"u8));
    }

    [Theory]
    [InlineData(Engines.Sqlite, 31)]
    [InlineData(Engines.Postgres, 32)]
    public async Task Forty_days_of_eBay_orders_end_in_the_book_as_in_the_model(string engine, int seed)
    {
        await using var world = await OpenAsync(engine);
        await new AllianceMonth(world, new EbayLife(world.Server.Get<EbayDouble>()), seed).RunAsync();
        world.AssertSilentOf(EbayDouble.ReportToken);
    }

    internal static Task<AllianceWorld> OpenAsync(string engine, Action<EbayOptions>? change = null) => AllianceWorld.OpenAsync(engine, (server, clients, time) =>
    {
        var options = new EbayOptions
        {
            Enabled = true,
            CampaignId = "5338000001",
            Rotations = { ["ebay.co.uk"] = "own-uk" },
            AppKey = EbayDouble.AppKey,
            Secret = EbayDouble.Secret,
            Url = server.At("/ebay"),
            ReportUrl = server.At("/ebay"),
            AccountSid = EbayDouble.AccountSid,
            Token = EbayDouble.ReportToken,
            AllowsRebate = true,
            AllowsChat = true,
            CallsPerSecond = 1000,
            EverySeconds = 60,
            OverlapMinutes = 60,
            FirstDays = 1,
            ReachDays = 30,
        };
        change?.Invoke(options);
        return new EbayNetwork(options, clients, time, new HurriedTime());
    });

    /// <summary>Everything is one more row.</summary>
    internal sealed class EbayLife(EbayDouble ebay) : IPlatformLife
    {
        public string Network => "ebay";

        public string Product => Kettle;

        public string Currency => "USD";

        public OrderStatus Last => OrderStatus.Confirmed;

        public Mischief Mischief => ebay.Mischief;

        public TimeSpan Skew
        {
            set => ebay.Skew = value;
        }

        public void Pay(LivedOrder order) => ebay.Add(order.OrderNo, "Pending", order.Fen / 100m, order.Ref);

        public void Cancel(LivedOrder order) => ebay.Add(order.OrderNo, "Reversed", -ebay.TotalOf(order.OrderNo), order.Ref);

        public void Receive(LivedOrder order) => ebay.Add(order.OrderNo, "Approved", 0, order.Ref);

        public void ReturnPart(LivedOrder order, long fen) =>
            ebay.Add(order.OrderNo, order.Status == OrderStatus.Tracked ? "Pending" : "Approved", -fen / 100m, order.Ref);

        public void ReturnAll(LivedOrder order) => Cancel(order);

        public void Punish(LivedOrder order) => Cancel(order);

        public void Estrange(LivedOrder order) => ebay.Add(order.OrderNo, "Frozen", 0, order.Ref);

        public void Settle(LivedOrder order)
        {
        }
    }
}
