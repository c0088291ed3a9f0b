namespace Daogou.Core.Search;

/// <summary>When no deal has all the words: those that have the most of them, rare words counting more.</summary>
internal static class NearestDeals
{
    private const int MostOfATerm = 20_000;

    /// <summary>At least this share of what the words say must be there.</summary>
    private const float LeastShare = 0.3f;

    /// <summary>At most <paramref name="most"/> deals, chosen before the filter takes away.</summary>
    public static SearchHit[] Find(SearchSnapshot snapshot, IReadOnlyList<Clause> clauses, SearchFilter filter, DateTimeOffset now, int most)
    {
        var groups = clauses.SelectMany(clause => clause.Alternatives.SelectMany(way => way.Groups.Select(group => (group, way.IsGuess)))).Distinct().ToList();
        var often = groups.Select(pair => snapshot.Segments.Sum(segment => pair.group.In(segment).Sum(segment.Terms.Frequency))).ToList();
        // What nobody has says nothing about who is near.
        var rarity = groups.Index().Select(pair => often[pair.Index] == 0 ? 0 : (pair.Item.IsGuess ? 0.5f : 1f) * snapshot.Rarity(often[pair.Index])).ToList();
        var all = rarity.Index().Where(pair => !groups[pair.Index].IsGuess).Sum(pair => pair.Item);
        if (all <= 0)
        {
            all = rarity.Sum();
        }
        var near = new List<(SearchHit Hit, int Segment, int Doc)>();
        for (var index = 0; index < snapshot.Segments.Count; index++)
        {
            var segment = snapshot.Segments[index];
            var open = snapshot.FilterOf(index, new SearchFilter(), now);
            var sums = new Dictionary<int, float>();
            foreach (var (at, pair) in groups.Index())
            {
                var met = new HashSet<int>();
                foreach (var term in pair.group.In(segment))
                {
                    foreach (var posting in segment.Postings(term)[..Math.Min(MostOfATerm, segment.Terms.Frequency(term))])
                    {
                        if (met.Add((int)(posting >> Segment.WeightBits)))
                        {
                            var doc = (int)(posting >> Segment.WeightBits);
                            sums[doc] = sums.GetValueOrDefault(doc) + rarity[at];
                        }
                    }
                }
            }
            near.AddRange(
                from sum in sums
                let share = Math.Min(1, sum.Value / all)
                where share >= LeastShare && open.Passes(sum.Key)
                select (SearchSnapshot.Scored(segment[sum.Key].Id, share, segment[sum.Key].Quality), index, sum.Key));
        }
        var filters = Enumerable.Range(0, snapshot.Segments.Count).Select(index => snapshot.FilterOf(index, filter, now)).ToArray();
        return SearchSnapshot.Sorted(
        [
            .. near.OrderByDescending(found => found.Hit.Relevance).ThenByDescending(found => found.Hit.Score).ThenByDescending(found => found.Hit.DealId).Take(most)
                .Where(found => filters[found.Segment].Passes(found.Doc)).Select(found => found.Hit),
        ]);
    }
}
