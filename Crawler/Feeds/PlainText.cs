using System.Buffers;
using System.Text;
using Daogou.Crawler.Feeds.Syndication;

namespace Daogou.Crawler.Feeds;

/// <summary>A text as people read it: without markup, entities decoded, runs of white space as one space.</summary>
internal static class PlainText
{
    /// <summary>Markup and the white space of ASCII, but for the plain space.</summary>
    private static readonly SearchValues<char> Marks = SearchValues.Create("<&\t\n\v\f\r");

    /// <summary>Spaces of other scripts that no other character stands between.</summary>
    private const string Foreign = "\u0085\u00A0\u1680\u205F\u3000";

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    /// <summary>Elements whose ends are the ends of words too.</summary>
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Blocks = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "p", "br", "div", "li", "ul", "ol", "tr", "td", "th", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "dd", "dt", "section", "article", "blockquote", "img", "option",
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    public static string? Of(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : IsPlain(text) ? text.Trim() : Made(text);

    /// <inheritdoc cref="Of(string?)"/>
    public static string? Of(ReadOnlySpan<char> text) =>
        text.IsWhiteSpace() ? null : IsPlain(text) ? text.Trim().ToString() : Made(text);

    /// <summary>The same of a text in UTF-8, of which only the result is made a string.</summary>
    public static string? Of(ReadOnlySpan<byte> utf8)
    {
        var room = ArrayPool<char>.Shared.Rent(Encoding.UTF8.GetMaxCharCount(utf8.Length));
        var plain = Of(room.AsSpan(0, Encoding.UTF8.GetChars(utf8, room)));
        ArrayPool<char>.Shared.Return(room);
        return plain;
    }

    private static bool IsPlain(ReadOnlySpan<char> text) =>
        text.IndexOfAny(Marks) < 0 && text.IndexOf("  ", StringComparison.Ordinal) < 0 && !HasForeignSpace(text);

    private static string? Made(ReadOnlySpan<char> rest)
    {
        // Nothing that is put in is longer than what it stands for.
        var room = ArrayPool<char>.Shared.Rent(rest.Length);
        var line = new Line(room);
        while (!rest.IsEmpty)
        {
            var at = rest.IndexOfAny(Marks);
            line.Add(at < 0 ? rest : rest[..at]);
            rest = at < 0 ? default : Take(rest[at..], ref line);
        }
        var plain = line.ToString();
        ArrayPool<char>.Shared.Return(room);
        return plain.Length == 0 ? null : plain;
    }

    private static bool HasForeignSpace(ReadOnlySpan<char> text)
    {
        for (var rest = text; rest.IndexOfAnyInRange('\u2000', '\u202F') is >= 0 and var at; rest = rest[(at + 1)..])
        {
            if (char.IsWhiteSpace(rest[at]))
            {
                return true;
            }
        }
        return text.IndexOfAny(Foreign) >= 0;
    }

    /// <summary>Takes what begins with a mark; returns what is behind it.</summary>
    private static ReadOnlySpan<char> Take(ReadOnlySpan<char> rest, scoped ref Line line)
    {
        switch (rest[0])
        {
            case '<' when rest.Length > 1 && (char.IsAsciiLetter(rest[1]) || rest[1] is '/' or '!' or '?'):
                return BehindTag(rest, ref line);
            case '&' when XmlEntities.Meaning(rest, out var length) is { } meaning:
                if (string.IsNullOrWhiteSpace(meaning))
                {
                    line.Space();
                }
                else
                {
                    line.Add(meaning);
                }
                return rest[length..];
            case '<' or '&':
                line.Add(rest[..1]);
                return rest[1..];
            default:
                line.Space();
                return rest[1..];
        }
    }

    private static ReadOnlySpan<char> BehindTag(ReadOnlySpan<char> rest, scoped ref Line line)
    {
        if (rest.StartsWith("<!--", StringComparison.Ordinal))
        {
            return Behind(rest, "-->");
        }
        var end = rest.IndexOf('>');
        if (end < 0)
        {
            return default;
        }
        var tag = rest[1..end].TrimStart('/');
        var length = tag.IndexOfAnyExcept(Letters);
        var name = length < 0 ? tag : tag[..length];
        if (Blocks.Contains(name))
        {
            line.Space();
        }
        // What is inside these is for machines.
        var skips = rest[1] != '/' && (name.Equals("script", StringComparison.OrdinalIgnoreCase) || name.Equals("style", StringComparison.OrdinalIgnoreCase));
        return skips ? Behind(Behind(rest[end..], $"</{name}"), ">") : rest[(end + 1)..];
    }

    private static ReadOnlySpan<char> Behind(ReadOnlySpan<char> rest, string mark) =>
        rest.IndexOf(mark, StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? rest[(at + mark.Length)..] : default;

    /// <summary>The text so far; a space waits until something follows it.</summary>
    private struct Line(char[] room)
    {
        private int _length;
        private bool _pending;

        public void Space() => _pending = _length > 0;

        public void Add(ReadOnlySpan<char> run)
        {
            if (!HasForeignSpace(run))
            {
                Plain(run);
                return;
            }
            var from = 0;
            for (var at = 0; at < run.Length; at++)
            {
                if (run[at] >= '\u0085' && char.IsWhiteSpace(run[at]))
                {
                    Plain(run[from..at]);
                    Space();
                    from = at + 1;
                }
            }
            Plain(run[from..]);
        }

        private void Plain(ReadOnlySpan<char> run)
        {
            while (!run.IsEmpty)
            {
                if (run[0] == ' ')
                {
                    Space();
                    run = run.TrimStart(' ');
                    continue;
                }
                var twice = run.IndexOf("  ", StringComparison.Ordinal);
                var part = (twice < 0 ? run : run[..twice]).TrimEnd(' ');
                if (_pending)
                {
                    room[_length++] = ' ';
                    _pending = false;
                }
                part.CopyTo(room.AsSpan(_length));
                _length += part.Length;
                run = run[part.Length..];
            }
        }

        public override readonly string ToString() => new(room, 0, _length);
    }
}
