using System.Net;
using System.Text.RegularExpressions;
using Daogou.Crawler.Feeds;

namespace Daogou.Crawler.Pages;

/// <summary>The words of an offer put in one form: texts, identifiers, addresses and schema.org's ItemAvailability.</summary>
internal static partial class OfferWords
{
    private const int LongestText = 500;

    private static readonly string[] Stocks =
    [
        "InStock", "OutOfStock", "PreOrder", "PreSale", "BackOrder", "LimitedAvailability", "Discontinued", "SoldOut", "InStoreOnly", "OnlineOnly",
        "MadeToOrder", "Reserved",
    ];

    /// <summary>Free words, the refusing ones first: "not in stock" holds "in stock".</summary>
    private static readonly (string Words, string Stock)[] FreeStocks =
    [
        ("not in stock", "OutOfStock"), ("out of stock", "OutOfStock"), ("outofstock", "OutOfStock"), ("no stock", "OutOfStock"), ("not available", "OutOfStock"),
        ("unavailable", "OutOfStock"), ("sold out", "SoldOut"), ("soldout", "SoldOut"), ("nicht verfügbar", "OutOfStock"), ("nicht auf lager", "OutOfStock"),
        ("nicht lieferbar", "OutOfStock"), ("ausverkauft", "SoldOut"), ("rupture", "OutOfStock"), ("épuisé", "SoldOut"), ("indisponible", "OutOfStock"),
        ("agotado", "SoldOut"), ("sin stock", "OutOfStock"), ("no disponible", "OutOfStock"), ("esaurito", "SoldOut"), ("non disponibile", "OutOfStock"),
        ("esgotado", "SoldOut"), ("indisponível", "OutOfStock"), ("uitverkocht", "SoldOut"), ("niet op voorraad", "OutOfStock"), ("brak w magazynie", "OutOfStock"),
        ("niedostępny", "OutOfStock"), ("нет в наличии", "OutOfStock"), ("缺货", "OutOfStock"), ("缺貨", "OutOfStock"), ("无货", "OutOfStock"), ("無貨", "OutOfStock"),
        ("售罄", "SoldOut"), ("在庫なし", "OutOfStock"), ("在庫切れ", "OutOfStock"), ("品切れ", "SoldOut"), ("품절", "SoldOut"),
        ("pre-order", "PreOrder"), ("pre order", "PreOrder"), ("preorder", "PreOrder"), ("vorbestell", "PreOrder"), ("予約", "PreOrder"), ("预售", "PreSale"),
        ("預購", "PreOrder"), ("pre-sale", "PreSale"), ("back order", "BackOrder"), ("back-order", "BackOrder"), ("backorder", "BackOrder"),
        ("available for order", "BackOrder"), ("discontinued", "Discontinued"), ("limited", "LimitedAvailability"), ("low stock", "LimitedAvailability"),
        ("in stock", "InStock"), ("instock", "InStock"), ("in-stock", "InStock"), ("available", "InStock"), ("auf lager", "InStock"), ("lieferbar", "InStock"),
        ("verfügbar", "InStock"), ("vorrätig", "InStock"), ("en stock", "InStock"), ("disponible", "InStock"), ("disponibile", "InStock"), ("disponível", "InStock"),
        ("op voorraad", "InStock"), ("dostępny", "InStock"), ("в наличии", "InStock"), ("有货", "InStock"), ("有貨", "InStock"), ("现货", "InStock"),
        ("現貨", "InStock"), ("在庫あり", "InStock"), ("재고 있음", "InStock"),
    ];

    /// <summary>A text as people read it, at most 500 characters; null when nothing stands there.</summary>
    public static string? Plain(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }
        var cut = text.Length > 20_000 ? text[..20_000] : text;
        var plain = cut.Contains('<') ? PlainText.Of(cut) : cut.Contains('&') ? WebUtility.HtmlDecode(cut) : cut;
        plain = plain is null ? "" : Space().Replace(plain.Contains('&') ? WebUtility.HtmlDecode(plain) : plain, " ").Trim();
        return plain.Length == 0 ? null : plain.Length > LongestText ? plain[..LongestText] : plain;
    }

    public static string? Availability(string? text)
    {
        if (Plain(text) is not { } plain)
        {
            return null;
        }
        var bare = PageItem.LocalName(plain).Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        if (Stocks.FirstOrDefault(stock => stock.Equals(bare, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            return known;
        }
        if (bare.Equals("oos", StringComparison.OrdinalIgnoreCase))
        {
            return "OutOfStock";
        }
        var words = plain.Replace('_', ' ').ToLowerInvariant();
        return FreeStocks.FirstOrDefault(free => words.Contains(free.Words, StringComparison.Ordinal)).Stock;
    }

    /// <summary>A GTIN of 8, 12, 13 or 14 digits, or an ISBN-10, without hyphens, spaces and a leading <c>gtin13:</c>.</summary>
    public static string? Gtin(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > 60)
        {
            return null;
        }
        var bare = Separators().Replace(text[(text.LastIndexOf(':') + 1)..], "").TrimEnd('x');
        bare = text.TrimEnd().EndsWith('x') ? bare + "X" : bare;
        return bare.Length is 8 or 10 or 12 or 13 or 14 && bare[..^1].All(char.IsAsciiDigit) && (char.IsAsciiDigit(bare[^1]) || (bare.Length == 10 && bare[^1] == 'X'))
            && bare.Any(digit => digit is not '0')
            ? bare
            : null;
    }

    /// <summary>An http(s) address made whole against the page's; null for anything else.</summary>
    public static string? Address(string? text, Uri? page)
    {
        if (text is null || Plain(text) is not { } plain)
        {
            return null;
        }
        plain = WebUtility.HtmlDecode(text.Trim());
        if (plain.Length > 4000)
        {
            return null;
        }
        if (page is null && plain.StartsWith("//", StringComparison.Ordinal))
        {
            plain = "https:" + plain;
        }
        if (page is not null ? Uri.TryCreate(page, plain, out var whole) : Uri.TryCreate(plain, UriKind.Absolute, out whole) && !whole.IsFile)
        {
            return whole!.Scheme is "http" or "https" ? Uri.TryCreate(plain, UriKind.Absolute, out var same) && same.Scheme == whole.Scheme ? plain : whole.AbsoluteUri : null;
        }
        return page is null && Uri.TryCreate(plain, UriKind.Relative, out _) ? plain : null;
    }

    [GeneratedRegex(@"\s+", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Space();

    [GeneratedRegex(@"[\s\u2010-\u2015-]+", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Separators();
}
