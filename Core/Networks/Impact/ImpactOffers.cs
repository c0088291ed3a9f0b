using System.Globalization;
using Daogou.Core.Deals;
using Daogou.Core.Networks.Affiliates;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Impact;

/// <summary>Deals of one campaign, with their codes.</summary>
internal sealed class ImpactOffers(ImpactApi api, AffiliateProgrammes programmes)
{
    public static IReadOnlyList<OfferList> Lists { get; } =
    [
        new OfferList("deals", false, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["merchant"] = "a campaign's id; it must be given",
            ["state"] = "ACTIVE, EXPIRED or PENDING",
        }),
    ];

    public async Task<OfferPage> ListAsync(OfferQuery query, CancellationToken cancellationToken)
    {
        if (query.Options.GetValueOrDefault("merchant") is not { Length: > 0 } campaign || !campaign.All(char.IsAsciiDigit))
        {
            throw new NetworkUnavailableException("Impact lists deals by campaign: give merchant, a campaign's id.");
        }
        var page = int.TryParse(query.Page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        var state = query.Options.GetValueOrDefault("state", "ACTIVE");
        var (rows, isLast) = await api.PageAsync($"Campaigns/{campaign}/Deals", "State=" + Uri.EscapeDataString(state), page, cancellationToken);
        var (items, refused) = (new List<FeedItem>(), new List<RefusedRow>());
        foreach (var (index, row) in rows.Index())
        {
            var place = ((page - 1) * ImpactApi.PageSize) + index + 1;
            if (Item(new PlatformRow(row), campaign, place) is { } item)
            {
                items.Add(item);
            }
            else
            {
                refused.Add(new RefusedRow(place, ReportReader.Shown(row.GetRawText()), "it has no Id or no Name."));
            }
        }
        return new OfferPage(items, refused, isLast ? null : (page + 1).ToString(CultureInfo.InvariantCulture));
    }

    private FeedItem? Item(PlatformRow row, string campaign, int place) => row.Text("Id") is { } id && row.Text("Name") is { } name
        ? new FeedItem
        {
            Key = id,
            Title = name,
            // A deal has no address of its own: it holds in the shop.
            Link = programmes.HostOf(campaign) is { } host ? $"https://{host}/" : null,
            Merchant = programmes.NameOf(campaign),
            Description = row.Text("Description"),
            StartsAt = row.Text("StartDate"),
            EndsAt = row.Text("EndDate"),
            Coupon = new CouponWords
            {
                Code = row.Text("DefaultPromoCode"),
                Value = row.Text("DiscountPercent") is { } percent ? percent + "%" : Money(row, "DiscountAmount"),
                Threshold = Money(row, "MinimumPurchaseAmount"),
                IsForSome = row.Text("Scope") is { } scope && !scope.Equals("ENTIRE_STORE", StringComparison.OrdinalIgnoreCase),
            },
            Row = place,
        }
        : null;

    private static string? Money(PlatformRow row, string field) => row.Text(field) is { } amount ? $"{amount} {row.Text("DiscountCurrency")}".TrimEnd() : null;
}
