using System.Text.RegularExpressions;

namespace Daogou.Crawler.Feeds;

/// <summary>What the first bytes of an XML document tell.</summary>
internal static partial class XmlHead
{
    /// <summary>The local name of the first element; null when there is none.</summary>
    public static string? Root(ReadOnlySpan<byte> head) =>
        FirstElement().Match(FeedText.Glimpse(head)) is { Success: true } match ? match.Groups["name"].Value : null;

    public static bool IsGoogle(ReadOnlySpan<byte> head) => head.IndexOf("base.google.com/ns/1.0"u8) >= 0 || head.IndexOf("<g:"u8) >= 0;

    // Declarations, comments and processing instructions may stand before the root element.
    [GeneratedRegex(@"^(\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(\[[^\]]*\])?\s*>)*<([\w.-]+:)?(?<name>[\w.-]+)", RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex FirstElement();
}
