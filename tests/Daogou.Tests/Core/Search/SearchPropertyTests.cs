using Daogou.Core.Deals;
using Daogou.Core.Search;
using Daogou.Tests.Support;
using Xunit;
using static Daogou.Tests.Support.A;

namespace Daogou.Tests.Core.Search;

/// <summary>What holds for every shelf and every query, on made-up ones.</summary>
public sealed class SearchPropertyTests
{
    private const string Characters = "无线耳机手表电视洗衣机壶锅米面水果充电宝";
    private static readonly string[] Words = ["sony", "kettle", "kettles", "xm5", "wh-1000xm5", "pro", "15", "usb-c", "steel", "256gb", "steal"];

    [Fact]
    public async Task Words_of_two_characters_find_exactly_what_contains_them()
    {
        var random = new Random(7);
        var deals = Enumerable.Range(1, 300).Select(id => MadeUp(random, id)).ToArray();
        await using var book = await SearchBook.OpenAsync(Engines.Sqlite, deals);
        for (var round = 0; round < 60; round++)
        {
            var word = $"{Characters[random.Next(Characters.Length)]}{Characters[random.Next(Characters.Length)]}";
            var page = await book.FindAsync(new SearchQuery { Words = word, WithFacets = true });
            var expected = deals.Count(deal => deal.Title.Contains(word, StringComparison.Ordinal));
            Assert.Equal(expected, page.Facets!.Total);
        }
    }

    [Fact]
    public async Task A_filter_only_takes_away()
    {
        var random = new Random(11);
        await using var book = await SearchBook.OpenAsync(Engines.Sqlite, Enumerable.Range(1, 200).Select(id => MadeUp(random, id)));
        for (var round = 0; round < 80; round++)
        {
            var words = Query(random);
            var filter = new SearchFilter
            {
                MaxPriceMinor = random.Next(2) == 0 ? random.Next(20_000) : null,
                MinPriceMinor = random.Next(4) == 0 ? random.Next(10_000) : null,
                Merchant = random.Next(3) == 0 ? $"m{random.Next(4)}" : null,
                MinDiscountBp = random.Next(3) == 0 ? random.Next(5_000) : null,
                InStock = random.Next(2) == 0,
            };
            var open = await book.WalkAsync(new SearchQuery { Words = words, Take = 100 });
            var narrow = await book.WalkAsync(new SearchQuery { Words = words, Take = 100, Filter = filter });
            Assert.Empty(narrow.Except(open));
            var narrower = await book.WalkAsync(new SearchQuery { Words = words, Take = 100, Filter = filter with { Category = "c1" } });
            Assert.Empty(narrower.Except(narrow));
        }
    }

    [Fact]
    public async Task Both_engines_answer_the_same()
    {
        var random = new Random(13);
        var deals = Enumerable.Range(1, 150).Select(id => MadeUp(random, id)).ToArray();
        await using var one = await SearchBook.OpenAsync(Engines.Sqlite, deals);
        await using var other = await SearchBook.OpenAsync(Engines.Postgres, deals);
        for (var round = 0; round < 50; round++)
        {
            var query = new SearchQuery { Words = Query(random), Take = 50, WithFacets = true, Filter = new SearchFilter { InStock = round % 2 == 0 } };
            var (here, there) = (await one.FindAsync(query), await other.FindAsync(query));
            Assert.Equal(here.Deals.Select(found => found.Hit).ToArray(), there.Deals.Select(found => found.Hit).ToArray());
            Assert.Equal((here.Reading, here.Instead, here.Facets!.Total), (there.Reading, there.Instead, there.Facets!.Total));
        }
    }

    [Fact]
    public async Task Twenty_pages_fit_together_although_deals_come_and_change_meanwhile()
    {
        var random = new Random(17);
        await using var book = await SearchBook.OpenAsync(Engines.Sqlite, Enumerable.Range(1, 430).Select(id => MadeUp(random, id) with { Title = $"kettle {id} steel" }));
        var still = await book.WalkAsync(new SearchQuery { Words = "kettle", Take = 20 });
        Assert.Equal(430, still.Distinct().Count());
        var walked = await book.WalkAsync(
            new SearchQuery { Words = "kettle", Take = 20 },
            page => book.SaveAsync(
                Deal(1000 + page) with { Title = "kettle of the hour", PriceMinor = 100, ChangedAt = Monday.AddMinutes(page) },
                Deal(page) with { Title = $"kettle {page} steel", PriceMinor = 50, ChangedAt = Monday.AddMinutes(page) }));
        Assert.Equal(still[..400], walked[..400]);
        Assert.Equal(walked.Count, walked.Distinct().Count());
        Assert.Empty(still.Except(walked));
    }

    [Fact]
    public async Task What_changed_beside_the_layout_ranks_as_if_all_were_laid_out_anew()
    {
        var random = new Random(19);
        var deals = Enumerable.Range(1, 120).Select(id => MadeUp(random, id)).ToArray();
        await using var book = await SearchBook.OpenAsync(Engines.Sqlite, deals[..90]);
        await book.IdsAsync("");
        await book.SaveAsync([.. deals[90..], .. deals[..10].Select(deal => deal with { PriceMinor = 77, ChangedAt = Monday.AddMinutes(1) })]);
        var queries = Enumerable.Range(0, 30).Select(_ => Query(random)).ToArray();
        var before = new List<string>();
        foreach (var words in queries)
        {
            before.Add(string.Join(' ', (await book.IdsAsync(words)).Order()));
        }
        await book.Index.RebuildAsync(TestContext.Current.CancellationToken);
        for (var index = 0; index < queries.Length; index++)
        {
            Assert.Equal(before[index], string.Join(' ', (await book.IdsAsync(queries[index])).Order()));
        }
    }

    private static string Query(Random random) => random.Next(4) switch
    {
        0 => Words[random.Next(Words.Length)],
        1 => Words[random.Next(Words.Length)] + " " + Words[random.Next(Words.Length)],
        2 => Run(random, 2),
        _ => Run(random, 2) + " " + Words[random.Next(Words.Length)],
    };

    private static string Run(Random random, int length)
    {
        var at = random.Next(Characters.Length - length);
        return Characters.Substring(at, length);
    }

    private static Deal MadeUp(Random random, int id) => Deal(id) with
    {
        Title = $"{Run(random, 1 + random.Next(5))} {Words[random.Next(Words.Length)]} {Run(random, 1 + random.Next(4))}{Words[random.Next(Words.Length)]}",
        Merchant = $"m{random.Next(4)}",
        Category = $"c{random.Next(3)}",
        PriceMinor = 500 + random.Next(20_000),
        ListPriceMinor = 25_000,
        Availability = random.Next(5) == 0 ? Availability.OutOfStock : Availability.InStock,
        ChangedAt = Monday.AddSeconds(-id),
    };
}
