using System.Diagnostics;
using System.Net;
using Daogou.Core.Deals;
using Daogou.Core.Networks;
using Daogou.Core.Outbound;
using Daogou.Core.Storage;
using Daogou.Crawler.Feeds;
using Daogou.Crawler.Feeds.Syndication;
using Daogou.Crawler.Fetching;
using Daogou.Crawler.Jobs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Daogou.Crawler.Sources;

/// <summary>
/// One poll of a source: fetch, recognise, read row by row, hand over in batches, and end what a whole document no longer lists. What is
/// known of the source moves forward only after its rows are in.
/// </summary>
public sealed partial class SourceCrawl(
    Database book, SourceFetcher fetcher, DealIntake intake, SourceSecrets secrets, SourceWatch watch, TimeProvider time, ILogger<SourceCrawl> logger,
    IOptions<ScheduleOptions>? schedule = null, NetworkCatalog? networks = null)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(30);

    private const string Lied = "The document changed while its ETag or date stayed the same, so \"not modified\" is not believed here for 30 days: it is asked for in full.";

    private readonly Database _book = book;
    private readonly DealIntake _intake = intake;
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private readonly HostTurns _turns = new(fetcher.Pace, (schedule?.Value ?? new ScheduleOptions()).SourcesAtATime);

    /// <summary>
    /// Polls every source that is due, and what falls due meanwhile; returns how many were. Each host has one poll at a time and the hosts take
    /// turns; a source is claimed only when its turn has come.
    /// </summary>
    public Task<int> RunDueAsync(CancellationToken cancellationToken) => _turns.RunAsync(
        async token => await _book.ReadAsync(session => SourceStore.DueAsync(session, time.GetUtcNow()), token),
        (due, token) => Task.Run(async () => await RunAsync(due.Key, token) is not null, CancellationToken.None),
        cancellationToken);

    /// <summary>Polls a source now, due or not; null when it is unknown, disabled or being polled.</summary>
    public async Task<SourceRun?> RunAsync(string key, CancellationToken cancellationToken)
    {
        var source = await _book.WriteAsync(
            session => SourceStore.ClaimAsync(session, key, time.GetUtcNow(), time.GetUtcNow() + Lease), cancellationToken);
        if (source is null)
        {
            return null;
        }
        var poll = new SourcePoll(source, source.Options, new RunTally(), time.GetUtcNow(), Stopwatch.GetTimestamp());
        try
        {
            return await PollAsync(poll, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await _book.WriteAsync(session => SourceStore.ReleaseAsync(session, source.Id), CancellationToken.None);
            throw;
        }
        catch (Exception e) when (Expected(e) is { } outcome)
        {
            return await FailAsync(poll, outcome, e.Message, (e as FetchFailedException)?.RetryAfter, cancellationToken);
        }
        catch (Exception e)
        {
            LogFault(e, source.SourceKey);
            return await FailAsync(poll, SourceOutcome.Failed, e.Message, null, cancellationToken);
        }
    }

    private static SourceOutcome? Expected(Exception e) => e switch
    {
        OutboundException { IsRefusal: true } => SourceOutcome.Refused,
        OutboundException => SourceOutcome.FetchFailed,
        FetchFailedException => SourceOutcome.FetchFailed,
        FeedBrokenException => SourceOutcome.Broken,
        _ => null,
    };

    private async Task<SourceRun> PollAsync(SourcePoll poll, CancellationToken cancellationToken)
    {
        var source = poll.Source;
        if (OfferAddress.IsOne(source.Location))
        {
            return OfferAddress.Read(source.Location) is { } offers ? await PollOffersAsync(poll, offers, cancellationToken) : throw new FetchFailedException($"'{source.Location}' is not {OfferAddress.Accepts}.");
        }
        var begun = await _book.ReadAsync(session => SourceProgressStore.FindAsync(session, source, poll.StartedAt), cancellationToken);
        var address = SourceAddress.Read(begun?.Address ?? source.Address) ?? throw new FetchFailedException($"'{source.Location}' is neither an address nor a file.");
        await using var document = await FetchAsync(poll, address, source.ValidatorsAt(poll.StartedAt), cancellationToken);
        var isSame = document.Content is null || document.Validators.BodyHash == source.BodyHash;
        if (isSame && poll.Options.Format == SitemapFormat.Key)
        {
            return await FollowAsync(poll, null, document, cancellationToken);
        }
        if (isSame)
        {
            await _intake.TouchAllAsync(source.Id, source.Generation, source.Generation, cancellationToken);
            return await SucceedAsync(poll, SourceOutcome.Unchanged, Moved(document), document.Validators, source.GenerationRows, document, null, cancellationToken);
        }
        var (format, whole) = await FeedFormats.OpenAsync(document.Content!, begun?.Format ?? poll.Options.Format, poll.Options.Feed, cancellationToken);
        if (format is SitemapFormat)
        {
            return await FollowAsync(poll, whole, document, cancellationToken);
        }
        var generation = begun?.Generation ?? source.Generation + 1;
        poll.Tally.GoOnFrom(begun);
        var listsAll = poll.Options.ListsAll ?? format is not (RssFormat or AtomFormat);
        var intoBook = new RowsIntoBook(_book, _intake, poll, generation, begun is not null)
        {
            Listed = listsAll && !poll.Options.Feed.Coupons ? await ListedRows.LoadAsync(_book, source.Id, cancellationToken) : null,
        };
        var trail = new PageTrail(poll.Options, format);
        var context = await intoBook.ReadAsync(format, whole, document, begun?.Page ?? 1, cancellationToken);
        await intoBook.FinishAsync(cancellationToken);
        var firstPage = begun is null ? poll.Tally.Believed : source.GenerationRows;
        while (trail.Next(context, intoBook.HasNews) is { } next)
        {
            await SaveProgressAsync(poll, generation, format, context.Page + 1, next, begun?.BegunAt ?? poll.StartedAt, cancellationToken);
            await using var page = await FetchAsync(poll, next, Validators.None, cancellationToken);
            (_, whole) = await FeedFormats.OpenAsync(page.Content!, format.Name, poll.Options.Feed, cancellationToken);
            context = await intoBook.ReadAsync(format, whole, page, context.Page + 1, cancellationToken);
            await intoBook.FinishAsync(cancellationToken);
        }
        // The first page says nothing about the others: a list of pages is always read.
        var validators = trail.IsListOfPages ? Validators.None : document.Validators;
        // How far news are followed says nothing about their size.
        poll.Tally.Size = trail.IsNews && firstPage > 0 ? firstPage : null;
        var rows = poll.Tally.Believed;
        if (rows * 100 < source.GenerationRows * (100 - poll.Options.MaxDropPercent))
        {
            await _intake.TouchAllAsync(source.Id, generation, generation, cancellationToken);
            var held = $"Only {rows} rows are believed, where there were {source.GenerationRows}: nothing ends because of it until a person looks.";
            return await SucceedAsync(poll, SourceOutcome.HeldBack, held, Validators.None, source.GenerationRows, document, context.Head, cancellationToken);
        }
        if (trail.EndsWhatIsMissing)
        {
            poll.Tally.Expired = await _intake.EndMissingAsync(source.Id, generation, cancellationToken, intoBook.Listed);
        }
        else
        {
            await _intake.TouchAllAsync(source.Id, generation, generation, cancellationToken);
        }
        return await SucceedAsync(poll, SourceOutcome.Taken, Moved(document) ?? trail.Cut, validators, rows, document, context.Head, cancellationToken);
    }

    /// <summary>Polls the pages of a sitemap.</summary>
    private async Task<SourceRun> FollowAsync(SourcePoll poll, Stream? sitemap, SourceDocument document, CancellationToken cancellationToken)
    {
        var walk = new SitemapWalk(poll.Options, (address, token) => FetchAsync(poll, address, Validators.None, token));
        var pages = new PageRows(poll.Options.Feed, async (address, known, token) =>
        {
            var wish = new FetchWish(address, known, CredentialsFor(poll, address), poll.Options.AsksRobots ?? true);
            var page = await fetcher.FetchAsync(wish, token);
            poll.Tally.Bytes += page.BytesReceived;
            return page;
        });
        var fate = await new SitemapPoll(_book, _intake, walk, pages, time).RunAsync(poll.Source, poll.Options, poll.Tally, sitemap, document, cancellationToken);
        poll.Tally.StatusCode = document.Status;
        // Only a source that is known for a sitemap is followed when its document is as it was; and an index says nothing of what it names.
        var validators = poll.Options.Format != SitemapFormat.Key || fate.IsIndex || fate.IsHeldBack ? Validators.None : document.Validators;
        var (outcome, rows) = fate.IsHeldBack ? (SourceOutcome.HeldBack, poll.Source.GenerationRows) : (SourceOutcome.Taken, poll.Tally.Believed);
        return await SucceedAsync(poll, outcome, fate.Message ?? Moved(document), validators, rows, document, null, cancellationToken);
    }

    /// <summary>The pages so far are in: should this poll break off, the next one goes on from here.</summary>
    private Task SaveProgressAsync(SourcePoll poll, long generation, IFeedFormat format, int page, Uri next, DateTimeOffset begunAt, CancellationToken cancellationToken) =>
        _book.WriteAsync(
            async session =>
            {
                await SourceStore.HoldAsync(session, poll.Source.Id, time.GetUtcNow() + Lease);
                await SourceProgressStore.SaveAsync(session, poll.Source, new SourceProgress
                {
                    Generation = generation, Page = page, Address = next.AbsoluteUri, Format = format.Name,
                    Seen = poll.Tally.RowsRead, Believed = poll.Tally.Believed, BegunAt = begunAt,
                });
            },
            cancellationToken);

    private async Task<SourceDocument> FetchAsync(SourcePoll poll, Uri address, Validators known, CancellationToken cancellationToken)
    {
        try
        {
            var document = await fetcher.FetchAsync(new FetchWish(address, known, CredentialsFor(poll, address), poll.Options.RobotsHaveASay), cancellationToken);
            poll.Tally.StatusCode = document.Status;
            poll.Tally.Bytes += document.BytesReceived;
            return document;
        }
        catch (FetchFailedException e)
        {
            poll.Tally.StatusCode = e.Status;
            throw;
        }
    }

    /// <summary>A page that the document names on another host is not told the source's secret.</summary>
    private IReadOnlyDictionary<string, string> CredentialsFor(SourcePoll poll, Uri address) =>
        Uri.TryCreate(poll.Source.Address, UriKind.Absolute, out var own) && own.GetLeftPart(UriPartial.Authority) == address.GetLeftPart(UriPartial.Authority)
            ? secrets.HeadersOf(poll.Options)
            : FetchWish.Page(address).Credentials;

    /// <summary>What a source is trusted with.</summary>
    internal static SourceTerms TermsOf(Source source, SourceOptions options) =>
        new(source.Id, options.Merchant.Trim().ToLowerInvariant(), options.Currency, options.AllowedHosts, source.BaselineAt is null);

    private async Task<SourceRun> SucceedAsync(
        SourcePoll poll, SourceOutcome outcome, string? message, Validators validators, long rows, SourceDocument document, FeedHead? head, CancellationToken cancellationToken)
    {
        var moved = document.Hops is { Count: > 0 } hops && hops.All(hop => hop.IsPermanent) ? hops[^1].To.AbsoluteUri
            : poll.Source.Address != poll.Source.Location ? poll.Source.MovedTo : null;
        var lied = document.Content is not null && poll.Source.IsLie(document.Validators);
        message ??= lied ? Lied : null;
        var run = RunOf(poll, outcome, message);
        var turn = await _book.WriteAsync(
            async session =>
            {
                var next = PollPlan.Next(run.FinishedAt, TimeSpan.FromSeconds(poll.Source.EverySeconds), head?.Pace, document.Fresh);
                await SourceProgressStore.ForgetAsync(session, poll.Source.Id);
                await SourceStore.SucceedAsync(session, poll.Source, outcome, message, validators, rows, next, moved, document.Content is not null, lied, run.FinishedAt);
                return await WriteAsync(session, poll, run);
            },
            cancellationToken);
        watch.Tell(poll.Source, turn);
        if (outcome == SourceOutcome.HeldBack)
        {
            LogHeldBack(poll.Source.SourceKey, message!);
        }
        else if (outcome == SourceOutcome.Taken)
        {
            LogTaken(
                poll.Source.SourceKey, run.Seen, run.Added, run.Changed, run.Unchanged, run.Refused, run.Expired,
                Stopwatch.GetElapsedTime(poll.Stamp).TotalMilliseconds);
        }
        return run;
    }

    private async Task<SourceRun> FailAsync(SourcePoll poll, SourceOutcome outcome, string message, TimeSpan? retryAfter, CancellationToken cancellationToken)
    {
        var run = RunOf(poll, outcome, message);
        var rung = BackOff.AfterFailure(poll.Source.Rung, run.FinishedAt - _startedAt);
        var next = BackOff.Next(run.FinishedAt, rung, retryAfter);
        var turn = await _book.WriteAsync(
            async session =>
            {
                await SourceStore.FailAsync(session, poll.Source.Id, outcome, message, rung, next, run.FinishedAt);
                if (outcome != SourceOutcome.FetchFailed || poll.Tally.StatusCode is >= 400 and < 500 and not (408 or 429))
                {
                    // The place in the list is no good; it is read from the beginning.
                    await SourceProgressStore.ForgetAsync(session, poll.Source.Id);
                }
                if (poll.Tally.StatusCode == (int)HttpStatusCode.Gone)
                {
                    await SourceStore.EndAsync(session, poll.Source.Id, run.FinishedAt);
                }
                return await WriteAsync(session, poll, run);
            },
            cancellationToken);
        watch.Tell(poll.Source, turn);
        LogFailed(poll.Source.SourceKey, message, next);
        return run;
    }

    private async Task<SourceWatch.Turn?> WriteAsync(Session session, SourcePoll poll, SourceRun run)
    {
        var turn = await watch.LookAsync(session, poll.Source, run);
        await SourceRunStore.AddAsync(session, run);
        return turn;
    }

    private SourceRun RunOf(SourcePoll poll, SourceOutcome outcome, string? message) => new()
    {
        Id = Ids.Next(time),
        SourceId = poll.Source.Id,
        StartedAt = poll.StartedAt,
        FinishedAt = time.GetUtcNow(),
        Outcome = outcome,
        StatusCode = poll.Tally.StatusCode,
        Message = message,
        Bytes = poll.Tally.Bytes,
        Seen = poll.Tally.Seen,
        Added = poll.Tally.Added,
        Changed = poll.Tally.Changed,
        Unchanged = poll.Tally.Unchanged,
        Refused = poll.Tally.Refused,
        Expired = poll.Tally.Expired,
        Refusals = poll.Tally.RefusalsJson,
        Charset = poll.Tally.Charset?.Name,
        CharsetBy = poll.Tally.Charset?.By,
        Replaced = poll.Tally.Replaced,
        PriceRows = poll.Options.Feed.Coupons ? 0 : poll.Tally.PriceRows,
        Priced = poll.Options.Feed.Coupons ? 0 : poll.Tally.Priced,
        GenerationRows = outcome switch
        {
            SourceOutcome.Taken or SourceOutcome.HeldBack => poll.Tally.Believed,
            SourceOutcome.Unchanged => poll.Source.GenerationRows,
            _ => null,
        },
    };

    private static string? Moved(SourceDocument document) =>
        document.Hops is { Count: > 0 } hops && hops.All(hop => hop.IsPermanent) ? $"Moved for good to {hops[^1].To}; it is asked for there once that has held for three polls." : null;

    [LoggerMessage(
        LogLevel.Information,
        "Source {Key}: {Seen} rows, {Added} new, {Changed} changed, {Unchanged} unchanged, {Refused} refused, {Expired} ended, in {Milliseconds:0} ms")]
    private partial void LogTaken(string key, long seen, long added, long changed, long unchanged, long refused, long expired, double milliseconds);

    [LoggerMessage(LogLevel.Warning, "Source {Key}: {Reason}")]
    private partial void LogHeldBack(string key, string reason);

    [LoggerMessage(LogLevel.Warning, "Source {Key} failed: {Reason} Next try at {Next:u}")]
    private partial void LogFailed(string key, string reason, DateTimeOffset next);

    [LoggerMessage(LogLevel.Error, "Source {Key} failed by a fault of ours")]
    private partial void LogFault(Exception e, string key);
}
