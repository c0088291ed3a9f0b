using System.Buffers;
using System.Text;
using Daogou.Crawler.Feeds.Syndication;

namespace Daogou.Crawler.Feeds;

/// <summary>What the bytes between two tags, or of an attribute's value, say.</summary>
internal static class SliceText
{
    [ThreadStatic]
    private static char[]? _room;

    /// <summary>Trimmed, references decoded, without what XML forbids; elements inside give their texts with a space between.</summary>
    public static string Of(ReadOnlySpan<byte> bytes, bool isAttribute = false)
    {
        bytes = Trim(bytes);
        if (bytes.IndexOfAny((byte)'<', (byte)'&') < 0)
        {
            return Clean(Utf8(bytes)).Trim();
        }
        if (IsData(bytes))
        {
            return Clean(Utf8(bytes[9..^3])).Trim();
        }
        var text = Utf8(bytes);
        return isAttribute || !text.Contains('<', StringComparison.Ordinal) ? Clean(XmlEntities.Decode(text, out _)).Trim() : Mixed(text);
    }

    /// <summary>The same without markup, as people read it; null when nothing is left.</summary>
    public static string? PlainOf(ReadOnlySpan<byte> bytes)
    {
        bytes = Trim(bytes);
        var isData = IsData(bytes);
        if (!isData && bytes.IndexOfAny((byte)'<', (byte)'&') >= 0)
        {
            return PlainText.Of(Of(bytes));
        }
        if (isData)
        {
            bytes = bytes[9..^3];
        }
        var room = ArrayPool<char>.Shared.Rent(Encoding.UTF8.GetMaxCharCount(bytes.Length));
        var text = room.AsSpan(0, Encoding.UTF8.GetChars(bytes, room));
        var plain = XmlEntities.IsClean(text) ? PlainText.Of(text) : PlainText.Of(XmlEntities.Clean(text.ToString(), out _));
        ArrayPool<char>.Shared.Return(room);
        return plain;
    }

    /// <summary>Whether elements stand in it.</summary>
    public static bool HasElements(ReadOnlySpan<byte> bytes) => bytes.IndexOf((byte)'<') >= 0 && !IsData(Trim(bytes));

    /// <summary>The value of an attribute, without its quotes; empty when there is none.</summary>
    /// <param name="name">With the equals sign: <c>href=</c>.</param>
    public static ReadOnlySpan<byte> Attribute(ReadOnlySpan<byte> attributes, ReadOnlySpan<byte> name)
    {
        var at = attributes.IndexOf(name);
        if (at < 0 || at + name.Length + 1 >= attributes.Length)
        {
            return default;
        }
        var value = attributes[(at + name.Length)..];
        var end = value[1..].IndexOf(value[0]);
        return end < 0 ? default : value.Slice(1, end);
    }

    /// <summary>One pass over the bytes: what the framework does counts the characters first.</summary>
    public static string Utf8(ReadOnlySpan<byte> bytes)
    {
        const int Short = 4096;
        if (Ascii.IsValid(bytes))
        {
            return Encoding.Latin1.GetString(bytes);
        }
        if (bytes.Length > Short)
        {
            return Encoding.UTF8.GetString(bytes);
        }
        var room = _room ??= new char[Short];
        return new string(room, 0, Encoding.UTF8.GetChars(bytes, room));
    }

    /// <summary>Without white space of ASCII around it.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> bytes) =>
        bytes.IsEmpty || (bytes[0] > ' ' && bytes[^1] > ' ') ? bytes : bytes.Trim(" \t\r\n"u8);

    private static bool IsData(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("<![CDATA["u8) && bytes.EndsWith("]]>"u8) && bytes[9..^3].IndexOf("]]>"u8) < 0;

    /// <summary>Elements inside an element: their texts, with a space between.</summary>
    private static string Mixed(string text)
    {
        using var xml = new LooseXml(new StringReader(text));
        var parts = new List<string>();
        while (xml.Read())
        {
            if (xml.Kind == LooseKind.Text && !string.IsNullOrWhiteSpace(xml.Text))
            {
                parts.Add(xml.Text.Trim());
            }
        }
        return string.Join(' ', parts);
    }

    private static string Clean(string text) => XmlEntities.Clean(text, out _);
}
