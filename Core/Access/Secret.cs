using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Daogou.Core.Access;

/// <summary>Random secrets that are shown once and kept only as their SHA-256.</summary>
internal static class Secret
{
    /// <summary>256 bits as 43 characters that need no escaping in an address.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Compares in a time that does not tell where two hashes differ.</summary>
    public static bool Same(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
