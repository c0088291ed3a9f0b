namespace Daogou.Core.Catalog;

/// <summary>How alike two weighted word sets or two words are. All are symmetrical.</summary>
internal static class TextLikeness
{
    /// <summary>Sums over two sets: what both have, what only the one or the other has, and the greatest single weights of those.</summary>
    public sealed record Overlap(double Shared, double OnlyA, double OnlyB, double MostShared, double MostA, double MostB, int Both, int CountA, int CountB)
    {
        public double Jaccard => Shared + OnlyA + OnlyB is var all and > 0 ? Shared / all : 0;

        public double OfLesser => Math.Min(OnlyA, OnlyB) + Shared is var all and > 0 ? Shared / all : 0;

        public double OfGreater => Math.Max(OnlyA, OnlyB) + Shared is var all and > 0 ? Shared / all : 0;
    }

    public static Overlap Compare(Dictionary<string, double> a, Dictionary<string, double> b)
    {
        double shared = 0, onlyA = 0, onlyB = 0, mostShared = 0, mostA = 0, mostB = 0;
        var both = 0;
        foreach (var (word, weight) in a)
        {
            if (b.ContainsKey(word))
            {
                shared += weight;
                mostShared = Math.Max(mostShared, weight);
                both++;
            }
            else
            {
                onlyA += weight;
                mostA = Math.Max(mostA, weight);
            }
        }
        foreach (var (word, weight) in b)
        {
            if (!a.ContainsKey(word))
            {
                onlyB += weight;
                mostB = Math.Max(mostB, weight);
            }
        }
        return new Overlap(shared, onlyA, onlyB, mostShared, mostA, mostB, both, a.Count, b.Count);
    }

    public static double Cosine(Dictionary<string, double> a, Dictionary<string, double> b)
    {
        double product = 0, lengthA = 0, lengthB = 0;
        foreach (var (word, weight) in a)
        {
            lengthA += weight * weight;
            if (b.TryGetValue(word, out var other))
            {
                product += weight * other;
            }
        }
        foreach (var weight in b.Values)
        {
            lengthB += weight * weight;
        }
        return lengthA == 0 || lengthB == 0 ? 0 : product / Math.Sqrt(lengthA * lengthB);
    }

    /// <summary>1 for the same word; falls with each letter to change.</summary>
    public static double Word(string a, string b)
    {
        if (a == b)
        {
            return 1;
        }
        if (a.Length == 0 || b.Length == 0)
        {
            return 0;
        }
        return 1 - ((double)Distance(a, b) / Math.Max(a.Length, b.Length));
    }

    public static int SharedPrefix(string a, string b) => a.AsSpan().CommonPrefixLength(b);

    /// <summary>Words of the one that have a like word in the other, by weight: the mean of their best likenesses.</summary>
    public static double BestWords(Dictionary<string, double> from, Dictionary<string, double> to)
    {
        double sum = 0, weights = 0;
        foreach (var (word, weight) in from)
        {
            weights += weight;
            if (to.ContainsKey(word))
            {
                sum += weight;
                continue;
            }
            var best = 0d;
            foreach (var other in to.Keys)
            {
                var longer = Math.Max(word.Length, other.Length);
                if (Math.Min(word.Length, other.Length) * 2 >= longer)
                {
                    best = Math.Max(best, Word(word, other));
                }
            }
            sum += best > 0.6 ? weight * best : 0;
        }
        return weights == 0 ? 0 : sum / weights;
    }

    private static int Distance(string a, string b)
    {
        Span<int> row = stackalloc int[Math.Min(b.Length, 64) + 1];
        var left = a.AsSpan(0, Math.Min(a.Length, 64));
        var right = b.AsSpan(0, Math.Min(b.Length, 64));
        for (var at = 0; at <= right.Length; at++)
        {
            row[at] = at;
        }
        for (var i = 1; i <= left.Length; i++)
        {
            var above = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var kept = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), above + (left[i - 1] == right[j - 1] ? 0 : 1));
                above = kept;
            }
        }
        return row[right.Length];
    }
}
