using System.Globalization;

namespace Daogou.Api.Demo;

/// <summary>
/// The demo's business time: the machine's own time plus what people pushed it. Timers stay real, so that a tick after a push
/// finds everything that came due in one go, as after a long sleep of the machine.
/// </summary>
public sealed class PushedClock(TimeSpan offset, string? file = null) : TimeProvider
{
    private readonly Lock _gate = new();
    private long _offsetTicks = offset.Ticks;

    public TimeSpan Offset => new(Interlocked.Read(ref _offsetTicks));

    /// <summary>The clock of a data folder, where it stood when the folder was last used; else at <paramref name="start"/>.</summary>
    public static PushedClock Open(string folder, TimeSpan start)
    {
        var file = Path.Combine(folder, "clock.txt");
        var known = File.Exists(file) && TimeSpan.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var offset) ? offset : start;
        return new PushedClock(known, file);
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;

    /// <summary>Moves time forward; it never goes back.</summary>
    public DateTimeOffset Push(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (_gate)
        {
            var pushed = Offset + by;
            if (file is not null)
            {
                File.WriteAllText(file, pushed.ToString("c", CultureInfo.InvariantCulture));
            }
            Interlocked.Exchange(ref _offsetTicks, pushed.Ticks);
        }
        return GetUtcNow();
    }
}
