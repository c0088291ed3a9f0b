using System.Globalization;
using Daogou.Core.Deals;
using Daogou.Core.Ranking;
using Daogou.Core.Storage;

namespace Daogou.Core.Search;

/// <summary>A deal that was found.</summary>
/// <param name="Candidate">The deal as it is judged now; null without a price.</param>
public sealed record FoundDeal(Deal Deal, Candidate? Candidate, SearchHit Hit);

/// <summary>One page of what was found.</summary>
/// <param name="Next">The cursor of the next page; null on the last.</param>
/// <param name="Instead">What was searched instead of the words as typed, for people; null when nothing was repaired.</param>
/// <param name="Facets">Only if asked for.</param>
public sealed record SearchPage(IReadOnlyList<FoundDeal> Deals, string? Next, SearchReading Reading, string? Instead, SearchFacets? Facets);

/// <summary>Finds active deals by words and filters, the best first.</summary>
public sealed class DealSearch(Database book, DealIndex index, SearchOptions options, TimeProvider time)
{
    private const int PagesAhead = 20;
    private const int MostFound = 5000;

    private readonly QueryReader _reader = new(options.Synonyms);
    private readonly SearchWalks _walks = new();

    /// <summary>
    /// One page. The pages of a search fit together although deals come and go meanwhile: a search remembers what it found, and when it is forgotten (others
    /// came since, or another node is asked) it is made anew up to the cursor's place.
    /// </summary>
    public async Task<SearchPage> FindAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        var snapshot = await index.CurrentAsync(cancellationToken);
        var now = time.GetUtcNow();
        var (walk, offset) = _walks.Find(query) is { } known
            ? known
            : (new SearchWalk(new Interpreter(snapshot, _reader, now).Read(query.Words)), SearchWalks.PlaceOf(query.Cursor));
        var found = new List<FoundDeal>(query.Take);
        var at = offset;
        await book.ReadAsync(
            async session =>
            {
                found.Clear();
                var judge = await index.JudgeAsync(session);
                for (at = offset; found.Count < query.Take;)
                {
                    var hits = Hits(walk, snapshot, query, now, at, query.Take - found.Count);
                    if (hits.Count == 0)
                    {
                        break;
                    }
                    at += hits.Count;
                    found.AddRange(await LiveAsync(session, judge, hits, query.Filter, now));
                }
                return true;
            },
            cancellationToken);
        var isMore = Hits(walk, snapshot, query, now, at, 1).Count > 0;
        return new SearchPage(found, isMore ? _walks.Keep(query, walk, at) : null, walk.Interpretation.Reading, walk.Interpretation.Instead, Facets(walk, snapshot, query, now));
    }

    /// <summary>The ids and scores of the first page as the index has them, without asking the book.</summary>
    public async Task<IReadOnlyList<SearchHit>> HitsAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        var snapshot = await index.CurrentAsync(cancellationToken);
        var now = time.GetUtcNow();
        return Hits(new SearchWalk(new Interpreter(snapshot, _reader, now).Read(query.Words)), snapshot, query, now, 0, query.Take);
    }

    private IReadOnlyList<SearchHit> Hits(SearchWalk walk, SearchSnapshot snapshot, SearchQuery query, DateTimeOffset now, int offset, int count)
    {
        var window = Math.Max(options.Candidates, query.Take * PagesAhead);
        return walk.From(offset, Math.Min(count, Math.Max(0, MostFound - offset)), known => walk.Interpretation.Reading == SearchReading.Nearest
            ? known.Count > 0 ? [] : NearestDeals.Find(snapshot, walk.Interpretation.Clauses, query.Filter, now, window)
            : snapshot.Rank(walk.Interpretation.Clauses, query.Filter, now, window, known));
    }

    private static SearchFacets? Facets(SearchWalk walk, SearchSnapshot snapshot, SearchQuery query, DateTimeOffset now) =>
        !query.WithFacets ? null
        : walk.Interpretation.Reading == SearchReading.Nearest ? FacetCounter.Count(snapshot, walk.Ids)
        : FacetCounter.Count(snapshot, walk.Interpretation.Clauses, query.Filter, now);

    /// <summary>Those of the hits that the book still shows and that still pass.</summary>
    private static async Task<IEnumerable<FoundDeal>> LiveAsync(Session session, DealJudge judge, IReadOnlyList<SearchHit> hits, SearchFilter filter, DateTimeOffset now)
    {
        var deals = (await DealStore.ByIdsAsync(session, [.. hits.Select(hit => hit.DealId)]))
            .Where(deal => deal.State == DealState.Active && !(deal.StartsAt > now) && !(deal.EndsAt <= now)).ToList();
        var judged = (await judge.JudgeAsync(session, deals)).ToDictionary(pair => pair.Deal.Id);
        return
        [
            .. from hit in hits
               where judged.ContainsKey(hit.DealId)
               let pair = judged[hit.DealId]
               where filter.Passes(IndexedDeal.Of(pair.Deal, pair.Candidate, 0))
               select new FoundDeal(pair.Deal, pair.Candidate, hit),
        ];
    }
}

