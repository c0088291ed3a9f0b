using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daogou.Standins.Alliances;

/// <summary>One action as Admitad keeps it; amounts in major units.</summary>
public sealed record AdmitadAction(string Id, DateTimeOffset At, string Status, decimal Payment, string SubId)
{
    public DateTimeOffset StatusUpdated { get; init; }

    public bool IsPaid { get; init; }

    public string Currency { get; init; } = "EUR";
}

/// <summary>Admitad's token place, deep links, actions (by change of status or by day) and coupons.</summary>
public sealed class AdmitadDouble(TimeProvider time) : IAllianceDouble
{
    public const string AppKey = "admitad-client-0001";
    public const string Secret = "admitad-secret-of-the-double";
    public const string Website = "22";
    private readonly Lock _lock = new();
    private readonly Dictionary<string, AdmitadAction> _actions = [];

    public Mischief Mischief { get; } = new();

    public TokenDesk Tokens { get; } = new(time, "admitad");

    public TimeSpan Skew { get; set; }

    public List<JsonObject> Coupons { get; } = [];

    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds((time.GetUtcNow() + Skew).ToUnixTimeSeconds());

    public void Put(AdmitadAction action, bool silently = false)
    {
        lock (_lock)
        {
            _actions[action.Id] = silently ? action : action with { StatusUpdated = Now };
        }
    }

    public AdmitadAction Find(string id)
    {
        lock (_lock)
        {
            return _actions[id];
        }
    }

    public string Hint(Uri server) => $"ADM:  {new Uri(server, "/admitad")}  AppKey {AppKey}  secret {Secret}  website {Website}";

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/admitad/token/", (Delegate)TokenAsync);
        app.MapGet("/admitad/{**path}", (HttpContext context, string path) => AllianceAnswer.SendAsync(Mischief, context, () => Task.FromResult(Answer(context, path)), Limited));
    }

    private static AllianceAnswer Limited() => Error(429, "too_many_requests", "Request limit exceeded");

    private Task<IResult> TokenAsync(HttpContext context) => AllianceAnswer.SendAsync(
        Mischief,
        context,
        async () =>
        {
            var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : FormCollection.Empty;
            return context.Request.Headers.Authorization == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{AppKey}:{Secret}"))
                && form["grant_type"] == "client_credentials" && form["client_id"] == AppKey && form["scope"].ToString().Split(' ').Contains("statistics")
                ? new AllianceAnswer(Tokens.Give(604800).ToJsonString())
                : Error(401, "invalid_client", $"Bad credentials {context.Request.Headers.Authorization}");
        },
        Limited);

    private AllianceAnswer Answer(HttpContext context, string path)
    {
        var query = context.Request.Query;
        var token = context.Request.Headers.Authorization.ToString();
        if (!token.StartsWith("Bearer ", StringComparison.Ordinal) || !Tokens.Accepts(token[7..]))
        {
            return Error(401, "invalid_token", "The token is not valid");
        }
        return path.Trim('/') switch
        {
            "deeplink/" + Website + "/advcampaign/6115" => query["ulp"].ToString() is { Length: > 0 } ulp
                ? new AllianceAnswer(new JsonArray($"https://ad.admitad.com/g/double1/?i=5&ulp={Uri.EscapeDataString(ulp)}").ToJsonString())
                : Error(400, "wrong_params", "ulp"),
            "statistics/actions" => Actions(query),
            "coupons/website/" + Website => Page(query, Coupons),
            _ => Error(404, "not_found", "there is no such ad space or programme"),
        };
    }

    private AllianceAnswer Actions(IQueryCollection query)
    {
        var byUpdate = query.ContainsKey("status_updated_start");
        if (Read(query[byUpdate ? "status_updated_start" : "date_start"], byUpdate) is not { } from || Read(query[byUpdate ? "status_updated_end" : "date_end"], byUpdate) is not { } to)
        {
            return Error(400, "wrong_params", "dates must be dd.MM.yyyy, with HH:mm:ss for status_updated");
        }
        lock (_lock)
        {
            return Page(query, [.. _actions.Values
                .Where(action => byUpdate ? action.StatusUpdated >= from && action.StatusUpdated <= to : action.At >= from && action.At < to.AddDays(1))
                .OrderBy(action => action.Id, StringComparer.Ordinal).Select(Written)]);
        }
    }

    private AllianceAnswer Page(IQueryCollection query, List<JsonObject> rows)
    {
        if (!int.TryParse(query["limit"], out var limit) || limit is < 1 or > 500)
        {
            return Error(400, "wrong_params", "limit 1 to 500");
        }
        var offset = int.TryParse(query["offset"], out var asked) ? asked : 0;
        return new AllianceAnswer(new JsonObject
        {
            ["results"] = new JsonArray([.. Mischief.Disorder(rows.Skip(offset).Take(limit).ToList()).Select(row => row.DeepClone())]),
            ["_meta"] = new JsonObject { ["limit"] = limit, ["offset"] = offset, ["count"] = rows.Count },
        }.ToJsonString());
    }

    private static JsonObject Written(AdmitadAction action) => new()
    {
        ["action_id"] = long.Parse(action.Id, CultureInfo.InvariantCulture),
        ["order_id"] = action.Id,
        ["advcampaign_id"] = 6115,
        ["advcampaign_name"] = "Shop",
        ["action_date"] = action.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        ["status_updated"] = action.StatusUpdated.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        ["cart"] = action.Payment * 20,
        ["payment"] = action.Payment,
        ["currency"] = action.Currency,
        ["subid"] = action.SubId.Length == 0 ? null : action.SubId,
        ["status"] = action.Status,
        ["paid"] = action.IsPaid ? 1 : 0,
        ["processed"] = action.IsPaid ? 1 : 0,
    };

    private static DateTimeOffset? Read(string? text, bool withTime) =>
        DateTime.TryParseExact(text, withTime ? "dd.MM.yyyy HH:mm:ss" : "dd.MM.yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? new DateTimeOffset(at, TimeSpan.Zero) : null;

    private static AllianceAnswer Error(int status, string code, string words) =>
        new(new JsonObject { ["error"] = code, ["error_description"] = words, ["status_code"] = status }.ToJsonString(), $"{status} {code} {words}", status);
}
