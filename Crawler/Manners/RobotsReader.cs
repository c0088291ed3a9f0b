using System.Globalization;

namespace Daogou.Crawler.Manners;

/// <summary>The lines for one or several crawlers.</summary>
internal sealed class RobotsGroup
{
    private readonly List<ProductToken> _names = [];
    private readonly List<(int Names, double Seconds)> _delays = [];

    public List<RobotsRule> Rules { get; } = [];

    public bool NamesEverybody { get; private set; }

    public bool Names(ProductToken token) => _names.Exists(name => name.IsSame(token));

    public void Add(string name)
    {
        if (name.StartsWith('*') && (name.Length == 1 || char.IsWhiteSpace(name[1])))
        {
            NamesEverybody = true;
        }
        _names.Add(name.StartsWith('*') ? new ProductToken("", "") : ProductToken.Of(name));
    }

    /// <summary>A delay is for the names above it; it does not end the group, but who is named below did not ask for it.</summary>
    public void Delay(double seconds) => _delays.Add((_names.Count, seconds));

    public double? CrawlDelayFor(ProductToken token)
    {
        var first = _names.FindIndex(name => name.IsSame(token));
        first = first < 0 ? _names.FindIndex(name => name.Full.Length == 0) : first;
        return _delays.Where(delay => delay.Names > first).Max(delay => (double?)delay.Seconds);
    }
}

/// <summary>Text to groups. A rule before the first user agent belongs to nobody; a line that is neither does not end a group.</summary>
internal static class RobotsReader
{
    private const int LongestLine = 16_664;
    private static readonly string[] Agents = ["user-agent", "useragent", "user agent", "user_agent"];
    private static readonly string[] Disallows = ["disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"];
    private static readonly string[] Delays = ["crawl-delay", "crawldelay", "crawl delay"];

    public static IReadOnlyList<RobotsGroup> Read(string text)
    {
        var groups = new List<RobotsGroup>();
        var open = false;
        foreach (var whole in text.AsSpan().EnumerateLines())
        {
            var line = whole.Length > LongestLine ? whole[..LongestLine] : whole;
            line = Trim(line.IndexOf('#') is >= 0 and var comment ? line[..comment] : line);
            if (!TrySplit(line, out var key, out var value))
            {
                continue;
            }
            if (Is(key, Agents))
            {
                if (!open)
                {
                    groups.Add(new RobotsGroup());
                }
                open = true;
                groups[^1].Add(value.ToString());
            }
            else if (Is(key, Disallows) || Is(key, ["allow"]))
            {
                open = false;
                Take(groups, key, value, line);
            }
            else if (Is(key, Delays) && groups is [.., var last] && Seconds(value) is { } seconds)
            {
                last.Delay(seconds);
            }
        }
        return groups;
    }

    private static void Take(List<RobotsGroup> groups, ReadOnlySpan<char> key, ReadOnlySpan<char> value, ReadOnlySpan<char> line)
    {
        // A path that begins with neither matches nothing, and an empty one forbids nothing.
        if (groups is [.., var group] && value is ['/' or '*' or '%', ..])
        {
            group.Rules.Add(new RobotsRule(Is(key, ["allow"]), line.ToString(), value.ToString()));
        }
    }

    /// <summary>Key and value around the colon; without one, around white space if there are exactly two words.</summary>
    private static bool TrySplit(ReadOnlySpan<char> line, out ReadOnlySpan<char> key, out ReadOnlySpan<char> value)
    {
        var at = line.IndexOf(':');
        if (at < 0)
        {
            at = line.IndexOfAny(' ', '\t');
            if (at < 0 || Trim(line[at..]).IndexOfAny(' ', '\t') >= 0)
            {
                key = value = default;
                return false;
            }
        }
        key = Trim(line[..at]);
        value = Trim(line[(at + 1)..]);
        return key.Length > 0;
    }

    private static bool Is(ReadOnlySpan<char> key, ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (key.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }

    private static double? Seconds(ReadOnlySpan<char> value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds) ? seconds : null;

    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text) => text.Trim(" \t\0\v\f\u00A0\uFEFF\u3000");
}
