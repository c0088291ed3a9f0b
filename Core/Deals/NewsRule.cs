using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Deals;

/// <summary>When a change is worth telling. Section <c>News</c>.</summary>
public sealed class NewsOptions
{
    public const string Section = "News";

    /// <summary>A price that fell by less than this, in basis points of the one before, is no news.</summary>
    [Range(1, 5_000)]
    public int ThresholdBp { get; set; } = 500;

    /// <summary>What was away or dearer for fewer minutes than this and came back was never gone: flapping stock and prices that go to and fro are no news.</summary>
    [Range(0, 20_160)]
    public int DebounceMinutes { get; set; } = 360;

    /// <summary>A member who was told of a price is told of the same one again after so many days, if it was away in between.</summary>
    [Range(1, 90)]
    public int AgainAfterDays { get; set; } = 7;
}

[OptionsValidator]
internal sealed partial class NewsOptionsValidator : IValidateOptions<NewsOptions>;

/// <summary>
/// What counts as news of a price: one that is lower than the price that stood before by the threshold. Many small steps count once they come to
/// the threshold together; a dearer price that did not stand for the debounce is no measure, so that going back to the old one is no fall. Pure.
/// </summary>
public sealed record NewsRule(int ThresholdBp, TimeSpan Debounce, TimeSpan Again)
{
    public static NewsRule Usual { get; } = Of(new NewsOptions());

    public static NewsRule Of(NewsOptions options) =>
        new(options.ThresholdBp, TimeSpan.FromMinutes(options.DebounceMinutes), TimeSpan.FromDays(options.AgainAfterDays));

    /// <summary>Whether one price, minor units, is below another by the threshold.</summary>
    public bool IsLower(long price, long than) => (decimal)(than - price) * 10_000 >= (decimal)than * ThresholdBp && price < than;

    /// <summary>The last time a price was news, and the price that the next one is held against; null without points of the currency.</summary>
    /// <param name="points">One offer's, oldest first.</param>
    public LastNews? Last(IReadOnlyList<PricePoint> points, string currency, DateTimeOffset now)
    {
        LastNews? last = null;
        for (var index = 0; index < points.Count; index++)
        {
            var point = points[index];
            if (point.Currency != currency)
            {
                continue;
            }
            var until = index + 1 < points.Count ? points[index + 1].At : now;
            last = last is not { } known || IsLower(point.PriceMinor, known.PriceMinor) ? new LastNews(point.At, point.PriceMinor)
                : point.PriceMinor > known.PriceMinor && until - point.At >= Debounce ? known with { PriceMinor = point.PriceMinor }
                : known;
        }
        return last;
    }
}

/// <param name="At">When a price was news.</param>
/// <param name="PriceMinor">What stands since: that price, or a dearer one that stayed.</param>
public sealed record LastNews(DateTimeOffset At, long PriceMinor);
