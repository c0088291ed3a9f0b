using System.Text;

namespace Daogou.Crawler.Feeds;

/// <summary>A set of one byte a character whose lower part is Latin-1's.</summary>
/// <param name="upper">The 96 characters from 0xA0.</param>
internal sealed class UpperHalfEncoding(string upper) : Encoding
{
    public override int GetByteCount(char[] chars, int index, int count) => count;

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex)
    {
        for (var i = 0; i < charCount; i++)
        {
            var next = chars[charIndex + i];
            var at = upper.IndexOf(next, StringComparison.Ordinal);
            bytes[byteIndex + i] = at >= 0 ? (byte)(at + 0xA0) : next < 0xA0 ? (byte)next : (byte)'?';
        }
        return charCount;
    }

    public override int GetCharCount(byte[] bytes, int index, int count) => count;

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        for (var i = 0; i < byteCount; i++)
        {
            var next = bytes[byteIndex + i];
            chars[charIndex + i] = next < 0xA0 ? (char)next : upper[next - 0xA0];
        }
        return byteCount;
    }

    public override int GetMaxByteCount(int charCount) => charCount;

    public override int GetMaxCharCount(int byteCount) => byteCount;
}
