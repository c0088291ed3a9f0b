namespace Daogou.Core.Catalog;

/// <summary>What two titles say against being one product: other storage, size, pack, colour, generation, numbers.</summary>
public static class Vetoes
{
    /// <summary>Two values within this share of the greater are one: 16 oz and 473 ml are, in their own units.</summary>
    private const double Same = 0.02;

    /// <summary>The names of what disagrees, in a fixed order.</summary>
    public static IReadOnlyList<string> Between(OfferSketch a, OfferSketch b)
    {
        var vetoes = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var dimension in a.Measures.Select(measure => measure.Dimension).Intersect(b.Measures.Select(measure => measure.Dimension), StringComparer.Ordinal))
        {
            if (Disagree(Values(a, dimension), Values(b, dimension)))
            {
                vetoes.Add(dimension is "storage" or "pack" ? dimension : "size");
            }
        }
        if (Other(a.Colours, b.Colours))
        {
            vetoes.Add("colour");
        }
        if (Other(a.LetterSizes, b.LetterSizes))
        {
            vetoes.Add("size");
        }
        if (a.Generation is { } one && b.Generation is { } other && one != other)
        {
            vetoes.Add("generation");
        }
        if (Other(a.Numbers, b.Numbers))
        {
            vetoes.Add("number");
        }
        if (a.Editions.Count > 0 && b.Editions.Count > 0 && Other(a.Editions, b.Editions))
        {
            vetoes.Add("edition");
        }
        if (a.Models.Count > 0 && b.Models.Count > 0 && ModelsDiffer(a.Models, b.Models))
        {
            vetoes.Add("model");
        }
        if (a.Gtin is not null && b.Gtin is not null && a.Gtin != b.Gtin)
        {
            vetoes.Add("gtin");
        }
        return [.. vetoes];
    }

    public static List<double> Values(OfferSketch side, string dimension) =>
        [.. side.Measures.Where(measure => measure.Dimension == dimension).Select(measure => measure.Value).Distinct().Order()];

    /// <summary>Neither holds all values of the other: a title that names one size of two is no other size.</summary>
    public static bool Disagree(List<double> a, List<double> b) => a.Count > 0 && b.Count > 0 && !Within(a, b) && !Within(b, a);

    /// <summary>No model number of the one begins, ends or is one of the other.</summary>
    public static bool ModelsDiffer(SortedSet<string> a, SortedSet<string> b) => !a.Any(one => b.Any(other => Alike(one, other)));

    private static bool Alike(string one, string other) => one.Length >= other.Length ? one.Contains(other, StringComparison.Ordinal) : other.Contains(one, StringComparison.Ordinal);

    private static bool Within(List<double> some, List<double> all) => some.TrueForAll(value => all.Exists(other => Math.Abs(value - other) <= Same * Math.Max(value, other)));

    private static bool Other(SortedSet<string> a, SortedSet<string> b) => a.Count > 0 && b.Count > 0 && !a.IsSubsetOf(b) && !b.IsSubsetOf(a);
}
