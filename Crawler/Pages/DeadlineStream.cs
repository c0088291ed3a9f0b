using System.Text;

namespace Daogou.Crawler.Pages;

/// <summary>A text as UTF-8 bytes with their mark, given in blocks; asking for more after the deadline throws, which ends a parser that knows no deadline.</summary>
internal sealed class DeadlineStream(string text, CancellationToken cancellationToken) : Stream
{
    private readonly byte[] _bytes = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)];
    private int _given;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _bytes.Length;

    public override long Position { get => _given; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var count = Math.Min(buffer.Length, _bytes.Length - _given);
        _bytes.AsSpan(_given, count).CopyTo(buffer);
        _given += count;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
