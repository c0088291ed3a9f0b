namespace Daogou.Crawler.Pages;

/// <summary>One offer, or one variant, as a page describes it. What the page does not say, or says in a way that cannot be believed, is null.</summary>
public sealed record PageOffer
{
    public string? Name { get; init; }

    public string? Brand { get; init; }

    /// <summary>GTIN-8, -12, -13 or -14, or an ISBN, without hyphens.</summary>
    public string? Gtin { get; init; }

    /// <summary>The shop's own id, else the maker's.</summary>
    public string? Sku { get; init; }

    /// <summary>A plain decimal such as <c>19.99</c>, with the currency's decimals.</summary>
    public string? Price { get; init; }

    /// <summary>The price before a reduction, as <see cref="Price"/>.</summary>
    public string? ListPrice { get; init; }

    /// <summary>ISO 4217 code in capitals.</summary>
    public string? Currency { get; init; }

    /// <summary>schema.org's bare word: <c>InStock</c>, <c>OutOfStock</c>, <c>PreOrder</c>, …</summary>
    public string? Availability { get; init; }

    public string? Url { get; init; }

    public string? Image { get; init; }

    public string? Seller { get; init; }

    /// <summary><c>json-ld</c>, <c>microdata</c>, <c>rdfa</c>, <c>opengraph</c> or <c>meta</c>: where the price stood, else the name.</summary>
    public required string Source { get; init; }
}

/// <summary>What a page came to.</summary>
/// <param name="Charset">The encoding that was used, by its name in the WHATWG Encoding Standard, in lower case.</param>
/// <param name="Guard">What stands in the way of the page, null when nothing does.</param>
public sealed record PageReading(string Charset, IReadOnlyList<PageOffer> Offers, PageGuard? Guard);
