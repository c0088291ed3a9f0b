using System.Globalization;
using System.Text.Json;
using Daogou.Core.Networks.Platforms;
using Daogou.Core.Networks.Signing;

namespace Daogou.Core.Networks.Kuaishou;

/// <summary>Calls to Kuaishou's gateway: the business parameters are one JSON text; reading methods go in the query, the others as a form, never as JSON.</summary>
internal sealed class KuaishouApi(KuaishouOptions options, PlatformClient client, KuaishouTokens tokens, TimeProvider time)
{
    private const string Prefix = "open.distribution.cps.kwaimoney.";
    private static readonly string[] WordFields = ["error_msg", "code", "sub_code", "sub_msg"];
    private readonly string[] _tokenFaults = options.TokenFaults.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public Task<JsonElement> GetAsync(string method, IReadOnlyDictionary<string, object> parameters, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Get, method, parameters, cancellationToken);

    public Task<JsonElement> PostAsync(string method, IReadOnlyDictionary<string, object> parameters, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Post, method, parameters, cancellationToken);

    /// <returns>The answer's <c>data</c>; none when the platform sent none.</returns>
    private async Task<JsonElement> CallAsync(HttpMethod verb, string method, IReadOnlyDictionary<string, object> parameters, CancellationToken cancellationToken)
    {
        var text = JsonSerializer.Serialize(parameters, PlatformRow.Wire);
        var token = await tokens.CurrentAsync(cancellationToken);
        JsonElement answer;
        try
        {
            answer = await SendAsync(token);
        }
        catch (PlatformRefusedException e) when (tokens.CanRenew && _tokenFaults.Contains(e.Fault.Code, StringComparer.Ordinal))
        {
            answer = await SendAsync(await tokens.RenewAsync(token, cancellationToken));
        }
        return JsonPath.Find(answer, "data") ?? default;

        Task<JsonElement> SendAsync(string access) => client.CallAsync(method, () => Request(verb, Prefix + method, text, access), Judge, cancellationToken);
    }

    private HttpRequestMessage Request(HttpMethod verb, string method, string parameters, string token)
    {
        var sent = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["appkey"] = options.AppKey,
            ["method"] = method,
            ["version"] = "1",
            ["param"] = parameters,
            ["access_token"] = token,
            ["timestamp"] = time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            ["signMethod"] = options.SignMethod switch { KuaishouSign.Md5 => "MD5", KuaishouSign.HmacSha256 => "HMAC_SHA256" },
        };
        sent["sign"] = options.SignMethod switch
        {
            KuaishouSign.Md5 => Signatures.KuaishouMd5(sent, options.Secret),
            KuaishouSign.HmacSha256 => Signatures.KuaishouHmac(sent, options.Secret),
        };
        var address = $"{options.Url.TrimEnd('/')}/{method.Replace('.', '/')}";
        return verb == HttpMethod.Get
            ? new HttpRequestMessage(verb, $"{address}?{string.Join('&', sent.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"))}")
            : new HttpRequestMessage(verb, address) { Content = new FormUrlEncodedContent(sent) };
    }

    /// <summary>Only <c>result</c> 1 is good. A limit is told in words, and met below the own one too: the platform shares a hidden one among all.</summary>
    private static PlatformFault? Judge(JsonElement answer)
    {
        var words = string.Join(' ', WordFields.Select(key => JsonPath.Text(answer, key)).Where(text => text is { Length: > 0 }));
        return JsonPath.Text(answer, "result") switch
        {
            "1" => null,
            null => new PlatformFault(FaultKind.Passing, "shape", "its answer has no result"),
            var code => FaultWords.Of(code, words),
        };
    }
}
