using Daogou.Core.Clicks;
using Daogou.Core.Storage;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Clicks;

public sealed class LinkClicksTests
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Clicks_of_some_links_are_found_by_their_time_over_all_starts_of_the_program(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        for (var start = 0; start < 3; start++)
        {
            await using var journal = A.Journal(test);
            await journal.StartAsync(TestContext.Current.CancellationToken);
            for (var minute = 0; minute < 60; minute++)
            {
                test.Clock.Advance(TimeSpan.FromMinutes(1));
                foreach (var code in new[] { "abc0123", "def0123", "ghi0123" })
                {
                    await journal.AppendAsync(A.Hit(code, code == "ghi0123" ? ClickVerdict.Bot : ClickVerdict.Human) with { At = test.Time.GetUtcNow() });
                }
            }
        }
        var clicks = new LinkClicks(new ClickBook(test.Clicks));
        var from = A.Monday.AddMinutes(55);
        var found = await clicks.BetweenAsync(["abc0123", "ghi0123"], from, A.Monday.AddMinutes(65), TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(55, 11).Select(minute => ("abc0123", A.Monday.AddMinutes(minute))), found.OrderBy(click => click.At).Select(click => (click.LinkCode, click.At)));
        Assert.Empty(await clicks.BetweenAsync(["abc0123"], A.Monday.AddHours(9), A.Monday.AddHours(10), TestContext.Current.CancellationToken));
        Assert.Empty(await clicks.BetweenAsync([], from, from.AddHours(1), TestContext.Current.CancellationToken));
    }
}
