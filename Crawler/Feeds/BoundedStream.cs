using Daogou.Core.Outbound;

namespace Daogou.Crawler.Feeds;

/// <summary>Reads a stream up to a size and refuses more.</summary>
internal sealed class BoundedStream(Stream inner, long most) : ReadStream
{
    private long _read;

    public override int Read(Span<byte> buffer) => Count(inner.Read(buffer));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await inner.ReadAsync(buffer, cancellationToken));

    private int Count(int read)
    {
        _read += read;
        return _read <= most ? read : throw new FeedBrokenException($"One page is larger than {most >> 20} MiB.");
    }
}
