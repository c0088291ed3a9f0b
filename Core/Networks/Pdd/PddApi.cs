using System.Globalization;
using System.Text;
using System.Text.Json;
using Daogou.Core.Networks.Platforms;
using Daogou.Core.Networks.Signing;

namespace Daogou.Core.Networks.Pdd;

/// <summary>Calls to Pinduoduo's gateway: one flat JSON object of texts, signed; lists are JSON texts within it.</summary>
internal sealed class PddApi(PinduoduoOptions options, PlatformClient client, TimeProvider time)
{
    /// <summary>For a method whose outer key is not documented: the only object of the answer.</summary>
    public const string AnyKey = "";

    /// <param name="type"><c>pdd.ddk.order.list.increment.get</c></param>
    /// <param name="parameters">As texts: <c>true</c>, <c>50</c>, <c>["…"]</c>.</param>
    /// <param name="outer">The answer's outer key, which does not follow from the type.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<JsonElement> CallAsync(
        string type, IReadOnlyDictionary<string, string> parameters, string outer, CancellationToken cancellationToken)
    {
        var answer = await client.CallAsync(type, () => Request(type, parameters), said => Judge(said, outer), cancellationToken);
        return Inner(answer, outer)!.Value;
    }

    private HttpRequestMessage Request(string type, IReadOnlyDictionary<string, string> parameters)
    {
        var sent = new Dictionary<string, string>(parameters.Where(pair => pair.Value.Length > 0), StringComparer.Ordinal)
        {
            ["type"] = type,
            ["client_id"] = options.AppKey,
            ["timestamp"] = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["data_type"] = "JSON",
        };
        sent["sign"] = Signatures.Pdd(sent, options.Secret);
        return new HttpRequestMessage(HttpMethod.Post, options.Url)
        {
            Content = new StringContent(JsonSerializer.Serialize(sent, PlatformRow.Wire), Encoding.UTF8, "application/json"),
        };
    }

    private static PlatformFault? Judge(JsonElement answer, string outer)
    {
        if (JsonPath.Find(answer, "error_response") is { } error)
        {
            var code = JsonPath.Text(error, "error_code") ?? "?";
            var words = string.Join(' ', new[] { JsonPath.Text(error, "error_msg"), JsonPath.Text(error, "sub_code"), JsonPath.Text(error, "sub_msg") }.Where(part => part is { Length: > 0 }));
            return code switch
            {
                "52101" or "70031" => new PlatformFault(FaultKind.Limit, code, words),
                "50000" or "50001" or "50002" or "52001" or "52002" or "52102" or "52103" or "70033" => new PlatformFault(FaultKind.Passing, code, words),
                "20005" => new PlatformFault(FaultKind.Ours, code, words + " (this server's public address is not on the platform's list)"),
                _ => new PlatformFault(FaultKind.Ours, code, words),
            };
        }
        return Inner(answer, outer) is { ValueKind: JsonValueKind.Object } ? null : new PlatformFault(FaultKind.Passing, "shape", $"its answer has no {outer}");
    }

    private static JsonElement? Inner(JsonElement answer, string outer) =>
        outer != AnyKey ? JsonPath.Find(answer, outer)
        : answer.ValueKind == JsonValueKind.Object && answer.EnumerateObject().Where(pair => pair.Value.ValueKind == JsonValueKind.Object).ToList() is [var only] ? only.Value
        : null;
}
