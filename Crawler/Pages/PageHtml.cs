using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Daogou.Crawler.Pages;

/// <summary>Parses a page within bounds: of what is nested beyond reason only the head's elements and scripts are, and a deadline ends it all.</summary>
internal static class PageHtml
{
    private const int Deepest = 4000;
    private const int LongestTag = 20_000;
    private const int LongestOutline = 12 << 20;

    /// <summary>Elements that need no end tag, so their number is no depth.</summary>
    private static readonly HashSet<string> Endless = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "dt", "dd", "option",
        "optgroup", "tr", "td", "th", "tbody", "thead", "tfoot", "colgroup", "rp", "rt", "keygen", "image", "frame", "bgsound", "basefont",
    };

    /// <exception cref="OperationCanceledException">The time is up.</exception>
    public static IDocument Parse(string text, CancellationToken cancellationToken) =>
        IsTooDeep(text) ? ParseOutline(text, cancellationToken) : ParseText(text, cancellationToken);

    /// <summary>Only what stands in no depth: the title, <c>meta</c>, <c>link</c> and <c>base</c> elements and blocks of JSON-LD. Most product pages need no more.</summary>
    /// <exception cref="OperationCanceledException">The time is up.</exception>
    public static IDocument ParseOutline(string text, CancellationToken cancellationToken) => ParseText(Outline(text), cancellationToken);

    private static IDocument ParseText(string text, CancellationToken cancellationToken)
    {
        try
        {
            return new HtmlParser().ParseDocument(new DeadlineStream(text, cancellationToken));
        }
        catch (AggregateException e) when (e.InnerException is OperationCanceledException)
        {
            // The parser waits for its stream by a task.
            throw new OperationCanceledException(cancellationToken);
        }
    }

    private static string Outline(string text)
    {
        var kept = new StringBuilder();
        for (var at = text.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < text.Length; at = at < text.Length ? text.IndexOf('<', at) : -1)
        {
            if (text.AsSpan(at).StartsWith("<!--", StringComparison.Ordinal))
            {
                var closed = text.IndexOf("-->", at + 2, StringComparison.Ordinal);
                at = closed < 0 ? text.Length : closed + 3;
                continue;
            }
            var name = char.IsAsciiLetter(text[at + 1]) ? Name(text, at + 1) : "";
            var end = name.Length == 0 ? -1 : EndOfTag(text, at);
            if (end < 0)
            {
                at++;
                continue;
            }
            var start = at;
            at = end;
            if (name is "script" or "style" or "title" or "textarea" or "template" or "noscript" or "svg")
            {
                var closed = text.IndexOf("</" + name, end, StringComparison.OrdinalIgnoreCase);
                at = closed < 0 ? text.Length : closed;
                if (kept.Length < LongestOutline && (name == "title" || (name == "script" && text.AsSpan(start, end - start).Contains("ld+json", StringComparison.OrdinalIgnoreCase))))
                {
                    kept.Append(text.AsSpan(start, at - start)).Append("</").Append(name).Append('>');
                }
            }
            else if (name is "meta" or "link" or "base" && kept.Length < LongestOutline)
            {
                kept.Append(text.AsSpan(start, end - start));
            }
        }
        return kept.ToString();
    }

    /// <summary>Behind the <c>&gt;</c> that ends a tag; one inside quotes does not.</summary>
    private static int EndOfTag(string text, int start)
    {
        var quote = '\0';
        for (var at = start; at < text.Length && at - start < LongestTag; at++)
        {
            var next = text[at];
            if (quote != '\0')
            {
                quote = next == quote ? '\0' : quote;
            }
            else if (next is '"' or '\'' && text[at - 1] is '=' or ' ')
            {
                quote = next;
            }
            else if (next is '>' or '<' && at > start)
            {
                return next == '>' ? at + 1 : -1;
            }
        }
        return -1;
    }

    private static bool IsTooDeep(string text)
    {
        var depth = 0;
        for (var at = text.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < text.Length; at = text.IndexOf('<', at + 1))
        {
            var next = text[at + 1];
            if (next == '/')
            {
                depth -= depth > 0 && !Endless.Contains(Name(text, at + 2)) ? 1 : 0;
            }
            else if (char.IsAsciiLetter(next))
            {
                var name = Name(text, at + 1);
                if (name is "script" or "style" or "textarea" or "title")
                {
                    var end = text.IndexOf("</" + name, at, StringComparison.OrdinalIgnoreCase);
                    if (end < 0)
                    {
                        return false;
                    }
                    at = end;
                    continue;
                }
                if (!Endless.Contains(name) && ++depth > Deepest)
                {
                    return true;
                }
            }
            else if (next == '!' && text.AsSpan(at).StartsWith("<!--", StringComparison.Ordinal))
            {
                var end = text.IndexOf("-->", at + 2, StringComparison.Ordinal);
                at = end < 0 ? text.Length - 1 : end;
            }
        }
        return false;
    }

    private static string Name(string text, int start)
    {
        var end = start;
        while (end < text.Length && end - start < 20 && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '-'))
        {
            end++;
        }
        return text[start..end].ToLowerInvariant();
    }
}
