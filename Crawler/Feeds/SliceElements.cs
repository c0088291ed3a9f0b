using System.Numerics;
using System.Runtime.InteropServices;

namespace Daogou.Crawler.Feeds;

/// <summary>The elements directly inside an item that was cut on bytes, one by one; comments and processing instructions are passed over.</summary>
internal ref struct SliceElements
{
    private ReadOnlySpan<byte> _rest;

    /// <param name="item">The item with its tags.</param>
    public SliceElements(ReadOnlySpan<byte> item)
    {
        var end = item.IndexOf((byte)'>');
        _rest = end < 0 || (end > 0 && item[end - 1] == (byte)'/') ? default : item[(end + 1)..];
    }

    /// <summary>With its prefix, as written.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>All that stands in the start tag behind the name.</summary>
    public ReadOnlySpan<byte> Attributes { get; private set; }

    /// <summary>What stands between the tags, as written.</summary>
    public ReadOnlySpan<byte> Inside { get; private set; }

    public bool IsEmptyElement { get; private set; }

    /// <summary>Whether the item's own end was reached: an element that is not closed hides it.</summary>
    public bool IsWhole { get; private set; }

    public bool MoveNext()
    {
        while (true)
        {
            var open = _rest.IndexOf((byte)'<');
            if (open < 0 || open + 1 >= _rest.Length)
            {
                return false;
            }
            _rest = _rest[open..];
            switch (_rest[1])
            {
                case (byte)'/':
                    IsWhole = true;
                    return false;
                case (byte)'!' or (byte)'?':
                    _rest = _rest[(_rest.StartsWith("<!--"u8) ? Behind(_rest, "-->"u8) : _rest.StartsWith("<![CDATA["u8) ? Behind(_rest, "]]>"u8) : Behind(_rest, ">"u8))..];
                    break;
                default:
                    return Element();
            }
        }
    }

    private bool Element()
    {
        var end = _rest.IndexOf((byte)'>');
        if (end < 0)
        {
            return false;
        }
        var tag = _rest[1..end];
        var nameEnd = 0;
        while (nameEnd < tag.Length && tag[nameEnd] is > (byte)' ' and not (byte)'/')
        {
            nameEnd++;
        }
        Name = tag[..nameEnd];
        Attributes = tag[nameEnd..];
        IsEmptyElement = tag is [.., (byte)'/'];
        var behind = _rest[(end + 1)..];
        if (IsEmptyElement)
        {
            Attributes = Attributes[..^1];
            Inside = default;
            _rest = behind;
            return true;
        }
        var close = Closing(behind, Name, out var length);
        if (close < 0)
        {
            return false;
        }
        Inside = behind[..close];
        _rest = behind[(close + length)..];
        return true;
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
            if (rest.Length > name.Length + 2 && rest[1] == (byte)'/' && rest[name.Length + 2] is (byte)'>' or (byte)' ' && rest[2..].StartsWith(name))
            {
                length = rest[name.Length + 2] == (byte)'>' ? name.Length + 3 : Behind(rest, ">"u8);
                return from;
            }
            if (rest.StartsWith("<![CDATA["u8))
            {
                from += Behind(rest, "]]>"u8);
            }
            else
            {
                from++;
            }
        }
        return -1;
    }

    private static int Behind(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> mark) => rest.IndexOf(mark) is >= 0 and var at ? at + mark.Length : rest.Length;
}

/// <summary>What an item's few names mean, found again without making strings of them.</summary>
internal sealed class SliceNames<T>(Func<string, T> meaning)
{
    private const int Places = 1021;
    private readonly (byte[] Name, T Meaning)[] _known = new (byte[], T)[Places];

    public T this[ReadOnlySpan<byte> name]
    {
        get
        {
            ref var known = ref _known[Sum(name) % Places];
            if (known.Name is null || !name.SequenceEqual(known.Name))
            {
                known = (name.ToArray(), meaning(System.Text.Encoding.UTF8.GetString(name)));
            }
            return known.Meaning;
        }
    }

    /// <summary>Of its length and its first and last letters: an item's few names hardly meet, and where they do only time is lost.</summary>
    private static uint Sum(ReadOnlySpan<byte> name)
    {
        ulong mixed;
        if (name.Length >= sizeof(ulong))
        {
            mixed = MemoryMarshal.Read<ulong>(name) ^ BitOperations.RotateLeft(MemoryMarshal.Read<ulong>(name[^sizeof(ulong)..]), 29);
        }
        else
        {
            mixed = 0;
            foreach (var letter in name)
            {
                mixed = (mixed << 8) | letter;
            }
        }
        return (uint)(unchecked((mixed + (ulong)name.Length) * 0x9E3779B97F4A7C15) >> 40);
    }
}
