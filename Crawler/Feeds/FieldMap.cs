using Daogou.Core.Deals;

namespace Daogou.Crawler.Feeds;

/// <summary>Puts the names of a source's fields to ours: the source's settings first, then the names that are common in the wild.</summary>
internal sealed class FieldMap(FeedContext context)
{
    private const int LongestField = 65_536;

    /// <summary>Our fields and what they are usually called; Google's product names, Awin's and the plain ones among them.</summary>
    private static readonly Dictionary<string, string[]> Usual = new(StringComparer.OrdinalIgnoreCase)
    {
        ["key"] = ["id", "guid", "product_id", "aw_product_id", "sku", "coupon_id", "promotion_id"],
        ["title"] = ["title", "name", "product_name", "long_title", "promotion_name"],
        ["link"] = ["link", "url", "product_url", "merchant_deep_link", "deeplink", "canonical_link"],
        ["item"] = ["merchant_product_id", "item_id", "sku"],
        ["merchant"] = ["merchant", "merchant_name", "shop", "store", "advertiser"],
        ["price"] = ["price", "search_price", "current_price", "final_price"],
        ["list_price"] = ["list_price", "old_price", "rrp_price", "was_price", "original_price", "regular_price", "compare_at_price", "maximum_retail_price"],
        ["sale_price"] = ["sale_price"],
        ["sale_window"] = ["sale_price_effective_date"],
        ["currency"] = ["currency", "currency_code"],
        ["image"] = ["image_link", "image", "image_url", "merchant_image_url", "aw_image_url"],
        ["description"] = ["description", "summary", "content_text", "content_html", "product_short_description"],
        ["brand"] = ["brand", "brand_name", "vendor"],
        ["gtin"] = ["gtin", "ean", "upc", "product_gtin"],
        ["mpn"] = ["mpn"],
        ["category"] = ["product_type", "category", "category_name", "merchant_category", "google_product_category"],
        ["availability"] = ["availability", "in_stock", "stock_status"],
        ["starts"] = ["starts", "start_date", "starts_at", "valid_from"],
        ["ends"] = ["ends", "end_date", "ends_at", "valid_to", "valid_until", "expires", "expiration_date"],
        ["published"] = ["pubdate", "published", "date_published", "updated"],
        ["code"] = ["code", "coupon_code", "voucher_code", "generic_redemption_code"],
        ["claim"] = ["claim", "claim_url", "claim_link", "link", "url"],
        ["value"] = ["value", "discount", "amount", "money_off_amount", "percent_off"],
        ["threshold"] = ["threshold", "min_spend", "minimum", "minimum_purchase_amount"],
        ["items"] = ["items", "item_ids", "product_ids"],
        ["categories"] = ["categories", "category_names"],
    };

    private readonly Dictionary<string, string[]> _names = Usual.ToDictionary(
        field => field.Key,
        field => context.Settings.Fields.TryGetValue(field.Key, out var own)
            ? [.. own.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]
            : field.Value,
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Every name that is asked for, once; the place of each is its slot.</summary>
    public IReadOnlyList<string> Names => _slots ??= [.. _names.Values.SelectMany(names => names).Select(Slot).Distinct(StringComparer.Ordinal)];

    private IReadOnlyList<string>? _slots;
    private Dictionary<string, int[]>? _slotsOf;

    /// <summary>Names that settings may map.</summary>
    public static IReadOnlyCollection<string> Known => Usual.Keys;

    /// <summary>The row as an item, or a refusal when a field is too long to be believed.</summary>
    /// <param name="find">The text of a source's field, null when the row has none.</param>
    /// <param name="ownItem">Whether the key is the merchant's own item id (product feeds) or only the row's (news feeds).</param>
    public FeedRow ToRow(long row, Func<string, string?> find, bool ownItem) => ToRow(row, field => ByName(field, find), ownItem);

    /// <summary>The same from texts by the slots of <see cref="Names"/>.</summary>
    public FeedRow ToRow(long row, string?[] texts, bool ownItem)
    {
        _slotsOf ??= _names.ToDictionary(
            field => field.Key, field => field.Value.Select(name => Names.Index().First(slot => slot.Item == Slot(name)).Index).ToArray(), StringComparer.OrdinalIgnoreCase);
        return ToRow(row, field => BySlot(_slotsOf[field], texts), ownItem);
    }

    private static string Slot(string name) => name.ToLowerInvariant() is var lower && lower.StartsWith("g:", StringComparison.Ordinal) ? lower[2..] : lower;

    private (string? Text, string Name) ByName(string field, Func<string, string?> find)
    {
        foreach (var name in _names[field])
        {
            if (find(name)?.Trim() is { Length: > 0 } text)
            {
                return (text, name);
            }
        }
        return default;
    }

    private (string? Text, string Name) BySlot(int[] slots, string?[] texts)
    {
        foreach (var slot in slots)
        {
            if (texts[slot] is { Length: > 0 } text)
            {
                return (text, Names[slot]);
            }
        }
        return default;
    }

    private FeedRow ToRow(long row, Func<string, (string? Text, string Name)> find, bool ownItem)
    {
        var tooLong = "";
        var link = Resolve(Get("link"));
        var key = Get("key") ?? link ?? Get("title");
        var item = new FeedItem
        {
            Key = Cut(key ?? "", 500),
            Title = PlainText.Of(Get("title")) ?? "",
            Link = link,
            MerchantItem = Get("item") ?? (ownItem ? Get("key") : null),
            Merchant = Get("merchant"),
            Price = Get("price"),
            ListPrice = Get("list_price"),
            SalePrice = Get("sale_price"),
            SaleWindow = Get("sale_window"),
            Currency = Get("currency"),
            Image = Resolve(Get("image")),
            Description = PlainText.Of(Get("description")),
            Brand = PlainText.Of(Get("brand")),
            Gtin = Get("gtin"),
            Mpn = Get("mpn"),
            Category = PlainText.Of(Get("category")),
            Availability = Get("availability"),
            StartsAt = Get("starts"),
            EndsAt = Get("ends"),
            PublishedAt = Get("published"),
            Coupon = context.Settings.Coupons ? Coupon() : null,
            Row = row,
        };
        return tooLong.Length > 0
            ? new FeedRow(row, null, Refusal.FieldTooLong, $"{tooLong} is longer than {LongestField} characters", Shown(item.Title))
            : new FeedRow(row, item, null, null, null);

        string? Get(string field)
        {
            var (text, name) = find(field);
            tooLong = text?.Length > LongestField ? name : tooLong;
            return text;
        }

        CouponWords Coupon() => new()
        {
            Code = Get("code"),
            ClaimUrl = Resolve(Get("claim")),
            Value = Get("value"),
            Threshold = Get("threshold"),
            Items = List(Get("items")),
            Categories = List(Get("categories")),
        };
    }

    /// <summary>A row that cannot be an item.</summary>
    public static FeedRow Malformed(long row, string detail, string? text) => new(row, null, Refusal.MalformedRow, detail, Shown(text));

    private static string? Shown(string? text) => text is null ? null : Cut(text, 200);

    private static string Cut(string text, int longest) => text.Length > longest ? text[..longest] : text;

    private static IReadOnlyList<string> List(string? text) =>
        text?.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private string? Resolve(string? link) =>
        link is null ? null
        : Uri.TryCreate(link, UriKind.Absolute, out var absolute) && !absolute.IsFile ? link
        : !context.Address.IsFile && Uri.TryCreate(context.Address, link, out var resolved) ? resolved.AbsoluteUri
        : link;
}
