using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daogou.Standins.Alliances;

/// <summary>Pangle's e-commerce gateway: an envelope whose data is a text, signed over four keys alone.</summary>
public sealed partial class DouyinDouble
{
    private const int MostPangleRows = 50;
    private const int MostProducts = 20;

    private void MapPangle(IEndpointRouteBuilder app) => app.MapPost("/pangle/{**path}", (Delegate)AnswerPangleAsync);

    private Task<IResult> AnswerPangleAsync(HttpContext context) => AllianceAnswer.SendAsync(
        Mischief,
        context,
        async () =>
        {
            using var reader = new StreamReader(context.Request.Body);
            return AnswerPangle($"/{context.Request.RouteValues["path"]}", Parse(await reader.ReadToEndAsync()));
        },
        () => Desc(50003, "request too frequent, qps limit"));

    private AllianceAnswer AnswerPangle(string path, JsonObject? envelope)
    {
        if (envelope is null || (string?)envelope["app_id"] != AppId || (string?)envelope["version"] != "1" || (string?)envelope["sign_type"] != "MD5"
            || envelope["data"] is not JsonValue data || data.GetValueKind() != JsonValueKind.String || (string?)envelope["req_id"] is not { Length: > 0 } request)
        {
            return Desc(40001, "envelope invalid: app_id, version, sign_type, req_id and a data text are wanted");
        }
        if (envelope["timestamp"] is not JsonValue stamp || !stamp.TryGetValue<long>(out var seconds) || seconds > 10_000_000_000
            || !Wire.IsNear(DateTimeOffset.FromUnixTimeSeconds(seconds), Now))
        {
            return Desc(40002, "timestamp invalid");
        }
        var text = string.Create(CultureInfo.InvariantCulture, $"app_id={AppId}&data={(string)data!}&req_id={request}&timestamp={seconds}{Secret}");
#pragma warning disable CA5351
        if ((string?)envelope["sign"] != Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text))))
#pragma warning restore CA5351
        {
            return Desc(40003, $"sign invalid {(string?)envelope["sign"]}");
        }
        return (path, Parse((string?)data)) switch
        {
            (_, null) => Desc(40004, "data is no JSON object"),
            ("/product/link", { } sent) => PangleLink(sent),
            ("/order/search", { } sent) => PangleOrders(sent),
            ("/product/search", { } sent) => PangleProducts(sent),
            ("/command_parse", { } sent) => PangleCommand(sent),
            _ => Desc(40400, "no such path"),
        };
    }

    private AllianceAnswer PangleLink(JsonObject sent)
    {
        var (product, external) = ((string?)sent["product_url"] ?? "", (string?)sent["external_info"] ?? "");
        if (WrongLink(product, external) is { } wrong)
        {
            return Desc(41001, wrong);
        }
        var forms = (sent["share_type"] as JsonArray ?? []).Select(form => (int)form!).ToList();
        var address = MakeLink(product, external, (string?)sent["product_ext"]);
        return Data(new JsonObject
        {
            ["dy_password"] = forms.Contains(3) ? "##2gLwLiBrG36B8##" : "",
            ["dy_deeplink"] = forms.Contains(1) ? "snssdk1128://goods/detail" : "",
            ["dy_zlink"] = forms.Contains(4) ? "https://z.douyin.com/d" : "",
            ["dy_sharelink"] = forms.Contains(5) ? address : "",
        });
    }

    private AllianceAnswer PangleOrders(JsonObject sent)
    {
        var size = (int?)sent["size"] ?? 0;
        var named = sent["order_ids"] as JsonArray;
        if (size is < 1 or > MostPangleRows || (int?)sent["order_type"] is not (>= 1 and <= 3 and var kind) || (string?)sent["time_type"] is not ("pay" or "update")
            || named is { Count: > 10 } || (named is not null && sent.ContainsKey("cursor"))
            || Moment(sent["start_time"]) is not { } from || Moment(sent["end_time"]) is not { } to)
        {
            return Desc(42001, "参数错误");
        }
        return Page((string?)sent["time_type"] == "update", from, to, kind, (string?)sent["cursor"] ?? "0", size) is var (rows, next)
            ? Data(new JsonObject { ["cursor"] = next, ["orders"] = new JsonArray([.. rows.Select(row => row.Pangle())]) })
            : Desc(42002, "时间范围不能超过 90 天");
    }

    private AllianceAnswer PangleProducts(JsonObject sent)
    {
        if ((int?)sent["page_size"] is not (>= 1 and <= MostProducts and var size) || (int?)sent["page"] is not (>= 1 and var page))
        {
            return Desc(42003, "page_size 错误");
        }
        var found = Products.Where(product => product.Title.Contains((string?)sent["title"] ?? "", StringComparison.Ordinal)
            && product.Price >= ((long?)sent["price_min"] ?? 0) && product.Price <= ((long?)sent["price_max"] ?? long.MaxValue)).ToList();
        var answer = new JsonObject { ["total"] = found.Count };
        if (found.Skip((page - 1) * size).Take(size).ToList() is { Count: > 0 } some)
        {
            answer["products"] = new JsonArray([.. some.Select(product => product.Written())]);
        }
        return Data(answer);
    }

    private AllianceAnswer PangleCommand(JsonObject sent)
    {
        if (!Commands.TryGetValue((string?)sent["command"] ?? "", out var found))
        {
            return Desc(43001, "口令无法识别");
        }
        var answer = new JsonObject { ["command_type"] = found.Kind, ["is_own_command"] = false };
        if (found.ProductId is { } product)
        {
            answer["product_info"] = new JsonObject { ["product_id"] = product, ["share_info"] = new JsonObject() };
        }
        return Data(answer);
    }

    private static DateTimeOffset? Moment(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<long>(out var seconds) && seconds is > 0 and < 10_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    private static AllianceAnswer Data(JsonObject data) => new(new JsonObject { ["code"] = 0, ["desc"] = "success", ["data"] = data }.ToJsonString(Wire.Json));

    private static AllianceAnswer Desc(int code, string words) =>
        new(new JsonObject { ["code"] = code, ["desc"] = words }.ToJsonString(Wire.Json), string.Create(CultureInfo.InvariantCulture, $"{code} {words}"));
}
