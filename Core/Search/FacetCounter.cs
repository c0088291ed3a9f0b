namespace Daogou.Core.Search;

/// <summary>Counts what the found deals are made of, over the first ten thousand of them.</summary>
internal static class FacetCounter
{
    public const int MostCounted = 10_000;
    private const int MostValues = 20;

    public static SearchFacets Count(SearchSnapshot snapshot, IReadOnlyList<Clause> clauses, SearchFilter filter, DateTimeOffset now)
    {
        var found = new List<(Segment Segment, int Doc)>();
        for (var index = 0; index < snapshot.Segments.Count; index++)
        {
            var segment = snapshot.Segments[index];
            var passes = snapshot.FilterOf(index, filter, now);
            var walk = new PlanWalk(SegmentPlan.Of(segment, clauses));
            while (found.Count <= MostCounted && walk.Next() is >= 0 and var doc)
            {
                if (passes.Passes(doc))
                {
                    found.Add((segment, doc));
                }
            }
        }
        return Of(found);
    }

    /// <summary>The same for deals that are known by their ids.</summary>
    public static SearchFacets Count(SearchSnapshot snapshot, IEnumerable<long> ids) =>
        Of([.. from id in ids
               from segment in snapshot.Segments.Reverse()
               let doc = segment.Find(id)
               where doc >= 0
               group (segment, doc) by id into places
               select places.First()]);

    private static SearchFacets Of(List<(Segment Segment, int Doc)> found)
    {
        var counted = found.Take(MostCounted).ToList();
        return new SearchFacets(
            counted.Count,
            found.Count > MostCounted,
            Counts(counted, place => place.Segment.Merchants[place.Segment[place.Doc].Merchant]),
            Counts(counted, place => place.Segment.Categories[place.Segment[place.Doc].Category]),
            Bands(counted));
    }

    private static IReadOnlyList<FacetCount> Counts(List<(Segment Segment, int Doc)> found, Func<(Segment Segment, int Doc), string> value) =>
    [
        .. found.CountBy(value).Where(counted => counted.Key.Length > 0)
            .OrderByDescending(counted => counted.Value).ThenBy(counted => counted.Key, StringComparer.Ordinal)
            .Take(MostValues).Select(counted => new FacetCount(counted.Key, counted.Value)),
    ];

    /// <summary>Up to five bands of the most frequent currency, cut near its fifths at round prices.</summary>
    private static List<PriceBand> Bands(List<(Segment Segment, int Doc)> found)
    {
        var byCurrency =
            from place in found
            let facts = place.Segment[place.Doc]
            where facts.Flags.HasFlag(DealFlags.Priced)
            group facts.PriceMinor by place.Segment.Currencies[facts.Currency] into prices
            orderby prices.Count() descending, prices.Key
            select prices;
        if (byCurrency.FirstOrDefault() is not { } most)
        {
            return [];
        }
        long[] sorted = [.. most.Order()];
        long[] edges = [0, .. Enumerable.Range(1, 4).Select(fifth => Round(sorted[sorted.Length * fifth / 5])).Where(edge => edge > 0).Distinct().Order()];
        return
        [
            .. from pair in edges.Index()
               let below = pair.Index + 1 < edges.Length ? edges[pair.Index + 1] : (long?)null
               let count = sorted.Count(price => price >= pair.Item && !(price >= below))
               where count > 0
               select new PriceBand(pair.Item, below, most.Key, count),
        ];
    }

    /// <summary>1, 2 or 5 and zeros, not above the price.</summary>
    private static long Round(long price)
    {
        if (price < 1)
        {
            return 0;
        }
        var unit = 1L;
        while (unit <= price / 10)
        {
            unit *= 10;
        }
        return unit * ((price / unit) switch { >= 5 => 5, >= 2 => 2, _ => 1 });
    }
}
