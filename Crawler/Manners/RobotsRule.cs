namespace Daogou.Crawler.Manners;

/// <summary>An <c>Allow</c> or <c>Disallow</c> line.</summary>
internal sealed class RobotsRule
{
    private readonly string[] _parts;
    private readonly bool _anchored;

    public RobotsRule(bool allows, string line, string path)
    {
        var pattern = RobotsPath.OfRule(path);
        (Allows, Line, Length) = (allows, line, pattern.Length);
        _anchored = pattern.EndsWith('$');
        _parts = (_anchored ? pattern[..^1] : pattern).Split('*');
    }

    public bool Allows { get; }

    /// <summary>As written, without its comment.</summary>
    public string Line { get; }

    /// <summary>Octets of the path; the longest rule that matches decides.</summary>
    public int Length { get; }

    /// <summary>Each part between stars is taken at its first place: no stepping back, whatever the pattern.</summary>
    public bool Matches(string path)
    {
        var rest = path.AsSpan();
        if (!rest.StartsWith(_parts[0], StringComparison.Ordinal))
        {
            return false;
        }
        rest = rest[_parts[0].Length..];
        if (_parts.Length == 1)
        {
            return !_anchored || rest.IsEmpty;
        }
        foreach (var part in _parts.AsSpan(1, _parts.Length - (_anchored ? 2 : 1)))
        {
            if (rest.IndexOf(part, StringComparison.Ordinal) is not (>= 0 and var at))
            {
                return false;
            }
            rest = rest[(at + part.Length)..];
        }
        return !_anchored || rest.EndsWith(_parts[^1], StringComparison.Ordinal);
    }
}

/// <summary>What a robots.txt says about one address.</summary>
/// <param name="Rule">The line that decided, as written; null when no line speaks of the address.</param>
/// <param name="CrawlDelay">Seconds between two requests, as the file asks.</param>
public readonly record struct RobotsJudgement(bool Allowed, string? Rule, double? CrawlDelay);
