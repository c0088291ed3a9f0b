using System.Runtime.InteropServices;

namespace Daogou.Core.Ranking.Learning;

/// <summary>One term of a sum in log-odds: an effect's name within its family, and what it is multiplied by (1 for a plain one).</summary>
public readonly record struct Effect(EffectFamily Family, string Name, double Value = 1)
{
    /// <summary>What is believed of this one before anything was seen; the family's where null.</summary>
    public double? Mean { get; init; }

    public string Key => Family.Name + "=" + Name;

    internal double Prior => Mean ?? Family.Mean;
}

/// <summary>What the model thinks of a try.</summary>
/// <param name="LogOdds">Most likely.</param>
/// <param name="Variance">Of the log-odds: how little is known.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Forecast(double LogOdds, double Variance)
{
    private const double MostVariance = 1.5;

    /// <summary>
    /// The chance to be expected: what is not known well may be better than it looks as easily as worse, and that lifts the mean of a small chance.
    /// </summary>
    public double Chance => Logistic(LogOdds + (Math.Min(Variance, MostVariance) / 2));

    /// <summary>The most likely chance.</summary>
    public double Typical => Logistic(LogOdds);

    internal static double Logistic(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
