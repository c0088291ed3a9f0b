using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Daogou.Standins.Alliances;

/// <summary>Signatures and texts as the platforms work them out, written a second time on purpose.</summary>
internal static class Wire
{
    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>MD5 of secret, ordered keys and values, secret, in capitals.</summary>
    public static string WrappedMd5(IEnumerable<KeyValuePair<string, string>> sent, string secret)
    {
        var text = new StringBuilder(secret);
        foreach (var (key, value) in sent.Where(pair => pair.Key != "sign").OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.Append(key).Append(value);
        }
#pragma warning disable CA5351
        return Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(text.Append(secret).ToString())));
#pragma warning restore CA5351
    }

    public static string Md5Upper(string text)
    {
#pragma warning disable CA5351
        return Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
    }

    public static string Beijing(DateTimeOffset time) =>
        time.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static DateTimeOffset? ReadBeijing(string? text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall)
            ? new DateTimeOffset(wall, TimeSpan.FromHours(8))
            : null;

    public static bool IsNear(DateTimeOffset? given, DateTimeOffset now) => given is { } at && (at - now).Duration() <= TimeSpan.FromMinutes(10);
}
