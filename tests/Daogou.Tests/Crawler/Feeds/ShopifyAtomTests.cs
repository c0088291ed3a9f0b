using Daogou.Core.Deals;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Crawler.Feeds;

public sealed class ShopifyAtomTests
{
    private const string Collection =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <feed xml:lang="en" xmlns="http://www.w3.org/2005/Atom" xmlns:openSearch="http://a9.com/-/spec/opensearchrss/1.0/" xmlns:s="http://jadedpixel.com/-/spec/shopify">
          <id>https://shop.example.com/collections/tea.atom</id><link rel="alternate" type="text/html" href="https://shop.example.com/collections/tea"/><title>Tea</title>
          <entry>
            <id>https://shop.example.com/products/1001</id><published>2026-11-01T10:00:00+08:00</published><link rel="alternate" type="text/html" href="https://shop.example.com/products/pot"/>
            <title>Tea Pot</title><s:type>Pots</s:type><s:vendor>Potters</s:vendor>
            <summary type="html"><![CDATA[<table><tr><td><strong>Vendor:</strong> Potters</td></tr><tr><td>Save $5 on orders over $50</td></tr></table>]]></summary>
            <s:variant><id>https://shop.example.com/products/1001</id><title>Large</title><s:price currency="USD">29.00</s:price><s:sku>POT-L</s:sku><s:grams>900</s:grams></s:variant>
            <s:variant><id>https://shop.example.com/products/1001</id><title>Small</title><s:price currency="USD">19.00</s:price><s:compare_at_price currency="USD">25.00</s:compare_at_price><s:sku>POT-S</s:sku></s:variant>
          </entry>
        </feed>
        """;

    [Fact]
    public async Task A_collections_feed_has_its_price_in_the_variant_and_the_cheapest_speaks()
    {
        var item = Assert.Single(await A.RowsOf(Collection)).Item!;
        Assert.Equal(("Tea Pot", "https://shop.example.com/products/pot", "POT-S", "Potters", "Pots"), (item.Title, item.Link, item.MerchantItem, item.Brand, item.Category));
        var deal = DealReader.Read(item, new SourceTerms(1, "", null, [], false), A.Monday).Deal!;
        Assert.Equal(("19.00 USD", "25.00 USD"), (deal.Price.ToString(), deal.ListPrice.ToString()));
    }

    [Theory]
    [InlineData("<feedburner:origLink>https://shop.example.com/pot</feedburner:origLink>", "https://shop.example.com/pot")]
    [InlineData("<link>https://go.example.com/1</link><feedburner:origLink>https://shop.example.com/pot</feedburner:origLink>", "https://go.example.com/1")]
    public async Task An_entry_without_a_link_is_where_FeedBurner_found_it(string links, string expected)
    {
        var rows = await A.RowsOf($"<rss version=\"2.0\" xmlns:feedburner=\"http://rssnamespace.org/feedburner/ext/1.0\"><channel><item><title>Pot $5</title><guid isPermaLink=\"false\">1</guid>{links}</item></channel></rss>");
        Assert.Equal(expected, Assert.Single(rows).Item!.Link);
    }
}
