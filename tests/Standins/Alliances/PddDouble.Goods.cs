using System.Text.Json.Nodes;

namespace Daogou.Standins.Alliances;

/// <summary>Pinduoduo's lists of goods: fen, seconds, no goods_id, and a list id that must be sent back.</summary>
public sealed partial class PddDouble
{
    private const string ListId = "list-of-the-double";
    private readonly List<AllianceGood> _goods = [];

    public void Stock(params IEnumerable<AllianceGood> goods)
    {
        lock (_lock)
        {
            _goods.AddRange(goods);
        }
    }

    private AllianceAnswer Search(Dictionary<string, string> sent)
    {
        if (sent.GetValueOrDefault("keyword") is not { Length: > 0 } words || Number(sent, "page") is not (>= 1 and var page) || Number(sent, "page_size") is not (>= 10 and <= 100 and var size))
        {
            return Error(10000, "参数错误");
        }
        return page > 1 && sent.GetValueOrDefault("list_id") != ListId ? Error(10000, "list_id 与上一页不一致")
            : sent.GetValueOrDefault("pid") != Pid ? Error(50001, "pid 未备案")
            : Goods("goods_search_response", "goods_list", (page - 1) * size, size, good => good.IsFor(words));
    }

    /// <summary>Its outer key is not on the page that the platform publishes of it.</summary>
    private AllianceAnswer Recommend(Dictionary<string, string> sent) =>
        Number(sent, "offset") is { } offset && Number(sent, "limit") is >= 1 and <= 400 and var limit
            ? Goods("goods_basic_detail_response", "list", offset, limit, _ => true)
            : Error(10000, "参数错误");

    private AllianceAnswer Goods(string outer, string list, long skip, long take, Func<AllianceGood, bool> fits)
    {
        lock (_lock)
        {
            var found = _goods.Where(fits).ToList();
            return Ok(outer, new JsonObject
            {
                [list] = new JsonArray([.. Mischief.Disorder(found.Skip((int)skip).Take((int)take).ToList()).Select(Written)]),
                ["list_id"] = ListId,
                ["total_count"] = found.Count,
            });
        }
    }

    private static JsonNode Written(AllianceGood good)
    {
        var row = new JsonObject
        {
            ["goods_sign"] = good.Id,
            ["goods_name"] = good.Name,
            ["goods_desc"] = good.Name + "，次日达",
            ["goods_image_url"] = "https://img.pddpic.com/a.jpeg",
            ["mall_name"] = "茶叶旗舰店",
            ["min_normal_price"] = Fen(good.ListYuan),
            ["has_coupon"] = good.Coupon is not null,
            ["coupon_discount"] = Fen(good.Coupon?.Off ?? 0),
            ["coupon_min_order_amount"] = Fen(good.Coupon?.From ?? 0),
            ["coupon_start_time"] = good.Coupon is null ? 0 : good.CouponFrom.ToUnixTimeSeconds(),
            ["coupon_end_time"] = good.Coupon is null ? 0 : good.CouponTo.ToUnixTimeSeconds(),
            ["coupon_remain_quantity"] = 1000,
            ["promotion_rate"] = 30,
            ["sales_tip"] = "10万+",
        };
        if (!good.HidesPrice)
        {
            row["min_group_price"] = Fen(good.Yuan);
        }
        return row;
    }

    private static long Fen(decimal yuan) => (long)(yuan * 100);
}
