using System.Text;
using Parameters = System.Collections.Generic.IReadOnlyDictionary<string, string>;

namespace Daogou.Core.Networks.Signing;

/// <summary>
/// The signatures of the alliances' open platforms. Pure: parameters before URL-encoding and a secret in, the signature's text out. Each rule is its
/// platform's own document's; the published examples are in the tests.
/// </summary>
public static class Signatures
{
    /// <summary>Taobao TOP, <c>sign_method=md5</c>: capital MD5 of secret, run, secret.</summary>
    public static string TopMd5(Parameters parameters, string secret) => Wrapped(parameters, secret);

    /// <summary>Taobao TOP, <c>sign_method=hmac</c>: capital HMAC-MD5 of the run alone.</summary>
    public static string TopHmac(Parameters parameters, string secret) =>
        SignedText.HmacMd5Upper(secret, Encoding.UTF8.GetBytes(SignedText.Run(parameters)));

    /// <summary>Taobao TOP, <c>sign_method=hmac-sha256</c>: capital HMAC-SHA256 of the run alone.</summary>
    public static string TopHmacSha256(Parameters parameters, string secret) =>
        Convert.ToHexString(SignedText.HmacSha256(secret, SignedText.Run(parameters)));

    /// <summary>JD (routerjson): capital MD5 of secret, run, secret. In ordinal order <c>360buy_param_json</c> comes first.</summary>
    public static string Jd(Parameters parameters, string secret) => Wrapped(parameters, secret);

    /// <summary>Pinduoduo: capital MD5 of secret, run, secret.</summary>
    public static string Pdd(Parameters parameters, string secret) => Wrapped(parameters, secret);

    /// <summary>Douyin buyin (doudian): small HMAC-SHA256 of secret, run, secret, over these five alone; the access token and the sign method are left out.</summary>
    public static string Buyin(Parameters parameters, string secret) =>
        Convert.ToHexStringLower(SignedText.HmacSha256(
            secret, $"{secret}{SignedText.Run(parameters.Where(pair => pair.Key is "app_key" or "method" or "param_json" or "timestamp" or "v"))}{secret}"));

    /// <summary>Pangle e-commerce: small MD5 of the query of these four, then the secure key.</summary>
    public static string Pangle(Parameters parameters, string secret) =>
        SignedText.Md5Lower(SignedText.Query(parameters.Where(pair => pair.Key is "app_id" or "data" or "req_id" or "timestamp")) + secret);

    /// <summary>Kuaishou, <c>signMethod=MD5</c>: small MD5 of the query with the sign secret at its end.</summary>
    public static string KuaishouMd5(Parameters parameters, string signSecret) => SignedText.Md5Lower(KuaishouText(parameters, signSecret));

    /// <summary>Kuaishou, <c>signMethod=HMAC_SHA256</c>: Base64 of the HMAC of the same text, sign secret and all.</summary>
    public static string KuaishouHmac(Parameters parameters, string signSecret) =>
        Convert.ToBase64String(SignedText.HmacSha256(signSecret, KuaishouText(parameters, signSecret)));

    /// <summary>Vipshop VOP: capital HMAC-MD5 of the system parameters' run and the raw body after it.</summary>
    public static string Vip(Parameters system, ReadOnlySpan<byte> body, string secret) =>
        SignedText.HmacMd5Upper(secret, [.. Encoding.UTF8.GetBytes(SignedText.Run(system)), .. body]);

    /// <summary>大淘客: capital MD5 of the query with the key at its end.</summary>
    public static string Dataoke(Parameters parameters, string secret) => SignedText.Md5Upper($"{SignedText.Query(parameters)}&key={secret}");

    private static string Wrapped(Parameters parameters, string secret) => SignedText.Md5Upper($"{secret}{SignedText.Run(parameters)}{secret}");

    private static string KuaishouText(Parameters parameters, string signSecret) => $"{SignedText.Query(parameters)}&signSecret={signSecret}";
}
