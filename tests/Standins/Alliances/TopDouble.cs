using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daogou.Standins.Alliances;

/// <summary>
/// Taobao's open platform and its alliance's methods. It answers XML to who does not ask for JSON, wraps lists by their elements' type and leaves empty ones out, writes
/// money as text, gives an item another first half of its id at each conversion, and echoes nothing of ours in an order but the slot.
/// </summary>
public sealed partial class TopDouble(TimeProvider time) : IAllianceDouble
{
    public const string AppKey = "23456789";
    public const string Secret = "top-secret-of-the-double";
    public const string Session = "session-of-the-double-0001";
    public const string Member = "110011";
    public const string Site = "2200220";
    private static readonly string[] SpreadHosts = ["uland.taobao.com", "s.click.taobao.com", "ai.taobao.com", "temai.taobao.com"];
    private readonly Lock _lock = new();
    private readonly Random _random = new(20261102);
    private readonly Dictionary<string, TaobaoRow> _rows = [];
    private readonly Dictionary<string, TaobaoRefund> _refunds = [];
    private readonly List<(string AdZone, string Relation, string Item, string Address)> _links = [];

    public Mischief Mischief { get; } = new();

    public TimeSpan Skew { get; set; }

    /// <summary>Item that the alliance does not promote, by its number.</summary>
    public string? NotPromoted { get; set; }

    /// <summary>Whether items have a coupon left.</summary>
    public bool HasCoupons { get; set; } = true;

    /// <summary>Days in Beijing with windows of twenty minutes.</summary>
    public HashSet<string> SaleDays { get; } = [];

    /// <summary>Rows of a page, however many were asked for.</summary>
    public int MostRows { get; set; } = 100;

    /// <summary>What stands behind 口令 and short links: the number of an item.</summary>
    public Dictionary<string, string> Tokens { get; } = new(StringComparer.Ordinal);

    public DateTimeOffset Now => time.GetUtcNow() + Skew;

    /// <summary>The longest window in which orders were asked for.</summary>
    public TimeSpan LongestWindow { get; private set; }

    public IReadOnlyList<(string AdZone, string Relation, string Item, string Address)> Links
    {
        get
        {
            lock (_lock)
            {
                return [.. _links];
            }
        }
    }

    /// <summary>The half of an item's id that stays.</summary>
    public static string Lasting(string number) => $"k{number}Zq7mvmePK";

    public TaobaoRow Put(TaobaoRow row)
    {
        lock (_lock)
        {
            return _rows[row.TradeId] = row with { ModifiedTime = Whole(Now) };
        }
    }

    public TaobaoRow Find(string tradeId)
    {
        lock (_lock)
        {
            return _rows[tradeId];
        }
    }

    public void Put(TaobaoRefund refund)
    {
        lock (_lock)
        {
            _refunds[refund.SuitId] = refund with { ModifiedTime = Whole(Now) };
        }
    }

    public string Hint(Uri server) => $"TOP:  {new Uri(server, "/top")}   AppKey {AppKey}   secret {Secret}   session {Session}   pid mm_{Member}_{Site}_<adzone>";

    public void Map(IEndpointRouteBuilder app) => app.MapMethods("/top", ["GET", "POST"], (Delegate)AnswerAsync);

    /// <summary>Another whole id of an item, as each conversion and each listing gives it.</summary>
    internal string Dynamic(string lasting)
    {
        lock (_lock)
        {
            const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";
            return string.Concat(Enumerable.Range(0, 16).Select(_ => Letters[_random.Next(Letters.Length)])) + "-" + lasting;
        }
    }

    /// <summary>The item behind an address, 口令 or short link; null for none.</summary>
    internal string? ItemBehind(string text) =>
        Tokens.FirstOrDefault(token => text.Contains(token.Key, StringComparison.Ordinal)).Value is { } number ? Lasting(number)
        : NumberIn().Match(text) is { Success: true } match ? Lasting(match.Groups["id"].Value)
        : WholeIn().Match(text) is { Success: true } whole ? whole.Groups["lasting"].Value
        : null;

    /// <summary>A tracked link for an item in a slot.</summary>
    internal string Link(string adZone, string relation, string lasting)
    {
        lock (_lock)
        {
            var address = string.Create(CultureInfo.InvariantCulture, $"https://s.click.taobao.com/d{_links.Count + 1:000000}");
            _links.Add((adZone, relation, lasting, address));
            return address;
        }
    }

