using System.Collections.Concurrent;
using System.Diagnostics;
using Daogou.Core.Links;
using Daogou.Core.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Clicks;

/// <summary>
/// Group commit: hits gather while the last group is being written, one thread writes a group in one transaction, and every visitor of the
/// group goes on when it is durable. One fsync a hit would be slower by a factor of five and more. A visitor never waits longer than
/// the budget: then he goes on unacknowledged, and his hit is written when the disk is well again.
/// </summary>
public sealed partial class ClickJournal : IClickJournal, IAsyncDisposable
{
    private const int MostInOneCommit = 2048;

    /// <summary>Hits that may wait for a sick disk; more are refused at once.</summary>
    private const int MostWaiting = 65_536;

    /// <summary>So few hits are answered by one thread.</summary>
    private const int AnswerTogether = 16;

    private readonly Func<RowAppender> _open;
    private readonly TimeSpan _budget;
    private readonly OrdinalSupply _ordinals;
    private readonly ILogger<ClickJournal> _logger;
    private readonly ClickMeter _meter;
    private readonly ConcurrentQueue<JournalEntry> _pool = new();
    private readonly Lock _gate = new();
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Timer _watch;
    private readonly Thread _writer;
    private List<JournalEntry> _waiting = [];
    private List<JournalEntry> _inFlight = [];
    private RowAppender? _appender;
    private bool _isParked;
    private bool _isWatching;
    private bool _isClosing;
    private int _lastGroup;
    private long _lastWarning;

    public ClickJournal(ClickBook clicks, TimeProvider time, IOptions<LinkOptions> options, ClickMeter meter, ILogger<ClickJournal> logger)
        : this(
            () => ClickStore.OpenAppender(clicks.Database),
            cancellationToken => OrdinalBlocks.TakeAsync(clicks.Database, time, cancellationToken),
            TimeSpan.FromMilliseconds(options.Value.ClickBudgetMs),
            meter,
            logger)
    {
    }

    /// <summary>Over some other way of writing rows and of taking ordinals.</summary>
    public ClickJournal(
        Func<RowAppender> open, Func<CancellationToken, Task<OrdinalBlock>> takeBlock, TimeSpan budget, ClickMeter meter, ILogger<ClickJournal> logger)
    {
        _open = open;
        _budget = budget;
        _ordinals = new OrdinalSupply(takeBlock, logger);
        _meter = meter;
        _logger = logger;
        _watch = new Timer(_ => GiveUpWaiting(), null, Timeout.Infinite, Timeout.Infinite);
        _writer = new Thread(WriteLoop) { IsBackground = true, Name = "click-journal" };
        _writer.Start();
    }

    /// <summary>Takes the first block of ordinals; without it the first visitors would go on unnumbered.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => _ordinals.FillAsync(cancellationToken);

