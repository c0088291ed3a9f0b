namespace Daogou.Core.Ranking.Learning;

/// <summary>Effects of one kind (all categories, all merchants): what is believed of one of them before anything was seen.</summary>
/// <param name="Name">Stands before the names of its effects: <c>category</c>.</param>
/// <param name="Mean">Of an effect not seen yet, in log-odds.</param>
/// <param name="Spread">How far effects lie from it, in log-odds (a standard deviation).</param>
public sealed record EffectFamily(string Name, double Mean, double Spread)
{
    /// <summary>The spread is learnt from the effects themselves: where categories do not differ, none is believed to.</summary>
    public bool LearnsSpread { get; init; }

    /// <summary>The least and the most that a learnt spread may be, as a share of <see cref="Spread"/>.</summary>
    public double LeastShare { get; init; } = 0.2;

    public double MostShare { get; init; } = 2.5;
}
