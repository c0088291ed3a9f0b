
namespace Daogou.Core.Outbound;

/// <summary>Bytes as they come: counted, bounded in number and in time. Remembers its last bytes and whether anyone read past the end.</summary>
public sealed class WireStream : ReadStream
{
    private readonly Stream _inner;
    private readonly long _most;
    private readonly Deadline? _deadline;
    private readonly string _from;
    private readonly byte[] _tail = new byte[8];
    private int _memberMarks;
    private uint _recent;

    /// <summary>A file's bytes: no deadline.</summary>
    public WireStream(Stream inner, long most)
        : this(inner, most, null, "the file")
    {
    }

    internal WireStream(Stream inner, long most, Deadline? deadline, string from)
    {
        _inner = inner;
        _most = most;
        _deadline = deadline;
        _from = from;
    }

    public long Count { get; private set; }

    /// <summary>Somebody asked for more when there was no more.</summary>
    internal bool AskedPastEnd { get; private set; }

    /// <summary>The length that the last gzip member says it has.</summary>
    internal uint LastGzipSize => BitConverter.ToUInt32(_tail, 4);

    /// <summary>Another gzip member seems to begin inside.</summary>
    internal bool HasSeveralMembers => _memberMarks > 1;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int read;
        try
        {
            if (_deadline is null)
            {
                read = await _inner.ReadAsync(buffer, cancellationToken);
            }
            else
            {
                _deadline.ExpectBytes();
                read = await _inner.ReadAsync(buffer, _deadline.Token);
            }
        }
        catch (OperationCanceledException e) when (_deadline is { IsCallers: false } && !cancellationToken.IsCancellationRequested)
        {
            throw _deadline.Passed(_from, e);
        }
        catch (IOException e) when (_deadline is not null)
        {
            throw new OutboundException(
                OutboundFault.Cut, e is HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } ? $"{_from} broke off in the middle of the body." : $"{_from}: {e.Message}", e);
        }
        Take(buffer.Span[..read]);
        return read;
    }

    internal static OutboundException TooLarge(long most) =>
        new(OutboundFault.TooLarge, $"The body is longer than {most:#,0} bytes.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }
        base.Dispose(disposing);
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        AskedPastEnd |= bytes.IsEmpty;
        Count += bytes.Length;
        if (Count > _most)
        {
            throw TooLarge(_most);
        }
        if (bytes.Length >= 8)
        {
            bytes[^8..].CopyTo(_tail);
        }
        else if (!bytes.IsEmpty)
        {
            _tail.AsSpan(bytes.Length).CopyTo(_tail);
            bytes.CopyTo(_tail.AsSpan(8 - bytes.Length));
        }
        CountMembers(bytes);
    }

    /// <summary>1F 8B 08 and flags without reserved bits: the head of a gzip member.</summary>
    private void CountMembers(ReadOnlySpan<byte> bytes)
    {
        if (_memberMarks > 1)
        {
            return;
        }
        foreach (var next in bytes)
        {
            _recent = (_recent << 8) | next;
            if ((_recent & 0xFFFFFFE0) == 0x1F8B0800)
            {
                _memberMarks++;
            }
        }
    }
}
