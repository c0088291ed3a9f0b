namespace Daogou.Core.Catalog;

public enum MatchDecision
{
    Different = 1,

    /// <summary>A person may look.</summary>
    Maybe = 2,

    Same = 3,
}

/// <summary>Whether two offers are of one product.</summary>
/// <param name="Score">How likely they are, 0 to 1.</param>
/// <param name="Reason">What decided: <c>gtin</c>, <c>item</c>, <c>brand and model</c>, <c>title</c>.</param>
/// <param name="Vetoes">What the titles say against it.</param>
public sealed record MatchVerdict(MatchDecision Decision, double Score, string Reason, IReadOnlyList<string> Vetoes);

/// <summary>The ladder: GTIN, the shop's number, then what the learnt model (English) or the rule of differences (Chinese) says of the words.</summary>
public static class ProductMatch
{
    public static MatchVerdict Compare(CatalogOffer a, CatalogOffer b) => Compare(Sketch(a), Sketch(b));

    public static OfferSketch Sketch(CatalogOffer offer) => new(offer, WordRarity.Shipped);

    /// <summary>The same for either order of the two, to the last bit.</summary>
    public static MatchVerdict Compare(OfferSketch a, OfferSketch b) => Order(a.Offer, b.Offer) <= 0 ? CompareInOrder(a, b) : CompareInOrder(b, a);

    private static MatchVerdict CompareInOrder(OfferSketch a, OfferSketch b)
    {
        var vetoes = Vetoes.Between(a, b);
        if (a.Gtin is not null && b.Gtin is not null)
        {
            return a.Gtin == b.Gtin ? new MatchVerdict(MatchDecision.Same, 0.999, "gtin", vetoes) : new MatchVerdict(MatchDecision.Different, 0.01, "gtin", vetoes);
        }
        if (OfferKeys.Item(a.Offer.Url) is { } key && key == OfferKeys.Item(b.Offer.Url))
        {
            return OfferKeys.HoldsVariants(key) && vetoes.Count > 0 ? new MatchVerdict(MatchDecision.Maybe, 0.5, "item", vetoes) : new MatchVerdict(MatchDecision.Same, 0.99, "item", vetoes);
        }
        return a.IsChinese || b.IsChinese ? ByDifference(a, b, vetoes) : ByModel(a, b, vetoes);
    }

    private static int Order(CatalogOffer a, CatalogOffer b)
    {
        var words = new[] { (a.Title, b.Title), (a.Brand, b.Brand), (a.Model, b.Model), (a.Description, b.Description), (a.Category, b.Category), (a.Url, b.Url), (a.Gtin, b.Gtin) }
            .Select(pair => string.CompareOrdinal(pair.Item1, pair.Item2)).FirstOrDefault(order => order != 0);
        return words != 0 ? words : Nullable.Compare(a.Price, b.Price);
    }

    private static MatchVerdict ByDifference(OfferSketch a, OfferSketch b, IReadOnlyList<string> vetoes)
    {
        var (likeness, _) = DuplicateRule.Of(new DiffWords(a), new DiffWords(b));
        var decision = likeness >= DuplicateRule.Same ? MatchDecision.Same : likeness >= DuplicateRule.Maybe ? MatchDecision.Maybe : MatchDecision.Different;
        return new MatchVerdict(decision == MatchDecision.Same && vetoes.Count > 0 ? MatchDecision.Maybe : decision, vetoes.Count > 0 ? Math.Min(likeness, 0.6) : likeness, Reason(a, b), vetoes);
    }

    private static MatchVerdict ByModel(OfferSketch a, OfferSketch b, IReadOnlyList<string> vetoes)
    {
        if (a.Words.Count == 0 || b.Words.Count == 0)
        {
            return new MatchVerdict(MatchDecision.Different, 0, "title", vetoes);
        }
        var model = PairModel.Shipped;
        var score = model.Score(PairFeatures.Of(a, b, WordRarity.Shipped));
        return new MatchVerdict(score >= model.Same ? MatchDecision.Same : score >= model.Maybe ? MatchDecision.Maybe : MatchDecision.Different, score, Reason(a, b), vetoes);
    }

    private static string Reason(OfferSketch a, OfferSketch b) =>
        a.KnownBrand is not null && a.KnownBrand == b.KnownBrand && a.AllModels.Overlaps(b.AllModels) ? "brand and model" : "title";
}
