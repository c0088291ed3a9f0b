using System.Globalization;
using System.Text.RegularExpressions;

namespace Daogou.Core.Amounts;

/// <summary>What came of reading a price: an amount, or why none could be believed.</summary>
public enum PriceFault
{
    None = 0,
    Empty = 1,
    NoNumber = 2,

    /// <summary>The separators can be read two ways and neither currency nor setting decides.</summary>
    Ambiguous = 3,
    UnknownCurrency = 4,
    OutOfRange = 5,
}

/// <summary>
/// Reads an amount from a price text: <c>12.99 USD</c>, <c>USD 12.99</c>, <c>$1,299</c>, <c>12,99 €</c>, <c>1.299,00 €</c>, <c>Rs. 1,299</c>, <c>券后¥19.9</c>.
/// The currency comes from a code or symbol in the text, else from the hint. It never guesses: what can be read two ways is refused.
/// </summary>
public static partial class PriceText
{
    private const decimal Most = 10_000_000_000m;

    private static readonly (string Sign, string Code)[] Signs =
    [
        ("HK$", "HKD"), ("NT$", "TWD"), ("US$", "USD"), ("A$", "AUD"), ("C$", "CAD"), ("S$", "SGD"), ("R$", "BRL"), ("JP¥", "JPY"), ("CN¥", "CNY"),
        ("Rs.", "INR"), ("Rs", "INR"), ("₹", "INR"), ("€", "EUR"), ("£", "GBP"), ("₩", "KRW"), ("₫", "VND"), ("₽", "RUB"), ("zł", "PLN"), ("Kč", "CZK"),
        ("元", "CNY"), ("円", "JPY"), ("RMB", "CNY"), ("￥", "CNY"), ("¥", "CNY"), ("$", "USD"),
    ];

    /// <summary>Signs that several currencies share; a hint of one of theirs wins over the usual reading.</summary>
    private static readonly Dictionary<string, string[]> Shared = new(StringComparer.Ordinal)
    {
        ["$"] = ["USD", "AUD", "CAD", "HKD", "SGD", "TWD", "MXN", "NZD", "ARS", "CLP", "COP"],
        ["¥"] = ["CNY", "JPY"],
        ["￥"] = ["CNY", "JPY"],
    };

    /// <summary>Reads <paramref name="text"/>; <paramref name="currencyHint"/> is the ISO code that counts when the text names none.</summary>
    public static (Money? Price, PriceFault Fault) Read(string? text, string? currencyHint)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return (null, PriceFault.Empty);
        }
        var plain = Normalise(text);
        if (Number().Match(plain) is not { Success: true } match)
        {
            return (null, PriceFault.NoNumber);
        }
        if (CurrencyOf(plain, currencyHint) is not { } currency)
        {
            return (null, PriceFault.UnknownCurrency);
        }
        return Amount(match.Value, currency) switch
        {
            (null, var fault) => (null, fault),
            ( > Most, _) => (null, PriceFault.OutOfRange),
            ({ } amount, _) => Money.FromDecimal(amount, currency) is { } money ? (money, PriceFault.None) : (null, PriceFault.OutOfRange),
        };
    }

    private static string Normalise(string text) =>
        string.Concat(text.Normalize(System.Text.NormalizationForm.FormKC).Select(c => c is '\u00A0' or '\u202F' or '\u2009' ? ' ' : c));

    private static string? CurrencyOf(string text, string? hint)
    {
        foreach (Match code in Code().Matches(text))
        {
            if (CurrencyTable.Knows(code.Value))
            {
                return code.Value;
            }
        }
        var known = hint is not null && CurrencyTable.Knows(hint) ? hint : null;
        foreach (var (sign, code) in Signs)
        {
            if (text.Contains(sign, StringComparison.Ordinal))
            {
                return known is not null && Shared.TryGetValue(sign, out var shared) && shared.Contains(known, StringComparer.Ordinal) ? known : code;
            }
        }
        return known;
    }

    private static (decimal? Amount, PriceFault Fault) Amount(string digits, string currency)
    {
        var text = digits.Replace(" ", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal);
        var point = text.LastIndexOf('.');
        var comma = text.LastIndexOf(',');
        var plain = (point, comma) switch
        {
            ( < 0, < 0) => text,
            ( >= 0, >= 0) => point > comma ? text.Replace(",", "", StringComparison.Ordinal) : text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.'),
            ( >= 0, _) => OneKind(text, '.', currency),
            _ => OneKind(text, ',', currency),
        };
        if (plain is null)
        {
            return (null, PriceFault.Ambiguous);
        }
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            ? (decimal.Round(amount, CurrencyTable.Decimals(currency), MidpointRounding.AwayFromZero) == amount ? amount : null, PriceFault.Ambiguous)
            : (null, PriceFault.Ambiguous);
    }

    /// <summary>
    /// Separators of one kind only. Several, three digits apart: thousands. One with one or two digits behind: decimals. One with three
    /// behind: thousands where the currency cannot have three decimals and its people write the sign so; else nobody can tell.
    /// </summary>
    private static string? OneKind(string text, char separator, string currency)
    {
        var parts = text.Split(separator);
        var grouped = parts.Skip(1).All(part => part.Length == 3) && parts[0].Length is > 0 and <= 3 && parts[0] != "0";
        if (parts.Length > 2)
        {
            return grouped ? string.Concat(parts) : null;
        }
        if (parts[1].Length == 3 && grouped)
        {
            var groupSign = WritesCommaDecimals(currency) ? '.' : ',';
            return CurrencyTable.Decimals(currency) < 3 && separator == groupSign ? string.Concat(parts) : null;
        }
        return parts[1].Length is > 0 and <= 4 ? parts[0] + "." + parts[1] : null;
    }

    private static bool WritesCommaDecimals(string currency) =>
        currency is "EUR" or "PLN" or "CZK" or "DKK" or "NOK" or "SEK" or "BRL" or "RUB" or "TRY" or "VND" or "IDR" or "HUF" or "RON" or "BGN" or "UAH" or "ARS" or "CLP" or "COP";

    [GeneratedRegex(@"\d[\d.,' ]*\d|\d", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Number();

    [GeneratedRegex(@"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Code();
}
