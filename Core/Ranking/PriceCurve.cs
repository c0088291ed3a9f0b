using System.Globalization;
using Daogou.Core.Amounts;
using Daogou.Core.Deals;

namespace Daogou.Core.Ranking;

/// <summary>One price for a stretch of time.</summary>
/// <param name="IsSetAside">It was taken for an error and counts for nothing.</param>
public sealed record CurveStretch(DateTimeOffset From, DateTimeOffset To, long PriceMinor, bool IsSetAside);

/// <summary>An offer's history and what it says of the present price, ready to be drawn: the page, the console and the chat show the same.</summary>
/// <param name="Low30">The lowest of the 30 days before the present price, which the reduction is reckoned from; null where nothing is known.</param>
/// <param name="Since">Since when the present price stands.</param>
public sealed record PriceCurve(
    IReadOnlyList<CurveStretch> Stretches, string Currency, PriceTruth Truth, Money? Low30, DateTimeOffset? Since, string Zh, string En)
{
    public DateTimeOffset From => Stretches[0].From;

    public DateTimeOffset To => Stretches[^1].To;

    public CurveStretch Present => Stretches[^1];

    public string In(string language) => language == "zh" ? Zh : En;

    /// <summary>Null without a point in the currency: another currency's prices say nothing about this one.</summary>
    public static PriceCurve? Of(IReadOnlyList<PricePoint> points, string currency, DateTimeOffset now, PriceTruthRule? rule = null)
    {
        var own = points.Where(point => point.Currency == currency && point.At <= now).ToList();
        if (own.Count == 0)
        {
            return null;
        }
        var truth = PriceTruth.Of([.. own.Select(point => new PriceObservation(point.At, point.PriceMinor) { ListPrice = point.ListPriceMinor })], now, rule);
        var stretches = own.Index().Select(point => new CurveStretch(
            point.Item.At, point.Index + 1 < own.Count ? own[point.Index + 1].At : now, point.Item.PriceMinor, truth.SetAside.Contains(point.Item.At))).ToList();
        var low = truth.Low30 is { } minor ? new Money((long)minor, currency) : (Money?)null;
        var (zh, en) = Words(truth, low);
        return new PriceCurve(stretches, currency, truth, low, truth.Since, zh, en);
    }

    private static (string Zh, string En) Words(PriceTruth truth, Money? low)
    {
        var text = low?.ToText() ?? "";
        var percent = (truth.TrueDiscountBp / 100).ToString(CultureInfo.InvariantCulture);
        var isError = truth.SetAside.Count > 0 && truth.SetAside[^1] == truth.Since;
        if (isError)
        {
            return ("和平时差得太多，可能标错了价", "Far off its usual price: perhaps a mistake");
        }
        var (zh, en) = truth.Standing switch
        {
            PriceStanding.Unknown => ("记录还太短，说不准", "Too little history to judge"),
            PriceStanding.AllTimeLow => ($"有记录以来最低，比此前30天最低价 {text} 低 {percent}%", $"Lowest ever seen, {percent}% below the lowest of the 30 days before ({text})"),
            PriceStanding.Low90 => ($"90天最低，比此前30天最低价 {text} 低 {percent}%", $"90-day low, {percent}% below the lowest of the 30 days before ({text})"),
            PriceStanding.Low30 => ($"30天最低，比此前最低价 {text} 低 {percent}%", $"30-day low, {percent}% below the lowest before ({text})"),
            PriceStanding.AtLow => ("与近30天最低价相同，不算降价", "The same as its 30-day low: no reduction"),
            PriceStanding.AboveLow => ($"近30天有过更低价 {text}", $"Was cheaper in the last 30 days ({text})"),
        };
        if (truth.ListPriceRaised)
        {
            (zh, en) = (zh + "；标价被抬高过", en + "; the list price was raised");
        }
        return truth.IsConfident || truth.Standing == PriceStanding.Unknown ? (zh, en)
            : ($"{zh}（只有 {truth.DaysKnown} 天记录）", $"{en} ({truth.DaysKnown} {(truth.DaysKnown == 1 ? "day" : "days")} on record only)");
    }
}
