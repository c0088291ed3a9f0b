namespace Daogou.Core.Ranking.Evaluation;

/// <summary>What one policy's weights add up to in each cluster, and the estimates from that.</summary>
internal sealed class OffPolicySums(int clusters)
{
    private readonly double[] _weighted = new double[clusters];
    private readonly double[] _clipped = new double[clusters];
    private readonly double[] _robust = new double[clusters];
    private readonly double[] _weights = new double[clusters];
    private readonly double[] _reward = new double[clusters];
    private readonly double[] _seen = new double[clusters];
    private double _sum;
    private double _squares;

    public bool HasDirect { get; private set; } = true;

    public int Clipped { get; private set; }

    public double LargestWeight { get; private set; }

    public double Effective => _squares > 0 ? _sum * _sum / _squares : 0;

    public double MeanWeight => ClusterRatio.Of(_weights, _seen).Value;

    /// <param name="before">The weight of the slots above, which the direct part carries.</param>
    /// <param name="expected">The model's reward of the pick for each <paramref name="seen"/>.</param>
    /// <param name="direct">The model's reward under the policy; null when it does not say all it would do.</param>
    public void Add(int cluster, double before, double weight, double reward, double seen, double expected, double? direct, double clip)
    {
        _weighted[cluster] += weight * reward;
        _clipped[cluster] += Math.Min(weight, clip) * reward;
        _robust[cluster] += (weight * (reward - (seen * expected))) + (before * seen * (direct ?? 0));
        _weights[cluster] += weight * seen;
        _reward[cluster] += reward;
        _seen[cluster] += seen;
        _sum += weight;
        _squares += weight * weight;
        Clipped += weight > clip ? 1 : 0;
        LargestWeight = Math.Max(LargestWeight, weight);
        HasDirect &= direct is not null;
    }

    /// <summary>The mean weight with its interval.</summary>
    public Interval Weights()
    {
        var (value, pulls) = ClusterRatio.Of(_weights, _seen);
        return ClusterRatio.Around(value, pulls);
    }

    public IReadOnlyList<PolicyEstimate> Estimates()
    {
        var logged = ClusterRatio.Of(_reward, _seen);
        PolicyEstimate[] all =
        [
            Of(Estimator.Ips, _weighted, _seen),
            Of(Estimator.ClippedIps, _clipped, _seen),
            Of(Estimator.Snips, _weighted, _weights),
            Of(Estimator.DoublyRobust, _robust, _seen),
        ];
        return HasDirect ? all : all[..3];

        PolicyEstimate Of(Estimator estimator, double[] above, double[] below)
        {
            var (value, pulls) = ClusterRatio.Of(above, below);
            var apart = pulls.Zip(logged.Pulls, (its, logs) => its - logs).ToArray();
            return new PolicyEstimate(estimator, ClusterRatio.Around(value, pulls), ClusterRatio.Around(value - logged.Value, apart));
        }
    }
}
