using System.Security.Cryptography;

namespace Daogou.Core.Links;

/// <summary>Short codes: seven random characters, 78 thousand million of them, so that nobody walks through them.</summary>
public static class LinkCodes
{
    public const int Length = 7;

    public static string New() => RandomNumberGenerator.GetString(Base36.Digits, Length);

    public static bool IsCode(ReadOnlySpan<char> text) => text.Length == Length && Base36.IsAll(text);
}
