using System.Globalization;
using System.Text.Json;
using Daogou.Core.Networks.Platforms;
using Daogou.Core.Networks.Signing;

namespace Daogou.Core.Networks.AliExpress;

/// <summary>Calls to AliExpress's gateway: a signed form, and an answer under the method's name.</summary>
internal sealed class AliExpressApi(AliExpressOptions options, PlatformClient client, TimeProvider time)
{
    /// <summary>The answer of a list that has nothing.</summary>
    private const string Empty = "405";

    /// <returns>The method's <c>result</c>; for an empty list an empty object.</returns>
    public async Task<JsonElement> CallAsync(string method, IReadOnlyDictionary<string, string> business, CancellationToken cancellationToken)
    {
        var key = method.Replace('.', '_') + "_response";
        var answer = await client.CallAsync(method, () => Request(method, business), outer => Judge(outer, key), cancellationToken);
        return JsonPath.Find(answer, key + ".resp_result.result") ?? JsonSerializer.SerializeToElement(new Dictionary<string, string>());
    }

    private HttpRequestMessage Request(string method, IReadOnlyDictionary<string, string> business)
    {
        var form = new Dictionary<string, string>(business.Where(pair => pair.Value.Length > 0), StringComparer.Ordinal)
        {
            ["method"] = method,
            ["app_key"] = options.AppKey,
            ["timestamp"] = time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            ["format"] = "json",
            ["v"] = "2.0",
            ["sign_method"] = options.SignMethod,
        };
        // Its "sha256" is an HMAC.
        form["sign"] = options.SignMethod == "md5" ? Signatures.TopMd5(form, options.Secret) : Signatures.TopHmacSha256(form, options.Secret);
        return new HttpRequestMessage(HttpMethod.Post, options.Url) { Content = new FormUrlEncodedContent(form) };
    }

    private static PlatformFault? Judge(JsonElement outer, string key)
    {
        if (JsonPath.Find(outer, "error_response") is { } error)
        {
            var code = JsonPath.Text(error, "code") ?? "?";
            var words = JsonPath.Text(error, "msg") ?? JsonPath.Text(error, "message") ?? "";
            return code switch
            {
                "ApiCallLimit" or "AppWhiteIpLimit" or "SellerCallLimit" or "7" => new PlatformFault(FaultKind.Limit, code, words),
                "ServiceTimeout" or "ServiceUnavailable" or "InternalError" or "isp.call-service-timeout" => new PlatformFault(FaultKind.Passing, code, words),
                "IllegalTimestamp" => new PlatformFault(FaultKind.Ours, code, words + " (check this machine's clock)"),
                _ => new PlatformFault(FaultKind.Ours, code, words),
            };
        }
        var said = JsonPath.Text(outer, key + ".resp_result.resp_msg") ?? "";
        return JsonPath.Text(outer, key + ".resp_result.resp_code") switch
        {
            "200" or Empty => null,
            null => new PlatformFault(FaultKind.Passing, "shape", "its answer has no resp_result"),
            "500" => new PlatformFault(FaultKind.Passing, "500", said),
            var code => new PlatformFault(FaultKind.Ours, code, said),
        };
    }
}
