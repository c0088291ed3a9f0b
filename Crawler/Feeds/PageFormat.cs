using System.Runtime.CompilerServices;
using Daogou.Core.Deals;
using Daogou.Crawler.Pages;

namespace Daogou.Crawler.Feeds;

/// <summary>One product page as a source: each offer or variant that its structured data describes is a row.</summary>
public sealed class PageFormat : IFeedFormat
{
    internal const string NoProduct = "The page describes no product (no JSON-LD, microdata, RDFa or Open Graph data of one).";

    private static readonly string[] Marks =
        ["\"Product\"", "schema.org/Product", "\"ProductGroup\"", "product:price:amount", "og:price:amount", "typeof=\"Product", "typeof=\"schema:Product"];

    public string Name => "page";

    /// <summary>Surely a page whose head names a product already; one that names it further down has to be asked for.</summary>
    public int Recognises(ReadOnlySpan<byte> head) =>
        !HtmlHead.IsHtml(head) ? 0 : FeedText.Glimpse(head) is var text && HasProduct(text) ? 60 : 10;

    public async IAsyncEnumerable<FeedRow> ReadAsync(Stream document, FeedContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reading = await ReadPageAsync(document, context, cancellationToken);
        if (reading.Guard is { } guard)
        {
            throw new FeedBrokenException($"Expected a product page, got {Words(guard)}.");
        }
        if (reading.Offers.Count == 0)
        {
            throw new FeedBrokenException(NoProduct);
        }
        foreach (var row in Rows(reading.Offers, context))
        {
            yield return row;
        }
    }

    internal static async Task<PageReading> ReadPageAsync(Stream document, FeedContext context, CancellationToken cancellationToken)
    {
        using var whole = new MemoryStream();
        var block = new byte[81_920];
        int read;
        while (whole.Length < PageReader.MostBytes && (read = await document.ReadAsync(block, cancellationToken)) > 0)
        {
            whole.Write(block, 0, read);
        }
        var charset = context.Settings.Charset is { Length: > 0 } set ? set : context.Charset;
        return PageReader.Read(
            whole.GetBuffer().AsSpan(0, (int)whole.Length), charset is null ? null : $"text/html; charset={charset}",
            context.Address.IsFile ? null : context.Address.AbsoluteUri, cancellationToken);
    }

    internal static string Words(PageGuard guard) => $"a {guard.Kind} page ({string.Join(", ", guard.Evidence.Take(3))})";

    internal static IEnumerable<FeedRow> Rows(IReadOnlyList<PageOffer> offers, FeedContext context)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, offer) in offers.Index())
        {
            var key = offer.Sku ?? offer.Gtin ?? offer.Url ?? offer.Name ?? "";
            yield return new FeedRow(
                index + 1,
                new FeedItem
                {
                    Key = keys.Add(key) ? key : offer.Url is { } url && keys.Add(url) ? url : $"{key}#{index + 1}",
                    Title = offer.Name ?? "",
                    Link = offer.Url ?? (context.Address.IsFile ? null : context.Address.AbsoluteUri),
                    MerchantItem = offer.Sku,
                    Price = offer.Price,
                    ListPrice = offer.ListPrice,
                    Currency = offer.Currency,
                    Image = offer.Image,
                    Brand = offer.Brand,
                    Gtin = offer.Gtin,
                    Availability = offer.Availability,
                    Row = index + 1,
                },
                null, null, null);
        }
    }

    private static bool HasProduct(string text)
    {
        foreach (var mark in Marks)
        {
            if (text.Contains(mark, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }
}
