using System.Runtime.InteropServices;

namespace Daogou.Core.Ranking.Learning;

/// <summary>What was learnt of one effect: its weight in log-odds, and how sharply it is known (1 / variance).</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LearntEffect(double Weight, double Precision);

/// <summary>What was learnt of all effects, to forecast with. Never changed once made; safe for any number of threads.</summary>
/// <param name="Effects">By <see cref="Effect.Key"/>.</param>
/// <param name="Spreads">How far the effects of a family were found to lie from its mean, by the family's name.</param>
public sealed record EffectTable(IReadOnlyDictionary<string, LearntEffect> Effects, IReadOnlyDictionary<string, double> Spreads)
{
    /// <summary>Nothing was seen yet: every forecast is what was believed before.</summary>
    public static EffectTable Empty { get; } = new(new Dictionary<string, LearntEffect>(), new Dictionary<string, double>());

    public Forecast Forecast(IReadOnlyList<Effect> effects)
    {
        double logOdds = 0, variance = 0;
        foreach (var effect in effects)
        {
            var learnt = Of(effect);
            logOdds += learnt.Weight * effect.Value;
            variance += effect.Value * effect.Value / learnt.Precision;
        }
        return new Forecast(logOdds, variance);
    }

    /// <summary>What is believed of one effect; its prior while it was never seen.</summary>
    public LearntEffect Of(Effect effect)
    {
        if (Effects.TryGetValue(effect.Key, out var learnt))
        {
            return learnt;
        }
        var spread = Spreads.GetValueOrDefault(effect.Family.Name, effect.Family.Spread);
        return new LearntEffect(effect.Prior, 1 / (spread * spread));
    }
}
