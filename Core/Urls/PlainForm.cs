using System.Buffers;
using System.Text;

namespace Daogou.Core.Urls;

/// <summary>
/// A message without what share texts hide in it: invisible characters taken out, full-width letters and the signs of an address made
/// narrow. It knows where each character stood, so that what is found is told in the offsets of the message as it was given.
/// </summary>
internal sealed class PlainForm
{
    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. "\u00AD\u034F\u061C\u180E\u200B\u200C\u200D\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\uFEFF", .. Enumerable.Range(0xFF01, 94).Select(point => (char)point)]);

    private readonly int[]? _places;

    private PlainForm(string text, int[]? places) => (Text, _places) = (text, places);

    public string Text { get; }

    public static PlainForm Of(string text)
    {
        var first = text.AsSpan().IndexOfAny(Suspects);
        if (first < 0)
        {
            return new PlainForm(text, null);
        }
        var plain = new StringBuilder(text, 0, first, text.Length);
        var places = new List<int>(text.Length);
        places.AddRange(Enumerable.Range(0, first));
        for (var at = first; at < text.Length; at++)
        {
            if (Kept(text, at, plain, places.Count > 0 ? places[^1] : -1) is { } kept)
            {
                plain.Append(kept);
                places.Add(at);
            }
        }
        return new PlainForm(plain.ToString(), [.. places]);
    }

    /// <summary>The same stretch of the text as it was given.</summary>
    public (int Start, int Length) Stretch(int start, int length)
    {
        if (_places is null || length == 0)
        {
            return (start, length);
        }
        var from = _places[start];
        return (from, _places[start + length - 1] + 1 - from);
    }

    /// <summary>What stands for the character; null for nothing.</summary>
    private static char? Kept(string text, int at, StringBuilder before, int lastPlace)
    {
        var c = text[at];
        if (IsInvisible(c))
        {
            // Between two addresses it is what keeps them apart; a joiner between letters of other scripts is part of their spelling.
            return text.AsSpan(at + 1).StartsWith("http", StringComparison.OrdinalIgnoreCase) ? ' '
                : c is '\u200C' or '\u200D' && IsForeign(before.Length > 0 ? before[^1] : ' ') && at + 1 < text.Length && IsForeign(text[at + 1]) ? c
                : null;
        }
        if (c is < '\uFF01' or > '\uFF5E')
        {
            return c;
        }
        var narrow = (char)(c - 0xFEE0);
        var last = before.Length > 0 ? before[^1] : ' ';
        if (char.IsAsciiLetterOrDigit(narrow))
        {
            // Full-width words right behind a narrow address are words; the address has ended.
            return char.IsAsciiLetterOrDigit(last) && !IsWide(text, lastPlace) ? c : narrow;
        }
        return narrow switch
        {
            '.' or '/' or '=' or '&' or '%' or '-' or '_' => IsOfAddress(last) && at + 1 < text.Length && (IsOfAddress(Narrow(text[at + 1])) || IsInvisible(text[at + 1])) ? narrow : c,
            ':' => at + 2 < text.Length && Narrow(text[at + 1]) == '/' && Narrow(text[at + 2]) == '/' && EndsWithScheme(before) ? narrow : c,
            '?' => IsQuestion(text, at + 1) ? narrow : c,
            _ => c,
        };
    }

    private static bool IsInvisible(char c) =>
        c is '\u00AD' or '\u034F' or '\u061C' or '\u180E' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u2064') or (>= '\u2066' and <= '\u2069') or '\uFEFF';

    private static bool IsForeign(char c) => c > '\u024F' && char.IsLetter(c);

    private static bool IsWide(string text, int at) => at >= 0 && text[at] is >= '\uFF01' and <= '\uFF5E';

    private static bool IsOfAddress(char c) => char.IsAsciiLetterOrDigit(c) || c is '/' or ':' or '_' or '-' or '=' or '%';

    private static char Narrow(char c) => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c;

    private static bool EndsWithScheme(StringBuilder before) =>
        before.Length >= 4 && before.ToString(Math.Max(0, before.Length - 5), Math.Min(5, before.Length)) is var end
        && (end.EndsWith("http", StringComparison.OrdinalIgnoreCase) || end.EndsWith("https", StringComparison.OrdinalIgnoreCase));

    /// <summary><c>？id=…</c> begins a query; a question mark of a sentence does not.</summary>
    private static bool IsQuestion(string text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < 40 && (char.IsAsciiLetterOrDigit(Narrow(text[end])) || Narrow(text[end]) is '_' or '-'))
        {
            end++;
        }
        return end > at && end < text.Length && Narrow(text[end]) == '=';
    }
}
