namespace Daogou.Crawler.Feeds;

/// <summary>A file without its first lines.</summary>
internal static class LinesBehind
{
    private const int MostBytes = 1 << 20;

    public static async Task<Stream> OpenAsync(Stream document, int lines, CancellationToken cancellationToken)
    {
        var buffer = new byte[MostBytes];
        var length = await document.ReadAtLeastAsync(buffer, MostBytes, throwOnEndOfStream: false, cancellationToken);
        var from = 0;
        for (var line = 0; line < lines; line++)
        {
            var end = buffer.AsSpan(from, length - from).IndexOf((byte)'\n');
            from = end >= 0 ? from + end + 1 : throw new FeedBrokenException($"The file has fewer than {lines} lines to skip in its first MiB.");
        }
        return new ReplayedStream(buffer[from..length], document);
    }
}
