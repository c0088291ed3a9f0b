using Daogou.Core.Links;
using Daogou.Core.Storage;

namespace Daogou.Core.Clicks;

/// <summary>A link with the hits it had.</summary>
public sealed record LinkStats(TrackedLink Link, ClickCount Clicks, IReadOnlyList<Click> Latest);

/// <summary>Questions about clicks, each answered from one consistent reading.</summary>
public sealed class ClickReports(Database book, ClickBook clicks)
{
    private const int LatestShown = 20;

    /// <summary>A link, its counts and its latest hits; null for an unknown code.</summary>
    public async Task<LinkStats?> ForLinkAsync(string code, CancellationToken cancellationToken)
    {
        if (await book.ReadAsync(session => LinkStore.FindAsync(session, code), cancellationToken) is not { } link)
        {
            return null;
        }
        return await clicks.Database.ReadAsync(
            async session => new LinkStats(link, await ClickCounts.OfLinkAsync(session, code), await ClickStore.LatestAsync(session, code, LatestShown)),
            cancellationToken);
    }

    public Task<ClickCount> CountForLinkAsync(string code, CancellationToken cancellationToken) =>
        clicks.Database.ReadAsync(session => ClickCounts.OfLinkAsync(session, code), cancellationToken);

    public Task<ClickCount> CountForDealAsync(long dealId, CancellationToken cancellationToken) =>
        clicks.Database.ReadAsync(session => ClickCounts.OfDealAsync(session, dealId), cancellationToken);

    /// <summary>All hits between two UTC days, both inclusive.</summary>
    public Task<ClickCount> CountAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        clicks.Database.ReadAsync(session => ClickCounts.BetweenAsync(session, from, to), cancellationToken);

    public Task<IReadOnlyList<ClickCountOf<string>>> CountsForLinksAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        clicks.Database.ReadAsync(session => ClickCounts.ByLinkAsync(session, from, to), cancellationToken);

    public Task<IReadOnlyList<ClickCountOf<long>>> CountsForDealsAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        clicks.Database.ReadAsync(session => ClickCounts.ByDealAsync(session, from, to), cancellationToken);

    /// <summary>Per group; the key 0 is links outside any group.</summary>
    public Task<IReadOnlyList<ClickCountOf<long>>> CountsForGroupsAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        clicks.Database.ReadAsync(session => ClickCounts.ByGroupAsync(session, from, to), cancellationToken);

    public async Task<IReadOnlyList<ClickCountOf<DateOnly>>> CountsForDaysAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var days = await clicks.Database.ReadAsync(session => ClickCounts.ByDayAsync(session, from, to), cancellationToken);
        return
        [
            .. days.Select(day => new ClickCountOf<DateOnly>
            {
                Key = ClickCounts.DayOf(day.Key),
                Humans = day.Humans,
                Suspects = day.Suspects,
                Bots = day.Bots,
            }),
        ];
    }

    /// <summary>The hit with this ordinal, the middle of a click ref.</summary>
    public Task<Click?> FindAsync(long ordinal, CancellationToken cancellationToken) =>
        clicks.Database.ReadAsync(session => ClickStore.FindAsync(session, ordinal), cancellationToken);
}
