using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Daogou.Crawler.Feeds;

/// <summary>JSON as it comes: bytes that are no UTF-8 and halves of surrogate pairs, which the framework takes for JSON and then cannot give as text.</summary>
internal static class JsonBytes
{
    /// <summary>The same bytes, or where a text in them could not be read the same JSON with U+FFFD in those places.</summary>
    public static ReadOnlyMemory<byte> Readable(ReadOnlyMemory<byte> json)
    {
        var isUtf8 = Utf8.IsValid(json.Span);
        if (isUtf8 && json.Span.IndexOf("\\ud"u8) < 0 && json.Span.IndexOf("\\uD"u8) < 0)
        {
            return json;
        }
        return Encoding.UTF8.GetBytes(WholePairs(Encoding.UTF8.GetString(json.Span)));
    }

    private static string WholePairs(string json)
    {
        var text = json.ToCharArray();
        for (var at = json.IndexOf('\\', StringComparison.Ordinal); at >= 0 && at + 1 < json.Length; at = at < json.Length ? json.IndexOf('\\', at) : -1)
        {
            var unit = Unit(json, at);
            if (char.IsHighSurrogate(unit) && char.IsLowSurrogate(Unit(json, at + 6)))
            {
                at += 12;
                continue;
            }
            if (char.IsSurrogate(unit))
            {
                "FFFD".CopyTo(0, text, at + 2, 4);
                at += 6;
                continue;
            }
            at += 2;
        }
        return new string(text);
    }

    /// <summary>The character that an escape stands for; NUL where there is none.</summary>
    private static char Unit(string json, int at) =>
        at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
        && ushort.TryParse(json.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : '\0';
}
