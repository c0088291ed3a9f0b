namespace Daogou.Core.Ranking;

/// <summary>What the picks so far leave no room for: more of a merchant or a category than its cap, a second offer of one product.</summary>
internal sealed class DigestCaps
{
    private readonly int _merchantCap;
    private readonly int _categoryCap;
    private readonly Dictionary<string, int> _merchants = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _categories = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _products = new(StringComparer.OrdinalIgnoreCase);

    public DigestCaps(GroupWishes wishes, RankingOptions options)
    {
        var most = wishes.MaxItems;
        _merchantCap = Math.Max(1, most * options.MerchantPercent / 100);
        // Who asks for one category alone gets it; what has no category is no category.
        _categoryCap = wishes.Categories.Count == 1 ? most : Math.Max(1, most * options.CategoryPercent / 100);
    }

    public int OfCategory(Candidate candidate) => _categories.GetValueOrDefault(candidate.Deal.Category ?? "");

    public (PassRule Rule, string Detail)? RuledOut(Candidate candidate)
    {
        var deal = candidate.Deal;
        return _products.Overlaps(ProductKeys(candidate)) ? (PassRule.SameProduct, deal.Title)
            : _merchants.GetValueOrDefault(deal.Merchant) >= _merchantCap ? (PassRule.MerchantFull, $"{deal.Merchant}: {_merchantCap}")
            : deal.Category is { } category && _categories.GetValueOrDefault(category) >= _categoryCap ? (PassRule.CategoryFull, $"{category}: {_categoryCap}")
            : null;
    }

    public void Take(Candidate pick)
    {
        Add(_merchants, pick.Deal.Merchant);
        if (pick.Deal.Category is { } category)
        {
            Add(_categories, category);
        }
        _products.UnionWith(ProductKeys(pick));
    }

    private static void Add(Dictionary<string, int> counts, string key) => counts[key] = counts.GetValueOrDefault(key) + 1;

    /// <summary>Two deals with one of these in common are one product; the first is what the index of products says.</summary>
    private static string[] ProductKeys(Candidate candidate) =>
    [
        "product:" + candidate.ProductId.ToString(System.Globalization.CultureInfo.InvariantCulture),
        candidate.Deal.Gtin is { Length: >= 8 } gtin ? "gtin:" + gtin.TrimStart('0') : "title:" + candidate.Deal.Title.Trim(),
    ];
}
