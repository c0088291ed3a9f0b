using System.Diagnostics.Metrics;

namespace Daogou.Core.Clicks;

/// <summary>How the hits fared: kept before the visitor went on, or unacknowledged (late or lost). The meter <c>Daogou.Clicks</c>.</summary>
public sealed class ClickMeter : IDisposable
{
    private readonly Meter _meter = new("Daogou.Clicks");
    private readonly Counter<long> _hits;
    private long _kept;
    private long _late;
    private long _lost;

    public ClickMeter() => _hits = _meter.CreateCounter<long>("daogou.clicks", "{hit}", "Hits by what became of them before the redirect");

    public long Kept => Interlocked.Read(ref _kept);

    /// <summary>Visitors sent on before their hit was on the disk; it may have got there since.</summary>
    public long Late => Interlocked.Read(ref _late);

    public long Lost => Interlocked.Read(ref _lost);

    public void Dispose() => _meter.Dispose();

    internal void Count(ClickFate fate)
    {
        var word = fate switch
        {
            ClickFate.Kept => "kept",
            ClickFate.Late => "late",
            ClickFate.Lost => "lost",
        };
        Interlocked.Increment(ref fate == ClickFate.Kept ? ref _kept : ref fate == ClickFate.Late ? ref _late : ref _lost);
        if (_hits.Enabled)
        {
            _hits.Add(1, new KeyValuePair<string, object?>("fate", word));
        }
    }
}
