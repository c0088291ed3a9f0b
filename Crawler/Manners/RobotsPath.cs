using System.Buffers;
using System.Globalization;
using System.Text;

namespace Daogou.Crawler.Manners;

/// <summary>
/// Paths in the one spelling in which RFC 9309 §2.2.2 compares them: unreserved characters plain, everything else percent-encoded in capitals.
/// </summary>
internal static class RobotsPath
{
    private const int Longest = 16_664;
    private static readonly SearchValues<char> Unreserved = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/?[]%#|^`{}\\\"<>");

    /// <summary>Path and query of an absolute address or of a path as it stands in a link; the fragment is no part of either.</summary>
    public static string OfUrl(string url)
    {
        var rest = url.AsSpan().Trim();
        rest = rest.IndexOf('#') is >= 0 and var fragment ? rest[..fragment] : rest;
        if (rest.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme && rest.IndexOfAny('/', '?') > scheme)
        {
            rest = AfterAuthority(rest[(scheme + 3)..]);
        }
        else if (rest.StartsWith("//", StringComparison.Ordinal))
        {
            rest = AfterAuthority(rest[2..]);
        }
        rest = rest.Length > Longest ? rest[..Longest] : rest;
        var path = rest.StartsWith('/') ? rest.ToString() : string.Concat("/", rest);
        return Normalise(path, literal: true);
    }

    /// <summary>A rule's path. <c>*</c> and a closing <c>$</c> keep their meaning.</summary>
    public static string OfRule(string path) => Normalise(path, literal: false);

    private static ReadOnlySpan<char> AfterAuthority(ReadOnlySpan<char> text) => text.IndexOfAny('/', '?') is >= 0 and var end ? text[end..] : "/";

    private static string Normalise(string path, bool literal)
    {
        if (path.AsSpan().IndexOfAnyExcept(Plain) < 0 && path.AsSpan().IndexOfAny("%$*") < 0)
        {
            return path;
        }
        var text = new StringBuilder(path.Length + 16);
        var inQuery = false;
        for (var at = 0; at < path.Length; at++)
        {
            var c = path[at];
            inQuery |= c == '?';
            if (c == '%' && at + 2 < path.Length && byte.TryParse(path.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                at += 2;
                AppendEncoded(text, octet, inQuery);
            }
            else if ((c == '*' && literal) || (c == '$' && (literal || at < path.Length - 1)))
            {
                AppendOctet(text, (byte)c);
            }
            else if (Plain.Contains(c))
            {
                text.Append(c);
            }
            else
            {
                AppendUtf8(text, path, ref at);
            }
        }
        return text.ToString();
    }

    /// <summary>In a query an encoded colon or slash says the same as a plain one; in a path %2F is a character of a name.</summary>
    private static void AppendEncoded(StringBuilder text, byte octet, bool inQuery)
    {
        var c = (char)octet;
        if (octet < 0x80 && (Unreserved.Contains(c) || (inQuery && c is ':' or '/' or '@' or ',')))
        {
            text.Append(c);
        }
        else
        {
            AppendOctet(text, octet);
        }
    }

    private static void AppendUtf8(StringBuilder text, string path, ref int at)
    {
        Span<byte> utf8 = stackalloc byte[4];
        _ = Rune.DecodeFromUtf16(path.AsSpan(at), out var rune, out var consumed);
        at += consumed - 1;
        foreach (var octet in utf8[..rune.EncodeToUtf8(utf8)])
        {
            AppendOctet(text, octet);
        }
    }

    private static void AppendOctet(StringBuilder text, byte octet) => text.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
}
