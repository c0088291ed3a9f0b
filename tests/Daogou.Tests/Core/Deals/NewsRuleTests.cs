using Daogou.Core.Deals;
using Daogou.Tests.Support;
using Xunit;
using static Daogou.Tests.Support.A;

namespace Daogou.Tests.Core.Deals;

public sealed class NewsRuleTests
{
    private long _generation;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Stock_that_comes_and_goes_is_no_news(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await TakeAsync(test, Item());
        for (var flap = 0; flap < 5; flap++)
        {
            test.Clock.Advance(TimeSpan.FromHours(1));
            Assert.Equal(DealState.Ended, (await TakeAsync(test, Item() with { Availability = "out of stock" })).State);
            test.Clock.Advance(TimeSpan.FromHours(1));
            Assert.Equal((DealState.Active, Monday), Of(await TakeAsync(test, Item())));
        }
        await TakeAsync(test, Item() with { Availability = "out of stock" });
        test.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal((DealState.Active, test.Clock.GetUtcNow()), Of(await TakeAsync(test, Item())));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Small_steps_down_are_news_once_they_come_to_the_threshold_together(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await TakeAsync(test, Item());
        foreach (var price in new[] { "79.99", "79.00", "78.00", "76.01" })
        {
            test.Clock.Advance(TimeSpan.FromDays(1));
            Assert.Equal(Monday, (await TakeAsync(test, Item() with { Price = price + " CNY" })).ChangedAt);
        }
        test.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(test.Clock.GetUtcNow(), (await TakeAsync(test, Item() with { Price = "76.00 CNY" })).ChangedAt);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_price_that_goes_to_and_fro_is_news_once_and_again_only_when_the_dearer_one_had_stood(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await TakeAsync(test, Item());
        test.Clock.Advance(TimeSpan.FromDays(1));
        var first = test.Clock.GetUtcNow();
        for (var flap = 0; flap < 4; flap++)
        {
            Assert.Equal(first, (await TakeAsync(test, Item() with { Price = "60.00 CNY" })).ChangedAt);
            test.Clock.Advance(TimeSpan.FromHours(1));
            Assert.Equal(first, (await TakeAsync(test, Item())).ChangedAt);
            test.Clock.Advance(TimeSpan.FromHours(1));
        }
        test.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(test.Clock.GetUtcNow(), (await TakeAsync(test, Item() with { Price = "60.00 CNY" })).ChangedAt);
    }

    private static (DealState State, DateTimeOffset ChangedAt) Of(Deal deal) => (deal.State, deal.ChangedAt);

    private async Task<Deal> TakeAsync(TestBook test, FeedItem item)
    {
        await new DealIntake(test.Book, test.Time).TakeAsync(Terms(), [item], ++_generation, TestContext.Current.CancellationToken);
        return (await test.ReadAsync(session => DealStore.FindByIdentityAsync(session, "shop:1")))!;
    }
}
