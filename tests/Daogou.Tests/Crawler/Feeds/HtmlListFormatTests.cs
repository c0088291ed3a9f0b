using Daogou.Crawler.Feeds;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Crawler.Feeds;

public sealed class HtmlListFormatTests
{
    private const string Page =
        """
        <!doctype html><html><head><title>Offers</title></head><body><ul>
          <li class="offer" data-id="a1"><a class="t" href="/p/1">Tea <b>pot</b></a><img data-src="//img.example.com/1.jpg"><span class="now">¥19.90</span><s>¥25</s></li>
          <li class="offer" data-id="a2"><a class="t" href="https://shop.example.com/p/2">Cup</a><span class="now">¥5</span></li>
          <li class="ad">Buy!</li>
        </ul></body></html>
        """;

    [Fact]
    public async Task Items_and_fields_are_found_by_selectors_with_attributes_where_asked()
    {
        var settings = Settings();
        var rows = await A.RowsOf(Page, settings);
        var item = rows[0].Item!;
        Assert.Equal(2, rows.Count);
        Assert.Equal(("a1", "Tea pot", "https://shop.example.com/p/1"), (item.Key, item.Title, item.Link));
        Assert.Equal(("¥19.90", "¥25", "https://img.example.com/1.jpg"), (item.Price, item.ListPrice, item.Image));
        Assert.Null(rows[1].Item!.ListPrice);
    }

    [Fact]
    public async Task A_selector_that_matches_nothing_is_an_error_that_names_the_page()
    {
        var settings = Settings();
        settings.ItemSelector = "div.product";
        var broken = await Assert.ThrowsAsync<FeedBrokenException>(() => A.RowsOf(Page, settings));
        Assert.Contains("div.product", broken.Message, StringComparison.Ordinal);
        Assert.Contains("Offers", broken.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><head><title>Sign in</title></head><body><form><input type=\"password\"></form></body></html>", "a login page titled 'Sign in'")]
    [InlineData("  <html lang=\"zh\"><head><title>安全验证</title></head><body>请拖动滑块</body></html>", "a challenge page titled '安全验证'")]
    [InlineData("<!-- hi --><html><body>Before you continue</body></html>", "a consent page")]
    [InlineData("<html><head><title>Welcome</title></head></html>", "an HTML page titled 'Welcome'")]
    public async Task A_page_where_a_feed_was_expected_is_an_error_and_never_an_empty_feed(string page, string words)
    {
        foreach (var format in new[] { null, "rss", "google", "csv", "jsonfeed" })
        {
            var broken = await Assert.ThrowsAsync<FeedBrokenException>(() => A.RowsOf(page, format: format));
            Assert.Contains(words, broken.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("   \n", "empty")]
    [InlineData("<opml version=\"2.0\"></opml>", "<opml>")]
    [InlineData("just a line of prose", "just a line")]
    public async Task What_no_format_reads_is_named(string document, string words)
    {
        var broken = await Assert.ThrowsAsync<FeedBrokenException>(() => A.RowsOf(document));
        Assert.Contains(words, broken.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rss", "id,title\n1,a\n")]
    [InlineData("jsonfeed", "<rss><channel/></rss>")]
    [InlineData("csv", "<rss><channel/></rss>")]
    [InlineData("csv", "{\"items\":[]}")]
    public async Task A_document_of_another_kind_than_was_set_is_an_error(string format, string document) =>
        await Assert.ThrowsAsync<FeedBrokenException>(() => A.RowsOf(document, format: format));

    private static FeedSettings Settings()
    {
        var settings = A.Feed(("key", "@data-id"), ("title", "a.t"), ("link", "a.t@href"), ("price", ".now"), ("list_price", "s"), ("image", "img@data-src | img@src"));
        settings.ItemSelector = "li.offer";
        return settings;
    }
}
