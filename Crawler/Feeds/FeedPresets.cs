namespace Daogou.Crawler.Feeds;

/// <summary>
/// Ready settings for the files of well-known networks (<c>Feed:Preset</c>). What a source sets itself stands; only what it leaves out is filled
/// in. Most such files need none: a header in usual names is enough.
/// </summary>
public static class FeedPresets
{
    /// <summary>The names that <c>Feed:Preset</c> may have.</summary>
    public static IReadOnlyList<string> Names { get; } = ["awin", "rakuten", "cj", "google-promotions", "plain"];

    /// <summary>Fills in what the preset knows; does nothing without one. May be called again.</summary>
    public static void Apply(FeedSettings settings)
    {
        switch (settings.Preset?.ToLowerInvariant())
        {
            case "awin":
                // Columns by the publisher's own choice, so found by name: Awin's help pages on product feeds.
                Fill(settings, ("key", "aw_product_id|merchant_product_id"), ("item", "merchant_product_id"), ("title", "product_name"), ("link", "merchant_deep_link|aw_deep_link"),
                    ("merchant", "merchant_name"), ("price", "search_price|store_price|display_price"), ("list_price", "rrp_price|product_price_old"), ("currency", "currency"),
                    ("image", "merchant_image_url|aw_image_url"), ("brand", "brand_name"), ("gtin", "ean|product_gtin|upc"), ("category", "merchant_category|category_name"),
                    ("availability", "in_stock|stock_status"), ("shipping", "delivery_cost"), ("starts", "valid_from"), ("ends", "valid_to"));
                break;
            case "rakuten":
                // The catalogue file {mid}_{sid}_mp.txt: no header, a line HDR before and a line TRL behind. The columns are as remembered, not as
                // verified: set Feed:Columns where a file has others.
                settings.Delimiter ??= "|";
                settings.Quote ??= "";
                settings.NoRows ??= "HDR|TRL";
                settings.Trailer ??= "TRL";
                Fill(settings.Columns,
                    "product_id", "product_name", "sku_number", "primary_category", "secondary_category", "product_url", "image_url", "buy_url", "short_description",
                    "long_description", "discount", "discount_type", "sale_price", "retail_price", "begin_date", "end_date", "brand", "shipping", "keywords", "part_number",
                    "manufacturer", "shipping_information", "availability", "upc", "class_id", "currency", "m1", "pixel", "attribute_1", "attribute_2", "attribute_3", "attribute_4",
                    "attribute_5", "attribute_6", "attribute_7", "attribute_8", "attribute_9", "attribute_10", "attribute_11", "attribute_12");
                Fill(settings, ("key", "product_id"), ("item", "sku_number"), ("title", "product_name"), ("link", "product_url"), ("price", "retail_price"), ("sale_price", "sale_price"),
                    ("currency", "currency"), ("image", "image_url"), ("description", "short_description|long_description"), ("brand", "brand|manufacturer"), ("gtin", "upc"),
                    ("mpn", "part_number"), ("category", "primary_category"), ("availability", "availability"), ("shipping", "shipping"));
                break;
            case "cj":
                // Google's names, or those of CJ's older files.
                Fill(settings, ("key", "id|catalog_id|sku|third_party_id|thirdpartyid"), ("item", "id|sku"), ("title", "title|name"), ("link", "link|buyurl|buy_url"),
                    ("merchant", "program_name|programname|advertiser_name"), ("price", "price|retail_price|retailprice"), ("sale_price", "sale_price|saleprice"),
                    ("list_price", "retail_price|retailprice"), ("currency", "currency"), ("image", "image_link|image_url|imageurl"), ("brand", "brand|manufacturer"), ("gtin", "gtin|upc|isbn"),
                    ("mpn", "mpn|manufacturer_id|manufacturerid"), ("category", "google_product_category_name|product_type|advertiser_category|advertisercategory|google_product_category"),
                    ("availability", "availability|instock|in_stock"),
                    ("shipping", "shipping|standardshippingcost|standard_shipping_cost"), ("group", "item_group_id"));
                break;
            case "google-promotions":
                settings.Coupons = true;
                Fill(settings, ("key", "promotion_id"), ("title", "long_title"), ("sale_window", "promotion_effective_dates"), ("code", "generic_redemption_code"), ("value", "money_off_amount"),
                    ("percent", "percent_off"), ("threshold", "minimum_purchase_amount"), ("items", "item_id"), ("categories", "product_type"), ("applicability", "product_applicability"),
                    ("claim", "promotion_url|link"));
                break;
            case "plain":
                // Three columns and no header; where there is one, it is no row.
                settings.NoRows ??= "title|name|标题|商品|商品名称";
                Fill(settings.Columns, "title", "link", "price");
                break;
        }
    }

    /// <summary>The preset that a document of this beginning needs; null where its own names are enough.</summary>
    public static string? Guess(ReadOnlySpan<byte> head)
    {
        var text = FeedText.Glimpse(head);
        return text.StartsWith("HDR|", StringComparison.Ordinal) ? "rakuten"
            : text.Contains("promotion_id", StringComparison.OrdinalIgnoreCase) && text.Contains("promotion_effective_dates", StringComparison.OrdinalIgnoreCase) ? "google-promotions"
            : null;
    }

    private static void Fill(FeedSettings settings, params ReadOnlySpan<(string Ours, string Theirs)> fields)
    {
        foreach (var (ours, theirs) in fields)
        {
            settings.Fields.TryAdd(ours, theirs);
        }
    }

    private static void Fill(List<string> columns, params ReadOnlySpan<string> names)
    {
        if (columns.Count == 0)
        {
            columns.AddRange(names);
        }
    }
}
