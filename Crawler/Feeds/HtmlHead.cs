using System.Text.RegularExpressions;
using Daogou.Crawler.Pages;

namespace Daogou.Crawler.Feeds;

/// <summary>Tells an HTML page by its first bytes, and what it looks like to a person.</summary>
internal static partial class HtmlHead
{
    public static bool IsHtml(ReadOnlySpan<byte> head)
    {
        var text = FeedText.Glimpse(head);
        return text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || string.Equals(XmlHead.Root(head), "html", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("<head", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<body", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A challenge, a consent wall or a login stands where the page should.</summary>
    public static bool IsGuarded(ReadOnlySpan<byte> head) => PageReader.Guard(FeedText.Glimpse(head)) is not null;

    /// <summary><c>a login page titled 'Sign in'</c>, for messages.</summary>
    public static string Describe(ReadOnlySpan<byte> head)
    {
        var text = FeedText.Glimpse(head);
        var title = Title().Match(text) is { Success: true } match ? $" titled '{Cut(PlainText.Of(match.Groups["text"].Value) ?? "")}'" : "";
        return Kind(text) + title;
    }

    private static string Kind(string text) => PageReader.Guard(text) is { } guard ? $"a {guard.Kind} page" : "an HTML page";

    private static string Cut(string text) => text.Length > 80 ? text[..80] + "…" : text;

    [GeneratedRegex("<title[^>]*>(?<text>.*?)</title", RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Title();
}
