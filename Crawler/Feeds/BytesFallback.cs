using System.Text;

namespace Daogou.Crawler.Feeds;

/// <summary>
/// What stands for bytes that are no character: U+FFFD, and after it the ASCII characters that a broken lead byte would have swallowed (so says
/// the Encoding Standard: a <c>&lt;</c> must not get lost); the lone 0x80 of Chinese pages is the euro sign.
/// </summary>
internal sealed class BytesFallback : DecoderFallback
{
    public static readonly BytesFallback Instance = new();

    public override int MaxCharCount => 4;

    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer();

    private sealed class Buffer : DecoderFallbackBuffer
    {
        private string _text = "";
        private int _at;

        public override int Remaining => _text.Length - _at;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            _text = bytesUnknown is [0x80] ? "€" : "\uFFFD" + string.Concat(bytesUnknown.Skip(1).Where(one => one is > 0 and < 0x80).Select(one => (char)one));
            _at = 0;
            return true;
        }

        public override char GetNextChar() => _at < _text.Length ? _text[_at++] : '\0';

        public override bool MovePrevious()
        {
            _at -= _at > 0 ? 1 : 0;
            return _at > 0;
        }

        public override void Reset() => (_text, _at) = ("", 0);
    }
}
