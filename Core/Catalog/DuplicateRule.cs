using static Daogou.Core.Catalog.TextLikeness;

namespace Daogou.Core.Catalog;

/// <summary>
/// Whether two offers' titles tell of one thing, without learnt weights, for Chinese and English alike. Words on one side alone may be a seller's
/// additions or a cut; different words on both sides are another variant.
/// </summary>
internal static class DuplicateRule
{
    /// <summary>From this likeness on offers are one.</summary>
    public const double Same = 0.7;

    public const double Maybe = 0.4;

    private const double FarPrice = 1.6;
    private const double NearPrice = 1.04;
    private const double EqualPrice = 1.001;

    /// <param name="Likeness">0 to 1.</param>
    /// <param name="IsOpposed">Their titles name different variants; no third offer may bring them together.</param>
    public readonly record struct Verdict(double Likeness, bool IsOpposed);

    public static Verdict Of(DiffWords a, DiffWords b)
    {
        var (one, other) = (a.Sketch, b.Sketch);
        if (one.Gtin is not null && other.Gtin is not null)
        {
            return one.Gtin == other.Gtin ? new Verdict(1, false) : new Verdict(0, true);
        }
        if (one.KnownBrand is { } mine && other.KnownBrand is { } yours && mine != yours && !mine.Contains(yours, StringComparison.Ordinal) && !yours.Contains(mine, StringComparison.Ordinal))
        {
            return new Verdict(0.05, true);
        }
        var difference = TitleDifference.Between(a, b);
        var ratio = PriceRatio(one, other);
        if (difference.OnlyA.Count == 0 && difference.OnlyB.Count == 0)
        {
            var isPlain = one.Compact == other.Compact;
            return ratio > 3 ? new Verdict(0.5, false) : new Verdict(ratio > FarPrice ? 0.8 : 0.985 + (isPlain ? 0.008 : 0) + (ratio is > 0 and <= NearPrice ? 0.004 : 0), false);
        }
        if (difference.OnlyA.Count > 0 && difference.OnlyB.Count > 0)
        {
            return BothSided(a, b, difference, ratio);
        }
        return difference.OnlyA.Count > 0 ? OneSided(a, b, difference.OnlyA, ratio) : OneSided(b, a, difference.OnlyB, ratio);
    }

    /// <summary>How many times the dearer costs the cheaper; 0 when a price is not known.</summary>
    public static double PriceRatio(OfferSketch a, OfferSketch b) =>
        a.Offer.Price is { } one and > 0 && b.Offer.Price is { } other and > 0 ? Math.Max(one, other) / Math.Min(one, other) : 0;

    private static Verdict BothSided(DiffWords a, DiffWords b, TitleDifference difference, double ratio)
    {
        if (difference.OnlyA.Any(word => IsTelling(word, a.Sketch)) && difference.OnlyB.Any(word => IsTelling(word, b.Sketch)))
        {
            return IsTypo(difference) && ratio is 0 or <= NearPrice ? new Verdict(0.8, false) : new Verdict(0.1, true);
        }
        if (IsTypo(difference))
        {
            return new Verdict(ratio > FarPrice ? 0.6 : 0.9, false);
        }
        // Other words around a shared model number, with nothing that tells variants apart, are two sellers' wordings.
        var words = Compare(a.Sketch.Weights, b.Sketch.Weights);
        var shared = a.Sketch.Models.Intersect(b.Sketch.Models, StringComparer.Ordinal).Any(model => model.Length >= 5 && model.Any(char.IsAsciiLetter));
        var telling = difference.OnlyA.Concat(difference.OnlyB).Any(word => IsTelling(word, a.Sketch) || IsTelling(word, b.Sketch));
        if (shared && !telling && ratio <= FarPrice)
        {
            return new Verdict(0.55 + (0.4 * words.OfLesser), false);
        }
        var like = Math.Max(words.Jaccard, telling ? 0 : words.OfLesser * 0.9);
        return new Verdict(Math.Min(0.65, like * 0.8), like < 0.4);
    }

    /// <param name="longer">Has words that the other lacks.</param>
    private static Verdict OneSided(DiffWords longer, DiffWords shorter, IReadOnlyList<string> extra, double ratio)
    {
        var (full, part) = (longer.Sketch, shorter.Sketch);
        var kept = (double)part.Compact.Length / Math.Max(1, full.Compact.Length);
        var telling = extra.Any(word => IsTelling(word, full));
        var isWithin = full.Compact.Contains(part.Compact, StringComparison.Ordinal);
        var tells = part.Words.Count >= 3 || part.Compact.Length >= 8;
        var near = ratio is > 0 and <= NearPrice;
        if (!tells || ratio > FarPrice)
        {
            return new Verdict(0.3, telling);
        }
        if (!telling)
        {
            // A seller's additions, or a cut behind what matters; words in the midst make another product unless the price is the same.
            return new Verdict(isWithin || near ? Math.Min(0.95, (kept >= 0.35 ? 0.72 : 0.5) + (0.2 * kept) + (near ? 0.03 : 0)) : 0.6, false);
        }
        var isCutShort = part.IsCut || EndsWithin(part, full) || ratio is > 0 and <= EqualPrice;
        if (!isCutShort && extra.All(word => IsTelling(word, full)))
        {
            // Nothing but what tells variants apart is missing: 2-pack, 256 GB, Pro.
            return new Verdict(0.35, true);
        }
        return isWithin && (isCutShort || near || (ratio == 0 && kept >= 0.6))
            ? new Verdict(0.72 + (0.15 * kept) + (near ? 0.05 : 0), false)
            : new Verdict(ratio is > 0 and <= EqualPrice && kept >= 0.6 ? 0.6 : 0.45, false);
    }

    /// <summary>The shorter title stops within a word of the longer.</summary>
    private static bool EndsWithin(OfferSketch part, OfferSketch full)
    {
        if (!full.Compact.StartsWith(part.Compact, StringComparison.Ordinal))
        {
            return false;
        }
        var place = 0;
        foreach (var token in full.Tokens)
        {
            place += token.Text.Length;
            if (place >= part.Compact.Length)
            {
                return place > part.Compact.Length && token.Kind != TokenKind.Cjk;
            }
        }
        return false;
    }

    /// <summary>Numbers, models, quantities, colours and editions tell variants apart.</summary>
    private static bool IsTelling(string word, OfferSketch side) =>
        word.Any(char.IsAsciiDigit) || side.Colours.Contains(word) || IsColour(word) || side.Editions.Contains(word) || IsEdition(word) || word is "xs" or "xl" or "xxl" or "small" or "medium" or "large" or "s" or "m" or "l";

    private static bool IsColour(string word) => ColourWords.Read(word, [new TitleToken(word, 0, TitleText.IsCjk(word[0]) ? TokenKind.Cjk : TokenKind.Word, false)]).Count > 0;

    private static bool IsEdition(string word) => EditionWords.Read(word, [new TitleToken(word, 0, TokenKind.Word, false)]).Count > 0;

    /// <summary>One word on each side, of five letters or more without digits, a letter apart.</summary>
    private static bool IsTypo(TitleDifference difference) =>
        difference is { OnlyA: [var one], OnlyB: [var other] } && Math.Min(one.Length, other.Length) >= 5 && one.All(char.IsAsciiLetter) && other.All(char.IsAsciiLetter)
        && Word(one, other) >= 1 - (1.01 / Math.Max(one.Length, other.Length));
}
