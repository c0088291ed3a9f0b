namespace Daogou.Core.Ranking.Learning;

/// <summary>The trials by effect, and what is expected of each with the weights so far.</summary>
internal sealed class Fitting
{
    /// <summary>Hits beyond so many standard deviations above what is expected are cut: what people do is less even than dice, robots far less.</summary>
    private const double MostSurprise = 2;

    /// <summary>How far a trial's own chance lies from its forecast, as a variance of its share: what differs between two deals that look alike.</summary>
    private const double OwnVariance = 0.15;
    private readonly List<Trial> _trials;
    private readonly double[] _logOdds;
    private readonly double[] _hits;
    private readonly double[] _shares;
    private readonly int[] _starts;
    private readonly int[] _members;
    private readonly double[] _values;

    public Fitting(List<Trial> trials, int effects, DateTimeOffset now, TimeSpan halfLife)
    {
        _trials = trials;
        _logOdds = new double[trials.Count];
        _hits = new double[trials.Count];
        _shares = [.. trials.Select(trial => Math.Pow(2, -Math.Max(0, (now - trial.At) / halfLife)))];
        _starts = new int[effects + 1];
        foreach (var effect in trials.SelectMany(trial => trial.Effects))
        {
            _starts[effect + 1]++;
        }
        for (var effect = 0; effect < effects; effect++)
        {
            _starts[effect + 1] += _starts[effect];
        }
        _members = new int[_starts[effects]];
        _values = new double[_starts[effects]];
        var next = _starts[..effects];
        foreach (var (index, trial) in trials.Index())
        {
            for (var at = 0; at < trial.Effects.Length; at++)
            {
                var place = next[trial.Effects[at]]++;
                (_members[place], _values[place]) = (index, trial.Values[at]);
            }
        }
    }

    public bool IsSeen(int effect) => _starts[effect + 1] > _starts[effect];

    public void Expect(List<double> weights)
    {
        foreach (var (index, trial) in _trials.Index())
        {
            double sum = 0;
            for (var at = 0; at < trial.Effects.Length; at++)
            {
                sum += weights[trial.Effects[at]] * trial.Values[at];
            }
            _logOdds[index] = sum;
            var chance = Forecast.Logistic(sum);
            var expected = trial.Tries * chance;
            var most = expected + 1 + (MostSurprise * Math.Sqrt((expected * (1 - chance)) + (OwnVariance * expected * expected)));
            _hits[index] = Math.Min(trial.Hits, most);
        }
    }

    /// <summary>One Newton step for one effect: its new weight and how sharply it is known.</summary>
    public (double Weight, double Precision) Step(int effect, double weight, double mean, double prior)
    {
        double gradient = -(weight - mean) * prior, precision = prior;
        for (var place = _starts[effect]; place < _starts[effect + 1]; place++)
        {
            var index = _members[place];
            var chance = Forecast.Logistic(_logOdds[index]);
            var tries = _trials[index].Tries * _shares[index];
            gradient += _values[place] * ((_hits[index] * _shares[index]) - (tries * chance));
            precision += _values[place] * _values[place] * tries * chance * (1 - chance);
        }
        var step = Math.Clamp(gradient / precision, -1, 1);
        for (var place = _starts[effect]; place < _starts[effect + 1]; place++)
        {
            _logOdds[_members[place]] += _values[place] * step;
        }
        return (weight + step, precision);
    }
}
