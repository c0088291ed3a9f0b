using System.IO.Compression;
using Daogou.Core.Outbound;

namespace Daogou.Crawler.Fetching;

/// <summary>A document that came in a zip: its one file, or the only one that a feed can be.</summary>
internal static class ZipFile
{
    /// <summary>Small files may be as dense as they like.</summary>
    private const long SmallBytes = 1 << 20;

    private const long LongestList = 256 * 1024;

    private static readonly string[] FeedEndings = [".csv", ".tsv", ".txt", ".xml", ".json", ".jsonl", ".rss", ".gz"];

    /// <summary>The document as it is, or unpacked with the same limits when it is a zip.</summary>
    public static async Task<Spooled> UnpackAsync(Spooled spooled, FetchLimits limits, CancellationToken cancellationToken)
    {
        var mark = new byte[4];
        var read = await spooled.Content.ReadAtLeastAsync(mark, 4, throwOnEndOfStream: false, cancellationToken);
        spooled.Content.Position = 0;
        if (read < 4 || mark is not [(byte)'P', (byte)'K', 3, 4])
        {
            return spooled;
        }
        await using var packed = spooled.Content;
        try
        {
            var list = await ZipDirectory.LengthAsync(packed, cancellationToken) ?? throw new FetchFailedException("The zip is damaged or cut off: it has no list of its files.");
            if (list > LongestList)
            {
                throw new FetchFailedException($"The zip lists too many files ({list:#,0} bytes of names): it must hold one feed.");
            }
            packed.Position = 0;
            await using var zip = await ZipArchive.CreateAsync(packed, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancellationToken);
            var files = zip.Entries.Where(entry => entry.Name.Length > 0 && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal)).ToList();
            var feeds = files.Count == 1 ? files : files.Where(entry => FeedEndings.Contains(Path.GetExtension(entry.Name), StringComparer.OrdinalIgnoreCase)).ToList();
            if (feeds is not [var feed])
            {
                throw new FetchFailedException($"The zip holds {files.Count} files ({string.Join(", ", files.Take(5).Select(entry => entry.FullName))}): it must hold one feed.");
            }
            var most = Math.Min(limits.MaxBytes, Math.Max(SmallBytes, packed.Length * limits.MaxRatio));
            await using var wire = new WireStream(await feed.OpenAsync(cancellationToken), most);
            await using var body = await Unpacking.OpenAsync(wire, [], limits, cancellationToken);
            return await Spool.TakeAsync(body, cancellationToken);
        }
        catch (InvalidDataException e)
        {
            throw new FetchFailedException($"The zip is damaged or cut off: {e.Message}", e);
        }
    }
}
