using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Ebay;

/// <summary>The Partner Network's transaction report and eBay's Browse API: two accounts, two places.</summary>
internal sealed class EbayApi
{
    private readonly EbayOptions _options;
    private readonly PlatformClient _reports;
    private readonly PlatformClient _offers;
    private readonly PlatformToken _browse;

    public EbayApi(EbayOptions options, IHttpClientFactory clients, TimeProvider time, TimeProvider pace)
    {
        _options = options;
        var manners = new PlatformManners("ebay", options.CallsPerSecond, Secrets(options)) { OfFailure = OfFailure };
        _reports = new PlatformClient(manners, clients, time, pace);
        _offers = new PlatformClient(manners, clients, time, pace);
        _browse = new PlatformToken(_offers, time, AskToken);
    }

    public PlatformState State => PlatformState.Of([_reports.State, _offers.State]);

    /// <summary>An answer may show the header that it did not accept.</summary>
    private static string[] Secrets(EbayOptions options) =>
        [options.Secret, options.Token, Basic(options.AccountSid, options.Token).Parameter!, Basic(options.AppKey, options.Secret).Parameter!];

    /// <summary>The account's rows between two days, both inclusive.</summary>
    public Task<JsonElement> ReportAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) => _reports.CallAsync(
        "the transaction report",
        () => With(
            new HttpRequestMessage(HttpMethod.Get, string.Create(
                CultureInfo.InvariantCulture,
                $"{_options.ReportUrl.TrimEnd('/')}/Mediapartners/{Uri.EscapeDataString(_options.AccountSid)}/Reports/ebay_partner_transaction_detail.json?STATUS=ALL&START_DATE={from.UtcDateTime:yyyy-MM-dd}&END_DATE={to.UtcDateTime:yyyy-MM-dd}&CHECKOUT_SITE=0")),
            Basic(_options.AccountSid, _options.Token)),
        answer => string.Equals(JsonPath.Text(answer, "Status"), "ERROR", StringComparison.OrdinalIgnoreCase)
            ? new PlatformFault(FaultKind.Ours, "ERROR", JsonPath.Text(answer, "Message") ?? "")
            : null,
        cancellationToken);

    public Task<JsonElement> BrowseAsync(string query, CancellationToken cancellationToken) => _browse.CallAsync(
        "item_summary/search",
        token =>
        {
            var request = With(
                new HttpRequestMessage(HttpMethod.Get, $"{_options.Url.TrimEnd('/')}/buy/browse/v1/item_summary/search?{query}"), new AuthenticationHeaderValue("Bearer", token));
            request.Headers.Add("X-EBAY-C-MARKETPLACE-ID", _options.Marketplace);
            return request;
        },
        _ => null,
        cancellationToken);

    private HttpRequestMessage AskToken() => With(
        new HttpRequestMessage(HttpMethod.Post, $"{_options.Url.TrimEnd('/')}/identity/v1/oauth2/token")
        {
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("scope", "https://api.ebay.com/oauth/api_scope")]),
        },
        Basic(_options.AppKey, _options.Secret));

    internal static AuthenticationHeaderValue Basic(string user, string secret) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{secret}")));

    private static HttpRequestMessage With(HttpRequestMessage request, AuthenticationHeaderValue authorization)
    {
        request.Headers.Authorization = authorization;
        request.Headers.Accept.ParseAdd("application/json");
        return request;
    }

    private static PlatformFault? OfFailure(int status, JsonElement? said) => (status, said is { } body ? JsonPath.Text(body, "errors.0.errorId") : null) switch
    {
        (400 or 403 or 404 or 409, { } code) => new PlatformFault(FaultKind.Ours, code, JsonPath.Text(said!.Value, "errors.0.message") ?? ""),
        _ => null,
    };
}
