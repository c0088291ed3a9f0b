namespace Daogou.Core.Ranking.Learning;

/// <summary>What was learnt of members' clicks and orders up to an instant. Never changed once made; kept as JSON.</summary>
/// <param name="At">The instant.</param>
/// <param name="Shown">How many showings it was learnt from; 0 when nothing was.</param>
/// <param name="PriceUnit">Prices are divided by it, in minor units.</param>
public sealed record Learnt(DateTimeOffset At, int Shown, double PriceUnit, EffectTable Clicks, EffectTable Orders, RecentTastes Recent)
{
    /// <summary>Before anything was seen.</summary>
    public static Learnt Nothing { get; } = new(DateTimeOffset.UnixEpoch, 0, 10_000, EffectTable.Empty, EffectTable.Empty, RecentTastes.None);

    /// <summary>That one who sees the offer there clicks.</summary>
    public Forecast Click(RankedOffer offer, Showing showing) =>
        Recent.Mix(Clicks, Clicks.Forecast(ClickEffects.OfClick(offer, showing)), offer, showing);

    /// <summary>That a click becomes an order.</summary>
    public Forecast Order(RankedOffer offer, string group) => Orders.Forecast(ClickEffects.OfOrder(offer, group));

    /// <summary>How little is known of what lasts: the group's taste, the category, the merchant. What a try teaches about these is of use again.</summary>
    public double Unknown(RankedOffer offer, string group) =>
        Clicks.Forecast([ClickEffects.Taste(offer, group), ClickEffects.Category(offer), ClickEffects.Merchant(offer)]).Variance;

    /// <summary>What this group opens of a usual offer in the first place.</summary>
    public double Usual(string group) => Clicks.Forecast(ClickEffects.OfAnything(group)).Typical;
}
