using System.Globalization;
using Daogou.Bot.Texts;
using Daogou.Core.Amounts;
using Daogou.Core.Deals;
using Daogou.Core.Links;
using Daogou.Core.Outbox;
using Daogou.Core.Ranking;
using Daogou.Core.Storage;
using Microsoft.Extensions.Options;

namespace Daogou.Bot.Pictures;

/// <summary>A deal's price history as a message: the picture, or where none can be drawn the words alone.</summary>
public sealed class DealHistory(Database book, HistoryPicture picture, PublicAddress address, IOptions<RankingOptions> options, TimeProvider time)
{
    private const int LongestTitle = 90;

    /// <summary>Null when there is no such deal or no price of it.</summary>
    public async Task<ChatBody?> ForAsync(long dealId, string language, CancellationToken cancellationToken)
    {
        var (deal, points) = await book.ReadAsync(
            async session => (await DealStore.FindAsync(session, dealId), await PriceHistory.ForAsync(session, dealId)), cancellationToken);
        if (deal is not { State: not DealState.Removed, Currency: { } currency } || PriceCurve.Of(points, currency, time.GetUtcNow(), options.Value.ToRule()) is not { } curve)
        {
            return null;
        }
        var days = Math.Max(1, (int)(curve.To - curve.From).TotalDays).ToString(CultureInfo.InvariantCulture);
        var counted = curve.Stretches.Where(stretch => !stretch.IsSetAside).Select(stretch => stretch.PriceMinor).DefaultIfEmpty(curve.Present.PriceMinor).ToList();
        var (lowest, highest) = (new Money(counted.Min(), currency).ToText(), new Money(counted.Max(), currency).ToText());
        return new ChatBody(
            $"📈 {Html.Bold(Titles.Short(deal.Title, LongestTitle))}\n{Html.Text(curve.In(language))}\n"
            + Words.In(language, $"{days} 天里最低 {lowest}，最高 {highest}", $"In {days} days: lowest {lowest}, highest {highest}"))
        {
            Picture = picture.Draw(curve, Titles.Short(deal.Title, LongestTitle), language),
            Buttons = [[new ChatButton(Words.In(language, "查看", "View"), ButtonKind.Link, address.Deal(deal.Id).AbsoluteUri)]],
        };
    }
}