/// <summary>A search that was begun: what it found so far, in its order.</summary>
internal sealed class SearchWalk(Interpretation interpretation)
{
    private readonly List<SearchHit> _hits = [];
    private readonly HashSet<long> _known = [];
    private readonly Lock _lock = new();
    private bool _isWhole;

    public Interpretation Interpretation => interpretation;

    public IReadOnlyList<long> Ids
    {
        get
        {
            lock (_lock)
            {
                return [.. _known];
            }
        }
    }

    /// <param name="more">The next hits beyond the known ones; none when there are no more.</param>
    public IReadOnlyList<SearchHit> From(int offset, int count, Func<HashSet<long>, IReadOnlyList<SearchHit>> more)
    {
        lock (_lock)
        {
            while (!_isWhole && _hits.Count < offset + count)
            {
                var next = more(_known);
                _isWhole = next.Count == 0;
                foreach (var hit in next)
                {
                    _hits.Add(hit);
                    _known.Add(hit.DealId);
                }
            }
            return offset >= _hits.Count ? [] : _hits.GetRange(offset, Math.Min(count, _hits.Count - offset));
        }
    }
}

/// <summary>The searches that somebody may go on with, at most 300; the one that was longest left alone goes first.</summary>
internal sealed class SearchWalks
{
    private const int Most = 300;

    private readonly Lock _lock = new();
    private readonly Dictionary<long, (SearchQuery Query, SearchWalk Walk, long Touched)> _walks = [];
    private long _touches;

    public (SearchWalk Walk, int Offset)? Find(SearchQuery query)
    {
        if (query.Cursor?.Split('_') is [var placeText, var nameText] && Number(nameText) is { } name && Number(placeText) is { } place)
        {
            lock (_lock)
            {
                if (_walks.TryGetValue(name, out var kept) && kept.Query == Same(query))
                {
                    _walks[name] = kept with { Touched = ++_touches };
                    return (kept.Walk, (int)place);
                }
            }
        }
        return null;
    }

    /// <summary>The place in a cursor; 0 where there is none.</summary>
    public static int PlaceOf(string? cursor) => cursor?.Split('_') is [var place, _] && Number(place) is { } number ? (int)number : 0;

    /// <summary>Keeps the search; returns the cursor of its next page.</summary>
    public string Keep(SearchQuery query, SearchWalk walk, int place)
    {
        lock (_lock)
        {
            var name = _walks.Where(pair => ReferenceEquals(pair.Value.Walk, walk)).Select(pair => (long?)pair.Key).FirstOrDefault()
                ?? System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue);
            _walks[name] = (Same(query), walk, ++_touches);
            if (_walks.Count > Most)
            {
                _walks.Remove(_walks.MinBy(pair => pair.Value.Touched).Key);
            }
            return string.Create(CultureInfo.InvariantCulture, $"{place}_{name}");
        }
    }

    private static SearchQuery Same(SearchQuery query) => query with { Cursor = null, Take = 1, WithFacets = false };

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
