using Daogou.Core.Deals;
using Daogou.Core.Search;
using Daogou.Tests.Support;
using Xunit;
using static Daogou.Tests.Support.A;

namespace Daogou.Tests.Core.Search;

public sealed class DealSearchTests
{
    private static readonly Deal[] Shelf =
    [
        Deal(1) with { Title = "Sony WH-1000XM5 无线降噪耳机", Brand = "Sony", Category = "Audio", PriceMinor = 150_000, ListPriceMinor = 200_000 },
        Deal(2) with { Title = "华为 FreeBuds 真无线耳机", Brand = "华为", Category = "Audio", PriceMinor = 60_000, ListPriceMinor = 80_000 },
        Deal(3) with { Title = "Bluetooth Headphones over ear", Category = "Audio", PriceMinor = 9_000, ListPriceMinor = 10_000 },
        Deal(4) with { Title = "Old kettle", State = DealState.Ended },
        Deal(5) with { Title = "Gooseneck kettle", Merchant = "other", PriceMinor = 5_000, ListPriceMinor = 10_000 },
        Deal(6) with { Title = "手机壳 iPhone 15 Pro", PriceMinor = 1_000, ListPriceMinor = null, Description = "防摔，适合磁吸充电" },
        Deal(7) with { Title = "不锈钢水壶 1.5L", Availability = Availability.OutOfStock },
    ];

    [Theory]
    [InlineData("耳机", "1 2")]
    [InlineData("耳機", "1 2")]
    [InlineData("降噪耳机 sony", "1")]
    [InlineData("wh1000xm5", "1")]
    [InlineData("WH-1000 XM5", "1")]
    [InlineData("1000xm5", "1")]
    [InlineData("headphone", "3")]
    [InlineData("kettles", "5")]
    [InlineData("iphone15", "6")]
    [InlineData("机", "1 2 6")]
    [InlineData("充电", "6")]
    [InlineData("1000xm4", "")]
    [InlineData("耳机壳", "")]
    public async Task Words_find_what_has_them_all(string words, string ids)
    {
        await using var book = await SearchBook.OpenAsync(Engines.Sqlite, Shelf);
        var page = await book.FindAsync(new SearchQuery { Words = words });
        Assert.Equal(ids, page.Reading == SearchReading.Nearest ? "" : string.Join(' ', page.Deals.Select(deal => deal.Deal.Id).Order()));
    }

    [Theory]
    [InlineData("kettel", 5, SearchReading.Repaired, "kettle")]
    [InlineData("headphnes", 3, SearchReading.Repaired, "headphone")]
    [InlineData("headpho", 3, SearchReading.Repaired, "headpho…")]
    [InlineData("shuihu", 7, SearchReading.Repaired, "shui hu")]
    [InlineData("jzej", 1, SearchReading.Repaired, "jzej")]
    [InlineData("sony 电饭煲", 1, SearchReading.Nearest, null)]
    [InlineData("无线磁吸耳机", 2, SearchReading.Nearest, null)]
    public async Task What_is_not_there_as_typed_is_repaired_sounded_out_or_answered_with_the_nearest(string words, long first, SearchReading reading, string? instead)
    {
        await using var book = await SearchBook.OpenAsync(Engines.Sqlite, Shelf);
        var page = await book.FindAsync(new SearchQuery { Words = words });
        Assert.Equal((reading, instead), (page.Reading, page.Instead));
        Assert.Contains(first, page.Deals.Select(found => found.Deal.Id));
    }

    [Fact]
    public async Task Initials_of_the_sounds_find_the_characters()
    {
        await using var book = await SearchBook.OpenAsync(Engines.Sqlite, Shelf);
        Assert.Equal([1, 2], (await book.IdsAsync("wuxian")).Order());
        Assert.Equal([6], await book.IdsAsync("sjk"));
    }

    [Fact]
    public async Task Words_that_nothing_has_find_nothing()
    {
        await using var book = await SearchBook.OpenAsync(Engines.Sqlite, Shelf);
        Assert.Empty(await book.IdsAsync("qqqqqzzz"));
        Assert.Empty(await book.IdsAsync("榴莲"));
    }

    [Fact]
    public async Task Synonyms_of_the_settings_find_each_other()
    {
        await using var book = await SearchBook.OpenAsync(Engines.Sqlite, Shelf, "耳机, headphone, 头戴");
        Assert.Equal([1, 2, 3], (await book.IdsAsync("headphones")).Order());
        Assert.Equal([1, 2, 3], (await book.IdsAsync("耳机")).Order());
    }

