using Daogou.Core.Clicks;
using Daogou.Core.Links;
using Daogou.Core.Storage;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Clicks;

public sealed class ClickCountTests
{
    private static readonly DateOnly First = new(2026, 11, 2);
    private static readonly DateOnly Last = new(2026, 11, 9);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Counts_are_the_same_before_between_and_after_the_roll_up(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var clicks = new ClickBook(test.Clicks);
        var reports = new ClickReports(test.Book, clicks);
        using var meter = new ClickMeter();
        var upkeep = new ClickUpkeep(clicks, new VisitorSalts(clicks, test.Time), meter, test.Time);
        var random = new Random(7);
        var hits = new List<Hit>();
        for (var part = 0; part < 3; part++)
        {
            // Each part is a process of its own, with a block of its own.
            await using (var journal = A.Journal(test, meter))
            {
                await journal.StartAsync(Now);
                var fresh = Enumerable.Range(0, 200).Select(_ => Some(random)).ToList();
                await Task.WhenAll(fresh.Select(hit => journal.AppendAsync(hit).AsTask()));
                hits.AddRange(fresh);
            }
            await AssertAsync(reports, hits);
            if (part != 1)
            {
                await upkeep.RunAsync(Now);
                await AssertAsync(reports, hits);
            }
        }
        Assert.Equal(600, await test.Clicks.ReadAsync(
            session => session.ValueAsync<int>("SELECT CAST(SUM(humans + suspects + bots) AS BIGINT) FROM click_counts"), Now));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_link_shows_its_counts_and_its_latest_hits(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        await test.WriteAsync(session => LinkStore.AddAsync(session, A.Link()));
        var clicks = new ClickBook(test.Clicks);
        using var meter = new ClickMeter();
        await using var journal = A.Journal(test, meter);
        await journal.StartAsync(Now);
        for (var day = 0; day < 3; day++)
        {
            for (var click = 0; click < 15; click++)
            {
                await journal.AppendAsync(A.Hit() with { At = A.Monday.AddDays(day).AddMinutes(click) });
                await journal.AppendAsync(A.Hit("another") with { At = A.Monday.AddDays(day).AddMinutes(click) });
            }
            if (day < 2)
            {
                await new ClickUpkeep(clicks, new VisitorSalts(clicks, test.Time), meter, test.Time).RunAsync(Now);
            }
        }
        var stats = await new ClickReports(test.Book, clicks).ForLinkAsync("abc0123", Now);
        Assert.Equal((45L, 20), (stats!.Clicks.Humans, stats.Latest.Count));
        Assert.Equal(stats.Latest.OrderByDescending(click => click.At), stats.Latest);
        Assert.Equal(A.Monday.AddDays(2).AddMinutes(14), stats.Latest[0].At);
        Assert.Equal(A.Monday.AddDays(1).AddMinutes(10), stats.Latest[^1].At);
        Assert.Null(await new ClickReports(test.Book, clicks).ForLinkAsync("nothing", Now));
    }

    [Fact]
    public async Task While_visitors_stream_in_counting_waits()
    {
        await using var test = await Engines.OpenAsync(Engines.Sqlite);
        var clicks = new ClickBook(test.Clicks);
        using var meter = new ClickMeter();
        var upkeep = new ClickUpkeep(clicks, new VisitorSalts(clicks, test.Time), meter, test.Time);
        await using var journal = A.Journal(test, meter);
        await journal.StartAsync(Now);
        await Task.WhenAll(Enumerable.Range(0, 2500).Select(_ => journal.AppendAsync(A.Hit()).AsTask()));
        await upkeep.RunAsync(Now);
        Assert.Equal(0, await RolledUpAsync());
        await upkeep.RunAsync(Now);
        Assert.Equal(2500, await RolledUpAsync());

        Task<int> RolledUpAsync() => test.Clicks.ReadAsync(session => session.ValueAsync<int>("SELECT COALESCE(SUM(humans), 0) FROM click_counts"), Now);
    }

    private static Hit Some(Random random)
    {
        var link = random.Next(6);
        return A.Hit($"link00{link}", (ClickVerdict)random.Next(1, 4)) with { DealId = 100 + (link / 2), GroupId = link % 3, At = A.Monday.AddHours(random.Next(24 * 7)) };
    }

    private static async Task AssertAsync(ClickReports reports, List<Hit> hits)
    {
        Assert.Equal(Expected(hits, hit => hit.LinkCode), Seen(await reports.CountsForLinksAsync(First, Last, Now)));
        Assert.Equal(Expected(hits, hit => hit.DealId), Seen(await reports.CountsForDealsAsync(First, Last, Now)));
        Assert.Equal(Expected(hits, hit => hit.GroupId), Seen(await reports.CountsForGroupsAsync(First, Last, Now)));
        Assert.Equal(Expected(hits, hit => DateOnly.FromDateTime(hit.At.UtcDateTime)), Seen(await reports.CountsForDaysAsync(First, Last, Now)));
        var second = First.AddDays(1);
        Assert.Equal(
            Expected(hits.Where(hit => DateOnly.FromDateTime(hit.At.UtcDateTime) == second), hit => hit.LinkCode), Seen(await reports.CountsForLinksAsync(second, second, Now)));
        Assert.Equal(hits.Count(hit => hit.LinkCode == "link003" && hit.Verdict == ClickVerdict.Human), (await reports.CountForLinkAsync("link003", Now)).Humans);
        Assert.Equal(hits.Count(hit => hit.DealId == 101 && hit.Verdict == ClickVerdict.Bot), (await reports.CountForDealAsync(101, Now)).Bots);
        Assert.Equal(hits.Count(hit => hit.Verdict == ClickVerdict.Suspect), (await reports.CountAsync(First, Last, Now)).Suspects);
    }

    private static SortedDictionary<T, (long, long, long)> Expected<T>(IEnumerable<Hit> hits, Func<Hit, T> key)
        where T : notnull =>
        new(hits.GroupBy(key).ToDictionary(
            group => group.Key,
            group => (Count(group, ClickVerdict.Human), Count(group, ClickVerdict.Suspect), Count(group, ClickVerdict.Bot))));

    private static long Count(IEnumerable<Hit> hits, ClickVerdict verdict) => hits.LongCount(hit => hit.Verdict == verdict);

    private static SortedDictionary<T, (long, long, long)> Seen<T>(IReadOnlyList<ClickCountOf<T>> counts)
        where T : notnull =>
        new(counts.ToDictionary(count => count.Key, count => (count.Humans, count.Suspects, count.Bots)));
}
