using Daogou.Bot.Digests;
using Daogou.Core.Catalog;
using Daogou.Core.Deals;
using Daogou.Core.Ranking;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Bot.Digests;

/// <summary>What reaches people when prices and stock flutter: rows taken in as from a source, digests and watches as they run.</summary>
public sealed class NewsTests : IAsyncLifetime
{
    private BotWorld _bot = null!;
    private long _generation;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bot = await BotWorld.OpenAsync();
        await _bot.AddGroupAsync(A.Group() with { DigestMinute = 16 * 60 });
        await TakeAsync("100.00");
        _bot.Book.Clock.Advance(TimeSpan.FromDays(20));
        _bot.Book.Clock.SetUtcNow(new DateTimeOffset(_bot.Book.Time.GetUtcNow().UtcDateTime.Date.AddHours(8), TimeSpan.Zero));
    }

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Fact]
    public async Task A_group_hears_of_a_price_once_however_it_flutters_and_again_when_it_is_really_lower()
    {
        await TakeAsync("80.00");
        Assert.Equal(1, await PostAsync());
        foreach (var price in new[] { "79.99", "81.00", "78.00", "76.50" })
        {
            NextDay();
            await TakeAsync(price, "out of stock");
            await TakeAsync(price);
            Assert.Equal(0, await PostAsync());
        }
        NextDay();
        await TakeAsync("75.90");
        Assert.Equal(1, await PostAsync());
    }

    [Fact]
    public async Task After_the_days_of_the_setting_a_group_hears_of_it_again()
    {
        await TakeAsync("80.00");
        Assert.Equal(1, await PostAsync());
        for (var day = 1; day < 7; day++)
        {
            NextDay();
            Assert.Equal(0, await PostAsync());
        }
        NextDay();
        _bot.Book.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(1, await PostAsync());
    }

    [Fact]
    public async Task A_fall_of_a_few_cents_is_posted_nowhere()
    {
        await TakeAsync("99.99");
        Assert.Equal(0, await PostAsync());
        NextDay();
        await TakeAsync("96.00");
        Assert.Equal(0, await PostAsync());
    }

    [Fact]
    public async Task The_same_product_of_another_shop_is_a_repeat_unless_it_is_cheaper_by_the_threshold()
    {
        var first = await TakeAsync("80.00");
        Assert.Equal(1, await PostAsync());
        NextDay();
        await _bot.AddDealAsync(99, "The same kettle, otherwise called", 78, 100);
        await _bot.Book.Book.WriteAsync(
            session => ProductStore.PlaceAsync(session, new ProductOffer { DealId = 99, ProductId = first.Id, PlacedBy = PlacedBy.Match, ScoreBp = 10_000, PlacedAt = _bot.Book.Time.GetUtcNow() }),
            Token);
        Assert.Equal(0, await PostAsync());
        Assert.Contains(
            await _bot.Get<RankExplain>().ForAsync(7, 99, Token) ?? [], one => one is { Slot: "now", Rule: PassRule.ShownLately });
        NextDay();
        await _bot.SaveAsync((await FindAsync(99))! with { PriceMinor = 7_500 });
        Assert.Equal(1, await PostAsync());
    }

    [Fact]
    public async Task Who_watches_a_price_is_told_when_it_comes_down_to_it_and_not_for_each_cent_or_flap()
    {
        await TakeAsync("90.10");
        await _bot.SayAsync("/watch kettle 90");
        Assert.Equal(0, await TellAsync());
        await TakeAsync("90.00");
        Assert.Equal(1, await TellAsync());
        foreach (var price in new[] { "89.99", "90.50", "89.00", "86.00" })
        {
            await TakeAsync(price, "out of stock");
            Assert.Equal(0, await TellAsync());
            await TakeAsync(price);
            Assert.Equal(0, await TellAsync());
        }
        await TakeAsync("85.00");
        Assert.Equal(1, await TellAsync());
    }

    [Fact]
    public async Task Two_shops_at_one_price_that_take_turns_in_stock_are_told_once()
    {
        await TakeAsync("100.00", key: "2");
        await _bot.SayAsync("/watch kettle 90");
        await TakeAsync("85.00");
        Assert.Equal(1, await TellAsync());
        for (var turn = 0; turn < 3; turn++)
        {
            await TakeAsync("85.00", "out of stock");
            await TakeAsync("85.00", key: "2");
            Assert.Equal(0, await TellAsync());
            await TakeAsync("85.00", "out of stock", "2");
            await TakeAsync("85.00");
            Assert.Equal(0, await TellAsync());
        }
    }

    private async Task<Deal> TakeAsync(string price, string availability = "in stock", string key = "1")
    {
        var item = A.Item(key) with { Price = price + " CNY", ListPrice = null, Availability = availability };
        await _bot.Get<DealIntake>().TakeAsync(A.Terms(), [item], ++_generation, Token);
        return (await _bot.Book.ReadAsync(session => DealStore.FindByIdentityAsync(session, "shop:" + key)))!;
    }

    private Task<Deal?> FindAsync(long id) => _bot.Book.ReadAsync(session => DealStore.FindAsync(session, id));

    private void NextDay() => _bot.Book.Clock.Advance(TimeSpan.FromDays(1));

    private Task<int> PostAsync() => _bot.Get<DigestPoster>().RunDueAsync(Token);

    private async Task<int> TellAsync()
    {
        _bot.Book.Clock.Advance(TimeSpan.FromMinutes(11));
        return await _bot.Get<WatchTeller>().RunDueAsync(Token);
    }
}
