using Daogou.Crawler.Sources;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Crawler.Sources;

/// <summary>A row whose bytes are those of last time is not read again; nothing may come of that but speed.</summary>
public sealed class RowsPassedOverTests
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Rows_that_changed_came_and_went_are_told_from_those_that_stayed(string engine)
    {
        await using var bench = await CrawlBench.OpenAsync(engine);
        await PollAsync(bench, "pot 19", "cup 5", "tray 30", "lid 3");
        Assert.Equal((3L, 1L, 0L, 0L), await PollAsync(bench, "cup 5", "pot 18", "tray 30", "lid 3"));
        Assert.Equal((2L, 0L, 1L, 2L), await PollAsync(bench, "cup 5", "tray 30", "spoon 2"));
        Assert.Equal(["cup", "spoon", "tray"], await bench.ActiveAsync());
        // What comes back is read again, although its bytes are old.
        Assert.Equal((2L, 1L, 0L, 1L), await PollAsync(bench, "cup 5", "tray 30", "pot 18"));
        Assert.Equal(["cup", "pot", "tray"], await bench.ActiveAsync());
        Assert.Equal((3L, 0L, 0L, 0L), await PollAsync(bench, "pot 18", "cup 5", "tray 30"));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_row_that_stands_twice_is_refused_once_and_its_price_does_not_flap(string engine)
    {
        await using var bench = await CrawlBench.OpenAsync(engine);
        await PollAsync(bench, "pot 19", "cup 5");
        bench.FileAt("tea.csv", CrawlBench.Csv("pot 19", "pot 25", "cup 5"));
        var run = await bench.PollAsync("tea");
        Assert.Equal((2L, 0L, 1L), (run.Unchanged, run.Changed, run.Refused));
        Assert.Contains("DuplicateKey", run.Refusals, StringComparison.Ordinal);
        Assert.Equal(1900, await bench.Test.ReadAsync(session => session.ValueAsync<long>("SELECT price_minor FROM deals WHERE title = 'pot'")));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_source_that_is_read_otherwise_reads_its_rows_again(string engine)
    {
        await using var bench = await CrawlBench.OpenAsync(engine);
        await PollAsync(bench, "pot 19", "cup 5");
        await bench.SyncAsync(A.Source("tea", bench.FileAt("tea.csv", CrawlBench.Csv("pot 19", "cup 5")), source => source.Currency = "JPY"));
        var run = await bench.PollAsync("tea");
        Assert.Equal((0L, 2L), (run.Unchanged, run.Changed));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_price_that_holds_for_a_while_ends_although_its_row_stays_the_same(string engine)
    {
        const string Head = "id,title,link,price,sale_price,sale_price_effective_date\n";
        await using var bench = await CrawlBench.OpenAsync(engine);
        var until = bench.Test.Time.GetUtcNow().AddHours(1).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        var row = $"pot,pot,https://shop.example.com/pot,19.00,12.00,2026-01-01T00:00:00Z/{until}\n";
        await bench.SyncAsync(A.Source("tea", bench.FileAt("tea.csv", Head + row)));
        await bench.PollAsync("tea");
        Assert.Equal(1200, await PriceAsync(bench));
        bench.Test.Clock.Advance(TimeSpan.FromHours(2));
        bench.FileAt("tea.csv", Head + row + "\n");
        await bench.PollAsync("tea");
        Assert.Equal(1900, await PriceAsync(bench));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_offer_that_two_sources_list_goes_over_when_one_of_them_drops_it_and_back(string engine)
    {
        await using var bench = await CrawlBench.OpenAsync(engine);
        await bench.SyncAsync(
            A.Source("first", bench.FileAt("first.csv", CrawlBench.Csv("pot 19", "cup 5", "tray 9"))),
            A.Source("second", bench.FileAt("second.csv", CrawlBench.Csv("pot 20", "lid 3"))));
        await bench.PollAsync("first");
        await bench.PollAsync("second");
        bench.FileAt("first.csv", CrawlBench.Csv("cup 5", "tray 9"));
        await bench.PollAsync("first");
        Assert.Equal(["cup", "lid", "pot", "tray"], await bench.ActiveAsync());
        bench.FileAt("second.csv", CrawlBench.Csv("pot 20", "lid 3", "jug 8"));
        await bench.PollAsync("second");
        Assert.Equal(2000, await bench.Test.ReadAsync(session => session.ValueAsync<long>("SELECT price_minor FROM deals WHERE title = 'pot'")));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_a_person_took_away_stays_away_and_nothing_else_is_read_for_it(string engine)
    {
        await using var bench = await CrawlBench.OpenAsync(engine);
        await PollAsync(bench, "pot 19", "cup 5");
        await bench.Test.WriteAsync(session => session.ExecuteAsync("UPDATE deals SET state = 4 WHERE title = 'pot'"));
        Assert.Equal((2L, 0L, 1L, 0L), await PollAsync(bench, "pot 19", "cup 5", "lid 3"));
        Assert.Equal(["cup", "lid"], await bench.ActiveAsync());
    }

    private static async Task<(long Unchanged, long Changed, long Added, long Expired)> PollAsync(CrawlBench bench, params string[] goods)
    {
        await bench.SyncAsync(A.Source("tea", bench.FileAt("tea.csv", CrawlBench.Csv(goods)), source => source.MaxDropPercent = 100));
        var run = await bench.PollAsync("tea");
        Assert.Equal(SourceOutcome.Taken, run.Outcome);
        return (run.Unchanged, run.Changed, run.Added, run.Expired);
    }

    private static Task<long> PriceAsync(CrawlBench bench) => bench.Test.ReadAsync(session => session.ValueAsync<long>("SELECT price_minor FROM deals"));
}
