using System.Text.RegularExpressions;

namespace Daogou.Core.Urls;

/// <summary>
/// Share tokens (口令): words that are copied whole into a shop's app. Taobao puts eight to twelve letters and digits between currency
/// signs, brackets or slashes, JD behind a # in a text that asks to copy all of it, Douyin between signs that change. Every rule is by shape:
/// the words around a token are scrambled at will.
/// </summary>
internal static partial class ShareTokens
{
    public static IEnumerable<FoundLink> Find(string text, int start, int end)
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
                   where IsToken(match, text)
                   select new FoundLink(match.Value, start + match.Index, match.Length, NetworkOf(match, text), LinkKinds.Token),
            ];
        }
        catch (RegexMatchTimeoutException)
        {
            return [];
        }
    }

    /// <summary>Whether the text asks to copy all of it into JD's app: its host without a dot is part of a token then, and no address.</summary>
    public static bool IsOfJd(string text) => text.Contains("复制整段", StringComparison.Ordinal) || text.Contains("京口令", StringComparison.Ordinal);

    /// <summary>Drawn by lot: capitals and small letters, or letters and digits. A word or a price is neither.</summary>
    public static bool IsMixed(ReadOnlySpan<char> code)
    {
        var (upper, lower, digit) = Count(code);
        return (upper > 0 && lower > 0 && (digit > 0 || upper > 2)) || (digit > 1 && upper + lower > 2);
    }

    private static bool IsToken(Match match, string text)
    {
        var code = match.Groups["code"].ValueSpan;
        var (upper, lower, digit) = Count(code);
        return match.Groups["pair"].Success ? upper > 0 && lower + digit > 0 && !(upper == 1 && digit == 0 && char.IsAsciiLetterUpper(code[0]))
            : match.Groups["bracket"].Success ? IsMixed(code) && (match.Groups["tail"].Success || SpeaksOfTokens(text))
            : match.Groups["jd"].Success ? IsOfJd(text) && upper + lower > 0 && digit + upper > 0
            : IsMixed(code) && (!match.Groups["last"].Success || (upper > 0 && lower > 0 && IsOpened(text, match.Groups["last"].Value)));
    }

    /// <summary>Taobao's form is used by others as well; then the text names them.</summary>
    private static string NetworkOf(Match match, string text) =>
        match.Groups["jd"].Success ? "jd"
        : match.Groups["douyin"].Success || (!Speaks(text, "淘") && !Speaks(text, "天猫") && Speaks(text, "抖音")) ? "douyin"
        : Speaks(text, "淘") || Speaks(text, "天猫") || Speaks(text, "tb.cn") ? "taobao"
        : Speaks(text, "京东") || Speaks(text, "京口令") ? "jd"
        : Speaks(text, "快手") ? "kuaishou"
        : Speaks(text, "拼多多") ? "pdd"
        : "taobao";

    /// <summary><c>99¥ MF168 FoYde8XzTCh¥</c>: the sign stands twice, words between; a price behind a model's name has it once.</summary>
    private static bool IsOpened(string text, string sign) =>
        SpeaksOfTokens(text) || text.IndexOf(sign, StringComparison.Ordinal) < text.LastIndexOf(sign, StringComparison.Ordinal);

    private static bool SpeaksOfTokens(string text) =>
        Speaks(text, "口令") || Speaks(text, "复制") || Speaks(text, "淘") || Speaks(text, "tao") || Speaks(text, "打开") || Speaks(text, "天猫");

    private static bool Speaks(string text, string of) => text.Contains(of, StringComparison.OrdinalIgnoreCase);

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
