using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daogou.Standins.Alliances;

/// <summary>A row of Rakuten's events.</summary>
public sealed record RakutenRow
{
    public required string TransactionId { get; init; }

    public required string OrderId { get; init; }

    public string Sku { get; init; } = "1";

    public required decimal Commission { get; init; }

    public decimal Sale { get; init; }

    public string Currency { get; init; } = "USD";

    public string? U1 { get; init; }

    /// <summary>Y for realtime, N for batch.</summary>
    public string IsEvent { get; init; } = "Y";

    public required DateTimeOffset TransactionDate { get; init; }

    public DateTimeOffset ProcessDate { get; init; }

    internal JsonNode Written() => new JsonObject
    {
        ["etransaction_id"] = TransactionId,
        ["advertiser_id"] = RakutenDouble.Advertiser,
        ["sid"] = 3_333_333,
        ["order_id"] = OrderId,
        ["offer_id"] = 7,
        ["sku_number"] = Sku,
        ["sale_amount"] = Sale,
        ["quantity"] = Commission < 0 ? -1 : 1,
        ["commissions"] = Commission,
        ["process_date"] = Worded(ProcessDate),
        ["transaction_date"] = Worded(TransactionDate),
        ["transaction_type"] = IsEvent == "N" ? "batch" : "realtime",
        ["product_name"] = "Kettle",
        ["u1"] = U1,
        ["currency"] = Currency,
        ["is_event"] = IsEvent,
        ["commission_list_id"] = 1,
    };

    private static string Worded(DateTimeOffset at) => at.UtcDateTime.ToString("ddd MMM dd yyyy HH:mm:ss", CultureInfo.InvariantCulture) + " GMT+0000 (UTC)";
}

/// <summary>Rakuten's APIs: tokens that end, 403 to who comes too often, events page by page, coupons in XML.</summary>
public sealed class RakutenDouble(TimeProvider time) : IAllianceDouble
{
    public const string Client = "rakuten-client-0001";
    public const string Secret = "rakuten-secret-of-the-double";
    public const string Site = "3333333";
    public const int Advertiser = 41_234;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, RakutenRow> _rows = [];
    private (string Text, DateTimeOffset Until) _token;
    private int _tokens;

    public Mischief Mischief { get; } = new();

    public TimeSpan Skew { get; set; }

    /// <summary>How long a token lasts in truth, whatever its answer promises.</summary>
    public TimeSpan TokenLasts { get; set; } = TimeSpan.FromHours(1);

    public int Tokens => _tokens;

    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds((time.GetUtcNow() + Skew).ToUnixTimeSeconds());

    public List<XElement> Coupons { get; } = [];

    /// <summary>Writes a row, or the same row again; it is processed now.</summary>
    public RakutenRow Put(RakutenRow row)
    {
        lock (_lock)
        {
            return _rows[row.TransactionId] = row with { ProcessDate = Now };
        }
    }

    public RakutenRow Find(string id)
    {
        lock (_lock)
        {
            return _rows[id];
        }
    }

    /// <summary>A row below zero for a part of an order, with an id of its own.</summary>
    public void TakeBack(string id, decimal commission)
    {
        lock (_lock)
        {
            Put(_rows[id] with { TransactionId = string.Create(CultureInfo.InvariantCulture, $"{id}-c{_rows.Count}"), Commission = -commission, Sale = -10 * commission });
        }
    }

    public decimal Net(string order)
    {
        lock (_lock)
        {
            return _rows.Values.Where(row => row.OrderId == order).Sum(row => row.Commission);
        }
    }

