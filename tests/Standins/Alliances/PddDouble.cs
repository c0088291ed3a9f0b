using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daogou.Standins.Alliances;

/// <summary>
/// Pinduoduo's gateway and the methods that Daogou uses: irregular outer keys, fen, seconds, authorisation of each buyer, and rows that change while their
/// pages are being read.
/// </summary>
public sealed partial class PddDouble(TimeProvider time) : IAllianceDouble
{
    public const string ClientId = "pdd-client-id-0001";
    public const string Secret = "pdd-secret-of-the-double";
    public const string Pid = "1000001_2000001";
    private readonly Lock _lock = new();
    private readonly Dictionary<string, PddRow> _rows = [];
    private readonly HashSet<string> _authorised = [];
    private readonly List<(string Custom, string Source, string Address)> _links = [];

    public Mischief Mischief { get; } = new();

    public TimeSpan Skew { get; set; }

    /// <summary>Called between two pages of one reading: a test changes a row there.</summary>
    public Action? BetweenPages { get; set; }

    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds((time.GetUtcNow() + Skew).ToUnixTimeSeconds());

    public IReadOnlyList<(string Custom, string Source, string Address)> Links
    {
        get
        {
            lock (_lock)
            {
                return [.. _links];
            }
        }
    }

    /// <summary>The buyer opens the authorisation page and agrees.</summary>
    public void Authorise(string uid)
    {
        lock (_lock)
        {
            _authorised.Add(uid);
        }
    }

    public PddRow Put(PddRow row)
    {
        lock (_lock)
        {
            return _rows[row.OrderSn] = row with { ModifyAt = Now };
        }
    }

    public PddRow Find(string orderSn)
    {
        lock (_lock)
        {
            return _rows[orderSn];
        }
    }

    public string Hint(Uri server) => $"PDD:  {new Uri(server, "/pdd")}  AppKey {ClientId}   secret {Secret}   Pid {Pid}";

    public void Map(IEndpointRouteBuilder app) => app.MapPost("/pdd", (Delegate)AnswerAsync);

