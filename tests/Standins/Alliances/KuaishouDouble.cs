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
/// Kuaishou's gateway and the methods that Daogou uses: GET in the query, POST as a form, JSON bodies refused, milliseconds, signed by MD5 or
/// HMAC-SHA256. Tokens are renewed at <c>oauth2/refresh_token</c>, and each renewal ends the refresh token before it.
/// </summary>
public sealed class KuaishouDouble(TimeProvider time) : IAllianceDouble
{
    public const string AppKey = "ks700000000000000001";
    public const string Secret = "kuaishou-sign-secret-of-the-double";
    public const string AppSecret = "kuaishou-app-secret-of-the-double";
    public const string FirstToken = "kuaishou-access-0";
    public const string FirstRefreshToken = "kuaishou-refresh-0";
    public const string CpsPid = "ks_1000_2000_3000";
    private const string Prefix = "open.distribution.cps.kwaimoney.";
    private const int KeptDays = 90;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, KuaishouRow> _rows = [];
    private readonly List<(string Item, string Comments)> _links = [];
    private int _renewals;

    public Mischief Mischief { get; } = new();

    public TimeSpan Skew { get; set; }

    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds((time.GetUtcNow() + Skew).ToUnixTimeMilliseconds());

    /// <summary>The access token that is good; null when it has expired.</summary>
    public string? Token { get; set; } = FirstToken;

    public string RefreshToken { get; private set; } = FirstRefreshToken;

    public int Renewals => _renewals;

    /// <summary>Whether orders bring the comments back.</summary>
    public bool Echoes { get; set; } = true;

    /// <summary>Whether the account may promote outside of Kuaishou.</summary>
    public bool MayPromote { get; set; } = true;

    /// <summary>Rows of the selection, in the platform's own words.</summary>
    public List<JsonObject> Items { get; } = [];

    public IReadOnlyList<(string Item, string Comments)> Links
    {
        get
        {
            lock (_lock)
            {
                return [.. _links];
            }
        }
    }

    /// <summary>Writes a row; its update time becomes the platform's now.</summary>
    public KuaishouRow Put(KuaishouRow row)
    {
        lock (_lock)
        {
            return _rows[row.Oid] = row with { UpdateTime = Now };
        }
    }

    public KuaishouRow Find(string oid)
    {
        lock (_lock)
        {
            return _rows[oid];
        }
    }

    public string Hint(Uri server) => $"Kuaishou: {new Uri(server, "/kuaishou")}   AppKey {AppKey}   secret {Secret}   token {FirstToken}   cpsPid {CpsPid}";

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/kuaishou/oauth2/refresh_token", (Delegate)RenewAsync);
        app.MapMethods("/kuaishou/{**path}", ["GET", "POST"], (Delegate)AnswerAsync);
    }

    private Task<IResult> RenewAsync(HttpContext context) => AllianceAnswer.SendAsync(
        Mischief,
        context,
        async () =>
        {
            var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : FormCollection.Empty;
            lock (_lock)
            {
                if (form["grant_type"] != "refresh_token" || form["app_id"] != AppKey || form["app_secret"] != AppSecret || form["refresh_token"] != RefreshToken)
                {
                    return Error(100200104, $"refresh_token 无效 {form["refresh_token"]}");
                }
                _renewals++;
                Token = string.Create(CultureInfo.InvariantCulture, $"kuaishou-access-{_renewals}");
                RefreshToken = string.Create(CultureInfo.InvariantCulture, $"kuaishou-refresh-{_renewals}");
                return new AllianceAnswer(new JsonObject
                {
                    ["result"] = 1,
                    ["access_token"] = Token,
                    ["expires_in"] = 172_800,
                    ["refresh_token"] = RefreshToken,
                    ["refresh_token_expires_in"] = 15_552_000,
                }.ToJsonString(Wire.Json));
            }
        },
        () => Error(804000, "Exceed qps limit"));

    private Task<IResult> AnswerAsync(HttpContext context) => AllianceAnswer.SendAsync(
        Mischief,
        context,
        async () =>
        {
            var sent = HttpMethods.IsGet(context.Request.Method) ? context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal)
                : context.Request.HasFormContentType ? (await context.Request.ReadFormAsync()).ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal)
                : [];
            return Answer(context.Request.Method, $"{context.Request.RouteValues["path"]}", sent);
        },
        () => Error(804000, "Exceed qps limit"));

    private AllianceAnswer Answer(string verb, string path, Dictionary<string, string> sent)
    {
        var method = sent.GetValueOrDefault("method") ?? "";
        if (sent.GetValueOrDefault("appkey") != AppKey || sent.GetValueOrDefault("version") != "1" || path != method.Replace('.', '/'))
        {
            return Error(100, "参数错误: appkey, version, method (form or query, no JSON)");
        }
        if (!long.TryParse(sent.GetValueOrDefault("timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var stamp) || stamp < 100_000_000_000
            || !Wire.IsNear(DateTimeOffset.FromUnixTimeMilliseconds(stamp), Now))
        {
            return Error(101, "timestamp 错误");
        }
        if (sent.GetValueOrDefault("sign") != Sign(sent))
        {
            return Error(102, $"签名错误 {sent.GetValueOrDefault("sign")} {sent.GetValueOrDefault("access_token")}");
        }
        if (Token is null || sent.GetValueOrDefault("access_token") != Token)
        {
            return Error(28, "access_token 已过期");
        }
        return (verb, method, Parse(sent.GetValueOrDefault("param"))) switch
        {
            ("POST", Prefix + "link.create", { } param) => Link(param),
            ("GET", Prefix + "order.list", { } param) => Orders(param),
            ("GET", Prefix + "selection.item.list", { } param) => Selection(param),
            _ => Error(103, "method 或 HTTP 方法错误"),
        };
    }

    private static string? Sign(Dictionary<string, string> sent)
    {
        var text = string.Join('&', sent.Where(pair => pair.Key != "sign").OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")) + $"&signSecret={Secret}";
#pragma warning disable CA5351
        return sent.GetValueOrDefault("signMethod") switch
        {
            "MD5" => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text))),
            "HMAC_SHA256" => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(text))),
            _ => null,
        };
