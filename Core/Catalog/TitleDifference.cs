namespace Daogou.Core.Catalog;

/// <summary>What one title has and the other has not, once what says nothing is let go: filler, the brand in two languages, joined words.</summary>
/// <param name="OnlyA">Words, quantities as <c>storage:128</c>, Chinese letter by letter.</param>
internal sealed record TitleDifference(IReadOnlyList<string> OnlyA, IReadOnlyList<string> OnlyB)
{
    private static readonly HashSet<string> Filler = new(StringComparer.Ordinal)
    {
        "the", "a", "an", "and", "or", "of", "for", "with", "in", "on", "to", "by", "new", "brand", "genuine", "original", "official", "authentic", "sale", "deal", "hot", "great", "best", "top", "price", "free", "shipping", "now", "only", "today", "off", "buy", "cheap", "item", "product", "edition", "version", "wow", "save", "just", "from", "incl", "w",
        "的", "款", "新", "原", "装", "正", "品", "全", "与", "和", "及", "版", "家", "用", "好", "价", "元", "旗", "舰", "店", "官", "方", "热", "卖", "直", "送", "赠", "抢", "券",
    };

    public static TitleDifference Between(DiffWords a, DiffWords b) => new(Missing(a, b), Missing(b, a));

    private static List<string> Missing(DiffWords from, DiffWords to)
    {
        var missing = new List<string>();
        foreach (var (word, count) in from.Counts)
        {
            if (to.Counts.GetValueOrDefault(word) < (TitleText.IsCjk(word[0]) ? Math.Min(count, 2) : 1) && !Filler.Contains(word) && !from.IsBrand(word) && !IsHeld(word, to) && !IsCutWord(word, from, to))
            {
                missing.Add(word);
            }
        }
        return missing;
    }

    /// <summary>The other title writes it with or without blanks.</summary>
    private static bool IsHeld(string word, DiffWords other) => word.Length >= 4 && !word.Contains(':', StringComparison.Ordinal) && other.Sketch.Compact.Contains(word, StringComparison.Ordinal);

    /// <summary>The title was cut within its last word.</summary>
    private static bool IsCutWord(string word, DiffWords from, DiffWords to) =>
        word == from.Last && word.All(char.IsAsciiLetterOrDigit) && (from.Sketch.Compact.Length >= 10) && to.Sketch.Compact.StartsWith(from.Sketch.Compact, StringComparison.Ordinal);
}

/// <summary>A title's words for finding differences.</summary>
internal sealed class DiffWords
{
    public DiffWords(OfferSketch sketch)
    {
        Sketch = sketch;
        foreach (var measure in sketch.Measures)
        {
            Add($"{measure.Dimension}:{Math.Round(measure.Value, 3).ToString(System.Globalization.CultureInfo.InvariantCulture)}");
        }
        for (var at = 0; at < sketch.Tokens.Count; at++)
        {
            var token = sketch.Tokens[at];
            if (token.Kind == TokenKind.Cjk)
            {
                for (var place = 0; place < token.Text.Length; place++)
                {
                    if (!IsMeasured(token.Start + place))
                    {
                        Add(token.Text[place].ToString());
                    }
                }
                continue;
            }
            if (IsMeasured(token.Start))
            {
                continue;
            }
            var word = token.Text;
            while (at + 1 < sketch.Tokens.Count && sketch.Tokens[at + 1].Joined && !IsMeasured(sketch.Tokens[at + 1].Start))
            {
                word += sketch.Tokens[++at].Text;
            }
            Add(word);
            Last = word;
        }
        if (sketch.KnownBrand is { } brand)
        {
            _brand = BrandNames.Written(brand);
        }
    }

    private readonly IReadOnlyList<string> _brand = [];

    public OfferSketch Sketch { get; }

    public Dictionary<string, int> Counts { get; } = new(StringComparer.Ordinal);

    /// <summary>The last word, where a cut may have gone through it.</summary>
    public string? Last { get; private set; }

    public bool IsBrand(string word) => _brand.Any(brand => brand == word || (TitleText.IsCjk(word[0]) && brand.Contains(word, StringComparison.Ordinal)) || (word.Length > 1 && brand.Split(' ', '-').Contains(word, StringComparer.Ordinal)));

    private void Add(string word) => Counts[word] = Counts.GetValueOrDefault(word) + 1;

    private bool IsMeasured(int place) => Sketch.Measures.Exists(measure => place >= measure.Start && place < measure.Start + measure.Length);
}
