namespace Daogou.Core.Search;

/// <summary>
/// Words by what is left of them without one letter: two words that are one insertion, deletion, change or swap apart share such a rest. Latin
/// words of 4 letters and more.
/// </summary>
internal sealed class TypoTable
{
    public const int ShortestWord = 4;
    private const int LongestWord = 24;

    private readonly TermTable _terms;
    private readonly uint[] _hashes;
    private readonly int[] _words;

    public TypoTable(TermTable terms)
    {
        _terms = terms;
        var hashes = new List<uint>();
        var words = new List<int>();
        for (var term = 0; term < terms.Count; term++)
        {
            if (IsWord(terms[term]))
            {
                AddRests(terms[term], term);
            }
        }
        (_hashes, _words) = ([.. hashes], [.. words]);
        Array.Sort(_hashes, _words);

        void AddRests(ReadOnlySpan<char> word, int term)
        {
            for (var without = -1; without < word.Length; without++)
            {
                hashes.Add(Hash(word, without));
                words.Add(term);
            }
        }
    }

    public long Bytes => _hashes.Length * 8L;

    public static bool IsWord(ReadOnlySpan<char> word)
    {
        if (word.Length is < ShortestWord or > LongestWord)
        {
            return false;
        }
        foreach (var c in word)
        {
            if (!char.IsAsciiLetterLower(c))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The most frequent word one slip away; null when there is none.</summary>
    public string? Nearest(string word)
    {
        var best = -1;
        for (var without = -1; without < word.Length; without++)
        {
            var hash = Hash(word, without);
            var at = Array.BinarySearch(_hashes, hash);
            while (at > 0 && _hashes[at - 1] == hash)
            {
                at--;
            }
            for (; at >= 0 && at < _hashes.Length && _hashes[at] == hash; at++)
            {
                var term = _words[at];
                if (IsOneSlip(word, _terms[term]) && (best < 0 || _terms.Frequency(term) > _terms.Frequency(best) || (_terms.Frequency(term) == _terms.Frequency(best) && term < best)))
                {
                    best = term;
                }
            }
        }
        return best < 0 ? null : _terms[best].ToString();
    }

    /// <summary>Whether one letter more, less or other, or two neighbours swapped, makes one word of the other.</summary>
    internal static bool IsOneSlip(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        var same = one.CommonPrefixLength(other);
        var left = one[same..];
        var right = other[same..];
        return (left.Length - right.Length) switch
        {
            0 => left.Length > 0
                && (left[1..].SequenceEqual(right[1..]) || (left.Length > 1 && left[0] == right[1] && left[1] == right[0] && left[2..].SequenceEqual(right[2..]))),
            1 => left[1..].SequenceEqual(right),
            -1 => right[1..].SequenceEqual(left),
            _ => false,
        };
    }

    private static uint Hash(ReadOnlySpan<char> word, int without)
    {
        unchecked
        {
            var hash = 2166136261u;
            for (var index = 0; index < word.Length; index++)
            {
                if (index != without)
                {
                    hash = (hash ^ word[index]) * 16777619u;
                }
            }
            return hash;
        }
    }
}
