using Daogou.Core.Links;
using Daogou.Core.Outbox;
using Daogou.Crawler.Jobs;
using Daogou.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace Daogou.Tests.Core.Networks.Alliances;

public sealed class SlotWatchTests
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_operator_is_told_once_a_day_that_a_pool_ran_dry(string engine)
    {
        await using var world = await TaobaoWorld.OpenAsync(engine);
        var outbox = Options.Create(new OutboxOptions { OperatorChat = "-1001", OperatorLanguage = "en" });
        var watch = new SlotWatch(world.Test.Book, world.Catalog, new OutboxSignal(), outbox, world.Test.Time, NullLogger<SlotWatch>.Instance);
        await world.LinkAsync(TaobaoWorld.Towel, Place.Request(1));
        await world.LinkAsync(TaobaoWorld.Towel, Place.Request(2));
        await watch.RunDueAsync(default);
        Assert.Empty(await BodiesAsync());

        await world.LinkAsync(TaobaoWorld.Towel, Place.Request(3));
        await watch.RunDueAsync(default);
        await watch.RunDueAsync(default);
        Assert.Contains("a product rests in all 3 of them", Assert.Single(await BodiesAsync()), StringComparison.Ordinal);

        world.Test.Clock.Advance(TimeSpan.FromDays(2));
        await watch.RunDueAsync(default);
        Assert.Single(await BodiesAsync());

        Task<IReadOnlyList<string>> BodiesAsync() => world.Test.ReadAsync(session => session.QueryAsync<string>("SELECT body FROM messages"));
    }
}
