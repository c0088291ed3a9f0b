
namespace Daogou.Core.Outbound;

/// <summary>Bytes as they come: counted, bounded in number and in time.</summary>
public sealed class WireStream : ReadStream
{
    private readonly Stream _inner;
    private readonly long _most;
    private readonly Deadline? _deadline;
    private readonly string _from;

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
                var since = _deadline.ExpectBytes();
                read = await _inner.ReadAsync(buffer, _deadline.Token);
                _deadline.Take(_from, read, since);
            }
        }
        catch (OperationCanceledException e) when (_deadline is { IsCallers: false } && !cancellationToken.IsCancellationRequested)
        {
            throw _deadline.Passed(_from, e);
        }
        catch (IOException e) when (_deadline is not null && e is not OutboundException)
        {
            throw new OutboundException(
                OutboundFault.Cut, e is HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } ? $"{_from} broke off in the middle of the body." : $"{_from}: {e.Message}", e);
        }
        Count += read;
        return Count <= _most ? read : throw TooLarge(_most);
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
}
