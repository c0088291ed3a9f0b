using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Daogou.Core.Amounts;
using Daogou.Core.Deals;
using Daogou.Core.Networks;
using Daogou.Core.Outbound;
using Daogou.Crawler.Feeds;
using Daogou.Crawler.Fetching;
using Daogou.Crawler.Inspect;
using Daogou.Crawler.Manners;
using Daogou.Tests.Support;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Daogou.Tests.Crawler.Fuzz;

/// <summary>Every parser that takes bytes from outside, with good samples of what it takes. Each gives the number of things that it found.</summary>
internal static class Parsers
{
    private static readonly FetchLimits Limits = new OutboundOptions { MaxReceivedBytes = 4 << 20, MaxBytes = 4 << 20 }.Limits;

    private static readonly SourceFetcher Files = FileFetcher();

    public static IReadOnlyDictionary<string, Parser> All { get; } = Listed().ToDictionary(parser => parser.Name, StringComparer.Ordinal);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static IEnumerable<Parser> Listed()
    {
        foreach (var format in FeedFormats.All)
        {
            yield return new Parser(format.Name, SamplesOf(format.Name), bytes => RowsAsync(bytes, format.Name));
        }
        yield return new Parser("any format", [.. FeedFormats.All.SelectMany(format => SamplesOf(format.Name))], bytes => RowsAsync(bytes, null));
        yield return new Parser("paged json", [Bytes("{\"data\":{\"rows\":[{\"id\":1,\"title\":\"a\",\"price\":2}]},\"next\":\"abc\"}")], bytes => RowsAsync(bytes, "json", settings =>
            (settings.ItemsPath, settings.NextPage, settings.PageParameter) = ("data.rows", "next", "cursor")));
        yield return new Parser("table without header", [Bytes("HDR|2024\n1|Pot|https://shop.example.com/1|19\nTRL|1\n")], bytes => RowsAsync(bytes, "csv", settings =>
        {
            settings.Columns.AddRange(["id", "title", "link", "price"]);
            (settings.Delimiter, settings.NoRows, settings.SkipLines, settings.Quote) = ("|", "HDR|TRL", 1, "");
        }));
        yield return new Parser("sitemap reader", [Bytes(Sitemap), Bytes("https://a.example/1\nhttps://a.example/2\n")], SitemapAsync);
        yield return new Parser("packed", [Packed("gzip"), Packed("zip"), [.. Packed("gzip"), .. Packed("gzip")], Twice()], UnpackedAsync);
        foreach (var encoding in new[] { "br", "deflate" })
        {
            yield return new Parser(encoding, [Packed(encoding)], bytes => DecodedAsync(bytes, encoding));
        }
        foreach (var inspection in Inspections.All)
        {
            yield return new Parser($"inspect {inspection.Kind}", LinesOf(inspection.Kind), bytes => InspectAsync(inspection, bytes));
        }
        yield return new Parser("prices", [Bytes("EUR 1.299,00"), Bytes("¥39.9 券后29.9元"), Bytes("$5.99 - $7.99")], bytes => TextAsync(bytes, text => PriceText.Read(text, "EUR").Price));
        yield return new Parser("dates", [Bytes("Mon, 02 Nov 2026 10:00:00 EST"), Bytes("2026-11-02T10:00:00.123+08:00"), Bytes("1762077600"), Bytes("2026年11月2日 10点")], bytes => TextAsync(bytes, text => DateText.Instant(text)));
        yield return new Parser("report cells", [Bytes("-1.299,00 EUR"), Bytes("2026-11-02 10:00:00")], bytes => TextAsync(bytes, text => (AmountCell.Read(text), TimeCell.Read(text, TimeZoneInfo.Utc))));
    }

