namespace Daogou.Core.Ranking.Learning;

/// <summary>
/// Notices that tastes have changed. Beside the model that remembers long stands one that learns tastes from the last days alone; which of the two is
/// believed, in each group, is decided by which foretold the last days' clicks better.
/// </summary>
internal sealed class TasteDrift
{
    private static readonly TimeSpan HalfLife = TimeSpan.FromDays(2);
    private static readonly EffectFamily Offset = new("offset", 1, 0.001);
    private static readonly EffectFamily Level = new("level", 0, 0.2);
    private static readonly EffectFamily Categories = new("category", 0, 0.4) { LearnsSpread = true };
    private static readonly EffectFamily Tastes = new("taste", 0, 0.2) { LearnsSpread = true, LeastShare = 0.1, MostShare = 5 };

    /// <summary>Fewer trials than this say nothing about change.</summary>
    private const int LeastTrials = 100;

    /// <summary>One trial settles at most so much.</summary>
    private const double MostGain = 5;

    /// <summary>What all groups' lead counts for in one of them.</summary>
    private const double OthersShare = 0.3;
    private readonly ShrunkLogit _recent = new(HalfLife);
    private readonly List<(RankedOffer Offer, Showing Showing, Trial Trial)> _late = [];
    private readonly Dictionary<string, double> _leads = new(StringComparer.Ordinal);
    private double _lead;
    private DateTimeOffset _leadAt;

    /// <summary>Which of the two foretold this better; asked before either has learnt from it.</summary>
    public void Compare(EffectTable old, RankedOffer offer, Showing showing, double tries, double hits)
    {
        if (_late.Count < LeastTrials || tries <= 0)
        {
            return;
        }
        if (showing.At > _leadAt)
        {
            var fade = Math.Pow(2, -((showing.At - _leadAt) / HalfLife));
            foreach (var group in _leads.Keys.ToList())
            {
                _leads[group] *= fade;
            }
            (_lead, _leadAt) = (_lead * fade, showing.At);
        }
        var before = old.Forecast(ClickEffects.OfClick(offer, showing)).LogOdds;
        var gain = Likelihood(Recent(_recent.Table, old, offer, showing).LogOdds) - Likelihood(before);
        gain = Math.Clamp(gain, -MostGain, MostGain);
        _lead += gain;
        _leads[showing.Group] = _leads.GetValueOrDefault(showing.Group) + gain;

        double Likelihood(double logOdds)
        {
            var chance = Math.Clamp(Forecast.Logistic(logOdds), 1e-9, 1 - 1e-9);
            return (Math.Min(hits, tries) * Math.Log(chance)) + (Math.Max(0, tries - hits) * Math.Log(1 - chance));
        }
    }

    public void Learn(RankedOffer offer, Showing showing, Trial trial) => _late.Add((offer, showing, trial));

    public void Fit(EffectTable old, DateTimeOffset now)
    {
        _late.RemoveAll(late => now - late.Showing.At > HalfLife * 4);
        _recent.Clear();
        foreach (var (offer, showing, trial) in _late)
        {
            _recent.Add(showing.At, trial.Tries, trial.Hits, Effects(old, offer, showing));
        }
        _recent.Fit(now);
    }

    public RecentTastes Found() => new(_recent.Table, _leads.ToDictionary(lead => lead.Key, lead => Share(lead.Value), StringComparer.Ordinal));

    /// <summary>What the last days alone say.</summary>
    internal static Forecast Recent(EffectTable recent, EffectTable old, RankedOffer offer, Showing showing) => recent.Forecast(Effects(old, offer, showing));

    private double Share(double lead) => Forecast.Logistic(Math.Clamp(lead + (_lead * OthersShare), -30, 30));

    private static List<Effect> Effects(EffectTable old, RankedOffer offer, Showing showing)
    {
        var lasting = old.Forecast(ClickEffects.OfClick(offer, showing)).LogOdds
            - old.Of(ClickEffects.Taste(offer, showing.Group)).Weight - old.Of(ClickEffects.Category(offer)).Weight;
        return [new(Offset, "", lasting), new(Level, ""), new(Categories, offer.Category), new(Tastes, showing.Group + "|" + offer.Category)];
    }
}

/// <summary>Tastes as the last days showed them, and how far each group's are believed, 0 to 1.</summary>
public sealed record RecentTastes(EffectTable Table, IReadOnlyDictionary<string, double> Shares)
{
    private const double LeastShare = 0.02;

    public static RecentTastes None { get; } = new(EffectTable.Empty, new Dictionary<string, double>());

    internal Forecast Mix(EffectTable old, Forecast forecast, RankedOffer offer, Showing showing)
    {
        var share = Shares.GetValueOrDefault(showing.Group);
        if (share < LeastShare)
        {
            return forecast;
        }
        var recent = TasteDrift.Recent(Table, old, offer, showing);
        return new Forecast((forecast.LogOdds * (1 - share)) + (recent.LogOdds * share), Math.Max(forecast.Variance, recent.Variance * share));
    }
}
