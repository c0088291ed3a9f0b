using System.Text;
using Daogou.Crawler.Feeds;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Crawler.Fuzz;

/// <summary>The caps of each format: what is deeper, longer or more than any feed's is refused in words, in time that grows with the document alone.</summary>
public sealed class LargePileTests
{
    /// <summary>No measure: what has not ended by then hangs.</summary>
    private static readonly TimeSpan Hangs = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("rss", "<rss><channel><item><title><![CDATA[", "</item>", "]]></title></item></channel></rss>")]
    [InlineData("rss", "<rss><channel><item><title>", "<![CDATA[", "</title></item></channel></rss>")]
    [InlineData("rss", "<rss><channel><item><title>", "<b>", "</title></item></channel></rss>")]
    [InlineData("rss", "<rss><channel><item><title a='", "&amp;", "'></title></item></channel></rss>")]
    [InlineData("google", "<rss xmlns:g='http://base.google.com/ns/1.0'><channel><item><g:title><![CDATA[", "</item>", "]]></g:title></item></channel></rss>")]
    [InlineData("google", "<rss xmlns:g='http://base.google.com/ns/1.0'><channel><!--", "<item>", "--></channel></rss>")]
    [InlineData("google", "<rss xmlns:g='http://base.google.com/ns/1.0'><channel><item>", "<g:a>", "</item></channel></rss>")]
    [InlineData("atom", "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>", "<!--", "</title></entry></feed>")]
    [InlineData("yml", "<yml_catalog><shop><offers><offer id='1'><name>", "<a>", "</name></offer></offers></shop></yml_catalog>")]
    [InlineData("json", "[{\"id\":", "[", "}]")]
    [InlineData("json", "[{\"id\":\"", "\\u0041", "\"}]")]
    [InlineData("jsonfeed", "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[", "{\"a\":", "]}")]
    [InlineData("csv", "id,title,price\n1,\"", "\"\"", "\",5\n")]
    [InlineData("csv", "id,title,price\n1,", "a,", "5\n")]
    [InlineData("html", "<!doctype html><ul><li>", "<b><p>", "</li></ul>")]
    public async Task Eight_megabytes_of_the_same_in_one_item_are_read_or_refused(string format, string head, string bit, string tail)
    {
        var document = head + new StringBuilder().Insert(0, bit, (8 << 20) / bit.Length) + tail;
        var settings = new FeedSettings { ItemSelector = format == "html" ? "li" : null };
        var rows = await Task.Run(() => RowsAsync(document, settings, format)).WaitAsync(Hangs, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.InRange(rows, 0, 2);
    }

    [Theory]
    [InlineData("[{\"id\":1,\"a\":{0}1{1}}]")]
    [InlineData("{0}1{1}")]
    public async Task JSON_deeper_than_64_is_no_feed(string frame)
    {
        var document = frame.Replace("{0}", new string('[', 70), StringComparison.Ordinal).Replace("{1}", new string(']', 70), StringComparison.Ordinal);
        await Assert.ThrowsAsync<FeedBrokenException>(() => A.RowsOf(document, null, "json"));
    }

    [Fact]
    public async Task A_field_or_row_of_a_table_that_is_longer_than_any_is_refused_with_its_row()
    {
        var broken = await Assert.ThrowsAsync<FeedBrokenException>(() => A.RowsOf($"id,title,price\n1,Pot,5\n2,{new string('a', 5 << 20)},5\n", null, "csv"));
        Assert.Contains("row 2", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entity_of_the_document_s_own_is_never_expanded_and_nothing_is_fetched_for_it()
    {
        const string document =
            """
            <?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>
            <rss><channel><item><guid>1</guid><title>Pot &b;&c; end</title><link>https://shop.example.com/1</link><price>5</price></item></channel></rss>
            """;
        var rows = await A.RowsOf(document, null, "rss");
        Assert.DoesNotContain("aaaa", rows[0].Item!.Title, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", rows[0].Item!.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sitemap_with_a_document_type_of_its_own_is_refused()
    {
        var document = "<!DOCTYPE urlset [<!ENTITY a 'b'>]><urlset><url><loc>https://shop.example.com/&a;</loc></url></urlset>"u8.ToArray();
        await Assert.ThrowsAsync<FeedBrokenException>(async () =>
        {
            await foreach (var entry in SitemapReader.ReadAsync(new MemoryStream(document), null, null, TestContext.Current.CancellationToken))
            {
                Assert.Fail($"{entry.Location} came of it.");
            }
        });
    }

    [Fact]
    public async Task A_regular_expression_of_the_settings_that_runs_away_gives_nothing_and_the_rows_go_on()
    {
        var settings = new FeedSettings { ItemSelector = "li" };
        settings.Fields["title"] = "b";
        settings.Fields["price"] = "i ~ ^(a+)+$";
        var rows = await A.RowsOf($"<!doctype html><ul><li><b>Pot</b><i>{new string('a', 4000)}!</i></li><li><b>Cup</b><i>aaa</i></li></ul>", settings, "html");
        Assert.Equal([null, "aaa"], rows.Select(row => row.Item!.Price));
    }

    private static async Task<int> RowsAsync(string document, FeedSettings settings, string format)
    {
        try
        {
            return (await A.RowsOf(document, settings, format)).Count;
        }
        catch (FeedBrokenException e)
        {
            Assert.NotEmpty(e.Message);
            return 0;
        }
    }
}
