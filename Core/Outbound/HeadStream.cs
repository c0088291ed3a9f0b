namespace Daogou.Core.Outbound;

/// <summary>A stream whose first bytes can be looked at before it is read.</summary>
public sealed class HeadStream(Stream inner) : ReadStream
{
    private byte[] _head = [];
    private int _start;
    private int _end;

    internal Stream Inner => inner;

    /// <summary>At most <paramref name="count"/> of the first bytes; fewer only where the stream is shorter. Nothing is consumed.</summary>
    public async Task<ReadOnlyMemory<byte>> PeekAsync(int count, CancellationToken cancellationToken)
    {
        if (_head.Length - _start < count)
        {
            var larger = new byte[count];
            _head.AsSpan(_start, _end - _start).CopyTo(larger);
            (_head, _end, _start) = (larger, _end - _start, 0);
        }
        while (_end - _start < count)
        {
            var read = await inner.ReadAsync(_head.AsMemory(_end, count - (_end - _start)), cancellationToken);
            if (read == 0)
            {
                break;
            }
            _end += read;
        }
        return _head.AsMemory(_start, Math.Min(count, _end - _start));
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_end == _start)
        {
            return await inner.ReadAsync(buffer, cancellationToken);
        }
        var count = Math.Min(buffer.Length, _end - _start);
        _head.AsMemory(_start, count).CopyTo(buffer);
        _start += count;
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
}
