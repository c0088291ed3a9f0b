using System.Buffers;
using System.Globalization;
using System.Text;

namespace Daogou.Core.Urls;

/// <summary>The host parser of the URL Standard: a domain, a number that is an IPv4 address, an IPv6 address in brackets, or an opaque host.</summary>
internal static class WebHost
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("\0\t\n\r #/:<>?@[\\]^|");
    private static readonly SearchValues<char> ForbiddenInDomain =
        SearchValues.Create(" #/:<>?@[\\]^|%\u007F" + string.Concat(Enumerable.Range(0, 0x20).Select(code => (char)code)));

    /// <summary>The host as it is written; null with the fault when it is none.</summary>
    public static string? Parse(string text, bool isOpaque, out string? fault)
    {
        fault = null;
        if (text.StartsWith('['))
        {
            var pieces = text.EndsWith(']') ? Ipv6.Parse(text.AsSpan(1, text.Length - 2)) : null;
            fault = pieces is null ? "the IPv6 address is not one" : null;
            return pieces is null ? null : $"[{Ipv6.Write(pieces)}]";
        }
        if (isOpaque)
        {
            fault = text.AsSpan().ContainsAny(Forbidden) ? "the host has a forbidden character" : null;
            return fault is null ? PercentSets.Encode(text, PercentSets.Control) : null;
        }
        if (DomainNames.ToAscii(PercentSets.Decode(text)) is not { Length: > 0 } ascii)
        {
            fault = "the host is no domain name";
            return null;
        }
        if (ascii.AsSpan().ContainsAny(ForbiddenInDomain))
        {
            fault = "the host has a forbidden character";
            return null;
        }
        if (!EndsInNumber(ascii))
        {
            return ascii;
        }
        var address = Ipv4(ascii);
        fault = address is null ? "the IPv4 address is not one" : null;
        return address is { } number
            ? string.Create(CultureInfo.InvariantCulture, $"{number >> 24}.{(number >> 16) & 255}.{(number >> 8) & 255}.{number & 255}")
            : null;
    }

    private static bool EndsInNumber(string host)
    {
        var parts = host.Split('.');
        if (parts[^1].Length == 0)
        {
            if (parts.Length == 1)
            {
                return false;
            }
            parts = parts[..^1];
        }
        var last = parts[^1];
        return (last.Length > 0 && last.All(char.IsAsciiDigit)) || Number(last) is not null;
    }

    /// <summary>One to four numbers, decimal, octal or hexadecimal; the last fills what is left.</summary>
    private static uint? Ipv4(string host)
    {
        var parts = host.Split('.');
        parts = parts[^1].Length == 0 && parts.Length > 1 ? parts[..^1] : parts;
        if (parts.Length > 4)
        {
            return null;
        }
        var numbers = Array.ConvertAll(parts, Number);
        if (numbers.Any(number => number is null) || numbers[..^1].Any(number => number > 255) || numbers[^1] >= 1L << (8 * (5 - parts.Length)))
        {
            return null;
        }
        var address = numbers[^1]!.Value;
        for (var at = 0; at < numbers.Length - 1; at++)
        {
            address += numbers[at]!.Value << (8 * (3 - at));
        }
        return (uint)address;
    }

    /// <summary>Too large a number is returned as one that fits nowhere.</summary>
    private static long? Number(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }
        var (digits, radix) = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? (text[2..], 16) : text.Length > 1 && text[0] == '0' ? (text[1..], 8) : (text, 10);
        var number = 0L;
        foreach (var c in digits)
        {
            var digit = char.IsAsciiDigit(c) ? c - '0' : char.IsAsciiHexDigit(c) ? (c | 0x20) - 'a' + 10 : 99;
            if (digit >= radix)
            {
                return null;
            }
            number = Math.Min((number * radix) + digit, 1L << 40);
        }
        return number;
    }
}

/// <summary>IPv6 addresses as the URL Standard reads and writes them.</summary>
internal static class Ipv6
{
    public static ushort[]? Parse(ReadOnlySpan<char> text)
    {
        var pieces = new ushort[8];
        var (piece, compress, at) = (0, -1, 0);
        if (text is [':', ..])
        {
            if (text is not [':', ':', ..])
            {
                return null;
            }
            (at, piece, compress) = (2, 1, 1);
        }
        while (at < text.Length)
        {
            if (piece == 8)
            {
                return null;
            }
            if (text[at] == ':')
            {
                if (compress >= 0)
                {
                    return null;
                }
                at++;
                compress = ++piece;
                continue;
            }
            var start = at;
            while (at < text.Length && at - start < 4 && char.IsAsciiHexDigit(text[at]))
            {
                at++;
            }
            if (at < text.Length && text[at] == '.')
            {
                if (at == start || piece > 6 || !ReadIpv4(text[start..], pieces, piece))
                {
                    return null;
                }
                piece += 2;
                break;
            }
            pieces[piece] = at > start ? ushort.Parse(text[start..at], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : (ushort)0;
            if (at < text.Length)
            {
                if (text[at] != ':' || at + 1 == text.Length || at == start)
                {
                    return null;
                }
                at++;
            }
            piece++;
        }
        if (compress < 0)
        {
            return piece == 8 ? pieces : null;
        }
        var to = 7;
        for (var moved = piece - compress; to != 0 && moved > 0; moved--, to--)
        {
            (pieces[to], pieces[compress + moved - 1]) = (pieces[compress + moved - 1], pieces[to]);
        }
        return pieces;
    }

    public static string Write(ushort[] pieces)
    {
        var (best, length) = (-1, 1);
        for (var at = 0; at < 8; at++)
        {
            var run = 0;
            while (at + run < 8 && pieces[at + run] == 0)
            {
                run++;
            }
            if (run > length)
            {
                (best, length) = (at, run);
            }
            at += run;
        }
        var text = new StringBuilder();
        for (var at = 0; at < 8; at++)
        {
            if (at == best)
            {
                text.Append(at == 0 ? "::" : ":");
                at += length - 1;
                continue;
            }
            text.Append(CultureInfo.InvariantCulture, $"{pieces[at]:x}").Append(at < 7 ? ":" : "");
        }
        return text.ToString();
    }

    private static bool ReadIpv4(ReadOnlySpan<char> text, ushort[] pieces, int piece)
    {
        Span<Range> parts = stackalloc Range[6];
        if (text.Split(parts, '.') != 4)
        {
            return false;
        }
        for (var at = 0; at < 4; at++)
        {
            var part = text[parts[at]];
            if (part.Length is 0 or > 3 || (part.Length > 1 && part[0] == '0') || part.IndexOfAnyExceptInRange('0', '9') >= 0 || int.Parse(part, CultureInfo.InvariantCulture) is not (<= 255 and var octet))
            {
                return false;
            }
            pieces[piece + (at / 2)] = (ushort)((pieces[piece + (at / 2)] << 8) | octet);
        }
        return true;
    }
}
