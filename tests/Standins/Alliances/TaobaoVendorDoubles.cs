using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daogou.Standins.Alliances;

/// <summary>大淘客 before the same alliance: signed queries, TOP's rows in camel case.</summary>
public sealed class DataokeDouble(TopDouble top) : IAllianceDouble
{
    public const string AppKey = "dtk-key";
    public const string Secret = "dtk-secret-of-the-double";

    public Mischief Mischief { get; } = new();

    public string Hint(Uri server) => $"DTK:  {new Uri(server, "/dtk/")}   AppKey {AppKey}   secret {Secret}";

    public void Map(IEndpointRouteBuilder app) => app.MapGet("/dtk/{**path}", (HttpContext context, string path) => AllianceAnswer.SendAsync(
        Mischief, context, () => Task.FromResult(Answer(path, context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal))), () => No("10003", "请求过于频繁")));

    private AllianceAnswer Answer(string path, Dictionary<string, string> asked)
    {
        var run = string.Join('&', asked.Where(pair => pair.Key != "sign").OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));
        return asked.GetValueOrDefault("appKey") != AppKey || !asked.ContainsKey("version") ? No("20001", "appKey or version")
            : asked.GetValueOrDefault("sign") != Wire.Md5Upper($"{run}&key={Secret}") ? No("20002", "验签失败")
            : path switch
            {
                "tb-service/get-privilege-link" => Link(asked),
                "tb-service/parse-content" => top.ItemBehind(asked.GetValueOrDefault("content") ?? "") is { } item ? Yes(new JsonObject { ["goodsId"] = top.Dynamic(item), ["title"] = "纯棉毛巾" }) : No("25003", "解析失败"),
                "tb-service/get-order-details" => Orders(asked),
                "goods/get-dtk-search-goods" => Yes(new JsonObject { ["list"] = new JsonArray(new JsonObject { ["goodsId"] = top.Dynamic(TopDouble.Lasting("6001")), ["title"] = "纯棉毛巾", ["originalPrice"] = 129, ["actualPrice"] = 109.9 }) }),
                _ => No("404", "no such method"),
            };
    }

    private AllianceAnswer Link(Dictionary<string, string> asked)
    {
        if (asked.GetValueOrDefault("goodsId")?.Split('-', 2) is not [_, var item] || asked.GetValueOrDefault("pid")?.Split('_') is not ["mm", TopDouble.Member, TopDouble.Site, var zone])
        {
            return No("25002", "goodsId or pid");
        }
        var address = top.Link(zone, asked.GetValueOrDefault("channelId") ?? "", item);
        return Yes(new JsonObject { ["itemId"] = top.Dynamic(item), ["itemUrl"] = address, ["shortUrl"] = address, ["tpwd"] = "￥Dtk4Ef6hIj￥", ["longTpwd"] = "88￥ HU108 Dtk4Ef6hIj￥ https://m.tb.cn/h.d1  毛巾" });
    }

    private AllianceAnswer Orders(Dictionary<string, string> asked)
    {
        var answer = JsonNode.Parse(top.ListOrders(asked.ToDictionary(pair => Snake(pair.Key), pair => pair.Value, StringComparer.Ordinal)).Body)!.AsObject();
        return answer.First() is { Key: not "error_response", Value: JsonObject good } ? Yes((JsonObject)Camel(good["data"])!) : No("30001", answer.ToJsonString());
    }

    private static AllianceAnswer Yes(JsonObject data) => new(new JsonObject { ["code"] = 0, ["msg"] = "成功", ["data"] = data }.ToJsonString(Wire.Json));

    private static AllianceAnswer No(string code, string words) => new(new JsonObject { ["code"] = int.Parse(code, System.Globalization.CultureInfo.InvariantCulture), ["msg"] = words }.ToJsonString(Wire.Json), $"{code} {words}");

    private static string Snake(string name) => string.Concat(name.Select(c => char.IsAsciiLetterUpper(c) ? "_" + char.ToLowerInvariant(c) : c.ToString()));

    private static JsonNode? Camel(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(Camel(field.Key), Camel(field.Value)))),
        JsonArray rows => new JsonArray([.. rows.Select(Camel)]),
        _ => node?.DeepClone(),
    };

    private static string Camel(string name) => string.Concat(name.Split('_').Select((part, index) => index == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));
}

/// <summary>好单库 before the same alliance: an apikey, a list of allowed page sizes, a keyword encoded twice.</summary>
public sealed class HaodankuDouble(TopDouble top) : IAllianceDouble
{
    public const string Secret = "hdk-key-of-the-double";

    public Mischief Mischief { get; } = new();

