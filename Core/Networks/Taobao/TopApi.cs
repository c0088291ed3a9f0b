using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Daogou.Core.Networks.Platforms;
using Daogou.Core.Networks.Signing;

namespace Daogou.Core.Networks.Taobao;

/// <summary>Calls to Taobao's open platform: a signed form, business parameters beside the system's.</summary>
internal sealed partial class TopApi(TaobaoOptions options, PlatformClient client, TimeProvider time)
{
    /// <summary>Whether TOP is spoken to over TLS.</summary>
    public bool IsSecure => options.Url.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    /// <param name="method"><c>taobao.tbk.privilege.get</c></param>
    /// <param name="parameters">The business parameters; empty ones are not sent.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What stands under the method's own key.</returns>
    public async Task<JsonElement> CallAsync(string method, IEnumerable<KeyValuePair<string, string>> parameters, CancellationToken cancellationToken)
    {
        var business = parameters.Where(pair => pair.Value.Length > 0).ToList();
        var answer = await client.CallAsync(method, () => Request(method, business), outer => Judge(method, outer), cancellationToken);
        return JsonPath.Find(answer, Root(method))!.Value;
    }

    /// <summary>The answer to a call that somebody else signed.</summary>
    public async Task<JsonElement> FollowAsync(string method, Uri signed, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(options.Url, UriKind.Absolute, out var own) || own.Authority != signed.Authority || own.AbsolutePath != signed.AbsolutePath)
        {
            throw new PlatformRefusedException($"A call was signed for {signed.Host}, which is not Taobao:Url.", new PlatformFault(FaultKind.Ours, "url", "the signed call leads elsewhere"));
        }
        var answer = await client.CallAsync(method, () => new HttpRequestMessage(HttpMethod.Get, signed), outer => Judge(method, outer), cancellationToken);
        return JsonPath.Find(answer, Root(method))!.Value;
    }

    /// <summary>The list inside an answer: under the name of its elements' type, which is spelt in several ways; none, or an empty object, is an empty list.</summary>
    public static IReadOnlyList<JsonElement> List(JsonElement answer, string path) => JsonPath.Find(answer, path) switch
    {
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray()],
        { ValueKind: JsonValueKind.Object } wrapped => [.. wrapped.EnumerateObject().Where(one => one.Value.ValueKind == JsonValueKind.Array).Take(1).SelectMany(one => one.Value.EnumerateArray())],
        _ => [],
    };

    private HttpRequestMessage Request(string method, IEnumerable<KeyValuePair<string, string>> business)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["method"] = method,
            ["app_key"] = options.AppKey,
            ["sign_method"] = options.SignMethod,
            ["timestamp"] = PlatformRow.BeijingText(time.GetUtcNow()),
            ["format"] = "json",
            ["v"] = "2.0",
        };
        if (options.Token.Length > 0)
        {
            form["session"] = options.Token;
        }
        foreach (var (key, value) in business)
        {
            form[key] = value;
        }
        form["sign"] = options.SignMethod switch
        {
            "hmac" => Signatures.TopHmac(form, options.Secret),
            "hmac-sha256" => Signatures.TopHmacSha256(form, options.Secret),
            _ => Signatures.TopMd5(form, options.Secret),
        };
        return new HttpRequestMessage(HttpMethod.Post, options.Url) { Content = new FormUrlEncodedContent(form) };
    }

    /// <summary>Platform troubles begin with <c>isp.</c> and pass; <c>isv.</c> is our own. A limit says how many seconds the ban lasts.</summary>
    private static PlatformFault? Judge(string method, JsonElement outer)
    {
        if (JsonPath.Find(outer, "error_response") is not { } error)
        {
            return JsonPath.Find(outer, Root(method)) is { ValueKind: JsonValueKind.Object } ? null : new PlatformFault(FaultKind.Passing, "shape", $"its answer has no {Root(method)}");
        }
        var (code, sub) = (JsonPath.Text(error, "code") ?? "?", JsonPath.Text(error, "sub_code") ?? "");
        var words = string.Join(", ", new[] { JsonPath.Text(error, "msg"), JsonPath.Text(error, "sub_msg") }.Where(text => !string.IsNullOrWhiteSpace(text)));
        var name = sub.Length > 0 ? $"{code} {sub}" : code;
        return code == "7" || sub.Contains("limited", StringComparison.Ordinal) ? new PlatformFault(FaultKind.Limit, name, words, Ban(words))
            : sub.StartsWith("isp.", StringComparison.Ordinal) ? new PlatformFault(FaultKind.Passing, name, words)
            : code is "30" or "31" ? new PlatformFault(FaultKind.Ours, name, words + " (check this machine's clock)")
            : new PlatformFault(FaultKind.Ours, sub.Length > 0 ? sub : code, words);
    }

    private static TimeSpan? Ban(string words) =>
        Seconds().Match(words) is { Success: true } match ? TimeSpan.FromSeconds(int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture)) : null;

    private static string Root(string method) => method["taobao.".Length..].Replace('.', '_') + "_response";

    [GeneratedRegex("last for (?<n>[0-9]{1,5}) more second", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 100)]
    private static partial Regex Seconds();
}
