namespace Daogou.Crawler.Pages;

/// <summary>Puts one offer together from what the offer, its product and the product's group say, the nearest first.</summary>
internal static class OfferFields
{
    private static readonly string[] GtinNames = ["gtin13", "gtin12", "gtin14", "gtin8", "gtin", "ean", "ean13", "upc", "isbn", "hasEAN_UCC-13", "hasGTIN-14", "hasGTIN-8"];

    public static PageOffer Make(PageGraph graph, PageItem product, PageItem? offer, PageItem? group, Uri? page, string source)
    {
        PageItem[] near = offer is null ? [product] : [offer, product];
        PageItem[] all = group is null ? near : [.. near, group];
        var outerCurrency = all.Skip(1).Select(PriceParts.CurrencyOf).FirstOrDefault(code => code is not null);
        var (price, list, currency) = PriceParts.Read(graph, offer ?? product, outerCurrency);
        if (price is null && offer is not null)
        {
            (price, list, currency) = PriceParts.Read(graph, product, currency) is ({ }, _, _) own ? own : (price, list, currency);
        }
        return new PageOffer
        {
            Name = Text(product, "name") ?? Text(product, "title") ?? (group is null ? null : Text(group, "name")) ?? (offer is null ? null : Text(offer, "name")),
            Brand = First(all, item => Name(graph, item, "brand") ?? Name(graph, item, "hasBrand")),
            Gtin = First(near, Gtin),
            Sku = First(near, item => Text(item, "sku")) ?? First(near, item => Text(item, "hasStockKeepingUnit"))
                ?? First(near, item => Text(item, "mpn")) ?? First(near, item => Text(item, "hasMPN")) ?? First(near, item => Text(item, "productID")),
            Price = price,
            ListPrice = list,
            Currency = currency,
            Availability = First(near, item => Links(item, "availability").Select(OfferWords.Availability).FirstOrDefault(stock => stock is not null)),
            Url = First(all, item => Links(item, "url").Select(url => OfferWords.Address(url, page)).FirstOrDefault(url => url is not null)),
            Image = First(all, item => Image(graph, item, page)),
            Seller = First(near, item => Name(graph, item, "seller")),
            Source = source,
        };
    }

    private static string? First(PageItem[] items, Func<PageItem, string?> find)
    {
        foreach (var item in items)
        {
            if (find(item) is { } found)
            {
                return found;
            }
        }
        return null;
    }

    private static string? Text(PageItem item, string name)
    {
        foreach (var value in item.Of(name))
        {
            if (OfferWords.Plain(value.Text ?? value.Item?.Text("name") ?? value.Item?.Text("value")) is { } text
                && text is not ("null" or "undefined" or "N/A" or "n/a" or "-"))
            {
                return text;
            }
        }
        return null;
    }

    /// <summary>A name given as a text, or as a thing that has one.</summary>
    private static string? Name(PageGraph graph, PageItem item, string property) =>
        graph.Items(item, property).Select(thing => Text(thing, "name") ?? Text(thing, "legalName")).FirstOrDefault(name => name is not null)
        ?? (Text(item, property) is { } text && !text.StartsWith("http", StringComparison.OrdinalIgnoreCase) && text[0] != '#' ? text : null);

    private static IEnumerable<string> Links(PageItem item, string name) =>
        item.Of(name).Select(value => value.Text ?? value.Item?.Id ?? value.Item?.Text("url")).OfType<string>();

    private static string? Gtin(PageItem item)
    {
        foreach (var name in GtinNames)
        {
            foreach (var value in item.Of(name))
            {
                if (OfferWords.Gtin(value.Text) is { } gtin)
                {
                    return gtin;
                }
            }
        }
        foreach (var value in item.Of("productID").Concat(item.Of("identifier")))
        {
            if (value.Item is { } property)
            {
                if (Text(property, "propertyID") is { } kind && IsGtinKind(kind) && OfferWords.Gtin(Text(property, "value")) is { } named)
                {
                    return named;
                }
            }
            else if (value.Text?.Split(':', 2) is [var prefix, var rest] && IsGtinKind(prefix) && OfferWords.Gtin(rest) is { } prefixed)
            {
                return prefixed;
            }
        }
        return null;
    }

    private static bool IsGtinKind(string kind) =>
        kind.Contains("gtin", StringComparison.OrdinalIgnoreCase) || kind.Contains("ean", StringComparison.OrdinalIgnoreCase)
        || kind.Contains("upc", StringComparison.OrdinalIgnoreCase) || kind.Contains("isbn", StringComparison.OrdinalIgnoreCase);

    private static string? Image(PageGraph graph, PageItem item, Uri? page) =>
        item.Of("image").Select(value => value.Text ?? (value.Item is { } image && graph.Resolve(image) is var whole
                ? Text(whole, "url") ?? Text(whole, "contentUrl") ?? whole.Id
                : null))
            .Select(url => OfferWords.Address(url, page)).FirstOrDefault(url => url is not null);
}
