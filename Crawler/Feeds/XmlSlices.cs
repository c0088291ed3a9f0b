using System.Buffers;
using System.Text;

namespace Daogou.Crawler.Feeds;

/// <summary>
/// The items of a large UTF-8 XML feed, cut on bytes: memory holds one item, and nothing is parsed that is not asked for. An end tag inside
/// CDATA and an item inside a comment are none.
/// </summary>
/// <param name="document">In UTF-8.</param>
/// <param name="outside">Where what stands outside the items is kept; null: nowhere.</param>
internal sealed class XmlSlices(Stream document, MemoryStream? outside = null) : IDisposable
{
    private const int LargestItem = 8 << 20;
    private const int LargestOutside = 1 << 20;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(1 << 18);
    private int _from;
    private int _to;
    private bool _ended;
    private bool _finished;
    private int _itemStart;
    private int _itemLength;
    private byte[]? _open;
    private byte[]? _close;

    /// <summary>Items so far.</summary>
    public long Count { get; private set; }

    /// <summary>The item that <see cref="Next"/> gave last.</summary>
    public ReadOnlySpan<byte> Current => _buffer.AsSpan(_itemStart, _itemLength);

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    /// <summary>
    /// The next item with its tags; empty at the end. Valid until the next call. The document is read as it lies in a file or in memory, which
    /// nobody waits for.
    /// </summary>
    /// <exception cref="FeedBrokenException">The document breaks off, or an item is larger than any feed's.</exception>
    public ReadOnlySpan<byte> Next()
    {
        while (true)
        {
            var (start, length, used) = Find();
            if (length > 0)
            {
                Keep(start);
                _from = start + length;
                return Give(start, length);
            }
            if (_ended)
            {
                return _finished ? default : End(used);
            }
            Keep(used);
            _from = used;
            Fill();
        }
    }

    private ReadOnlySpan<byte> Give(int start, int length)
    {
        (_itemStart, _itemLength) = (start, length);
        Count++;
        return Current;
    }

    /// <summary>A whole item in the buffer, or how far may be forgotten.</summary>
    private (int Start, int Length, int Used) Find()
    {
        var from = _from;
        while (true)
        {
            var rest = _buffer.AsSpan(from, _to - from);
            var at = Opening(rest);
            if (at < 0)
            {
                // The last bytes may be the beginning of a tag or of a comment.
                var kept = Math.Min(rest.Length, 64);
                var lastComment = rest.LastIndexOf("<!--"u8);
                return (0, 0, lastComment >= 0 && rest[lastComment..].IndexOf("-->"u8) < 0 ? from + lastComment : _to - kept);
            }
            var comment = rest[..at].LastIndexOf("<!--"u8);
            if (comment >= 0 && rest[comment..at].IndexOf("-->"u8) < 0)
            {
                var over = rest[at..].IndexOf("-->"u8);
                if (over < 0)
                {
                    return (0, 0, from + comment);
                }
                from += at + over + 3;
                continue;
            }
            var length = LengthOf(rest[at..]);
            return length > 0 ? (from + at, length, 0) : (0, 0, from + at);
        }
    }

    /// <summary>Where the next item's tag begins. Which name items have is known from the first one on.</summary>
    private int Opening(ReadOnlySpan<byte> rest)
    {
        if (_open is not null)
        {
            return Tag(rest, _open);
        }
        var (item, entry) = (Tag(rest, "<item"u8), Tag(rest, "<entry"u8));
        if (item < 0 && entry < 0)
        {
            return -1;
        }
        var isItem = entry < 0 || (item >= 0 && item < entry);
        (_open, _close) = isItem ? ("<item"u8.ToArray(), "</item>"u8.ToArray()) : ("<entry"u8.ToArray(), "</entry>"u8.ToArray());
        return isItem ? item : entry;
    }

    private static int Tag(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> tag)
    {
        for (var from = 0; ;)
        {
            var at = rest[from..].IndexOf(tag);
            if (at < 0 || from + at + tag.Length >= rest.Length)
            {
                return -1;
            }
            at += from;
            if (rest[at + tag.Length] is (byte)'>' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)'/')
            {
                return at;
            }
            from = at + tag.Length;
        }
    }

    private int LengthOf(ReadOnlySpan<byte> item)
    {
        var head = item.IndexOf((byte)'>');
        if (head > 0 && item[head - 1] == (byte)'/')
        {
            return head + 1;
        }
        // Forward only: an end that stands in CDATA is passed with it, however many there are.
        for (var from = 0; ;)
        {
            var end = item[from..].IndexOf(_close);
            if (end < 0)
            {
                return 0;
            }
            var data = item.Slice(from, end).IndexOf("<![CDATA["u8);
            if (data < 0)
            {
                return from + end + _close!.Length;
            }
            var over = item[(from + data)..].IndexOf("]]>"u8);
            if (over < 0)
            {
                return 0;
            }
            from += data + over + 3;
        }
    }

    private void Fill()
    {
        var left = _to - _from;
        if (left == _buffer.Length)
        {
            if (left >= LargestItem)
            {
                throw new FeedBrokenException($"Item {Count + 1} is larger than {LargestItem >> 20} MiB.");
            }
            var larger = ArrayPool<byte>.Shared.Rent(left * 2);
            _buffer.AsSpan(_from, left).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        else
        {
            _buffer.AsSpan(_from, left).CopyTo(_buffer);
        }
        (_from, _to) = (0, left);
        var read = document.Read(_buffer.AsSpan(_to));
        _ended = read == 0;
        _to += read;
    }

    /// <summary>A feed that is whole ends with the end of its root. An item that nobody closed ends there too.</summary>
    private ReadOnlySpan<byte> End(int used)
    {
        _finished = true;
        var rest = _buffer.AsSpan(_from, _to - _from);
        var tail = Encoding.UTF8.GetString(rest);
        if (!tail.TrimEnd().EndsWith('>') || (!tail.Contains("</rss", StringComparison.OrdinalIgnoreCase) && !tail.Contains("</feed", StringComparison.OrdinalIgnoreCase)
            && !tail.Contains("</channel", StringComparison.OrdinalIgnoreCase) && !tail.Contains(":RDF", StringComparison.OrdinalIgnoreCase) && Count > 0))
        {
            throw new FeedBrokenException($"The XML breaks off or is malformed after {Count} items.");
        }
        if (_open is not null && _buffer.AsSpan(used, _to - used) is var item && item.StartsWith(_open))
        {
            Keep(used);
            _from = _to;
            return Give(used, _to - used);
        }
        Keep(_to);
        _from = _to;
        return default;
    }

    /// <summary>What stands up to there is no item; white space tells nothing.</summary>
    private void Keep(int to)
    {
        if (outside is not null && outside.Length < LargestOutside && _buffer.AsSpan(_from, to - _from) is var kept && !kept.Trim(" \t\r\n"u8).IsEmpty)
        {
            outside.Write(kept);
        }
    }
}
