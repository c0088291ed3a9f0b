using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Admitad;

/// <summary>Calls to Admitad's API with a token of the application.</summary>
internal sealed class AdmitadApi
{
    private const string Scopes = "advcampaigns_for_website coupons_for_website deeplink_generator statistics";
    private readonly AdmitadOptions _options;
    private readonly PlatformClient _client;
    private readonly PlatformToken _token;

    public AdmitadApi(AdmitadOptions options, IHttpClientFactory clients, TimeProvider time, TimeProvider pace)
    {
        _options = options;
        _client = new PlatformClient(new PlatformManners("admitad", options.CallsPerSecond, [options.Secret, Basic]) { OfFailure = OfFailure }, clients, time, pace);
        _token = new PlatformToken(_client, time, AskToken);
    }

    public PlatformState State => _client.State;

    private string Basic => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_options.AppKey}:{_options.Secret}"));

    /// <param name="path"><c>/statistics/actions/</c></param>
    /// <param name="query">What stands behind it, encoded.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<JsonElement> GetAsync(string path, string query, CancellationToken cancellationToken) => _token.CallAsync(
        path,
        token => new HttpRequestMessage(HttpMethod.Get, $"{_options.Url.TrimEnd('/')}{path}?{query}") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } },
        _ => null,
        cancellationToken);

    private HttpRequestMessage AskToken() => new(HttpMethod.Post, _options.Url.TrimEnd('/') + "/token/")
    {
        Headers = { Authorization = new AuthenticationHeaderValue("Basic", Basic) },
        Content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", _options.AppKey), new("scope", Scopes)]),
    };

    private static PlatformFault? OfFailure(int status, JsonElement? said) => (status, said is { } body ? JsonPath.Text(body, "error") ?? JsonPath.Text(body, "error_code") : null) switch
    {
        (400 or 403 or 404, { } code) => new PlatformFault(FaultKind.Ours, code, JsonPath.Text(said!.Value, "error_description") ?? ""),
        _ => null,
    };
}
