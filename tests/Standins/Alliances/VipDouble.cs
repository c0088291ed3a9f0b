using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daogou.Standins.Alliances;

/// <summary>
/// Vipshop's gateway and the methods that Daogou uses: the signature is over the system parameters and the body's very bytes, return codes are texts, and a
/// late return is told in the refund list alone.
/// </summary>
public sealed partial class VipDouble(TimeProvider time) : IAllianceDouble
{
    public const string AppKey = "vip-app-key-0001";
    public const string Secret = "vip-secret-of-the-double";
    public const string Token = "vip-token-of-the-double";
    private readonly Lock _lock = new();
    private readonly Dictionary<string, VipRow> _rows = [];
    private readonly List<(string Method, string StatParam, string Material)> _links = [];

    public Mischief Mischief { get; } = new();

    public TimeSpan Skew { get; set; }

    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds((time.GetUtcNow() + Skew).ToUnixTimeMilliseconds());

    public IReadOnlyList<(string Method, string StatParam, string Material)> Links
    {
        get
        {
            lock (_lock)
            {
                return [.. _links];
            }
        }
    }

    /// <summary>Writes a row; its update time becomes the platform's now unless the change is a silent one.</summary>
    public VipRow Put(VipRow row, bool silently = false)
    {
        lock (_lock)
        {
            return _rows[row.OrderSn] = silently ? row : row with { LastUpdateTime = Now };
        }
    }

    public VipRow Find(string orderSn)
    {
        lock (_lock)
        {
            return _rows[orderSn];
        }
    }

    public string Hint(Uri server) => $"VIP:  {new Uri(server, "/vip")}  AppKey {AppKey}   secret {Secret}   token {Token}";

    public void Map(IEndpointRouteBuilder app) => app.MapPost("/vip", (Delegate)AnswerAsync);

