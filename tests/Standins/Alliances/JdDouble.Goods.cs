using System.Globalization;
using System.Text.Json.Nodes;

namespace Daogou.Standins.Alliances;

/// <summary>JD's lists of goods: yuan as numbers, addresses without a scheme, at most 30 or 50 in a page.</summary>
public sealed partial class JdDouble
{
    private readonly List<AllianceGood> _goods = [];

    public void Stock(params IEnumerable<AllianceGood> goods)
    {
        lock (_lock)
        {
            _goods.AddRange(goods);
        }
    }

    /// <summary>These goods and no others.</summary>
    public void Restock(params IEnumerable<AllianceGood> goods)
    {
        lock (_lock)
        {
            _goods.Clear();
            _goods.AddRange(goods);
        }
    }

    private (int, string, JsonObject) Search(JsonObject asked) => (string?)asked["keyword"] is not { Length: > 0 } words
        ? (2000406, "keyword 不能为空", [])
        : Page(asked, 30, good => good.IsFor(words) && ((int?)asked["isCoupon"] != 1 || good.Coupon is not null));

    private (int, string, JsonObject) Channel(JsonObject asked) => (long?)asked["eliteId"] is null or <= 0 ? (2000400, "eliteId 错误", []) : Page(asked, 50, _ => true);

    private (int, string, JsonObject) Page(JsonObject asked, int most, Func<AllianceGood, bool> fits)
    {
        var (page, size) = ((int?)asked["pageIndex"] ?? 1, (int?)asked["pageSize"] ?? 20);
        if (page < 1 || size < 1 || size > most)
        {
            return (2000401, "分页参数错误", []);
        }
        lock (_lock)
        {
            var found = _goods.Where(fits).ToList();
            var body = new JsonObject { ["totalCount"] = found.Count };
            if (found.Skip((page - 1) * size).Take(size).ToList() is { Count: > 0 } some)
            {
                body["data"] = new JsonArray([.. Mischief.Disorder(some).Select(Written)]);
                return (200, "success", body);
            }
            return (201, "无结果", body);
        }
    }

    private static JsonNode Written(AllianceGood good)
    {
        var coupon = good.Coupon is not { } one ? [] : new JsonArray(new JsonObject
        {
            ["bindType"] = 3, ["discount"] = one.Off, ["quota"] = one.From, ["isBest"] = 1, ["link"] = $"//coupon.m.jd.com/coupons/show.action?key=k{good.Id}",
            ["useStartTime"] = good.CouponFrom.ToUnixTimeMilliseconds(), ["useEndTime"] = good.CouponTo.ToUnixTimeMilliseconds(),
        });
        return new JsonObject
        {
            ["skuId"] = long.Parse(good.Id, CultureInfo.InvariantCulture),
            ["itemId"] = "dyn" + good.Id,
            ["skuName"] = good.Name,
            ["brandName"] = "美的",
            ["materialUrl"] = $"item.jd.com/{good.Id}.html",
            ["owner"] = "g",
            ["priceInfo"] = good.HidesPrice ? new JsonObject() : new JsonObject { ["price"] = good.ListYuan, ["lowestPrice"] = good.Yuan, ["lowestPriceType"] = 1 },
            ["commissionInfo"] = new JsonObject { ["commissionShare"] = 3, ["commission"] = good.Yuan * 0.03m },
            ["couponInfo"] = new JsonObject { ["couponList"] = coupon },
            ["imageInfo"] = new JsonObject { ["imageList"] = new JsonArray(new JsonObject { ["url"] = $"https://img14.360buyimg.com/n0/{good.Id}.jpg" }) },
            ["shopInfo"] = new JsonObject { ["shopName"] = "京东自营" },
            ["categoryInfo"] = new JsonObject { ["cid3Name"] = "电水壶" },
        };
    }
}
