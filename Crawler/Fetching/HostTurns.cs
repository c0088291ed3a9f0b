using System.Threading.Channels;

namespace Daogou.Crawler.Fetching;

/// <summary>One piece of work for a host.</summary>
/// <param name="Key">The same work is not lined up twice.</param>
/// <param name="Address">Where it goes; null for what asks nobody.</param>
public sealed record HostErrand(string Key, Uri? Address)
{
    /// <summary>Errands of the same line follow one another. A file of this machine is a line of its own.</summary>
    internal string Line => Address is { IsFile: false } web ? web.Authority : $"file {Key}";
}

/// <summary>
/// Runs errands for many hosts: so many at once and no more, one for each host, the hosts in turn however many errands each has. A host
/// that wants a pause waits without holding a place.
/// </summary>
/// <param name="places">The most errands at once.</param>
public sealed class HostTurns(HostPace pace, int places)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Runs what there is, and what <paramref name="look"/> finds while it runs: one host with a long line does not keep new errands of others
    /// waiting. Returns when nothing is left.
    /// </summary>
    /// <param name="look">What is to be done now, the most urgent first; what was named before and is not done yet may be named again.</param>
    /// <param name="work">Called in the order of the turns; it must not hold the caller up before its first wait.</param>
    /// <param name="cancellationToken">Ends the errands that run, and the run with them.</param>
    /// <returns>How many errands said that they did something.</returns>
    public async Task<int> RunAsync(
        Func<CancellationToken, Task<IReadOnlyList<HostErrand>>> look, Func<HostErrand, CancellationToken, Task<bool>> work, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var round = new Round(pace, work, stop.Token);
        try
        {
            round.Add(await look(cancellationToken));
            var lookedAt = pace.Clock.GetTimestamp();
            while (true)
            {
                round.Begin(places);
                if (round.IsOver)
                {
                    return round.Done;
                }
                var untilLook = LookAgain - pace.Clock.GetElapsedTime(lookedAt);
                if (untilLook <= TimeSpan.Zero)
                {
                    round.Add(await look(cancellationToken));
                    lookedAt = pace.Clock.GetTimestamp();
                    continue;
                }
                await round.WaitAsync(untilLook, cancellationToken);
            }
        }
        catch
        {
            await stop.CancelAsync();
            await round.EndAsync();
            throw;
        }
    }

    /// <summary>The lines of one run; its owner alone touches them, the errands only report that they are over.</summary>
    private sealed class Round(HostPace pace, Func<HostErrand, CancellationToken, Task<bool>> work, CancellationToken cancellationToken)
    {
        private readonly Dictionary<string, Queue<HostErrand>> _lines = new(StringComparer.OrdinalIgnoreCase);
        private readonly HashSet<string> _known = new(StringComparer.Ordinal);
        private readonly Queue<string> _ready = new();
        private readonly PriorityQueue<string, long> _pausing = new();
        private readonly Channel<(HostErrand Errand, Task<bool> Task)> _over = Channel.CreateUnbounded<(HostErrand, Task<bool>)>();
        private Task<bool>? _nextOver;
        private int _running;

        public int Done { get; private set; }

        public bool IsOver => _running == 0 && _ready.Count == 0 && _pausing.Count == 0;

        public void Add(IReadOnlyList<HostErrand> errands)
        {
            foreach (var errand in errands)
            {
                if (!_known.Add(errand.Key))
                {
                    continue;
                }
                if (_lines.TryGetValue(errand.Line, out var line))
                {
                    line.Enqueue(errand);
                    continue;
                }
                _lines[errand.Line] = new Queue<HostErrand>([errand]);
                LineUp(errand);
            }
        }

        /// <summary>Fills the free places with the hosts whose turn it is.</summary>
        public void Begin(int places)
        {
            while (_over.Reader.TryRead(out var over))
            {
                _running--;
                Finish(over.Errand, over.Task.GetAwaiter().GetResult());
            }
            var now = pace.Clock.GetTimestamp();
            while (_pausing.TryPeek(out var host, out var until) && until <= now)
            {
                _pausing.Dequeue();
                _ready.Enqueue(host);
            }
            while (_running < places && _ready.TryDequeue(out var host))
            {
                _running++;
                _ = RunAsync(_lines[host].Peek());
            }
        }

        /// <summary>Until an errand is over, a host's pause is, or that much time has passed.</summary>
        public async Task WaitAsync(TimeSpan most, CancellationToken cancellationToken)
        {
            if (_pausing.TryPeek(out _, out var until))
            {
                var pause = pace.Clock.GetElapsedTime(pace.Clock.GetTimestamp(), until);
                most = pause < most ? pause : most;
            }
            if (most <= TimeSpan.Zero)
            {
                return;
            }
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            _nextOver ??= _over.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
            if (await Task.WhenAny(_nextOver, Task.Delay(most, pace.Clock, enough.Token)) == _nextOver)
            {
                _nextOver = null;
            }
            await enough.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }

        /// <summary>Waits for what still runs, whatever comes of it: the round is broken off.</summary>
        public async Task EndAsync()
        {
            while (_running > 0)
            {
                await _over.Reader.ReadAsync(CancellationToken.None);
                _running--;
            }
        }

        private async Task RunAsync(HostErrand errand)
        {
            var task = DoAsync();
            await Task.WhenAny(task);
            _over.Writer.TryWrite((errand, task));

            async Task<bool> DoAsync() => await work(errand, cancellationToken);
        }

        private void Finish(HostErrand errand, bool didSomething)
        {
            Done += didSomething ? 1 : 0;
            _known.Remove(errand.Key);
            var line = _lines[errand.Line];
            line.Dequeue();
            if (line.TryPeek(out var next))
            {
                LineUp(next);
            }
            else
            {
                _lines.Remove(errand.Line);
            }
        }

        private void LineUp(HostErrand errand)
        {
            var wait = errand.Address is { IsFile: false } web ? pace.WaitFor(web) : TimeSpan.Zero;
            if (wait > TimeSpan.Zero)
            {
                var clock = pace.Clock;
                _pausing.Enqueue(errand.Line, clock.GetTimestamp() + (long)Math.Ceiling(wait.TotalSeconds * clock.TimestampFrequency));
            }
            else
            {
                _ready.Enqueue(errand.Line);
            }
        }
    }
}
