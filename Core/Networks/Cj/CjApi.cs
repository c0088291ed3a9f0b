using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Xml.Linq;
using Daogou.Core.Networks.Affiliates;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Cj;

/// <summary>CJ's interfaces: commissions by GraphQL, links by REST with an XML answer; a personal access token for both, 25 calls a minute.</summary>
internal sealed class CjApi(CjOptions options, PlatformClient client)
{
    private const int MostPages = 1000;

    private const string Fields =
        "commissionId original originalActionId correctionReason actionStatus validationStatus actionType shopperId orderId advertiserId advertiserName "
        + "eventDate postingDate lockingDate saleAmountPubCurrency pubCommissionAmountPubCurrency";

    /// <summary>All commissions of a window by one of their dates, page by page.</summary>
    /// <param name="date"><c>Posting</c>, <c>Locking</c> or <c>Event</c>.</param>
    /// <param name="from">Inclusive.</param>
    /// <param name="to">Exclusive.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<JsonElement>> CommissionsAsync(string date, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var rows = new List<JsonElement>();
        string? after = null;
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await QueryAsync(Query(date, from, to, after), cancellationToken);
            rows.AddRange(PlatformRow.Items(answer, "records"));
            if (JsonPath.Text(answer, "payloadComplete") == "true")
            {
                return rows;
            }
            var last = JsonPath.Text(answer, "maxCommissionId");
            if (last is null || last == after)
            {
                break;
            }
            after = last;
        }
        throw new NetworkUnavailableException(string.Create(CultureInfo.InvariantCulture, $"CJ's commissions from {from:u} do not come to an end."));
    }

    public Task<XElement> LinksAsync(string query, CancellationToken cancellationToken) => client.CallAsync(
        "links",
        () => Authorised(new HttpRequestMessage(HttpMethod.Get, $"{options.LinkSearchUrl}?{query}")),
        AffiliateXml.Read,
        answer => answer.Element("links") is not null ? null
            : new PlatformFault(FaultKind.Ours, "links", answer.Element("error-message")?.Value ?? "its answer has no links"),
        cancellationToken);

    private async Task<JsonElement> QueryAsync(string query, CancellationToken cancellationToken)
    {
        var answer = await client.CallAsync(
            "commissions",
            () => Authorised(new HttpRequestMessage(HttpMethod.Post, options.Url) { Content = JsonContent.Create(new { query }) }),
            Judge,
            cancellationToken);
        return JsonPath.Find(answer, "data.publisherCommissions")!.Value;
    }

    /// <summary>GraphQL says no inside a 200.</summary>
    private static PlatformFault? Judge(JsonElement answer) =>
        JsonPath.Text(answer, "errors.0.message") is { } words ? new PlatformFault(FaultKind.Ours, "GraphQL", words)
        : JsonPath.Find(answer, "data.publisherCommissions") is { ValueKind: JsonValueKind.Object } ? null
        : new PlatformFault(FaultKind.Passing, "shape", "its answer has no publisherCommissions");

    private HttpRequestMessage Authorised(HttpRequestMessage request)
    {
        request.Headers.Authorization = AffiliateText.Bearer(options.Secret);
        return request;
    }

    private string Query(string date, DateTimeOffset from, DateTimeOffset to, string? after) =>
        $"{{ publisherCommissions(forPublishers: [{Quoted(options.AppKey.Trim())}], since{date}Date: {Quoted(Text(from))}, before{date}Date: {Quoted(Text(to))}"
        + $"{(after is null ? "" : $", sinceCommissionId: {Quoted(after)}")}) {{ count payloadComplete maxCommissionId records {{ {Fields} }} }} }}";

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
