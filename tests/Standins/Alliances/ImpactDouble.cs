using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daogou.Standins.Alliances;

/// <summary>Impact's partner API: XML unless JSON is asked for, Basic authentication, windows of at most 45 days by time of update, pages whose numbers are texts.</summary>
public sealed class ImpactDouble(TimeProvider time) : IAllianceDouble
{
    public const string Account = "IRdouble0001";
    public const string Token = "impact-token-of-the-double";
    public const string Campaign = "9383";
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<ImpactRow>> _histories = [];

    public Mischief Mischief { get; } = new();

    public TimeSpan Skew { get; set; }

    /// <summary>Seconds until the limit of the hour is lifted, told in a header of Impact's own with the next 429.</summary>
    public int LimitSeconds { get; set; } = 1800;

    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds((time.GetUtcNow() + Skew).ToUnixTimeSeconds());

    public List<JsonObject> Campaigns { get; } =
    [
        new()
        {
            ["CampaignId"] = Campaign,
            ["CampaignName"] = "Teahouse",
            ["ContractStatus"] = "Active",
            ["AllowsDeeplinking"] = "true",
            ["DeeplinkDomains"] = new JsonArray("www.shop.example", "*.tea.example"),
            ["TrackingLink"] = "https://teas.sjv.io/c/123456/565706/9383",
        },
    ];

    public List<JsonObject> Deals { get; } = [];

    /// <summary>Writes the action's next state; its update time becomes Impact's now.</summary>
    public ImpactRow Put(ImpactRow row)
    {
        lock (_lock)
        {
            var history = _histories.TryGetValue(row.Id, out var known) ? known : _histories[row.Id] = [];
            var updated = row with { UpdateDate = Now, DeltaPayout = row.Payout - (history is [.., var last] ? last.Payout : 0) };
            history.Add(updated);
            return updated;
        }
    }

    public ImpactRow Find(string id)
    {
        lock (_lock)
        {
            return _histories[id][^1];
        }
    }

    public string Hint(Uri server) => $"Impact: {new Uri(server, "/impact")}   AccountSID {Account}   AuthToken {Token}";

    public void Map(IEndpointRouteBuilder app)
    {
        Map(app, "Campaigns", (asked, page, size) => Page("Campaigns", Campaigns, page, size, campaign => campaign.DeepClone()));
        Map(app, $"Campaigns/{Campaign}/Deals", (asked, page, size) => Page("Deals", [.. Deals.Where(deal => (string?)deal["State"] == asked["State"])], page, size, deal => deal.DeepClone()));
        Map(app, "Actions", (asked, page, size) => Window(asked, "Actions", page, size, history => [history[^1]]));
        Map(app, "ActionUpdates", (asked, page, size) => Window(asked, "ActionUpdates", page, size, history => history.Skip(1)));
    }

    internal static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private void Map(IEndpointRouteBuilder app, string path, Func<IQueryCollection, int, int, AllianceAnswer> answer) => app.MapGet(
        "/impact/Mediapartners/{account}/" + path,
        (HttpContext context, string account) => AllianceAnswer.SendAsync(Mischief, context, () => Task.FromResult(Answer(context, account, answer)), () => Limited(context)));

    private AllianceAnswer Limited(HttpContext context)
    {
        context.Response.Headers["X-RateLimit-Limit"] = "1000";
        context.Response.Headers["X-RateLimit-Remaining"] = "0";
        context.Response.Headers["X-RateLimit-Reset"] = LimitSeconds.ToString(CultureInfo.InvariantCulture);
        return No(429, "Rate limit exceeded");
    }

    private static AllianceAnswer Answer(HttpContext context, string account, Func<IQueryCollection, int, int, AllianceAnswer> answer)
    {
        var basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Account}:{Token}"));
        return context.Request.Headers.Authorization != basic ? No(401, "Authentication failed: " + context.Request.Headers.Authorization)
            : account != Account ? No(403, "No access to account " + account)
            : context.Request.Headers.Accept != "application/json" ? new AllianceAnswer("<ImpactRadiusResponse/>", "XML was asked for") { Type = "application/xml" }
            : !int.TryParse(context.Request.Query["Page"], out var page) || !int.TryParse(context.Request.Query["PageSize"], out var size) || page < 1 || size > 20_000
                ? No(400, "Page or PageSize is wrong")
            : answer(context.Request.Query, page, size);
    }

    private static AllianceAnswer No(int status, string words)
    {
        var body = new JsonObject { ["Status"] = "ERROR", ["Message"] = words }.ToJsonString(Wire.Json);
        return new AllianceAnswer(body, $"{status} {words}") { Status = status };
    }

    private AllianceAnswer Window(IQueryCollection asked, string name, int page, int size, Func<List<ImpactRow>, IEnumerable<ImpactRow>> rows)
    {
        if (Read(asked["StartDate"]) is not { } from || Read(asked["EndDate"]) is not { } to || from > to)
        {
            return No(400, "StartDate and EndDate must be ISO 8601");
        }
        if (to - from > TimeSpan.FromDays(45))
        {
            return No(400, "The date range may not exceed 45 days");
        }
        lock (_lock)
        {
            var some = _histories.Values.SelectMany(rows).Where(row => row.UpdateDate >= from && row.UpdateDate < to).OrderBy(row => row.UpdateDate).ToList();
            return Page(name, some, page, size, row => row.Written(name == "ActionUpdates"));
        }
    }

    private AllianceAnswer Page<T>(string name, IReadOnlyList<T> rows, int page, int size, Func<T, JsonNode> written) => new(new JsonObject
    {
        ["@page"] = page.ToString(CultureInfo.InvariantCulture),
        ["@numpages"] = (((rows.Count - 1) / size) + 1).ToString(CultureInfo.InvariantCulture),
        ["@total"] = rows.Count.ToString(CultureInfo.InvariantCulture),
        [name] = new JsonArray([.. Mischief.Disorder([.. rows.Skip((page - 1) * size).Take(size)]).Select(written)]),
    }.ToJsonString(Wire.Json));

    private static DateTimeOffset? Read(string? text) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
