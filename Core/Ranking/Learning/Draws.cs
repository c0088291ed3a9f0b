namespace Daogou.Core.Ranking.Learning;

/// <summary>Draws that a seed repeats (SplitMix64, Steele, Lea and Flood 2014). For exploring, never for anything secret.</summary>
public sealed class Draws(ulong seed)
{
    private ulong _state = seed;

    /// <summary>0 to below 1, evenly.</summary>
    public double Even() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Standard normal (Box and Muller 1958).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Even())) * Math.Cos(2 * Math.PI * Even());

    private ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
