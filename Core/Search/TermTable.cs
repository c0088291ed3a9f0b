namespace Daogou.Core.Search;

/// <summary>The terms of a segment in the order of their characters, in one piece of memory.</summary>
internal sealed class TermTable
{
    private readonly char[] _characters;
    private readonly int[] _at;
    private readonly int[] _postingAt;

    /// <param name="terms">In ordinal order.</param>
    /// <param name="postingAt">Where each term's postings begin, and where the last ones end.</param>
    public TermTable(string[] terms, int[] postingAt)
    {
        _at = new int[terms.Length + 1];
        for (var index = 0; index < terms.Length; index++)
        {
            _at[index + 1] = _at[index] + terms[index].Length;
        }
        _characters = new char[_at[^1]];
        for (var index = 0; index < terms.Length; index++)
        {
            terms[index].CopyTo(0, _characters, _at[index], terms[index].Length);
        }
        _postingAt = postingAt;
    }

    public int Count => _at.Length - 1;

    public long Bytes => (_characters.Length * 2L) + (_at.Length * 4L) + (_postingAt.Length * 4L);

    public ReadOnlySpan<char> this[int term] => _characters.AsSpan(_at[term], _at[term + 1] - _at[term]);

    public int Start(int term) => _postingAt[term];

    /// <summary>How many deals have the term.</summary>
    public int Frequency(int term) => _postingAt[term + 1] - _postingAt[term];

    /// <summary>The term's number, or −1.</summary>
    public int Find(ReadOnlySpan<char> term)
    {
        var at = FirstFrom(term);
        return at < Count && this[at].SequenceEqual(term) ? at : -1;
    }

    /// <summary>The terms that begin so.</summary>
    public (int From, int To) Beginning(ReadOnlySpan<char> prefix)
    {
        var from = FirstFrom(prefix);
        var (low, high) = (from, Count);
        while (low < high)
        {
            var middle = low + ((high - low) >> 1);
            if (this[middle].StartsWith(prefix, StringComparison.Ordinal))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return (from, low);
    }

    private int FirstFrom(ReadOnlySpan<char> term)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = low + ((high - low) >> 1);
            if (this[middle].SequenceCompareTo(term) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }
}
