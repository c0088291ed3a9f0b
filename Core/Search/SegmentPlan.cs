using System.Runtime.InteropServices;

namespace Daogou.Core.Search;

/// <summary>A query made ready for one segment: lists of postings that a deal must be in, and what its text must have.</summary>
internal sealed class SegmentPlan
{
    private readonly List<PostingList> _lists = [];
    private readonly List<TextCheck> _checks = [];
    private TextCheck[]? _allChecks;

    private SegmentPlan(Segment segment) => Segment = segment;

    public Segment Segment { get; }

    public IReadOnlyList<PostingList> Lists => _lists;

    /// <summary>Asked for once the plan is made.</summary>
    public TextCheck[] Checks => _allChecks ??= [.. _checks];

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
                    plan._lists.Add(segment.Terms.Find(group.Terms[0]) is >= 0 and var term ? segment.PostingList(term) : PostingList.None);
                }
                plan._checks.AddRange(only.Checks);
            }
            else
            {
                plan._lists.Add(PostingList.Of(Either(segment, clause.Alternatives)));
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
                ? segment.Terms.Find(term) is >= 0 and var found ? segment.PostingList(found) : PostingList.None
                : PostingList.Of(Any(segment, group)));
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

/// <summary>A part of an array of postings.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PostingList(uint[] Postings, int Start, int Length)
{
    public static PostingList None { get; } = new([], 0, 0);

    public static PostingList Of(uint[] postings) => new(postings, 0, postings.Length);
}

/// <summary>Walks the deals that are in all of a plan's lists and have what their text must have, the best first.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct PlanWalk
{
    private readonly SegmentPlan _plan;
    private readonly TextCheck[] _checks;

    /// <summary>The shortest list first, and where each stood in the plan.</summary>
    private readonly PostingList[] _lists;
    private readonly int[] _places;
    private readonly int[] _cursors;
    private readonly uint[] _weights;
    private int _next;

    public PlanWalk(SegmentPlan plan)
    {
        _plan = plan;
        _checks = plan.Checks;
        _lists = [.. plan.Lists];
        _places = new int[_lists.Length];
        _cursors = new int[_lists.Length];
        _weights = new uint[_lists.Length];
        var lengths = new int[_lists.Length];
        for (var list = 0; list < _lists.Length; list++)
        {
            (_places[list], lengths[list]) = (list, _lists[list].Length);
        }
        Array.Sort(lengths, _places);
        for (var position = 0; position < _lists.Length; position++)
        {
            _lists[position] = plan.Lists[_places[position]];
            _cursors[position] = _lists[position].Start;
        }
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
        if (_lists.Length == 0)
        {
            return _next < _plan.Segment.Count ? _next++ : -1;
        }
        var lead = _lists[0];
        var end = lead.Start + lead.Length;
        while (_cursors[0] < end)
        {
            var posting = lead.Postings[_cursors[0]++];
            var doc = posting >> Segment.WeightBits;
            _weights[_places[0]] = posting & Segment.WeightMask;
            var met = 1;
            while (met < _lists.Length && Meets(met, doc))
            {
                met++;
            }
            if (met == _lists.Length && Stands((int)doc))
            {
                return (int)doc;
            }
        }
        return -1;
    }

    /// <summary>Gallops to the deal: the step doubles until it is behind, then the place is halved in.</summary>
    private readonly bool Meets(int position, uint doc)
    {
        unchecked
        {
            ref readonly var list = ref _lists[position];
            var postings = list.Postings;
            var end = list.Start + list.Length;
            var low = _cursors[position];
            var step = 1;
            while (low + step < end && postings[low + step] >> Segment.WeightBits < doc)
            {
                low += step;
                step <<= 1;
            }
            var high = Math.Min(low + step, end - 1);
            while (low <= high)
            {
                var middle = low + ((high - low) >> 1);
                if (postings[middle] >> Segment.WeightBits < doc)
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle - 1;
                }
            }
            _cursors[position] = low;
            if (low < end && postings[low] >> Segment.WeightBits == doc)
            {
                _weights[_places[position]] = postings[low] & Segment.WeightMask;
                return true;
            }
            return false;
        }
    }

    private readonly bool Stands(int doc)
    {
        foreach (var check in _checks)
        {
            if (!check.Stands(_plan.Segment.Text(doc)))
            {
                return false;
            }
        }
        return true;
    }
}
