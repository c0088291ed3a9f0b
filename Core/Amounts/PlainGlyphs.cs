using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Daogou.Core.Amounts;

/// <summary>
/// A text with figures in two forms of the same length: as it stood (entities, tags and invisible marks gone) and with digits, spaces, signs and separators
/// of every script in their plain form, so that a place in one is the same place in the other.
/// </summary>
internal static partial class PlainGlyphs
{
    private const int Longest = 2000;

    public static (string Stood, string Plain) Read(string text)
    {
        var cut = text.Length > Longest ? text[..Longest] : text;
        if (cut.Contains('&', StringComparison.Ordinal))
        {
            cut = WebUtility.HtmlDecode(cut);
        }
        if (cut.Contains('<', StringComparison.Ordinal))
        {
            cut = Tag().Replace(cut, " ");
        }
        cut = string.Concat(cut.Where(c => !IsInvisible(c)));
        cut = Cents().Replace(cut, match => "." + string.Concat(match.Value.Select(Superscript)));
        cut = Loose().Replace(cut, match => match.Value.Trim());
        var plain = new StringBuilder(cut.Length);
        foreach (var c in cut)
        {
            plain.Append(Plain(c));
        }
        return (cut, plain.ToString());
    }

    private static char Plain(char c) => c switch
    {
        < '\u0080' => c is '`' ? '\'' : c is '\t' ? ' ' : c is '\r' ? '\n' : c,
        '’' or '‘' or '\u02BC' or '\u2032' or '´' or '\u066C' or '\uFF07' => '\'',
        '\u2212' or '\uFE63' => '-',
        '،' or '、' or '﹐' => ',',
        '。' or '﹒' or '．' => '.',
        '¥' or '\uFFE5' => '¥',
        '\uFFE1' or '₤' => '£',
        '\uFFE6' => '₩',
        '\uFFE0' => '¢',
        '\uFE69' => '$',
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        '²' or '³' or '¹' => ' ',
        '\u0085' or '\u2028' or '\u2029' => '\n',
        _ when char.IsDigit(c) => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)),
        _ when char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator => ' ',
        _ => c,
    };

    /// <summary>Marks of direction and joiners; a soft hyphen shows nothing either.</summary>
    private static bool IsInvisible(char c) => c is '\u00AD' or '\uFEFF' || char.GetUnicodeCategory(c) == UnicodeCategory.Format;

    private static char Superscript(char c) => c switch { '¹' => '1', '²' => '2', '³' => '3', _ => (char)('0' + (c - '\u2070')) };

    [GeneratedRegex(@"<[^<>]{0,300}>", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Tag();

    /// <summary>Raised cents, <c>19⁹⁹</c>.</summary>
    [GeneratedRegex(@"(?<=\d)[⁰¹²³⁴-⁹]{2}(?![⁰¹²³⁴-⁹])", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Cents();

    /// <summary>A mark that parted elements of a page set apart: <c>19 .99</c>, <c>19, 99 €</c>.</summary>
    [GeneratedRegex(@"(?<=\d)\s{1,3}[.,]\s{0,3}(?=\d{2}(?!\d))|(?<=^\D{0,12}\d{1,7})[.,]\s(?=\d{2}\s?(?:\p{Sc}|\p{L}{1,3}\.?)?$)", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Loose();
}
