namespace Daogou.Core.Ranking.Evaluation;

/// <summary>A value and its 95 % interval.</summary>
public sealed record Interval(double Value, double Low, double High, double StandardError);

/// <summary>
/// A ratio of two sums whose parts come in clusters. The spread is the delete-one-cluster jackknife, the interval Student's with one degree of freedom less than clusters:
/// whatever is tied together inside a cluster is allowed for.
/// </summary>
internal static class ClusterRatio
{
    /// <summary>What each cluster does to the ratio when it is left out.</summary>
    public static (double Value, double[] Pulls) Of(ReadOnlySpan<double> above, ReadOnlySpan<double> below)
    {
        var (top, bottom) = (0d, 0d);
        for (var at = 0; at < above.Length; at++)
        {
            top += above[at];
            bottom += below[at];
        }
        var value = top / bottom;
        var pulls = new double[above.Length];
        for (var at = 0; at < pulls.Length; at++)
        {
            pulls[at] = (above[at] - (value * below[at])) / (bottom - below[at]);
        }
        return (value, pulls);
    }

    public static double StandardError(ReadOnlySpan<double> pulls)
    {
        var squares = 0d;
        foreach (var pull in pulls)
        {
            squares += pull * pull;
        }
        return Math.Sqrt(squares * (pulls.Length - 1) / pulls.Length);
    }

    public static Interval Around(double value, ReadOnlySpan<double> pulls)
    {
        var error = StandardError(pulls);
        var half = StudentT.TwoSided95(pulls.Length - 1) * error;
        return new Interval(value, value - half, value + half, error);
    }
}

/// <summary>Student's distribution.</summary>
internal static class StudentT
{
    private const double Z = 1.959963984540054;

    /// <summary>The 97.5 % point by its expansion about the normal one (Abramowitz and Stegun 26.7.5): right to 0.002 from four degrees of freedom up.</summary>
    public static double TwoSided95(double degrees)
    {
        var (z3, z5, z7, z9) = (Math.Pow(Z, 3), Math.Pow(Z, 5), Math.Pow(Z, 7), Math.Pow(Z, 9));
        return Z
            + ((z3 + Z) / 4 / degrees)
            + (((5 * z5) + (16 * z3) + (3 * Z)) / 96 / Math.Pow(degrees, 2))
            + (((3 * z7) + (19 * z5) + (17 * z3) - (15 * Z)) / 384 / Math.Pow(degrees, 3))
            + (((79 * z9) + (776 * z7) + (1482 * z5) - (1920 * z3) - (945 * Z)) / 92160 / Math.Pow(degrees, 4));
    }
}
