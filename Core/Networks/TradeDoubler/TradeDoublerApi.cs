using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.TradeDoubler;

/// <summary>Calls to TradeDoubler's publisher API with a token of the user.</summary>
internal sealed class TradeDoublerApi
{
    private readonly TradeDoublerOptions _options;
    private readonly PlatformClient _client;
    private readonly PlatformToken _token;

    public TradeDoublerApi(TradeDoublerOptions options, IHttpClientFactory clients, TimeProvider time, TimeProvider pace)
    {
        _options = options;
        _client = new PlatformClient(
            new PlatformManners("tradedoubler", options.CallsPerSecond, [options.Secret, options.Token, Basic]) { OfFailure = OfFailure }, clients, time, pace);
        _token = new PlatformToken(_client, time, AskToken);
    }

    public PlatformState State => _client.State;

    private string Basic => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_options.AppKey}:{_options.Secret}"));

    /// <summary>One page of the transactions between two days, both inclusive.</summary>
    public Task<JsonElement> TransactionsAsync(DateTimeOffset from, DateTimeOffset to, int limit, int offset, CancellationToken cancellationToken) => _token.CallAsync(
        "transactions",
        token => new HttpRequestMessage(HttpMethod.Get, string.Create(
            CultureInfo.InvariantCulture,
            $"{_options.Url.TrimEnd('/')}/publisher/report/transactions?fromDate={from.UtcDateTime:yyyyMMdd}&toDate={to.UtcDateTime:yyyyMMdd}&reportCurrencyCode={_options.ReportCurrency}&limit={limit}&offset={offset}"))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        },
        _ => null,
        cancellationToken);

    private HttpRequestMessage AskToken() => new(HttpMethod.Post, _options.Url.TrimEnd('/') + "/uaa/oauth/token")
    {
        Headers = { Authorization = new AuthenticationHeaderValue("Basic", Basic) },
        Content = new FormUrlEncodedContent([new("grant_type", "password"), new("username", _options.User), new("password", _options.Token)]),
    };

    private static PlatformFault? OfFailure(int status, JsonElement? said) => (status, said is { } body ? JsonPath.Text(body, "error") ?? JsonPath.Text(body, "code") : null) switch
    {
        (400 or 403 or 404, { } code) => new PlatformFault(FaultKind.Ours, code, JsonPath.Text(said!.Value, "error_description") ?? JsonPath.Text(said.Value, "message") ?? ""),
        _ => null,
    };
}
