namespace Daogou.Crawler.Feeds;

/// <summary>Our fields of a row, in the order of <see cref="FieldNames.Usual"/>.</summary>
internal enum RowField
{
    Key,
    Title,
    Link,
    Item,
    Merchant,
    Price,
    ListPrice,
    SalePrice,
    SaleWindow,
    Currency,
    Image,
    Description,
    Brand,
    Gtin,
    Mpn,
    Category,
    Availability,
    Starts,
    Ends,
    Published,
    Shipping,
    Group,
    Code,
    Claim,
    Value,
    Threshold,
    Items,
    Categories,
    Percent,
    Applicability,
}

/// <summary>Our fields as settings name them, and what they are usually called: Google's product names, the networks' and the plain ones.</summary>
internal static class FieldNames
{
    public static IReadOnlyList<(string Ours, string[] Theirs)> Usual { get; } =
    [
        ("key", ["id", "guid", "product_id", "aw_product_id", "sku", "coupon_id", "promotion_id"]),
        ("title", ["title", "name", "product_name", "long_title", "promotion_name"]),
        ("link", ["link", "url", "product_url", "merchant_deep_link", "deeplink", "canonical_link", "aw_deep_link"]),
        ("item", ["merchant_product_id", "item_id", "sku"]),
        ("merchant", ["merchant", "merchant_name", "shop", "store", "advertiser"]),
        ("price", ["price", "search_price", "current_price", "final_price"]),
        ("list_price", ["list_price", "old_price", "rrp_price", "product_price_old", "was_price", "original_price", "regular_price", "compare_at_price", "maximum_retail_price"]),
        ("sale_price", ["sale_price"]),
        ("sale_window", ["sale_price_effective_date", "promotion_effective_dates"]),
        ("currency", ["currency", "currency_code"]),
        ("image", ["image_link", "image", "image_url", "merchant_image_url", "aw_image_url"]),
        ("description", ["description", "summary", "content_text", "content_html", "product_short_description"]),
        ("brand", ["brand", "brand_name", "vendor"]),
        ("gtin", ["gtin", "ean", "upc", "product_gtin"]),
        ("mpn", ["mpn"]),
        ("category", ["product_type", "category", "category_name", "merchant_category", "google_product_category"]),
        ("availability", ["availability", "in_stock", "stock_status"]),
        ("starts", ["starts", "start_date", "starts_at", "valid_from"]),
        ("ends", ["ends", "end_date", "ends_at", "valid_to", "valid_until", "expires", "expiration_date"]),
        ("published", ["pubdate", "published", "date_published", "updated"]),
        ("shipping", ["shipping", "shipping_price", "shipping_cost", "delivery_cost"]),
        ("group", ["item_group_id"]),
        ("code", ["code", "coupon_code", "voucher_code", "generic_redemption_code"]),
        ("claim", ["claim", "claim_url", "claim_link", "promotion_url", "link", "url"]),
        ("value", ["value", "discount", "amount", "money_off_amount"]),
        ("threshold", ["threshold", "min_spend", "minimum", "minimum_purchase_amount"]),
        ("items", ["items", "item_ids", "product_ids", "item_id"]),
        ("categories", ["categories", "category_names"]),
        ("percent", ["percent_off"]),
        ("applicability", ["product_applicability"]),
    ];
}
