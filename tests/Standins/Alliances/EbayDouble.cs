using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daogou.Standins.Alliances;

/// <summary>One change of a checkout as the Partner Network lists it; amounts in major units.</summary>
public sealed record EbayChange(string Order, string Transaction, DateTimeOffset EventAt, DateTimeOffset UpdatedAt, string Status, decimal DeltaEarnings, decimal Earnings, string CustomId)
{
    public string EventName { get; init; } = "Sale";
}

/// <summary>The Partner Network's transaction report, which lists changes by the day of the sale, and eBay's token place and Browse search.</summary>
public sealed class EbayDouble(TimeProvider time) : IAllianceDouble
{
    public const string AccountSid = "IRdouble";
    public const string ReportToken = "ebay-report-token-of-the-double";
    public const string AppKey = "Daogou-PRD-0001";
    public const string Secret = "ebay-secret-of-the-double";
    private readonly Lock _lock = new();
    private readonly List<EbayChange> _changes = [];

    public Mischief Mischief { get; } = new();

    public TokenDesk Tokens { get; } = new(time, "v^1.1#ebay");

    public List<JsonObject> Items { get; } = [];

    public TimeSpan Skew { get; set; }

    public DateTimeOffset Now => time.GetUtcNow() + Skew;

    /// <summary>Writes a change of a checkout; the running total is the double's own sum.</summary>
    public void Add(string order, string status, decimal delta, string customId, string eventName = "Sale")
    {
        lock (_lock)
        {
            var before = _changes.FindAll(change => change.Order == order);
            var first = before.Count > 0 ? before[0].EventAt : Now;
            _changes.Add(new EbayChange(order, "t" + order, first, Now, status, delta, before.Sum(change => change.DeltaEarnings) + delta, customId) { EventName = eventName });
        }
    }

    public decimal TotalOf(string order)
    {
        lock (_lock)
        {
            return _changes.Where(change => change.Order == order).Sum(change => change.DeltaEarnings);
        }
    }

    /// <summary>Changes the newest row of a checkout, for what a report should not say and says.</summary>
    public void Falsify(string order, Func<EbayChange, EbayChange> how)
    {
        lock (_lock)
        {
            var at = _changes.FindLastIndex(change => change.Order == order);
            _changes[at] = how(_changes[at]);
        }
    }

    public string Hint(Uri server) => $"EBAY: {new Uri(server, "/ebay")}  SID {AccountSid}  token {ReportToken}  AppKey {AppKey}  secret {Secret}";

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/ebay/Mediapartners/{sid}/Reports/ebay_partner_transaction_detail.json", (HttpContext context, string sid) =>
            AllianceAnswer.SendAsync(Mischief, context, () => Task.FromResult(Report(context.Request, sid)), () => Error(429, "2001", "Too many requests")));
        app.MapPost("/ebay/identity/v1/oauth2/token", (Delegate)TokenAsync);
        app.MapGet("/ebay/buy/browse/v1/item_summary/search", (Delegate)SearchAsync);
    }

    private AllianceAnswer Report(HttpRequest request, string sid)
    {
        if (request.Headers.Authorization != Basic(AccountSid, ReportToken) || sid != AccountSid)
        {
            return new AllianceAnswer($$"""{"Status":"ERROR","Message":"Access Denied for {{request.Headers.Authorization}}"}""", "access denied");
        }
        if (Day(request.Query["START_DATE"]) is not { } from || Day(request.Query["END_DATE"]) is not { } to || request.Query["STATUS"] != "ALL" || request.Query["CHECKOUT_SITE"] != "0")
        {
            return new AllianceAnswer("""{"Status":"ERROR","Message":"Invalid parameters"}""", "parameters");
        }
        lock (_lock)
        {
            var rows = _changes.Where(change => change.EventAt >= from && change.EventAt < to.AddDays(1)).ToList();
            return new AllianceAnswer(new JsonObject { ["Records"] = new JsonArray([.. Mischief.Disorder(rows).Select(Written)]) }.ToJsonString());
        }
    }

    private Task<IResult> TokenAsync(HttpContext context) => AllianceAnswer.SendAsync(
        Mischief,
        context,
        async () =>
        {
            var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : FormCollection.Empty;
            return context.Request.Headers.Authorization == Basic(AppKey, Secret) && form["grant_type"] == "client_credentials" && form["scope"] == "https://api.ebay.com/oauth/api_scope"
                ? new AllianceAnswer(Tokens.Give(7200).ToJsonString())
                : new AllianceAnswer("""{"error":"invalid_client","error_description":"client authentication failed"}""", "token", 401);
        },
        () => Error(429, "2001", "Too many requests"));

    private Task<IResult> SearchAsync(HttpContext context) => AllianceAnswer.SendAsync(
        Mischief,
        context,
        () =>
        {
            var query = context.Request.Query;
            var token = context.Request.Headers.Authorization.ToString();
            if (!token.StartsWith("Bearer ", StringComparison.Ordinal) || !Tokens.Accepts(token[7..]))
            {
                return Task.FromResult(Error(401, "1001", "Invalid access token"));
            }
            if (!int.TryParse(query["limit"], out var limit) || limit is < 1 or > 200 || query["q"].ToString().Length == 0
                || context.Request.Headers["X-EBAY-C-MARKETPLACE-ID"].ToString().Length == 0)
            {
                return Task.FromResult(Error(400, "12001", "The call must have a valid 'q'"));
            }
            var offset = int.TryParse(query["offset"], out var asked) ? asked : 0;
            return Task.FromResult(new AllianceAnswer(new JsonObject
            {
                ["total"] = Items.Count,
                ["limit"] = limit,
                ["offset"] = offset,
                ["itemSummaries"] = new JsonArray([.. Items.Skip(offset).Take(limit).Select(item => item.DeepClone())]),
            }.ToJsonString()));
        },
        () => Error(429, "2001", "Too many requests"));

    private static JsonObject Written(EbayChange change) => new()
    {
        ["EventName"] = change.EventName,
        ["EbayCheckoutTransactionId"] = change.Order,
        ["EpnTransactionId"] = change.Transaction,
        ["EventDate"] = change.EventAt.ToOffset(TimeSpan.FromHours(-8)).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
        ["UpdateDate"] = change.UpdatedAt.ToOffset(TimeSpan.FromHours(-8)).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
        ["CustomId"] = change.CustomId,
        ["Sales"] = Text(change.Earnings * 20),
        ["DeltaSales"] = Text(change.DeltaEarnings * 20),
        ["Earnings"] = Text(change.Earnings),
        ["DeltaEarnings"] = Text(change.DeltaEarnings),
        ["Status"] = change.Status,
        ["CheckoutSite"] = 0,
    };

    /// <summary>Amounts are texts in this report.</summary>
    private static string Text(decimal amount) => amount.ToString("0.00##", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Day(string? text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new DateTimeOffset(day, TimeSpan.Zero) : null;

    private static string Basic(string user, string secret) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{secret}"));

    private static AllianceAnswer Error(int status, string id, string message) =>
        new($$"""{"errors":[{"errorId":{{id}},"domain":"OAuth","message":"{{message}}"}]}""", $"{status} {id} {message}", status);
}
