using System.Globalization;
using System.Text.Json.Nodes;

namespace Daogou.Standins.Alliances;

/// <summary>Vipshop's lists of goods, and its check of links under the name that it has there.</summary>
public sealed partial class VipDouble
{
    private readonly List<AllianceGood> _goods = [];

    public void Stock(params IEnumerable<AllianceGood> goods)
    {
        lock (_lock)
        {
            _goods.AddRange(goods);
        }
    }

    private AllianceAnswer Goods(JsonObject? request, int mostSize, bool needsWords)
    {
        if (request is null || (string?)request["requestId"] is not { Length: > 0 } || (string?)request["chanTag"] is not { Length: > 0 })
        {
            return Error("vipapis.invalid-parameter", "缺少 requestId 或 chanTag");
        }
        var (page, size, words) = ((int?)request["page"] ?? 1, (int?)request["pageSize"] ?? 20, (string?)request["keyword"]);
        if (page < 1 || size < 1 || size > mostSize || (needsWords && string.IsNullOrEmpty(words)))
        {
            return Error("vipapis.invalid-parameter", "参数错误");
        }
        lock (_lock)
        {
            var found = _goods.Where(good => words is null || good.IsFor(words)).ToList();
            var result = new JsonObject { ["total"] = found.Count, ["page"] = page, ["pageSize"] = size };
            if (found.Skip((page - 1) * size).Take(size).ToList() is { Count: > 0 } some)
            {
                result["goodsInfoList"] = new JsonArray([.. Mischief.Disorder(some).Select(Written)]);
            }
            return Ok(result);
        }
    }

    private AllianceAnswer CheckLink(JsonObject? request)
    {
        if ((string?)request?["content"] is not { Length: > 0 } content)
        {
            return Error("vipapis.invalid-parameter", "缺少 content");
        }
        lock (_lock)
        {
            var (success, fail) = (new JsonObject(), new JsonObject());
            if (_goods.FirstOrDefault(good => good.Links.Contains(content)) is { } good)
            {
                success[content] = new JsonObject { ["linkType"] = 1, ["landUrl"] = $"https://m.vip.com/product-1710618505-{good.Id}.html", ["goodsId"] = good.Id, ["brandId"] = "1710618505" };
            }
            else
            {
                fail[content] = new JsonObject { ["linkType"] = 0 };
            }
            return Ok(new JsonObject { ["successMap"] = success, ["failMap"] = fail });
        }
    }

    private static JsonNode Written(AllianceGood good)
    {
        var row = new JsonObject
        {
            ["goodsId"] = good.Id,
            ["goodsName"] = good.Name,
            ["goodsMainPicture"] = "//a.vpimg2.com/a.jpg",
            ["marketPrice"] = good.ListYuan.ToString("0.00", CultureInfo.InvariantCulture),
            ["commissionRate"] = "5",
            ["brandName"] = "暖羊",
            ["destUrl"] = $"https://detail.vip.com/detail-1710618505-{good.Id}.html",
        };
        if (!good.HidesPrice)
        {
            row["vipPrice"] = good.Yuan.ToString("0.00", CultureInfo.InvariantCulture);
        }
        return row;
    }
}
