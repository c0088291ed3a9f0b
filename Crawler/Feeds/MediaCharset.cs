using System.Text.RegularExpressions;

namespace Daogou.Crawler.Feeds;

/// <summary>The <c>charset</c> of a Content-Type, however it is written.</summary>
internal static partial class MediaCharset
{
    public static string? Of(string? contentType) => contentType is not null && Charset().Match(contentType) is { Success: true } match ? match.Groups["name"].Value : null;

    [GeneratedRegex("""charset\s*=\s*["']?(?<name>[A-Za-z0-9_:.+-]+)""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 200)]
    private static partial Regex Charset();
}