    private Task<IResult> AnswerAsync(HttpContext context) => AllianceAnswer.SendAsync(
        Mischief,
        context,
        async () =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            return Answer(await reader.ReadToEndAsync());
        },
        () => Error(70031, "调用过于频繁，请调整调用频率"));

    private AllianceAnswer Answer(string body)
    {
        if (Flat(body) is not { } sent)
        {
            return Error(10000, "参数错误: the body is not one flat object of texts");
        }
        if (sent.GetValueOrDefault("client_id") != ClientId)
        {
            return Error(10001, "client_id 不存在");
        }
        if (!long.TryParse(sent.GetValueOrDefault("timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > 10_000_000_000 || !Wire.IsNear(DateTimeOffset.FromUnixTimeSeconds(seconds), Now))
        {
            return Error(10000, "timestamp 无效");
        }
        if (sent.GetValueOrDefault("sign") is not { } sign || sign != Wire.WrappedMd5(sent, Secret))
        {
            return Error(20004, "签名校验失败");
        }
        return sent.GetValueOrDefault("type") switch
        {
            "pdd.ddk.member.authority.query" => WithCustom(sent, uid => Ok("authority_query_response", new JsonObject { ["bind"] = _authorised.Contains(uid) ? 1 : 0 })),
            "pdd.ddk.rp.prom.url.generate" => WithCustom(sent, uid => AuthorityPage(sent, uid)),
            "pdd.ddk.goods.zs.unit.url.gen" => WithCustom(sent, uid => UnitLink(sent, uid)),
            "pdd.ddk.goods.promotion.url.generate" => WithCustom(sent, uid => SignLink(sent, uid)),
            "pdd.ddk.order.list.increment.get" => Increment(sent),
            "pdd.ddk.order.list.range.get" => Range(sent),
            "pdd.ddk.goods.search" => Search(sent),
            "pdd.ddk.goods.recommend.get" => Recommend(sent),
            _ => Error(10002, "type 不存在"),
        };
    }

    private AllianceAnswer WithCustom(Dictionary<string, string> sent, Func<string, AllianceAnswer> answer)
    {
        var custom = sent.GetValueOrDefault("custom_parameters") ?? "";
        if (Encoding.UTF8.GetByteCount(custom) > 64)
        {
            return Error(10000, "custom_parameters 超过 64 字节");
        }
        lock (_lock)
        {
            return Node(custom) is JsonObject parsed && (string?)parsed["uid"] is { Length: > 0 } uid ? answer(uid) : Error(10000, "custom_parameters 必须为 JSON 且包含 uid");
        }
    }

    private static AllianceAnswer AuthorityPage(Dictionary<string, string> sent, string uid) =>
        sent.GetValueOrDefault("channel_type") == "10" && Node(sent.GetValueOrDefault("p_id_list")) is JsonArray
            ? Ok("rp_promotion_url_generate_response", new JsonObject
            {
                ["url_list"] = new JsonArray(new JsonObject { ["mobile_url"] = $"https://mobile.yangkeduo.com/app.html?auth={uid}" }),
            })
            : Error(10000, "channel_type 或 p_id_list 错误");

    private AllianceAnswer UnitLink(Dictionary<string, string> sent, string uid)
    {
        var source = sent.GetValueOrDefault("source_url") ?? "";
        return sent.GetValueOrDefault("pid") != Pid ? Error(50001, "pid 未备案")
            : !source.Contains("yangkeduo.com/", StringComparison.Ordinal) ? Error(50003, "商品不可推广")
            : !_authorised.Contains(uid) ? Error(70034, "uid 未备案")
            : Ok("goods_zs_unit_generate_response", Made(sent, source));
    }

    private AllianceAnswer SignLink(Dictionary<string, string> sent, string uid) =>
        sent.GetValueOrDefault("p_id") != Pid ? Error(50001, "pid 未备案")
        : sent.ContainsKey("goods_id_list") || Node(sent.GetValueOrDefault("goods_sign_list")) is not JsonArray { Count: > 0 } signs ? Error(10000, "goods_sign_list 必填")
        : !_authorised.Contains(uid) ? Error(70034, "uid 未备案")
        : Ok("goods_promotion_url_generate_response", new JsonObject { ["goods_promotion_url_list"] = new JsonArray(Made(sent, (string)signs[0]!)) });

    private JsonObject Made(Dictionary<string, string> sent, string source)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"https://mobile.yangkeduo.com/duo_coupon_landing.html?cpsSign=double{_links.Count + 1}");
        _links.Add((sent["custom_parameters"], source, address));
        return new JsonObject { ["url"] = address, ["mobile_url"] = address };
    }

    private AllianceAnswer Increment(Dictionary<string, string> sent)
    {
        if (Number(sent, "start_update_time") is not { } from || Number(sent, "end_update_time") is not { } to || Number(sent, "page") is not (>= 1 and <= 10_000 and var page)
            || Number(sent, "page_size") is not (>= 10 and <= 100 and var size) || to < from || from > 10_000_000_000)
        {
            return Error(10000, "参数错误");
        }
        if (to - from > 86_400)
        {
            return Error(10000, "时间跨度不能超过 24 小时");
        }
        PddRow[] rows;
        lock (_lock)
        {
            rows = [.. _rows.Values.Where(row => row.ModifyAt.ToUnixTimeSeconds() is var at && at >= from && at < to).OrderBy(row => row.ModifyAt).ThenBy(row => row.OrderSn, StringComparer.Ordinal)];
        }
        var counts = sent.GetValueOrDefault("return_count") == "true";
        var some = rows.Skip((int)((page - 1) * size)).Take((int)size).ToList();
        var answer = new JsonObject { ["order_list"] = new JsonArray([.. Mischief.Disorder(some).Select(row => row.Written())]) };
        if (counts)
        {
            answer["total_count"] = rows.Length;
        }
        BetweenPages?.Invoke();
        return Ok("order_list_get_response", answer);
    }

    private AllianceAnswer Range(Dictionary<string, string> sent)
    {
        if (Wire.ReadBeijing(sent.GetValueOrDefault("start_time")) is not { } from || Wire.ReadBeijing(sent.GetValueOrDefault("end_time")) is not { } to
            || Number(sent, "page_size") is not (>= 1 and <= 300 and var size) || to - from > TimeSpan.FromDays(1))
        {
            return Error(10000, "参数错误");
        }
        var last = sent.GetValueOrDefault("last_order_id") ?? "";
        PddRow[] rows;
        lock (_lock)
        {
            rows =
            [
                .. _rows.Values.Where(row => row.PayTime >= from && row.PayTime < to && string.CompareOrdinal(row.OrderSn, last) > 0)
                    .OrderBy(row => row.OrderSn, StringComparer.Ordinal).Take((int)size),
            ];
        }
        return Ok("order_list_get_response", new JsonObject
        {
            ["order_list"] = new JsonArray([.. Mischief.Disorder(rows).Select(row => row.Written())]),
            ["last_order_id"] = rows.LastOrDefault()?.OrderSn ?? "",
        });
    }

    private static long? Number(Dictionary<string, string> sent, string key) =>
        long.TryParse(sent.GetValueOrDefault(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static AllianceAnswer Ok(string outer, JsonObject body)
    {
        body["request_id"] = "15440104776643887";
        return new AllianceAnswer(new JsonObject { [outer] = body }.ToJsonString(Wire.Json));
    }

    private static AllianceAnswer Error(int code, string words) => new(
        new JsonObject { ["error_response"] = new JsonObject { ["error_code"] = code, ["error_msg"] = words, ["request_id"] = "15440104776643887" } }.ToJsonString(Wire.Json),
        string.Create(CultureInfo.InvariantCulture, $"{code} {words}"));

    private static Dictionary<string, string>? Flat(string body) =>
        Node(body) is JsonObject sent && sent.All(pair => pair.Value is JsonValue value && value.GetValueKind() == JsonValueKind.String)
            ? sent.ToDictionary(pair => pair.Key, pair => (string)pair.Value!, StringComparer.Ordinal)
            : null;

    private static JsonNode? Node(string? text)
    {
        try
        {
            return string.IsNullOrEmpty(text) ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
