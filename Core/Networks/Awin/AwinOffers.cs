using System.Globalization;
using Daogou.Core.Deals;
using Daogou.Core.Networks.Affiliates;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Awin;

/// <summary>Awin's Offers API: promotions and voucher codes of the merchants. The fields of its answer are from memory; what lacks a title is refused.</summary>
internal sealed class AwinOffers(AwinApi api, AffiliateProgrammes programmes)
{
    private const int PageSize = 100;

    public static IReadOnlyList<OfferList> Lists { get; } =
    [
        new OfferList("promotions", false, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["type"] = "all, promotion or voucher",
            ["status"] = "active, expiringSoon or upcoming",
            ["membership"] = "joined, notJoined or all",
            ["merchant"] = "an advertiser's id",
        }),
    ];

    public async Task<OfferPage> ListAsync(OfferQuery query, CancellationToken cancellationToken)
    {
        var page = int.TryParse(query.Page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        var filters = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["type"] = query.Options.GetValueOrDefault("type", "all"),
            ["status"] = query.Options.GetValueOrDefault("status", "active"),
            ["membership"] = query.Options.GetValueOrDefault("membership", "joined"),
        };
        if (query.Options.GetValueOrDefault("merchant") is { } merchant && long.TryParse(merchant, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            filters["advertiserIds"] = new[] { id };
        }
        var answer = await api.PromotionsAsync(new { filters, pagination = new { page, pageSize = PageSize } }, cancellationToken);
        var rows = PlatformRow.Items(answer, "data");
        var (items, refused) = (new List<FeedItem>(), new List<RefusedRow>());
        for (var index = 0; index < rows.Count; index++)
        {
            var row = new PlatformRow(rows[index]);
            var place = ((page - 1) * PageSize) + index + 1;
            if (Item(row, place) is { } item)
            {
                items.Add(item);
            }
            else
            {
                refused.Add(new RefusedRow(place, ReportReader.Shown(rows[index].GetRawText()), "it has no promotionId or no title."));
            }
        }
        var total = new PlatformRow(answer).Whole("pagination.total") ?? 0;
        return new OfferPage(items, refused, rows.Count > 0 && (long)page * PageSize < total ? (page + 1).ToString(CultureInfo.InvariantCulture) : null);
    }

    private FeedItem? Item(PlatformRow row, int place) => row.Text("promotionId") is { } id && row.Text("title") is { } title
        ? new FeedItem
        {
            Key = id,
            Title = title,
            Link = row.Text("url"),
            Merchant = programmes.NameOf(row.Text("advertiser.id")),
            Description = string.Join(' ', new[] { row.Text("description"), row.Text("terms") }.OfType<string>()) is { Length: > 0 } words ? words : null,
            StartsAt = row.Text("startDate"),
            EndsAt = row.Text("endDate"),
            PublishedAt = row.Text("dateAdded"),
            Coupon = new CouponWords { Code = row.Text("voucher.code"), ClaimUrl = row.Text("url"), IsForSome = row.Text("terms") is not null },
            Row = place,
        }
        : null;
}
