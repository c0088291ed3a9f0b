using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daogou.Standins.Alliances;

/// <summary>Amazon's token place for both credential versions and the two catalogue operations that Daogou uses.</summary>
public sealed class AmazonDouble(TimeProvider time) : IAllianceDouble
{
    public const string AppKey = "amzn1.application-oa2-client.double";
    public const string Secret = "amazon-secret-of-the-double";
    private const int MostItems = 10;

    public Mischief Mischief { get; } = new();

    public TokenDesk Tokens { get; } = new(time, "Atc|amazon");

    /// <summary>False: the account has too few sales.</summary>
    public bool IsEligible { get; set; } = true;

    /// <summary>The credential's version; its token and header take another form for each.</summary>
    public string Version { get; set; } = "3.1";

    /// <summary>What the catalogue holds, as Amazon writes it.</summary>
    public List<JsonObject> Items { get; } = [];

    public string Hint(Uri server) => $"AMZN: {new Uri(server, "/amazon")}  token {new Uri(server, "/amazon/token")}  AppKey {AppKey}  secret {Secret}";

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/amazon/token", (Delegate)GiveAsync);
        app.MapPost("/amazon/catalog/v1/{operation}", (HttpContext context, string operation) =>
            AllianceAnswer.SendAsync(Mischief, context, () => AnswerAsync(context, operation), Throttled));
    }

    private static AllianceAnswer Throttled() => Error(429, "ThrottleException", "Rate exceeded");

    private Task<IResult> GiveAsync(HttpContext context) => AllianceAnswer.SendAsync(Mischief, context, () => TokenAsync(context), Throttled);

    private async Task<AllianceAnswer> TokenAsync(HttpContext context)
    {
        var isOld = Version.StartsWith('2');
        if (context.Request.HasFormContentType != isOld)
        {
            return Error(400, "invalid_request", "the body has the other version's form");
        }
        Dictionary<string, string> sent = isOld
            ? (await context.Request.ReadFormAsync()).ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal)
            : (await JsonSerializer.DeserializeAsync<Dictionary<string, string>>(context.Request.Body))!;
        return sent.GetValueOrDefault("grant_type") == "client_credentials" && sent.GetValueOrDefault("client_id") == AppKey
            && sent.GetValueOrDefault("client_secret") == Secret && sent.GetValueOrDefault("scope") == (isOld ? "creatorsapi/default" : "creatorsapi::default")
            ? new AllianceAnswer(Tokens.Give(3600).ToJsonString())
            : Error(401, "invalid_client", $"Client authentication failed for {sent.GetValueOrDefault("client_secret")}");
    }

    private async Task<AllianceAnswer> AnswerAsync(HttpContext context, string operation)
    {
        var written = context.Request.Headers.Authorization.ToString();
        var end = Version.StartsWith('2') ? $", Version {Version}" : "";
        if (!written.StartsWith("Bearer ", StringComparison.Ordinal) || !written.EndsWith(end, StringComparison.Ordinal)
            || !Tokens.Accepts(written["Bearer ".Length..(written.Length - end.Length)]))
        {
            return Error(401, "UnauthorizedException", "The token is expired", "TokenExpired");
        }
        if (!IsEligible)
        {
            return Error(403, "AccessDeniedException", "Your account does not currently meet the eligibility requirements", "AssociateNotEligible");
        }
        if (await JsonNode.ParseAsync(context.Request.Body) is not JsonObject asked || context.Request.Headers["x-marketplace"] != "www.amazon.de"
            || (string?)asked["partnerTag"] is not { Length: > 0 and <= 64 } || asked["resources"] is not JsonArray { Count: > 0 })
        {
            return Error(400, "ValidationException", "partnerTag, resources and x-marketplace are required", "Other");
        }
        return operation switch
        {
            "searchItems" => Search(asked),
            "getItems" => Get(asked),
            _ => Error(404, "ResourceNotFoundException", "no such operation"),
        };
    }

    private AllianceAnswer Search(JsonObject asked)
    {
        var (page, count) = ((int?)asked["itemPage"] ?? 1, (int?)asked["itemCount"] ?? 10);
        if ((string?)asked["keywords"] is not { Length: > 0 } || page is < 1 or > 10 || count is < 1 or > MostItems)
        {
            return Error(400, "ValidationException", "keywords, itemPage 1 to 10, itemCount 1 to 10", "FieldValidationFailed");
        }
        var some = Items.Skip((page - 1) * count).Take(count).Select(item => item.DeepClone());
        return new AllianceAnswer(new JsonObject
        {
            ["searchResult"] = new JsonObject { ["items"] = new JsonArray([.. some]), ["totalResultCount"] = Items.Count },
        }.ToJsonString());
    }

    private AllianceAnswer Get(JsonObject asked)
    {
        var ids = asked["itemIds"] is JsonArray list ? list.Select(id => (string)id!).ToList() : [];
        return ids.Count is < 1 or > MostItems
            ? Error(400, "ValidationException", "itemIds takes 1 to 10", "FieldValidationFailed")
            : new AllianceAnswer(new JsonObject
            {
                ["itemsResult"] = new JsonObject { ["items"] = new JsonArray([.. Items.Where(item => ids.Contains((string)item["asin"]!)).Select(item => item.DeepClone())]) },
            }.ToJsonString());
    }

    private static AllianceAnswer Error(int status, string type, string message, string? reason = null)
    {
        var body = new JsonObject { ["type"] = type, ["message"] = message };
        if (reason is not null)
        {
            body["reason"] = reason;
        }
        return new AllianceAnswer(body.ToJsonString(), $"{status} {type} {message}", status);
    }
}
