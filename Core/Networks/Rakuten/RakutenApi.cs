using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Daogou.Core.Networks.Affiliates;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Rakuten;

/// <summary>Rakuten's APIs: a token of about an hour, 401 when it is over, 403 when calls come too often; events as JSON, coupons as XML.</summary>
internal sealed class RakutenApi(RakutenOptions options, PlatformClient client, TimeProvider time) : IDisposable
{
    public const int EventsPerPage = 100;
    public const int CouponsPerPage = 500;
    private const int AdvertisersPerPage = 200;
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim _asking = new(1, 1);
    private (string Text, DateTimeOffset Until)? _token;

    /// <summary>One page of events by the time at which Rakuten processed them.</summary>
    public async Task<IReadOnlyList<JsonElement>> EventsAsync(DateTimeOffset from, DateTimeOffset to, int page, CancellationToken cancellationToken)
    {
        // Without a currency each row keeps its own.
        var query = string.Create(
            CultureInfo.InvariantCulture, $"process_date_start={Text(from)}&process_date_end={Text(to)}&limit={EventsPerPage}&page={page}");
        var answer = await CallAsync(
            "events", $"events/1.0/transactions?{query}", ReadJson,
            said => said.ValueKind == JsonValueKind.Array ? null : new PlatformFault(FaultKind.Passing, "shape", "its answer is not a list"), cancellationToken);
        return PlatformRow.Items(answer, "");
    }

    public Task<JsonElement> AdvertisersAsync(int page, CancellationToken cancellationToken) => CallAsync(
        "advertisers", string.Create(CultureInfo.InvariantCulture, $"v2/advertisers?limit={AdvertisersPerPage}&page={page}"), ReadJson,
        said => JsonPath.Find(said, "advertisers") is { ValueKind: JsonValueKind.Array } ? null : new PlatformFault(FaultKind.Passing, "shape", "its answer has no advertisers"),
        cancellationToken);

    public Task<XElement> CouponsAsync(string query, CancellationToken cancellationToken) => CallAsync(
        "coupons", $"coupon/1.0?{query}", AffiliateXml.Read,
        said => said.Name.LocalName == "couponfeed" ? null : new PlatformFault(FaultKind.Ours, "coupon", "its answer is no couponfeed"), cancellationToken);

    /// <summary>A 403 says that calls come too often; every other no is about us.</summary>
    public static PlatformFault? Fault(HttpResponseMessage response, string body) =>
        response.StatusCode == HttpStatusCode.Forbidden ? null : AffiliateText.Fault(response, body);

    public void Dispose() => _asking.Dispose();

    private async Task<T> CallAsync<T>(string what, string path, Func<byte[], T> read, Func<T, PlatformFault?> judge, CancellationToken cancellationToken)
    {
        try
        {
            return await WithAsync(await TokenAsync(cancellationToken));
        }
        catch (PlatformRefusedException e) when (e.Fault.Code == "HTTP 401")
        {
            // The token ended before its time.
            _token = null;
            return await WithAsync(await TokenAsync(cancellationToken));
        }

        Task<T> WithAsync(string token) => client.CallAsync(
            what,
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Get, $"{options.Url.TrimEnd('/')}/{path}");
                request.Headers.Authorization = AffiliateText.Bearer(token);
                return request;
            },
            read,
            judge,
            cancellationToken);
    }

    private async Task<string> TokenAsync(CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            if (_token is { } known && known.Until > time.GetUtcNow())
            {
                return known.Text;
            }
            var answer = await client.CallAsync("a token", TokenRequest, said => JsonPath.Text(said, "access_token") is null ? new PlatformFault(FaultKind.Ours, "token", "its answer has no access_token") : null, cancellationToken);
            var lasts = TimeSpan.FromSeconds(new PlatformRow(answer).Whole("expires_in") ?? 3600);
            var text = JsonPath.Text(answer, "access_token")!;
            _token = (text, time.GetUtcNow() + lasts - Margin);
            return text;
        }
        finally
        {
            _asking.Release();
        }
    }

    private HttpRequestMessage TokenRequest()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{options.Url.TrimEnd('/')}/token")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["grant_type"] = options.Grant, ["scope"] = options.SiteId }),
        };
        request.Headers.Authorization = AffiliateText.Basic(options.AppKey.Trim(), options.Secret);
        return request;
    }

    private static JsonElement ReadJson(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        return document.RootElement.Clone();
    }

    private static string Text(DateTimeOffset time) => Uri.EscapeDataString(time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
}
