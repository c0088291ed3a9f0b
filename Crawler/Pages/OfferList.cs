using System.Globalization;

namespace Daogou.Crawler.Pages;

/// <summary>One list without repeats: plugins and themes describe the same product side by side.</summary>
internal static class OfferList
{
    private const int MostCompared = 64;

    /// <summary>Two that say nothing different are one, and tell what either knows.</summary>
    public static List<PageOffer> Distinct(IReadOnlyList<PageOffer> offers)
    {
        var kept = new List<PageOffer>();
        var byName = new Dictionary<string, List<int>>(StringComparer.OrdinalIgnoreCase);
        foreach (var offer in offers)
        {
            if (!byName.TryGetValue(offer.Name ?? "", out var alike))
            {
                byName[offer.Name ?? ""] = alike = [];
            }
            var same = alike.Take(MostCompared).Where(at => IsSame(kept[at], offer)).Select(at => (int?)at).FirstOrDefault();
            if (same is { } found)
            {
                kept[found] = Join(kept[found], offer);
                continue;
            }
            alike.Add(kept.Count);
            kept.Add(offer);
        }
        // A product without a price says nothing where the same one stands with a price.
        kept.RemoveAll(offer => offer.Price is null && byName[offer.Name ?? ""] is { Count: > 1 } && kept.Exists(other =>
            other.Price is not null && Fits(other.Name, offer.Name) && Fits(other.Sku, offer.Sku) && Fits(other.Gtin, offer.Gtin)));
        return kept;
    }

    /// <summary>
    /// The most trusted description that has prices; one without prices takes them from the next where the page is about one product. Nothing
    /// is added from a lesser description to one that is priced: there it is the same product in other words, or what stands in the margin.
    /// </summary>
    public static List<PageOffer> Choose(IReadOnlyList<List<PageOffer>> byTrust)
    {
        var named = byTrust.FirstOrDefault(offers => offers.Count > 0);
        if (named is null || byTrust.FirstOrDefault(offers => offers.Exists(offer => offer.Price is not null)) is not { } priced)
        {
            return named ?? [];
        }
        return named == priced ? priced
            : (named, priced) is ([var description], [var price]) ? [Join(price with { Name = description.Name ?? price.Name }, description)]
            : priced is [{ Source: "opengraph" or "meta" } alone] ? OnItsProduct(named, alone)
            : priced;
    }

    /// <summary>The page's own price goes to the product of its own title.</summary>
    private static List<PageOffer> OnItsProduct(List<PageOffer> named, PageOffer alone)
    {
        var at = named.FindIndex(offer => offer.Name is { } name && alone.Name is { } title
            && (title.Contains(name, StringComparison.OrdinalIgnoreCase) || name.Contains(title, StringComparison.OrdinalIgnoreCase)));
        return at < 0 ? [alone] : [.. named[..at], Join(alone with { Name = named[at].Name }, named[at]), .. named[(at + 1)..]];
    }

    /// <summary>A price without a currency, where the page's head names the same price with one.</summary>
    public static List<PageOffer> WithCurrency(List<PageOffer> offers, List<PageOffer> meta) =>
        (offers, meta) is ([{ Currency: null, Price: { } price }], [{ Currency: { } currency, Price: { } same }])
            && decimal.Parse(price, CultureInfo.InvariantCulture) == decimal.Parse(same, CultureInfo.InvariantCulture)
            ? [offers[0] with { Currency = currency }]
            : offers;

    private static bool IsSame(PageOffer left, PageOffer right) =>
        Fits(left.Price, right.Price) && (left.Price is null) == (right.Price is null) && Fits(left.Currency, right.Currency)
        && Fits(left.Sku, right.Sku) && Fits(left.Gtin, right.Gtin) && Fits(left.Url, right.Url) && Fits(left.Seller, right.Seller)
        && Fits(left.Availability, right.Availability);

    private static bool Fits(string? left, string? right) =>
        left is null || right is null || string.Equals(left.TrimEnd('/'), right.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);

    private static PageOffer Join(PageOffer first, PageOffer second) => first with
    {
        Brand = first.Brand ?? second.Brand,
        Gtin = first.Gtin ?? second.Gtin,
        Sku = first.Sku ?? second.Sku,
        ListPrice = first.ListPrice ?? second.ListPrice,
        Currency = first.Currency ?? second.Currency,
        Availability = first.Availability ?? second.Availability,
        Url = first.Url ?? second.Url,
        Image = first.Image ?? second.Image,
        Seller = first.Seller ?? second.Seller,
    };
}
