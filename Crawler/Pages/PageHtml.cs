using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Daogou.Crawler.Pages;

/// <summary>Parses a page within bounds: of what is nested beyond reason only the head's elements and scripts are, and a deadline ends it all.</summary>
internal static partial class PageHtml
{
    private const int Deepest = 4000;

    /// <summary>Elements that need no end tag, so their number is no depth.</summary>
    private static readonly HashSet<string> Endless = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "dt", "dd", "option",
        "optgroup", "tr", "td", "th", "tbody", "thead", "tfoot", "colgroup", "rp", "rt", "keygen", "image", "frame", "bgsound", "basefont",
    };

    /// <exception cref="OperationCanceledException">The time is up.</exception>
    public static IDocument Parse(string text, CancellationToken cancellationToken) =>
        new HtmlParser().ParseDocument(new DeadlineStream(IsTooDeep(text) ? Skeleton(text, cancellationToken) : text, cancellationToken));

    private static string Skeleton(string text, CancellationToken cancellationToken)
    {
        var kept = new StringBuilder();
        try
        {
            foreach (var match in Flat().EnumerateMatches(text))
            {
                cancellationToken.ThrowIfCancellationRequested();
                kept.Append(text.AsSpan(match.Index, match.Length)).Append('\n');
            }
        }
        catch (RegexMatchTimeoutException)
        {
            // What was found until then will do.
        }
        return kept.ToString();
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
                var end = text.IndexOf("-->", at + 4, StringComparison.Ordinal);
                at = end < 0 ? at : end;
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

    [GeneratedRegex("<(meta|link|base)\\s[^<>]*>|<title>[^<]*</title|<script[^<>]*ld\\+json[^<>]*>.*?</script>", RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Flat();
}