    /// <summary>A page of orders for a provider that asked with rights of its own.</summary>
    internal AllianceAnswer ListOrders(Dictionary<string, string> asked) => Orders("taobao.tbk.sc.order.details.get", asked);

    internal static string Sign(IEnumerable<KeyValuePair<string, string>> form) => Wire.WrappedMd5(form, Secret);

    private async Task<IResult> AnswerAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType
            ? (await context.Request.ReadFormAsync()).ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal)
            : context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        return form.GetValueOrDefault("format") == "json"
            ? await AllianceAnswer.SendAsync(Mischief, context, () => Task.FromResult(Answer(form)), () => Error(7, "App Call Limited", "accesscontrol.limited-by-api-access-count", "This ban will last for 1 more seconds"))
            : Results.Text("<?xml version=\"1.0\" encoding=\"utf-8\" ?><error_response><code>15</code></error_response>", "text/xml");
    }

    private AllianceAnswer Answer(Dictionary<string, string> form)
    {
        var method = form.GetValueOrDefault("method") ?? "";
        if (form.GetValueOrDefault("app_key") != AppKey)
        {
            return Error(29, "Invalid App Key");
        }
        if (!Wire.IsNear(Wire.ReadBeijing(form.GetValueOrDefault("timestamp")), Now))
        {
            return Error(31, "Invalid Timestamp");
        }
        if (form.GetValueOrDefault("v") != "2.0")
        {
            return Error(33, "Invalid Version");
        }
        if (form.Any(pair => pair.Value.Length == 0))
        {
            return Error(41, "Invalid Arguments", "isv.invalid-parameter", "an empty parameter was sent");
        }
        if (form.GetValueOrDefault("sign") is not { } sign || sign != Expected(form))
        {
            return Error(25, "Invalid Signature " + form.GetValueOrDefault("sign"));
        }
        if (method.Contains(".sc.", StringComparison.Ordinal) || method == "taobao.tbk.privilege.get")
        {
            if (form.GetValueOrDefault("session") is not { } session)
            {
                return Error(26, "Missing Session");
            }
            if (session != Session)
            {
                return Error(27, "Invalid Session");
            }
        }
        return method switch
        {
            "taobao.tbk.privilege.get" => Privilege(method, form),
            "taobao.tbk.sc.general.link.parse" => Parse(method, form),
            "taobao.tbk.sc.tpwd.convert" => Tpwd(method, form),
            "taobao.tbk.tpwd.create" => Create(method, form),
            "taobao.tbk.sc.order.details.get" or "taobao.tbk.order.details.get" => Orders(method, form),
            "taobao.tbk.sc.order.refund.get" or "taobao.tbk.order.refund.get" => Refunds(method, form),
            "taobao.tbk.dg.material.optional" => Material(method, form),
            "taobao.tbk.dg.optimus.material" => Optimus(method, form),
            _ => Error(22, "Invalid Method"),
        };
    }

    private static string Expected(Dictionary<string, string> form)
    {
        var run = string.Concat(form.Where(pair => pair.Key != "sign").OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key + pair.Value));
        var (key, bytes) = (Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(run));
#pragma warning disable CA5351
        return form.GetValueOrDefault("sign_method") switch
        {
            "hmac" => Convert.ToHexString(HMACMD5.HashData(key, bytes)),
            "hmac-sha256" => Convert.ToHexString(HMACSHA256.HashData(key, bytes)),
            _ => Wire.WrappedMd5(form, Secret),
        };
