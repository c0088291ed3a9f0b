using System.Buffers;
using System.Globalization;
using System.Text;
using AngleSharp.Html;

namespace Daogou.Crawler.Feeds.Syndication;

/// <summary>Character references of XML and HTML, and the characters that no document should hold.</summary>
internal static class XmlEntities
{
    private const int LongestName = 32;

    /// <summary>The controls that XML forbids.</summary>
    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, ' ').Where(c => c is not ('\t' or '\n' or '\r')).Select(c => (char)c)]);

    /// <summary>What windows-1252 means by 128 to 159, where people write <c>&amp;#150;</c>.</summary>
    private const string Western = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    /// <summary>The text with its references put as characters; a bare ampersand stays one.</summary>
    public static string Decode(string text, out int faults)
    {
        faults = 0;
        var at = text.IndexOf('&', StringComparison.Ordinal);
        if (at < 0)
        {
            return text;
        }
        var decoded = new StringBuilder(text.Length);
        var from = 0;
        while (at >= 0)
        {
            decoded.Append(text, from, at - from);
            if (Meaning(text.AsSpan(at), out var length) is { } meaning)
            {
                decoded.Append(meaning);
            }
            else
            {
                faults++;
                decoded.Append('&');
            }
            from = at + length;
            at = text.IndexOf('&', from);
        }
        return decoded.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>What the reference at the front stands for, and how long it is; null with a length of one for a bare ampersand.</summary>
    public static string? Meaning(ReadOnlySpan<char> text, out int length)
    {
        length = 1;
        var name = text[1..Math.Min(text.Length, LongestName + 1)];
        var end = name.IndexOf(';');
        if (end <= 0 || Named(name[..end]) is not { } meaning)
        {
            return null;
        }
        length = end + 2;
        return meaning;
    }

    public static bool IsClean(ReadOnlySpan<char> text) => !text.ContainsAny(Controls) && !text.ContainsAnyInRange('\uFFFE', '\uFFFF');

    /// <summary>Without the characters that XML forbids.</summary>
    public static string Clean(string text, out int dropped)
    {
        dropped = 0;
        if (IsClean(text))
        {
            return text;
        }
        foreach (var c in text)
        {
            dropped += IsForbidden(c) ? 1 : 0;
        }
        return dropped == 0 ? text : string.Concat(text.Where(c => !IsForbidden(c)));
    }

    private static string? Named(ReadOnlySpan<char> name)
    {
        if (name[0] == '#')
        {
            var isHex = name.Length > 1 && name[1] is 'x' or 'X';
            return int.TryParse(name[(isHex ? 2 : 1)..], isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? Character(number)
                : null;
        }
        return name switch
        {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "apos" => "'",
            _ => HtmlEntityProvider.Resolver.GetSymbol(string.Concat(name, ";")),
        };
    }

    private static string? Character(int number) => number switch
    {
        >= 128 and <= 159 => Western[number - 128].ToString(),
        >= 0xD800 and <= 0xDFFF or > 0x10FFFF or < 1 => null,
        _ => char.ConvertFromUtf32(number),
    };

    private static bool IsForbidden(char c) => c is < ' ' and not ('\t' or '\n' or '\r') or '\uFFFE' or '\uFFFF';
}
