using System.Globalization;
using System.Xml.Linq;
using Daogou.Core.Deals;
using Daogou.Core.Networks.Affiliates;

namespace Daogou.Core.Networks.Cj;

/// <summary>CJ's link search: coupons and sales of the joined merchants.</summary>
internal sealed class CjOffers(CjApi api, CjOptions options, AffiliateProgrammes programmes)
{
    private const int PageSize = 100;

    public static IReadOnlyList<OfferList> Lists { get; } =
    [
        new OfferList("links", false, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["type"] = "coupon, sale/discount, free shipping, product or sweepstakes",
            ["merchant"] = "an advertiser's id, or joined",
        }),
    ];

    public async Task<OfferPage> ListAsync(OfferQuery query, CancellationToken cancellationToken)
    {
        var page = int.TryParse(query.Page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        var parameters = new[]
        {
            ("website-id", options.WebsiteId),
            ("advertiser-ids", query.Options.GetValueOrDefault("merchant", "joined")),
            ("promotion-type", query.Options.GetValueOrDefault("type", "coupon")),
            ("records-per-page", PageSize.ToString(CultureInfo.InvariantCulture)),
            ("page-number", page.ToString(CultureInfo.InvariantCulture)),
        };
        var answer = await api.LinksAsync(string.Join('&', parameters.Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2)}")), cancellationToken);
        var links = answer.Element("links")!;
        var (items, refused) = (new List<FeedItem>(), new List<RefusedRow>());
        foreach (var (index, link) in links.Elements("link").Index())
        {
            var place = ((page - 1) * PageSize) + index + 1;
            if (Item(link, place) is { } item)
            {
                items.Add(item);
            }
            else
            {
                refused.Add(new RefusedRow(place, ReportReader.Shown(link.ToString()), "it has no link-id or no link-name."));
            }
        }
        var isMore = items.Count + refused.Count > 0 && (long)page * PageSize < links.WholeAttribute("total-matched");
        return new OfferPage(items, refused, isMore ? (page + 1).ToString(CultureInfo.InvariantCulture) : null);
    }

    private FeedItem? Item(XElement link, int place) => link.Text("link-id") is { } id && (link.Text("link-name") ?? link.Text("description")) is { } title
        ? new FeedItem
        {
            Key = id,
            Title = title,
            Link = link.Text("destination"),
            Merchant = programmes.NameOf(link.Text("advertiser-id")),
            Description = link.Text("description"),
            Category = link.Text("category"),
            StartsAt = link.Text("promotion-start-date"),
            EndsAt = link.Text("promotion-end-date"),
            Coupon = new CouponWords { Code = link.Text("coupon-code"), ClaimUrl = link.Text("destination") },
            Row = place,
        }
        : null;
}
