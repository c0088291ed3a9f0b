using static Daogou.Core.Catalog.TextLikeness;

namespace Daogou.Core.Catalog;

/// <summary>Two offers as numbers that the pair model weighs. Swapping the offers gives the same numbers.</summary>
public static class PairFeatures
{
    private const int Most = 96;

    /// <summary>Decimals that are kept; the last bits of a sum depend on the order of its terms.</summary>
    private const int Digits = 5;

    /// <summary>Values in the order of <see cref="Names"/>.</summary>
    public static float[] Of(OfferSketch a, OfferSketch b, WordRarity rarity) => [.. Listed(a, b, rarity).Select(pair => (float)Math.Round(pair.Value, Digits))];

    public static IReadOnlyList<string> Names { get; } = [.. Listed(Empty(), Empty(), new WordRarity(new byte[WordRarity.Slots])).Select(pair => pair.Name)];

    private static OfferSketch Empty() => new(new CatalogOffer { Title = "" }, new WordRarity(new byte[WordRarity.Slots]));

    private static List<(string Name, double Value)> Listed(OfferSketch a, OfferSketch b, WordRarity rarity)
    {
        var list = new List<(string, double)>(Most);
        Title(list, a, b);
        Letters(list, a, b);
        Model(list, a, b, rarity);
        Quantity(list, a, b);
        Variant(list, a, b);
        Fields(list, a, b);
        All(list, a, b);
        return list;
    }

    private static void Title(List<(string, double)> list, OfferSketch a, OfferSketch b)
    {
        var words = Compare(a.Weights, b.Weights);
        list.Add(("title.cosine", Cosine(a.Weights, b.Weights)));
        list.Add(("title.jaccard", words.Jaccard));
        list.Add(("title.ofLesser", words.OfLesser));
        list.Add(("title.ofGreater", words.OfGreater));
        list.Add(("title.count", words.CountA + words.CountB == words.Both ? 0 : (double)words.Both / (words.CountA + words.CountB - words.Both)));
        list.Add(("title.shared", words.Shared));
        list.Add(("title.both", words.Both));
        list.Add(("title.onlyLess", Math.Min(words.OnlyA, words.OnlyB)));
        list.Add(("title.onlyMore", Math.Max(words.OnlyA, words.OnlyB)));
        list.Add(("title.mostShared", words.MostShared));
        list.Add(("title.mostOnlyLess", Math.Min(words.MostA, words.MostB)));
        list.Add(("title.mostOnlyMore", Math.Max(words.MostA, words.MostB)));
        list.Add(("title.shorter", Math.Min(words.CountA, words.CountB)));
        list.Add(("title.longer", Math.Max(words.CountA, words.CountB)));
        list.Add(("title.first", a.Words.Count > 0 && b.Words.Count > 0 && a.Words[0] == b.Words[0] ? 1 : 0));
        list.Add(("title.last", a.Words.Count > 0 && b.Words.Count > 0 && a.Words[^1] == b.Words[^1] ? 1 : 0));
        list.Add(("title.run", LongestRun(a.Words, b.Words)));
        list.Add(("title.pairs", PairShare(a.Words, b.Words)));
    }

    private static void Letters(List<(string, double)> list, OfferSketch a, OfferSketch b)
    {
        var grams = Compare(a.Grams, b.Grams);
        list.Add(("grams.cosine", Cosine(a.Grams, b.Grams)));
        list.Add(("grams.ofLesser", grams.OfLesser));
        list.Add(("grams.ofGreater", grams.OfGreater));
        var (there, back) = (BestWords(a.Weights, b.Weights), BestWords(b.Weights, a.Weights));
        list.Add(("best.less", Math.Min(there, back)));
        list.Add(("best.more", Math.Max(there, back)));
        list.Add(("best.mean", (there + back) / 2));
        var (whole, held) = (Held(a.Weights, b.Compact), Held(b.Weights, a.Compact));
        list.Add(("held.less", Math.Min(whole, held)));
        list.Add(("held.more", Math.Max(whole, held)));
        list.Add(("compact.edit", Word(a.Compact, b.Compact)));
        list.Add(("compact.prefix", SharedPrefix(a.Compact, b.Compact) / (double)Math.Max(1, Math.Min(a.Compact.Length, b.Compact.Length))));
    }

