using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daogou.Standins.Alliances;

/// <summary>Awin's publisher API: transactions by three dates, joined programmes, promotions. It knows no paging of transactions and takes no window over 31 days.</summary>
public sealed class AwinDouble(TimeProvider time) : IAllianceDouble
{
    public const string Publisher = "45628";
    public const string Token = "awin-token-of-the-double";
    public const long Merchant = 2001;
    private readonly Lock _lock = new();
    private readonly Dictionary<long, AwinRow> _rows = [];

    public Mischief Mischief { get; } = new();

    public TimeSpan Skew { get; set; }

    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds((time.GetUtcNow() + Skew).ToUnixTimeSeconds());

    /// <summary>The joined programmes: id, name, domains, status.</summary>
    public List<(long Id, string Name, string[] Domains, string Status)> Programmes { get; } = [(Merchant, "Teahouse", ["shop.example", "www.tea.example"], "active")];

    public List<JsonObject> Promotions { get; } = [];

    public AwinRow Put(AwinRow row)
    {
        lock (_lock)
        {
            return _rows[row.Id] = row;
        }
    }

    public AwinRow Find(long id)
    {
        lock (_lock)
        {
            return _rows[id];
        }
    }

    /// <summary>Where a click on a tracked link leads and what Awin keeps of it; throws for a link that Awin would not count.</summary>
    public static (long Merchant, string ClickRef, string ClickRef2, string Destination) Click(string link)
    {
        var address = new Uri(link);
        var query = address.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]), StringComparer.Ordinal);
        return address is { Scheme: "https", Host: "www.awin1.com", AbsolutePath: "/cread.php" } && query["awinaffid"] == Publisher
            ? (long.Parse(query["awinmid"], CultureInfo.InvariantCulture), query["clickref"], query["clickref2"], query["ued"])
            : throw new FormatException($"{link} is no link of ours.");
    }

    public string Hint(Uri server) => $"Awin: {new Uri(server, "/awin")}   publisher {Publisher}   token {Token}";

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/awin/publishers/{publisher}/transactions/", (HttpContext context, string publisher) => SendAsync(context, publisher, () => Task.FromResult(Transactions(context.Request.Query))));
        app.MapGet("/awin/publishers/{publisher}/programmes", (HttpContext context, string publisher) => SendAsync(context, publisher, () => Task.FromResult(Joined(context.Request.Query))));
        app.MapPost("/awin/publisher/{publisher}/promotions", (HttpContext context, string publisher) => SendAsync(context, publisher, () => PromotionsAsync(context)));
    }

    internal static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);

    private Task<IResult> SendAsync(HttpContext context, string publisher, Func<Task<AllianceAnswer>> answer) => AllianceAnswer.SendAsync(
        Mischief,
        context,
        async () => context.Request.Headers.Authorization != $"Bearer {Token}" ? No(401, "unauthorized", "Full authentication is required: " + context.Request.Headers.Authorization)
            : publisher != Publisher ? No(403, "access_denied", "You do not have access to publisher " + publisher)
            : await answer(),
        () => No(429, "too_many_requests", "20 calls per minute and user"));

    private static AllianceAnswer No(int status, string error, string description) => new(
        new JsonObject { ["error"] = error, ["description"] = description }.ToJsonString(Wire.Json), $"{status} {error}: {description}")
    { Status = status };

    private AllianceAnswer Transactions(IQueryCollection asked)
    {
        if (Read(asked["startDate"]) is not { } from || Read(asked["endDate"]) is not { } to || from > to)
        {
            return No(400, "bad_request", "startDate and endDate must be yyyy-MM-ddTHH:mm:ss");
        }
        if (to - from > TimeSpan.FromDays(31))
        {
            return No(400, "bad_request", "the period may not exceed 31 days");
        }
        if (asked["timezone"] != "UTC" || asked["dateType"].ToString() is not ("transaction" or "validation" or "amendment"))
        {
            return No(400, "bad_request", "timezone or dateType is unknown");
        }
        lock (_lock)
        {
            var rows = _rows.Values.Where(row => Date(row, asked["dateType"].ToString()) is { } at && at >= from && at <= to).OrderBy(row => row.Id).ToList();
            return new AllianceAnswer(new JsonArray([.. Mischief.Disorder(rows).Select(row => row.Written())]).ToJsonString(Wire.Json));
        }
    }

    private AllianceAnswer Joined(IQueryCollection asked)
    {
        if (asked["relationship"] != "joined")
        {
            return No(400, "bad_request", "relationship is unknown");
        }
        var rows = Programmes.Select(programme => new JsonObject
        {
            ["id"] = programme.Id,
            ["name"] = programme.Name,
            ["displayUrl"] = $"https://{programme.Domains[0]}/",
            ["currencyCode"] = "GBP",
            ["status"] = programme.Status,
            ["validDomains"] = new JsonArray([.. programme.Domains.Select(domain => new JsonObject { ["domain"] = domain })]),
        });
        return new AllianceAnswer(new JsonArray([.. rows]).ToJsonString(Wire.Json));
    }

    private async Task<AllianceAnswer> PromotionsAsync(HttpContext context)
    {
        var asked = await JsonSerializer.DeserializeAsync<JsonObject>(context.Request.Body);
        var (page, size) = ((int?)asked?["pagination"]?["page"] ?? 0, (int?)asked?["pagination"]?["pageSize"] ?? 0);
        if (page < 1 || size is < 10 or > 200 || (string?)asked?["filters"]?["membership"] is not ("joined" or "notJoined" or "all"))
        {
            return No(400, "bad_request", "pagination or filters are wrong");
        }
        var some = Promotions.Skip((page - 1) * size).Take(size).Select(promotion => promotion.DeepClone());
        return new AllianceAnswer(new JsonObject
        {
            ["data"] = new JsonArray([.. some]),
            ["pagination"] = new JsonObject { ["page"] = page, ["pageSize"] = size, ["total"] = Promotions.Count },
        }.ToJsonString(Wire.Json));
    }

    private static DateTimeOffset? Date(AwinRow row, string type) => type switch
    {
        "transaction" => row.TransactionDate,
        "validation" => row.ValidationDate,
        _ => row.AmendedAt,
    };

    private static DateTimeOffset? Read(string? text) =>
        DateTime.TryParseExact(text, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall) ? new DateTimeOffset(wall, TimeSpan.Zero) : null;
}
