using System.Diagnostics;
using Daogou.Core.Deals;
using Daogou.Core.Ranking;
using Daogou.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Daogou.Core.Search;

/// <summary>How an index was laid out.</summary>
/// <param name="Deals">Deals held.</param>
/// <param name="Bytes">Memory held.</param>
/// <param name="Took">How long it took.</param>
public sealed record IndexBuild(int Deals, long Bytes, TimeSpan Took);

/// <summary>
/// The deals in memory, laid out from the book and kept up with it: what changed is asked for by each search after
/// <see cref="SearchOptions.RefreshSeconds"/>, and the whole is laid out anew in the background. A changed title alone is no news to the book
/// and is found after the next layout. The book has the last word: what it no longer shows is never answered with.
/// </summary>
public sealed partial class DealIndex(Database book, ExpectedCommission commission, SearchOptions options, TimeProvider time, ILogger<DealIndex> logger) : IDisposable
{
    private const int DealsAtATime = 4000;
    private const int MostChanges = 20_000;
    private const int CouponsAge = 10;
    private const int IdsASecond = 1000 << 20;

    /// <summary>Transactions of other processes may become visible this much out of order.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private Layout? _layout;
    private KeptCoupons? _coupons;

    /// <summary>When the whole was last laid out; null before the first time.</summary>
    public DateTimeOffset? BuiltAt => _layout?.BuiltAt;

