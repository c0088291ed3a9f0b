using System.Text;
using Daogou.Crawler.Feeds;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Crawler.Feeds;

/// <summary>RSS, Atom and Google's product feeds, with the oddities that the wild has.</summary>
public sealed class XmlFeedTests
{
    private const string Rss =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
          <channel>
            <title>Deals</title><link>https://shop.example.com/</link>
            <image><url>https://shop.example.com/logo.png</url><title>logo</title></image>
            <item>
              <title><![CDATA[Teapot <b>&amp;</b> two cups]]></title>
              <link>/p/1</link><guid isPermaLink="false">deal-1</guid>
              <pubDate>Mon, 02 Nov 2026 07:00:00 GMT</pubDate>
              <description>&lt;p&gt;Now $19.99&lt;/p&gt;</description>
              <media:content url="https://img.example.com/1.jpg" medium="image"/><category>Kitchen</category>
            </item>
            <item><title>No link</title><guid>deal-2</guid></item>
            <item/>
          </channel>
        </rss>
        """;

    [Fact]
    public async Task RSS_is_read_with_markup_turned_to_text_and_links_made_whole()
    {
        var rows = await A.RowsOf(Rss);
        var item = rows[0].Item!;
        Assert.Equal(("deal-1", "Teapot & two cups", "https://shop.example.com/p/1"), (item.Key, item.Title, item.Link));
        Assert.Equal(("Now $19.99", "https://img.example.com/1.jpg", "Kitchen"), (item.Description, item.Image, item.Category));
        Assert.Equal("Mon, 02 Nov 2026 07:00:00 GMT", item.PublishedAt);
        Assert.Equal([1, 2, 3], rows.Select(row => row.Row));
        Assert.Equal("deal-2", rows[1].Item!.Key);
        Assert.Equal("", rows[2].Item!.Key);
    }

    [Fact]
    public async Task RSS_1_0_has_its_items_beside_the_channel()
    {
        var rows = await A.RowsOf(
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
              <channel rdf:about="https://shop.example.com/"><title>Deals</title></channel>
              <item rdf:about="https://shop.example.com/p/9"><title>Kettle</title><link>https://shop.example.com/p/9</link><dc:date>2026-11-02</dc:date></item>
            </rdf:RDF>
            """);
        var item = Assert.Single(rows).Item!;
        Assert.Equal(("https://shop.example.com/p/9", "Kettle", "2026-11-02"), (item.Key, item.Title, item.PublishedAt));
    }

    [Fact]
    public async Task Atom_takes_the_alternate_link_and_no_other()
    {
        var rows = await A.RowsOf(
            """
            <feed xmlns="http://www.w3.org/2005/Atom"><title>Deals</title><id>urn:feed</id>
              <entry><id>urn:1</id><title type="html">Cup &amp;amp; saucer</title>
                <link rel="self" href="https://shop.example.com/api/1"/><link href="/p/1"/>
                <content type="html">&lt;b&gt;fine&lt;/b&gt;</content><updated>2026-11-02T08:00:00Z</updated><category term="Kitchen"/></entry>
            </feed>
            """);
        var item = Assert.Single(rows).Item!;
        Assert.Equal(("urn:1", "Cup & saucer", "https://shop.example.com/p/1"), (item.Key, item.Title, item.Link));
        Assert.Equal(("fine", "Kitchen", "2026-11-02T08:00:00Z"), (item.Description, item.Category, item.PublishedAt));
    }

    [Theory]
    [InlineData("rss")]
    [InlineData("feed")]
    public async Task Googles_product_feed_is_read_in_both_carriers(string root)
    {
        const string fields =
            """
            <g:id>SKU-7</g:id><title>plain title</title><g:title>Teapot</g:title><g:link>https://shop.example.com/p/7</g:link><g:price>25.00 USD</g:price>
            <g:sale_price>19.99 USD</g:sale_price><g:sale_price_effective_date>2026-11-01T00:00+0000/2026-11-08T00:00+0000</g:sale_price_effective_date>
            <g:image_link>https://img.example.com/7.jpg</g:image_link><g:gtin>4006381333931</g:gtin><g:brand>Kiln</g:brand><g:availability>in stock</g:availability>
            <g:shipping><g:country>US</g:country><g:price>4.99 USD</g:price></g:shipping><g:product_type>Kitchen &gt; Tea</g:product_type>
            """;
        var rows = await A.RowsOf(root == "rss"
            ? $"""<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><item>{fields}</item></channel></rss>"""
            : $"""<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0"><entry>{fields}</entry></feed>""");
        var item = Assert.Single(rows).Item!;
        Assert.Equal(("SKU-7", "SKU-7", "Teapot", "https://shop.example.com/p/7"), (item.Key, item.MerchantItem, item.Title, item.Link));
        Assert.Equal(("25.00 USD", "19.99 USD", "2026-11-01T00:00+0000/2026-11-08T00:00+0000"), (item.Price, item.SalePrice, item.SaleWindow));
        Assert.Equal(("4006381333931", "Kiln", "in stock", "Kitchen > Tea"), (item.Gtin, item.Brand, item.Availability, item.Category));
    }

    [Fact]
    public async Task A_prefix_that_nobody_declared_and_an_entity_of_HTML_do_not_spoil_the_feed()
    {
        var rows = await A.RowsOf(
            """
            <rss version="2.0"><channel><item><g:id>1</g:id><title>Pot&nbsp;&mdash; new &unknown; &#x0; R&D</title><link>https://shop.example.com/1</link>
            <media:thumbnail url="https://img.example.com/1.jpg"/><description><![CDATA[a &nbsp; b]]></description></item></channel></rss>
            """);
        var item = Assert.Single(rows).Item!;
        Assert.Equal("1", item.Key);
        Assert.StartsWith("Pot — new", item.Title, StringComparison.Ordinal);
        Assert.Equal("https://img.example.com/1.jpg", item.Image);
    }

    [Fact]
    public async Task Junk_before_the_declaration_and_characters_that_XML_forbids_are_passed_over()
    {
        var item = Assert.Single(await A.RowsOf("\n\n \uFEFF" + Rss.Replace("Kitchen", "Kit\u0008chen", StringComparison.Ordinal)), row => row.Row == 1).Item!;
        Assert.Equal("Kitchen", item.Category);
    }

    [Fact]
    public async Task A_document_type_is_passed_over_and_nothing_of_it_is_expanded()
    {
        var bomb = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"aaaa\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><channel><item><title>&a;&x;</title></item></channel></rss>";
        Assert.Equal("&a;&x;", Assert.Single(await A.RowsOf(bomb)).Item!.Title);
    }

    [Fact]
    public async Task A_feed_that_breaks_off_gives_its_whole_rows_and_then_an_error()
    {
        var rows = new List<FeedRow>();
        var cut = Encoding.UTF8.GetBytes(Rss[..Rss.IndexOf("No link", StringComparison.Ordinal)]);
        var broken = await Assert.ThrowsAsync<FeedBrokenException>(async () =>
        {
            await foreach (var row in new RssFormat().ReadAsync(new MemoryStream(cut), new FeedContext(new Uri("https://shop.example.com/"), new FeedSettings()), CancellationToken.None))
            {
                rows.Add(row);
            }
        });
        Assert.Equal("deal-1", Assert.Single(rows).Item!.Key);
        Assert.Contains("breaks off", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_of_megabytes_refuses_its_row_alone()
    {
        var rows = await A.RowsOf($"<rss><channel><item><title>{new string('x', 1 << 20)}</title></item><item><title>Cup</title><guid>2</guid></item></channel></rss>");
        Assert.Equal(Daogou.Core.Deals.Refusal.FieldTooLong, rows[0].Refusal);
        Assert.True(rows[0].Text!.Length <= 200);
        Assert.Equal("Cup", rows[1].Item!.Title);
    }
}
