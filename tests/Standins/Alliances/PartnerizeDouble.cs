using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daogou.Standins.Alliances;

/// <summary>One item of a conversion as Partnerize keeps it; amounts in major units.</summary>
public sealed record PartnerizeItem(string Id, string Status, decimal Commission);

public sealed record PartnerizeConversion(string Id, DateTimeOffset At, string PubRef, IReadOnlyList<PartnerizeItem> Items)
{
    public DateTimeOffset LastModified { get; init; }
}

/// <summary>Partnerize's conversion report: HTTP Basic, a cursor that goes on, amounts as texts, a limit with a header of its own.</summary>
public sealed class PartnerizeDouble(TimeProvider time) : IAllianceDouble
{
    public const string AppKey = "partnerize-app-0001";
    public const string Secret = "partnerize-secret-of-the-double";
    public const string Publisher = "1101l2";
    private readonly Lock _lock = new();
    private readonly Dictionary<string, PartnerizeConversion> _conversions = [];

    public Mischief Mischief { get; } = new();

    public TimeSpan Skew { get; set; }

    /// <summary>Conversions on a page.</summary>
    public int PageSize { get; set; } = 300;

    /// <summary>Where the next page is said to be.</summary>
    public string NextHost { get; set; } = "";

    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds((time.GetUtcNow() + Skew).ToUnixTimeSeconds());

    public void Put(PartnerizeConversion conversion)
    {
        lock (_lock)
        {
            _conversions[conversion.Id] = conversion with { LastModified = Now };
        }
    }

    public PartnerizeConversion Find(string id)
    {
        lock (_lock)
        {
            return _conversions[id];
        }
    }

    public string Hint(Uri server) => $"PTZ:  {new Uri(server, "/partnerize")}  AppKey {AppKey}  secret {Secret}  publisher {Publisher}";

    public void Map(IEndpointRouteBuilder app) => app.MapGet(
        "/partnerize/reporting/report_publisher/publisher/{publisher}/conversion.json",
        (HttpContext context, string publisher) => AllianceAnswer.SendAsync(
            Mischief,
            context,
            () => Task.FromResult(Answer(context.Request, publisher)),
            () =>
            {
                context.Response.Headers["X-RateLimit-Retry-After"] = "90";
                return Error(429, "Rate limit exceeded");
            }));

    private AllianceAnswer Answer(HttpRequest request, string publisher)
    {
        if (request.Headers.Authorization != "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{AppKey}:{Secret}")))
        {
            return Error(401, $"Unauthorized {request.Headers.Authorization}");
        }
        if (publisher != Publisher)
        {
            return Error(403, "You may not see this publisher");
        }
        if (request.Query["date_type"] != "last_updated" || request.Query["timezone"] != "UTC" || Read(request.Query["start_date"]) is not { } from || Read(request.Query["end_date"]) is not { } to)
        {
            return Error(400, "start_date, end_date and date_type are required");
        }
        List<PartnerizeConversion> found;
        lock (_lock)
        {
            found = [.. _conversions.Values.Where(one => one.LastModified >= from && one.LastModified <= to).OrderBy(one => one.Id, StringComparer.Ordinal)];
        }
        var after = request.Query["cursor_id"].ToString();
        var page = found.Where(one => string.CompareOrdinal(one.Id, after) > 0).Take(PageSize).ToList();
        var pagination = new JsonObject();
        if (page.Count == PageSize)
        {
            var rest = request.QueryString.Value!.Split("&cursor_id=")[0];
            pagination["next_page"] = $"{NextHost}{request.Path}{rest}&cursor_id={page[^1].Id}";
        }
        return new AllianceAnswer(new JsonObject
        {
            ["conversions"] = new JsonArray([.. Mischief.Disorder(page).Select(Written)]),
            ["hypermedia"] = new JsonObject { ["pagination"] = pagination },
        }.ToJsonString());
    }

    private static JsonObject Written(PartnerizeConversion one) => new()
    {
        ["conversion_data"] = new JsonObject
        {
            ["conversion_id"] = one.Id,
            ["campaign_id"] = "10l176",
            ["campaign_title"] = "Shop",
            ["publisher_reference"] = one.PubRef.Length == 0 ? null : one.PubRef,
            ["conversion_time"] = Written(one.At),
            ["last_modified"] = Written(one.LastModified),
            ["currency"] = "GBP",
            ["conversion_value"] = new JsonObject { ["conversion_status"] = "mixed", ["value"] = "0", ["publisher_commission"] = "0" },
            ["conversion_items"] = new JsonArray(
            [
                .. one.Items.Select(item => new JsonObject
                {
                    ["conversion_item_id"] = item.Id,
                    ["item_status"] = item.Status,
                    ["item_value"] = (item.Commission * 20).ToString(CultureInfo.InvariantCulture),
                    ["item_publisher_commission"] = item.Commission.ToString(CultureInfo.InvariantCulture),
                    ["sku"] = "kettle",
                    ["reject_reason"] = item.Status == "rejected" ? "returned" : null,
                }),
            ]),
        },
    };

    private static string Written(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Read(string? text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? new DateTimeOffset(at, TimeSpan.Zero) : null;

    private static AllianceAnswer Error(int status, string words) =>
        new(new JsonObject { ["error"] = new JsonObject { ["code"] = status, ["message"] = words } }.ToJsonString(), $"{status} {words}", status);
}
