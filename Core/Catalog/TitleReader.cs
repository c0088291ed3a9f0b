using System.Text.RegularExpressions;

namespace Daogou.Core.Catalog;

/// <summary>What a title says of the product.</summary>
/// <param name="Product">The product's words as they stand in the title, folded, without promotion.</param>
/// <param name="Brand">Lower case; null when none is known.</param>
/// <param name="Model">The model number, letters and digits joined; null when the title has none.</param>
/// <param name="Size">Sizes, strengths and counts in the title's words, blank between; null when there is none.</param>
/// <param name="Promo">What was taken off.</param>
/// <param name="Normalised">The same for every way to write one title: promotion, marks, case and width gone, words in their order.</param>
public sealed record TitleFacts(string Product, string? Brand, string? Model, string? Size, string? Colour, int? Generation, IReadOnlyList<string> Promo, string Normalised);

/// <summary>Reads titles of goods, Chinese and English.</summary>
public static partial class TitleReader
{
    /// <param name="brand">What the source names as the brand; null: it is looked for in the title.</param>
    public static TitleFacts Read(string title, string? brand = null)
    {
        var (product, promo) = PromoNoise.Strip(TitleText.Fold(title));
        var tokens = TitleText.Tokens(product);
        var measures = Measures.Read(product);
        var sizes = measures.Select(measure => product.Substring(measure.Start, measure.Length).Trim(' ', '-', ',')).Concat(LetterSize().Matches(product).Select(match => match.Groups["s"].Value.Trim())).Distinct(StringComparer.Ordinal).ToList();
        var colours = ColourWords.Read(product, tokens);
        return new TitleFacts(
            product,
            brand is { Length: > 0 } ? BrandNames.Plain(brand) : BrandNames.In(product, tokens),
            ModelNumbers.In(tokens, measures).OrderByDescending(model => model.Length).ThenBy(model => model, StringComparer.Ordinal).FirstOrDefault(),
            sizes is [] ? null : string.Join(' ', sizes),
            colours.Count == 0 ? null : string.Join(' ', colours),
            EditionWords.Generation(product),
            promo,
            string.Join(' ', tokens.Select(token => token.Text)));
    }

    /// <summary>Clothes' sizes; a lone letter only where the word size or 码 is beside it.</summary>
    internal static IEnumerable<string> LetterSizes(string product) => LetterSize().Matches(product).Select(match => match.Groups["s"].Value.Replace("size", "", StringComparison.Ordinal).Replace("码", "", StringComparison.Ordinal).Trim(' ', ':', '-')
        is var size && size.StartsWith("xx", StringComparison.Ordinal) && size.EndsWith('l') ? $"{size.Count(c => c == 'x')}xl" : size);

    [GeneratedRegex(@"(?<![a-z0-9'-])(?<s>[2-6]xl|x{1,4}l|xxs|xs|[smlx]{1,2}\s?码|size\s?:?\s?([smlx]{1,3}|[0-9]{1,2}(\.5)?))(?![a-z0-9])|\b(?<s>small|medium|large|x-large)$|[,/-]\s?(?<s>[sml])$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 4000)]
    private static partial Regex LetterSize();
}
