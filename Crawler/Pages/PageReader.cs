using AngleSharp.Dom;
using Daogou.Crawler.Feeds;

namespace Daogou.Crawler.Pages;

/// <summary>
/// Reads the offers of a product page: JSON-LD, else microdata, else RDFa, else Open Graph, else other meta elements; and what stands in the way
/// when the page is a challenge, a consent wall or a login. No network; at most 16 MiB and five seconds.
/// </summary>
public static class PageReader
{
    public const int MostBytes = 16 << 20;

    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(5);

    /// <summary>Reads a page; a body that is too large or takes too long comes to what its head says.</summary>
    /// <param name="contentType">The header as it was sent: it may name the character set.</param>
    /// <param name="url">The page's own address, against which its links are resolved.</param>
    public static PageReading Read(ReadOnlySpan<byte> body, string? contentType, string? url, CancellationToken cancellationToken)
    {
        if (body.Length > MostBytes)
        {
            body = body[..MostBytes];
        }
        var decoded = CharsetDecision.Decode(body, contentType);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(MostTime);
        try
        {
            return Read(decoded, url, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new PageReading(decoded.Name, [], null);
        }
    }

    /// <summary>What stands in the way of a page that was begun to be read.</summary>
    internal static PageGuard? Guard(string text) => Read(new DecodedText(text, "utf-8", 0), null, CancellationToken.None).Guard;

    private static PageReading Read(DecodedText decoded, string? url, CancellationToken cancellationToken)
    {
        if (decoded.Text.AsSpan().TrimStart() is ['{' or '[', ..] && decoded.Text.Contains("\"@type\"", StringComparison.Ordinal))
        {
            return new PageReading(decoded.Name, OfferReader.Read(JsonLdItems.Read(decoded.Text), Web(url), "json-ld"), null);
        }
        if (decoded.Text.Contains("ld+json", StringComparison.OrdinalIgnoreCase))
        {
            using var outline = PageHtml.ParseOutline(decoded.Text, cancellationToken);
            var sold = OfferReader.Read(JsonLdItems.Read(outline, cancellationToken), Base(outline, url), "json-ld");
            if (sold.Exists(offer => offer.Price is not null) && sold.TrueForAll(offer => offer.Name is not null))
            {
                return new PageReading(decoded.Name, OfferList.WithCurrency(sold, MetaOffer.Read(outline, Base(outline, url))), null);
            }
        }
        using var page = PageHtml.Parse(decoded.Text, cancellationToken);
        var address = Base(page, url);
        var title = new Lazy<string?>(() => MetaOffer.Title(page));
        List<PageOffer>[] structured =
        [
            Named(OfferReader.Read(JsonLdItems.Read(page, cancellationToken), address, "json-ld"), title),
            Named(OfferReader.Read(MicrodataItems.Read(page, cancellationToken), address, "microdata"), title),
            Named(OfferReader.Read(RdfaItems.Read(page, cancellationToken), address, "rdfa"), title),
        ];
        var meta = MetaOffer.Read(page, address);
        var offers = OfferList.WithCurrency(OfferList.Choose([.. structured, meta]), meta);
        var isSold = structured.Any(list => list.Exists(offer => offer.Price is not null));
        return new PageReading(decoded.Name, offers, isSold ? null : PageGuard.Look(page, decoded.Text, url));
    }

    /// <summary>A priced offer whose product was not named is the page's.</summary>
    private static List<PageOffer> Named(List<PageOffer> offers, Lazy<string?> title) =>
        offers.Exists(offer => offer.Name is null) ? [.. offers.Select(offer => offer.Name is null ? offer with { Name = title.Value } : offer)] : offers;

    /// <summary>What relative links are resolved against: <c>base</c>, the page's address, else what it calls its own.</summary>
    private static Uri? Base(IDocument page, string? url)
    {
        var address = Web(url)
            ?? Web(page.QuerySelector("link[rel='canonical' i]")?.GetAttribute("href")) ?? Web(page.QuerySelector("meta[property='og:url' i]")?.GetAttribute("content"));
        var declared = page.QuerySelector("base[href]")?.GetAttribute("href")?.Trim();
        return declared is null ? address
            : address is null ? Web(declared)
            : Uri.TryCreate(address, declared, out var whole) && whole.Scheme is "http" or "https" ? whole : address;
    }

    private static Uri? Web(string? text) => Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;
}
