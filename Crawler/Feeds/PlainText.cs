using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;

namespace Daogou.Crawler.Feeds;

/// <summary>A text as people read it: without markup, entities decoded, runs of white space as one space.</summary>
internal static partial class PlainText
{
    private static readonly HtmlParser Parser = new();

    public static string? Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }
        var plain = text.AsSpan().ContainsAny('<', '&') ? Parser.ParseDocument("<body>" + text).Body?.TextContent ?? "" : text;
        plain = Space().Replace(plain, " ").Trim();
        return plain.Length == 0 ? null : plain;
    }

    [GeneratedRegex(@"\s+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Space();
}
