using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Daogou.Core.Amounts;

/// <summary>What came of reading a price: an amount, or why none could be believed.</summary>
public enum PriceFault
{
    None = 0,
    Empty = 1,
    NoNumber = 2,

    /// <summary>The text can be read two ways and neither currency nor setting decides.</summary>
    Ambiguous = 3,
    UnknownCurrency = 4,
    OutOfRange = 5,
    Negative = 6,
}

/// <summary>
/// Reads an amount from a price text: <c>12.99 USD</c>, <c>USD 12.99</c>, <c>$1,299</c>, <c>12,99 €</c>, <c>1.299,00 €</c>, <c>Rs. 1,299</c>, <c>券后¥19.9</c>.
/// The currency comes from a code or sign in the text, else from the hint. It never guesses: a range, two amounts, a price "from" or separators
/// that can be read two ways are refused.
/// </summary>
public static partial class PriceText
{
    private const decimal Most = 10_000_000_000m;

    /// <summary>What is longer is a description.</summary>
    private const int LongestText = 400;
    private const int MostTries = 5;

    /// <summary>Reads <paramref name="text"/>; <paramref name="currencyHint"/> is the ISO code that counts when the text names none.</summary>
    public static (Money? Price, PriceFault Fault) Read(string? text, string? currencyHint)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return (null, PriceFault.Empty);
        }
        if (Usual(text.AsSpan().Trim(' '), currencyHint) is { } usual)
        {
            return (usual, PriceFault.None);
        }
        if (text.Length > LongestText && text.Trim().Length > LongestText)
        {
            return (null, PriceFault.Ambiguous);
        }
        for (var tries = 1; ; tries++)
        {
            try
            {
                return ReadShort(text.Trim(), currencyHint);
            }
            catch (RegexMatchTimeoutException) when (tries < MostTries)
            {
                // No text as short takes that long by itself: the machine stood still.
            }
            catch (RegexMatchTimeoutException)
            {
                return (null, PriceFault.Ambiguous);
            }
        }
    }

    /// <summary>
    /// The price a text of a shop page or a message seems to name, for showing and for free text; where an offer is to be believed use <see cref="Read"/>.
    /// Of a range or several prices it is the first; a word such as "free" alone is nought.
    /// </summary>
    /// <param name="currencyHint">A code or sign, or a text that holds one; it decides shared signs and stands in for a missing one.</param>
    /// <param name="locale">Such as <c>de-DE</c>: decides a lone separator and shared signs.</param>
    /// <param name="decimalMark">A point or a comma; it decides the separators outright.</param>
    public static PriceReading Look(string? text, string? currencyHint = null, string? locale = null, string? decimalMark = null)
    {
        try
        {
            return PriceLook.Look(text, currencyHint, locale, decimalMark);
        }
        catch (RegexMatchTimeoutException)
        {
            return PriceReading.None;
        }
    }

    private static (Money? Price, PriceFault Fault) ReadShort(string text, string? currencyHint)
    {
        var plain = Plainly(text).Replace('’', '\'').Replace('\u2212', '-');
        var numbers = Number().Matches(plain);
        if (numbers.Count == 0)
        {
            return (null, PriceFault.NoNumber);
        }
        var number = numbers[0];
        var (before, after) = (plain[..number.Index], plain[(number.Index + number.Length)..]);
        if (Minus().IsMatch(before))
        {
            return (null, PriceFault.Negative);
        }
        if (NotAmount().IsMatch(after))
        {
            return (null, PriceFault.NoNumber);
        }
        if (numbers.Count > 1 || BareFraction().IsMatch(before) || Open().IsMatch(plain))
        {
            return (null, PriceFault.Ambiguous);
        }
        var (currency, fault) = CurrencySigns.Find(plain, currencyHint);
        return currency is null ? (null, fault) : Amount(number.Value, after, currency);
    }

    /// <summary>What most feeds write, <c>12.99</c> or <c>12.99 CNY</c>, in a currency of two decimals; null for all else, which is weighed.</summary>
    private static Money? Usual(ReadOnlySpan<char> text, string? currencyHint)
    {
        const int MostDigits = 9;
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? text.Length : digits;
        if (digits is 0 or > MostDigits || (currencyHint is null && digits == text.Length))
        {
            return null;
        }
        var (whole, rest) = (long.Parse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture), digits);
        var minor = 0L;
        if (rest + 2 < text.Length && text[rest] == '.' && char.IsAsciiDigit(text[rest + 1]) && char.IsAsciiDigit(text[rest + 2]))
        {
            minor = ((text[rest + 1] - '0') * 10) + (text[rest + 2] - '0');
            rest += 3;
        }
        var currency = rest == text.Length ? currencyHint : rest + 4 == text.Length && text[rest] == ' ' ? CurrencyTable.Find(text[(rest + 1)..]) : null;
        return currency is not null && CurrencyTable.IsOfTwoDecimals(currency) ? new Money((whole * 100) + minor, currency) : null;
    }

    private static string Plainly(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair has no normal form.
            return text;
        }
    }

    private static (Money? Price, PriceFault Fault) Amount(string digits, string after, string currency)
    {
        if (Plain(digits.Replace(' ', '\''), currency) is not { } plain
            || !decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
        {
            return (null, digits.Length > 28 ? PriceFault.OutOfRange : PriceFault.Ambiguous);
        }
        amount *= after switch { ['万' or '萬', ..] => 10_000, ['亿' or '億', ..] => 100_000_000, _ => 1 };
        return amount > Most ? (null, PriceFault.OutOfRange)
            : Money.FromDecimal(amount, currency) is { } money ? (money, PriceFault.None)
            : (null, PriceFault.Ambiguous);
    }

    /// <summary>The digits with a point before the decimals and no other separator; null when it can be read two ways.</summary>
    private static string? Plain(string text, string currency)
    {
        var marks = text.Where(c => !char.IsAsciiDigit(c)).ToArray();
        if (marks is [])
        {
            return text;
        }
        if (marks is ['.' or ','])
        {
            return OneMark(text, marks[0], currency);
        }
        var last = marks[^1];
        var thousands = marks[0];
        if (marks.All(mark => mark == last))
        {
            return Whole(text, last, currency);
        }
        var at = text.LastIndexOf(last);
        return last != '\'' && marks.Count(mark => mark == last) == 1 && marks[..^1].All(mark => mark == thousands) && Whole(text[..at], thousands, currency) is { } whole
            ? $"{whole}.{text[(at + 1)..]}"
            : null;
    }

    /// <summary>
    /// One or two digits behind the only mark: decimals. Three: thousands where the currency has fewer decimals and its people write
    /// them with that mark, decimals where it has three and the mark is a point; else nobody can tell.
    /// </summary>
    private static string? OneMark(string text, char mark, string currency)
    {
        var parts = text.Split(mark);
        if (parts[1].Length != 3 || parts[0].Length > 3 || parts[0] == "0")
        {
            return $"{parts[0]}.{parts[1]}";
        }
        var thousands = SeparatorHabits.WritesCommaDecimals(currency) ? '.' : ',';
        return CurrencyTable.Decimals(currency) switch
        {
            3 => mark == '.' ? $"{parts[0]}.{parts[1]}" : null,
            _ => mark == thousands ? string.Concat(parts) : null,
        };
    }

    /// <summary>Groups of three behind a first of one to three; in India the middle ones are of two.</summary>
    private static string? Whole(string text, char mark, string currency)
    {
        var groups = text.Split(mark);
        var western = groups[0].Length is >= 1 and <= 3 && groups[0][0] != '0' && groups.Skip(1).All(group => group.Length == 3);
        var indian = currency is "INR" or "PKR" or "BDT" or "NPR" or "LKR" && groups.Length > 2
            && groups[0].Length is 1 or 2 && groups[1..^1].All(group => group.Length == 2) && groups[^1].Length == 3;
        return western || indian ? string.Concat(groups) : null;
    }

    [GeneratedRegex(@"(?<![0-9.,'])[0-9]{1,3}(?:[ '][0-9]{3})+(?:[.,][0-9]+)?(?![0-9]|[.,'][0-9])|[0-9]+(?:[.,'][0-9]+)*", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Number();

    /// <summary>A minus before the amount, with at most a currency between.</summary>
    [GeneratedRegex(@"-\s*(?:[A-Z]{3}|[A-Z]{0,2}\p{Sc}|Rs\.?)?\s*$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Minus();

    /// <summary>A percentage, a Chinese "folds" discount or a thousands letter behind the digits: no amount.</summary>
    [GeneratedRegex(@"^\s*[%‰折]|^[kKmM](?![A-Za-z])", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex NotAmount();

    /// <summary><c>.99</c> without the nought; the point of <c>Rs.</c> is none.</summary>
    [GeneratedRegex(@"(?<![A-Za-z])[.,]$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex BareFraction();

    /// <summary>A lower or upper bound is not the price.</summary>
    [GeneratedRegex(@"\bfrom\b|\bab\b|\bup to\b|\bunder\b|[0-9元]\s*起|最高|最低", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Open();
}
