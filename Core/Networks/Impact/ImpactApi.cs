using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Daogou.Core.Networks.Affiliates;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Impact;

/// <summary>Impact's partner API: Basic authentication, JSON when asked for, page numbers as texts, and a limit by the hour told in headers of its own.</summary>
internal sealed class ImpactApi(ImpactOptions options, PlatformClient client)
{
    public const int PageSize = 100;
    private const int MostPages = 1000;

    /// <summary>One page of a list.</summary>
    /// <param name="what">The resource, <c>Actions</c>; its list stands under the last word of it.</param>
    /// <param name="query">Further parameters, escaped; empty for none.</param>
    /// <param name="page">From 1.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<(IReadOnlyList<JsonElement> Rows, bool IsLast)> PageAsync(string what, string query, int page, CancellationToken cancellationToken)
    {
        var list = what[(what.LastIndexOf('/') + 1)..];
        var address = string.Create(CultureInfo.InvariantCulture, $"{options.Url.TrimEnd('/')}/Mediapartners/{Uri.EscapeDataString(options.AppKey.Trim())}/{what}?Page={page}&PageSize={PageSize}")
            + (query.Length > 0 ? "&" + query : "");
        var answer = await client.CallAsync(
            what,
            () => Request(address),
            said => JsonPath.Find(said, list) is not null || JsonPath.Text(said, "@total") == "0" ? null : new PlatformFault(FaultKind.Passing, "shape", $"its answer has no {list}"),
            cancellationToken);
        var pages = new PlatformRow(answer).Whole("@numpages") ?? 1;
        return (PlatformRow.Items(answer, list), page >= pages);
    }

    /// <summary>All rows of a list.</summary>
    public async IAsyncEnumerable<JsonElement> ListAsync(string what, string query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var page = 1; ; page++)
        {
            var (rows, isLast) = await PageAsync(what, query, page, cancellationToken);
            foreach (var row in rows)
            {
                yield return row;
            }
            if (isLast)
            {
                yield break;
            }
            if (page == MostPages)
            {
                throw new NetworkUnavailableException(string.Create(CultureInfo.InvariantCulture, $"Impact's {what} do not come to an end: {MostPages} pages."));
            }
        }
    }

    /// <summary>Too many calls are told with the seconds until the next hour's; a missing right is a 403.</summary>
    public static PlatformFault? Fault(HttpResponseMessage response, string body) =>
        (int)response.StatusCode == 429 && response.Headers.TryGetValues("X-RateLimit-Reset", out var values)
            && int.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? new PlatformFault(FaultKind.Limit, "HTTP 429", "too many calls", TimeSpan.FromSeconds(seconds))
            : AffiliateText.Fault(response, body);

    private HttpRequestMessage Request(string address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = AffiliateText.Basic(options.AppKey.Trim(), options.Secret);
        request.Headers.Accept.ParseAdd("application/json");
        return request;
    }
}
