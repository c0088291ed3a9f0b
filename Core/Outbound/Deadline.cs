namespace Daogou.Core.Outbound;

/// <summary>The time a fetch has left: a total, within it a shorter wait for headers or for the next bytes, and the least that must come in a while.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly FetchLimits _limits;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _caller;
    private readonly long _started;
    private bool _wantsHeaders = true;
    private bool _totalIsNext;
    private TimeSpan _waited;
    private long _cameMeanwhile;

    /// <param name="clock">Real time: no server waits for a clock that is pushed.</param>
    public Deadline(FetchLimits limits, TimeProvider clock, CancellationToken caller)
    {
        _limits = limits;
        _clock = clock;
        _caller = caller;
        _started = clock.GetTimestamp();
        _timer = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        _source = CancellationTokenSource.CreateLinkedTokenSource(caller, _timer.Token);
    }

    public CancellationToken Token => _source.Token;

    public bool IsCallers => _caller.IsCancellationRequested;

    public void ExpectHeaders()
    {
        _wantsHeaders = true;
        Expect(_limits.HeaderTimeout);
    }

    /// <summary>Returns when the wait begins, for <see cref="Take"/>.</summary>
    public long ExpectBytes()
    {
        _wantsHeaders = false;
        Expect(_limits.IdleTimeout);
        return _clock.GetTimestamp();
    }

    /// <summary>
    /// Bytes came. Only the time that was waited for them counts, not what we do with them: a body that trickles for a whole window is not
    /// waited for any longer, however little it pauses.
    /// </summary>
    /// <exception cref="OutboundException">Fewer came in a window than the least.</exception>
    public void Take(string host, int bytes, long since)
    {
        _waited += _clock.GetElapsedTime(since);
        _cameMeanwhile += bytes;
        if (_waited < _limits.Window)
        {
            return;
        }
        if (bytes > 0 && _cameMeanwhile < _limits.MinBytesPerSecond * _waited.TotalSeconds)
        {
            throw new OutboundException(
                OutboundFault.TooSlow,
                $"{host} sent {_cameMeanwhile:#,0} bytes in {_waited.TotalSeconds:0} s, less than {_limits.MinBytesPerSecond:#,0} a second, and is not waited for.");
        }
        (_waited, _cameMeanwhile) = (TimeSpan.Zero, 0);
    }

    /// <summary>What to say when <see cref="Token"/> fired and the caller did not ask for it.</summary>
    public OutboundException Passed(string host, Exception e)
    {
        if (_totalIsNext)
        {
            return new OutboundException(OutboundFault.Timeout, $"{host} took longer than {_limits.TotalTimeout.TotalSeconds:0.##} s in all.", e);
        }
        return new OutboundException(
            OutboundFault.Timeout,
            _wantsHeaders
                ? $"{host} did not begin to answer within {_limits.HeaderTimeout.TotalSeconds:0.##} s."
                : $"{host} sent nothing for {_limits.IdleTimeout.TotalSeconds:0.##} s.",
            e);
    }

    public void Dispose()
    {
        _source.Dispose();
        _timer.Dispose();
    }

    private void Expect(TimeSpan wait)
    {
        var left = _limits.TotalTimeout - _clock.GetElapsedTime(_started);
        _totalIsNext = left < wait;
        _timer.CancelAfter(left <= TimeSpan.Zero ? TimeSpan.Zero : _totalIsNext ? left : wait);
    }
}