    private Task<IResult> AnswerAsync(HttpContext context) => AllianceAnswer.SendAsync(
        Mischief,
        context,
        async () =>
        {
            using var bytes = new MemoryStream();
            await context.Request.Body.CopyToAsync(bytes);
            return Answer(context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal), bytes.ToArray());
        },
        () => Error("vipapis.api-invoke-limited", "调用次数超限"));

    private AllianceAnswer Answer(Dictionary<string, string> system, byte[] body)
    {
        if (system.GetValueOrDefault("appKey") != AppKey)
        {
            return Error("vipapis.invalid-appkey", "appKey 无效");
        }
        if (!long.TryParse(system.GetValueOrDefault("timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 10_000_000_000
            || !Wire.IsNear(DateTimeOffset.FromUnixTimeSeconds(seconds), Now))
        {
            return Error("vipapis.invalid-timestamp", "timestamp 无效");
        }
        if (system.GetValueOrDefault("sign") is not { } sign || sign != Sign(system, body))
        {
            return Error("vipapis.invalid-sign", $"签名错误 sign={system.GetValueOrDefault("sign")} accessToken={system.GetValueOrDefault("accessToken")}");
        }
        if (system.GetValueOrDefault("accessToken") != Token)
        {
            return Error("vipapis.invalid-accesstoken", "accessToken 无效");
        }
        if (Parse(body) is not { } sent)
        {
            return Error("vipapis.invalid-body", "请求体不是 JSON");
        }
        return (system.GetValueOrDefault("service"), system.GetValueOrDefault("method")) switch
        {
            ("com.vip.adp.api.open.service.UnionUrlService", "genByGoodsIdWithOauth") => Link("genByGoodsIdWithOauth", sent, sent["goodsIdList"] as JsonArray),
            ("com.vip.adp.api.open.service.UnionUrlService", "genByVIPUrlWithOauth") => Link("genByVIPUrlWithOauth", sent, sent["urlList"] as JsonArray),
            ("com.vip.adp.api.open.service.UnionOrderService", "orderListWithOauth") => Orders(sent["queryModel"] as JsonObject),
            ("com.vip.adp.api.open.service.UnionOrderService", "refundOrderListWithOauth") => Refunds(sent["request"] as JsonObject),
            ("com.vip.adp.api.open.service.UnionGoodsService", "queryWithOauth") => Goods(sent["request"] as JsonObject, 50, needsWords: true),
            ("com.vip.adp.api.open.service.UnionGoodsService", "goodsListWithOauth") => Goods(sent["request"] as JsonObject, 100, needsWords: false),
            ("com.vip.adp.api.open.service.UnionUrlService", "vipLinkCheckWithOuth") => CheckLink(sent["vipLinkCheckReq"] as JsonObject),
            _ => Error("vipapis.method-not-found", "方法不存在"),
        };
    }

    private static string Sign(Dictionary<string, string> system, byte[] body)
    {
        var text = string.Concat(system.Where(pair => pair.Key != "sign").OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key + pair.Value));
        byte[] signed = [.. Encoding.UTF8.GetBytes(text), .. body];
#pragma warning disable CA5351
        return Convert.ToHexString(HMACMD5.HashData(Encoding.UTF8.GetBytes(Secret), signed));
#pragma warning restore CA5351
    }

    private AllianceAnswer Link(string method, JsonObject sent, JsonArray? material)
    {
        if ((string?)sent["requestId"] is not { Length: > 0 } || (string?)sent["chanTag"] is not { Length: > 0 } || material is not { Count: > 0 })
        {
            return Error("vipapis.invalid-parameter", "缺少 requestId、chanTag 或商品");
        }
        lock (_lock)
        {
            _links.Add((method, (string?)sent["statParam"] ?? "", (string)material[0]!));
            var address = string.Create(CultureInfo.InvariantCulture, $"https://click.union.vip.com/redirect?u=double{_links.Count}");
            return Ok(new JsonObject
            {
                ["urlInfoList"] = new JsonArray(new JsonObject { ["source"] = (string)material[0]!, ["url"] = "https://t.vip.com/d1", ["longUrl"] = address }),
            });
        }
    }

    private AllianceAnswer Orders(JsonObject? query)
    {
        if (query is null || (string?)query["requestId"] is not { Length: > 0 })
        {
            return Error("vipapis.invalid-parameter", "缺少 requestId");
        }
        if (query["orderSnList"] is JsonArray named)
        {
            lock (_lock)
            {
                return Page(query, [.. named.Select(sn => (string)sn!).Where(_rows.ContainsKey).Select(sn => _rows[sn])], 50);
            }
        }
        var byUpdate = query.ContainsKey("updateTimeStart");
        if (Instant(query, byUpdate ? "updateTimeStart" : "orderTimeStart") is not { } from || Instant(query, byUpdate ? "updateTimeEnd" : "orderTimeEnd") is not { } to)
        {
            return Error("vipapis.invalid-parameter", "时间必须为毫秒");
        }
        if (to - from > TimeSpan.FromDays(10))
        {
            return Error("vipapis.invalid-parameter", "时间跨度不能超过 10 天");
        }
        lock (_lock)
        {
            var rows = _rows.Values.Select(row => (Row: row, At: byUpdate ? row.LastUpdateTime : row.OrderTime));
            return Page(query, [.. rows.Where(pair => pair.At >= from && pair.At < to).OrderBy(pair => pair.At).Select(pair => pair.Row)], 100);
        }
    }

    private AllianceAnswer Page(JsonObject query, List<VipRow> rows, int mostSize)
    {
        var (page, size) = ((int?)query["page"] ?? 1, (int?)query["pageSize"] ?? 20);
        if (page < 1 || size < 1 || size > mostSize)
        {
            return Error("vipapis.invalid-parameter", "分页参数错误");
        }
        var result = new JsonObject { ["total"] = rows.Count, ["page"] = page, ["pageSize"] = size };
        if (rows.Skip((page - 1) * size).Take(size).ToList() is { Count: > 0 } some)
        {
            result["orderInfoList"] = new JsonArray([.. Mischief.Disorder(some).Select(row => row.Written())]);
        }
        return Ok(result);
    }

    private AllianceAnswer Refunds(JsonObject? query)
    {
        if (query is null || (string?)query["requestId"] is not { Length: > 0 } || Instant(query, "searchTimeStart") is not { } from || Instant(query, "searchTimeEnd") is not { } to
            || (int?)query["searchType"] is not (0 or 1 or 2) || (int?)query["pageSize"] is not (>= 1 and <= 100 and var size) || (int?)query["page"] is not (>= 1 and var page))
        {
            return Error("vipapis.invalid-parameter", "参数错误");
        }
        if (to - from > TimeSpan.FromDays(60))
        {
            return Error("vipapis.invalid-parameter", "时间跨度不能超过 60 天");
        }
        var opened = (int)query["searchType"]! == 0;
        lock (_lock)
        {
            var found = (from row in _rows.Values
                         from one in row.Returns
                         where (opened ? one.AppliedAt : one.FinishedAt) is { } at && at >= @from && at < to
                         orderby row.OrderSn
                         select (row, one)).ToList();
            var rows = found.Skip((page - 1) * size).Take(size).Select(pair => new JsonObject
            {
                ["orderSn"] = pair.row.OrderSn,
                ["refundType"] = 1,
                ["afterSaleStatus"] = pair.one.Status,
                ["applyTime"] = pair.one.AppliedAt.ToUnixTimeMilliseconds(),
            });
            return Ok(new JsonObject { ["total"] = found.Count, ["refundOrderInfoList"] = new JsonArray([.. rows]) });
        }
    }

    private static DateTimeOffset? Instant(JsonObject query, string key) =>
        query[key] is JsonValue value && value.TryGetValue<long>(out var milliseconds) && milliseconds > 100_000_000_000
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;

    private static AllianceAnswer Ok(JsonObject result) =>
        new(new JsonObject { ["returnCode"] = "0", ["returnMessage"] = "success", ["result"] = result }.ToJsonString(Wire.Json));

    private static AllianceAnswer Error(string code, string words) =>
        new(new JsonObject { ["returnCode"] = code, ["returnMessage"] = words }.ToJsonString(Wire.Json), $"{code} {words}");

    private static JsonObject? Parse(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
