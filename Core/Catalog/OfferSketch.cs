namespace Daogou.Core.Catalog;

/// <summary>An offer taken apart for comparing: made once, compared often.</summary>
public sealed class OfferSketch
{
    private const int MostDescription = 2000;

    public OfferSketch(CatalogOffer offer, WordRarity rarity)
    {
        Offer = offer;
        var folded = TitleText.Fold(offer.Title);
        (Product, _) = PromoNoise.Strip(folded);
        IsCut = folded.Contains("...", StringComparison.Ordinal) || folded is [.., ',' or '(' or '-' or '/' or '&' or '+'] || folded.LastIndexOf('(') > folded.LastIndexOf(')');
        Tokens = TitleText.Tokens(Product);
        Measures = Catalog.Measures.Read(Product);
        Words = [.. Tokens.SelectMany(Parts)];
        Compact = string.Concat(Tokens.Select(token => token.Text));
        Weights = Weigh(Words, rarity);
        Grams = GramsOf(Words, Weights);
        Brand = offer.Brand is { Length: > 0 } brand ? TitleText.Fold(brand) : null;
        KnownBrand = Brand is null ? BrandNames.In(Product, Tokens) : BrandNames.Plain(Brand);
        Models = ModelNumbers.In(Tokens, Measures);
        var model = TitleText.Fold(offer.Model ?? "");
        Model = string.Concat(TitleText.Tokens(model).Select(token => token.Text));
        var description = TitleText.Fold(offer.Description is { Length: > MostDescription } text ? text[..MostDescription] : offer.Description ?? "");
        DescriptionTokens = description.Length == 0 ? [] : TitleText.Tokens(description);
        AllModels = Sorted(Models);
        AllModels.UnionWith(ModelNumbers.In(DescriptionTokens, description.Length == 0 ? [] : Catalog.Measures.Read(description)));
        AllModels.UnionWith(ModelNumbers.In(TitleText.Tokens(model), []));
        if (Model.Length >= 3 && Model.Any(char.IsAsciiDigit))
        {
            AllModels.Add(Model);
        }
        AllWeights = Weigh([.. Words, .. DescriptionTokens.SelectMany(Parts), .. Brand is null ? [] : TitleText.Tokens(Brand).SelectMany(Parts)], rarity);
        Numbers = Sorted(Tokens.Where(token => token.Kind == TokenKind.Number).Select(token => token.Text.TrimStart('0') is { Length: > 0 } number ? number : "0"));
        Colours = ColourWords.Read(Product, Tokens);
        Editions = EditionWords.Read(Product, Tokens);
        Generation = EditionWords.Generation(Product);
        LetterSizes = Sorted(TitleReader.LetterSizes(Product));
        Category = Weigh([.. TitleText.Tokens(TitleText.Fold(offer.Category ?? "")).SelectMany(Parts)], rarity);
        IsChinese = Product.Count(TitleText.IsCjk) >= 2;
        Gtin = Catalog.Gtin.Normal(offer.Gtin);
    }

    public CatalogOffer Offer { get; }

    /// <summary>The folded title without promotion.</summary>
    public string Product { get; }

    /// <summary>The source cut the title short: dots for what is missing, or an end that no title has.</summary>
    public bool IsCut { get; }

    public List<TitleToken> Tokens { get; }

    /// <summary>Words of the title in their order; Chinese as overlapping pairs.</summary>
    public List<string> Words { get; }

    /// <summary>All runs without anything between.</summary>
    public string Compact { get; }

    public Dictionary<string, double> Weights { get; }

    public Dictionary<string, double> Grams { get; }

    public string? Brand { get; }

    public string? KnownBrand { get; }

    public SortedSet<string> Models { get; }

    /// <summary>Also those of the description and of the model field.</summary>
    public SortedSet<string> AllModels { get; }

    /// <summary>The model field without blanks; empty when there is none.</summary>
    public string Model { get; }

    public List<TitleToken> DescriptionTokens { get; }

    public Dictionary<string, double> AllWeights { get; }

    public SortedSet<string> Numbers { get; }

    public List<Measure> Measures { get; }

    public SortedSet<string> Colours { get; }

    public SortedSet<string> Editions { get; }

    public int? Generation { get; }

    public SortedSet<string> LetterSizes { get; }

    public Dictionary<string, double> Category { get; }

    public bool IsChinese { get; }

    /// <summary>Fourteen digits; null when there is none to trust.</summary>
    public string? Gtin { get; }

    private static SortedSet<string> Sorted(IEnumerable<string> words) => new(words, StringComparer.Ordinal);

    private static IEnumerable<string> Parts(TitleToken token)
    {
        if (token.Kind != TokenKind.Cjk || token.Text.Length <= 2)
        {
            yield return token.Text;
            yield break;
        }
        for (var at = 0; at + 2 <= token.Text.Length; at++)
        {
            yield return token.Text.Substring(at, 2);
        }
    }

    private static Dictionary<string, double> Weigh(List<string> words, WordRarity rarity)
    {
        var weights = new Dictionary<string, double>(words.Count, StringComparer.Ordinal);
        foreach (var word in words)
        {
            weights.TryAdd(word, rarity.Of(word));
        }
        return weights;
    }

    /// <summary>Three letters at a time; each word hands its rarity to its letters.</summary>
    private static Dictionary<string, double> GramsOf(List<string> words, Dictionary<string, double> weights)
    {
        var grams = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            var padded = $" {word} ";
            var share = weights[word] / Math.Sqrt(padded.Length - 2);
            for (var at = 0; at + 3 <= padded.Length; at++)
            {
                var gram = padded.Substring(at, 3);
                grams[gram] = Math.Max(grams.GetValueOrDefault(gram), share);
            }
        }
        return grams;
    }
}
