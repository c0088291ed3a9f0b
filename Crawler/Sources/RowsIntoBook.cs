using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Daogou.Core.Amounts;
using Daogou.Core.Deals;
using Daogou.Core.Storage;
using Daogou.Crawler.Feeds;
using Daogou.Crawler.Fetching;

namespace Daogou.Crawler.Sources;

/// <summary>One poll of a source while it goes on.</summary>
/// <param name="Stamp">When it began, for how long it takes.</param>
internal sealed record SourcePoll(Source Source, SourceOptions Options, RunTally Tally, DateTimeOffset StartedAt, long Stamp);

/// <summary>Rows of one or more pages on their way into the book, a batch at a time.</summary>
internal sealed class RowsIntoBook(Database book, DealIntake intake, SourcePoll poll, long generation, bool begun)
{
    private const int RowsAtATime = 8000;
    private const int DocumentsReadAtATime = 4;

    /// <summary>To be raised when rows are read otherwise than before: what was passed over is then read again.</summary>
    private const int Reader = 1;

    /// <summary>What a feed of news leads back to beyond this is an archive.</summary>
    private static readonly TimeSpan Old = TimeSpan.FromDays(30);

    private static readonly SemaphoreSlim Readers = new(DocumentsReadAtATime);

    private readonly SourceTerms _terms = SourceCrawl.TermsOf(poll.Source, poll.Options);
    private readonly long _seed = unchecked((long)XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Reader} {poll.Source.Settings}"))));
    private List<IntakeRow> _batch = [];
    private (Task<IntakeCounts> Taking, List<IntakeRow> Rows)? _handedOver;
    private bool _begun = begun;
    private bool _hasFresh;
    private long _newBefore;

    /// <summary>Whether the last page brought a row that was new or changed, and not old.</summary>
    public bool HasNews => _hasFresh && poll.Tally.Added + poll.Tally.Changed > _newBefore;

    /// <summary>What need not be read of it; null where rows are always read.</summary>
    public ListedRows? Listed { get; init; }

    public async Task<FeedContext> ReadAsync(IFeedFormat format, Stream whole, SourceDocument document, int page, CancellationToken cancellationToken)
    {
        var context = new FeedContext(document.Address, poll.Options.Feed)
        {
            Charset = document.Charset, IsUtf8 = document.IsUtf8, RowsBefore = poll.Tally.RowsRead, Page = page,
            Passes = Listed is null ? null : hash => Listed.Meet(hash) == RowFate.Same, HashSeed = _seed,
        };
        (_newBefore, _hasFresh) = (poll.Tally.Added + poll.Tally.Changed, false);
        // Waiting for a slow host is cheap, rows in memory are not: fewer are read at a time than are fetched.
        await Readers.WaitAsync(cancellationToken);
        try
        {
            whole = await DocumentText.WatchAsync(whole, context, cancellationToken);
            await ReadAsync(format.ReadAsync(whole, context, cancellationToken), cancellationToken);
        }
        finally
        {
            if (context.Text is { } text)
            {
                poll.Tally.Hear(text);
            }
            Readers.Release();
        }
        return context;
    }

    /// <summary>Rows that come from no document: a network's list, which is slow and small.</summary>
    public Task TakeAsync(IAsyncEnumerable<FeedRow> rows, CancellationToken cancellationToken)
    {
        (_newBefore, _hasFresh) = (poll.Tally.Added + poll.Tally.Changed, false);
        return ReadAsync(rows, cancellationToken);
    }

    private async Task ReadAsync(IAsyncEnumerable<FeedRow> rows, CancellationToken cancellationToken)
    {
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            poll.Tally.See(row);
            if (row.Item is { } item)
            {
                _hasFresh = _hasFresh || IsFresh(item);
                _batch.Add(new IntakeRow(item, row.Hash));
            }
            if (_batch.Count == RowsAtATime)
            {
                await HandOverAsync(cancellationToken);
            }
        }
    }

    /// <summary>A post of some age is an archive's: who looks for deals does not want it.</summary>
    private bool IsFresh(FeedItem item) =>
        item.PublishedAt is not { } published || DateText.Instant(published) is not { } at || poll.StartedAt - at < Old;

    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await HandOverAsync(cancellationToken);
        await CountAsync();
    }

    /// <summary>Gives the batch to the book; the next is read while it goes in, and only one goes in at a time.</summary>
    private async Task HandOverAsync(CancellationToken cancellationToken)
    {
        if (!_begun)
        {
            await book.WriteAsync(session => SourceStore.BeginGenerationAsync(session, poll.Source.Id, generation), cancellationToken);
            _begun = true;
        }
        await CountAsync();
        if (_batch.Count > 0)
        {
            _handedOver = (intake.TakeAsync(_terms, _batch, generation, Listed, cancellationToken), _batch);
            _batch = [];
        }
    }

    private async Task CountAsync()
    {
        if (_handedOver is var (taking, rows))
        {
            _handedOver = null;
            var counts = await taking;
            var refused = counts.Refused.Select(refusal => refusal.Row).ToHashSet();
            poll.Tally.Take(counts, rows.Where(row => refused.Contains(row.Item.Row)).DistinctBy(row => row.Item.Row).ToDictionary(row => row.Item.Row, row => row.Item.Title));
        }
    }
}
