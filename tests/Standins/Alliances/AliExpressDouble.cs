using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daogou.Standins.Alliances;

/// <summary>One order line as AliExpress keeps it; amounts in cents.</summary>
public sealed record AliExpressRow
{
    public required string OrderId { get; init; }

    public required DateTimeOffset PaidAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>The list in which it stands.</summary>
    public required string List { get; init; }

    /// <summary>The word in the row, where it is not the list's.</summary>
    public string? Word { get; init; }

    public long Commission { get; init; }

    public string Parameters { get; init; } = "";

    public string Currency { get; init; } = "USD";
}

/// <summary>AliExpress's gateway: HMAC or MD5 over the form, times in Pacific standard time, orders by status and an index that goes on.</summary>
public sealed class AliExpressDouble(TimeProvider time) : IAllianceDouble
{
    public const string AppKey = "500001";
    public const string Secret = "aliexpress-secret-of-the-double";
    public const string TrackingId = "daogou";
    private static readonly TimeSpan Pacific = TimeSpan.FromHours(-8);
    private readonly Lock _lock = new();
    private readonly List<AliExpressRow> _rows = [];

    public Mischief Mischief { get; } = new();

    public TimeSpan Skew { get; set; }

    public string? NotPromoted { get; set; }

    public List<JsonObject> Products { get; } = [];

    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds((time.GetUtcNow() + Skew).ToUnixTimeSeconds());

    public void Put(AliExpressRow row)
    {
        lock (_lock)
        {
            var at = _rows.FindIndex(one => one.OrderId == row.OrderId);
            if (at < 0)
            {
                _rows.Add(row);
            }
            else
            {
                _rows[at] = row;
            }
        }
    }

    public AliExpressRow Find(string orderId)
    {
        lock (_lock)
        {
            return _rows.Single(row => row.OrderId == orderId);
        }
    }

    public string Hint(Uri server) => $"ALI:  {new Uri(server, "/aliexpress")}  AppKey {AppKey}  secret {Secret}  tracking id {TrackingId}";

    public void Map(IEndpointRouteBuilder app) => app.MapPost("/aliexpress", (Delegate)AnswerAsync);

    private Task<IResult> AnswerAsync(HttpContext context) => AllianceAnswer.SendAsync(
        Mischief, context, async () => Answer(context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : FormCollection.Empty), () => Error("ApiCallLimit", "frequency of app access exceeds the limit"));

