using System.Buffers;

namespace Daogou.Core.Links;

/// <summary>Finds the address in what a person pasted: a share text with words, brackets and emoji around it.</summary>
public static class PastedText
{
    private const int Longest = 8_000;

    // What may stand in an address unescaped. Chinese shares write on right after the link, so anything else ends it.
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%");

    /// <summary>The first http or https address, without the full stop or bracket behind it; null when there is none.</summary>
    public static Uri? FirstAddress(string? text)
    {
        var rest = text.AsSpan();
        rest = rest.Length > Longest ? rest[..Longest] : rest;
        while (Start(rest) is >= 0 and var start)
        {
            rest = rest[start..];
            var end = rest.IndexOfAnyExcept(Allowed);
            var candidate = Trim(end < 0 ? rest : rest[..end]);
            if (Uri.TryCreate(candidate.ToString(), UriKind.Absolute, out var address) && address.Host.Length > 0)
            {
                return address;
            }
            rest = rest[4..];
        }
        return null;
    }

    private static int Start(ReadOnlySpan<char> text)
    {
        var plain = text.IndexOf("http://", StringComparison.OrdinalIgnoreCase);
        var secure = text.IndexOf("https://", StringComparison.OrdinalIgnoreCase);
        return plain < 0 ? secure : secure < 0 ? plain : Math.Min(plain, secure);
    }

    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> address)
    {
        while (address.Length > 0)
        {
            var last = address[^1];
            var hangsOver = last is '.' or ',' or ';' or ':' or '!' or '?' or '\'' || (last == ')' && address.Count(')') > address.Count('('))
                || (last == ']' && address.Count(']') > address.Count('['));
            if (!hangsOver)
            {
                break;
            }
            address = address[..^1];
        }
        return address;
    }
}
