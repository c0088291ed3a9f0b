using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daogou.Standins.Alliances;

/// <summary>CJ's commission query and link search: GraphQL that says no inside a 200, pages by the last commission's id, corrections as records of their own.</summary>
public sealed partial class CjDouble(TimeProvider time) : IAllianceDouble
{
    public const string Company = "7000001";
    public const string Website = "8000001";
    public const string Advertiser = "5501";
    public const string Token = "cj-token-of-the-double";
    private readonly Lock _lock = new();
    private readonly Dictionary<long, CjRow> _rows = [];

    public Mischief Mischief { get; } = new();

    public TimeSpan Skew { get; set; }

    /// <summary>Records in one answer.</summary>
    public int PageSize { get; set; } = 40;

    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds((time.GetUtcNow() + Skew).ToUnixTimeSeconds());

    public List<XElement> Links { get; } = [];

    public CjRow Put(CjRow row)
    {
        lock (_lock)
        {
            return _rows[row.CommissionId] = row;
        }
    }

    /// <summary>A record that corrects an action: its own id, the amounts to add, posted now.</summary>
    public CjRow Correct(long action, decimal commission, string reason)
    {
        lock (_lock)
        {
            var original = _rows.Values.First(row => row.Original && row.OriginalActionId == action);
            return Put(original with
            {
                CommissionId = 900_000_000_000 + _rows.Count,
                Original = false,
                Commission = commission,
                Sale = commission * 10,
                CorrectionReason = reason,
                ActionStatus = "NEW",
                ValidationStatus = "AUTOMATED",
                PostingDate = Now,
                LockingDate = null,
            });
        }
    }

    public CjRow Find(long id)
    {
        lock (_lock)
        {
            return _rows[id];
        }
    }

    /// <summary>What the action is worth over all its records.</summary>
    public decimal Net(long action)
    {
        lock (_lock)
        {
            return _rows.Values.Where(row => row.OriginalActionId == action).Sum(row => row.Commission);
        }
    }

    public string Hint(Uri server) => $"CJ:   {new Uri(server, "/cj/query")} and /cj/link-search   CID {Company}   PID {Website}   token {Token}";

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/cj/query", (Delegate)((HttpContext context) => SendAsync(context, () => QueryAsync(context))));
        app.MapGet("/cj/link-search", (Delegate)((HttpContext context) => SendAsync(context, () => Task.FromResult(Search(context.Request.Query)))));
    }

    internal static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private Task<IResult> SendAsync(HttpContext context, Func<Task<AllianceAnswer>> answer) => AllianceAnswer.SendAsync(
        Mischief,
        context,
        async () => context.Request.Headers.Authorization == $"Bearer {Token}" ? await answer() : No("Not authorized: " + context.Request.Headers.Authorization) with { Status = 401 },
        () => No("You have exceeded 25 calls per minute") with { Status = 429 });

    private static AllianceAnswer No(string words) => new(
        new JsonObject { ["data"] = null, ["errors"] = new JsonArray(new JsonObject { ["message"] = words }), ["message"] = words }.ToJsonString(Wire.Json), words);

    private async Task<AllianceAnswer> QueryAsync(HttpContext context)
    {
        var asked = await JsonSerializer.DeserializeAsync<JsonObject>(context.Request.Body);
        var match = Commissions().Match((string?)asked?["query"] ?? "");
        if (!match.Success || match.Groups["since"].Value != match.Groups["before"].Value)
        {
            return No("Syntax error in the query");
        }
        if (match.Groups["company"].Value != Company)
        {
            return No($"You may not read publisher {match.Groups["company"].Value}");
        }
        var (from, to) = (At(match.Groups["from"].Value), At(match.Groups["to"].Value));
        if (from > to || to - from > TimeSpan.FromDays(31))
        {
            return No("The date range may not be longer than 31 days");
        }
        var after = match.Groups["after"] is { Success: true } last ? long.Parse(last.Value, CultureInfo.InvariantCulture) : 0;
        try
        {
            return new AllianceAnswer(Records(match.Groups["since"].Value, from, to, after, match.Groups["fields"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        }
        catch (FormatException e)
        {
            return No(e.Message);
        }
    }

    private string Records(string date, DateTimeOffset from, DateTimeOffset to, long after, string[] fields)
    {
        lock (_lock)
        {
            var all = _rows.Values.Where(row => Date(row, date) is { } at && at >= from && at < to && row.CommissionId > after).OrderBy(row => row.CommissionId).ToList();
            var page = all.Take(PageSize).ToList();
            return new JsonObject
            {
                ["data"] = new JsonObject
                {
                    ["publisherCommissions"] = new JsonObject
                    {
                        ["count"] = page.Count,
                        ["payloadComplete"] = all.Count <= PageSize,
                        ["maxCommissionId"] = page.Count == 0 ? null : page[^1].CommissionId.ToString(CultureInfo.InvariantCulture),
                        ["records"] = new JsonArray([.. Mischief.Disorder(page).Select(row => row.Written(fields))]),
                    },
                },
            }.ToJsonString(Wire.Json);
        }
    }

    private AllianceAnswer Search(IQueryCollection asked)
    {
        if (asked["website-id"] != Website || !int.TryParse(asked["records-per-page"], out var size) || size > 100 || !int.TryParse(asked["page-number"], out var page))
        {
            return new AllianceAnswer("<cj-api><error-message>Invalid parameters</error-message></cj-api>", "link-search") { Type = "application/xml" };
        }
        var some = Links.Skip((page - 1) * size).Take(size).ToList();
        var links = new XElement("links", new XAttribute("total-matched", Links.Count), new XAttribute("records-returned", some.Count), new XAttribute("page-number", page), some);
        return new AllianceAnswer(new XElement("cj-api", links).ToString()) { Type = "application/xml" };
    }

    private static DateTimeOffset? Date(CjRow row, string date) => date switch { "Posting" => row.PostingDate, "Locking" => row.LockingDate, _ => row.EventDate };

    private static DateTimeOffset At(string text) => DateTimeOffset.ParseExact(text, "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    [GeneratedRegex(
        "^\\{ publisherCommissions\\(forPublishers: \\[\"(?<company>\\d+)\"\\], since(?<since>Posting|Locking|Event)Date: \"(?<from>[^\"]+)\", before(?<before>Posting|Locking|Event)Date: \"(?<to>[^\"]+)\""
        + "(, sinceCommissionId: \"(?<after>\\d+)\")?\\) \\{ count payloadComplete maxCommissionId records \\{ (?<fields>[A-Za-z ]+) \\} \\} \\}$",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Commissions();
}
