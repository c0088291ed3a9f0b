using System.Text.RegularExpressions;

namespace Daogou.Core.Urls;

/// <summary>
/// Share tokens (口令): words that are copied whole into a shop's app. Taobao puts eight to twelve letters and digits between currency
/// signs, brackets or slashes, JD behind a # in a text that asks to copy all of it, Douyin between signs that change. Every rule is by shape:
/// the words around a token are scrambled at will.
/// </summary>
internal static partial class ShareTokens
{
    public static IEnumerable<FoundLink> Find(string text, int start, int end, TokenWords words)
    {
        if (end - start < 9)
        {
            return [];
        }
        try
        {
            var part = text[start..end];
            return
            [
                .. from match in Token().Matches(part)
                   where IsToken(match, words) && (!match.Groups["last"].Success || IsOpened(text, start + match.Index, match.Groups["last"].Value, words))
                   select new FoundLink(match.Value, start + match.Index, match.Length, NetworkOf(match, words), LinkKinds.Token),
            ];
        }
        catch (RegexMatchTimeoutException)
        {
            return [];
        }
    }

    /// <summary>Drawn by lot: capitals and small letters, or letters and digits. A word or a price is neither.</summary>
    public static bool IsMixed(ReadOnlySpan<char> code)
    {
        var (upper, lower, digit) = Count(code);
        return (upper > 0 && lower > 0 && (digit > 0 || upper > 2)) || (digit > 1 && upper + lower > 2);
    }

    private static bool IsToken(Match match, TokenWords words)
    {
        var code = match.Groups["code"].ValueSpan;
        var (upper, lower, digit) = Count(code);
        return match.Groups["pair"].Success ? upper > 0 && lower + digit > 0 && !(upper == 1 && digit == 0 && char.IsAsciiLetterUpper(code[0]))
            : match.Groups["bracket"].Success ? IsMixed(code) && (match.Groups["tail"].Success || words.SpeakOfTokens)
            : match.Groups["jd"].Success ? words.IsOfJd && upper + lower > 0 && digit + upper > 0
            : IsMixed(code) && (!match.Groups["last"].Success || (upper > 0 && lower > 0));
    }

    private static string NetworkOf(Match match, TokenWords words) =>
        match.Groups["jd"].Success ? "jd" : match.Groups["douyin"].Success ? "douyin" : words.Network;

    /// <summary><c>99¥ MF168 FoYde8XzTCh¥</c>: the sign stands twice, words between; a price behind a model's name has it once.</summary>
    private static bool IsOpened(string text, int at, string sign, TokenWords words) =>
        words.SpeakOfTokens || text.IndexOf(sign, StringComparison.Ordinal) < at;

    private static (int Upper, int Lower, int Digit) Count(ReadOnlySpan<char> code)
    {
        var (upper, lower, digit) = (0, 0, 0);
        foreach (var c in code)
        {
            _ = char.IsAsciiDigit(c) ? digit++ : char.IsAsciiLetterUpper(c) ? upper++ : lower++;
        }
        return (upper, lower, digit);
    }

    /// <summary>In this order: a pair of signs, brackets, slashes, a sign at the end alone, Douyin's signs, JD's #.</summary>
    [GeneratedRegex(
        @"(?<pair>\p{Sc})[ \u00A0]?(?<code>[A-Za-z0-9]{8,14})[ \u00A0]?\p{Sc}"
        + @"|(?<pair>《)(?<code>[A-Za-z0-9]{8,14})《"
        + @"|(?<bracket>[(（《「])(?<code>[A-Za-z0-9]{8,12})[)）》」](?=(?<tail>[:：]?/))?"
        + @"|(?<![A-Za-z0-9/.])/(?<code>[A-Za-z0-9]{10,12})/(?!/)"
        + @"|(?<![A-Za-z0-9/._=?&#-])(?<code>[A-Za-z0-9]{10,12})(?<last>\p{Sc})"
        + @"|(?<douyin>\#\#)(?<code>[A-Za-z0-9]{8,20})\#\#"
        + @"|(?<douyin>[\p{IsGreek}\p{IsCyrillic}]{1,2})(?<code>[A-Za-z0-9]{8,20})[\p{IsGreek}\p{IsCyrillic}](?!\p{L})"
        + @"|(?<jd>\#)(?<code>[A-Za-z0-9]{8,24})(?![A-Za-z0-9\#])",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Token();
}
