using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daogou.Standins.Alliances;

/// <summary>The buyin gateway: signed over five keys, of which the body is one as it was sent; times are texts, empty when there is none.</summary>
public sealed partial class DouyinDouble
{
    private void MapBuyin(IEndpointRouteBuilder app) => app.MapPost("/fxg/{**path}", (Delegate)AnswerBuyinAsync);

    private Task<IResult> AnswerBuyinAsync(HttpContext context) => AllianceAnswer.SendAsync(
        Mischief,
        context,
        async () =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var system = context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
            return AnswerBuyin($"{context.Request.RouteValues["path"]}", system, await reader.ReadToEndAsync());
        },
        () => Refusal(50002, "isv.app-flow-limited", "请求频率超限"));

    private AllianceAnswer AnswerBuyin(string path, Dictionary<string, string> system, string body)
    {
        var method = system.GetValueOrDefault("method") ?? "";
        if (system.GetValueOrDefault("app_key") != AppId || system.GetValueOrDefault("v") != "2" || path != method.Replace('.', '/'))
        {
            return Refusal(30001, "isv.app-key-invalid", "app_key、v 或路径错误");
        }
        if (!Wire.IsNear(Wire.ReadBeijing(system.GetValueOrDefault("timestamp")), Now))
        {
            return Refusal(30003, "isv.timestamp-expired", "timestamp 过期");
        }
        var text = $"{Secret}app_key{AppId}method{method}param_json{body}timestamp{system["timestamp"]}v2{Secret}";
        if (system.GetValueOrDefault("sign") != Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(text))))
        {
            return Refusal(30002, "isv.sign-invalid", $"签名错误 {system.GetValueOrDefault("sign")} {system.GetValueOrDefault("access_token")}");
        }
        if (system.GetValueOrDefault("access_token") != Token)
        {
            return Refusal(30005, "isv.access-token-expired", "access_token 已过期");
        }
        if (Parse(body) is not { } sent || !IsSorted(sent))
        {
            return Refusal(40004, "isv.parameter-invalid:1", "param_json 必须按键排序");
        }
        return method switch
        {
            "buyin.kolProductShare" => BuyinLink(sent),
            "buyin.doukeOrderAds" => BuyinOrders(sent),
            "buyin.shareCommandParse" => BuyinCommand(sent),
            "buyin.kolMaterialsProductsSearch" => BuyinProducts(sent),
            _ => Refusal(90000, "isv.method-removed", "接口已下线"),
        };
    }

    private AllianceAnswer BuyinLink(JsonObject sent)
    {
        var (product, external) = ((string?)sent["product_url"] ?? "", (string?)sent["external_info"] ?? "");
        var wrong = (string?)sent["pid"] == Pid ? WrongLink(product, external) : "pid 错误";
        return wrong is null ? Success(new JsonObject { ["share_link"] = MakeLink(product, external, null) }) : Refusal(50002, "isv.business-failed:1001", wrong);
    }

    private AllianceAnswer BuyinOrders(JsonObject sent)
    {
        var kind = (string?)sent["distribution_type"] switch { "ProductDetail" => 1, "Live" => 2, "ActivityMaterial" => 3, _ => 0 };
        return kind > 0 && (int?)sent["size"] is >= 1 and <= 200 and var size && Wire.ReadBeijing((string?)sent["start_time"]) is { } from && Wire.ReadBeijing((string?)sent["end_time"]) is { } to
            && Page((string?)sent["time_type"] == "update", from, to, kind, (string?)sent["cursor"] ?? "", size) is var (rows, next)
            ? Success(new JsonObject { ["cursor"] = next, ["orders"] = new JsonArray([.. rows.Select(row => row.Buyin())]) })
            : Refusal(40004, "isv.parameter-invalid:2", "参数错误");
    }

    private AllianceAnswer BuyinCommand(JsonObject sent) => Commands.TryGetValue((string?)sent["command"] ?? "", out var found) && found.ProductId is { } product
        ? Success(new JsonObject { ["product_info"] = new JsonObject { ["product_id"] = product, ["title"] = "云南小粒咖啡", ["promotable"] = true } })
        : Refusal(50002, "isv.business-failed:1002", "口令无法识别");

    private AllianceAnswer BuyinProducts(JsonObject sent) => (int?)sent["page_size"] is >= 1 and <= 20 and var size && (int?)sent["page"] is >= 1 and var page
        ? Success(new JsonObject
        {
            ["products"] = new JsonArray([.. Products.Where(product => product.Title.Contains((string?)sent["title"] ?? "", StringComparison.Ordinal))
                .Skip((page - 1) * size).Take(size).Select(product => product.Written())]),
        })
        : Refusal(40004, "isv.parameter-invalid:3", "page_size 错误");

    private static bool IsSorted(JsonObject sent) => sent.Select(pair => pair.Key).SequenceEqual(sent.Select(pair => pair.Key).Order(StringComparer.Ordinal));

    private static AllianceAnswer Success(JsonObject data) =>
        new(new JsonObject { ["code"] = 10000, ["msg"] = "success", ["sub_code"] = "", ["sub_msg"] = "", ["data"] = data, ["log_id"] = "2026" }.ToJsonString(Wire.Json));

    private static AllianceAnswer Refusal(int code, string sub, string words) => new(
        new JsonObject { ["code"] = code, ["msg"] = "failed", ["sub_code"] = sub, ["sub_msg"] = words, ["log_id"] = "2026" }.ToJsonString(Wire.Json),
        string.Create(CultureInfo.InvariantCulture, $"{code} {sub} {words}"));
}
