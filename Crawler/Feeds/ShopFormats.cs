using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Daogou.Crawler.Feeds;

/// <summary>
/// Shopify's <c>products.json</c>: one row a product, at its cheapest variant that can be bought. The document names no currency: the source must.
/// A page that is not full is the last.
/// </summary>
public sealed class ShopifyFormat : IFeedFormat
{
    private const int UsualPage = 30;

    public string Name => "shopify";

    public int Recognises(ReadOnlySpan<byte> head) =>
        FeedText.Glimpse(head) is ['{', ..] text && text.Contains("\"products\"", StringComparison.Ordinal)
            && (text.AsSpan().TrimEnd() is "{\"products\":[]}" || (text.Contains("\"handle\"", StringComparison.Ordinal) && text.Contains("\"variants\"", StringComparison.Ordinal))) ? 90 : 0;

    public async IAsyncEnumerable<FeedRow> ReadAsync(Stream document, FeedContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var map = new FieldMap(context);
        var row = context.RowsBefore;
        await foreach (var product in JsonItems.ReadAsync(document, "products", cancellationToken))
        {
            row++;
            yield return product.ValueKind == JsonValueKind.Object
                ? map.ToRow(row, Fields(product), ownItem: true)
                : FieldMap.Malformed(row, "the product is not an object", product.ToString());
        }
        context.GoOn(Paging.Counted(context, "page", row - context.RowsBefore, Paging.Number(context.Address, "limit") ?? UsualPage));
    }

    private static Func<string, string?> Fields(JsonElement product)
    {
        var variants = product.TryGetProperty("variants", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(variant => variant.ValueKind == JsonValueKind.Object).ToList()
            : [];
        var chosen = variants.OrderBy(variant => JsonItems.Text(variant, "available") == "false").ThenBy(PriceOf).FirstOrDefault();
        return name => name switch
        {
            "title" => JsonItems.Text(product, "title"),
            "link" or "url" => JsonItems.Text(product, "handle") is { } handle
                ? $"/products/{Uri.EscapeDataString(handle)}{(variants.Count > 1 ? "?variant=" + JsonItems.Text(chosen, "id") : "")}"
                : null,
            "price" => Of("price"),
            "compare_at_price" => PriceOf(chosen) < Decimal(Of("compare_at_price")) ? Of("compare_at_price") : null,
            "availability" => variants.Count == 0 || variants.TrueForAll(variant => JsonItems.Text(variant, "available") is null) ? null : Of("available") == "true" ? "in_stock" : "out_of_stock",
            "sku" => Of("sku"),
            "image" => JsonItems.Text(product, "images.0.src") ?? JsonItems.Text(product, "image.src"),
            "description" => JsonItems.Text(product, "body_html"),
            "published" => JsonItems.Text(product, "updated_at"),
            "item_id" => null,
            _ => JsonItems.Text(product, name) is { Length: > 0 } own ? own : null,
        };

        string? Of(string name) => chosen.ValueKind == JsonValueKind.Object ? JsonItems.Text(chosen, name) : null;
    }

    private static decimal PriceOf(JsonElement variant) => variant.ValueKind == JsonValueKind.Object ? Decimal(JsonItems.Text(variant, "price")) ?? decimal.MaxValue : decimal.MaxValue;

    private static decimal? Decimal(string? text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) ? price : null;
}

/// <summary>WooCommerce's Store API (<c>/wp-json/wc/store/v1/products</c>): prices in minor units with the number of decimals beside them.</summary>
public sealed class WooFormat : IFeedFormat
{
    private const int UsualPage = 10;

    public string Name => "woocommerce";

    public int Recognises(ReadOnlySpan<byte> head) =>
        FeedText.Glimpse(head) is ['[', ..] text && text.Contains("\"permalink\"", StringComparison.Ordinal) && text.Contains("\"currency_minor_unit\"", StringComparison.Ordinal) ? 90 : 0;

    public async IAsyncEnumerable<FeedRow> ReadAsync(Stream document, FeedContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var map = new FieldMap(context);
        var row = context.RowsBefore;
        await foreach (var product in JsonItems.ReadAsync(document, "", cancellationToken))
        {
            row++;
            yield return product.ValueKind == JsonValueKind.Object
                ? map.ToRow(row, name => Field(product, name), ownItem: true)
                : FieldMap.Malformed(row, "the product is not an object", product.ToString());
        }
        context.GoOn(Paging.Counted(context, "page", row - context.RowsBefore, Paging.Number(context.Address, "per_page") ?? UsualPage));
    }

    private static string? Field(JsonElement product, string name) => name switch
    {
        "title" or "name" => JsonItems.Text(product, "name"),
        "link" or "url" => JsonItems.Text(product, "permalink"),
        "price" => Amount(product, "price"),
        "regular_price" => Amount(product, "regular_price"),
        // The price already is the sale's.
        "sale_price" => null,
        "currency" => JsonItems.Text(product, "prices.currency_code"),
        "image" => JsonItems.Text(product, "images.0.src"),
        "description" => JsonItems.Text(product, "short_description") is { Length: > 0 } brief ? brief : JsonItems.Text(product, "description"),
        "category" => JsonItems.Text(product, "categories.0.name"),
        "availability" => JsonItems.Text(product, "is_in_stock") switch { "true" => "in_stock", "false" => "out_of_stock", _ => null },
        "brand" => JsonItems.Text(product, "brands.0.name"),
        _ => JsonItems.Text(product, name),
    };

    /// <summary><c>"1999"</c> with two decimals is 19.99. Nothing else is believed: a point in it means another version's major units.</summary>
    private static string? Amount(JsonElement product, string which)
    {
        if (JsonItems.Text(product, "prices." + which) is not { Length: > 0 and <= 15 } text || !text.All(char.IsAsciiDigit)
            || !int.TryParse(JsonItems.Text(product, "prices.currency_minor_unit"), NumberStyles.None, CultureInfo.InvariantCulture, out var decimals) || decimals > 4)
        {
            return JsonItems.Text(product, "prices." + which);
        }
        var minor = decimal.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
        return (minor / (decimal)Math.Pow(10, decimals)).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
