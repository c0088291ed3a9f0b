using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Amazon;

/// <summary>Calls to Amazon's Creators API: JSON both ways, a token of the credential's version, the marketplace in a header.</summary>
internal sealed class CreatorsApi
{
    /// <summary>The account sells too little just now; Amazon gives access back by itself within about two days of enough sales.</summary>
    public const string NotEligible = "AssociateNotEligible";

    private readonly AmazonOptions _options;
    private readonly PlatformToken _token;
    private readonly PlatformClient _client;

    public CreatorsApi(AmazonOptions options, IHttpClientFactory clients, TimeProvider time, TimeProvider pace)
    {
        _options = options;
        _client = new PlatformClient(new PlatformManners("amazon", options.CallsPerSecond, [options.Secret]) { OfFailure = OfFailure }, clients, time, pace);
        _token = new PlatformToken(_client, time, AskToken);
    }

    public PlatformState State => _client.State;

    /// <param name="operation"><c>searchItems</c></param>
    /// <param name="body">Its parameters; the tag is put in.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<JsonElement> CallAsync(string operation, Dictionary<string, object> body, CancellationToken cancellationToken)
    {
        body["partnerTag"] = _options.Tag;
        return _token.CallAsync(
            operation,
            token =>
            {
                var request = new HttpRequestMessage(HttpMethod.Post, $"{_options.Url.TrimEnd('/')}/catalog/v1/{operation}")
                {
                    Content = JsonContent.Create(body, options: PlatformRow.Wire),
                };
                request.Headers.TryAddWithoutValidation("Authorization", IsOld ? $"Bearer {token}, Version {_options.CredentialVersion}" : $"Bearer {token}");
                request.Headers.Add("x-marketplace", _options.Marketplace);
                return request;
            },
            _ => null,
            cancellationToken);
    }

    private bool IsOld => _options.CredentialVersion.StartsWith('2');

    private HttpRequestMessage AskToken()
    {
        var asked = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = _options.AppKey,
            ["client_secret"] = _options.Secret,
            ["scope"] = IsOld ? "creatorsapi/default" : "creatorsapi::default",
        };
        var request = new HttpRequestMessage(HttpMethod.Post, _options.TokenAddress) { Content = IsOld ? new FormUrlEncodedContent(asked) : JsonContent.Create(asked) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return request;
    }

    private static PlatformFault? OfFailure(int status, JsonElement? said)
    {
        var reason = said is { } body ? JsonPath.Text(body, "reason") ?? JsonPath.Text(body, "type") : null;
        var words = said is { } answer ? JsonPath.Text(answer, "message") ?? "" : "";
        return (status, reason) switch
        {
            (403, NotEligible) => new PlatformFault(
                FaultKind.Limit, NotEligible, "the account has too few sales just now for prices; links work, and access comes back by itself", TimeSpan.FromHours(6)),
            (400 or 403 or 404, { } code) => new PlatformFault(FaultKind.Ours, code, words),
            _ => null,
        };
    }
}
