using System.IO.Compression;

namespace Daogou.Core.Outbound;

/// <summary>
/// Undoes compression with the limits kept, by what the headers say and by what the bytes are: a file that is gzip within its content
/// encoding is unpacked too. What ends before its end is an error: the framework's own streams end in silence there.
/// </summary>
public static class Unpacking
{
    private const int DeepestGzip = 2;
    private const int MostEncodings = 2;

    public static async Task<Stream> OpenAsync(WireStream wire, IEnumerable<string> encodings, FetchLimits limits, CancellationToken cancellationToken)
    {
        Stream stream = wire;
        var gzips = 0;
        string[] layers = [.. encodings.Reverse().Where(encoding => !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))];
        if (layers.Length > MostEncodings)
        {
            throw new OutboundException(OutboundFault.Encoding, $"The answer is encoded {layers.Length} times over; {MostEncodings} are the most.");
        }
        foreach (var encoding in layers)
        {
            stream = await UnpackAsync(stream, encoding.ToLowerInvariant(), wire, limits, cancellationToken);
            gzips += IsGzip(encoding) ? 1 : 0;
        }
        while (gzips < DeepestGzip)
        {
            var head = new HeadStream(stream);
            stream = head;
            if (!(await head.PeekAsync(3, cancellationToken)).Span.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 0x08]))
            {
                break;
            }
            stream = await UnpackAsync(head, "gzip", wire, limits, cancellationToken);
            gzips++;
        }
        return stream;
    }

    private static async Task<Stream> UnpackAsync(
        Stream packed, string encoding, WireStream wire, FetchLimits limits, CancellationToken cancellationToken)
    {
        switch (encoding)
        {
            case "gzip" or "x-gzip":
                var members = new GzipMembers(packed);
                return new UnpackedStream(new GZipStream(members, CompressionMode.Decompress), wire, limits, members.Give, () => members.IsWhole);
            case "br":
                var end = new EndWatch(packed);
                return new UnpackedStream(new BrotliStream(end, CompressionMode.Decompress), wire, limits, null, () => end.IsWhole);
            case "deflate":
                var head = new HeadStream(packed);
                var isZlib = IsZlib((await head.PeekAsync(2, cancellationToken)).Span);
                var inflated = new EndWatch(head);
                Stream inflater = isZlib ? new ZLibStream(inflated, CompressionMode.Decompress) : new DeflateStream(inflated, CompressionMode.Decompress);
                return new UnpackedStream(inflater, wire, limits, null, () => inflated.IsWhole);
            default:
                throw new OutboundException(OutboundFault.Encoding, $"The answer is encoded as '{encoding}', which was not asked for.");
        }
    }

    private static bool IsGzip(string encoding) => encoding.EndsWith("gzip", StringComparison.OrdinalIgnoreCase);

    /// <summary>Some servers send a zlib stream as "deflate", which the standard means, some a bare one.</summary>
    private static bool IsZlib(ReadOnlySpan<byte> head) => head.Length < 2 || ((head[0] & 0x0F) == 8 && ((head[0] << 8) | head[1]) % 31 == 0);

    /// <summary>A finished deflate or brotli stream asks for no more: one that asks past the end was cut.</summary>
    private sealed class EndWatch(Stream inner) : ReadStream
    {
        private bool _isEmpty = true;
        private bool _askedPastEnd;

        public bool IsWhole => _isEmpty || !_askedPastEnd;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            _isEmpty &= read == 0;
            _askedPastEnd |= read == 0 && !buffer.IsEmpty;
            return read;
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

    private sealed class UnpackedStream(Stream inner, WireStream wire, FetchLimits limits, Action<int>? give, Func<bool> isWhole) : ReadStream
    {
        /// <summary>Small bodies may be as dense as they like.</summary>
        private const long RatioCountsFrom = 1 << 20;

        private long _count;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read;
            try
            {
                read = await inner.ReadAsync(buffer, cancellationToken);
            }
            catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
            {
                throw new OutboundException(OutboundFault.Encoding, "The body is not what its compression says: damaged on the way or at its origin.", e);
            }
            _count += read;
            give?.Invoke(read);
            if (_count > limits.MaxBytes)
            {
                throw WireStream.TooLarge(limits.MaxBytes);
            }
            if (_count > RatioCountsFrom && _count / Math.Max(1, wire.Count) >= limits.MaxRatio)
            {
                throw new OutboundException(OutboundFault.Bomb, $"The body grows more than {limits.MaxRatio}-fold when unpacked and is not read on.");
            }
            if (read == 0 && buffer.Length > 0 && !isWhole())
            {
                throw new OutboundException(OutboundFault.Cut, "The compressed body ends before its end.");
            }
            return read;
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
}
