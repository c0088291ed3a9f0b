using System.Text;

namespace Daogou.Crawler.Feeds;

/// <summary>Bytes to text: the source's setting if it names a character set, else as <see cref="CharsetDecision"/> has it.</summary>
internal static class FeedText
{
    public const int HeadLength = 65_536;

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

    /// <summary>The first bytes as UTF-8, so that whoever looks at them does not decide about their character set anew.</summary>
    public static ReadOnlySpan<byte> Utf8Of(ReadOnlySpan<byte> head) =>
        CharsetDecision.Decide(head, null, CharsetDecision.IsUtf8(head)) is { Name: not "utf-8" } other ? Encoding.UTF8.GetBytes(Charsets.Encoding(other.Name).GetString(head)) : head;

    /// <summary>The text of the first bytes, for looking at.</summary>
    public static string Glimpse(ReadOnlySpan<byte> head) => Choose(head, null).GetString(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');

    public static Encoding Choose(ReadOnlySpan<byte> head, FeedContext? context) => Charsets.Encoding(Decide(head, context).Name);

    public static CharsetChoice Decide(ReadOnlySpan<byte> head, FeedContext? context) =>
        context?.Text is { } decided ? decided.Choice
        : Charsets.Name(context?.Settings.Charset) is { } set ? new CharsetChoice(set, CharsetBy.Setting)
        : CharsetDecision.Decide(head, context?.Charset, context?.IsUtf8 ?? CharsetDecision.IsUtf8(head));

    public static Encoding? Find(string name) => Charsets.Name(name) is { } known ? Charsets.Encoding(known) : null;
}
