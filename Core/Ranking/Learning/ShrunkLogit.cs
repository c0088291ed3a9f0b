namespace Daogou.Core.Ranking.Learning;

/// <summary>
/// Logistic regression with shrunk effects: the log-odds of a hit are the sum of a try's effects, each held near its family's mean as far as little is
/// known of it (a normal prior; the most likely values, Newton steps one effect at a time). How far the effects of a family differ is learnt from
/// themselves. Older trials weigh less, and a trial with far more hits than can be is cut to what can: one visitor or a robot moves little.
/// Trials may come in any order. Not safe for use by several threads at once; <see cref="Table"/> is.
/// </summary>
/// <param name="halfLife">After so long a trial weighs half; after five times as long it is forgotten.</param>
public sealed class ShrunkLogit(TimeSpan halfLife)
{
    private const int HalfLivesKept = 5;

    /// <summary>A family's own spread stands for so many effects when its spread is learnt.</summary>
    private const double PseudoEffects = 6;
    private const int FirstSweeps = 25;
    private const int Sweeps = 4;
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _spreads = new(StringComparer.Ordinal);
    private readonly List<EffectFamily> _families = [];
    private readonly List<double> _means = [];
    private readonly List<double> _weights = [];
    private readonly List<double> _precisions = [];
    private readonly List<Trial> _trials = [];
    private bool _isFitted;

    /// <summary>As learnt by the last <see cref="Fit"/>.</summary>
    public EffectTable Table { get; private set; } = EffectTable.Empty;

    public int Count => _trials.Count;

    /// <summary>Takes a trial in. What it comes to may be said again later: <see cref="Trial.Say"/>.</summary>
    public Trial Add(DateTimeOffset at, double tries, double hits, IReadOnlyList<Effect> effects)
    {
        var trial = new Trial(at, [.. effects.Select(IndexOf)], [.. effects.Select(effect => effect.Value)]);
        trial.Say(tries, hits);
        _trials.Add(trial);
        return trial;
    }

    public void Clear() => _trials.Clear();

    /// <summary>Learns from all trials kept as they weigh at an instant.</summary>
    public void Fit(DateTimeOffset now)
    {
        _trials.RemoveAll(trial => now - trial.At > halfLife * HalfLivesKept);
        var fitting = new Fitting(_trials, _weights.Count, now, halfLife);
        for (var sweep = _isFitted ? Sweeps : FirstSweeps; sweep > 0; sweep--)
        {
            fitting.Expect(_weights);
            for (var effect = 0; effect < _weights.Count; effect++)
            {
                var spread = Spread(_families[effect]);
                (_weights[effect], _precisions[effect]) = fitting.Step(effect, _weights[effect], _means[effect], 1 / (spread * spread));
            }
            LearnSpreads(fitting);
        }
        _isFitted = _trials.Count > 0;
        Table = new EffectTable(
            _index.ToDictionary(entry => entry.Key, entry => new LearntEffect(_weights[entry.Value], _precisions[entry.Value]), StringComparer.Ordinal),
            new Dictionary<string, double>(_spreads, StringComparer.Ordinal));
    }

    private double Spread(EffectFamily family) => _spreads.GetValueOrDefault(family.Name, family.Spread);

    private void LearnSpreads(Fitting fitting)
    {
        foreach (var members in Enumerable.Range(0, _weights.Count).Where(index => _families[index].LearnsSpread && fitting.IsSeen(index)).GroupBy(index => _families[index]))
        {
            var family = members.Key;
            double squares = PseudoEffects * family.Spread * family.Spread, count = PseudoEffects;
            foreach (var index in members)
            {
                var off = _weights[index] - _means[index];
                squares += (off * off) + (1 / _precisions[index]);
                count++;
            }
            _spreads[family.Name] = Math.Clamp(Math.Sqrt(squares / count), family.Spread * family.LeastShare, family.Spread * family.MostShare);
        }
    }

    private int IndexOf(Effect effect)
    {
        var key = effect.Key;
        if (!_index.TryGetValue(key, out var index))
        {
            _index[key] = index = _weights.Count;
            var spread = Spread(effect.Family);
            _families.Add(effect.Family);
            _means.Add(effect.Prior);
            _weights.Add(effect.Prior);
            _precisions.Add(1 / (spread * spread));
        }
        return index;
    }
}
