using System.Text.RegularExpressions;

namespace Daogou.Core.Amounts;

/// <summary>
/// Reads the price out of a text of a shop page: the first amount with a currency beside it, else the first that is no count, size, date or share. Of a range it
/// is the lower bound. What is surely no price (a percentage, words alone) gives no amount; the bare word for "free" is nought.
/// </summary>
internal static partial class PriceLook
{
    public static PriceReading Look(string? text, string? currencyHint, string? locale, string? decimalMark)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return PriceReading.None;
        }
        var (stood, plain) = PlainGlyphs.Read(text);
        var land = PriceLocale.Read(locale);
        var (hint, hintSymbol) = Hint(currencyHint, land);
        var numbers = PriceNumbers.Find(plain);
        if (numbers.Count == 0)
        {
            return Free().IsMatch(plain.Trim()) ? new PriceReading(0m, hint, hintSymbol, 0.7m) : PriceReading.None;
        }
        var marks = CurrencyMarks.Find(plain);
        PriceMarks.Assign(plain, numbers, marks);
        PriceMarks.JoinCents(plain, numbers);
        var isJapanese = IsJapanese().IsMatch(plain);
        char? given = decimalMark?.Trim() is [var mark] && mark is '.' or ',' ? decimalMark.Trim()[0] : null;
        foreach (var (number, weight) in Ranked(plain, numbers, hint is not null))
        {
            var sign = CurrencyMarks.Best(number.Marks) ?? Elsewhere(numbers, marks);
            var currency = sign is null ? hint : CurrencyMarks.Resolve(sign, hint, land, isJapanese);
            var unit = number.Marks.Any(m => m.Unit != 1m) && number.Marks.All(m => m.Unit != 1m) ? number.Marks.First().Unit : 1m;
            var isPence = sign is null && PriceMarks.IsPence(plain, number);
            if (PriceDigits.Read(number.Text, currency, given, land.DecimalMark) is not { } read || Scaled(read.Value, number.Factor * (isPence ? 0.01m : unit)) is not { } amount)
            {
                continue;
            }
            var isNegative = PriceMarks.IsNegative(plain, number);
            var sureness = weight * read.Surety * (sign is not null && currency is null ? 0.9m : 1m) * (Bound().IsMatch(plain) ? 0.8m : 1m);
            return new PriceReading(
                isNegative ? -amount : amount,
                isPence ? "GBP" : currency,
                sign is not null ? stood[sign.Start..sign.End] : isPence ? "p" : hintSymbol,
                decimal.Round(sureness, 2));
        }
        return PriceReading.None;
    }

    /// <summary>Amounts with a currency come first, what is saved after them, and bare numbers only where there is nothing else.</summary>
    private static IEnumerable<(PriceNumber Number, decimal Weight)> Ranked(string plain, List<PriceNumber> numbers, bool hasHint)
    {
        var amounts = numbers.Where(number => !PriceNumbers.IsShare(plain, number)).ToArray();
        var marked = amounts.Where(number => number.IsMarked).ToArray();
        if (marked.Length > 0)
        {
            var several = marked.Select(number => number.Text).Distinct(StringComparer.Ordinal).Count() > 1 ? 0.65m : 0.98m;
            var ranked = marked.OrderBy(number => IsSaving(number) ? 1 : 0).ToArray();
            return ranked.Select(number => PriceMarks.LowerBound(plain, amounts, number) is { } low ? (low, 0.65m) : (number, IsSaving(number) ? 0.5m : several));
        }
        var bare = amounts.Where(number => PriceMarks.IsPence(plain, number) || !PriceNumbers.IsOther(plain, number)).ToArray();
        var weight = (hasHint ? 0.9m : 0.7m) * (bare.Length > 1 ? 0.6m : 1m) * (plain.Count(char.IsLetter) > 12 ? 0.6m : 1m);
        return bare.OrderBy(number => PriceWord().IsMatch(plain[..number.Start]) ? 0 : IsYear(number) ? 2 : 1).Select(number => (number, weight));

        bool IsSaving(PriceNumber number) => PriceNumbers.IsSaving(plain, number, number.After.Count > 0 ? number.After.Max(mark => mark.End) : number.End);
    }

    /// <summary>A mark that stands at no number still tells the currency when it is the only one (<c>Price (EUR) is 12</c>).</summary>
    private static CurrencyMark? Elsewhere(List<PriceNumber> numbers, List<CurrencyMark> marks) =>
        !numbers.Any(number => number.IsMarked)
            && marks.Where(mark => mark is { BeforeOnly: false, AfterOnly: false, Unit: 1m } && (mark.IsCode || mark.Code is not null)).DistinctBy(mark => mark.Code).ToArray() is [var only]
            ? only
            : null;

    private static (string? Code, string? Symbol) Hint(string? hint, PriceLocale land)
    {
        if (string.IsNullOrWhiteSpace(hint))
        {
            return (null, null);
        }
        var (stood, plain) = PlainGlyphs.Read(hint);
        return CurrencyMarks.Best(CurrencyMarks.Find(plain)) is { } mark ? (CurrencyMarks.Resolve(mark, null, land, false), stood[mark.Start..mark.End]) : (null, null);
    }

    private static decimal? Scaled(decimal value, decimal factor) =>
        factor == 1m ? value : value > 1_000_000_000_000m ? null : factor < 1m ? value * factor : decimal.Truncate(value * factor) is var whole && whole == value * factor ? whole : value * factor;

    private static bool IsYear(PriceNumber number) => number.Text is ['1', '9', _, _] or ['2', '0', _, _];

    [GeneratedRegex(@"^(?:(?:price|preis|prix|precio|prezzo|preço|cena|цена|价格|價格|now|today|total)\s?[:\-]?\s*)?(?:free(?: of charge)?|for free|gratis|gratuit[eo]?|gratuito|grátis|kostenlos|umsonst|kostenfrei|免费|免費|無料|무료|бесплатно|безкоштовно|безплатно|darmowe|darmowy|bezpłatnie|za darmo|zdarma|zadarmo|ücretsiz|bedava|miễn phí|ฟรี|مجاني|مجانا|رایگان|ilmainen|maksuton|ingyenes|besplatno|brezplačno|δωρεάν|חינם|nemokamai|bezmaksas|tasuta|0元购)\s*[!.*]*$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Free();

    [GeneratedRegex(@"[\u3041-\u30FF]|税込|税抜|税別", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex IsJapanese();

    [GeneratedRegex(@"(?:price|preis|prix|precio|prezzo|preço|cena|цена|ціна|prijs|pris|hinta|fiyat|giá|harga|ราคา|السعر|قیمت|价|價|価格|가격|only|just|nur|now|for|at)\s?[:=]?\s*$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex PriceWord();

    [GeneratedRegex(@"\bfrom\b|\bab\b|\bup to\b|\bunder\b|\bstarting\b|\bdesde\b|\bà partir\b|\bod\b|\bvanaf\b|\bfra\b|\bfrån\b|(?<!\p{L})(?:от|до|від)(?!\p{L})|[0-9元]\s*起|最高|最低|から", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Bound();
}