    private AllianceAnswer Answer(IFormCollection sent)
    {
        var form = sent.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        if (form.GetValueOrDefault("app_key") != AppKey)
        {
            return Error("InvalidAppKey", "The app key is invalid");
        }
        if (!long.TryParse(form.GetValueOrDefault("timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at < 100_000_000_000
            || !Wire.IsNear(DateTimeOffset.FromUnixTimeMilliseconds(at), Now))
        {
            return Error("IllegalTimestamp", "The timestamp is out of range");
        }
        if (form.GetValueOrDefault("sign") != Sign(form))
        {
            return Error("IncompleteSignature", $"The request signature {form.GetValueOrDefault("sign")} does not conform to platform standards");
        }
        return form.GetValueOrDefault("method") switch
        {
            "aliexpress.affiliate.link.generate" => Link(form),
            "aliexpress.affiliate.order.listbyindex" => Orders(form),
            "aliexpress.affiliate.product.query" or "aliexpress.affiliate.hotproduct.query" => Offers(form),
            _ => Error("InvalidApiPath", "The specified API is not found"),
        };
    }

    private static string Sign(Dictionary<string, string> form)
    {
        var text = string.Concat(form.Where(pair => pair.Key != "sign").OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key + pair.Value));
        return form.GetValueOrDefault("sign_method") == "md5"
            ? Wire.WrappedMd5(form, Secret)
            : Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(text)));
    }

    private AllianceAnswer Link(Dictionary<string, string> form)
    {
        var source = form.GetValueOrDefault("source_values") ?? "";
        if (form.GetValueOrDefault("tracking_id") != TrackingId || form.GetValueOrDefault("promotion_link_type") is not ("0" or "2"))
        {
            return Said(form, 402, "The tracking id does not exist", null);
        }
        var one = new JsonObject { ["source_value"] = source };
        if (NotPromoted is not { } not || !source.Contains(not, StringComparison.Ordinal))
        {
            one["promotion_link"] = "https://s.click.aliexpress.com/e/_double1";
        }
        return Said(form, 200, "Call succeeds", new JsonObject { ["promotion_links"] = new JsonObject { ["promotion_link"] = new JsonArray(one) } });
    }

    private AllianceAnswer Orders(Dictionary<string, string> form)
    {
        if (Read(form.GetValueOrDefault("start_time")) is not { } from || Read(form.GetValueOrDefault("end_time")) is not { } to || from > to
            || form.GetValueOrDefault("status") is not ("Payment Completed" or "Buyer Confirmed Receipt" or "Completed Settlement" or "Invalid")
            || !int.TryParse(form.GetValueOrDefault("page_size"), out var size) || size is < 1 or > 50)
        {
            return Said(form, 402, "The parameters are not right", null);
        }
        var after = int.TryParse(form.GetValueOrDefault("start_query_index_id"), out var index) ? index : 0;
        List<(int Index, AliExpressRow Row)> found;
        lock (_lock)
        {
            found = [.. _rows.Index().Where(pair => pair.Item.List == form["status"] && At(pair.Item) is { } at && at >= from && at < to && pair.Index + 1 > after)
                .Select(pair => (pair.Index + 1, pair.Item)).Take(size)];
        }
        // An empty list is a code of its own.
        return found.Count == 0
            ? Said(form, 405, "The result is empty", null)
            : Said(form, 200, "Call succeeds", new JsonObject
            {
                ["current_record_count"] = found.Count,
                ["max_query_index_id"] = found[^1].Index.ToString(CultureInfo.InvariantCulture),
                ["orders"] = new JsonObject { ["order"] = new JsonArray([.. Mischief.Disorder(found).Select(pair => Written(pair.Row))]) },
            });
    }

    /// <summary>Each list goes by the time of its own step; what is invalid by the time it was paid.</summary>
    private static DateTimeOffset? At(AliExpressRow row) => row.List switch
    {
        "Buyer Confirmed Receipt" => row.FinishedAt,
        "Completed Settlement" => row.SettledAt,
        _ => row.PaidAt,
    };

    private AllianceAnswer Offers(Dictionary<string, string> form)
    {
        if (!int.TryParse(form.GetValueOrDefault("page_no"), out var page) || !int.TryParse(form.GetValueOrDefault("page_size"), out var size) || size is < 1 or > 50)
        {
            return Said(form, 402, "The parameters are not right", null);
        }
        var some = Products.Skip((page - 1) * size).Take(size).Select(product => product.DeepClone()).ToArray();
        return some.Length == 0
            ? Said(form, 405, "The result is empty", null)
            : Said(form, 200, "Call succeeds", new JsonObject { ["total_record_count"] = Products.Count, ["products"] = new JsonObject { ["product"] = new JsonArray(some) } });
    }

    private static JsonObject Written(AliExpressRow row) => new()
    {
        ["order_id"] = long.Parse(row.OrderId, CultureInfo.InvariantCulture),
        ["sub_order_id"] = long.Parse(row.OrderId, CultureInfo.InvariantCulture) + 1,
        ["parent_order_number"] = long.Parse(row.OrderId, CultureInfo.InvariantCulture),
        ["order_status"] = row.Word ?? row.List,
        ["effect_detail_status"] = row.List == "Invalid" ? "Order Refunded" : null,
        ["product_id"] = 1005001234567890,
        ["paid_amount"] = row.Commission * 20,
        ["finished_amount"] = row.FinishedAt is null ? 0 : row.Commission * 20,
        ["estimated_paid_commission"] = row.Commission,
        ["estimated_finished_commission"] = row.FinishedAt is null ? 0 : row.Commission,
        ["paid_time"] = Written(row.PaidAt),
        ["finished_time"] = row.FinishedAt is { } finished ? Written(finished) : null,
        ["completed_settlement_time"] = row.SettledAt is { } settled ? Written(settled) : null,
        ["settled_currency"] = row.Currency,
        ["tracking_id"] = TrackingId,
        ["customer_parameters"] = row.Parameters,
    };

    private static string Written(DateTimeOffset time) => time.ToOffset(Pacific).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Read(string? text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall) ? new DateTimeOffset(wall, Pacific) : null;

    private static AllianceAnswer Said(Dictionary<string, string> form, int code, string words, JsonObject? result)
    {
        var said = new JsonObject { ["resp_code"] = code, ["resp_msg"] = words };
        if (result is not null)
        {
            said["result"] = result;
        }
        var body = new JsonObject { [form["method"].Replace('.', '_') + "_response"] = new JsonObject { ["resp_result"] = said, ["request_id"] = "2101" } };
        return new AllianceAnswer(body.ToJsonString(Wire.Json), code is 200 or 405 ? null : $"{code} {words}");
    }

    private static AllianceAnswer Error(string code, string words) => new(
        new JsonObject { ["error_response"] = new JsonObject { ["type"] = "ISV", ["code"] = code, ["msg"] = words, ["request_id"] = "2101" } }.ToJsonString(Wire.Json), $"{code} {words}");
}
