using System.Text.RegularExpressions;

namespace Daogou.Crawler.Feeds;

/// <summary>
/// Which addresses of a sitemap are product pages: <c>/products/*|/p/*|!*/reviews</c>. Several are parted by <c>|</c>, <c>*</c> is any run of
/// characters, what begins with <c>!</c> is left out; matched against path and query, or the whole address where the pattern begins with <c>http</c>.
/// </summary>
public sealed class PagePattern
{
    private readonly List<Regex> _wanted = [];
    private readonly List<Regex> _unwanted = [];

    /// <param name="text">Null or empty: every address.</param>
    public PagePattern(string? text)
    {
        foreach (var part in (text ?? "").Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            (part[0] == '!' ? _unwanted : _wanted).Add(Rule(part.TrimStart('!')));
        }
    }

    public bool Fits(Uri address) => (_wanted.Count == 0 || _wanted.Exists(rule => Matches(rule, address))) && !_unwanted.Exists(rule => Matches(rule, address));

    private static bool Matches(Regex rule, Uri address) => rule.IsMatch(address.PathAndQuery) || rule.IsMatch(address.AbsoluteUri);

    private static Regex Rule(string glob) =>
        new("^" + Regex.Escape(glob).Replace("\\*", ".*", StringComparison.Ordinal) + "$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(200));
}
