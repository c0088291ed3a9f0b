using Daogou.Crawler.Feeds;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Crawler.Feeds;

public sealed class PageFormatTests
{
    private const string Product = """<script type="application/ld+json">{"@type":"ProductGroup","name":"Coat","hasVariant":[{"@type":"Product","name":"Coat S","sku":"1","offers":{"@type":"Offer","price":"19.90","priceCurrency":"EUR","availability":"https://schema.org/InStock"}},{"@type":"Product","name":"Coat M","sku":"1","offers":{"@type":"Offer","price":21,"priceCurrency":"EUR","url":"/m"}}]}</script>""";

    [Theory]
    [InlineData(null)]
    [InlineData("page")]
    public async Task Each_offer_of_a_product_page_is_a_row(string? format)
    {
        var rows = await A.RowsOf($"<!doctype html><title>Coat</title>{Product}", format: format);
        Assert.Equal(("Coat S", "19.90", "EUR", "1", "InStock", "https://shop.example.com/feeds/all"), (rows[0].Item!.Title, rows[0].Item!.Price, rows[0].Item!.Currency, rows[0].Item!.Key, rows[0].Item!.Availability, rows[0].Item!.Link));
        Assert.Equal(("Coat M", "21.00", "https://shop.example.com/m", "https://shop.example.com/m"), (rows[1].Item!.Title, rows[1].Item!.Price, rows[1].Item!.Key, rows[1].Item!.Link));
    }

    [Fact]
    public async Task A_list_that_has_a_selector_is_still_a_list()
    {
        var settings = A.Feed(("title", "b"));
        settings.ItemSelector = "li";
        Assert.Equal("x", Assert.Single(await A.RowsOf($"<!doctype html>{Product}<li><b>x</b></li>", settings)).Item!.Title);
    }

    [Theory]
    [InlineData("page", "<!doctype html><title>Just a moment...</title><script>_cf_chl_opt={}</script>", "challenge page")]
    [InlineData("page", "<!doctype html><title>Sign in</title><input type=password>", "login page")]
    [InlineData("page", "<!doctype html><title>News</title>", "describes no product")]
    [InlineData("page", "<rss/>", "Expected page")]
    [InlineData(null, "<!doctype html><title>News</title>", "an HTML page titled 'News'")]
    [InlineData(null, "<!doctype html><title>Sign in</title><input type=password data-x='\"Product\"'>", "login page")]
    [InlineData("rss", "<!doctype html><title>Coat</title>" + Product, "Expected a feed")]
    public async Task A_page_that_is_none_is_an_error_that_says_so(string? format, string page, string words) =>
        Assert.Contains(words, (await Assert.ThrowsAsync<FeedBrokenException>(() => A.RowsOf(page, format: format))).Message, StringComparison.Ordinal);
}
