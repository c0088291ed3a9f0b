using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daogou.Standins.Alliances;

/// <summary>One transaction as TradeDoubler keeps it; amounts in major units.</summary>
public sealed record TradeDoublerTransaction(string OrderNumber, DateTimeOffset At, string Status, decimal Commission, string Epi)
{
    public DateTimeOffset LastModified { get; init; }
}

/// <summary>TradeDoubler's token place (a user's password) and its transactions by day.</summary>
public sealed class TradeDoublerDouble(TimeProvider time) : IAllianceDouble
{
    public const string AppKey = "tradedoubler-client-0001";
    public const string Secret = "tradedoubler-secret-of-the-double";
    public const string User = "daogou";
    public const string Password = "tradedoubler-password-of-the-double";
    private readonly Lock _lock = new();
    private readonly Dictionary<string, TradeDoublerTransaction> _transactions = [];

    public Mischief Mischief { get; } = new();

    public TokenDesk Tokens { get; } = new(time, "td");

    public TimeSpan Skew { get; set; }

    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds((time.GetUtcNow() + Skew).ToUnixTimeSeconds());

    public void Put(TradeDoublerTransaction transaction)
    {
        lock (_lock)
        {
            _transactions[transaction.OrderNumber] = transaction with { LastModified = Now };
        }
    }

    public TradeDoublerTransaction Find(string orderNumber)
    {
        lock (_lock)
        {
            return _transactions[orderNumber];
        }
    }

    public string Hint(Uri server) => $"TD:   {new Uri(server, "/tradedoubler")}  AppKey {AppKey}  secret {Secret}  user {User}  token {Password}";

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/tradedoubler/uaa/oauth/token", (Delegate)TokenAsync);
        app.MapGet("/tradedoubler/publisher/report/transactions", (Delegate)ListAsync);
    }

    private static AllianceAnswer Limited() => Error(429, "rate_limit", "Too many requests");

    private Task<IResult> TokenAsync(HttpContext context) => AllianceAnswer.SendAsync(
        Mischief,
        context,
        async () =>
        {
            var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : FormCollection.Empty;
            return context.Request.Headers.Authorization == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{AppKey}:{Secret}"))
                && form["grant_type"] == "password" && form["username"] == User && form["password"] == Password
                ? new AllianceAnswer(Tokens.Give(3600).ToJsonString())
                : Error(400, "invalid_grant", $"Bad credentials {form["password"]}");
        },
        Limited);

    private Task<IResult> ListAsync(HttpContext context) => AllianceAnswer.SendAsync(Mischief, context, () => Task.FromResult(Answer(context.Request)), Limited);

    private AllianceAnswer Answer(HttpRequest request)
    {
        var token = request.Headers.Authorization.ToString();
        if (!token.StartsWith("Bearer ", StringComparison.Ordinal) || !Tokens.Accepts(token[7..]))
        {
            return Error(401, "invalid_token", "Access token expired");
        }
        if (Day(request.Query["fromDate"]) is not { } from || Day(request.Query["toDate"]) is not { } to || request.Query["reportCurrencyCode"] != "SEK"
            || !int.TryParse(request.Query["limit"], out var limit) || limit is < 1 or > 100 || !int.TryParse(request.Query["offset"], out var offset))
        {
            return Error(400, "validation", "fromDate, toDate (yyyyMMdd), reportCurrencyCode and limit up to 100 are required");
        }
        lock (_lock)
        {
            var rows = _transactions.Values.Where(one => one.At >= from && one.At < to.AddDays(1)).OrderBy(one => one.OrderNumber, StringComparer.Ordinal).Skip(offset).Take(limit).ToList();
            // Repeats would make a page look longer than it is asked for.
            return new AllianceAnswer(new JsonObject { ["offset"] = offset, ["limit"] = limit, ["items"] = new JsonArray([.. rows.Select(Written)]) }.ToJsonString());
        }
    }

    private static JsonObject Written(TradeDoublerTransaction one) => new()
    {
        ["orderNumber"] = one.OrderNumber,
        ["eventId"] = 51,
        ["eventName"] = "Sale",
        ["programId"] = 20057,
        ["timeOfTransaction"] = Written(one.At),
        ["timeOfLastModified"] = Written(one.LastModified),
        ["orderValue"] = one.Commission * 20,
        ["commission"] = one.Commission,
        ["epi"] = one.Epi,
        ["epi2"] = "",
        ["status"] = one.Status,
    };

    private static string Written(DateTimeOffset time) => time.ToOffset(TimeSpan.FromHours(1)).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Day(string? text) =>
        DateTime.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new DateTimeOffset(day, TimeSpan.Zero) : null;

    private static AllianceAnswer Error(int status, string code, string words) =>
        new(new JsonObject { ["error"] = code, ["error_description"] = words }.ToJsonString(), $"{status} {code} {words}", status);
}
