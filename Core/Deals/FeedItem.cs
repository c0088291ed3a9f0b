namespace Daogou.Core.Deals;

/// <summary>
/// The source's own words about one offer, not yet believed. Texts are plain (no markup), trimmed and bounded by the format that
/// read them; amounts and dates are still text, so that a refusal can show what stood there.
/// </summary>
public sealed record FeedItem
{
    /// <summary>What identifies the row in its source: guid, merchant item id, else the link. At most 500 characters.</summary>
    public required string Key { get; init; }

    public required string Title { get; init; }

    /// <summary>The product's address as the source gave it, resolved against the feed's own address.</summary>
    public string? Link { get; init; }

    /// <summary>The merchant's own id of the item, when the source names one.</summary>
    public string? MerchantItem { get; init; }

    /// <summary>Merchant key or name when rows of one source belong to several merchants; else the source's setting counts.</summary>
    public string? Merchant { get; init; }

    /// <summary>The price to pay now, as text: <c>19.90 CNY</c>, <c>$12.99</c>, <c>1.299,00</c>.</summary>
    public string? Price { get; init; }

    /// <summary>The price before a reduction, as text.</summary>
    public string? ListPrice { get; init; }

    /// <summary>ISO code when it stands apart from the price.</summary>
    public string? Currency { get; init; }

    /// <summary>A sale price that holds only inside <see cref="SaleWindow"/>, as text.</summary>
    public string? SalePrice { get; init; }

    /// <summary><c>start/end</c> in ISO 8601.</summary>
    public string? SaleWindow { get; init; }

    public string? Image { get; init; }

    public string? Description { get; init; }

    public string? Brand { get; init; }

    public string? Gtin { get; init; }

    public string? Mpn { get; init; }

    public string? Category { get; init; }

    public string? Availability { get; init; }

    /// <summary>What sending costs, in the source's words: <c>4.99 USD</c>, <c>US:CA:Ground:4.99 USD</c>.</summary>
    public string? Shipping { get; init; }

    /// <summary>What variants of one product have in common (<c>item_group_id</c>).</summary>
    public string? ItemGroup { get; init; }

    public string? StartsAt { get; init; }

    public string? EndsAt { get; init; }

    public string? PublishedAt { get; init; }

    /// <summary>Coupon fields of a coupon feed's row; null in a deal feed.</summary>
    public CouponWords? Coupon { get; init; }

    /// <summary>The row's place in the source, 1-based, for messages.</summary>
    public required long Row { get; init; }
}

/// <summary>The source's words about a coupon.</summary>
public sealed record CouponWords
{
    public string? Code { get; init; }

    public string? ClaimUrl { get; init; }

    /// <summary>An amount off (<c>20 CNY</c>) or a percentage (<c>15%</c>).</summary>
    public string? Value { get; init; }

    public string? Threshold { get; init; }

    /// <summary>Merchant item ids or category names that it is limited to, as the source lists them.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>How many are left to claim, as text.</summary>
    public string? Stock { get; init; }

    /// <summary>It is for some goods only, also where the source does not list them.</summary>
    public bool IsForSome { get; init; }
}
