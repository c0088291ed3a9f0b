namespace Daogou.Core.Outbound;

/// <summary>The time a fetch has left: a total, and within it a shorter wait for headers or for the next bytes.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly FetchLimits _limits;
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _caller;
    private readonly long _started = TimeProvider.System.GetTimestamp();
    private TimeSpan _wait;

    public Deadline(FetchLimits limits, CancellationToken caller)
    {
        _limits = limits;
        _caller = caller;
        _source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        _wait = limits.HeaderTimeout;
    }

    public CancellationToken Token => _source.Token;

    public bool IsCallers => _caller.IsCancellationRequested;

    public void ExpectHeaders() => Expect(_limits.HeaderTimeout);

    public void ExpectBytes() => Expect(_limits.IdleTimeout);

    /// <summary>What to say when <see cref="Token"/> fired and the caller did not ask for it.</summary>
    public OutboundException Passed(string host, Exception e) =>
        TimeProvider.System.GetElapsedTime(_started) >= _limits.TotalTimeout
            ? new OutboundException(OutboundFault.Timeout, $"{host} took longer than {_limits.TotalTimeout.TotalSeconds:0.##} s in all.", e)
            : new OutboundException(OutboundFault.Timeout, $"{host} sent nothing for {_wait.TotalSeconds:0.##} s.", e);

    public void Dispose() => _source.Dispose();

    private void Expect(TimeSpan wait)
    {
        var left = _limits.TotalTimeout - TimeProvider.System.GetElapsedTime(_started);
        _wait = wait;
        _source.CancelAfter(left <= TimeSpan.Zero ? TimeSpan.Zero : left < wait ? left : wait);
    }
}