    public ValueTask<Journalled> AppendAsync(Hit hit)
    {
        ValueTask<Journalled> answer;
        bool wakes;
        var since = Stopwatch.GetTimestamp();
        if (!_pool.TryDequeue(out var entry))
        {
            entry = new JournalEntry(_pool.Enqueue);
        }
        lock (_gate)
        {
            // The number is given under the same lock that puts the hit in line, so rows arrive in the order of their ordinals.
            var ordinal = _ordinals.Next();
            if (ordinal == 0 || _waiting.Count >= MostWaiting || _isClosing)
            {
                _pool.Enqueue(entry);
                _meter.Count(ClickFate.Lost);
                return ValueTask.FromResult(new Journalled(ordinal, ClickFate.Lost));
            }
            answer = entry.Start(hit, ordinal, since);
            _waiting.Add(entry);
            wakes = _isParked;
            _isParked = false;
            if (!_isWatching)
            {
                _isWatching = true;
                _watch.Change(_budget, _budget / 5);
            }
        }
        if (wakes)
        {
            _wake.Set();
        }
        return answer;
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_isClosing)
            {
                return;
            }
            _isClosing = true;
            _isParked = false;
        }
        _wake.Set();
        await Task.Run(_writer.Join);
        await _watch.DisposeAsync();
        await _ordinals.DisposeAsync();
        _wake.Dispose();
    }

    private void WriteLoop()
    {
        // Opened before the first visitor waits for it.
        Write([]);
        while (WaitForHits())
        {
            Linger();
            List<JournalEntry> group;
            lock (_gate)
            {
                group = _waiting;
                _waiting = _inFlight;
                _inFlight = group;
            }
            var fate = Write(group);
            JournalEntry[] written;
            lock (_gate)
            {
                written = [.. group];
                group.Clear();
            }
            _lastGroup = written.Length;
            Answer(written, fate);
        }
        _appender?.Dispose();
    }

    /// <summary>False when the journal is closing and everything is written.</summary>
    private bool WaitForHits()
    {
        lock (_gate)
        {
            if (_waiting.Count > 0)
            {
                return true;
            }
            if (_isClosing)
            {
                return false;
            }
            _isParked = true;
        }
        _wake.WaitOne();
        lock (_gate)
        {
            return _waiting.Count > 0 || !_isClosing;
        }
    }

    /// <summary>
    /// Most of the visitors of the last group are on their way back. A group that starts with half of them makes everybody wait for two
    /// fsyncs instead of one; so wait as long as they keep coming, at most 300 microseconds.
    /// </summary>
    private void Linger()
    {
        var start = Stopwatch.GetTimestamp();
        var seen = Volatile.Read(ref _waiting).Count;
        var quiet = 0;
        while (seen < _lastGroup && quiet < 3 && Stopwatch.GetElapsedTime(start) < TimeSpan.FromMicroseconds(300))
        {
            if (!Thread.Yield())
            {
                Thread.SpinWait(200);
            }
            var now = _waiting.Count;
            quiet = now == seen ? quiet + 1 : 0;
            seen = now;
        }
    }

    private ClickFate Write(List<JournalEntry> group)
    {
        try
        {
            _appender ??= _open();
            for (var start = 0; start < group.Count; start += MostInOneCommit)
            {
                _appender.Begin();
                for (var index = start; index < Math.Min(start + MostInOneCommit, group.Count); index++)
                {
                    ClickStore.Append(_appender, group[index].Ordinal, group[index].Hit);
                }
                _appender.Commit();
            }
            return ClickFate.Kept;
        }
        catch (Exception e)
        {
            // Redirects go on without the store; the next group tries a fresh connection.
            _appender?.Dispose();
            _appender = null;
            Warn(e, group.Count);
            return ClickFate.Lost;
        }
    }

    /// <summary>
    /// Answers the group in as many runs as there are processors, the first on this thread: most of these visitors are who the next group is
    /// made of, and waking somebody for a short response costs more than the response.
    /// </summary>
    private void Answer(JournalEntry[] group, ClickFate fate)
    {
        var part = Math.Max(AnswerTogether, (group.Length + Environment.ProcessorCount - 1) / Environment.ProcessorCount);
        for (var start = part; start < group.Length; start += part)
        {
            ThreadPool.UnsafeQueueUserWorkItem(new Answers(this, group, start, Math.Min(start + part, group.Length), fate), preferLocal: false);
        }
        new Answers(this, group, 0, Math.Min(part, group.Length), fate).Execute();
    }

    /// <summary>Sends on those who have waited for too long, while the writer is still busy with their hits.</summary>
    private void GiveUpWaiting()
    {
        var late = new List<JournalEntry>();
        lock (_gate)
        {
            if (_waiting.Count == 0 && _inFlight.Count == 0)
            {
                _isWatching = false;
                _watch.Change(Timeout.Infinite, Timeout.Infinite);
                return;
            }
            var limit = Stopwatch.GetTimestamp() - (long)(_budget.TotalSeconds * Stopwatch.Frequency);
            late.AddRange(_inFlight.Where(entry => entry.Since <= limit && entry.TryClaim()));
            late.AddRange(_waiting.Where(entry => entry.Since <= limit && entry.TryClaim()));
        }
        foreach (var entry in late)
        {
            _meter.Count(ClickFate.Late);
            entry.Answer(ClickFate.Late);
        }
    }

    private void Warn(Exception e, int hits)
    {
        var now = Environment.TickCount64;
        if (_lastWarning == 0 || now - _lastWarning > 60_000)
        {
            _lastWarning = now;
            LogNotWritten(_logger, hits, e);
        }
    }

    private sealed class Answers(ClickJournal journal, JournalEntry[] group, int start, int end, ClickFate fate) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            for (var index = start; index < end; index++)
            {
                var entry = group[index];
                if (entry.TryClaim())
                {
                    journal._meter.Count(fate);
                    entry.Answer(fate);
                }
                entry.LetGo();
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Hits} clicks could not be written; redirects go on without them. Told at most once a minute")]
    private static partial void LogNotWritten(ILogger logger, int hits, Exception e);
}
