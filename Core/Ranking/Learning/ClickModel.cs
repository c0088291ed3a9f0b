using System.Runtime.InteropServices;

namespace Daogou.Core.Ranking.Learning;

/// <summary>
/// Learns what members do with a deal: whether one who sees it clicks, and whether a click becomes an order. The place's own effect is taken out, so that
/// what stood first is not thought better for it; a change of tastes is followed. Not safe for use by several threads at once.
/// </summary>
/// <param name="halfLife">After so long a showing weighs half; orders, being few, three times as long.</param>
public sealed class ClickModel(TimeSpan halfLife, double priceUnit)
{
    private const int OrdersLonger = 3;
    private readonly ShrunkLogit _clicks = new(halfLife);
    private readonly ShrunkLogit _orders = new(halfLife * OrdersLonger);
    private readonly TasteDrift _drift = new();

    /// <summary>As learnt by the last <see cref="Fit"/>.</summary>
    public Learnt Learnt { get; private set; } = Learnt.Nothing with { PriceUnit = priceUnit };

    public int Count => _clicks.Count;

    /// <summary>Takes in what came of a showing; it can be said again when more is known.</summary>
    public Lesson Learn(RankedOffer offer, Showing showing, Outcome outcome)
    {
        _drift.Compare(Learnt.Clicks, offer, showing, outcome.Impressions, outcome.Clicks);
        var clicks = _clicks.Add(showing.At, outcome.Impressions, outcome.Clicks, ClickEffects.OfClick(offer, showing));
        var orders = _orders.Add(showing.At, outcome.RipeClicks, outcome.Orders, ClickEffects.OfOrder(offer, showing.Group));
        _drift.Learn(offer, showing, clicks);
        return new Lesson(clicks, orders);
    }

    public Learnt Fit(DateTimeOffset now)
    {
        _clicks.Fit(now);
        _orders.Fit(now);
        _drift.Fit(_clicks.Table, now);
        return Learnt = new Learnt(now, _clicks.Count, priceUnit, _clicks.Table, _orders.Table, _drift.Found());
    }
}

/// <summary>What came of a showing.</summary>
/// <param name="Impressions">How many saw it, as far as clicks of theirs can have come by now.</param>
/// <param name="Clicks">Of people; robots' are left out where they are known.</param>
/// <param name="RipeClicks">Clicks so old that an order would be known: no order yet is not no order.</param>
/// <param name="Orders">Not cancelled.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Outcome(double Impressions, double Clicks, double RipeClicks, double Orders);

/// <summary>A showing as it was learnt from.</summary>
public sealed class Lesson
{
    private readonly Trial _clicks;
    private readonly Trial _orders;

    internal Lesson(Trial clicks, Trial orders) => (_clicks, _orders) = (clicks, orders);

    /// <summary>What is known now, in place of what was.</summary>
    public void Say(Outcome outcome)
    {
        _clicks.Say(outcome.Impressions, outcome.Clicks);
        _orders.Say(outcome.RipeClicks, outcome.Orders);
    }
}
