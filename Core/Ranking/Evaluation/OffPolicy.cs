namespace Daogou.Core.Ranking.Evaluation;

/// <summary>
/// What would another policy have brought? Answered from slates whose choices were logged with their propensities (docs/ranking-evaluation.md). The order of the slates
/// changes nothing, and where the log cannot speak for a policy it says so instead of a number.
/// </summary>
public sealed class OffPolicy
{
    /// <summary>Standard errors of the mean weight that chance does not explain: weights are skewed, and a good log must not be turned away.</summary>
    private const double SurelyOff = 4;

    private readonly OffPolicyRule _rule;
    private readonly List<(LoggedSlate Slate, int Cluster)> _slates;
    private readonly List<int> _folds = [];
    private readonly RewardModelKind _kind;
    private readonly IRewardModel _model;
    private readonly int _picks;
    private readonly Unsaid? _gap;

    public OffPolicy(IReadOnlyCollection<LoggedSlate> slates, OffPolicyRule rule)
    {
        _rule = rule;
        var clusters = new Dictionary<string, int>(StringComparer.Ordinal);
        _slates = [.. slates.OrderBy(slate => slate.Id, StringComparer.Ordinal).Select(slate => (slate, Number(slate)))];
        _picks = _slates.Sum(entry => entry.Slate.Shown.Count);
        _gap = Gap();
        var isExpected = slates.Count > 0 && slates.All(slate => slate.Candidates.All(candidate => candidate.Expected is not null));
        _kind = rule.Model != RewardModelKind.Auto ? rule.Model : isExpected ? RewardModelKind.Logged : RewardModelKind.Fitted;
        if (_kind == RewardModelKind.Logged && !isExpected)
        {
            _gap ??= new Unsaid("a candidate has no \"expected\"; let the model be fitted instead", "有候选缺少 expected；请改用拟合模型");
        }
        _model = _kind == RewardModelKind.Logged ? new LoggedExpectation() : Fitted();

        int Number(LoggedSlate slate)
        {
            var key = rule.ClusterOf(slate);
            if (!clusters.TryGetValue(key, out var number))
            {
                clusters[key] = number = clusters.Count;
                _folds.Add(FittedMeans.FoldOf(key));
            }
            return number;
        }
    }

    public OffPolicyReport Judge(IEnumerable<ICandidatePolicy> policies) => new(
        _rule, _kind, _slates.Count, _picks, _slates.Select(entry => entry.Slate.Group).Distinct(StringComparer.Ordinal).Count(), _folds.Count,
        _slates.Count == 0 ? null : _slates.Min(entry => entry.Slate.At), _slates.Count == 0 ? null : _slates.Max(entry => entry.Slate.At),
        [.. policies.Select(Judge)]);

    public PolicyReport Judge(ICandidatePolicy policy)
    {
        if (_gap is not null)
        {
            return Silent(policy, _gap);
        }
        var sums = new OffPolicySums(_folds.Count);
        try
        {
            foreach (var (slate, cluster) in _slates)
            {
                Weigh(policy, slate, cluster, sums);
            }
        }
        catch (PolicyGapException e)
        {
            return Silent(policy, e.Why);
        }
        var why = policy.IsLogged ? null : WhyNot(sums);
        return new PolicyReport(
            policy.Name, why, why is null ? sums.Estimates() : [], why is null && !sums.HasDirect ? "the policy does not say the probability of every candidate" : null,
            sums.Effective, sums.MeanWeight, sums.LargestWeight, (double)sums.Clipped / _picks);
    }