    public string Hint(Uri server) => $"Rakuten: {new Uri(server, "/rakuten")}   client {Client}   secret {Secret}   SID {Site}";

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/rakuten/token", (Delegate)((HttpContext context) => AllianceAnswer.SendAsync(Mischief, context, () => TokenAsync(context), TooMany)));
        Map(app, "events/1.0/transactions", Events);
        Map(app, "v2/advertisers", _ => new AllianceAnswer(new JsonObject
        {
            ["_metadata"] = new JsonObject { ["page"] = 1, ["limit"] = 200, ["total"] = 2 },
            ["advertisers"] = new JsonArray(
                new JsonObject { ["id"] = Advertiser, ["name"] = "Teahouse", ["url"] = "https://www.shop.example/", ["features"] = new JsonObject { ["deep_links"] = true } },
                new JsonObject { ["id"] = 999, ["name"] = "Stranger", ["url"] = "https://strange.example/" }),
        }.ToJsonString(Wire.Json)));
        Map(app, "coupon/1.0", Feed);
    }

    private void Map(IEndpointRouteBuilder app, string path, Func<IQueryCollection, AllianceAnswer> answer) => app.MapGet(
        "/rakuten/" + path,
        (Delegate)((HttpContext context) => AllianceAnswer.SendAsync(
            Mischief, context, () => Task.FromResult(IsKnown(context) ? answer(context.Request.Query) : No(401, "Invalid token " + context.Request.Headers.Authorization)), TooMany)));

    private bool IsKnown(HttpContext context) => context.Request.Headers.Authorization == "Bearer " + _token.Text && time.GetUtcNow() < _token.Until;

    private static AllianceAnswer TooMany() => No(403, "Rate limit");

    private static AllianceAnswer No(int status, string words)
    {
        var body = new JsonObject { ["error"] = words }.ToJsonString(Wire.Json);
        return new AllianceAnswer(body, $"{status} {words}") { Status = status };
    }

    private async Task<AllianceAnswer> TokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Client}:{Secret}"));
        if (context.Request.Headers.Authorization != basic || form["scope"] != Site || form["grant_type"] != "client_credentials")
        {
            return No(400, "invalid_client " + context.Request.Headers.Authorization);
        }
        _token = (string.Create(CultureInfo.InvariantCulture, $"token-of-the-double-{Interlocked.Increment(ref _tokens)}"), time.GetUtcNow() + TokenLasts);
        return new AllianceAnswer(new JsonObject { ["access_token"] = _token.Text, ["token_type"] = "bearer", ["expires_in"] = 3600 }.ToJsonString(Wire.Json));
    }

    private AllianceAnswer Events(IQueryCollection asked)
    {
        if (asked.ContainsKey("currency") || Read(asked["process_date_start"]) is not { } from || Read(asked["process_date_end"]) is not { } to
            || !int.TryParse(asked["limit"], out var limit) || !int.TryParse(asked["page"], out var page) || page < 1 || from > to)
        {
            return No(400, "bad request");
        }
        lock (_lock)
        {
            var some = _rows.Values.Where(row => row.ProcessDate >= from && row.ProcessDate <= to && row.ProcessDate > Now.AddDays(-28))
                .OrderBy(row => row.ProcessDate).ThenBy(row => row.TransactionId, StringComparer.Ordinal).Skip((page - 1) * limit).Take(limit).ToList();
            return new AllianceAnswer(new JsonArray([.. Mischief.Disorder(some).Select(row => row.Written())]).ToJsonString(Wire.Json));
        }
    }

    private AllianceAnswer Feed(IQueryCollection asked)
    {
        var (size, page) = (int.Parse(asked["resultsperpage"]!, CultureInfo.InvariantCulture), int.Parse(asked["pagenumber"]!, CultureInfo.InvariantCulture));
        var feed = new XElement(
            "couponfeed", new XElement("TotalMatches", Coupons.Count), new XElement("TotalPages", (Coupons.Count + size - 1) / size), new XElement("PageNumberRequested", page),
            Coupons.Skip((page - 1) * size).Take(size));
        return new AllianceAnswer(feed.ToString()) { Type = "text/xml" };
    }

    private static DateTimeOffset? Read(string? text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall) ? new DateTimeOffset(wall, TimeSpan.Zero) : null;
}
