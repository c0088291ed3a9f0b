using System.Text;
using CsCheck;
using Daogou.Crawler.Feeds;
using Xunit;

namespace Daogou.Tests.Crawler.Feeds;

/// <summary>Plain RSS items take a quick way through the reader; it must read what the thorough one reads.</summary>
public sealed class RssPathsTests
{
    private static readonly Gen<string> Text = Of(
        "Kettle $12.99 (was $24.99)", "保温杯 券后¥19.9 原价¥39", "a &amp; b &lt;i&gt;x&lt;/i&gt;", "<![CDATA[<p>Now  £8</p>\n<br/>until 2026-12-01]]>", "", "  ", "&#8364;5 &nbsp; off",
        "<![CDATA[a]]> b <![CDATA[c]]>", "<b>bold</b> text", "tail & more", "<![CDATA[]]>", "\u00A0x\u2009y\u3000z", "<!-- note -->seen", "code SAVE20 for 5 €", "<p></p>", "x\u0001y", "1 < 2");

    private static readonly Gen<string> Element = Gen.Select(
        Of(
            "title", "link", "guid", "description", "content:encoded", "pubDate", "category", "dc:date", "dc:creator", "author", "g:price", "price", "g:id", "enclosure", "media:content", "dc:subject",
            "summary", "unknown", "x:price", "atom:link", "dc:title", "ends"),
        Of("", "", "", "", " isPermaLink=\"false\"", " isPermaLink=\"true\"", " type=\"html\"", " domain=\"d\"", " url=\"https://img.example.com/1.jpg\"", " xml:lang=\"de\""),
        Gen.Frequency((6, Text), (2, Of("https://shop.example.com/p/1", "/p/2", "deal-7", "Mon, 02 Nov 2026 07:00:00 GMT"))),
        Gen.Int[0, 9],
        (name, attributes, text, shape) => shape == 0 ? $"<{name}{attributes}/>" : shape == 1 ? $"<{name}{attributes}>{text}" : $"<{name}{attributes}>{text}</{name}>");

    private static Gen<string> Of(params string[] choices) => Gen.Int[0, choices.Length - 1].Select(index => choices[index]);

    [Fact]
    public void Plain_and_odd_items_alike_are_read_the_same_by_the_quick_way_and_the_thorough_one() =>
        Element.Array[0, 8].Array[0, 6].Sample(
            items =>
            {
                var document = $"""
                    <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:x="urn:x"
                      xmlns:g="http://base.google.com/ns/1.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Deals</title>
                    {string.Join('\n', items.Select(elements => $"<item>{string.Concat(elements)}</item>"))}
                    <ttl>30</ttl></channel></rss>
                    """;
                var (quick, thorough) = (Read(document, new FeedSettings()), Read(document, new FeedSettings { Fields = { ["mpn"] = "mpn" } }));
                Assert.Equal(thorough.Rows, quick.Rows);
                Assert.Equal(thorough.Every, quick.Every);
            },
            iter: 3000);

    [Fact]
    public void An_item_that_nobody_closed_is_read_all_the_same() =>
        Assert.Equal(
            ["One", "Two"],
            Read("<rss><channel><item><title>One</title><link>https://shop.example.com/1</link></item><item><title>Two</title></channel></rss>", new FeedSettings()).Rows.Select(row => row.Item!.Title));

    [Fact]
    public void A_document_that_breaks_off_is_said_to()
    {
        var broken = Assert.Throws<FeedBrokenException>(() => Read("<rss><channel><item><title>One</title></item><item><title>Tw", new FeedSettings()));
        Assert.Contains("breaks off", broken.Message, StringComparison.Ordinal);
    }

    private static (List<FeedRow> Rows, TimeSpan? Every) Read(string document, FeedSettings settings)
    {
        var context = new FeedContext(new Uri("https://shop.example.com/feed.xml"), settings);
        var rows = new RssFormat().ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(document)), context, CancellationToken.None).ToBlockingEnumerable().ToList();
        return (rows, context.Head?.Pace.Every);
    }
}
