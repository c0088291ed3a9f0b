using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Daogou.Core.Networks.Platforms;
using Daogou.Core.Networks.Signing;

namespace Daogou.Core.Networks.Vip;

/// <summary>Calls to Vipshop's gateway: system parameters in the query, the method's parameters as a JSON body, both signed.</summary>
internal sealed class VipApi(VipshopOptions options, PlatformClient client, TimeProvider time)
{
    private const string Services = "com.vip.adp.api.open.service.";

    /// <param name="service"><c>UnionOrderService</c></param>
    /// <param name="method"><c>orderListWithOauth</c></param>
    /// <param name="parameters">The method's parameters by name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The answer's <c>result</c>; none when the platform sent none.</returns>
    public async Task<JsonElement> CallAsync(string service, string method, IReadOnlyDictionary<string, object> parameters, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(parameters, PlatformRow.Wire);
        var answer = await client.CallAsync(method, () => Request(service, method, body), Judge, cancellationToken);
        return JsonPath.Find(answer, "result") ?? default;
    }

    private HttpRequestMessage Request(string service, string method, byte[] body)
    {
        var system = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["service"] = Services + service,
            ["method"] = method,
            ["version"] = "1.0.0",
            ["timestamp"] = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["format"] = "json",
            ["appKey"] = options.AppKey,
            ["accessToken"] = options.Token,
            ["language"] = "zh",
        };
        system["sign"] = Signatures.Vip(system, body, options.Secret);
        var query = string.Join('&', system.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        return new HttpRequestMessage(HttpMethod.Post, $"{options.Url}?{query}") { Content = content };
    }

    /// <summary>The gateway names its troubles in words: <c>vipapis.invalid-sign</c>, <c>vipapis.api-invoke-limited</c>.</summary>
    private static PlatformFault? Judge(JsonElement answer)
    {
        var code = JsonPath.Text(answer, "returnCode");
        var words = JsonPath.Text(answer, "returnMessage") ?? "";
        return code switch
        {
            "0" => null,
            null => new PlatformFault(FaultKind.Passing, "shape", "its answer has no returnCode"),
            _ when code.Contains("limit", StringComparison.OrdinalIgnoreCase) => new PlatformFault(FaultKind.Limit, code, words),
            _ when code.Contains("timeout", StringComparison.OrdinalIgnoreCase) || code.Contains("service-unavailable", StringComparison.OrdinalIgnoreCase) =>
                new PlatformFault(FaultKind.Passing, code, words),
            _ when code.Contains("timestamp", StringComparison.OrdinalIgnoreCase) => new PlatformFault(FaultKind.Ours, code, words + " (check this machine's clock)"),
            _ => new PlatformFault(FaultKind.Ours, code, words),
        };
    }
}