    /// <summary>What is to be searched now; the first call lays the index out.</summary>
    public async Task<SearchSnapshot> CurrentAsync(CancellationToken cancellationToken)
    {
        if (_layout is { } layout && Stopwatch.GetElapsedTime(layout.AskedAt).TotalSeconds < options.RefreshSeconds)
        {
            return layout.Snapshot;
        }
        if (_layout is null)
        {
            await _turn.WaitAsync(cancellationToken);
        }
        else if (!await _turn.WaitAsync(0, cancellationToken))
        {
            // Somebody refreshes or lays out anew; what is there serves meanwhile.
            return _layout.Snapshot;
        }
        try
        {
            _layout = _layout is null ? await LayOutAsync(cancellationToken) : await RefreshedAsync(_layout, cancellationToken);
            return _layout.Snapshot;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Lays the whole out anew while searches go on with what is there.</summary>
    public async Task<IndexBuild> RebuildAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            _layout = await LayOutAsync(cancellationToken);
            return new IndexBuild(_layout.Snapshot.Count, _layout.Snapshot.Bytes, _layout.Took);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Whether the whole should be laid out anew; never so often that it takes more than a tenth of the time.</summary>
    internal bool IsDue(DateTimeOffset? asked) =>
        _layout is not { } layout
        || (Stopwatch.GetElapsedTime(layout.FinishedAt) > layout.Took * 9
            && (layout.IsBehind || asked > layout.BuiltAt || time.GetUtcNow() - layout.BuiltAt >= TimeSpan.FromMinutes(options.RebuildMinutes)));

    /// <summary>Judges deals as rankings do, with the sources' records of the last layout and coupons that are some seconds old at most.</summary>
    internal async Task<DealJudge> JudgeAsync(Session session)
    {
        var now = time.GetUtcNow();
        if (_coupons is not { } kept || Stopwatch.GetElapsedTime(kept.ReadAt).TotalSeconds >= options.RefreshSeconds * CouponsAge)
        {
            _coupons = kept = new KeptCoupons(new CouponBook(await CouponStore.ActiveAsync(session, now)), Stopwatch.GetTimestamp());
        }
        return new DealJudge(kept.Coupons, _layout?.Sources ?? new Dictionary<long, SourceRecord>(), commission, now);
    }

    public void Dispose() => _turn.Dispose();

    private async Task<Layout> LayOutAsync(CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var now = time.GetUtcNow();
        var (marks, sources) = await book.ReadAsync(
            async session => (await MarksAsync(session), (await FeedItemStore.RecordsAsync(session)).ToDictionary(record => record.SourceId)), cancellationToken);
        var judge = await book.ReadAsync(session => DealJudge.OpenAsync(session, sources, commission, now), cancellationToken);
        var builder = new SegmentBuilder();
        long last = 0;
        for (var isMore = true; isMore;)
        {
            // Page by page, so that no reading holds the book's log for long.
            var page = await book.ReadAsync(async session => await judge.JudgeAsync(session, await DealStore.ActiveFromAsync(session, last, DealsAtATime)), cancellationToken);
            foreach (var (deal, candidate) in page)
            {
                builder.Add(IndexedDeal.Of(deal, candidate, options.DescriptionCharacters));
                last = deal.Id;
            }
            isMore = page.Count == DealsAtATime;
            if (isMore && (builder.Count >= options.MostDeals || builder.TextBytes > 1 << 30))
            {
                LogFull(logger, builder.Count);
                isMore = false;
            }
        }
        var whole = builder.Build();
        var took = Stopwatch.GetElapsedTime(began);
        LogBuilt(logger, whole.Count, whole.Bytes / (1 << 20), (long)took.TotalMilliseconds);
        return new Layout(whole, new SearchSnapshot(whole, Segment.Empty, []), [], marks, sources, now, took, began, Stopwatch.GetTimestamp(), IsBehind: false);
    }

    private async Task<Layout> RefreshedAsync(Layout layout, CancellationToken cancellationToken)
    {
        var asked = Stopwatch.GetTimestamp();
        var marks = await book.ReadAsync(MarksAsync, cancellationToken);
        if (marks.Equals(layout.Marks))
        {
            return layout with { AskedAt = asked };
        }
        var changed = new Dictionary<long, IndexedDeal?>(layout.Changed);
        var isCut = false;
        await book.ReadAsync(
            async session =>
            {
                var judge = await JudgeAsync(session);
                isCut |= await TakeAsync(session, judge, await DealStore.NewerAsync(session, layout.Marks.HighestId - (long)(Overlap.TotalSeconds * IdsASecond), MostChanges));
                foreach (var state in Enum.GetValues<DealState>())
                {
                    if (marks.Of(state) is { } mark && mark != layout.Marks.Of(state))
                    {
                        var since = layout.Marks.Of(state) is { } before ? before.At - Overlap : DateTimeOffset.UnixEpoch;
                        isCut |= await TakeAsync(session, judge, await DealStore.ChangedSinceAsync(session, state, since, MostChanges));
                    }
                }
                return true;
            },
            cancellationToken);
        var builder = new SegmentBuilder();
        foreach (var deal in changed.Values.OfType<IndexedDeal>())
        {
            builder.Add(deal);
        }
        var snapshot = new SearchSnapshot(layout.Whole, builder.Build(), changed.Where(pair => pair.Value is null).Select(pair => pair.Key));
        return layout with
        {
            Snapshot = snapshot,
            Changed = changed,
            Marks = marks,
            AskedAt = asked,
            IsBehind = layout.IsBehind || isCut || changed.Count > MostChanges,
        };

        async Task<bool> TakeAsync(Session session, DealJudge judge, IReadOnlyList<Deal> deals)
        {
            foreach (var (deal, candidate) in await judge.JudgeAsync(session, deals))
            {
                changed[deal.Id] = deal.State == DealState.Active ? IndexedDeal.Of(deal, candidate, options.DescriptionCharacters) : null;
            }
            return deals.Count == MostChanges;
        }
    }

    private static async Task<Marks> MarksAsync(Session session)
    {
        var marks = new Marks(await DealStore.HighestIdAsync(session) ?? 0, null, null, null, null, null);
        return marks with
        {
            Active = await DealStore.MarkAsync(session, DealState.Active),
            Held = await DealStore.MarkAsync(session, DealState.Held),
            Ended = await DealStore.MarkAsync(session, DealState.Ended),
            Removed = await DealStore.MarkAsync(session, DealState.Removed),
            Pasted = await DealStore.MarkAsync(session, DealState.Pasted),
        };
    }

    [LoggerMessage(LogLevel.Information, "Search: {Deals} deals laid out in {Milliseconds} ms, {Megabytes} MiB")]
    private static partial void LogBuilt(ILogger logger, int deals, long megabytes, long milliseconds);

    [LoggerMessage(LogLevel.Warning, "Search holds {Deals} deals and no more (Search:MostDeals); newer ones are not found by words")]
    private static partial void LogFull(ILogger logger, int deals);

    /// <summary>How far the book was read.</summary>
    private sealed record Marks(long HighestId, DealMark? Active, DealMark? Held, DealMark? Ended, DealMark? Removed, DealMark? Pasted)
    {
        public DealMark? Of(DealState state) => state switch
        {
            DealState.Active => Active,
            DealState.Held => Held,
            DealState.Ended => Ended,
            DealState.Removed => Removed,
            DealState.Pasted => Pasted,
        };
    }

    private sealed record KeptCoupons(CouponBook Coupons, long ReadAt);

    /// <param name="Changed">What changed since; null: gone.</param>
    /// <param name="IsBehind">More changed than is kept beside the whole.</param>
    private sealed record Layout(
        Segment Whole, SearchSnapshot Snapshot, Dictionary<long, IndexedDeal?> Changed, Marks Marks, IReadOnlyDictionary<long, SourceRecord> Sources,
        DateTimeOffset BuiltAt, TimeSpan Took, long AskedAt, long FinishedAt, bool IsBehind);
}
