using System.Buffers.Binary;

namespace Daogou.Crawler.Fetching;

/// <summary>The list of files at a zip's end, before it is read: the framework takes all of it into memory.</summary>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private const int LocatorLength = 20;
    private const int LongestComment = 65_535;

    /// <summary>
    /// Bytes from the beginning of the list to the file's end, as the end record says (APPNOTE 4.3.16, with zip64 4.3.14); null where there is no
    /// such record.
    /// </summary>
    public static async Task<long?> LengthAsync(Stream zip, CancellationToken cancellationToken)
    {
        var tail = new byte[(int)Math.Min(zip.Length, EndLength + LongestComment + LocatorLength)];
        zip.Position = zip.Length - tail.Length;
        await zip.ReadExactlyAsync(tail, cancellationToken);
        var end = tail.AsSpan(0, Math.Max(0, tail.Length - EndLength + 4)).LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0)
        {
            return null;
        }
        long begin = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        if (begin == uint.MaxValue)
        {
            if (end < LocatorLength || !tail.AsSpan(end - LocatorLength).StartsWith("PK\u0006\u0007"u8))
            {
                return null;
            }
            var long64 = BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(end - LocatorLength + 8));
            var record = new byte[56];
            if (long64 < 0 || long64 > zip.Length - record.Length)
            {
                return null;
            }
            zip.Position = long64;
            await zip.ReadExactlyAsync(record, cancellationToken);
            begin = BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48));
        }
        return begin >= 0 && begin <= zip.Length ? zip.Length - begin : null;
    }
}