    [Fact]
    public async Task The_title_weighs_more_than_the_description_and_a_better_deal_more_than_a_worse()
    {
        await using var book = await SearchBook.OpenAsync(
            Engines.Sqlite,
            [
                Deal(1) with { Title = "Tea pot", Description = "comes with a filter" },
                Deal(2) with { Title = "Filter for tea" },
                Deal(3) with { Title = "Filter for tee", PriceMinor = 2_000 },
            ]);
        Assert.Equal([3, 2, 1], await book.IdsAsync("filter"));
        var page = await book.FindAsync(new SearchQuery { Words = "filter" });
        Assert.Equal(page.Deals.Select(found => found.Hit.Score).OrderDescending(), page.Deals.Select(found => found.Hit.Score));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Filters_hold_and_the_parts_are_counted(string engine)
    {
        await using var book = await SearchBook.OpenAsync(engine, Shelf);
        Assert.Equal([5], await book.IdsAsync("", new SearchFilter { Merchant = "other" }));
        Assert.Equal([1, 2, 3], (await book.IdsAsync("", new SearchFilter { Category = "audio" })).Order());
        Assert.Equal([5, 6], (await book.IdsAsync("", new SearchFilter { MaxPriceMinor = 5_000, Currency = "CNY" })).Order());
        Assert.Equal([1], await book.IdsAsync("", new SearchFilter { MinPriceMinor = 100_000, Currency = "CNY" }));
        Assert.Equal([5], await book.IdsAsync("", new SearchFilter { MinDiscountBp = 5_000 }));
        Assert.DoesNotContain(7, await book.IdsAsync("", new SearchFilter { InStock = true }));
        Assert.Empty(await book.IdsAsync("", new SearchFilter { WithCoupon = true }));
        var facets = (await book.FindAsync(new SearchQuery { WithFacets = true })).Facets!;
        Assert.Equal((6, false), (facets.Total, facets.IsAtLeast));
        Assert.Equal([new FacetCount("shop", 5), new FacetCount("other", 1)], facets.Merchants);
        Assert.Equal(6, facets.Prices.Sum(band => band.Count));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_comes_changes_and_ends_is_found_so_at_the_next_search(string engine)
    {
        await using var book = await SearchBook.OpenAsync(engine, Shelf);
        Assert.Equal([5], await book.IdsAsync("kettle"));
        await book.SaveAsync(Deal(8) with { Title = "Steel kettle", ChangedAt = Monday.AddMinutes(1) });
        Assert.Equal([5, 8], (await book.IdsAsync("kettle")).Order());
        await book.Book.WriteAsync(session => DealStore.MoveAsync(session, 5, DealState.Active, DealState.Ended, "over", Monday.AddMinutes(2)));
        Assert.Equal([8], await book.IdsAsync("kettle"));
        await book.SaveAsync(Deal(8) with { Title = "Steel pan", ChangedAt = Monday.AddMinutes(3) });
        Assert.Empty(await book.IdsAsync("kettle"));
        Assert.Equal([8], await book.IdsAsync("pan"));
    }

    [Fact]
    public async Task A_deal_whose_window_closes_is_not_found_any_more_although_nothing_was_written()
    {
        await using var book = await SearchBook.OpenAsync(Engines.Sqlite, [Deal(1) with { EndsAt = Monday.AddHours(1) }, Deal(2)]);
        Assert.Equal(2, (await book.IdsAsync("kettle")).Count);
        book.Book.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal([2], await book.IdsAsync("kettle"));
    }

    [Fact]
    public async Task Suggestions_come_from_past_searches_brands_and_titles_also_by_sound()
    {
        await using var book = await SearchBook.OpenAsync(Engines.Sqlite, Shelf);
        book.Past.Note("耳机 降噪");
        book.Past.Note("耳机 降噪");
        book.Past.Note("耳机一次");
        book.Past.Note("call 13800001111");
        await book.Past.KeepAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["耳机 降噪", "耳机"], await SuggestAsync("耳"));
        Assert.Equal(["耳机 降噪"], await SuggestAsync("erj"));
        Assert.Equal("sony", (await SuggestAsync("so"))[0]);
        Assert.Equal(["无线"], await SuggestAsync("无"));
        Assert.Contains("headphone", await SuggestAsync("head"));
        Assert.Empty(await SuggestAsync("call 1"));
        Assert.Empty(await SuggestAsync(" "));

        Task<IReadOnlyList<string>> SuggestAsync(string text) => book.Suggestions.ForAsync(text, 8, TestContext.Current.CancellationToken);
    }
}
