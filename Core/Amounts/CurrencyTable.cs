using System.Collections.Frozen;

namespace Daogou.Core.Amounts;

/// <summary>The ISO 4217 currencies that are accepted, with their number of decimals and the symbol people read.</summary>
public static class CurrencyTable
{
    private static readonly FrozenSet<string> NoDecimals =
        new[] { "JPY", "KRW", "VND", "CLP", "ISK", "UGX", "XAF", "XOF", "XPF", "PYG", "RWF", "GNF", "KMF", "DJF", "BIF", "VUV" }
            .ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> ThreeDecimals =
        new[] { "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> TwoDecimals =
        new[]
        {
            "AED", "AMD", "ANG", "ARS", "AUD", "AZN", "BAM", "BBD", "BDT", "BGN", "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP",
            "BYN", "BZD", "CAD", "CHF", "CNY", "COP", "CRC", "CZK", "DKK", "DOP", "DZD", "EGP", "ETB", "EUR", "FJD", "GBP", "GEL",
            "GHS", "GTQ", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "JMD", "KES", "KGS", "KHR", "KZT", "LAK", "LBP", "LKR",
            "MAD", "MDL", "MKD", "MMK", "MNT", "MOP", "MUR", "MVR", "MXN", "MYR", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "PAB",
            "PEN", "PGK", "PHP", "PKR", "PLN", "QAR", "RON", "RSD", "RUB", "SAR", "SEK", "SGD", "THB", "TRY", "TTD", "TWD", "TZS",
            "UAH", "USD", "UYU", "UZS", "XCD", "ZAR", "ZMW",
        }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Symbols = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["CNY"] = "¥",
        ["USD"] = "$",
        ["EUR"] = "€",
        ["GBP"] = "£",
        ["JPY"] = "JP¥",
        ["HKD"] = "HK$",
        ["TWD"] = "NT$",
        ["KRW"] = "₩",
        ["INR"] = "₹",
        ["AUD"] = "A$",
        ["CAD"] = "C$",
        ["SGD"] = "S$",
        ["VND"] = "₫",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether the code is a currency we keep books in; capitals only.</summary>
    public static bool Knows(string code) => NoDecimals.Contains(code) || ThreeDecimals.Contains(code) || TwoDecimals.Contains(code);

    /// <summary>Whether the code is known and has two decimals, as nearly all have.</summary>
    public static bool IsOfTwoDecimals(string code) => TwoDecimals.Contains(code);

    /// <summary>The code of two decimals that a text is, in capitals; null when it is none.</summary>
    public static string? Find(ReadOnlySpan<char> code) => TwoDecimals.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(code, out var known) ? known : null;

    /// <summary>Digits after the point: 0 for JPY, 3 for KWD, 2 for nearly all others.</summary>
    public static int Decimals(string code) => NoDecimals.Contains(code) ? 0 : ThreeDecimals.Contains(code) ? 3 : 2;

    /// <summary>The symbol before an amount, or the code and a space where there is no common one.</summary>
    public static string Symbol(string code) => Symbols.GetValueOrDefault(code) ?? code + " ";
}
