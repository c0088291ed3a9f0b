namespace Daogou.Core.Search;

/// <summary>Terms of which one must be there; a prefix stands for all terms that begin so.</summary>
internal sealed record TermGroup(IReadOnlyList<string> Terms, bool IsPrefix = false)
{
    public static TermGroup Of(string term) => new([term]);

    /// <summary>The numbers of the group's terms in a segment.</summary>
    public IEnumerable<int> In(Segment segment)
    {
        foreach (var term in Terms)
        {
            if (IsPrefix)
            {
                var (from, to) = segment.Terms.Beginning(term);
                for (var number = from; number < to; number++)
                {
                    yield return number;
                }
            }
            else if (segment.Terms.Find(term) is >= 0 and var found)
            {
                yield return found;
            }
        }
    }
}

/// <summary>One way of meeting a clause: every group, and what stands together.</summary>
/// <param name="IsGuess">It was not typed so (a repaired slip, a sound); it counts less.</param>
internal sealed record Alternative(IReadOnlyList<TermGroup> Groups, IReadOnlyList<TextCheck> Checks, bool IsGuess = false)
{
    public bool IsPlain => Groups.All(group => group is { IsPrefix: false, Terms.Count: 1 });
}

/// <summary>A piece of the query that must be met.</summary>
/// <param name="Words">As they were typed, in normal form.</param>
/// <param name="Kind">Letters or characters.</param>
internal sealed record Clause(string Words, RunKind Kind, IReadOnlyList<Alternative> Alternatives)
{
    public Clause Or(IEnumerable<Alternative> others) => this with { Alternatives = [.. Alternatives, .. others] };
}
