using System.Buffers;

namespace Daogou.Core.Links;

/// <summary>Numbers in <c>[0-9a-z]</c>, the characters that every network keeps.</summary>
internal static class Base36
{
    public const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static readonly SearchValues<char> All = SearchValues.Create(Digits);

    public static bool IsAll(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(All);

    /// <summary>Fills the whole span, with leading zeros.</summary>
    public static void Write(Span<char> to, long value)
    {
        for (var index = to.Length - 1; index >= 0; index--)
        {
            to[index] = Digits[(int)(value % 36)];
            value /= 36;
        }
    }

    /// <summary>The value of characters that <see cref="IsAll"/> accepted.</summary>
    public static long Read(ReadOnlySpan<char> text)
    {
        var value = 0L;
        foreach (var c in text)
        {
            value = (value * 36) + (c <= '9' ? c - '0' : c - 'a' + 10);
        }
        return value;
    }
}
