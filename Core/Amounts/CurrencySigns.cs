using System.Globalization;
using System.Text.RegularExpressions;

namespace Daogou.Core.Amounts;

/// <summary>Which currency a price text names: a code wins over a sign, a sign over the hint; two codes are none.</summary>
internal static partial class CurrencySigns
{
    private static readonly (string Sign, string Code)[] Signs =
    [
        ("JP¥", "JPY"), ("CN¥", "CNY"), ("Rs.", "INR"), ("Rs", "INR"), ("₹", "INR"), ("€", "EUR"), ("£", "GBP"), ("₩", "KRW"), ("₫", "VND"), ("₽", "RUB"),
        ("₺", "TRY"), ("₴", "UAH"), ("฿", "THB"), ("₱", "PHP"), ("₪", "ILS"), ("₦", "NGN"), ("₸", "KZT"), ("zł", "PLN"), ("Kč", "CZK"), ("RMB", "CNY"),
        ("RM", "MYR"), ("Rp", "IDR"), ("円", "JPY"), ("元", "CNY"), ("¥", "CNY"),
    ];

    private static readonly Dictionary<string, string> Dollars = new(StringComparer.Ordinal)
    {
        [""] = "USD", ["US"] = "USD", ["HK"] = "HKD", ["NT"] = "TWD", ["A"] = "AUD", ["AU"] = "AUD", ["C"] = "CAD", ["CA"] = "CAD", ["S"] = "SGD",
        ["R"] = "BRL", ["NZ"] = "NZD", ["MX"] = "MXN",
    };

    /// <summary>Signs that several currencies share: a hint of one of theirs wins over the usual reading.</summary>
    private static readonly Dictionary<string, string[]> Shared = new(StringComparer.Ordinal)
    {
        ["$"] = ["USD", "AUD", "CAD", "HKD", "SGD", "TWD", "MXN", "NZD", "ARS", "CLP", "COP"],
        ["¥"] = ["CNY", "JPY"],
        ["元"] = ["CNY", "TWD", "HKD"],
        ["Rs"] = ["INR", "PKR", "LKR", "NPR", "MUR"],
        ["Rs."] = ["INR", "PKR", "LKR", "NPR", "MUR"],
    };

    public static (string? Code, PriceFault Fault) Find(string text, string? hint)
    {
        var known = hint is not null && CurrencyTable.Knows(hint) ? hint : null;
        var codes = Code().Matches(text).Select(match => match.Value.ToUpperInvariant()).Where(CurrencyTable.Knows).Distinct(StringComparer.Ordinal).ToArray();
        return codes switch
        {
            [var code] => (code, PriceFault.None),
            [_, _, ..] => (null, PriceFault.Ambiguous),
            [] when Dollar().Match(text) is { Success: true } dollar => Dollars.TryGetValue(dollar.Groups["land"].Value, out var code)
                ? (dollar.Groups["land"].Length == 0 ? Preferred("$", code, known) : code, PriceFault.None)
                : (null, PriceFault.UnknownCurrency),
            [] => Sign(text, known),
        };
    }

    private static (string? Code, PriceFault Fault) Sign(string text, string? known)
    {
        foreach (var (sign, code) in Signs)
        {
            if (Stands(text, sign))
            {
                return (Preferred(sign, code, known), PriceFault.None);
            }
        }
        // A sign that is not in the table is some other currency than the hint's.
        var isForeign = text.Any(c => char.GetUnicodeCategory(c) == UnicodeCategory.CurrencySymbol);
        return known is null || isForeign ? (null, PriceFault.UnknownCurrency) : (known, PriceFault.None);
    }

    private static string Preferred(string sign, string code, string? known) =>
        known is not null && Shared.TryGetValue(sign, out var shared) && shared.Contains(known, StringComparer.Ordinal) ? known : code;

    /// <summary>Signs of letters stand alone: the <c>Rs</c> of a word is none.</summary>
    private static bool Stands(string text, string sign)
    {
        for (var at = text.IndexOf(sign, StringComparison.Ordinal); at >= 0; at = text.IndexOf(sign, at + 1, StringComparison.Ordinal))
        {
            var end = at + sign.Length;
            var isWord = char.IsAsciiLetter(sign[0]) && at > 0 && char.IsAsciiLetter(text[at - 1]);
            var goesOn = char.IsAsciiLetter(sign[^1]) && end < text.Length && char.IsAsciiLetter(text[end]);
            if (!isWord && !goesOn)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Three capitals alone, or three small letters when nothing but the amount stands beside them.</summary>
    [GeneratedRegex(@"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])|^\s*[a-z]{3}(?=\s*[0-9])|(?<=^[0-9.,' ]+)[a-z]{3}\s*$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<land>[A-Za-z]*)\$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Dollar();
}
