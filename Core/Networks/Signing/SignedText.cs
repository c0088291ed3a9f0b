using System.Security.Cryptography;
using System.Text;

namespace Daogou.Core.Networks.Signing;

/// <summary>
/// What platforms sign: parameters in ordinal order, as the very strings that are sent, in UTF-8. The signature is never part of its own input, and a
/// parameter without a value is neither signed nor sent.
/// </summary>
internal static class SignedText
{
    /// <summary><c>k1v1k2v2…</c></summary>
    public static string Run(IEnumerable<KeyValuePair<string, string>> parameters) => string.Concat(Ordered(parameters).Select(pair => pair.Key + pair.Value));

    /// <summary><c>k1=v1&amp;k2=v2…</c></summary>
    public static string Query(IEnumerable<KeyValuePair<string, string>> parameters) =>
        string.Join('&', Ordered(parameters).Select(pair => $"{pair.Key}={pair.Value}"));

    // The platforms prescribe MD5; what keeps their calls safe is TLS, and the secret that stands in the text.
#pragma warning disable CA5351, CA5350
    public static string Md5Upper(string text) => Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(text)));

    public static string Md5Lower(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));

    public static string HmacMd5Upper(string secret, ReadOnlySpan<byte> bytes) => Convert.ToHexString(HMACMD5.HashData(Encoding.UTF8.GetBytes(secret), bytes));
#pragma warning restore CA5351, CA5350

    public static byte[] HmacSha256(string secret, string text) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text));

    private static IEnumerable<KeyValuePair<string, string>> Ordered(IEnumerable<KeyValuePair<string, string>> parameters) =>
        parameters.Where(pair => pair.Key != "sign" && pair.Value.Length > 0).OrderBy(pair => pair.Key, StringComparer.Ordinal);
}
