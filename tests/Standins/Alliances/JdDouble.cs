using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daogou.Standins.Alliances;

/// <summary>
/// JD's gateway and the union methods that Daogou uses. It answers as the real one does: a misspelt key, a JSON text inside the JSON, <c>payMonth</c>
/// "0", <c>balanceExt</c> without quotes, refunds by changing the row.
/// </summary>
public sealed partial class JdDouble(TimeProvider time) : IAllianceDouble
{
    public const string AppKey = "jd-app-key-0001";
    public const string Secret = "jd-secret-of-the-double";
    private readonly Lock _lock = new();
    private readonly Dictionary<string, JdRow> _rows = [];
    private readonly List<(string Ref, string Material, string Address)> _links = [];

    public Mischief Mischief { get; } = new();

    /// <summary>How far the platform's clock is ahead of the caller's.</summary>
    public TimeSpan Skew { get; set; }

    /// <summary>More rows than this in a window are refused.</summary>
    public int MostRows { get; set; } = 10_000;

    /// <summary>Material that the alliance does not promote.</summary>
    public string? NotPromoted { get; set; }

    public DateTimeOffset Now => time.GetUtcNow() + Skew;

    public IReadOnlyList<(string Ref, string Material, string Address)> Links
    {
        get
        {
            lock (_lock)
            {
                return [.. _links];
            }
        }
    }

    /// <summary>Writes a row; its <see cref="JdRow.ModifyTime"/> becomes the platform's now.</summary>
    public JdRow Put(JdRow row)
    {
        lock (_lock)
        {
            return _rows[row.Id] = row with { ModifyTime = Whole(Now) };
        }
    }

    public JdRow Find(string id)
    {
        lock (_lock)
        {
            return _rows[id];
        }
    }

    public string Hint(Uri server) => $"JD:   {new Uri(server, "/jd")}   AppKey {AppKey}   secret {Secret}";

    public void Map(IEndpointRouteBuilder app) => app.MapPost("/jd", (Delegate)AnswerAsync);

    private Task<IResult> AnswerAsync(HttpContext context) => AllianceAnswer.SendAsync(
        Mischief, context, async () => Answer(context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : null), () => Gateway("2", "App Call Limited"));

