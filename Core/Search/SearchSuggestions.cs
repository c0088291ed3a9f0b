using System.Text;

namespace Daogou.Core.Search;

/// <summary>What a person who is still typing may mean: words that others searched for, brands, categories, and how titles go on.</summary>
public sealed class SearchSuggestions(DealIndex index, PastSearches past, SearchOptions options, TimeProvider time)
{
    public const int MostTaken = 20;
    private const int DealsLookedAt = 300;
    private const int WordsLookedAt = 3000;
    private const int LongestText = 60;
    private const int LongestTail = 6;
    private const int LeastOften = 2;

    private readonly QueryReader _reader = new(options.Synonyms);

    /// <summary>At most <paramref name="take"/> completions of the text, the likeliest first; in normal form (small letters, simplified characters).</summary>
    public async Task<IReadOnlyList<string>> ForAsync(string text, int take, CancellationToken cancellationToken)
    {
        var typed = Analyzer.Normal(text.Length > LongestText ? text[..LongestText] : text).TrimStart();
        if (string.IsNullOrWhiteSpace(typed))
        {
            return [];
        }
        var snapshot = await index.CurrentAsync(cancellationToken);
        var asked = from words in await past.FrequentAsync(cancellationToken)
                    where Continues(words.Words, typed)
                    select words.Words;
        return
        [
            .. asked.Concat(Names(snapshot, typed)).Concat(Continuations(snapshot, typed))
                .Where(words => words.Length > 0 && words != typed.TrimEnd()).Distinct(StringComparer.Ordinal).Take(Math.Clamp(take, 1, MostTaken)),
        ];
    }

    /// <summary>As it is written or as it sounds.</summary>
    private static bool Continues(string words, string typed)
    {
        if (words.StartsWith(typed, StringComparison.Ordinal))
        {
            return true;
        }
        if (typed.Length < 2 || !typed.All(char.IsAsciiLetterLower))
        {
            return false;
        }
        var (full, initials) = HanTable.Sound(words);
        return full.StartsWith(typed, StringComparison.Ordinal) || initials.StartsWith(typed, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(SearchSnapshot snapshot, string typed) =>
        from segment in snapshot.Segments
        from name in segment.Brands.Concat(segment.Categories.Select(LastPart))
        let normal = Analyzer.Normal(name)
        where Continues(normal, typed)
        orderby normal.Length, normal
        select normal;

    private static string LastPart(string category) => category[(category.LastIndexOfAny(['>', '/']) + 1)..].Trim();

    /// <summary>How the last thing typed goes on in the titles of deals that have what was typed before it.</summary>
    private IEnumerable<string> Continuations(SearchSnapshot snapshot, string typed)
    {
        var clauses = _reader.Read(typed);
        if (clauses is not [.., var last] || typed[^1] == ' ')
        {
            return [];
        }
        var before = typed[..^last.Words.Length];
        if (last.Kind == RunKind.Word)
        {
            return clauses.Count == 1 ? Beginning(snapshot, last.Words).Select(word => before + word) : Tails(snapshot, [.. clauses.SkipLast(1), Open(last)], last).Select(word => before + word);
        }
        return Tails(snapshot, clauses, last).Select(word => before + word);
    }

    private static Clause Open(Clause word) => word with { Alternatives = [new Alternative([new TermGroup([word.Words], IsPrefix: true)], [])] };

    private static IEnumerable<string> Beginning(SearchSnapshot snapshot, string word) =>
        from segment in snapshot.Segments
        let range = segment.Terms.Beginning(word)
        from term in Enumerable.Range(range.From, Math.Min(WordsLookedAt, range.To - range.From))
        let text = segment.Terms[term].ToString()
        group segment.Terms.Frequency(term) by text into often
        orderby often.Sum() descending, often.Key
        select often.Key;

    private IEnumerable<string> Tails(SearchSnapshot snapshot, IReadOnlyList<Clause> clauses, Clause last)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var hit in snapshot.Rank(clauses, new SearchFilter(), time.GetUtcNow(), DealsLookedAt))
        {
            foreach (var tail in TailsOf(TitleOf(snapshot, hit.DealId), last).Distinct(StringComparer.Ordinal))
            {
                counts[tail] = counts.GetValueOrDefault(tail) + 1;
            }
        }
        // A longer one that stands nearly as often says more than the shorter one it begins with.
        return
            from pair in counts
            where pair.Value >= LeastOften
                && !counts.Any(other => other.Key.Length > pair.Key.Length && other.Key.StartsWith(pair.Key, StringComparison.Ordinal) && other.Value * 5 >= pair.Value * 4)
            orderby pair.Value descending, pair.Key.Length, pair.Key
            select pair.Key;
    }

    private static string TitleOf(SearchSnapshot snapshot, long id)
    {
        foreach (var segment in snapshot.Segments.Reverse())
        {
            if (segment.Find(id) is >= 0 and var doc)
            {
                var text = segment.Text(doc);
                return Encoding.UTF8.GetString(text[..text.IndexOf((byte)'\n')]);
            }
        }
        return "";
    }

    private static IEnumerable<string> TailsOf(string title, Clause last)
    {
        var at = 0;
        var found = new List<string>();
        while (Analyzer.NextRun(title, ref at, out var kind) is { Length: > 0 } run)
        {
            if (kind == last.Kind && run.IndexOf(last.Words, StringComparison.Ordinal) is >= 0 and var start)
            {
                if (kind == RunKind.Word)
                {
                    if (start == 0)
                    {
                        found.Add(run.ToString());
                    }
                    continue;
                }
                for (var length = last.Words.Length; length <= Math.Min(run.Length - start, last.Words.Length + LongestTail); length++)
                {
                    found.Add(run.Slice(start, length).ToString());
                }
            }
        }
        return found;
    }
}
