using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Daogou.Core.Orders.Postbacks;

/// <summary>
/// Standard Webhooks: <c>webhook-id</c>, <c>webhook-timestamp</c> (seconds) and <c>webhook-signature</c>, which is <c>v1,</c> and the Base64 of the HMAC-SHA256
/// of <c>id.timestamp.body</c>; several signatures stand apart by spaces.
/// </summary>
public static class WebhookSignature
{
    /// <summary>How far a call's own time may be from ours.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private const int LeastKey = 24;
    private const int LongestId = 200;
    private const int MostSignatures = 10;

    /// <summary>The secret's bytes: Base64 behind <c>whsec_</c>, else the text's own. Null when it is too short to be one.</summary>
    public static byte[]? Key(string? secret)
    {
        if (secret?.StartsWith("whsec_", StringComparison.Ordinal) != true)
        {
            return secret is not null && Encoding.UTF8.GetBytes(secret) is { Length: >= LeastKey } plain ? plain : null;
        }
        var bytes = new byte[secret.Length];
        return Convert.TryFromBase64String(secret["whsec_".Length..], bytes, out var written) && written >= LeastKey ? bytes[..written] : null;
    }

    /// <summary>Whether the call is the secret's holder's, and of now.</summary>
    public static SignatureFate Judge(byte[] key, string? id, string? timestamp, string? signature, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (id is not { Length: > 0 and <= LongestId } || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 10_000_000_000)
        {
            return SignatureFate.Forged;
        }
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var right = HMACSHA256.HashData(key, signed);
        var isOurs = (signature ?? "").Split(' ').Take(MostSignatures).Any(one => IsRight(one, right));
        return !isOurs ? SignatureFate.Forged
            : (DateTimeOffset.FromUnixTimeSeconds(seconds) - now).Duration() > Tolerance ? SignatureFate.Late
            : SignatureFate.Good;
    }

    private static bool IsRight(string given, ReadOnlySpan<byte> right)
    {
        Span<byte> bytes = stackalloc byte[64];
        return given.Length is > 3 and <= 60 && given.StartsWith("v1,", StringComparison.Ordinal) && Convert.TryFromBase64String(given[3..], bytes, out var written)
            && CryptographicOperations.FixedTimeEquals(bytes[..written], right);
    }
}

public enum SignatureFate
{
    Good = 1,

    /// <summary>Not signed, or not by who holds the secret.</summary>
    Forged = 2,

    /// <summary>Signed, but too long ago or ahead of time.</summary>
    Late = 3,
}
