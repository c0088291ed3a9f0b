using System.Text;

namespace Daogou.Tests.Crawler.Fuzz;

/// <summary>Damage to a good sample, the same for the same seed.</summary>
internal sealed class Mutation(int seed)
{
    private static readonly byte[][] Bits =
    [
        .. new[]
        {
            "<", ">", "</", "/>", "&", "&#x1F4A9;", "&#99999999999;", "&amp", "<![CDATA[", "]]>", "<!--", "-->", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "<?xml version='1.0' encoding='utf-16'?>",
            "{", "}", "[", "]", "\"", "\\u12", "\\ud800", ",", ":", "null", "1e999", "-0", "99999999999999999999999999", "\"\"", "'", ";", "\t", "\n", "\r", "|", "http://", "https://[::1", "@", "%", "%zz",
            "%00", "//", "..", "#", "?", "xn--", "٣", "①", "½", "¥", "€", "1,234.56", "0.0000000001", "2024-02-30T25:61:61+99:99", "Mon, 32 Feb 0000", "User-agent:", "Disallow: *$*", "*", "$",
            "\uFEFF", "\u202E", "\u0000", "é", "茶", "満", "<title>", "<item>", "</item>", "<entry>", "<offer>", "<script type=application/ld+json>", "<div itemscope>", "\"price\":",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF, 0xFE], [0xC3], [0xE2, 0x82], [0x80], [0xED, 0xA0, 0x80], [0x1F, 0x8B, 0x08], [0x81, 0x30, 0x81, 0x30],
    ];

    private readonly Random _random = new(seed);

    /// <summary>The sample with one to eight things wrong, or bytes of no sense at all.</summary>
    public byte[] Of(byte[] sample)
    {
        if (_random.Next(12) == 0)
        {
            var noise = new byte[_random.Next(600)];
            _random.NextBytes(noise);
            return noise;
        }
        List<byte> bytes = [.. sample];
        for (var times = _random.Next(1, 9); times > 0; times--)
        {
            Damage(bytes);
        }
        return [.. bytes];
    }

    private void Damage(List<byte> bytes)
    {
        var at = _random.Next(bytes.Count + 1);
        var length = Math.Min(_random.Next(1, 40), bytes.Count - at);
        switch (_random.Next(8))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 3:
                bytes.RemoveRange(at, length);
                break;
            case 4:
                // A piece that comes again and again.
                var piece = bytes.GetRange(at, length);
                for (var again = _random.Next(1, 30); again > 0; again--)
                {
                    bytes.InsertRange(at, piece);
                }
                break;
            case 5:
                var moved = bytes.GetRange(at, length);
                bytes.InsertRange(_random.Next(bytes.Count + 1), moved);
                break;
            default:
                bytes.InsertRange(at, Bits[_random.Next(Bits.Length)]);
                break;
        }
    }
}
