using AngleSharp.Dom;

namespace Daogou.Crawler.Pages;

/// <summary>
/// The offer in a page's <c>meta</c> elements: Open Graph's product words (<c>og:</c>, <c>product:</c>) and, after them, Twitter's labels and
/// microdata that belongs to no item. A page that names neither a price nor the type product has none.
/// </summary>
internal static class MetaOffer
{
    private static readonly string[] GtinNames = ["product:ean", "product:gtin", "product:upc", "product:isbn", "og:upc", "og:ean", "og:isbn", "book:isbn", "product:gtin13"];

    private static readonly string[] PriceWords = ["price", "prix", "preis", "precio", "prezzo", "preço", "prijs", "cena", "цена", "价格", "價格", "価格"];

    public static List<PageOffer> Read(IDocument page, Uri? address)
    {
        var words = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var meta in page.QuerySelectorAll("meta[content]"))
        {
            var content = meta.GetAttribute("content");
            if (string.IsNullOrWhiteSpace(content))
            {
                continue;
            }
            foreach (var name in new[] { meta.GetAttribute("property"), meta.GetAttribute("name"), meta.GetAttribute("itemprop") is { } property ? "itemprop:" + property : null })
            {
                if (name?.Trim() is { Length: > 0 } key && words.Count < 2000)
                {
                    words.TryAdd(key, content);
                }
            }
        }
        return (OpenGraph(words, address) ?? Other(page, words, address)) is { } offer ? [offer] : [];
    }

    public static string? Title(IDocument page) =>
        OfferWords.Plain(page.QuerySelector("meta[property='og:title' i], meta[name='og:title' i]")?.GetAttribute("content"))
        ?? OfferWords.Plain(page.QuerySelector("h1")?.TextContent) ?? OfferWords.Plain(page.Title);

    private static PageOffer? OpenGraph(Dictionary<string, string> words, Uri? address)
    {
        var currency = Code("product:sale_price:currency") ?? Code("product:price:currency") ?? Code("og:price:currency") ?? Code("product:price.currency");
        var (price, found) = Amount("product:sale_price:amount");
        if (price is null)
        {
            currency = Code("product:price:currency") ?? Code("og:price:currency") ?? currency;
            foreach (var name in new[] { "product:price:amount", "og:price:amount", "product:price", "og:price", "product:price.amount", "og:product:price:amount" })
            {
                (price, found) = Amount(name);
                if (price is not null)
                {
                    break;
                }
            }
        }
        var isProduct = Get("og:type") is { } type && type.Contains("product", StringComparison.OrdinalIgnoreCase)
            && !type.Contains("group", StringComparison.OrdinalIgnoreCase) && !type.Contains("category", StringComparison.OrdinalIgnoreCase);
        var title = Text("og:title") ?? Text("twitter:title");
        if (price is null && !(isProduct && title is not null))
        {
            return null;
        }
        var original = Amount("product:original_price:amount").Price ?? Amount("og:price:standard_amount").Price
            ?? (Get("product:sale_price:amount") is null ? null : Amount("product:price:amount").Price);
        return new PageOffer
        {
            Name = title,
            Brand = Text("product:brand") ?? Text("og:brand") ?? Text("product:manufacturer"),
            Gtin = GtinNames.Select(Get).Select(OfferWords.Gtin).FirstOrDefault(gtin => gtin is not null),
            Sku = Text("product:retailer_item_id") ?? Text("product:sku") ?? Text("product:retailer_part_no") ?? Text("product:mfr_part_no") ?? Text("product:mpn"),
            Price = price,
            ListPrice = original == price ? null : original,
            Currency = currency ?? found,
            Availability = OfferWords.Availability(Get("product:availability") ?? Get("og:availability")),
            Url = OfferWords.Address(Get("og:url") ?? Get("product:product_link"), address),
            Image = OfferWords.Address(Get("og:image") ?? Get("og:image:secure_url") ?? Get("og:image:url"), address),
            Source = "opengraph",
        };

        string? Get(string name) => words.GetValueOrDefault(name);

        string? Text(string name) => OfferWords.Plain(Get(name));

        string? Code(string name) => OfferPrice.Currency(Get(name));

        (string? Price, string? Currency) Amount(string name) => Get(name) is { } amount ? OfferPrice.Read(PageValue.Of(amount), currency) : (null, null);
    }

    private static PageOffer? Other(IDocument page, Dictionary<string, string> words, Uri? address)
    {
        var currency = OfferPrice.Currency(words.GetValueOrDefault("itemprop:priceCurrency") ?? words.GetValueOrDefault("priceCurrency") ?? words.GetValueOrDefault("currency"));
        foreach (var text in new[] { Labelled(words), words.GetValueOrDefault("itemprop:price"), words.GetValueOrDefault("price") })
        {
            if (text is not null && OfferPrice.Read(PageValue.Of(text), currency) is ({ } price, var found))
            {
                return new PageOffer
                {
                    Name = OfferWords.Plain(words.GetValueOrDefault("itemprop:name")) ?? OfferWords.Plain(words.GetValueOrDefault("twitter:title")) ?? Title(page),
                    Brand = OfferWords.Plain(words.GetValueOrDefault("itemprop:brand")),
                    Price = price,
                    Currency = currency ?? found,
                    Availability = OfferWords.Availability(words.GetValueOrDefault("itemprop:availability")),
                    Url = OfferWords.Address(words.GetValueOrDefault("og:url"), address),
                    Image = OfferWords.Address(words.GetValueOrDefault("og:image") ?? words.GetValueOrDefault("twitter:image"), address),
                    Source = "meta",
                };
            }
        }
        return null;
    }

    /// <summary>The datum of Twitter's product card whose label says price.</summary>
    private static string? Labelled(Dictionary<string, string> words)
    {
        foreach (var number in new[] { "1", "2" })
        {
            if (words.GetValueOrDefault("twitter:label" + number) is { } label && words.GetValueOrDefault("twitter:data" + number) is { } data
                && PriceWords.Any(word => label.Contains(word, StringComparison.OrdinalIgnoreCase)))
            {
                return data;
            }
        }
        return null;
    }
}
