namespace Daogou.Core.Search;

/// <summary>Reads what a person typed into clauses that must all be met, by the rules that deals' texts are cut by.</summary>
internal sealed class QueryReader
{
    private const int MostCharacters = 100;
    private const int MostClauses = 12;

    private readonly Dictionary<string, List<string>> _synonyms = new(StringComparer.Ordinal);

    /// <param name="synonyms">Lines of words that mean the same, apart by commas.</param>
    public QueryReader(IEnumerable<string> synonyms)
    {
        foreach (var line in synonyms)
        {
            string[] words = [.. line.Split([',', '，', '、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Analyzer.Normal)];
            foreach (var word in words)
            {
                (_synonyms.TryGetValue(KeyOf(word), out var others) ? others : _synonyms[KeyOf(word)] = []).AddRange(words.Where(other => other != word));
            }
        }
    }

    /// <summary>At most 12 clauses from at most 100 characters.</summary>
    public IReadOnlyList<Clause> Read(string words)
    {
        var clauses = new List<Clause>();
        foreach (var clause in Plain(Analyzer.Normal(words[..Math.Min(words.Length, MostCharacters)])))
        {
            if (clauses.Count < MostClauses && !clauses.Exists(known => known.Words == clause.Words))
            {
                clauses.Add(_synonyms.TryGetValue(KeyOf(clause.Words), out var others) ? clause.Or(others.Select(Whole)) : clause);
            }
        }
        return clauses;
    }

    /// <summary>A text all of whose runs must be there.</summary>
    public static Alternative Whole(string normal)
    {
        var clauses = Plain(normal).ToList();
        return new Alternative(
            [.. clauses.SelectMany(clause => clause.Alternatives[0].Groups)], [.. clauses.SelectMany(clause => clause.Alternatives[0].Checks)]);
    }

    private static List<Clause> Plain(string normal)
    {
        var clauses = new List<Clause>();
        var at = 0;
        while (Analyzer.NextRun(normal, ref at, out var kind) is { Length: > 0 } run)
        {
            clauses.Add(new Clause(run.ToString(), kind, [kind == RunKind.Han ? Characters(run.ToString()) : Word(run)]));
        }
        return clauses;
    }

    private static Alternative Characters(string run) => run.Length == 1
        ? new Alternative([new TermGroup([run], IsPrefix: true)], [])
        : new Alternative([.. Pairs(run).Distinct(StringComparer.Ordinal).Select(TermGroup.Of)], run.Length > 2 ? [new RunCheck(run)] : []);

    internal static IEnumerable<string> Pairs(string run) => Enumerable.Range(0, run.Length - 1).Select(start => run.Substring(start, 2));

    private static Alternative Word(ReadOnlySpan<char> run)
    {
        Span<char> room = stackalloc char[Analyzer.LongestToken];
        var pieces = new List<string>();
        for (var start = 0; start < run.Length;)
        {
            var end = Analyzer.PieceEnd(run, start);
            var piece = run[start..end];
            pieces.Add(char.IsAsciiDigit(piece[0]) ? piece[..Math.Min(piece.Length, Analyzer.LongestToken)].ToString() : Analyzer.Stem(piece, room).ToString());
            start = end < run.Length && run[end] == '-' ? end + 1 : end;
        }
        return new Alternative([.. pieces.Distinct(StringComparer.Ordinal).Select(TermGroup.Of)], pieces.Count > 1 ? [new PiecesCheck(pieces)] : []);
    }

    /// <summary>Plural or not, a word has the same synonyms.</summary>
    private static string KeyOf(string normal)
    {
        Span<char> room = stackalloc char[Analyzer.LongestToken];
        return normal.Length <= Analyzer.LongestToken ? Analyzer.Stem(normal, room).ToString() : normal;
    }
}