    private static void Model(List<(string, double)> list, OfferSketch a, OfferSketch b, WordRarity rarity)
    {
        var shared = a.AllModels.Intersect(b.AllModels, StringComparer.Ordinal).ToList();
        var title = a.Models.Intersect(b.Models, StringComparer.Ordinal).ToList();
        var all = a.AllModels.Union(b.AllModels, StringComparer.Ordinal).Count();
        list.Add(("model.both", a.AllModels.Count > 0 && b.AllModels.Count > 0 ? 1 : 0));
        list.Add(("model.shared", shared.Count));
        list.Add(("model.title", title.Count));
        list.Add(("model.jaccard", all == 0 ? -1 : (double)shared.Count / all));
        list.Add(("model.longest", shared.Count == 0 ? 0 : shared.Max(model => model.Length)));
        list.Add(("model.rarest", shared.Count == 0 ? 0 : shared.Max(rarity.Of)));
        list.Add(("model.titleBoth", a.Models.Count > 0 && b.Models.Count > 0 ? 1 : 0));
        list.Add(("model.differ", a.Models.Count > 0 && b.Models.Count > 0 && Vetoes.ModelsDiffer(a.Models, b.Models) ? 1 : 0));
        list.Add(("model.differAll", a.AllModels.Count > 0 && b.AllModels.Count > 0 && Vetoes.ModelsDiffer(a.AllModels, b.AllModels) ? 1 : 0));
        var (inB, inA) = (Longest(a.AllModels, b.Compact), Longest(b.AllModels, a.Compact));
        list.Add(("model.heldMore", Math.Max(inA, inB)));
        list.Add(("model.heldLess", Math.Min(inA, inB)));
        var (best, prefix) = Closest(a.AllModels, b.AllModels);
        list.Add(("model.closest", best));
        list.Add(("model.prefix", prefix));
        var (mine, yours) = (a.Model.Length > 0, b.Model.Length > 0);
        list.Add(("modelno.same", mine && yours ? Word(a.Model, b.Model) : -1));
        list.Add(("modelno.prefix", mine && yours ? SharedPrefix(a.Model, b.Model) / (double)Math.Min(a.Model.Length, b.Model.Length) : -1));
        list.Add(("modelno.held", mine || yours ? Math.Max(HeldModel(a.Model, b.Compact), HeldModel(b.Model, a.Compact)) : -1));
        list.Add(("modelno.heldLess", mine && yours ? Math.Min(HeldModel(a.Model, b.Compact), HeldModel(b.Model, a.Compact)) : -1));
    }

    private static void Quantity(List<(string, double)> list, OfferSketch a, OfferSketch b)
    {
        var (both, either) = (a.Numbers.Intersect(b.Numbers, StringComparer.Ordinal).Count(), a.Numbers.Union(b.Numbers, StringComparer.Ordinal).Count());
        list.Add(("number.jaccard", either == 0 ? -1 : (double)both / either));
        list.Add(("number.both", both));
        list.Add(("number.onlyLess", Math.Min(a.Numbers.Count, b.Numbers.Count) - both));
        list.Add(("number.onlyMore", Math.Max(a.Numbers.Count, b.Numbers.Count) - both));
        var (agree, disagree) = (0, 0);
        var storage = 0;
        foreach (var dimension in a.Measures.Select(measure => measure.Dimension).Intersect(b.Measures.Select(measure => measure.Dimension), StringComparer.Ordinal))
        {
            var wrong = Vetoes.Disagree(Vetoes.Values(a, dimension), Vetoes.Values(b, dimension));
            agree += wrong ? 0 : 1;
            disagree += wrong ? 1 : 0;
            storage += dimension == "storage" ? (wrong ? -1 : 1) : 0;
        }
        list.Add(("measure.agree", agree));
        list.Add(("measure.disagree", disagree));
        list.Add(("measure.storage", storage));
        list.Add(("year", Years(a) is var one && Years(b) is var other && (one == 0 || other == 0) ? 0 : one == other ? 1 : -1));
    }

    private static void Variant(List<(string, double)> list, OfferSketch a, OfferSketch b)
    {
        list.Add(("colour", Agreement(a.Colours, b.Colours)));
        list.Add(("edition", Agreement(a.Editions, b.Editions)));
        list.Add(("edition.both", a.Editions.Intersect(b.Editions, StringComparer.Ordinal).Count()));
        list.Add(("edition.onlyLess", Math.Min(a.Editions.Except(b.Editions, StringComparer.Ordinal).Count(), b.Editions.Except(a.Editions, StringComparer.Ordinal).Count())));
        list.Add(("edition.onlyMore", Math.Max(a.Editions.Except(b.Editions, StringComparer.Ordinal).Count(), b.Editions.Except(a.Editions, StringComparer.Ordinal).Count())));
        foreach (var word in (ReadOnlySpan<string>)["upgrade", "academic", "mac", "pro", "standard"])
        {
            list.Add(($"edition.{word}", a.Editions.Contains(word) == b.Editions.Contains(word) ? (a.Editions.Contains(word) ? 1 : 0) : -1));
        }
        list.Add(("generation", a.Generation is null || b.Generation is null ? 0 : a.Generation == b.Generation ? 1 : -1));
    }

