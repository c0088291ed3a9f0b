using System.Diagnostics;
using System.Globalization;
using Daogou.Core.Deals;
using Daogou.Core.Storage;
using Daogou.Crawler.Feeds;
using Daogou.Crawler.Fetching;

namespace Daogou.Crawler.Sources;

/// <summary>
/// One poll of a sitemap: takes note of the pages that it lists, asks for some of those that are due and takes their offers in. What is known of a
/// page moves forward with its rows, so a poll that breaks off loses nothing and the next one goes on behind it.
/// </summary>
internal sealed class SitemapPoll(Database book, DealIntake intake, SitemapWalk walk, PageRows pages, TimeProvider time)
{
    private const int AtATime = 500;
    private const int MostGuarded = 3;
    private const int MostFailures = 4;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>Other sources wait for their turn.</summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(10);

    /// <param name="sitemap">Null when it is as it was: its pages may be due all the same.</param>
    /// <returns>What there is to say of the poll; null when nothing.</returns>
    /// <exception cref="FetchFailedException">The host wants to be left alone; what was read until then is in.</exception>
    /// <exception cref="FeedBrokenException">No sitemap, or every page that was asked for stands behind a guard.</exception>
    public async Task<SitemapFate> RunAsync(Source source, SourceOptions options, RunTally tally, Stream? sitemap, SourceDocument document, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        var generation = source.Generation + 1;
        await book.WriteAsync(session => SourceStore.NextGenerationAsync(session, source.Id, generation), cancellationToken);
        var held = sitemap is null ? null : await ListAsync(source, options, tally, sitemap, document, generation, cancellationToken);
        var due = await book.ReadAsync(session => SourcePageStore.DueAsync(session, source.Id, time.GetUtcNow(), options.Feed.PagesPerPoll), cancellationToken);
        var (asked, guarded, guardedInARow) = (0, 0, 0);
        foreach (var page in due)
        {
            if (Stopwatch.GetElapsedTime(begun) > MostTime || guardedInARow >= MostGuarded)
            {
                break;
            }
            var answer = await pages.AskAsync(new Uri(page.Address), page.Validators, tally.Seen, cancellationToken);
            asked++;
            guardedInARow = answer.Refusal == Refusal.GuardedPage ? guardedInARow + 1 : 0;
            guarded += answer.Refusal == Refusal.GuardedPage ? 1 : 0;
            await TakeAsync(source, options, tally, page, answer, generation, cancellationToken);
            if (answer.StayAway is { } wait)
            {
                throw new FetchFailedException(answer.Detail!, answer.Status, wait > TimeSpan.Zero ? wait : null);
            }
        }
        if (guarded > 0 && guarded == asked)
        {
            throw new FeedBrokenException($"All {guarded} pages that were asked for stand behind a guard: {tally.LastDetail}.");
        }
        await intake.TouchAllAsync(source.Id, generation, generation, cancellationToken);
        var counts = await book.ReadAsync(session => SourcePageStore.CountsAsync(session, source.Id, time.GetUtcNow()), cancellationToken);
        tally.Size = counts.Items;
        var words = counts.Due == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"Asked for {asked} pages of {counts.Pages}; {counts.Due} more are due.");
        return new SitemapFate(held ?? words, held is not null, walk.IsIndex);
    }

    /// <summary>Brings the pages in line with the sitemap. Returns why what is missing has not ended although the sitemap came whole; else null.</summary>
    private async Task<string?> ListAsync(
        Source source, SourceOptions options, RunTally tally, Stream sitemap, SourceDocument document, long generation, CancellationToken cancellationToken)
    {
        var before = await book.ReadAsync(session => SourcePageStore.CountsAsync(session, source.Id, time.GetUtcNow()), cancellationToken);
        await foreach (var some in walk.ReadAsync(sitemap, document, cancellationToken).Chunk(AtATime).WithCancellation(cancellationToken))
        {
            await book.WriteAsync(session => SourcePageStore.ListAsync(session, source.Id, some, generation, source.BaselineAt is null), cancellationToken);
        }
        foreach (var (address, reason, detail) in walk.Refused)
        {
            tally.See(new FeedRow(tally.Seen + 1, null, reason, detail, address));
        }
        if (!walk.IsWhole || before.Pages == 0)
        {
            return null;
        }
        var missing = await book.ReadAsync(session => SourcePageStore.CountUnlistedAsync(session, source.Id, generation), cancellationToken);
        if (source.GenerationRows > 0 && missing * 100L > before.Pages * options.MaxDropPercent)
        {
            return string.Create(CultureInfo.InvariantCulture, $"The sitemap no longer lists {missing} of {before.Pages} pages: nothing ends because of it until a person looks.");
        }
        tally.Expired += await book.WriteAsync(
            async session =>
            {
                var ended = 0;
                foreach (var page in await SourcePageStore.UnlistedAsync(session, source.Id, generation))
                {
                    ended += await RowEnds.EndAsync(session, source.Id, page.Keys, time.GetUtcNow());
                    await SourcePageStore.ForgetAsync(session, source.Id, page.Address);
                }
                return ended;
            },
            cancellationToken);
        return null;
    }

    private async Task TakeAsync(Source source, SourceOptions options, RunTally tally, SourcePage page, PageAnswer answer, long generation, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> gone = [];
        var keys = page.Keys;
        if (answer.IsUnchanged)
        {
            tally.SeeUnchanged(keys.Count);
        }
        else if (answer.Items.Count > 0)
        {
            foreach (var item in answer.Items)
            {
                tally.See(new FeedRow(item.Row, item, null, null, null));
            }
            var terms = SourceCrawl.TermsOf(source, options) with { IsBaseline = page.IsOld && page.AskedAt is null };
            var counts = await intake.TakeAsync(terms, answer.Items, generation, cancellationToken);
            tally.Take(counts, answer.Items.DistinctBy(item => item.Row).ToDictionary(item => item.Row, item => item.Title));
            keys = [.. answer.Items.Select(item => item.Key).Except(counts.Refused.Select(refused => refused.Key), StringComparer.Ordinal)];
            gone = [.. page.Keys.Except(keys, StringComparer.Ordinal)];
        }
        else
        {
            tally.See(new FeedRow(tally.Seen + 1, null, answer.Refusal, answer.Detail, page.Address));
            // One page without its offer may be a mishap; two in a row are not. What the host says is gone, is; what nobody has seen for long may be.
            var hasEnded = answer.IsGone || (answer.Refusal == Refusal.NoOffer && page.Failures > 0) || page.Failures >= MostFailures;
            (keys, gone) = hasEnded ? ([], keys) : (keys, gone);
        }
        var now = time.GetUtcNow();
        var failures = answer.Refusal is null ? 0 : page.Failures + 1;
        var validators = answer is { Refusal: null, Document: { } document } ? document.Validators : Validators.None;
        tally.Expired += await book.WriteAsync(
            async session =>
            {
                if (answer.IsUnchanged)
                {
                    await RowEnds.TouchAsync(session, source.Id, keys, generation, now);
                }
                var ended = await RowEnds.EndAsync(session, source.Id, gone, now);
                await SourcePageStore.SaveAsync(session, source.Id, page.Address, validators, keys, failures, Next(options, failures, now), now);
                await SourceStore.HoldAsync(session, source.Id, now + Lease);
                return ended;
            },
            cancellationToken);
    }

    /// <summary>A page that gave nothing is asked for later each time.</summary>
    private static DateTimeOffset Next(SourceOptions options, int failures, DateTimeOffset now)
    {
        var every = TimeSpan.FromSeconds(options.Feed.PageEverySeconds);
        var wait = failures <= 1 ? every : every * Math.Pow(2, Math.Min(failures - 1, 6));
        return now + (wait > Longest && wait > every ? (every > Longest ? every : Longest) : wait);
    }
}

/// <summary>How the poll of a sitemap ended.</summary>
/// <param name="IsHeldBack">Pages are missing, and so many that a person has to look.</param>
/// <param name="IsIndex">The document only names other sitemaps, so that it says nothing of what they list.</param>
internal sealed record SitemapFate(string? Message, bool IsHeldBack, bool IsIndex);
