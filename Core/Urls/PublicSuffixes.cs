using System.Collections.Frozen;

namespace Daogou.Core.Urls;

/// <summary>
/// The part of a host that one party registered: one label more than a public suffix. The suffixes are a list of our own, of those under
/// which shops are; a suffix that it lacks is taken for a registered name.
/// </summary>
public static class PublicSuffixes
{
    private static readonly FrozenSet<string> Rules = Read();

    /// <summary>Null for an address, a suffix itself and a host with an empty label.</summary>
    public static string? Registrable(string host)
    {
        var name = host.EndsWith('.') ? host[..^1] : host;
        var labels = name.Split('.');
        if (name.StartsWith('[') || labels.Any(label => label.Length == 0) || char.IsAsciiDigit(labels[^1][^1]))
        {
            return null;
        }
        var suffix = SuffixLabels(labels);
        return suffix < labels.Length ? string.Join('.', labels[^(suffix + 1)..]) : null;
    }

    private static int SuffixLabels(string[] labels)
    {
        for (var count = Math.Min(labels.Length, 5); count > 1; count--)
        {
            var candidate = string.Join('.', labels[^count..]);
            if (Rules.Contains("!" + candidate))
            {
                return count - 1;
            }
            if (Rules.Contains(candidate) || Rules.Contains("*." + string.Join('.', labels[^(count - 1)..])))
            {
                return count;
            }
        }
        return 1;
    }

    private static FrozenSet<string> Read()
    {
        using var stream = typeof(PublicSuffixes).Assembly.GetManifestResourceStream("public-suffixes.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#'))
            .SelectMany(Suffixes).ToFrozenSet(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Suffixes(string line)
    {
        var (top, rest) = line.Split(':') is [var before, var behind] ? (before, behind) : ("", line);
        foreach (var word in rest.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var suffix = top.Length == 0 || word.EndsWith('.' + top, StringComparison.Ordinal) ? word : $"{word}.{top}";
            yield return DomainNames.ToAscii(suffix) ?? suffix;
        }
    }
}
