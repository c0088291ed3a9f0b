using Daogou.Core.Orders;
using Daogou.Core.Outbox;
using Daogou.Core.Rebates;
using Daogou.Crawler.Jobs;
using Daogou.Standins.Alliances;
using Daogou.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace Daogou.Tests.Core.Networks.Alliances;

public sealed class OrderAlertsTests
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_operators_chat_hears_once_of_a_status_that_no_document_knows(string engine)
    {
        await using var world = await JdNetworkTests.OpenAsync(engine);
        var settlement = new Settlement(world.Test.Book, world.Attribution, world.Catalog, OrderBook.Usual, world.Test.Time, NullLogger<Settlement>.Instance);
        var sync = new OrderSync(world.Test.Book, world.Catalog, settlement, world.Test.Time, NullLogger<OrderSync>.Instance, Alerts(world.Test));
        world.Server.Jd.Put(new JdRow { Id = "1", OrderId = "1", OrderTime = world.Server.Jd.Now, ValidCode = 77, EstimateCosPrice = 10, EstimateFee = 1, SubUnionId = "" });
        for (var poll = 0; poll < 2; poll++)
        {
            world.Test.Clock.Advance(TimeSpan.FromMinutes(5));
            await sync.RunDueAsync(TestContext.Current.CancellationToken);
        }
        Assert.Equal(OrderStatus.Held, (await world.FindAsync("jd", "1", "1"))!.Status);
        Assert.Contains("validCode 77 is unknown", Assert.Single(await BodiesAsync(world.Test)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_of_alerts_is_a_handful_a_day_and_begins_anew_the_next_day()
    {
        await using var test = await Engines.OpenAsync(Engines.Sqlite);
        var alerts = Alerts(test);
        for (var order = 0; order < 30; order++)
        {
            await alerts.RaiseAsync("jd", $"order {order} is odd", TestContext.Current.CancellationToken);
        }
        var told = await BodiesAsync(test);
        Assert.Equal(10, told.Count);
        Assert.Contains("the log has the rest", told[^1], StringComparison.Ordinal);
        test.Clock.Advance(TimeSpan.FromDays(1));
        await alerts.RaiseAsync("jd", "order 0 is odd", TestContext.Current.CancellationToken);
        Assert.Equal(11, (await BodiesAsync(test)).Count);
    }

    private static OrderAlerts Alerts(TestBook test) =>
        new(test.Book, new OutboxSignal(), Options.Create(new OutboxOptions { OperatorChat = "-1001", OperatorLanguage = "en" }), test.Time);

    private static Task<IReadOnlyList<string>> BodiesAsync(TestBook test) => test.ReadAsync(session => session.QueryAsync<string>("SELECT body FROM messages ORDER BY id"));
}
