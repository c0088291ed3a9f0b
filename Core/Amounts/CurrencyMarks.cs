using System.Collections.Frozen;

namespace Daogou.Core.Amounts;

/// <summary>A sign or code found in a price text.</summary>
/// <param name="Code">The currency it means by itself, or null when only a hint can tell.</param>
/// <param name="Shared">Currencies that also use it; a hint or locale of one of them decides.</param>
/// <param name="IsCode">An ISO code, which wins over any sign.</param>
internal sealed record CurrencyMark(int Start, int End, string? Code, string[] Shared, bool IsCode, bool BeforeOnly, bool AfterOnly, decimal Unit);

/// <summary>Finds every currency sign, word and code in a price text in its plain form.</summary>
internal static class CurrencyMarks
{
    /// <summary>Codes that are read though no books are kept in them.</summary>
    private static readonly FrozenSet<string> Foreign = new[]
    {
        "ALL", "AFN", "AOA", "AWG", "BYR", "CDF", "CUP", "CVE", "ERN", "FKP", "GGP", "GIP", "GMD", "GYD", "HRK", "IRR", "KPW", "KYD", "LRD", "LSL", "LTL",
        "LVL", "MGA", "MRU", "MWK", "MZN", "SBD", "SCR", "SDG", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "TJS", "TMT", "VES", "VEF", "WST",
        "YER", "ZWL", "ZWG", "EEK", "SKK",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Codes that are words too: only in capitals, and some only behind the amount (<c>TRY 199</c> is a price, <c>ALL 20</c> is not).</summary>
    private static readonly FrozenSet<string> Words = new[]
    {
        "ALL", "BAM", "BOB", "COP", "CUP", "ERN", "GEL", "LAK", "MAD", "MOP", "NAD", "PAB", "PEN", "PHP", "RON", "SOS", "TRY", "ANG", "CAD", "SAR", "DOP",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<char, CurrencySign[]> ByFirst = CurrencySignTable.All
        .GroupBy(sign => char.ToLowerInvariant(sign.Text[0]))
        .ToFrozenDictionary(signs => signs.Key, signs => signs.OrderByDescending(sign => sign.Text.Length).ToArray());

    public static bool KnowsCode(string code) => CurrencyTable.Knows(code) || Foreign.Contains(code);

    public static List<CurrencyMark> Find(string plain)
    {
        var found = new List<CurrencyMark>();
        for (var at = 0; at < plain.Length; at++)
        {
            if ((Code(plain, at) ?? Sign(plain, at)) is { } mark)
            {
                found.Add(mark);
                at = mark.End - 1;
            }
        }
        return found;
    }

    /// <summary>The mark that counts among those at one amount: a code, else a sign of one currency, else a shared one; parts such as cents come last.</summary>
    public static CurrencyMark? Best(IEnumerable<CurrencyMark> marks) =>
        marks.OrderBy(mark => mark.Unit != 1m ? 4 : mark.IsCode ? 0 : mark.Code is not null && mark.Shared is [] ? 1 : mark.Code is not null ? 2 : 3).FirstOrDefault();

    /// <summary>The currency a mark means here: the hint and then the locale decide among those that share it.</summary>
    public static string? Resolve(CurrencyMark mark, string? hint, PriceLocale locale, bool isJapanese) =>
        mark.Shared is [] ? mark.Code
        : hint is not null && mark.Shared.Contains(hint, StringComparer.Ordinal) ? hint
        : locale.Currency is { } local && mark.Shared.Contains(local, StringComparer.Ordinal) ? local
        : isJapanese && mark.Shared.Contains("JPY", StringComparer.Ordinal) ? "JPY"
        : mark.Code;

    private static CurrencyMark? Code(string plain, int at)
    {
        var end = at;
        while (end < plain.Length && end - at <= 3 && char.IsAsciiLetter(plain[end]))
        {
            end++;
        }
        if (end - at != 3 || (at > 0 && char.IsLetter(plain[at - 1])) || (end < plain.Length && char.IsLetter(plain[end]) && plain[end] < '\u0E00'))
        {
            return null;
        }
        var code = plain[at..end];
        var upper = code.ToUpperInvariant();
        return !KnowsCode(upper) || (Words.Contains(upper) && !code.Equals(upper, StringComparison.Ordinal) && upper is not ("PHP" or "CAD" or "RON" or "SAR")) ? null
            : new CurrencyMark(at, end, upper, [], true, false, upper is "ALL" or "CUP" or "SOS", 1m);
    }

    private static CurrencyMark? Sign(string plain, int at)
    {
        if (!ByFirst.TryGetValue(char.ToLowerInvariant(plain[at]), out var signs))
        {
            return null;
        }
        foreach (var sign in signs)
        {
            if (Stands(plain, at, sign))
            {
                return new CurrencyMark(at, at + sign.Text.Length, sign.Code, sign.Shared, false, sign.BeforeOnly, sign.AfterOnly, sign.Unit);
            }
        }
        return null;
    }

    /// <summary>Signs of letters stand alone: the <c>Rs</c> of a word is none. Scripts without word gaps need no gap.</summary>
    private static bool Stands(string plain, int at, CurrencySign sign)
    {
        var end = at + sign.Text.Length;
        return end <= plain.Length
            && plain.AsSpan(at, sign.Text.Length).Equals(sign.Text, sign.IsExact ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase)
            && !(IsSpaced(sign.Text[0]) && at > 0 && IsSpaced(plain[at - 1]))
            && !(IsSpaced(sign.Text[^1]) && end < plain.Length && IsSpaced(plain[end]));
    }

    private static bool IsSpaced(char c) => char.IsLetter(c) && c < '\u0E00';
}