    private AllianceAnswer Answer(IFormCollection? read)
    {
        var form = read?.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal) ?? [];
        var method = form.GetValueOrDefault("method") ?? "";
        if (form.GetValueOrDefault("app_key") != AppKey)
        {
            return Gateway("10", "Invalid App Key");
        }
        if (form.GetValueOrDefault("v") != "1.0")
        {
            return Gateway("5", "Invalid Version");
        }
        if (!Wire.IsNear(Wire.ReadBeijing(form.GetValueOrDefault("timestamp")), Now))
        {
            return Gateway("8", "Invalid Timestamp");
        }
        if (!form.TryGetValue("sign", out var sign))
        {
            return Gateway("11", "Missing Signature");
        }
        if (sign != Wire.WrappedMd5(form, Secret))
        {
            // It is known to write back what it could not verify.
            return Gateway("12", "Invalid Signature " + sign);
        }
        return method switch
        {
            "jd.union.open.promotion.bysubunionid.get" => Inner(method, "getResult", form, "promotionCodeReq", MakeLink),
            "jd.union.open.order.row.query" => Inner(method, "queryResult", form, "orderReq", ListRows),
            "jd.union.open.goods.query" => Inner(method, "queryResult", form, "goodsReqDTO", Search),
            "jd.union.open.goods.jingfen.query" => Inner(method, "queryResult", form, "goodsReq", Channel),
            _ => Gateway("15", "Invalid Method"),
        };
    }

    private static AllianceAnswer Gateway(string code, string words) => new(
        new JsonObject { ["error_response"] = new JsonObject { ["code"] = code, ["zh_desc"] = words, ["en_desc"] = words } }.ToJsonString(Wire.Json), $"{code} {words}");

    private static AllianceAnswer Inner(
        string method, string key, Dictionary<string, string> form, string wrapper, Func<JsonObject, (int Code, string Words, JsonObject Body)> answer)
    {
        var (code, words, body) = Parse(form.GetValueOrDefault("360buy_param_json"))?[wrapper] is JsonObject business
            ? answer(business)
            : (2002400, $"参数错误: {wrapper}", []);
        body["code"] = code;
        body["message"] = words;
        var outer = new JsonObject
        {
            [method.Replace('.', '_') + "_responce"] = new JsonObject { ["code"] = "0", [key] = body.ToJsonString(Wire.Json) },
        };
        return new AllianceAnswer(outer.ToJsonString(Wire.Json), code is 200 or 201 ? null : $"{method} {code} {words}");
    }

    private (int, string, JsonObject) MakeLink(JsonObject asked)
    {
        var material = (string?)asked["materialId"] ?? "";
        var reference = (string?)asked["subUnionId"] ?? "";
        var refusal = material.All(char.IsAsciiDigit) ? (2001101, "materialId 格式错误")
            : !Material().IsMatch(material) ? (2001102, "无法识别的链接")
            : NotPromoted is { } not && material.Contains(not, StringComparison.Ordinal) ? (2001104, "商品未参与推广")
            : reference.Length > 80 ? (2001230, "subUnionId 过长")
            : !SubUnion().IsMatch(reference) ? (2001208, "subUnionId 格式错误")
            : asked.ContainsKey("pid") ? (2001214, "pid 与 subUnionId 不能同时传入")
            : (200, "success");
        if (refusal.Item1 != 200)
        {
            return (refusal.Item1, refusal.Item2, []);
        }
        lock (_lock)
        {
            var address = string.Create(CultureInfo.InvariantCulture, $"https://union-click.jd.com/jdc?e=&p=double{_links.Count + 1}");
            _links.Add((reference, material, address));
            var data = new JsonObject { ["clickURL"] = address, ["shortURL"] = string.Create(CultureInfo.InvariantCulture, $"https://u.jd.com/d{_links.Count}") };
            return (200, "success", new JsonObject { ["data"] = data });
        }
    }

    private (int, string, JsonObject) ListRows(JsonObject asked)
    {
        var (page, size, type) = ((int?)asked["pageIndex"] ?? 1, (int?)asked["pageSize"] ?? 20, (int?)asked["type"] ?? 0);
        if (Wire.ReadBeijing((string?)asked["startTime"]) is not { } from || Wire.ReadBeijing((string?)asked["endTime"]) is not { } to || from > to
            || page < 1 || size is < 1 or > 500 || type is < 1 or > 3 || from < Now.AddDays(-91))
        {
            return (2002400, "参数错误", []);
        }
        if (to - from > TimeSpan.FromHours(1))
        {
            return (2002453, "查询时间跨度过长", []);
        }
        JdRow[] rows;
        lock (_lock)
        {
            rows = [.. _rows.Values.Where(row => Time(row, type) is { } at && at >= from && at < to).OrderBy(row => Time(row, type)).ThenBy(row => row.Id, StringComparer.Ordinal)];
        }
        if (rows.Length > MostRows)
        {
            return (2002452, "数据量过大，请缩短时间", []);
        }
        var body = new JsonObject { ["hasMore"] = rows.Length > page * size };
        if (rows.Skip((page - 1) * size).Take(size).ToList() is { Count: > 0 } some)
        {
            body["data"] = new JsonArray([.. Mischief.Disorder(some).Select(row => row.Written())]);
        }
        return (200, "success", body);
    }

    private static DateTimeOffset? Time(JdRow row, int type) => type switch { 1 => row.OrderTime, 2 => row.FinishTime, _ => row.ModifyTime };

    private static JsonObject? Parse(string? text)
    {
        try
        {
            return text is null ? null : JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static DateTimeOffset Whole(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());

    [GeneratedRegex("^https?://([a-z0-9-]+\\.)*(jd\\.com|jd\\.hk|3\\.cn)/", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Material();

    [GeneratedRegex("^[A-Za-z0-9_-]*$", RegexOptions.None, 1000)]
    private static partial Regex SubUnion();
}
