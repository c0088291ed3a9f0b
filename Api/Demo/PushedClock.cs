namespace Daogou.Api.Demo;

/// <summary>
/// The demo's business time: the machine's own time plus what people pushed it. Timers stay real, so that a tick after a push
/// finds everything that came due in one go, as after a long sleep of the machine.
/// </summary>
public sealed class PushedClock(TimeSpan offset) : TimeProvider
{
    private long _offsetTicks = offset.Ticks;

    public PushedClock()
        : this(TimeSpan.Zero)
    {
    }

    public TimeSpan Offset => new(Interlocked.Read(ref _offsetTicks));

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;

    /// <summary>Moves time forward; it never goes back.</summary>
    public DateTimeOffset Push(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        Interlocked.Add(ref _offsetTicks, by.Ticks);
        return GetUtcNow();
    }
}