    public string Hint(Uri server) => $"HDK:  {new Uri(server, "/hdk/")}   apikey {Secret}";

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/hdk/ratesurl", (Delegate)((HttpContext context) => AllianceAnswer.SendAsync(Mischief, context, async () => Link(await context.Request.ReadFormAsync()), () => No("请求过于频繁"))));
        app.MapGet("/hdk/supersearch", (Delegate)((HttpContext context) => AllianceAnswer.SendAsync(Mischief, context, () => Task.FromResult(Search(context.Request.Query)), () => No("请求过于频繁"))));
    }

    private AllianceAnswer Link(IFormCollection form)
    {
        if (form["apikey"] != Secret || form["pid"].ToString().Split('_') is not ["mm", TopDouble.Member, TopDouble.Site, var zone] || form["title"].ToString().Length < 8)
        {
            return No("apikey, pid or title");
        }
        var id = form["itemid"].ToString();
        var item = id.Split('-', 2) is [_, var lasting] ? lasting : TopDouble.Lasting(id);
        return Yes(new JsonObject { ["data"] = new JsonObject { ["coupon_click_url"] = top.Link(zone, form["relation_id"].ToString(), item), ["item_url"] = "", ["item_id"] = top.Dynamic(item), ["taoword"] = "￥Hdk4Ef6hIj￥" } });
    }

    private AllianceAnswer Search(IQueryCollection asked)
    {
        string[] sizes = ["1", "2", "10", "20", "50", "100", "120", "200", "500"];
        return asked["apikey"] != Secret || !sizes.Contains(asked["back"].ToString()) || !asked["keyword"].ToString().Contains('%', StringComparison.Ordinal) ? No("apikey, back or keyword")
            : Yes(new JsonObject { ["min_id"] = 2, ["tb_p"] = 2, ["data"] = asked["min_id"] == "1" ? new JsonArray(new JsonObject { ["itemid"] = top.Dynamic(TopDouble.Lasting("6001")), ["itemtitle"] = "纯棉毛巾", ["itemprice"] = "129", ["itemendprice"] = "109.90" }) : [] });
    }

    private static AllianceAnswer Yes(JsonObject body)
    {
        (body["code"], body["msg"]) = (200, "SUCCESS");
        return new AllianceAnswer(body.ToJsonString(Wire.Json));
    }

    private static AllianceAnswer No(string words) => new(new JsonObject { ["code"] = 0, ["msg"] = words }.ToJsonString(Wire.Json), words);
}

/// <summary>折淘客: hands back a call that it signed with its own rights; TOP's double answers it.</summary>
public sealed class ZhetaokeDouble(TopDouble top) : IAllianceDouble
{
    public const string Secret = "ztk-key-of-the-double";
    public const string Sid = "4711";

    public Mischief Mischief { get; } = new();

    public string Hint(Uri server) => $"ZTK:  {new Uri(server, "/ztk/")}   appkey {Secret}   sid {Sid}";

    public void Map(IEndpointRouteBuilder app) => app.MapPost("/ztk/{name}.ashx", (HttpContext context, string name) => AllianceAnswer.SendAsync(
        Mischief, context, async () => Answer(name, context, (await context.Request.ReadFormAsync()).ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal)), () => No("429", "too fast")));

    private AllianceAnswer Answer(string name, HttpContext context, Dictionary<string, string> form)
    {
        if (form.GetValueOrDefault("appkey") != Secret || form.GetValueOrDefault("sid") != Sid)
        {
            return No("301", "appkey or sid");
        }
        var business = form.Where(pair => pair.Key is not ("appkey" or "sid" or "signurl" or "pid" or "num_iid")).ToDictionary(StringComparer.Ordinal);
        var pid = form.GetValueOrDefault("pid")?.Split('_');
        switch (name)
        {
            case "open_shangpin_id":
                return top.ItemBehind(form.GetValueOrDefault("content") ?? "") is { } item ? new AllianceAnswer(new JsonObject { ["status"] = 200, ["item_id"] = top.Dynamic(item) }.ToJsonString(Wire.Json)) : No("301", "没有商品");
            case "open_gaoyongzhuanlian" when pid is ["mm", _, var site, var zone]:
                (business["site_id"], business["adzone_id"], business["item_id"]) = (site, zone, form.GetValueOrDefault("num_iid") ?? "");
                return Signed(context, form, "taobao.tbk.privilege.get", business);
            case "open_tkl_create":
                return Signed(context, form, "taobao.tbk.tpwd.create", business);
            case "open_dingdanchaxun2":
                return Signed(context, form, "taobao.tbk.sc.order.details.get", business);
            default:
                return No("404", "no such method");
        }
    }

    private AllianceAnswer Signed(HttpContext context, Dictionary<string, string> form, string method, Dictionary<string, string> business)
    {
        if (form.GetValueOrDefault("signurl") is not ("1" or "2"))
        {
            return No("302", "signurl");
        }
        foreach (var (key, value) in new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["method"] = method, ["app_key"] = TopDouble.AppKey, ["session"] = TopDouble.Session, ["sign_method"] = "md5", ["format"] = "json", ["v"] = "2.0", ["timestamp"] = Wire.Beijing(top.Now),
        })
        {
            business[key] = value;
        }
        business["sign"] = TopDouble.Sign(business);
        var query = string.Join('&', business.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        return new AllianceAnswer(new JsonObject { ["url"] = $"{context.Request.Scheme}://{context.Request.Host}/top?{query}" }.ToJsonString(Wire.Json));
    }

    private static AllianceAnswer No(string code, string words) => new(new JsonObject { ["status"] = int.Parse(code, System.Globalization.CultureInfo.InvariantCulture), ["content"] = words }.ToJsonString(Wire.Json), $"{code} {words}");
}
