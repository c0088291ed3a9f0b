using System.Text;

namespace Daogou.Crawler.Manners;

/// <summary>A robots.txt as RFC 9309 reads it, with the slips of the pen that large crawlers forgive.</summary>
public sealed class RobotsFile
{
    /// <summary>What is read of a file; what stands behind it does not count (RFC 9309 §2.5).</summary>
    public const int MostBytes = 500 << 10;

    private readonly IReadOnlyList<RobotsGroup> _groups;

    internal RobotsFile(IReadOnlyList<RobotsGroup> groups) => _groups = groups;

    /// <summary>A site without a robots.txt: everything is allowed.</summary>
    public static RobotsFile Empty { get; } = new([]);

    /// <summary>Whatever the bytes are: a line that is no rule is passed over.</summary>
    public static RobotsFile Parse(ReadOnlySpan<byte> bytes)
    {
        var cut = bytes.Length > MostBytes;
        bytes = cut ? bytes[..MostBytes] : bytes;
        // Half a rule would forbid more than the whole one.
        bytes = cut ? bytes[..(bytes.LastIndexOfAny((byte)'\n', (byte)'\r') + 1)] : bytes;
        var bom = Encoding.UTF8.Preamble;
        return new RobotsFile(RobotsReader.Read(Encoding.UTF8.GetString(bytes.StartsWith(bom) ? bytes[bom.Length..] : bytes)));
    }

    /// <param name="userAgent">The product token, or the user agent as it is sent: <c>DaogouBot/1.0 (+https://…)</c>.</param>
    /// <param name="url">Absolute, or a path with its query.</param>
    public RobotsJudgement Judge(string userAgent, string url)
    {
        var token = ProductToken.Of(userAgent);
        var groups = _groups.Where(group => group.Names(token)).ToList();
        groups = groups is [] ? [.. _groups.Where(group => group.NamesEverybody)] : groups;
        var delay = groups.Max(group => group.CrawlDelayFor(token));
        var path = RobotsPath.OfUrl(url);
        if (path == "/robots.txt")
        {
            return new RobotsJudgement(true, null, delay);
        }
        RobotsRule? best = null;
        foreach (var rule in groups.SelectMany(group => group.Rules))
        {
            if ((best is null || rule.Length > best.Length || (rule.Length == best.Length && rule.Allows && !best.Allows)) && rule.Matches(path))
            {
                best = rule;
            }
        }
        return new RobotsJudgement(best?.Allows ?? true, best?.Line, delay);
    }
}
