using System.Text.Json;
using Daogou.Core.Deals;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Taobao;

/// <summary>Rows of goods as feed items: the lasting half of the id is the key, the whole id is the address.</summary>
internal static class TaobaoOffers
{
    private const string Currency = "CNY";

    /// <summary>TOP's rows; as coupons when only those are wanted.</summary>
    public static OfferPage Page(IReadOnlyList<JsonElement> rows, bool areCoupons, int before, string? next) =>
        Read(rows, before, next, (row, number) => areCoupons ? Coupon(row, number) : Item(row, number));

    /// <summary>大淘客's rows: prices in yuan, the price after the coupon beside the one before it.</summary>
    public static OfferPage DataokePage(IReadOnlyList<JsonElement> rows, string? next) => Read(rows, 0, next, (row, number) => new FeedItem
    {
        Key = TaobaoItems.Lasting(row.Id("goodsId")),
        MerchantItem = TaobaoItems.Lasting(row.Id("goodsId")),
        Merchant = "taobao",
        Title = row.Text("title") ?? row.Text("dtitle") ?? throw PlatformRow.Lacks("title"),
        Description = row.Text("desc"),
        Link = TaobaoItems.Page(row.Id("goodsId")).AbsoluteUri,
        Price = Money(row, "actualPrice") ?? Money(row, "originalPrice"),
        ListPrice = Money(row, "originalPrice"),
        Image = Address(row.Text("mainPic")),
        Brand = row.Text("brandName"),
        EndsAt = Time(row, "couponEndTime"),
        Row = number,
    });

    /// <summary>好单库's rows: <c>itemendprice</c> is after the coupon.</summary>
    public static OfferPage HaodankuPage(IReadOnlyList<JsonElement> rows, string? next) => Read(rows, 0, next, (row, number) => new FeedItem
    {
        Key = TaobaoItems.Lasting(row.Id("itemid")),
        MerchantItem = TaobaoItems.Lasting(row.Id("itemid")),
        Merchant = "taobao",
        Title = row.Text("itemtitle") ?? row.Text("itemshorttitle") ?? throw PlatformRow.Lacks("itemtitle"),
        Description = row.Text("itemdesc"),
        Link = TaobaoItems.Page(row.Id("itemid")).AbsoluteUri,
        Price = Money(row, "itemendprice") ?? Money(row, "itemprice"),
        ListPrice = Money(row, "itemprice"),
        Image = Address(row.Text("itempic")),
        EndsAt = row.Seconds("couponendtime")?.ToString("o"),
        Row = number,
    });

    private static FeedItem Item(PlatformRow row, long number) => new()
    {
        Key = TaobaoItems.Lasting(ItemId(row)),
        MerchantItem = TaobaoItems.Lasting(ItemId(row)),
        Merchant = "taobao",
        Title = row.Text("title") ?? row.Text("short_title") ?? throw PlatformRow.Lacks("title"),
        Description = row.Text("item_description"),
        Link = TaobaoItems.Page(ItemId(row)).AbsoluteUri,
        Price = Money(row, "sale_price") ?? Money(row, "zk_final_price") ?? Money(row, "reserve_price"),
        ListPrice = Money(row, "reserve_price"),
        Image = Address(row.Text("pict_url")),
        Category = row.Text("level_one_category_name"),
        Row = number,
    };

    private static FeedItem Coupon(PlatformRow row, long number)
    {
        var item = Item(row, number);
        return item with
        {
            Key = $"{item.Key}:{row.Text("coupon_id") ?? throw PlatformRow.Lacks("coupon_id")}",
            StartsAt = Time(row, "coupon_start_time"),
            EndsAt = Time(row, "coupon_end_time"),
            Coupon = new CouponWords
            {
                ClaimUrl = Address(row.Text("coupon_share_url")),
                Value = Money(row, "coupon_amount"),
                Threshold = Money(row, "coupon_start_fee"),
                Stock = row.Text("coupon_remain_count"),
                Items = [item.MerchantItem!],
                IsForSome = true,
            },
        };
    }

    private static string ItemId(PlatformRow row) => row.Text("item_id") ?? row.Id("num_iid");

    private static OfferPage Read(IReadOnlyList<JsonElement> rows, int before, string? next, Func<PlatformRow, long, FeedItem> read)
    {
        var (items, refused) = (new List<FeedItem>(), new List<RefusedRow>());
        foreach (var (row, index) in rows.Select((row, index) => (row, index)))
        {
            try
            {
                items.Add(read(new PlatformRow(row), before + index + 1));
            }
            catch (RowUnreadableException e)
            {
                refused.Add(new RefusedRow(before + index + 1, ReportReader.Shown(row.GetRawText()), e.Message));
            }
        }
        return new OfferPage(items, refused, next);
    }

    private static string? Money(PlatformRow row, string field) => row.Yuan(field) is > 0 and var yuan ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{yuan} {Currency}") : null;

    /// <summary>A Beijing time or day, or milliseconds, as ISO 8601.</summary>
    private static string? Time(PlatformRow row, string field) => row.Text(field) switch
    {
        null => null,
        { Length: 10 } day => day + "T23:59:59+08:00",
        { Length: 13 } text when text.All(char.IsAsciiDigit) => row.Milliseconds(field)?.ToString("o"),
        var text => text.Replace(' ', 'T') + "+08:00",
    };

    private static string? Address(string? address) => TopProvider.Address(address);
}
