using System.Text;
using CsCheck;
using Daogou.Crawler.Feeds.Syndication;
using Xunit;

namespace Daogou.Tests.Crawler.Feeds.Syndication;

public sealed class FeedReaderTests
{
    private const string Rss =
        """
        <?xml version="1.0"?>
        <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom">
          <channel><title>Tea &amp; cups</title><link>https://shop.example/</link><description>All of it</description><language>en</language><copyright>Ours</copyright>
            <managingEditor>m@shop.example (Mo)</managingEditor><lastBuildDate>Sat, 07 Sep 2002 00:00:01 GMT</lastBuildDate><ttl>60</ttl>
            <skipHours><hour>0</hour><hour>24</hour></skipHours><skipDays><day>Sunday</day></skipDays><atom:link rel="self" href="https://shop.example/feed"/>
            <item><title>Pot &lt;b&gt;blue&lt;/b&gt;</title><guid>https://shop.example/1</guid><description><![CDATA[<p>hot & cold</p>]]></description>
              <content:encoded>&lt;i&gt;long&lt;/i&gt;</content:encoded><category>a</category><category>b</category><dc:creator>Ann</dc:creator>
              <enclosure url="/a.mp3" length="12" type="audio/mpeg"/><pubDate>Thu, 01 Jan 2004 19:48:21 GMT</pubDate></item>
          </channel>
        </rss>
        """;

    [Fact]
    public void RSS_says_what_it_is_and_what_its_items_are()
    {
        var reading = Read(Rss);
        var head = reading.Head!;
        Assert.Equal(("rss", "Tea & cups", "https://shop.example/", "All of it", "en", "Ours", "m@shop.example (Mo)"), (head.Format, head.Title, head.Link, head.Description, head.Language, head.Rights, head.Author));
        Assert.Equal((new DateTimeOffset(2002, 9, 7, 0, 0, 1, TimeSpan.Zero), "https://shop.example/feed"), (head.Updated, head.Self));
        Assert.Equal(TimeSpan.FromHours(1), head.Pace.Every);
        Assert.Equal([0], head.Pace.SkipHours);
        Assert.Equal([DayOfWeek.Sunday], head.Pace.SkipDays);
        var entry = Assert.Single(reading.Entries);
        Assert.Equal(("Pot <b>blue</b>", "https://shop.example/1", "https://shop.example/1", "<p>hot & cold</p>", "<i>long</i>", "Ann"), (entry.Title, entry.Id, entry.Link, entry.Summary, entry.Content, entry.Author));
        Assert.Equal(["a", "b"], entry.Tags);
        Assert.Equal(new FeedEnclosure("https://base.example/a.mp3", "audio/mpeg", 12), Assert.Single(entry.Enclosures));
        Assert.Empty(reading.Warnings);
    }

    [Fact]
    public void Atom_resolves_its_links_and_keeps_the_markup_of_XHTML()
    {
        var reading = Read(
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://y.example/a/" xml:lang="de"><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">X <b>y</b></div></title>
            <link href="../b"/><link rel="self" href="s"/><subtitle>sub</subtitle><rights>r</rights><updated>2003-12-13T18:30:02Z</updated>
            <entry xml:base="c/"><id>urn:1</id><title>One</title><link rel="enclosure" href="e.mp3"/><link href="e1"/><author><name>N</name><email>n@y.example</email></author>
            <updated>2003-12-13T18:30:02.25+01:00</updated><content type="html">&lt;b&gt;z&lt;/b&gt;</content><category term="t1"/></entry></feed>
            """);
        Assert.Equal(("atom", "X <b>y</b>", "https://y.example/b", "sub", "de"), (reading.Head!.Format, reading.Head.Title, reading.Head.Link, reading.Head.Description, reading.Head.Language));
        var entry = Assert.Single(reading.Entries);
        Assert.Equal(("https://y.example/a/c/e1", "<b>z</b>", "<b>z</b>", "N (n@y.example)"), (entry.Link, entry.Content, entry.Summary, entry.Author));
        Assert.Equal("https://y.example/a/c/e.mp3", Assert.Single(entry.Enclosures).Url);
        Assert.Equal(["t1"], entry.Tags);
    }

    [Theory]
    [InlineData("<rss><channel><title>T</title><item><title>A & B</title></item></channel></rss>", "A & B")]
    [InlineData("<rss><channel><item><title>A<item><title>B</title></item></channel></rss>", "A")]
    [InlineData("<rss><channel><item><title>A&nbsp;&eacute;&#150;&#x2014;</title></item>", "A\u00A0é–—")]
    [InlineData("<RSS><Channel><Item><Title>A</Title></Item></Channel></RSS>", "A")]
    [InlineData("junk <?xml version='1.0'?><rss><channel><item><title>A</title></item></channel></rss>", "A")]
    [InlineData("<rss><channel><item><title>A\u0001B</title></item></channel></rss>", "AB")]
    [InlineData("<rss><channel><item><title a=b c>A</title></item></channel></rss>", "A")]
    [InlineData("<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><title mode='base64'>QQ==</title></entry></feed>", "A")]
    [InlineData("<!DOCTYPE rss [<!ENTITY x 'y'>]><rss><channel><item><title>A</title></item></channel></rss>", "A")]
    public void What_is_not_well_formed_is_read_all_the_same(string document, string title) => Assert.Equal(title, Read(document).Entries[0].Title);

    [Theory]
    [InlineData("", "empty")]
    [InlineData("<!doctype html><html><body>Sign in</body></html>", "HTML")]
    [InlineData("<catalogue><x/></catalogue>", "<catalogue>")]
    [InlineData("{\"a\":1}", "items")]
    [InlineData("{\"items\":[", "JSON")]
    [InlineData("hello", "no feed")]
    public void What_is_no_feed_is_said_to_be_none(string document, string words)
    {
        var reading = Read(document);
        Assert.Null(reading.Head);
        Assert.Contains(words, Assert.Single(reading.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_feed_that_is_cut_off_is_read_and_said_to_be_cut() =>
        Assert.Contains(Read(Rss[..Rss.IndexOf("</channel>", StringComparison.Ordinal)]).Warnings, warning => warning.Contains("cut off", StringComparison.Ordinal));

    [Fact]
    public void Whatever_bytes_come_nothing_is_thrown() =>
        Gen.Select(Gen.Int[0, Rss.Length - 1], Gen.Byte.Array[0, 12], Gen.Int[0, 40]).Sample(
            (at, bytes, drop) =>
            {
                var document = Encoding.UTF8.GetBytes(Rss);
                var changed = document[..at].Concat(bytes).Concat(document[Math.Min(document.Length, at + drop)..]).ToArray();
                Assert.NotNull(FeedReader.Read(changed, null, "https://base.example/", CancellationToken.None));
            },
            iter: 2000);

    private static FeedReading Read(string document) => FeedReader.Read(Encoding.UTF8.GetBytes(document), null, "https://base.example/feed", CancellationToken.None);
}
