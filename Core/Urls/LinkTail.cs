namespace Daogou.Core.Urls;

/// <summary>Where path, query and fragment of a link end in a text.</summary>
internal static class LinkTail
{
    private const int LongestLink = 4_000;
    private const int MostOpened = 16;
    private const int LongestTitle = 200;
    private static readonly System.Buffers.SearchValues<char> TitleEnds = System.Buffers.SearchValues.Create(" \n\t，。？！?");
    private static readonly string[] Delimiters = ["&quot;", "&gt;", "&lt;", "&#39;", "&#x27;", "&nbsp;", "&apos;", "&#34;"];

    public static int End(string text, int start, int at)
    {
        if (at >= text.Length || text[at] is not ('/' or '?' or '#'))
        {
            return at;
        }
        var opened = new Stack<(char Close, int At)>();
        var quote = start > 0 && text[start - 1] is '\'' or '*' or '_' or '~' ? text[start - 1] : '\0';
        var tail = at;
        var last = Math.Min(text.Length, start + LongestLink);
        while (at < last && Takes(text, start, at, opened) && !(text[at] == quote && quote == '\''))
        {
            at++;
        }
        // An opening bracket whose end is not in the link belongs to the words behind it.
        at = opened.Count > 0 ? opened.Last().At : at;
        return Trim(text, tail, at, quote);
    }

    private static bool Takes(string text, int start, int at, Stack<(char Close, int At)> opened)
    {
        var c = text[at];
        switch (c)
        {
            case '(' or '[' or '{' when opened.Count < MostOpened:
                opened.Push((c switch { '(' => ')', '[' => ']', _ => '}' }, at));
                return true;
            case ')' or ']' or '}':
                if (opened.TryPeek(out var top) && top.Close == c)
                {
                    opened.Pop();
                    return true;
                }
                return false;
            case '&':
                return !Array.Exists(Delimiters, delimiter => text.AsSpan(at).StartsWith(delimiter, StringComparison.OrdinalIgnoreCase));
            case '|' when at + 1 < text.Length && !char.IsAsciiLetterOrDigit(text[at + 1]):
                return false;
            case ',' or ';' or '|':
                return !text.AsSpan(at + 1).TrimStart(' ').StartsWith("http", StringComparison.OrdinalIgnoreCase);
            case '(' or '[' or '{' or '<' or '>' or '"' or '`' or '\\' or '^':
                return false;
        }
        return c > '~' ? TakesForeign(text, start, at, c) : c > ' ';
    }

    /// <summary>East Asian letters follow only where an address holds a title: in encyclopaedias, and in a shop before the number.</summary>
    private static bool TakesForeign(string text, int start, int at, char c)
    {
        if (Scripts.IsEastAsian(c))
        {
            var before = text.AsSpan(start, at - start);
            return before.Contains("/wiki/", StringComparison.Ordinal) || before.Contains("/item/", StringComparison.Ordinal) || (before.Contains("amazon.", StringComparison.Ordinal) && LeadsToProduct(text, at));
        }
        return Scripts.IsSpacedLetter(c) || (c == '\u2013' && at + 1 < text.Length && Scripts.IsSpacedLetter(text[at + 1]));
    }

    /// <summary>Amazon puts a product's title, in its own letters, before its number.</summary>
    private static bool LeadsToProduct(string text, int at)
    {
        var rest = text.AsSpan(at, Math.Min(text.Length - at, LongestTitle));
        var end = rest.IndexOfAny(TitleEnds);
        return (end < 0 ? rest : rest[..end]).Contains("/dp/B0", StringComparison.Ordinal);
    }

    private static int Trim(string text, int tail, int end, char quote)
    {
        while (end > tail)
        {
            var last = text[end - 1];
            if (last is '.' or ',' or ';' or ':' or '!' or '?' or '\'' or '*' || (quote == last && quote is '_' or '~'))
            {
                end--;
                continue;
            }
            break;
        }
        return end;
    }
}
