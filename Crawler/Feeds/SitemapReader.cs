using System.Xml;
using Daogou.Core.Amounts;

namespace Daogou.Crawler.Feeds;

/// <summary>One line of a sitemap.</summary>
/// <param name="Location">An absolute http(s) address.</param>
/// <param name="LastModified">When it changed, as far as the site says so in words that <see cref="DateText"/> reads.</param>
/// <param name="IsIndex">It is another sitemap, not a page.</param>
public sealed record SitemapEntry(Uri Location, DateTimeOffset? LastModified, bool IsIndex);

/// <summary>
/// Reads sitemaps and sitemap indexes (sitemaps.org 0.9) entry by entry, with or without their namespace, and the plain text form of one address
/// a line. At most 50,000 entries are given, as the protocol has it; one that is no address is passed over.
/// </summary>
public static class SitemapReader
{
    public const int MostEntries = 50_000;

    private const int LongestAddress = 2_048;
    private const int MostEmpty = 200_000;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        CheckCharacters = false,
        MaxCharactersInDocument = 200L << 20,
        CloseInput = true,
    };

    /// <param name="address">Where the sitemap came from; addresses in it that are not whole are resolved against it.</param>
    /// <param name="charset">The character set that the server declared.</param>
    /// <exception cref="FeedBrokenException">It is no sitemap, or breaks off; what came before stands.</exception>
    public static async IAsyncEnumerable<SitemapEntry> ReadAsync(
        Stream document, Uri? address, string? charset, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (head, whole) = await FeedText.PeekAsync(document, cancellationToken);
        var context = new FeedContext(address ?? new Uri("file:///sitemap"), new FeedSettings()) { Charset = charset };
        using var text = new StreamReader(whole, FeedText.Choose(head, context));
        var entries = FeedText.Glimpse(head) is ['<', ..] ? ReadXml(text, address, HtmlHead.IsHtml(head) ? HtmlHead.Describe(head) : null) : ReadLines(text, address);
        var given = 0;
        foreach (var entry in entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return entry;
            if (++given >= MostEntries)
            {
                yield break;
            }
        }
    }

    private static IEnumerable<SitemapEntry> ReadXml(TextReader text, Uri? address, string? page)
    {
        if (page is not null)
        {
            throw new FeedBrokenException($"Expected a sitemap, got {page}.");
        }
        using var xml = XmlReader.Create(new XmlCharacters(text), Settings, Prefixes());
        var (read, given) = (0, 0);
        var root = Try(() => xml.MoveToContent() == XmlNodeType.Element ? xml.LocalName : null, 0);
        if (root is not ("urlset" or "sitemapindex"))
        {
            throw new FeedBrokenException($"Expected a sitemap, got {(root is null ? "no XML" : $"XML with the root <{root}>")}.");
        }
        while (Try(() => NextEntry(xml, address), given) is var (ended, entry) && !ended && ++read < MostEmpty)
        {
            if (entry is not null)
            {
                given++;
                yield return entry;
            }
        }
    }

    private static T Try<T>(Func<T> read, int given)
    {
        try
        {
            return read();
        }
        catch (XmlException e)
        {
            throw new FeedBrokenException($"The sitemap breaks off or is malformed after {given} entries: {e.Message}", e);
        }
    }

    private static (bool Ended, SitemapEntry? Entry) NextEntry(XmlReader xml, Uri? address)
    {
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, Depth: 1, LocalName: "url" or "sitemap", IsEmptyElement: false })
            {
                return (false, ReadEntry(xml, xml.LocalName == "sitemap", address));
            }
        }
        return (true, null);
    }

    private static SitemapEntry? ReadEntry(XmlReader xml, bool isIndex, Uri? address)
    {
        var depth = xml.Depth;
        string? location = null;
        string? modified = null;
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            // Image and video extensions have a loc of their own, deeper.
            if (xml.NodeType == XmlNodeType.Element && xml.Depth == depth + 1 && !xml.IsEmptyElement && xml.Prefix is not ("image" or "video" or "news"))
            {
                var name = xml.LocalName;
                if (name is "loc" or "lastmod" && Text(xml) is { Length: > 0 } words)
                {
                    location = name == "loc" ? location ?? words : location;
                    modified = name == "lastmod" ? modified ?? words : modified;
                }
            }
        }
        return Entry(location, modified, isIndex, address);
    }

    private static string Text(XmlReader xml)
    {
        var depth = xml.Depth;
        var text = "";
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && text.Length <= LongestAddress)
            {
                text += xml.Value.Length > LongestAddress ? xml.Value[..(LongestAddress + 1)] : xml.Value;
            }
        }
        return text.Trim();
    }

    private static IEnumerable<SitemapEntry> ReadLines(TextReader text, Uri? address)
    {
        var (lines, given) = (0, 0);
        while (lines < MostEmpty && text.ReadLine() is { } line)
        {
            if (++lines == 20 && given == 0)
            {
                break;
            }
            if (line.Length <= LongestAddress + 100 && line.AsSpan().Trim().StartsWith("http", StringComparison.OrdinalIgnoreCase) && Entry(line, null, false, address) is { } entry)
            {
                given++;
                yield return entry;
            }
        }
        if (given == 0)
        {
            throw new FeedBrokenException("Expected a sitemap, got text without addresses.");
        }
    }

    private static SitemapEntry? Entry(string? location, string? modified, bool isIndex, Uri? address) =>
        location?.Trim() is { Length: > 0 and <= LongestAddress } plain && Whole(plain, address) is { } uri ? new SitemapEntry(uri, DateText.Instant(modified)?.ToUniversalTime(), isIndex) : null;

    private static Uri? Whole(string location, Uri? address) =>
        (address is null || address.IsFile ? Uri.TryCreate(location, UriKind.Absolute, out var uri) : Uri.TryCreate(address, location, out uri))
        && uri!.Scheme is "http" or "https" && uri.UserInfo.Length == 0
            ? uri
            : null;

    private static XmlParserContext Prefixes()
    {
        var names = new NameTable();
        var prefixes = new XmlNamespaceManager(names);
        foreach (var prefix in new[] { "image", "video", "news", "mobile", "pagemap", "xhtml", "xsi" })
        {
            prefixes.AddNamespace(prefix, "urn:daogou:" + prefix);
        }
        return new XmlParserContext(names, prefixes, null, XmlSpace.None);
    }
}
