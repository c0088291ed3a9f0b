using System.Globalization;
using System.Text.Json;
using Daogou.Core.Deals;
using Daogou.Core.Ranking;

namespace Daogou.Tests.Support;

public static partial class A
{
    /// <summary>A kettle of the merchant <c>shop</c> at ¥80.00, listed at ¥100.00, in stock, new on Monday.</summary>
    public static Deal Deal(long id = 1) => new()
    {
        Id = id,
        Identity = $"shop:{id}",
        Merchant = "shop",
        MerchantItem = id.ToString(CultureInfo.InvariantCulture),
        Title = $"Kettle {id}",
        Url = $"https://shop.example/p/{id}",
        Category = "Kitchen",
        PriceMinor = 8_000,
        ListPriceMinor = 10_000,
        Currency = "CNY",
        Availability = Availability.InStock,
        State = DealState.Active,
        SourceId = 1,
        FirstSeenAt = Monday,
        LastSeenAt = Monday,
        ChangedAt = Monday,
    };

    /// <summary>¥10.00 off everything of the merchant <c>shop</c>.</summary>
    public static Coupon Coupon(long id = 1) => new()
    {
        Id = id,
        SourceId = 2,
        CouponKey = $"c{id}",
        Merchant = "shop",
        Title = "Ten off",
        Code = "TEN",
        Kind = CouponKind.AmountOff,
        AmountMinor = 1_000,
        Currency = "CNY",
        Scope = CouponScope.Merchant,
        ScopeValues = "[]",
        State = CouponState.Active,
        FirstSeenAt = Monday,
        LastSeenAt = Monday,
    };

    /// <summary>A row as a source would list <see cref="Deal"/>.</summary>
    public static FeedItem Item(string key = "1") => new()
    {
        Key = key,
        MerchantItem = key,
        Title = $"Kettle {key}",
        Link = $"https://shop.example/p/{key}",
        Price = "80.00 CNY",
        ListPrice = "100.00 CNY",
        Category = "Kitchen",
        Availability = "in stock",
        Row = 1,
    };

    public static FeedItem CouponItem(string key = "c1", string value = "10 CNY", string? threshold = null) => new()
    {
        Key = key,
        Title = "Ten off",
        Coupon = new CouponWords { Code = "TEN", Value = value, Threshold = threshold },
        Row = 1,
    };

    public static SourceTerms Terms(long source = 1) => new(source, "shop", "CNY", [], false);

    public static PricePoint Point(DateTimeOffset at, long priceMinor, long? listPriceMinor = null, long dealId = 1) => new()
    {
        DealId = dealId,
        At = at,
        PriceMinor = priceMinor,
        ListPriceMinor = listPriceMinor,
        Currency = "CNY",
    };

    /// <summary>A deal whose history proves its discount: it cost <paramref name="beforeMinor"/> for a month, until today.</summary>
    public static Candidate Candidate(Deal deal, long beforeMinor = 10_000, DateTimeOffset? now = null)
    {
        var at = now ?? Monday;
        var price = deal.Price ?? Yuan(80);
        return DealScorer.Rate(
            deal, null, PriceVerdict.Of([Point(at.AddDays(-40), beforeMinor), Point(at.AddHours(-1), price.Minor)], price, at), 0, null, at);
    }

    public static string Json(params string[] values) => JsonSerializer.Serialize(values);
}
