using System.Text.Json;
using Daogou.Core.Deals;

namespace Daogou.Core.Networks.Platforms;

/// <summary>Rows of a platform's list as a page of feed items; one that cannot be read is refused and the others stand.</summary>
internal static class PlatformOffers
{
    public static OfferPage Page(IEnumerable<JsonElement> rows, Func<PlatformRow, long, FeedItem> read, string? next)
    {
        var (items, refused, number) = (new List<FeedItem>(), new List<RefusedRow>(), 0L);
        foreach (var row in rows)
        {
            number++;
            try
            {
                items.Add(read(new PlatformRow(row), number));
            }
            catch (RowUnreadableException e)
            {
                refused.Add(new RefusedRow(number, ReportReader.Shown(row.GetRawText()), e.Message));
            }
        }
        return new OfferPage(items, refused, next);
    }

    /// <summary><c>19.99 EUR</c>, or null where either is missing.</summary>
    public static string? Amount(string? amount, string? currency) => amount is not null && currency is not null ? $"{amount} {currency}" : null;
}
