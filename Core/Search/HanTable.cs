using System.Collections.Frozen;
using System.Text;

namespace Daogou.Core.Search;

/// <summary>What is known of Chinese characters: the simplified form and the readings without tones (sources and licence: <c>unicode-license.txt</c>).</summary>
public static class HanTable
{
    private const char First = '\u3400';
    private const char Last = '\u9FFF';
    private const int LongestSyllable = 6;

    private static readonly char[] SimpleForms = LoadSimple();
    private static readonly (FrozenSet<string> Syllables, FrozenDictionary<char, string[]> ByCharacter) Readings = LoadReadings();

    /// <summary>The simplified form of a traditional character, any other as it is.</summary>
    public static char Simple(char c) => c is >= First and <= Last ? SimpleForms[c - First] : c;

    /// <summary>The readings of a simplified character, the usual one first; none for rare characters.</summary>
    public static IReadOnlyList<string> ReadingsOf(char c) => Readings.ByCharacter.GetValueOrDefault(c) ?? [];

    /// <summary>Every way of cutting letters into syllables (<c>xian</c> is <c>xian</c> and <c>xi an</c>), at most eight, the fewest syllables first.</summary>
    public static IReadOnlyList<string[]> Syllables(string letters)
    {
        const int Most = 8;
        var found = new List<string[]>();
        Cut(0, []);
        return [.. found.OrderBy(cut => cut.Length).Take(Most)];

        void Cut(int at, List<string> before)
        {
            if (at == letters.Length)
            {
                found.Add([.. before]);
                return;
            }
            for (var length = Math.Min(LongestSyllable, letters.Length - at); length > 0 && found.Count < Most * 4; length--)
            {
                // The sound ü is typed as v.
                var syllable = letters.Substring(at, length).Replace("lv", "lu", StringComparison.Ordinal).Replace("nv", "nu", StringComparison.Ordinal);
                if (Readings.Syllables.Contains(syllable))
                {
                    Cut(at + length, [.. before, syllable]);
                }
            }
        }
    }

    /// <summary>A text as it is typed by sound: whole syllables, and their first letters. Other letters stay; signs go.</summary>
    public static (string Full, string Initials) Sound(string text)
    {
        var (full, initials) = (new StringBuilder(), new StringBuilder());
        foreach (var c in text)
        {
            if (ReadingsOf(c) is [var reading, ..])
            {
                full.Append(reading);
                initials.Append(reading[0]);
            }
            else if (char.IsAsciiLetterOrDigit(c))
            {
                full.Append(c);
                initials.Append(c);
            }
        }
        return (full.ToString(), initials.ToString());
    }

    private static char[] LoadSimple()
    {
        var forms = new char[Last - First + 1];
        for (var index = 0; index < forms.Length; index++)
        {
            forms[index] = (char)(First + index);
        }
        foreach (var line in Lines("han-simple.txt"))
        {
            for (var at = 0; at + 1 < line.Length; at += 2)
            {
                forms[line[at] - First] = line[at + 1];
            }
        }
        return forms;
    }

    private static (FrozenSet<string> Syllables, FrozenDictionary<char, string[]> ByCharacter) LoadReadings()
    {
        var readings = new Dictionary<char, string[]>();
        var syllables = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in Lines("han-readings.txt"))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var syllable = line[..space];
            syllables.Add(syllable);
            foreach (var c in line.AsSpan(space + 1))
            {
                readings[c] = [.. readings.GetValueOrDefault(c) ?? [], syllable];
            }
        }
        return (syllables.ToFrozenSet(StringComparer.Ordinal), readings.ToFrozenDictionary());
    }

    private static IEnumerable<string> Lines(string name)
    {
        using var reader = new StreamReader(typeof(HanTable).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line is [not '#', ..])
            {
                yield return line;
            }
        }
    }
}
