namespace Daogou.Core.Search;

/// <summary>A query made ready for one segment: lists of postings that a deal must be in, and what its text must have.</summary>
internal sealed class SegmentPlan
{
    private readonly List<ReadOnlyMemory<uint>> _lists = [];
    private readonly List<TextCheck> _checks = [];

    private SegmentPlan(Segment segment) => Segment = segment;

    public Segment Segment { get; }

    public IReadOnlyList<ReadOnlyMemory<uint>> Lists => _lists;

    public IReadOnlyList<TextCheck> Checks => _checks;

    /// <summary>The same clauses give as many lists in every segment, also empty ones.</summary>
    public static SegmentPlan Of(Segment segment, IReadOnlyList<Clause> clauses)
    {
        var plan = new SegmentPlan(segment);
        foreach (var clause in clauses)
        {
            if (clause.Alternatives is [{ IsPlain: true } only])
            {
                foreach (var group in only.Groups)
                {
                    plan._lists.Add(segment.Terms.Find(group.Terms[0]) is >= 0 and var term ? segment.PostingMemory(term) : default);
                }
                plan._checks.AddRange(only.Checks);
            }
            else
            {
                plan._lists.Add(Either(segment, clause.Alternatives));
            }
        }
        return plan;
    }

    /// <summary>Deals that meet one of the alternatives, each with its greatest weight.</summary>
    private static uint[] Either(Segment segment, IReadOnlyList<Alternative> alternatives)
    {
        var weights = new byte[segment.Count];
        foreach (var alternative in alternatives)
        {
            foreach (var posting in All(segment, alternative))
            {
                var doc = (int)(posting >> Segment.WeightBits);
                var weight = (byte)(posting & Segment.WeightMask);
                weights[doc] = Math.Max(weights[doc], alternative.IsGuess ? (byte)Math.Max(1, weight / 2) : weight);
            }
        }
        return Collected(weights);
    }

    private static IEnumerable<uint> All(Segment segment, Alternative alternative)
    {
        if (alternative.Groups is [])
        {
            return [];
        }
        var plan = new SegmentPlan(segment);
        foreach (var group in alternative.Groups)
        {
            plan._lists.Add(group is { IsPrefix: false, Terms: [var term] }
                ? segment.Terms.Find(term) is >= 0 and var found ? segment.PostingMemory(found) : default
                : Any(segment, group));
        }
        plan._checks.AddRange(alternative.Checks);
        return Walked(plan);
    }

    private static List<uint> Walked(SegmentPlan plan)
    {
        var found = new List<uint>();
        var walk = new PlanWalk(plan);
        while (walk.Next() is >= 0 and var doc)
        {
            found.Add((uint)doc << Segment.WeightBits | (uint)walk.LeastWeight);
        }
        return found;
    }

    private static uint[] Any(Segment segment, TermGroup group)
    {
        var weights = new byte[segment.Count];
        foreach (var term in group.In(segment))
        {
            foreach (var posting in segment.Postings(term))
            {
                ref var weight = ref weights[(int)(posting >> Segment.WeightBits)];
                weight = Math.Max(weight, (byte)(posting & Segment.WeightMask));
            }
        }
        return Collected(weights);
    }

    private static uint[] Collected(byte[] weights)
    {
        var found = new List<uint>();
        var left = weights.AsSpan();
        var at = 0;
        while (left.IndexOfAnyExcept((byte)0) is >= 0 and var next)
        {
            at += next;
            found.Add((uint)at << Segment.WeightBits | weights[at]);
            at++;
            left = weights.AsSpan(at);
        }
        return [.. found];
    }
}

/// <summary>Walks the deals that are in all of a plan's lists and have what their text must have, the best first.</summary>
internal ref struct PlanWalk
{
    private readonly SegmentPlan _plan;
    private readonly int[] _order;
    private readonly int[] _cursors;
    private readonly uint[] _weights;
    private readonly int _count;
    private int _next;

    public PlanWalk(SegmentPlan plan)
    {
        _plan = plan;
        _count = plan.Lists.Count;
        _order = [.. Enumerable.Range(0, _count)];
        Array.Sort(_order, (one, other) => plan.Lists[one].Length.CompareTo(plan.Lists[other].Length));
        _cursors = new int[_count];
        _weights = new uint[_count];
    }

    /// <summary>How weightily each list's term stands in the deal.</summary>
    public readonly ReadOnlySpan<uint> Weights => _weights;

    public readonly uint LeastWeight
    {
        get
        {
            var least = Segment.WeightMask;
            foreach (var weight in _weights)
            {
                least = Math.Min(least, weight);
            }
            return least;
        }
    }

    /// <summary>The next deal's place, or −1 at the end.</summary>
    public int Next()
    {
        if (_count == 0)
        {
            return _next < _plan.Segment.Count ? _next++ : -1;
        }
        var rarest = _order[0];
        var lead = _plan.Lists[rarest].Span;
        while (_cursors[rarest] < lead.Length)
        {
            var posting = lead[_cursors[rarest]++];
            var doc = posting >> Segment.WeightBits;
            _weights[rarest] = posting & Segment.WeightMask;
            var met = 1;
            while (met < _count && Meets(_order[met], doc))
            {
                met++;
            }
            if (met == _count && Stands((int)doc))
            {
                return (int)doc;
            }
        }
        return -1;
    }

    /// <summary>Gallops to the deal: the step doubles until it is behind, then the place is halved in.</summary>
    private readonly bool Meets(int list, uint doc)
    {
        var span = _plan.Lists[list].Span;
        var low = _cursors[list];
        var step = 1;
        while (low + step < span.Length && span[low + step] >> Segment.WeightBits < doc)
        {
            low += step;
            step <<= 1;
        }
        var high = Math.Min(low + step, span.Length - 1);
        while (low <= high)
        {
            var middle = low + ((high - low) >> 1);
            if (span[middle] >> Segment.WeightBits < doc)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }
        _cursors[list] = low;
        if (low < span.Length && span[low] >> Segment.WeightBits == doc)
        {
            _weights[list] = span[low] & Segment.WeightMask;
            return true;
        }
        return false;
    }

    private readonly bool Stands(int doc)
    {
        foreach (var check in _plan.Checks)
        {
            if (!check.Stands(_plan.Segment.Text(doc)))
            {
                return false;
            }
        }
        return true;
    }
}
