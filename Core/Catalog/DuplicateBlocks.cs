using System.Runtime.InteropServices;

namespace Daogou.Core.Catalog;

/// <summary>Which offers are worth comparing: those that share a number, a rare word, or two words that few share.</summary>
internal static class DuplicateBlocks
{
    /// <summary>A word that more share is none to look by alone.</summary>
    private const int MostForWord = 60;

    /// <summary>Neighbours in the order of titles that are compared within a block that is too large.</summary>
    private const int Window = 12;

    private const int Rarest = 5;

    public static List<(int A, int B)> Pairs(DiffWords[] words, string?[] items)
    {
        var met = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var side in words)
        {
            foreach (var word in side.Sketch.Weights.Keys)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(met, word, out _)++;
            }
        }
        var blocks = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var place = 0; place < words.Length; place++)
        {
            foreach (var key in Keys(words[place].Sketch, items[place], met))
            {
                ref var block = ref CollectionsMarshal.GetValueRefOrAddDefault(blocks, key, out _);
                (block ??= []).Add(place);
            }
        }
        var pairs = new HashSet<long>();
        foreach (var block in blocks.Values)
        {
            var reach = block.Count <= MostForWord ? block.Count : Window;
            for (var at = 0; at < block.Count; at++)
            {
                for (var next = at + 1; next < block.Count && next <= at + reach; next++)
                {
                    if (block[at] != block[next])
                    {
                        pairs.Add(((long)block[at] << 32) | (uint)block[next]);
                    }
                }
            }
        }
        return [.. pairs.Order().Select(pair => ((int)(pair >> 32), (int)(pair & uint.MaxValue)))];
    }

    private static IEnumerable<string> Keys(OfferSketch sketch, string? item, Dictionary<string, int> met)
    {
        if (sketch.Gtin is { } gtin)
        {
            yield return "gtin:" + gtin;
        }
        if (item is not null)
        {
            yield return "item:" + item;
        }
        yield return "title:" + sketch.Compact;
        if (sketch.Compact.Length >= 12)
        {
            yield return "begin:" + sketch.Compact[..12];
        }
        var rarest = sketch.Weights.Keys.Where(word => met[word] > 1).OrderBy(word => met[word]).ThenBy(word => word, StringComparer.Ordinal).Take(Rarest).ToList();
        foreach (var word in rarest)
        {
            if (met[word] <= MostForWord)
            {
                yield return "word:" + word;
            }
        }
        // Of the title's beginning, which a cut leaves, two words together.
        var first = sketch.Words.Take(8).Distinct(StringComparer.Ordinal).OrderBy(word => met[word]).ThenBy(word => word, StringComparer.Ordinal).Take(4).Order(StringComparer.Ordinal).ToList();
        for (var one = 0; one < first.Count; one++)
        {
            for (var other = one + 1; other < first.Count; other++)
            {
                yield return $"two:{first[one]} {first[other]}";
            }
        }
        for (var one = 0; one < rarest.Count; one++)
        {
            for (var other = one + 1; other < rarest.Count; other++)
            {
                yield return string.CompareOrdinal(rarest[one], rarest[other]) < 0 ? $"two:{rarest[one]} {rarest[other]}" : $"two:{rarest[other]} {rarest[one]}";
            }
        }
    }
}
