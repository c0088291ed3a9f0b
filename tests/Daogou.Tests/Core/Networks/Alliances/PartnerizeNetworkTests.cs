using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Core.Networks.Partnerize;
using Daogou.Core.Networks.Platforms;
using Daogou.Core.Orders;
using Daogou.Standins.Alliances;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Networks.Alliances;

public sealed class PartnerizeNetworkTests
{
    private const string Kettle = "https://www.shop.example/kettle?size=1";
    private static readonly Place Buyer = Place.Request(OrderBook.Buyer);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_is_a_path_with_the_ref_before_the_destination_and_nothing_is_allowed_by_itself()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        Assert.Equal(
            "https://prf.hn/click/camref:1011abc/pubref:{clickref}/destination:https%3A%2F%2Fwww.shop.example%2Fkettle%3Fsize%3D1", (await world.LinkAsync(Kettle, Buyer)).Link!.Destination);
        await using var strict = await OpenAsync(Engines.Sqlite, options => options.AllowsRebate = false);
        Assert.Equal(LinkRefusalReason.RebateForbidden, (await strict.LinkAsync(Kettle, Buyer)).Refusal!.Reason);
        Assert.Equal(LinkRefusalReason.NotCovered, (await world.LinkAsync("https://other.example/x", Buyer)).Refusal!.Reason);
    }

    [Fact]
    public async Task Each_item_of_a_conversion_stands_for_itself()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        var link = (await world.LinkAsync(Kettle, Buyer)).Link!;
        world.Server.Get<PartnerizeDouble>().Put(new PartnerizeConversion(
            "c9001", A.Monday, world.Refs.Make(link.Code, 5), [new("1", "pending", 1.239m), new("2", "approved", 2), new("3", "rejected", 3), new("4", "odd", 4)]));
        await world.PollAsync();
        (OrderStatus, long)[] expected = [(OrderStatus.Tracked, 123), (OrderStatus.Confirmed, 200), (OrderStatus.Void, 0), (OrderStatus.Held, 400)];
        for (var item = 0; item < expected.Length; item++)
        {
            var order = (await world.FindAsync("partnerize", "c9001", $"{item + 1}"))!;
            Assert.Equal(expected[item], (order.Status, order.CommissionMinor));
            Assert.Equal(("GBP", OrderBook.Buyer), (order.Currency, order.MemberId!.Value));
        }
        Assert.Contains(world.Log.Lines, line => line.Contains("\"odd\" is unknown", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_are_followed_to_their_end_but_never_to_another_host()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        var partnerize = world.Server.Get<PartnerizeDouble>();
        partnerize.PageSize = 3;
        for (var number = 0; number < 8; number++)
        {
            partnerize.Put(new PartnerizeConversion($"c{number}", A.Monday, "", [new("1", "pending", 1)]));
        }
        Assert.Equal(8, await world.PollAsync());
        partnerize.NextHost = "https://evil.example";
        world.Test.Clock.Advance(TimeSpan.FromMinutes(2));
        await world.PollAsync();
        Assert.Contains("next page that is none, at evil.example", (await world.StateAsync("partnerize")).LastMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_own_header_says_how_long_to_wait_and_a_wrong_key_is_named_without_being_shown()
    {
        await using var world = await OpenAsync(Engines.Sqlite);
        Assert.True((await ((IConnectionCheck)world.Catalog.Find("partnerize")!).CheckConnectionAsync(Now)).IsGood);
        world.Server.Get<PartnerizeDouble>().Mischief.Next(Trouble.Limit);
        await world.PollAsync();
        Assert.Equal(world.Test.Clock.GetUtcNow().AddSeconds(90), (await world.StateAsync("partnerize")).NextDueAt);
        await using var wrong = await OpenAsync(Engines.Sqlite, options => options.Secret = "another-secret-altogether");
        await wrong.PollAsync();
        Assert.Contains("HTTP 401", (await wrong.StateAsync("partnerize")).LastMessage, StringComparison.Ordinal);
        wrong.AssertSilentOf("another-secret-altogether", Convert.ToBase64String("partnerize-app-0001:another-secret-altogether"u8));
    }

    [Theory]
    [InlineData(Engines.Sqlite, 61)]
    [InlineData(Engines.Postgres, 62)]
    public async Task Forty_days_of_Partnerize_conversions_end_in_the_book_as_in_the_model(string engine, int seed)
    {
        await using var world = await OpenAsync(engine);
        world.Server.Get<PartnerizeDouble>().PageSize = 7;
        await new AllianceMonth(world, new PartnerizeLife(world.Server.Get<PartnerizeDouble>()), seed).RunAsync();
        world.AssertSilentOf(PartnerizeDouble.Secret);
    }

    internal static Task<AllianceWorld> OpenAsync(string engine, Action<PartnerizeOptions>? change = null) => AllianceWorld.OpenAsync(engine, (server, clients, time) =>
    {
        var options = new PartnerizeOptions
        {
            Enabled = true,
            AppKey = PartnerizeDouble.AppKey,
            Secret = PartnerizeDouble.Secret,
            PublisherId = PartnerizeDouble.Publisher,
            Url = server.At("/partnerize"),
            Programmes = { new ListedProgrammeOptions { Id = "1011abc", Merchant = "shop", Hosts = { "shop.example" }, AllowsRebate = true, AllowsChat = true } },
            AllowsRebate = true,
            AllowsChat = true,
            CallsPerSecond = 1000,
            EverySeconds = 60,
            OverlapMinutes = 60,
            FirstDays = 1,
        };
        change?.Invoke(options);
        return new PartnerizeNetwork(options, clients, time, new HurriedTime());
    });

    /// <summary>A conversion of one item, changed for everything; that it was paid is not told.</summary>
    internal sealed class PartnerizeLife(PartnerizeDouble partnerize) : IPlatformLife
    {
        public string Network => "partnerize";

        public string Product => Kettle;

        public string Currency => "GBP";

        public OrderStatus Last => OrderStatus.Confirmed;

        public Mischief Mischief => partnerize.Mischief;

        public TimeSpan Skew
        {
            set => partnerize.Skew = value;
        }

        public void Pay(LivedOrder order) =>
            partnerize.Put(new PartnerizeConversion(order.OrderNo, partnerize.Now, order.Ref, [new("1", "pending", order.Fen / 100m)]));

        public void Cancel(LivedOrder order) => Change(order, item => item with { Status = "rejected" });

        public void Receive(LivedOrder order) => Change(order, item => item with { Status = "approved" });

        public void ReturnPart(LivedOrder order, long fen) => Change(order, item => item with { Commission = item.Commission - (fen / 100m) });

        public void ReturnAll(LivedOrder order) => Cancel(order);

        public void Punish(LivedOrder order) => Cancel(order);

        public void Estrange(LivedOrder order) => Change(order, item => item with { Status = "odd" });

        public void Settle(LivedOrder order)
        {
        }

        private void Change(LivedOrder order, Func<PartnerizeItem, PartnerizeItem> how)
        {
            var conversion = partnerize.Find(order.OrderNo);
            partnerize.Put(conversion with { Items = [.. conversion.Items.Select(how)] });
        }
    }
}
