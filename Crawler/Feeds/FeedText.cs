using System.Text;
using System.Text.RegularExpressions;

namespace Daogou.Crawler.Feeds;

/// <summary>
/// Bytes to text. Order: the source's setting, a byte order mark, valid UTF-8 whatever is declared (a wrong label is far commoner than
/// accidental validity), what the server declares, what the document declares, windows-1252. Every <c>gb*</c> label is read as GB18030.
/// </summary>
internal static partial class FeedText
{
    public const int HeadLength = 65_536;

    static FeedText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Reads up to 64 KiB ahead and gives the stream back as it was.</summary>
    public static async Task<(byte[] Head, Stream Whole)> PeekAsync(Stream document, CancellationToken cancellationToken)
    {
        var head = new byte[HeadLength];
        var length = await document.ReadAtLeastAsync(head, HeadLength, throwOnEndOfStream: false, cancellationToken);
        Array.Resize(ref head, length);
        return (head, new ReplayedStream(head, document));
    }

    public static async Task<TextReader> OpenAsync(Stream document, FeedContext context, CancellationToken cancellationToken)
    {
        var (head, whole) = await PeekAsync(document, cancellationToken);
        return new StreamReader(whole, Choose(head, context), detectEncodingFromByteOrderMarks: true, bufferSize: 32_768);
    }

    /// <summary>The document as UTF-8, whatever it is written in.</summary>
    public static async Task<Stream> OpenUtf8Async(Stream document, FeedContext context, CancellationToken cancellationToken)
    {
        var (head, whole) = await PeekAsync(document, cancellationToken);
        var encoding = Choose(head, context);
        return encoding.CodePage == Encoding.UTF8.CodePage ? whole : Encoding.CreateTranscodingStream(whole, encoding, Encoding.UTF8);
    }

    /// <summary>The text of the first bytes, for looking at.</summary>
    public static string Glimpse(ReadOnlySpan<byte> head) => Choose(head, null).GetString(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');

    public static Encoding Choose(ReadOnlySpan<byte> head, FeedContext? context)
    {
        if (context?.Settings.Charset is { Length: > 0 } charset && Find(charset) is { } set)
        {
            return set;
        }
        if (head is [0xFF, 0xFE, ..])
        {
            return Encoding.Unicode;
        }
        if (head is [0xFE, 0xFF, ..])
        {
            return Encoding.BigEndianUnicode;
        }
        if (context?.IsUtf8 ?? IsUtf8(head))
        {
            return Encoding.UTF8;
        }
        if (context?.Charset is { Length: > 0 } sent && Find(sent) is { } served)
        {
            return served;
        }
        var declared = Declaration().Match(Encoding.Latin1.GetString(head[..Math.Min(head.Length, 2048)]));
        return (declared.Success ? Find(declared.Groups["name"].Value) : null) ?? Encoding.GetEncoding(1252);
    }

    public static Encoding? Find(string name)
    {
        var known = name.Trim().Trim('"', '\'').ToLowerInvariant() switch
        {
            "utf8" => "utf-8",
            var gb when gb.StartsWith("gb", StringComparison.Ordinal) || gb is "x-gbk" or "cp936" or "ms936" or "hz-gb-2312" => "gb18030",
            "latin1" or "iso8859-1" or "iso-8859-1" or "win-1252" or "cp1252" or "us-ascii" or "ascii" => "windows-1252",
            "x-sjis" or "shift-jis" => "shift_jis",
            "big5-hkscs" => "big5",
            "euc_kr" => "euc-kr",
            var other => other,
        };
        try
        {
            return Encoding.GetEncoding(known);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether the head is UTF-8, but for a character that its end may have cut.</summary>
    private static bool IsUtf8(ReadOnlySpan<byte> head)
    {
        while (!head.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(head, out _, out var consumed);
            if (status == System.Buffers.OperationStatus.NeedMoreData)
            {
                return true;
            }
            if (status != System.Buffers.OperationStatus.Done)
            {
                return false;
            }
            head = head[consumed..];
        }
        return true;
    }

    [GeneratedRegex("""(encoding|charset)\s*=\s*["']?(?<name>[A-Za-z0-9_:.-]+)""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Declaration();
}
