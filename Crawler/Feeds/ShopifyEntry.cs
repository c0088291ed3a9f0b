using System.Globalization;
using Daogou.Crawler.Feeds.Syndication;

namespace Daogou.Crawler.Feeds;

/// <summary>
/// What Shopify's Atom feed of a collection (<c>/collections/{handle}.atom</c>, namespace <c>http://jadedpixel.com/-/spec/shopify</c>) says below an
/// entry's <c>s:variant</c>: the price, with its currency in an attribute, and the shop's own id. Of several variants the cheapest speaks.
/// </summary>
internal static class ShopifyEntry
{
    /// <summary>Null where the entry has no variant, or that says nothing of it.</summary>
    public static string? Text(FeedNode entry, string name)
    {
        if (name is not ("price" or "compare_at_price" or "sku" or "currency" or "product_type") || Cheapest(entry) is not { } variant)
        {
            return null;
        }
        return name switch
        {
            "currency" => Inside(variant, "price")?.Attribute("currency"),
            "product_type" => Inside(entry, "type")?.Text,
            // A price before that is not above the price is no reduction.
            "compare_at_price" => Price(variant, name) > Price(variant, "price") ? Inside(variant, name)!.Text : null,
            _ => Inside(variant, name)?.Text,
        };
    }

    private static FeedNode? Cheapest(FeedNode entry) =>
        entry.All(FeedSpace.Other, "variant").OrderBy(variant => Price(variant, "price") ?? decimal.MaxValue).FirstOrDefault();

    private static decimal? Price(FeedNode variant, string name) =>
        decimal.TryParse(Inside(variant, name)?.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) ? price : null;

    private static FeedNode? Inside(FeedNode node, string name) => node.Child(FeedSpace.Other, name);
}
