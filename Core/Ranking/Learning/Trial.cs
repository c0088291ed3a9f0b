namespace Daogou.Core.Ranking.Learning;

/// <summary>How often something happened in so many tries, and what speaks for it.</summary>
public sealed class Trial
{
    internal Trial(DateTimeOffset at, int[] effects, double[] values) => (At, Effects, Values) = (at, effects, values);

    /// <summary>Older ones weigh less.</summary>
    public DateTimeOffset At { get; }

    public double Tries { get; private set; }

    public double Hits { get; private set; }

    internal int[] Effects { get; }

    internal double[] Values { get; }

    /// <summary>What it came to, in place of what was said before. Without tries it says nothing.</summary>
    public void Say(double tries, double hits)
    {
        Tries = Math.Max(0, tries);
        Hits = Math.Clamp(hits, 0, Tries);
    }
}
