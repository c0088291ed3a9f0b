using System.Text.Json.Nodes;
using Daogou.Crawler.Detection;
using Daogou.Tests.Crawler.Sources;
using Daogou.Tests.Support;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Daogou.Tests.Crawler.Detection;

public sealed class SourceDetectTests
{
    private const string List =
        """
        <!doctype html><html><head><title>Deals</title>{0}</head><body><main><ul>
        <li class="card"><a href="/p/1"><img src="/1.jpg"><h3 class="title">Kettle</h3></a><span class="price">$19.99</span> <del class="old">$29.99</del></li>
        <li class="card"><a href="/p/2"><img src="/2.jpg"><h3 class="title">Cup</h3></a><span class="price">$5.99</span></li>
        <li class="card"><a href="/p/3"><img src="/3.jpg"><h3 class="title">Plate</h3></a><span class="price">$7.50</span></li>
        </ul></main></body></html>
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_with_repeated_offers_is_proposed_as_a_list_with_its_selectors()
    {
        var found = await DetectAsync(new() { ["/"] = List.Replace("{0}", "", StringComparison.Ordinal) });
        var best = found.Proposals[0];
        Assert.Equal(("list on the page", "html", "li.card"), (best.What, best.Options.Format, best.Options.Feed.ItemSelector));
        Assert.Equal(["Kettle", "Cup", "Plate"], best.Report.Items.Select(item => item.Title));
        Assert.Equal(("19.99 USD", "29.99 USD"), (best.Report.Items[0].Price!.Value.ToString(), best.Report.Items[0].ListPrice!.Value.ToString()));
        Assert.Equal("span.price", JsonNode.Parse(SettingsText.Of(best.Options))!["Feed"]!["Fields"]!["price"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_feed_that_the_page_names_is_found_and_a_named_one_that_is_none_is_only_told_of()
    {
        var found = await DetectAsync(new()
        {
            ["/"] = "<!doctype html><html><head><link rel=alternate type='application/rss+xml' href='/feed.xml'><link rel=alternate type='application/rss+xml' href='/gone.xml'></head><body>Hello</body></html>",
            ["/feed.xml"] = "<rss xmlns:g='http://base.google.com/ns/1.0'><channel><item><g:id>1</g:id><title>Pot</title><link>/p/1</link><g:price>5.00 USD</g:price></item></channel></rss>",
        });
        var proposal = Assert.Single(found.Proposals);
        Assert.Equal(("feed", "google"), (proposal.What, proposal.Options.Format));
        Assert.Contains(found.Looked, looked => looked.Address.EndsWith("/gone.xml", StringComparison.Ordinal) && looked.Outcome.Contains("404", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Shopify_shop_is_read_by_its_own_product_list()
    {
        var found = await DetectAsync(new()
        {
            ["/collections/tea"] = "<!doctype html><html><head><script src='https://cdn.shopify.com/s/x.js'></script></head><body></body></html>",
            ["/collections/tea/products.json"] = "{\"products\":[{\"id\":1,\"title\":\"Pot\",\"handle\":\"pot\",\"variants\":[{\"id\":2,\"price\":\"9.00\",\"available\":true}]}]}",
        }, "/collections/tea", "USD");
        Assert.Equal(("shop", "shopify", 1L), (found.Proposals[0].What, found.Proposals[0].Options.Format, found.Proposals[0].Report.Believed));
    }

    [Theory]
    [InlineData("/p/cup", "/p/*")]
    [InlineData("/", "*/p/*")]
    public async Task A_shop_without_a_feed_is_followed_by_the_sitemap_that_its_robots_txt_names(string path, string pattern)
    {
        await using var shop = await SitemapShop.OpenAsync(("/about", "none"), ("/p/cup", "5"), ("/p/lid", "3"), ("/p/pot", "19"), ("/", "none"));
        shop.Robots = $"User-agent: *\nDisallow:\nSitemap: {shop.Server.At("/sitemap.xml")}";
        await using var bench = await CrawlBench.OpenAsync(Engines.Sqlite, shop.Server.HostAndPort);
        var proposal = Assert.Single((await bench.Detector().RunAsync(shop.Server.At(path).AbsoluteUri, null, Cancel)).Proposals);
        Assert.Equal(("sitemap", "sitemap", shop.Server.At("/sitemap.xml").AbsoluteUri), (proposal.What, proposal.Options.Format, proposal.Options.Location));
        Assert.Contains("named by robots.txt", proposal.How, StringComparison.Ordinal);
        Assert.Contains(pattern, proposal.Options.Feed.PagePattern, StringComparison.Ordinal);
        Assert.Equal(["cup", "lid", "pot"], proposal.Report.Items.Select(item => item.Title));
        Assert.Equal("sitemap", JsonNode.Parse(SettingsText.Of(proposal.Options))!["Format"]!.GetValue<string>());
    }

    [Fact]
    public async Task Nothing_found_says_what_was_looked_at()
    {
        var found = await DetectAsync(new() { ["/"] = "<!doctype html><html><title>Sign in</title><body><input type=password></body></html>" });
        Assert.Empty(found.Proposals);
        Assert.Contains(found.Looked, looked => looked.Outcome.Contains("login page", StringComparison.Ordinal));
    }

    private static async Task<Detected> DetectAsync(Dictionary<string, string> pages, string path = "/", string? currency = null)
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            if (pages.TryGetValue(context.Request.Path, out var page))
            {
                return context.Response.WriteAsync(page);
            }
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        await using var bench = await CrawlBench.OpenAsync(Engines.Sqlite, server.HostAndPort);
        return await bench.Detector().RunAsync(server.At(path).AbsoluteUri, currency, Cancel);
    }
}