    private void Weigh(ICandidatePolicy policy, LoggedSlate slate, int cluster, OffPolicySums sums)
    {
        var left = Enumerable.Range(0, slate.Candidates.Count).ToList();
        var above = 1d;
        foreach (var pick in slate.Shown)
        {
            if (pick.Propensity == 0 && !policy.IsLogged)
            {
                throw new PolicyGapException(Unsaid.Of(
                    $"slate {slate.Id} shows {slate.Candidates[pick.Place].Id} with propensity 0: it could not happen, or was not logged",
                    $"{slate.Id} 推荐了 {slate.Candidates[pick.Place].Id}，记录的概率却是 0：不可能发生，或没有记录"));
            }
            var odds = policy.At(slate, pick, left);
            var weight = policy.IsLogged ? 1 : odds.OfPick / pick.Propensity;
            var before = _rule.Slots == SlotWeights.Cascade ? above : 1;
            var (reward, seen) = (_rule.RewardOf(pick)!.Value, _rule.BaseOf(pick)!.Value);
            double? direct = null;
            if (odds.OfEach is { } each)
            {
                direct = 0;
                for (var at = 0; at < each.Length; at++)
                {
                    direct += each[at] == 0 ? 0 : each[at] * _model.Expect(slate, left[at], pick.Slot, _folds[cluster]);
                }
            }
            sums.Add(cluster, before, before * weight, reward, seen, _model.Expect(slate, pick.Place, pick.Slot, _folds[cluster]), direct, _rule.Clip);
            above *= weight;
            left.Remove(pick.Place);
        }
    }

    private Unsaid? WhyNot(OffPolicySums sums)
    {
        var mean = sums.Weights();
        var chance = SurelyOff * mean.StandardError;
        if (mean.Value + chance < 1 && mean.Value < 1 - _rule.MostWeightOff)
        {
            return Unsaid.Of(
                $"support is missing: what was logged covers only {100 * mean.Value:F0} % of what the policy would do", $"缺少支持：记录只覆盖该选法的 {100 * mean.Value:F0}%");
        }
        if (mean.Value - chance > 1 && mean.Value > 1 + _rule.MostWeightOff)
        {
            return Unsaid.Of($"the propensities cannot be right: the weights have the mean {mean.Value:F2} instead of 1", $"记录的概率有误：权重均值为 {mean.Value:F2}，应为 1");
        }
        return sums.Effective < _rule.FewestEffective
            ? Unsaid.Of(
                $"the {_picks} picks are worth only {sums.Effective:F0} of the policy's own; at least {_rule.FewestEffective:F0} are needed",
                $"{_picks} 个推荐只相当于该选法的 {sums.Effective:F0} 个，至少需要 {_rule.FewestEffective:F0} 个")
            : null;
    }

    /// <summary>What the log lacks for any policy.</summary>
    private Unsaid? Gap()
    {
        var picks = _slates.SelectMany(entry => entry.Slate.Shown);
        return _folds.Count < _rule.FewestClusters ? Unsaid.Of($"there are {_folds.Count} independent units (clusters); at least {_rule.FewestClusters} are needed", $"只有 {_folds.Count} 个独立单位，至少需要 {_rule.FewestClusters} 个")
            : picks.Any(pick => _rule.RewardOf(pick) is null) ? new Unsaid("a pick has no \"orders\"", "有推荐缺少 orders")
            : picks.Any(pick => _rule.BaseOf(pick) is null) ? new Unsaid("a pick has no \"impressions\"; judge per slot instead", "有推荐缺少 impressions；请按推荐位评估")
            : picks.Sum(pick => _rule.BaseOf(pick)!.Value) is 0 ? new Unsaid("nobody saw any of it", "没有人看到")
            : null;
    }

    private FittedMeans Fitted()
    {
        var means = new FittedMeans();
        if (_gap is null)
        {
            foreach (var (slate, cluster) in _slates)
            {
                foreach (var pick in slate.Shown)
                {
                    means.Learn(slate, pick, _folds[cluster], _rule.RewardOf(pick)!.Value, _rule.BaseOf(pick)!.Value);
                }
            }
        }
        return means;
    }

    private static PolicyReport Silent(ICandidatePolicy policy, Unsaid why) => new(policy.Name, why, [], null, null, null, null, null);
}