#pragma warning restore CA5351
    }

    private AllianceAnswer Link(JsonObject param)
    {
        if (!MayPromote)
        {
            return Error(1800608, "没有站外推广权限");
        }
        var (item, comments) = ((string?)param["linkCarrierId"] ?? "", (string?)param["comments"] ?? "");
        if ((int?)param["linkType"] != 101 || (string?)param["cpsPid"] != CpsPid || item.Length == 0 || !item.All(char.IsAsciiDigit) || comments.Length == 0)
        {
            return Error(104, "linkType、linkCarrierId、comments 或 cpsPid 错误");
        }
        lock (_lock)
        {
            _links.Add((item, comments));
            return Ok(new JsonObject { ["linkUrl"] = string.Create(CultureInfo.InvariantCulture, $"https://app.kwaixiaodian.com/web/kwaishop-cps/d{_links.Count}") });
        }
    }

    private AllianceAnswer Orders(JsonObject param)
    {
        if ((int?)param["pageSize"] is not (>= 1 and <= 100 and var size) || (int?)param["queryType"] is not (1 or 2) || (int?)param["sortType"] is not (1 or 2)
            || (string?)param["pcursor"] is not { } cursor || cursor == "nomore" || Instant(param, "beginTime") is not { } from || Instant(param, "endTime") is not { } to)
        {
            return Error(300001, "参数错误");
        }
        if (to < from)
        {
            return Error(300003, "结束时间早于开始时间");
        }
        if (to - from > TimeSpan.FromDays(7))
        {
            return Error(300004, "时间范围不能超过 7 天");
        }
        if (from < Now.AddDays(-KeptDays))
        {
            return Error(300005, "只能查询 90 天内的订单");
        }
        var place = cursor.Length == 0 ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
        var byUpdate = (int?)param["queryType"] == 2;
        lock (_lock)
        {
            var all = (from row in _rows.Values
                       let at = byUpdate ? row.UpdateTime : row.CreateTime
                       where at >= @from && at < to
                       orderby at, row.Oid
                       select row).ToList();
            var some = all.Skip(place).Take(size).ToList();
            var answer = new JsonObject { ["pcursor"] = place + some.Count < all.Count ? (place + some.Count).ToString(CultureInfo.InvariantCulture) : "nomore" };
            if (some.Count > 0)
            {
                answer["orderList"] = new JsonArray([.. Mischief.Disorder(some).Select(row => (Echoes ? row : row with { Comments = "" }).Written())]);
            }
            return Ok(answer);
        }
    }

    private AllianceAnswer Selection(JsonObject param)
    {
        if ((int?)param["pageSize"] is not (>= 1 and <= 200 and var size) || (string?)param["pageIndex"] is not { } cursor || (int?)param["planType"] is null)
        {
            return Error(105, "pageSize、pageIndex 或 planType 错误");
        }
        var least = (param["rangeList"] as JsonArray ?? []).OfType<JsonObject>().Where(range => (string?)range["rangeId"] == "PRICE").Select(range => (long)range["rangeFrom"]!).FirstOrDefault();
        var found = Items.Where(item => item.ToJsonString(Wire.Json).Contains((string?)param["keyword"] ?? "", StringComparison.Ordinal)
            && Fen(item) >= least).ToList();
        var place = cursor.Length == 0 ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
        var some = found.Skip(place).Take(size).ToList();
        return Ok(new JsonObject
        {
            ["pcursor"] = place + some.Count < found.Count ? (place + some.Count).ToString(CultureInfo.InvariantCulture) : "nomore",
            ["itemList"] = new JsonArray([.. some.Select(item => item.DeepClone())]),
        });
    }

    /// <summary>Numbers may be written as texts.</summary>
    private static long Fen(JsonObject item) => long.Parse($"{item["goodsPrice"] ?? item["zkFinalPrice"] ?? 0}", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Instant(JsonObject param, string key) =>
        param[key] is JsonValue value && value.TryGetValue<long>(out var milliseconds) && milliseconds > 100_000_000_000
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;

    private static AllianceAnswer Ok(JsonObject data) =>
        new(new JsonObject { ["result"] = 1, ["error_msg"] = "SUCCESS", ["data"] = data, ["requestId"] = "2026" }.ToJsonString(Wire.Json));

    private static AllianceAnswer Error(int result, string words) => new(
        new JsonObject { ["result"] = result, ["error_msg"] = words, ["requestId"] = "2026" }.ToJsonString(Wire.Json), string.Create(CultureInfo.InvariantCulture, $"{result} {words}"));

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
}
