using System.Buffers;
using System.Globalization;
using System.Text;

namespace Daogou.Core.Urls;

/// <summary>What each part of an address percent-encodes (URL Standard, percent-encoded bytes). Everything beyond ASCII is, as UTF-8.</summary>
internal static class PercentSets
{
    public static readonly SearchValues<char> Control = Kept("");
    public static readonly SearchValues<char> Fragment = Kept(" \"<>`");
    public static readonly SearchValues<char> Query = Kept(" \"#<>");
    public static readonly SearchValues<char> SpecialQuery = Kept(" \"#<>'");
    public static readonly SearchValues<char> Path = Kept(" \"#<>?^`{}");
    public static readonly SearchValues<char> UserInfo = Kept(" \"#<>?^`{}/:;=@[\\]|");

    public static void Append(StringBuilder to, ReadOnlySpan<char> text, SearchValues<char> kept)
    {
        Span<byte> utf8 = stackalloc byte[4];
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAnyExcept(kept);
            if (plain < 0)
            {
                to.Append(text);
                return;
            }
            to.Append(text[..plain]);
            _ = Rune.DecodeFromUtf16(text[plain..], out var rune, out var consumed);
            foreach (var octet in utf8[..rune.EncodeToUtf8(utf8)])
            {
                to.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
            }
            text = text[(plain + consumed)..];
        }
    }

    public static string Encode(ReadOnlySpan<char> text, SearchValues<char> kept)
    {
        var to = new StringBuilder(text.Length + 8);
        Append(to, text, kept);
        return to.ToString();
    }

    /// <summary>Percent-decoded as UTF-8; what is no UTF-8 becomes U+FFFD, what is no escape stays.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }
        var bytes = Encoding.UTF8.GetBytes(text);
        var length = 0;
        for (var at = 0; at < bytes.Length; at++)
        {
            if (bytes[at] == '%' && at + 2 < bytes.Length && byte.TryParse(bytes.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                bytes[length++] = octet;
                at += 2;
            }
            else
            {
                bytes[length++] = bytes[at];
            }
        }
        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private static SearchValues<char> Kept(string encoded) =>
        SearchValues.Create([.. Enumerable.Range(0x20, 0x5F).Select(code => (char)code).Where(c => !encoded.Contains(c, StringComparison.Ordinal))]);
}
