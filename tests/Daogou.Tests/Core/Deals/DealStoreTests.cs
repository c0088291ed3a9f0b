using Daogou.Core.Deals;
using Daogou.Tests.Support;
using Xunit;
using static Daogou.Tests.Support.A;

namespace Daogou.Tests.Core.Deals;

public sealed class DealStoreTests
{
    private static readonly Deal[] Shelf =
    [
        Deal(1) with { Title = "Sony WH-1000XM5 无线降噪耳机", Brand = "Sony", Category = "Audio", PriceMinor = 150_000, ListPriceMinor = 200_000, ChangedAt = Monday },
        Deal(2) with { Title = "华为 FreeBuds 真无线耳机", Brand = "华为", Category = "Audio", PriceMinor = 60_000, ListPriceMinor = null, ChangedAt = Monday.AddHours(1) },
        Deal(3) with { Title = "CAFÉ Kettle １００% steel", Category = "Kitchen", PriceMinor = 9_000, ListPriceMinor = 10_000, ChangedAt = Monday.AddHours(2) },
        Deal(4) with { Title = "Old kettle", State = DealState.Ended },
        Deal(5) with { Title = "Kettle_set", Merchant = "other", PriceMinor = 5_000, ListPriceMinor = 10_000, ChangedAt = Monday.AddHours(2) },
    ];

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Search_finds_what_has_all_the_words_in_both_languages(string engine)
    {
        await using var test = await OpenAsync(engine);
        await FindsAsync(test, new DealQuery { Words = "耳机" }, 2, 1);
        await FindsAsync(test, new DealQuery { Words = "SONY 耳机" }, 1);
        await FindsAsync(test, new DealQuery { Words = "华为、无线" }, 2);
        await FindsAsync(test, new DealQuery { Words = "café kettle" }, 3);
        await FindsAsync(test, new DealQuery { Words = "100%" }, 3);
        await FindsAsync(test, new DealQuery { Words = "e_s" }, 5);
        await FindsAsync(test, new DealQuery { Words = "kettle" }, 5, 3);
        Assert.Empty(await FindAsync(test, new DealQuery { Words = "kettle 耳机" }));
        await FindsAsync(test, new DealQuery(), 5, 3, 2, 1);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Filters_and_orders_hold(string engine)
    {
        await using var test = await OpenAsync(engine);
        await FindsAsync(test, new DealQuery { Merchant = "other" }, 5);
        await FindsAsync(test, new DealQuery { Category = "audio" }, 2, 1);
        await FindsAsync(test, new DealQuery { MaxPriceMinor = 9_000, Currency = "CNY" }, 5, 3);
        await FindsAsync(test, new DealQuery { State = DealState.Ended }, 4);
        await FindsAsync(test, new DealQuery { OnlyReduced = true, Order = DealOrder.Discount }, 5, 1, 3);
        await FindsAsync(test, new DealQuery { Order = DealOrder.Cheapest }, 5, 3, 2, 1);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Pages_meet_without_doubles_or_gaps_also_when_deals_come_meanwhile(string engine)
    {
        await using var test = await OpenAsync(engine);
        foreach (var order in Enum.GetValues<DealOrder>())
        {
            var all = await FindAsync(test, new DealQuery { Order = order });
            var walked = new List<long>();
            string? cursor = null;
            do
            {
                var page = await test.ReadAsync(session => DealStore.SearchAsync(session, new DealQuery { Order = order, Take = 1, Cursor = cursor }));
                walked.AddRange(page.Deals.Select(deal => deal.Id));
                cursor = page.Next;
                await test.WriteAsync(async session =>
                {
                    await DealStore.SaveAsync(session, Deal(100 + walked.Count) with { State = DealState.Pasted });
                    return true;
                });
            }
            while (cursor is not null);
            Assert.Equal(all, walked);
        }
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_pasted_link_is_a_deal_once_and_finds_the_one_that_is_there(string engine)
    {
        await using var test = await OpenAsync(engine);
        var pasted = await test.WriteAsync(session => DealStore.AddPastedAsync(session, new Uri("https://shop.example/p/new"), "shop", Monday));
        Assert.Equal((DealState.Pasted, null), (pasted.State, pasted.Price));
        Assert.Equal(pasted.Id, (await test.WriteAsync(session => DealStore.AddPastedAsync(session, new Uri("https://shop.example/p/new"), "shop", Monday))).Id);
        Assert.Equal(1, (await test.WriteAsync(session => DealStore.AddPastedAsync(session, new Uri("https://shop.example/p/1"), "shop", Monday))).Id);
    }

    [Theory]
    [InlineData("an open-ear headset", "pen", false)]
    [InlineData("a pen and ink", "pen", true)]
    [InlineData("two pens", "pen", true)]
    [InlineData("pensive", "pen", false)]
    [InlineData("PEN", "pen", true)]
    [InlineData("iPhone手机壳", "iphone", true)]
    [InlineData("苹果手机壳", "手机", true)]
    [InlineData("size 128GB", "8GB", false)]
    [InlineData("pencil or pen", "pen", true)]
    [InlineData("", "pen", false)]
    [InlineData("pen", " ", false)]
    public void A_word_stands_alone_in_Latin_and_anywhere_in_Chinese(string text, string word, bool has) => Assert.Equal(has, WordMatch.Has(text, word));

    private static async Task<TestBook> OpenAsync(string engine)
    {
        var test = await Engines.OpenAsync(engine);
        await test.WriteAsync(async session =>
        {
            foreach (var deal in Shelf)
            {
                await DealStore.SaveAsync(session, deal);
            }
            return true;
        });
        return test;
    }

    private static async Task FindsAsync(TestBook test, DealQuery query, params long[] ids)
    {
        var found = await FindAsync(test, query);
        Assert.Equal(ids, found);
    }

    private static async Task<long[]> FindAsync(TestBook test, DealQuery query) =>
        [.. (await test.ReadAsync(session => DealStore.SearchAsync(session, query))).Deals.Select(deal => deal.Id)];
}