    private static async Task<long> RowsAsync(byte[] bytes, string? format, Action<FeedSettings>? change = null)
    {
        var settings = new FeedSettings();
        if (format == "html")
        {
            settings.ItemSelector = "li";
            settings.Fields["title"] = "b";
            settings.Fields["link"] = "a@href";
            settings.Fields["price"] = "i ~ ([0-9.]+)";
        }
        change?.Invoke(settings);
        var context = new FeedContext(new Uri("https://shop.example.com/feed"), settings);
        var terms = new SourceTerms(1, "", "EUR", [], false);
        var rows = 0L;
        try
        {
            var (reader, whole) = await FeedFormats.OpenAsync(new MemoryStream(bytes), format, settings, Cancel);
            await foreach (var row in reader.ReadAsync(whole, context, Cancel))
            {
                rows++;
                if (row.Item is { } item)
                {
                    DealReader.Read(item, terms, A.Monday);
                }
            }
        }
        catch (FeedBrokenException)
        {
            return rows;
        }
        return rows;
    }

    private static async Task<long> SitemapAsync(byte[] bytes)
    {
        var entries = 0L;
        try
        {
            await foreach (var entry in SitemapReader.ReadAsync(new MemoryStream(bytes), new Uri("https://shop.example.com/sitemap.xml"), null, Cancel))
            {
                entries++;
            }
        }
        catch (FeedBrokenException)
        {
            return entries;
        }
        return entries;
    }

