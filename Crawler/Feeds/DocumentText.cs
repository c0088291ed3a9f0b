using System.Text;

namespace Daogou.Crawler.Feeds;

/// <summary>How a character set was found. Stored; never renumber.</summary>
public enum CharsetBy
{
    /// <summary>A byte order mark.</summary>
    Mark = 1,

    /// <summary>The source's own setting.</summary>
    Setting = 2,

    /// <summary>The whole of it is valid UTF-8.</summary>
    ValidUtf8 = 3,

    /// <summary>The server's Content-Type.</summary>
    Served = 4,

    /// <summary>The XML declaration or HTML's meta.</summary>
    Declared = 5,

    /// <summary>The likeliest by its bytes.</summary>
    Guessed = 6,

    /// <summary>Nothing speaks for another than the usual one.</summary>
    Usual = 7,

    /// <summary>UTF-8 in which some bytes are damaged.</summary>
    DamagedUtf8 = 8,
}

/// <param name="Name">As the WHATWG Encoding Standard names the set, in lower case.</param>
public sealed record CharsetChoice(string Name, CharsetBy By);

/// <summary>How a document's bytes were read as text, and how much of them is no character.</summary>
public sealed class DocumentText
{
    private DocumentText(CharsetChoice choice) => Choice = choice;

    public CharsetChoice Choice { get; }

    /// <summary>How many U+FFFD decoding made of bytes that are no character, as far as the document was read.</summary>
    public long Replaced { get; private set; }

    /// <summary>
    /// Decides the character set for all who read the document by this context, and counts what does not fit while they read. Text that is
    /// known to be valid UTF-8 needs no counting and is given back as it is.
    /// </summary>
    internal static async Task<Stream> WatchAsync(Stream document, FeedContext context, CancellationToken cancellationToken)
    {
        var (head, whole) = await FeedText.PeekAsync(document, cancellationToken);
        var text = new DocumentText(FeedText.Decide(head, context));
        context.Text = text;
        return text.Choice.Name == "utf-8" && context.IsUtf8 == true ? whole : new Watched(whole, text);
    }

    /// <summary>Hands the bytes on as they are and decodes them beside, for the sake of the count.</summary>
    private sealed class Watched(Stream inner, DocumentText text) : Stream
    {
        private const int Piece = 16_384;
        private readonly (Decoder Decoder, char[] Into) _beside = Beside(text);

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            Look(buffer[..read], buffer.Length > 0);
            return read;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            Look(buffer.Span[..read], buffer.Length > 0);
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }
            base.Dispose(disposing);
        }

        /// <param name="asked">Nothing read although something was asked for: the end, where half a character may be left.</param>
        private void Look(ReadOnlySpan<byte> bytes, bool asked)
        {
            if (bytes.IsEmpty && asked)
            {
                _beside.Decoder.GetChars(bytes, _beside.Into, flush: true);
            }
            while (!bytes.IsEmpty)
            {
                var piece = bytes[..Math.Min(bytes.Length, Piece)];
                _beside.Decoder.GetChars(piece, _beside.Into, flush: false);
                bytes = bytes[piece.Length..];
            }
        }

        private static (Decoder, char[]) Beside(DocumentText text)
        {
            var encoding = (Encoding)Charsets.Encoding(text.Choice.Name).Clone();
            encoding.DecoderFallback = new Counting(text);
            return (encoding.GetDecoder(), new char[encoding.GetMaxCharCount(Piece) + 1]);
        }
    }

    /// <summary>Counts what <see cref="BytesFallback"/> puts a U+FFFD for, and puts nothing.</summary>
    private sealed class Counting(DocumentText text) : DecoderFallback
    {
        public override int MaxCharCount => 1;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer(text);

        private sealed class Buffer(DocumentText text) : DecoderFallbackBuffer
        {
            public override int Remaining => 0;

            public override bool Fallback(byte[] bytesUnknown, int index)
            {
                text.Replaced += bytesUnknown is [0x80] && text.Choice.Name != "utf-8" ? 0 : 1;
                return false;
            }

            public override char GetNextChar() => '\0';

            public override bool MovePrevious() => false;
        }
    }
}
