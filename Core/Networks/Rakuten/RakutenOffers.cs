using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Daogou.Core.Deals;
using Daogou.Core.Networks.Affiliates;

namespace Daogou.Core.Networks.Rakuten;

/// <summary>Rakuten's coupon feed. Its rows have no id: merchant, address and code together are one.</summary>
internal sealed class RakutenOffers(RakutenApi api, AffiliateProgrammes programmes)
{
    public static IReadOnlyList<OfferList> Lists { get; } =
    [
        new OfferList("coupons", false, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["merchant"] = "mids, joined by |",
            ["category"] = "category ids, joined by |",
            ["type"] = "promotion type ids, joined by |",
            ["network"] = "a network's id (1 is the US)",
        }),
    ];

    public async Task<OfferPage> ListAsync(OfferQuery query, CancellationToken cancellationToken)
    {
        var page = int.TryParse(query.Page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        var parameters = new[] { ("mid", "merchant"), ("category", "category"), ("promotiontype", "type"), ("network", "network") }
            .Where(pair => query.Options.ContainsKey(pair.Item2)).Select(pair => $"{pair.Item1}={Uri.EscapeDataString(query.Options[pair.Item2])}")
            .Append(string.Create(CultureInfo.InvariantCulture, $"resultsperpage={RakutenApi.CouponsPerPage}"))
            .Append(string.Create(CultureInfo.InvariantCulture, $"pagenumber={page}"));
        var feed = await api.CouponsAsync(string.Join('&', parameters), cancellationToken);
        var (items, refused) = (new List<FeedItem>(), new List<RefusedRow>());
        foreach (var (index, link) in feed.Elements("link").Index())
        {
            var place = ((page - 1) * RakutenApi.CouponsPerPage) + index + 1;
            if (Item(link, place) is { } item)
            {
                items.Add(item);
            }
            else
            {
                refused.Add(new RefusedRow(place, ReportReader.Shown(link.ToString()), "it has no offerdescription or no advertiserid."));
            }
        }
        return new OfferPage(items, refused, page < feed.Whole("TotalPages") ? (page + 1).ToString(CultureInfo.InvariantCulture) : null);
    }

    private FeedItem? Item(XElement link, int place) => link.Text("offerdescription") is { } title && link.Text("advertiserid") is { } merchant
        ? new FeedItem
        {
            Key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{merchant}\n{link.Text("clickurl")}\n{link.Text("couponcode")}")))[..32],
            Title = title,
            // The click address hides where it leads, so the shop itself stands for it.
            Link = programmes.HostOf(merchant) is { } host ? $"https://{host}/" : null,
            Merchant = programmes.NameOf(merchant),
            Description = link.Text("couponrestriction"),
            Category = link.Element("categories")?.Text("category"),
            StartsAt = link.Text("offerstartdate"),
            EndsAt = link.Text("offerenddate"),
            Coupon = new CouponWords { Code = link.Text("couponcode"), IsForSome = link.Text("couponrestriction") is not null },
            Row = place,
        }
        : null;
}
