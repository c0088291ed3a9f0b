using System.Buffers.Binary;

namespace Daogou.Core.Outbound;

/// <summary>
/// The packed side of a gzip stream: hands its bytes on so that a member never begins in the middle of a read, and so knows at the end whether
/// the last member is as long as it says (RFC 1952 §2.3.1, ISIZE). The framework's own stream ends in silence where a body was cut.
/// </summary>
/// <remarks>
/// The inflater asks for more only when it has given all that it could make of what it had. So when it asks for the bytes at a possible head of
/// a member, what it gave since the last head is that member's length, if there was one at all.
/// </remarks>
internal sealed class GzipMembers(Stream inner) : ReadStream
{
    private const int HeadLength = 4;

    private readonly byte[] _held = new byte[16 * 1024];
    private readonly byte[] _tail = new byte[4];
    private int _start;
    private int _end;
    private bool _isAtEnd;
    private bool _askedPastEnd;
    private long _given;
    private long _memberBegan;
    private long _packed;

    /// <summary>The inflater gave so many bytes more.</summary>
    public void Give(int bytes) => _given += bytes;

    /// <summary>
    /// To be asked at the end: whether the last member came whole. An empty body is; and what asks for no more is over, whatever stands behind it.
    /// </summary>
    public bool IsWhole => _packed == 0 || !_askedPastEnd || EndsMember;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }
        await FillAsync(cancellationToken);
        var ready = _held.AsMemory(_start, _end - _start);
        if (ready.IsEmpty)
        {
            _askedPastEnd = true;
            return 0;
        }
        var count = Math.Min(buffer.Length, Before(ready.Span));
        ready[..count].CopyTo(buffer);
        Pass(ready.Span[..count]);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }
        base.Dispose(disposing);
    }

    private bool EndsMember => _packed >= 18 && BinaryPrimitives.ReadUInt32LittleEndian(_tail) == unchecked((uint)(_given - _memberBegan));

    /// <summary>1F 8B 08 and flags without reserved bits.</summary>
    private static bool IsHead(ReadOnlySpan<byte> bytes) => bytes is [0x1F, 0x8B, 0x08, < 0x20, ..];

    /// <summary>At least the length of a head is held, unless the stream is at its end.</summary>
    private async Task FillAsync(CancellationToken cancellationToken)
    {
        while (!_isAtEnd && _end - _start < HeadLength)
        {
            _held.AsSpan(_start, _end - _start).CopyTo(_held);
            (_start, _end) = (0, _end - _start);
            var read = await inner.ReadAsync(_held.AsMemory(_end), cancellationToken);
            _isAtEnd = read == 0;
            _end += read;
        }
    }

    /// <summary>How much can be handed on before the next possible head, or before what may become one.</summary>
    private int Before(ReadOnlySpan<byte> ready)
    {
        if (IsHead(ready) && _packed > 0 && EndsMember)
        {
            _memberBegan = _given;
        }
        var last = _isAtEnd ? ready.Length : ready.Length - (HeadLength - 1);
        for (var at = 1; at < last;)
        {
            var next = ready[at..].IndexOf((byte)0x1F);
            if (next < 0 || at + next >= last)
            {
                break;
            }
            at += next;
            if (IsHead(ready[at..]))
            {
                return at;
            }
            at++;
        }
        return last;
    }

    private void Pass(ReadOnlySpan<byte> bytes)
    {
        _start += bytes.Length;
        _packed += bytes.Length;
        if (bytes.Length >= _tail.Length)
        {
            bytes[^_tail.Length..].CopyTo(_tail);
        }
        else
        {
            _tail.AsSpan(bytes.Length).CopyTo(_tail);
            bytes.CopyTo(_tail.AsSpan(_tail.Length - bytes.Length));
        }
    }
}
