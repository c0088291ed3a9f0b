using System.Buffers;
using System.Text;
using Daogou.Crawler.Feeds.Syndication;

namespace Daogou.Crawler.Feeds;

/// <summary>A text as people read it: without markup, entities decoded, runs of white space as one space.</summary>
internal static class PlainText
{
    /// <summary>Markup, and white space other than the plain space.</summary>
    private static readonly SearchValues<char> Marks =
        SearchValues.Create("<&\t\n\v\f\r\u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000");

    /// <summary>Elements whose ends are the ends of words too.</summary>
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Blocks = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "p", "br", "div", "li", "ul", "ol", "tr", "td", "th", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "dd", "dt", "section", "article", "blockquote", "img", "option",
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    public static string? Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }
        if (!text.AsSpan().ContainsAny(Marks) && !text.Contains("  ", StringComparison.Ordinal))
        {
            return text.Trim();
        }
        var bare = WithoutTags(text);
        var plain = OneSpaced(bare.Contains('&', StringComparison.Ordinal) ? XmlEntities.Decode(bare, out _) : bare);
        return plain.Length == 0 ? null : plain;
    }

    private static string WithoutTags(string text)
    {
        var at = TagFrom(text, 0);
        if (at < 0)
        {
            return text;
        }
        var bare = new StringBuilder(text.Length);
        var from = 0;
        while (at >= 0)
        {
            bare.Append(text, from, at - from);
            from = TagEnd(text, at, bare);
            at = TagFrom(text, from);
        }
        return bare.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>A smaller-than sign that begins a tag; before a number or a space it is only itself.</summary>
    private static int TagFrom(string text, int from)
    {
        for (var at = text.IndexOf('<', from); at >= 0 && at + 1 < text.Length; at = text.IndexOf('<', at + 1))
        {
            if (char.IsAsciiLetter(text[at + 1]) || text[at + 1] is '/' or '!' or '?')
            {
                return at;
            }
        }
        return -1;
    }

    private static int TagEnd(string text, int at, StringBuilder bare)
    {
        if (text.AsSpan(at).StartsWith("<!--", StringComparison.Ordinal))
        {
            return Behind(text, "-->", at);
        }
        var end = text.IndexOf('>', at);
        if (end < 0)
        {
            return text.Length;
        }
        var tag = text.AsSpan(at + 1, end - at - 1).TrimStart('/');
        var length = tag.IndexOfAnyExcept(Letters);
        var name = length < 0 ? tag : tag[..length];
        if (Blocks.Contains(name))
        {
            bare.Append(' ');
        }
        // What is inside these is for machines.
        var skips = text[at + 1] != '/' && (name.Equals("script", StringComparison.OrdinalIgnoreCase) || name.Equals("style", StringComparison.OrdinalIgnoreCase));
        return skips ? Behind(text, $"</{name}", end) is var close && close < text.Length && text.IndexOf('>', close) is > 0 and var over ? over + 1 : text.Length : end + 1;
    }

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    private static int Behind(string text, string mark, int from) =>
        text.IndexOf(mark, from, StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? at + mark.Length : text.Length;

    private static string OneSpaced(string text)
    {
        var spaced = new StringBuilder(text.Length);
        var pending = false;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                pending = spaced.Length > 0;
            }
            else
            {
                if (pending)
                {
                    spaced.Append(' ');
                    pending = false;
                }
                spaced.Append(c);
            }
        }
        return spaced.ToString();
    }
}