    private static void Fields(List<(string, double)> list, OfferSketch a, OfferSketch b)
    {
        var ratio = a.Offer.Price is { } one and > 0 && b.Offer.Price is { } other and > 0 ? Math.Abs(Math.Log(one / other)) : -1;
        list.Add(("price.ratio", ratio));
        list.Add(("price.lower", Math.Min(a.Offer.Price ?? -1, b.Offer.Price ?? -1)));
        list.Add(("price.higher", Math.Max(a.Offer.Price ?? -1, b.Offer.Price ?? -1)));
        list.Add(("brand.same", a.Brand is null || b.Brand is null ? -1 : Math.Max(Word(a.Brand, b.Brand), a.Brand.Contains(b.Brand, StringComparison.Ordinal) || b.Brand.Contains(a.Brand, StringComparison.Ordinal) ? 0.9 : 0)));
        var (mine, yours) = (InTitle(a.Brand, b), InTitle(b.Brand, a));
        list.Add(("brand.inLess", Math.Min(mine, yours)));
        list.Add(("brand.inMore", Math.Max(mine, yours)));
        list.Add(("brand.known", a.KnownBrand is null || b.KnownBrand is null ? 0 : a.KnownBrand == b.KnownBrand ? 1 : -1));
        list.Add(("category", a.Category.Count == 0 || b.Category.Count == 0 ? -1 : Cosine(a.Category, b.Category)));
    }

    /// <summary>Titles and descriptions together.</summary>
    private static void All(List<(string, double)> list, OfferSketch a, OfferSketch b)
    {
        var all = Compare(a.AllWeights, b.AllWeights);
        list.Add(("all.cosine", Cosine(a.AllWeights, b.AllWeights)));
        list.Add(("all.ofLesser", all.OfLesser));
        list.Add(("all.mostShared", all.MostShared));
        list.Add(("all.shared", all.Shared));
        var (one, other) = (Compare(a.Weights, b.AllWeights), Compare(b.Weights, a.AllWeights));
        var (mine, yours) = (one.Shared / Math.Max(0.1, one.Shared + one.OnlyA), other.Shared / Math.Max(0.1, other.Shared + other.OnlyA));
        list.Add(("all.titleInLess", Math.Min(mine, yours)));
        list.Add(("all.titleInMore", Math.Max(mine, yours)));
        list.Add(("all.mostOutLess", Math.Min(one.MostA, other.MostA)));
        list.Add(("all.mostOutMore", Math.Max(one.MostA, other.MostA)));
        list.Add(("all.shorter", Math.Min(all.CountA, all.CountB)));
        list.Add(("all.longer", Math.Max(all.CountA, all.CountB)));
    }

    private static double Agreement(SortedSet<string> a, SortedSet<string> b) => a.Count == 0 || b.Count == 0 ? 0 : a.SetEquals(b) ? 1 : a.Overlaps(b) ? 0.5 : -1;

    private static int Years(OfferSketch side) => side.Numbers.Where(number => number.Length == 4 && number[..2] is ("19" or "20") && number.All(char.IsAsciiDigit)).Select(number => int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)).FirstOrDefault();

    /// <summary>The share of words, by weight, that stand in the other title once its blanks are let go.</summary>
    private static double Held(Dictionary<string, double> words, string compact)
    {
        double held = 0, all = 0;
        foreach (var (word, weight) in words)
        {
            all += weight;
            held += compact.Contains(word, StringComparison.Ordinal) ? weight : 0;
        }
        return all == 0 ? 0 : held / all;
    }

    private static double InTitle(string? brand, OfferSketch other) =>
        brand is null ? -1 : TitleText.Tokens(brand) is var tokens && tokens.Count > 0 ? (double)tokens.Count(token => other.Compact.Contains(token.Text, StringComparison.Ordinal)) / tokens.Count : -1;

    private static int Longest(SortedSet<string> models, string compact) => models.Where(model => compact.Contains(model, StringComparison.Ordinal)).Select(model => model.Length).DefaultIfEmpty(0).Max();

    private static double HeldModel(string model, string compact) =>
        model.Length < 3 ? 0 : compact.Contains(model, StringComparison.Ordinal) ? model.Length : 0;

    private static (double Best, double Prefix) Closest(SortedSet<string> a, SortedSet<string> b)
    {
        double best = -1, prefix = 0;
        foreach (var one in a.Take(30))
        {
            foreach (var other in b.Take(30))
            {
                best = Math.Max(best, Word(one, other));
                prefix = Math.Max(prefix, SharedPrefix(one, other));
            }
        }
        return (best, prefix);
    }

    private static int LongestRun(List<string> a, List<string> b)
    {
        var best = 0;
        var row = new int[b.Count + 1];
        foreach (var word in a)
        {
            for (var at = b.Count; at > 0; at--)
            {
                row[at] = b[at - 1] == word ? row[at - 1] + 1 : 0;
                best = Math.Max(best, row[at]);
            }
        }
        return best;
    }

    private static double PairShare(List<string> a, List<string> b)
    {
        if (a.Count < 2 || b.Count < 2)
        {
            return 0;
        }
        var one = a.Zip(a.Skip(1)).ToHashSet();
        var other = b.Zip(b.Skip(1)).ToHashSet();
        return (double)one.Intersect(other).Count() / Math.Min(one.Count, other.Count);
    }
}
