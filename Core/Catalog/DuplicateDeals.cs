namespace Daogou.Core.Catalog;

/// <summary>Puts offers that are one deal, told by several sources or told anew, into one cluster. Variants stay apart.</summary>
public static class DuplicateDeals
{
    /// <summary>Of two clusters that many members of each are compared before they become one.</summary>
    private const int Witnesses = 6;

    /// <summary>A cluster's number for each offer, in the order given; clusters are numbered by nothing but what they hold, so the offers' order changes none.</summary>
    /// <param name="ids">An id for each offer; a cluster is called by its least.</param>
    public static string[] Cluster(IReadOnlyList<CatalogOffer> offers, IReadOnlyList<string> ids, CancellationToken cancellationToken = default)
    {
        // Everything below happens in an order that the words alone decide.
        var order = Enumerable.Range(0, offers.Count).OrderBy(index => offers[index].Title, StringComparer.Ordinal).ThenBy(index => ids[index], StringComparer.Ordinal)
            .ThenBy(index => offers[index].Url, StringComparer.Ordinal).ThenBy(index => offers[index].Gtin, StringComparer.Ordinal).ThenBy(index => offers[index].Brand, StringComparer.Ordinal)
            .ThenBy(index => offers[index].Price).ToArray();
        var words = new DiffWords[order.Length];
        var items = new string?[order.Length];
        var options = new ParallelOptions { CancellationToken = cancellationToken };
        Parallel.For(0, order.Length, options, place =>
        {
            words[place] = new DiffWords(ProductMatch.Sketch(offers[order[place]]));
            items[place] = OfferKeys.Item(offers[order[place]].Url);
        });
        var pairs = DuplicateBlocks.Pairs(words, items);
        var edges = new List<(double Likeness, int A, int B)>();
        var gate = new Lock();
        Parallel.ForEach(pairs.Chunk(2000), options, some =>
        {
            var found = new List<(double, int, int)>();
            foreach (var (a, b) in some)
            {
                var verdict = Judge(words[a], words[b], items[a], items[b]);
                if (verdict.Likeness >= DuplicateRule.Same)
                {
                    found.Add((verdict.Likeness, a, b));
                }
            }
            lock (gate)
            {
                edges.AddRange(found);
            }
        });
        var clusters = Join(words, items, edges);
        var names = new string[offers.Count];
        foreach (var members in clusters.Select((cluster, place) => (cluster, place)).GroupBy(pair => pair.cluster))
        {
            var name = members.Select(pair => ids[order[pair.place]]).Min(StringComparer.Ordinal)!;
            foreach (var (_, place) in members)
            {
                names[order[place]] = name;
            }
        }
        return names;
    }

    internal static DuplicateRule.Verdict Judge(DiffWords a, DiffWords b, string? itemA, string? itemB)
    {
        var verdict = DuplicateRule.Of(a, b);
        return itemA is not null && itemA == itemB && !verdict.IsOpposed && (!OfferKeys.HoldsVariants(itemA) || Vetoes.Between(a.Sketch, b.Sketch).Count == 0)
            ? verdict with { Likeness = Math.Max(verdict.Likeness, 0.97) }
            : verdict;
    }

    /// <summary>The surest pairs first; two clusters become one unless members of theirs oppose each other.</summary>
    private static int[] Join(DiffWords[] words, string?[] items, List<(double Likeness, int A, int B)> edges)
    {
        var cluster = Enumerable.Range(0, words.Length).ToArray();
        var members = cluster.Select(place => new List<int> { place }).ToArray();
        foreach (var (likeness, a, b) in edges.OrderByDescending(edge => edge.Likeness).ThenBy(edge => edge.A).ThenBy(edge => edge.B))
        {
            var (one, other) = (cluster[a], cluster[b]);
            if (one == other || (likeness < 1 && AreOpposed(members[one], members[other])))
            {
                continue;
            }
            foreach (var place in members[other])
            {
                cluster[place] = one;
            }
            members[one].AddRange(members[other]);
            members[other] = [];
            members[one].Sort();
        }
        return cluster;

        bool AreOpposed(List<int> some, List<int> others) =>
            Spread(some).Any(one => Spread(others).Any(other => Judge(words[one], words[other], items[one], items[other]).IsOpposed));
    }

    private static IEnumerable<int> Spread(List<int> members) =>
        members.Count <= Witnesses ? members : Enumerable.Range(0, Witnesses).Select(step => members[(int)((long)step * (members.Count - 1) / (Witnesses - 1))]);
}
