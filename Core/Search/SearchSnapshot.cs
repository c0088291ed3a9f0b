namespace Daogou.Core.Search;

/// <summary>
/// What is searched at one moment, never changed: the deals as they were when the index was built, and beside them those that changed since.
/// The answer depends on the deals alone, not on the engine or on which of the two parts holds them.
/// </summary>
public sealed class SearchSnapshot
{
    private const float K1 = 1.2f;
    private const float B = 0.6f;
    private const float RelevanceShare = 0.55f;

    /// <summary>Weight 4 is one occurrence in the title.</summary>
    private const float WeightUnit = 2f;

    private static readonly Comparer<SearchHit> NewerFirst = Comparer<SearchHit>.Create(static (one, other) => other.DealId.CompareTo(one.DealId));

    private readonly Segment[] _segments;
    private readonly ulong[]? _dead;
    private readonly int _deadCount;

    /// <param name="whole">All deals of a build.</param>
    /// <param name="changed">Those that are new or changed since; they stand for the ones of the same id in <paramref name="whole"/>.</param>
    /// <param name="gone">Ids that must not be found any more.</param>
    public SearchSnapshot(Segment whole, Segment changed, IEnumerable<long> gone)
    {
        _segments = changed.Count == 0 ? [whole] : [whole, changed];
        foreach (var id in Enumerable.Range(0, changed.Count).Select(doc => changed[doc].Id).Concat(gone))
        {
            if (whole.Find(id) is >= 0 and var doc)
            {
                _dead ??= new ulong[(whole.Count + 63) / 64];
                if ((_dead[doc >> 6] & (1ul << (doc & 63))) == 0)
                {
                    _dead[doc >> 6] |= 1ul << (doc & 63);
                    _deadCount++;
                }
            }
        }
    }

    public int Count => _segments.Sum(segment => segment.Count) - _deadCount;

    public long Bytes => _segments.Sum(segment => segment.Bytes);

    internal IReadOnlyList<Segment> Segments => _segments;

    /// <summary>Whether at least so many deals meet the clauses, whatever is filtered.</summary>
    internal bool HasAtLeast(IReadOnlyList<Clause> clauses, int count, DateTimeOffset now)
    {
        var found = 0;
        for (var index = 0; index < _segments.Length; index++)
        {
            var walk = new PlanWalk(SegmentPlan.Of(_segments[index], clauses));
            var filter = FilterOf(index, new SearchFilter(), now);
            while (walk.Next() is >= 0 and var doc)
            {
                if (filter.Passes(doc) && ++found >= count)
                {
                    return true;
                }
            }
        }
        return false;
    }

    /// <summary>
    /// The first <paramref name="window"/> matches of each part in the order of quality that <paramref name="known"/> lacks, put into the order of
    /// their blended score; of equals the newer first.
    /// </summary>
    internal SearchHit[] Rank(IReadOnlyList<Clause> clauses, SearchFilter filter, DateTimeOffset now, int window, HashSet<long>? known = null)
    {
        var plans = Array.ConvertAll(_segments, segment => SegmentPlan.Of(segment, clauses));
        var idf = new float[plans[0].Lists.Count];
        var ideal = 0f;
        for (var list = 0; list < idf.Length; list++)
        {
            idf[list] = Rarity(plans.Sum(plan => plan.Lists[list].Length));
            ideal += idf[list] * (K1 + 1);
        }
        var hits = new List<SearchHit>(Math.Min(window, 1024));
        for (var index = 0; index < plans.Length; index++)
        {
            var segment = _segments[index];
            var passes = FilterOf(index, filter, now);
            var walk = new PlanWalk(plans[index]);
            var before = hits.Count;
            while (hits.Count - before < window && walk.Next() is >= 0 and var doc)
            {
                ref readonly var facts = ref segment[doc];
                if (passes.Passes(doc) && known?.Contains(facts.Id) != true)
                {
                    hits.Add(Scored(facts.Id, ideal > 0 ? Relevance(walk.Weights, idf, facts.Length, segment.AverageLength) / ideal : 1f, facts.Quality));
                }
            }
        }
        return Sorted(hits);
    }

    internal SegmentFilter FilterOf(int segment, SearchFilter filter, DateTimeOffset now) =>
        new(_segments[segment], filter, segment == 0 ? _dead : null, now);

    /// <summary>How much a term says that so many deals have.</summary>
    internal float Rarity(int frequency) => MathF.Log(1 + (Math.Max(0, Count - frequency) + 0.5f) / (frequency + 0.5f));

    internal static SearchHit Scored(long id, float relevance, int quality)
    {
        var good = Math.Clamp((quality + 20) / 120f, 0, 1);
        return new SearchHit(id, 100 * ((RelevanceShare * relevance) + ((1 - RelevanceShare) * good)), 100 * relevance, 100 * good);
    }

    internal static SearchHit[] Sorted(List<SearchHit> hits)
    {
        SearchHit[] sorted = [.. hits];
        var keys = Array.ConvertAll(sorted, static hit => -hit.Score);
        Array.Sort(keys, sorted);
        for (var from = 0; from < sorted.Length;)
        {
            var to = from + 1;
            while (to < sorted.Length && keys[to] == keys[from])
            {
                to++;
            }
            if (to - from > 1)
            {
                Array.Sort(sorted, from, to - from, NewerFirst);
            }
            from = to;
        }
        return sorted;
    }

    private static float Relevance(ReadOnlySpan<uint> weights, float[] idf, byte length, float averageLength)
    {
        var norm = K1 * (1 - B + (B * length / averageLength));
        var sum = 0f;
        for (var list = 0; list < weights.Length; list++)
        {
            var often = weights[list] / WeightUnit;
            sum += idf[list] * often * (K1 + 1) / (often + norm);
        }
        return sum;
    }
}
