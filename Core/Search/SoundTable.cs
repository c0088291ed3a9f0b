using System.Runtime.CompilerServices;

namespace Daogou.Core.Search;

/// <summary>A segment's pairs of characters by the first letters of their sounds; made when it is first asked for.</summary>
internal sealed class SoundTable
{
    private static readonly ConditionalWeakTable<Segment, SoundTable> Made = new();

    private readonly TermTable _terms;
    private readonly Dictionary<(char, char), List<int>> _byInitials = [];

    private SoundTable(Segment segment)
    {
        _terms = segment.Terms;
        for (var term = 0; term < _terms.Count; term++)
        {
            if (_terms[term] is [var first, var second])
            {
                foreach (var initials in Initials(first, second))
                {
                    (_byInitials.TryGetValue(initials, out var terms) ? terms : _byInitials[initials] = []).Add(term);
                }
            }
        }
    }

    public static SoundTable Of(Segment segment) => Made.GetValue(segment, static segment => new SoundTable(segment));

    public IEnumerable<string> Pairs(string first, string second, bool isInitials)
    {
        foreach (var term in _byInitials.GetValueOrDefault((first[0], second[0])) ?? [])
        {
            var pair = _terms[term].ToString();
            if (SoundCheck.Sounds(pair[0], first, isInitials) && SoundCheck.Sounds(pair[1], second, isInitials))
            {
                yield return pair;
            }
        }
    }

    private static IEnumerable<(char, char)> Initials(char first, char second) =>
        (from one in HanTable.ReadingsOf(first)
         from other in HanTable.ReadingsOf(second)
         select (one[0], other[0])).Distinct();
}
