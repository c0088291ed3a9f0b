using System.Text.Json;
using Daogou.Core.Networks.Platforms;
using Daogou.Core.Networks.Signing;

namespace Daogou.Core.Networks.Jd;

/// <summary>Calls to JD's gateway: a signed form, and an answer inside an answer (a JSON text under a misspelt key).</summary>
internal sealed class JdApi(JdUnionOptions options, PlatformClient client, TimeProvider time)
{
    /// <summary>The window holds more than ten thousand rows.</summary>
    public const string TooManyRows = "2002452";

    /// <param name="method"><c>jd.union.open.order.row.query</c></param>
    /// <param name="wrapper">The one key of the business parameters, <c>orderReq</c>.</param>
    /// <param name="parameters">What is wrapped.</param>
    /// <param name="result">Where the answer's text is, <c>queryResult</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The inner answer; its <c>code</c> is 200, or 201 for none.</returns>
    public async Task<JsonElement> CallAsync(
        string method, string wrapper, IReadOnlyDictionary<string, object> parameters, string result, CancellationToken cancellationToken)
    {
        var business = JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal) { [wrapper] = parameters }, PlatformRow.Wire);
        var answer = await client.CallAsync(method, () => Request(method, business), outer => Judge(method, outer, result), cancellationToken);
        return Inner(method, answer, result)!.Value;
    }

    private HttpRequestMessage Request(string method, string business)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["method"] = method,
            ["app_key"] = options.AppKey,
            ["timestamp"] = PlatformRow.BeijingText(time.GetUtcNow()),
            ["format"] = "json",
            ["v"] = "1.0",
            ["sign_method"] = "md5",
            ["360buy_param_json"] = business,
        };
        form["sign"] = Signatures.Jd(form, options.Secret);
        return new HttpRequestMessage(HttpMethod.Post, options.Url) { Content = new FormUrlEncodedContent(form) };
    }

    /// <summary>What speaks against an answer: the gateway's own error, or the method's code.</summary>
    private static PlatformFault? Judge(string method, JsonElement outer, string result)
    {
        if (JsonPath.Find(outer, "error_response") is { } error)
        {
            var code = JsonPath.Text(error, "code") ?? "?";
            var words = JsonPath.Text(error, "zh_desc") ?? JsonPath.Text(error, "en_desc") ?? "";
            return code switch
            {
                "2" => new PlatformFault(FaultKind.Limit, code, words),
                "7" or "8" => new PlatformFault(FaultKind.Ours, code, words + " (check this machine's clock)"),
                _ => new PlatformFault(FaultKind.Ours, code, words),
            };
        }
        if (Inner(method, outer, result) is not { } inner)
        {
            return new PlatformFault(FaultKind.Passing, "shape", $"its answer has no {result}");
        }
        var said = JsonPath.Text(inner, "message") ?? "";
        return JsonPath.Text(inner, "code") switch
        {
            "200" or "201" => null,
            "429" => new PlatformFault(FaultKind.Limit, "429", said),
            "500" or "408" or "2001504" or "2001609" or "2002408" or "2002500" => new PlatformFault(FaultKind.Passing, JsonPath.Text(inner, "code")!, said),
            var code => new PlatformFault(FaultKind.Ours, code ?? "?", said),
        };
    }

    /// <summary>The text under <c>…_responce</c> (so it is spelt; the right spelling is taken too), read once more; an object is taken as it is.</summary>
    private static JsonElement? Inner(string method, JsonElement outer, string result)
    {
        var key = method.Replace('.', '_');
        var answer = JsonPath.Find(outer, key + "_responce") ?? JsonPath.Find(outer, key + "_response");
        switch (answer is { } found ? JsonPath.Find(found, result) : null)
        {
            case { ValueKind: JsonValueKind.Object } plain:
                return plain;
            case { ValueKind: JsonValueKind.String } text:
                using (var document = JsonDocument.Parse(text.GetString()!))
                {
                    return document.RootElement.Clone();
                }
            default:
                return null;
        }
    }
}