    /// <summary>The way of a file source: by its bytes gzip, zip or plain.</summary>
    private static async Task<long> UnpackedAsync(byte[] bytes)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, bytes, Cancel);
            await using var document = await Files.FetchAsync(FetchWish.Page(new Uri(path)), Cancel);
            Assert.InRange(document.Length, 0, Limits.MaxBytes);
            return 1;
        }
        catch (Exception e) when (e is FetchFailedException or OutboundException)
        {
            return 0;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<long> DecodedAsync(byte[] bytes, string encoding)
    {
        try
        {
            await using var wire = new WireStream(new MemoryStream(bytes), Limits.MaxReceivedBytes);
            await using var body = await Unpacking.OpenAsync(wire, [encoding], Limits, Cancel);
            await body.CopyToAsync(Stream.Null, Cancel);
            return 1;
        }
        catch (OutboundException)
        {
            return 0;
        }
    }

    private static async Task<long> InspectAsync(IInspection inspection, byte[] bytes)
    {
        // Half of the time the line itself is damaged, half of the time what stands in it.
        var line = bytes is [(byte)'{', ..] ? bytes : JsonSerializer.SerializeToUtf8Bytes(Line(inspection.Kind, bytes));
        var answer = await Inspections.AnswerAsync(inspection, line, Cancel);
        Assert.DoesNotContain("It could not be read (", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("It took longer than", answer, StringComparison.Ordinal);
        return answer.Length / 100;
    }

    private static Task<long> TextAsync(byte[] bytes, Func<string, object?> read)
    {
        read(Encoding.UTF8.GetString(bytes));
        return Task.FromResult(1L);
    }

    private static Dictionary<string, object?> Line(string kind, byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var body = Convert.ToBase64String(bytes);
        return kind switch
        {
            "agent" => new() { ["userAgent"] = text, ["headers"] = new Dictionary<string, string> { ["Purpose"] = text } },
            "feed" or "page" => new() { ["body"] = body, ["url"] = "https://shop.example.com/" },
            "table" => new() { ["body"] = body },
            "robots" => new() { ["robots"] = body, ["userAgent"] = "DaogouBot/1.0", ["url"] = "https://shop.example.com/a?b=c" },
            "url" => new() { ["url"] = text, ["base"] = "https://shop.example.com/" },
            "gtin" => new() { ["value"] = text },
            "title" => new() { ["title"] = text },
            "match" => new() { ["a"] = new { title = text, price = text }, ["b"] = new { title = "Sony WH-1000XM5 headphones", brand = text, description = text } },
            "dedupe" => new() { ["id"] = text, ["title"] = text, ["url"] = text },
            "when" => new() { ["text"] = text, ["now"] = "2026-11-23T08:00:00+08:00", ["zone"] = "Asia/Shanghai" },
            _ => new() { ["text"] = text },
        };
    }

    private static IReadOnlyList<byte[]> LinesOf(string kind) =>
    [
        .. (kind switch
        {
            "agent" => new[] { "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1", "TelegramBot (like TwitterBot)" },
            "feed" => [Rss, Atom, JsonFeed],
            "page" => [Page],
            "gtin" => ["4006381333931", "0-306-40615-2"],
            "title" or "match" or "dedupe" => ["【券后】华为 Mate 60 Pro 12GB+512GB 雅川青 ×2 第2件半价 包邮", "Hot! Kingston KVR26N19S8/8 8GB DDR4-2666 memory, 2-pack (20% off) 5'6\" set of 3"],
            "robots" => ["User-agent: *\nDisallow: /a*b$\nAllow: /a\nCrawl-delay: 2\nSitemap: https://a.example/s.xml\n"],
            "table" => ["id;title;price\n1;\"Pot; \"\"large\"\"\";19,90\n"],
            "url" => ["https://www.amazon.co.uk/dp/B0C1234567?tag=a-21&utm_source=x#frag", "//item.jd.com/100012043978.html", "https://xn--bcher-kva.example:443/%E8%8C%B6/../b"],
            "when" => ["限时今晚20:00-24:00", "ends Friday at 5pm EST", "双11前3天"],
            "links" => ["看这个 https://item.taobao.com/item.htm?id=1234567890 或 (https://b.example/x). ￥aBcDeFgHiJk￥ www.shop.example/茶", "HTTP://EXAMPLE.com/a_(b)"],
            _ => ["now only €1.299,00 (was €1.599)", "券后价¥39.9"],
        }).Select(Bytes),
        JsonSerializer.SerializeToUtf8Bytes(Line(kind, Bytes("text 5 €"))),
    ];

    private static IReadOnlyList<byte[]> SamplesOf(string format) => format switch
    {
        "google" => [Bytes(Google)],
        "rss" => [Bytes(Rss)],
        "atom" => [Bytes(Atom)],
        "yml" => [Bytes(Yml)],
        "jsonfeed" => [Bytes(JsonFeed)],
        "shopify" => [Bytes("""{"products":[{"id":1,"title":"Pot","handle":"pot","vendor":"T","variants":[{"id":2,"title":"Red","price":"5.00","compare_at_price":"9.00","available":true}],"images":[{"src":"https://a.example/1.jpg"}]}]}""")],
        "woocommerce" => [Bytes("""[{"id":1,"name":"Pot","permalink":"https://shop.example.com/p","prices":{"price":"500","regular_price":"900","currency_code":"EUR","currency_minor_unit":2},"images":[{"src":"https://a.example/1.jpg"}],"is_in_stock":true}]""")],
        "json" => [Bytes("""[{"id":1,"title":"Pot","link":"https://shop.example.com/1","price":"19.90 EUR"},{"id":2,"title":"Cup","price":5}]"""), Bytes("{\"id\":1,\"title\":\"Pot\"}\n{\"id\":2,\"title\":\"Cup\"}\n")],
        "csv" => [Bytes("id,title,link,price\n1,\"Pot, \"\"large\"\"\",https://shop.example.com/1,19.90 EUR\n2,Cup,https://shop.example.com/2,5\n"), Bytes("id\ttitle\tprice\n1\tPot\t5\n")],
        "html" => [Bytes("<!doctype html><html><head><meta charset=utf-8><title>T</title></head><body><ul><li><b>Pot</b><a href='/1'>x</a><i>5.00 €</i></li><li><b>Cup</b><a href='/2'>x</a><i>3 €</i></li></ul></body></html>")],
        "page" => [Bytes(Page)],
        "sitemap" => [Bytes("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>https://shop.example.com/p/1</loc><lastmod>2026-11-02</lastmod></url><url><loc>https://shop.example.com/p/2</loc></url></urlset>"), Bytes("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><sitemap><loc>https://shop.example.com/s1.xml</loc></sitemap></sitemapindex>")],
        _ => throw new InvalidOperationException($"The format '{format}' is new: give it a sample here."),
    };

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Packed(string encoding)
    {
        using var packed = new MemoryStream();
        if (encoding == "zip")
        {
            using var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true);
            using var entry = zip.CreateEntry("feed.xml").Open();
            entry.Write(Bytes(Rss));
        }
        else
        {
            using Stream packer = encoding switch { "gzip" => new GZipStream(packed, CompressionLevel.Optimal), "br" => new BrotliStream(packed, CompressionLevel.Optimal), _ => new ZLibStream(packed, CompressionLevel.Optimal) };
            packer.Write(Bytes(Rss));
            packer.Flush();
            packer.Dispose();
        }
        return packed.ToArray();
    }

    private static byte[] Twice()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(Packed("zip"));
        }
        return packed.ToArray();
    }

    private static SourceFetcher FileFetcher()
    {
        var options = Options.Create(new OutboundOptions { MaxReceivedBytes = Limits.MaxReceivedBytes, MaxBytes = Limits.MaxBytes });
        var http = A.GuardedHttp();
        return new SourceFetcher(http, new HostPace(), new RobotsGate(http, options, TimeProvider.System), options, new FakeTimeProvider());
    }

    private const string Rss =
        """
        <?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>T &amp; t</title><link>https://shop.example.com/</link><ttl>60</ttl>
        <item><guid isPermaLink="false">1</guid><title>Pot only 19,90 € (was 29 €)</title><link>https://shop.example.com/1</link><description><![CDATA[<p>Code <b>TEA10</b>, ends 2026-12-01</p>]]></description><pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate><enclosure url="https://a.example/1.jpg" type="image/jpeg" length="9"/></item>
        <item><guid>2</guid><title>茶壶 券后39.9元</title><link>https://shop.example.com/2</link><media:thumbnail url="https://a.example/2.jpg"/></item></channel></rss>
        """;

    private const string Atom =
        """<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">T</title><link rel="self" href="https://shop.example.com/a"/><entry><id>urn:1</id><title>Pot $5.99</title><link href="/1"/><updated>2026-11-23T08:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>x</p></div></content></entry></feed>""";

    private const string JsonFeed =
        """{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1","title":"Pot $5.99","url":"https://shop.example.com/1","content_html":"<p>x</p>","date_published":"2026-11-23T08:00:00Z"}]}""";

    private const string Google =
        """<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>T</title><item><g:id>1</g:id><g:title>Pot</g:title><g:link>https://shop.example.com/1</g:link><g:price>19.90 EUR</g:price><g:sale_price>15 EUR</g:sale_price><g:availability>in stock</g:availability></item></channel></rss>""";

    private const string Yml =
        """<yml_catalog date="2026-11-23 08:00"><shop><currencies><currency id="RUB" rate="1"/></currencies><categories><category id="1">Tea</category></categories><offers><offer id="1" available="true"><url>https://shop.example.com/1</url><price>500</price><oldprice>700</oldprice><currencyId>RUB</currencyId><categoryId>1</categoryId><name>Pot</name></offer></offers></shop></yml_catalog>""";

    private const string Sitemap =
        """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://shop.example.com/1</loc><lastmod>2026-11-23</lastmod></url><url><loc>https://shop.example.com/2</loc></url></urlset>""";

    private const string Page =
        """<!doctype html><html><head><title>Pot</title><meta property="og:title" content="Pot"><meta property="product:price:amount" content="5"><script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","name":"Pot","sku":"1","offers":{"@type":"Offer","price":"5.00","priceCurrency":"EUR","availability":"https://schema.org/InStock"}}</script></head><body><div itemscope itemtype="https://schema.org/Product"><b itemprop="name">Pot</b></div></body></html>""";
}

/// <summary>A way in for bytes.</summary>
internal sealed record Parser(string Name, IReadOnlyList<byte[]> Samples, Func<byte[], Task<long>> ReadAsync);