#pragma warning restore CA5351
    }

    private AllianceAnswer Privilege(string method, Dictionary<string, string> form)
    {
        if (form.GetValueOrDefault("site_id") != Site || form.GetValueOrDefault("adzone_id") is not { Length: > 0 } zone)
        {
            return Error(15, "Remote service error", "isv.pid-not-correct", "site_id or adzone_id");
        }
        if (form.GetValueOrDefault("item_id") is not { } item || item.Split('-', 2) is not [_, var lasting])
        {
            return Error(15, "Remote service error", "isv.item-id-format", "item_id must be one that a search or a parsing gave");
        }
        if (NotPromoted is { } not && lasting == Lasting(not))
        {
            return Error(15, "Remote service error", "isv.item-not-in-promotion", "该商品没有推广");
        }
        var address = Link(zone, form.GetValueOrDefault("relation_id") ?? "", lasting);
        var data = new JsonObject { ["item_id"] = Dynamic(lasting), ["item_url"] = address, ["coupon_click_url"] = address.Replace("s.click", "uland", StringComparison.Ordinal), ["max_commission_rate"] = "10.00" };
        if (HasCoupons)
        {
            data["coupon_remain_count"] = 900;
            data["coupon_info"] = "满99元减20元";
        }
        return Good(method, new JsonObject { ["result"] = new JsonObject { ["data"] = data } });
    }

    private AllianceAnswer Parse(string method, Dictionary<string, string> form)
    {
        var url = (string?)Json(form.GetValueOrDefault("material_dto"))?["material_url"];
        return url is null ? Error(40, "Missing required arguments: material_dto")
            : ItemBehind(url) is { } lasting ? Good(method, new JsonObject { ["data"] = new JsonObject { ["material_id"] = Dynamic(lasting), ["material_type"] = 1 } })
            : Error(15, "Remote service error", "isv.material-not-found", "无法识别的物料");
    }

    private AllianceAnswer Tpwd(string method, Dictionary<string, string> form) =>
        form.GetValueOrDefault("password_content") is { } text && ItemBehind(text) is { } lasting
            ? Good(method, new JsonObject { ["data"] = new JsonObject { ["num_iid"] = Dynamic(lasting), ["url_type"] = 1, ["origin_pid"] = "0" } })
            : Error(15, "Remote service error", "isv.tpwd-invalid", "口令已失效");

    private static AllianceAnswer Create(string method, Dictionary<string, string> form) =>
        Uri.TryCreate(form.GetValueOrDefault("url"), UriKind.Absolute, out var url) && SpreadHosts.Contains(url.Host)
            ? Good(method, new JsonObject { ["data"] = new JsonObject { ["password_simple"] = "￥Ab3dEf6hIj￥", ["model"] = $"66￥ CZ3457 Ab3dEf6hIj￥ https://m.tb.cn/h.{url.AbsolutePath.Trim('/')}  商品" } })
            : Error(15, "Remote service error", "isv.url-not-official", "链接不是推广链接");

    private AllianceAnswer Orders(string method, Dictionary<string, string> form)
    {
        TaobaoRow[] rows;
        lock (_lock)
        {
            rows = [.. _rows.Values.OrderBy(row => row.ModifiedTime).ThenBy(row => row.TradeId, StringComparer.Ordinal)];
        }
        var type = form.GetValueOrDefault("query_type");
        return Paged(method, form, ["1", "2", "3", "4"], rows, row => type == "4" ? row.ModifiedTime : type == "3" ? row.EarningTime : row.CreateTime, row => row.Written(Dynamic(row.Item)), "results", "publisher_order_dto");
    }

    private AllianceAnswer Refunds(string method, Dictionary<string, string> form)
    {
        if (Json(form.GetValueOrDefault("publisher_refund_order_query_option")) is not { } option)
        {
            return Error(40, "Missing required arguments: publisher_refund_order_query_option");
        }
        TaobaoRefund[] rows;
        lock (_lock)
        {
            rows = [.. _refunds.Values.OrderBy(row => row.ModifiedTime).ThenBy(row => row.SuitId, StringComparer.Ordinal)];
        }
        return Paged(
            method, option.ToDictionary(pair => pair.Key, pair => pair.Value?.ToString() ?? "", StringComparer.Ordinal), ["1", "2", "3", "4", "5"], rows, row => row.ModifiedTime, row => row.Written(), "result", "publisher_refund_order_d_t_o");
    }

    private AllianceAnswer Paged<T>(
        string method, Dictionary<string, string> asked, string[] types, IReadOnlyList<T> all, Func<T, DateTimeOffset?> at, Func<T, JsonNode> write, string list, string element)
    {
        var (page, size) = (Number(asked, "page_no", 1), Number(asked, "page_size", 20));
        if (Wire.ReadBeijing(asked.GetValueOrDefault("start_time")) is not { } from || Wire.ReadBeijing(asked.GetValueOrDefault("end_time")) is not { } to || from > to
            || !types.Contains(asked.GetValueOrDefault("query_type")) || page is < 1 or > 100 || size is < 1 or > 100)
        {
            return Error(41, "Invalid Arguments", "isv.invalid-parameter", "start_time, end_time, query_type, page_no or page_size");
        }
        var isSale = SaleDays.Contains(Wire.Beijing(from)[..10]) || SaleDays.Contains(Wire.Beijing(to)[..10]);
        if (to - from > (isSale ? TimeSpan.FromMinutes(20) : TimeSpan.FromHours(3)))
        {
            return Error(15, "Remote service error", "isv.time-span-too-long", "查询时间跨度过长");
        }
        LongestWindow = to - from > LongestWindow ? to - from : LongestWindow;
        var position = string.Create(CultureInfo.InvariantCulture, $"{from.ToUnixTimeSeconds()}_{to.ToUnixTimeSeconds()}_");
        if (page > 1 && asked.GetValueOrDefault("position_index") != string.Create(CultureInfo.InvariantCulture, $"{position}{page}"))
        {
            return Error(15, "Remote service error", "isv.position-index-missing", "position_index 必填");
        }
        size = Math.Min(size, MostRows);
        var rows = all.Where(row => at(row) is { } when && when >= from && when < to).ToList();
        var data = new JsonObject { ["has_next"] = rows.Count > page * size, ["has_pre"] = page > 1, ["page_no"] = page, ["page_size"] = size, ["position_index"] = string.Create(CultureInfo.InvariantCulture, $"{position}{page + 1}") };
        if (rows.Skip((page - 1) * size).Take(size).ToList() is { Count: > 0 } some)
        {
            data[list] = new JsonObject { [element] = new JsonArray([.. Mischief.Disorder(some).Select(write)]) };
        }
        return Good(method, new JsonObject { ["data"] = data });
    }

    private AllianceAnswer Material(string method, Dictionary<string, string> form) =>
        !form.ContainsKey("adzone_id") ? Error(40, "Missing required arguments: adzone_id")
        : !form.ContainsKey("q") && !form.ContainsKey("cat") ? Error(40, "Missing required arguments: q")
        : Good(method, new JsonObject { ["total_results"] = 2, ["result_list"] = new JsonObject { ["map_data"] = new JsonArray(Goods("6001", "1550"), Goods("6002", "900")) } });

    private AllianceAnswer Optimus(string method, Dictionary<string, string> form) =>
        !form.ContainsKey("material_id") ? Error(40, "Missing required arguments: material_id")
        : Good(method, form.GetValueOrDefault("page_no") == "1" ? new JsonObject { ["result_list"] = new JsonObject { ["map_data"] = new JsonArray(Goods("6003", "15.5")) } } : []);

    private JsonObject Goods(string number, string rate) => new()
    {
        ["item_id"] = Dynamic(Lasting(number)),
        ["title"] = "纯棉毛巾 " + number,
        ["pict_url"] = "//img.alicdn.com/" + number + ".jpg",
        ["reserve_price"] = "199.00",
        ["zk_final_price"] = "129.00",
        ["commission_rate"] = rate,
        ["coupon_id"] = "cp" + number,
        ["coupon_amount"] = "20",
        ["coupon_start_fee"] = "99.00",
        ["coupon_start_time"] = "2026-11-01",
        ["coupon_end_time"] = "2026-11-12",
        ["coupon_share_url"] = "//uland.taobao.com/coupon/edetail?e=x" + number,
        ["shop_title"] = "毛巾旗舰店",
        ["user_type"] = 1,
    };

    internal static AllianceAnswer Good(string method, JsonObject body)
    {
        body["request_id"] = "double";
        return new AllianceAnswer(new JsonObject { [method["taobao.".Length..].Replace('.', '_') + "_response"] = body }.ToJsonString(Wire.Json));
    }

    private static AllianceAnswer Error(int code, string words, string? sub = null, string? subWords = null)
    {
        var error = new JsonObject { ["code"] = code, ["msg"] = words, ["request_id"] = "double" };
        if (sub is not null)
        {
            (error["sub_code"], error["sub_msg"]) = (sub, subWords);
        }
        return new AllianceAnswer(new JsonObject { ["error_response"] = error }.ToJsonString(Wire.Json), $"{code} {words} {sub}");
    }

    private static int Number(Dictionary<string, string> asked, string name, int usual) =>
        !asked.TryGetValue(name, out var text) ? usual : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static JsonObject? Json(string? text)
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

    [GeneratedRegex("[?&]id=(?<id>[0-9]{8,16})(?:&|$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NumberIn();

    [GeneratedRegex("[?&]id=[A-Za-z0-9]+-(?<lasting>[A-Za-z0-9-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WholeIn();
}
