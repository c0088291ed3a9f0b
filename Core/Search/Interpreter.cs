namespace Daogou.Core.Search;

/// <summary>A query as it is carried out.</summary>
/// <param name="Instead">What is searched instead of words that were repaired, for people; null when none was.</param>
internal sealed record Interpretation(SearchReading Reading, IReadOnlyList<Clause> Clauses, string? Instead);

/// <summary>
/// Decides how words are meant: as typed where that finds enough, else with slips repaired, words completed, sounds read as characters. It looks at
/// all deals, never at the filter, so that a filter only takes away.
/// </summary>
internal sealed class Interpreter(SearchSnapshot snapshot, QueryReader reader, DateTimeOffset now)
{
    /// <summary>Fewer found than this is few.</summary>
    private const int Few = 3;
    private const int ShortestBeginning = 3;
    private const int MostInitials = 8;

    public Interpretation Read(string words)
    {
        var typed = reader.Read(words);
        if (typed.Count == 0 || snapshot.HasAtLeast(typed, Few, now))
        {
            return new Interpretation(SearchReading.Exact, typed, null);
        }
        var hasSome = snapshot.HasAtLeast(typed, 1, now);
        var instead = new List<string>();
        var repaired = typed.Select(clause => Repaired(clause, instead)).ToList();
        if (repaired.Index().Any(pair => !ReferenceEquals(pair.Item, typed[pair.Index])) && snapshot.HasAtLeast(repaired, 1, now))
        {
            return new Interpretation(hasSome ? SearchReading.Exact : SearchReading.Repaired, repaired, hasSome || instead is [] ? null : string.Join(' ', instead));
        }
        return new Interpretation(hasSome ? SearchReading.Exact : SearchReading.Nearest, hasSome ? typed : repaired, null);
    }

    private Clause Repaired(Clause clause, List<string> instead)
    {
        if (snapshot.HasAtLeast([clause], Few, now))
        {
            instead.Add(clause.Words);
            return clause;
        }
        List<(Alternative Alternative, string Words)> ways = clause.Kind == RunKind.Han ? [.. Loosened(clause.Words)] : [.. Guesses(clause.Words)];
        foreach (var way in ways)
        {
            var with = clause.Or([way.Alternative with { IsGuess = true }]);
            if (snapshot.HasAtLeast([clause with { Alternatives = [way.Alternative] }], 1, now))
            {
                instead.Add(way.Words);
                return with;
            }
        }
        instead.Add(clause.Words);
        return clause;
    }

    /// <summary>The words of a long run anywhere in the text: <c>蓝牙耳机</c> in <c>蓝牙无线耳机</c>.</summary>
    private static IEnumerable<(Alternative, string)> Loosened(string run)
    {
        if (run.Length >= 4)
        {
            string[] pairs = [.. Enumerable.Range(0, run.Length / 2).Select(pair => run.Substring(pair * 2, 2)), .. run.Length % 2 == 1 ? [run[^2..]] : Array.Empty<string>()];
            yield return (new Alternative([.. pairs.Distinct(StringComparer.Ordinal).Select(TermGroup.Of)], []), string.Join(' ', pairs));
        }
    }

    private IEnumerable<(Alternative, string)> Guesses(string word)
    {
        var isLetters = word.All(char.IsAsciiLetterLower);
        if (isLetters)
        {
            foreach (var cut in HanTable.Syllables(word).Where(cut => cut.Length > 1))
            {
                yield return (BySound(cut, isInitials: false), string.Join(' ', cut));
            }
        }
        Span<char> room = stackalloc char[Analyzer.LongestToken];
        var stem = Analyzer.Stem(word, room).ToString();
        if (TypoTable.IsWord(stem) && Nearest(stem) is { } near)
        {
            yield return (new Alternative([TermGroup.Of(near)], []), near);
        }
        if (stem.Length >= ShortestBeginning && !stem.Contains('-', StringComparison.Ordinal))
        {
            yield return (new Alternative([new TermGroup([stem], IsPrefix: true)], []), stem + "…");
        }
        if (isLetters && word.Length is > 1 and <= MostInitials)
        {
            yield return (BySound([.. word.Select(letter => letter.ToString())], isInitials: true), word);
        }
    }

    private string? Nearest(string word) =>
        snapshot.Segments.Select(segment => (Word: segment.Typos.Nearest(word), Segment: segment))
            .Where(found => found.Word is not null)
            .OrderByDescending(found => found.Segment.Terms.Frequency(found.Segment.Terms.Find(found.Word)))
            .Select(found => found.Word).FirstOrDefault();

    /// <summary>Neighbouring sounds are a pair of characters, of which the index has all.</summary>
    private Alternative BySound(IReadOnlyList<string> sounds, bool isInitials)
    {
        var groups = new List<TermGroup>();
        for (var index = 0; index + 1 < sounds.Count; index++)
        {
            var pairs = new HashSet<string>(StringComparer.Ordinal);
            foreach (var segment in snapshot.Segments)
            {
                pairs.UnionWith(SoundTable.Of(segment).Pairs(sounds[index], sounds[index + 1], isInitials));
            }
            groups.Add(new TermGroup([.. pairs]));
        }
        return new Alternative(groups, sounds.Count > 2 ? [new SoundCheck(sounds, isInitials)] : []);
    }
}
