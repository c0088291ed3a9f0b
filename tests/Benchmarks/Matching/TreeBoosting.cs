namespace Daogou.Benchmarks.Matching;

/// <summary>How the trees are grown.</summary>
internal sealed record BoostingPlan(int Trees = 400, int Leaves = 12, double Rate = 0.05, int LeastInLeaf = 15, double RowShare = 0.7, double FeatureShare = 0.5, double Ridge = 3, int Seed = 1);

/// <summary>Gradient boosting of decision trees with histograms of 64 steps, for the logistic loss; leaves are split best first.</summary>
internal sealed class TreeBoosting
{
    private const int Bins = 64;
    private const ushort Leaf = ushort.MaxValue;

    private readonly byte[][] _bins;
    private readonly float[][] _edges;
    private readonly bool[] _labels;
    private readonly float[] _weights;

    /// <param name="rows">A row of features for each pair.</param>
    public TreeBoosting(IReadOnlyList<float[]> rows, IReadOnlyList<bool> labels, IReadOnlyList<float> weights)
    {
        _labels = [.. labels];
        _weights = [.. weights];
        var features = rows[0].Length;
        (_bins, _edges) = (new byte[features][], new float[features][]);
        Parallel.For(0, features, feature =>
        {
            var values = rows.Select(row => row[feature]).Order().ToArray();
            _edges[feature] = [.. Enumerable.Range(1, Bins - 1).Select(step => values[(int)((long)step * (values.Length - 1) / Bins)]).Distinct()];
            _bins[feature] = [.. rows.Select(row => Bin(_edges[feature], row[feature]))];
        });
    }

    public float Start { get; private set; }

    public List<List<(ushort Feature, float Value, int Right)>> Grow(BoostingPlan plan)
    {
        var random = new Random(plan.Seed);
        var count = _labels.Length;
        var share = Enumerable.Range(0, count).Sum(row => _labels[row] ? _weights[row] : 0) / _weights.Sum();
        Start = (float)Math.Log(share / (1 - share));
        var sums = Enumerable.Repeat((double)Start, count).ToArray();
        var (slopes, bends) = (new double[count], new double[count]);
        var trees = new List<List<(ushort, float, int)>>();
        for (var round = 0; round < plan.Trees; round++)
        {
            for (var row = 0; row < count; row++)
            {
                var likely = 1 / (1 + Math.Exp(-sums[row]));
                slopes[row] = ((_labels[row] ? 1 : 0) - likely) * _weights[row];
                bends[row] = Math.Max(1e-6, likely * (1 - likely)) * _weights[row];
            }
            var rows = Enumerable.Range(0, count).Where(_ => random.NextDouble() < plan.RowShare).ToArray();
            var features = Enumerable.Range(0, _bins.Length).Where(_ => random.NextDouble() < plan.FeatureShare).ToArray();
            if (features.Length == 0 || rows.Length == 0)
            {
                continue;
            }
            var root = Tree(rows, features, slopes, bends, plan);
            for (var row = 0; row < count; row++)
            {
                var node = root;
                while (node.Left is not null)
                {
                    node = _bins[node.Feature][row] <= node.Bin ? node.Left : node.Right!;
                }
                sums[row] += node.Value;
            }
            var flat = new List<(ushort, float, int)>();
            Flatten(root, flat);
            trees.Add(flat);
        }
        return trees;
    }

    private Node Tree(int[] rows, int[] features, double[] slopes, double[] bends, BoostingPlan plan)
    {
        var root = new Node { Rows = rows };
        Best(root, features, slopes, bends, plan);
        var leaves = new List<Node> { root };
        while (leaves.Count < plan.Leaves && leaves.MaxBy(leaf => leaf.Gain) is { Gain: > 1e-4 } split)
        {
            leaves.Remove(split);
            var column = _bins[split.Feature];
            split.Left = new Node { Rows = [.. split.Rows.Where(row => column[row] <= split.Bin)] };
            split.Right = new Node { Rows = [.. split.Rows.Where(row => column[row] > split.Bin)] };
            foreach (var child in new[] { split.Left, split.Right })
            {
                Best(child, features, slopes, bends, plan);
                leaves.Add(child);
            }
            split.Rows = [];
        }
        foreach (var leaf in leaves)
        {
            var (slope, bend) = (leaf.Rows.Sum(row => slopes[row]), leaf.Rows.Sum(row => bends[row]));
            leaf.Value = (float)(plan.Rate * slope / (bend + plan.Ridge));
        }
        return root;
    }

    private void Best(Node node, int[] features, double[] slopes, double[] bends, BoostingPlan plan)
    {
        var (allSlope, allBend) = (node.Rows.Sum(row => slopes[row]), node.Rows.Sum(row => bends[row]));
        if (node.Rows.Length < 2 * plan.LeastInLeaf)
        {
            return;
        }
        var whole = allSlope * allSlope / (allBend + plan.Ridge);
        var found = new (double Gain, int Bin)[features.Length];
        Parallel.For(0, features.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, index =>
        {
            var column = _bins[features[index]];
            Span<double> slope = stackalloc double[Bins];
            Span<double> bend = stackalloc double[Bins];
            Span<int> rows = stackalloc int[Bins];
            slope.Clear();
            bend.Clear();
            rows.Clear();
            foreach (var row in node.Rows)
            {
                var bin = column[row];
                slope[bin] += slopes[row];
                bend[bin] += bends[row];
                rows[bin]++;
            }
            var (left, weight, below) = (0d, 0d, 0);
            for (var bin = 0; bin < _edges[features[index]].Length; bin++)
            {
                left += slope[bin];
                weight += bend[bin];
                below += rows[bin];
                if (below < plan.LeastInLeaf || node.Rows.Length - below < plan.LeastInLeaf)
                {
                    continue;
                }
                var gain = (left * left / (weight + plan.Ridge)) + ((allSlope - left) * (allSlope - left) / (allBend - weight + plan.Ridge)) - whole;
                if (gain > found[index].Gain)
                {
                    found[index] = (gain, bin);
                }
            }
        });
        for (var index = 0; index < features.Length; index++)
        {
            if (found[index].Gain > node.Gain)
            {
                (node.Gain, node.Bin, node.Feature) = (found[index].Gain, (byte)found[index].Bin, features[index]);
            }
        }
    }

    private void Flatten(Node node, List<(ushort, float, int)> flat)
    {
        if (node.Left is null)
        {
            flat.Add((Leaf, node.Value, 0));
            return;
        }
        var at = flat.Count;
        flat.Add(default);
        Flatten(node.Left, flat);
        flat[at] = ((ushort)node.Feature, _edges[node.Feature][node.Bin], flat.Count);
        Flatten(node.Right!, flat);
    }

    /// <summary>The first step whose edge is not below the value.</summary>
    private static byte Bin(float[] edges, float value)
    {
        var at = Array.BinarySearch(edges, value);
        return (byte)(at >= 0 ? at : ~at);
    }

    private sealed class Node
    {
        public int[] Rows = [];
        public Node? Left;
        public Node? Right;
        public int Feature;
        public byte Bin;
        public double Gain;
        public float Value;
    }
}
