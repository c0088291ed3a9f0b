using System.Text;
using Daogou.Crawler.Feeds.Syndication;

namespace Daogou.Crawler.Feeds;

/// <summary>
/// The texts of one item's elements, by the slots that a field map asked for. An element of Google's vocabulary wins over a plain one of
/// the same name, the first of several over the others.
/// </summary>
internal sealed class XmlSlice
{
    private const int LongestName = 64;

    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _slots;
    private readonly string?[] _texts;
    private readonly bool[] _isGoogle;

    /// <summary>Where a picture goes that stands in an attribute.</summary>
    private readonly int _image;

    /// <param name="names">The names that are asked for, in lower case; each has the slot of its place.</param>
    public XmlSlice(IReadOnlyList<string> names)
    {
        _slots = names.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _texts = new string?[names.Count];
        _isGoogle = new bool[names.Count];
        _image = _slots.TryGetValue("image", out var image) ? image : -1;
    }

    /// <summary>By slot; null where the item has none. Valid until the next item is read.</summary>
    public string?[] Texts => _texts;

    /// <summary>Reads an item with its tags.</summary>
    public void Read(ReadOnlySpan<byte> item)
    {
        Array.Clear(_texts);
        Array.Clear(_isGoogle);
        var rest = item[(item.IndexOf((byte)'>') + 1)..];
        while (true)
        {
            var open = rest.IndexOf((byte)'<');
            if (open < 0 || open + 1 >= rest.Length)
            {
                return;
            }
            rest = rest[open..];
            if (rest[1] == (byte)'/')
            {
                return;
            }
            if (rest[1] is (byte)'!' or (byte)'?')
            {
                var over = rest.StartsWith("<!--"u8) ? After(rest, "-->"u8) : rest.StartsWith("<![CDATA["u8) ? After(rest, "]]>"u8) : After(rest, ">"u8);
                rest = rest[over..];
                continue;
            }
            rest = Element(rest);
        }
    }

    /// <summary>Takes the element at the front and returns what is behind it.</summary>
    private ReadOnlySpan<byte> Element(ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)'>');
        if (end < 0)
        {
            return default;
        }
        var tag = rest[1..end];
        var nameEnd = tag.IndexOfAny(" /\t\r\n"u8);
        var name = nameEnd < 0 ? tag : tag[..nameEnd];
        var attributes = nameEnd < 0 ? default : tag[nameEnd..];
        var behind = rest[(end + 1)..];
        var slot = SlotOf(name, out var isGoogle);
        if (!attributes.IsEmpty && _image >= 0 && (name.EndsWith("thumbnail"u8) || name.EndsWith("enclosure"u8)))
        {
            Put(_image, isGoogle: false, Value(attributes, "url="u8), isText: true);
        }
        if (tag is [.., (byte)'/'])
        {
            Put(slot, isGoogle, attributes.IsEmpty ? default : Link(attributes), isText: true);
            return behind;
        }
        var close = Closing(behind, name, out var length);
        if (close < 0)
        {
            return default;
        }
        if (slot >= 0)
        {
            var text = behind[..close];
            Put(slot, isGoogle, text.IsEmpty && !attributes.IsEmpty ? Link(attributes) : text, isText: false);
        }
        return behind[(close + length)..];
    }

    private void Put(int slot, bool isGoogle, ReadOnlySpan<byte> bytes, bool isText)
    {
        if (slot < 0 || bytes.IsEmpty || (_texts[slot] is not null && (!isGoogle || _isGoogle[slot])))
        {
            return;
        }
        var text = TextOf(bytes, isText);
        if (text.Length > 0)
        {
            (_texts[slot], _isGoogle[slot]) = (text, isGoogle);
        }
    }

    private int SlotOf(ReadOnlySpan<byte> name, out bool isGoogle)
    {
        var colon = name.IndexOf((byte)':');
        isGoogle = colon == 1 && name[0] is (byte)'g' or (byte)'G';
        var local = name[(colon + 1)..];
        if (local.Length > LongestName)
        {
            return -1;
        }
        Span<char> lower = stackalloc char[LongestName];
        for (var index = 0; index < local.Length; index++)
        {
            lower[index] = char.ToLowerInvariant((char)local[index]);
        }
        return _slots.TryGetValue(lower[..local.Length], out var slot) ? slot : -1;
    }

    /// <summary>The first end of an element of this name that is not inside CDATA.</summary>
    private static int Closing(ReadOnlySpan<byte> behind, ReadOnlySpan<byte> name, out int length)
    {
        length = 0;
        for (var from = 0; from < behind.Length;)
        {
            var open = behind[from..].IndexOf((byte)'<');
            if (open < 0)
            {
                return -1;
            }
            from += open;
            var rest = behind[from..];
            if (rest.StartsWith("<![CDATA["u8))
            {
                from += After(rest, "]]>"u8);
            }
            else if (rest.Length > name.Length + 2 && rest[1] == (byte)'/' && rest[2..].StartsWith(name) && rest[name.Length + 2] is (byte)'>' or (byte)' ')
            {
                length = After(rest, ">"u8);
                return from;
            }
            else
            {
                from++;
            }
        }
        return -1;
    }

    private static int After(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> mark) => rest.IndexOf(mark) is >= 0 and var at ? at + mark.Length : rest.Length;

    /// <summary>Atom's links carry their address in an attribute; of several kinds the alternate one leads to the page.</summary>
    private static ReadOnlySpan<byte> Link(ReadOnlySpan<byte> attributes)
    {
        if (attributes.IndexOf("rel="u8) is >= 0 and var rel && !attributes[(rel + 5)..].StartsWith("alternate"u8))
        {
            return default;
        }
        return Value(attributes, "href="u8);
    }

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> attributes, ReadOnlySpan<byte> name)
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

    private static string TextOf(ReadOnlySpan<byte> bytes, bool isText)
    {
        bytes = bytes.Trim(" \t\r\n"u8);
        if (bytes.IndexOfAny((byte)'<', (byte)'&') < 0)
        {
            return Clean(Encoding.UTF8.GetString(bytes));
        }
        if (bytes.StartsWith("<![CDATA["u8) && bytes.EndsWith("]]>"u8) && bytes[9..^3].IndexOf("]]>"u8) < 0)
        {
            return Clean(Encoding.UTF8.GetString(bytes[9..^3])).Trim();
        }
        var text = Encoding.UTF8.GetString(bytes);
        return isText || !text.Contains('<', StringComparison.Ordinal) ? XmlEntities.Clean(XmlEntities.Decode(text, out _), out _) : Mixed(text);
    }

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

    private static string Clean(string text) => text.AsSpan().ContainsAnyInRange('\0', '\u001F') ? XmlEntities.Clean(text, out _) : text;
}
