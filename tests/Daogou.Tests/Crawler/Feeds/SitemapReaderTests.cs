using System.Text;
using CsCheck;
using Daogou.Crawler.Feeds;
using Xunit;

namespace Daogou.Tests.Crawler.Feeds;

public sealed class SitemapReaderTests
{
    private const string Namespace = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";

    [Theory]
    [InlineData($"<?xml version=\"1.0\" encoding=\"UTF-8\"?><urlset {Namespace}>", "</urlset>", "url", false)]
    [InlineData("<urlset>", "</urlset>", "url", false)]
    [InlineData("\n <!-- made by hand --> <sm:urlset xmlns:sm=\"http://www.google.com/schemas/sitemap/0.84\">", "</sm:urlset>", "url", false)]
    [InlineData($"<sitemapindex {Namespace}>", "</sitemapindex>", "sitemap", true)]
    public async Task Pages_and_further_sitemaps_are_told_apart_with_any_namespace_or_none(string opens, string closes, string entry, bool isIndex)
    {
        var entries = await ReadAsync($"{opens}<{entry}><loc> https://shop.example.com/a?x=1&amp;y=2 </loc><lastmod>2026-05-04T10:00:00+02:00</lastmod><priority>1</priority></{entry}><{entry}><loc><![CDATA[https://shop.example.com/b]]></loc></{entry}>{closes}");
        Assert.Equal(
            [new SitemapEntry(new Uri("https://shop.example.com/a?x=1&y=2"), new DateTimeOffset(2026, 5, 4, 8, 0, 0, TimeSpan.Zero), isIndex), new SitemapEntry(new Uri("https://shop.example.com/b"), null, isIndex)],
            entries);
    }

    [Theory]
    [InlineData("2026", "2026-01-01T00:00:00Z")]
    [InlineData("2026-05", "2026-05-01T00:00:00Z")]
    [InlineData("2026-05-04", "2026-05-04T00:00:00Z")]
    [InlineData("2026-05-04T10:20Z", "2026-05-04T10:20:00Z")]
    [InlineData("2026-05-04T10:20:30.123+08:00", "2026-05-04T02:20:30.123Z")]
    [InlineData("yesterday", null)]
    [InlineData("", null)]
    public async Task Dates_are_W3C_dates_or_none(string text, string? expected)
    {
        var entry = Assert.Single(await ReadAsync($"<urlset><url><lastmod>{text}</lastmod><loc>https://a.example.com/</loc></url></urlset>"));
        Assert.Equal(expected is null ? null : DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), entry.LastModified);
    }

    [Fact]
    public async Task Pictures_alternates_and_what_is_no_address_are_passed_over()
    {
        var entries = await ReadAsync(
            """
            <urlset xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url><image:image><image:loc>https://a.example.com/i.jpg</image:loc></image:image><loc>https://a.example.com/p</loc>
            <xhtml:link rel="alternate" hreflang="de" href="https://a.example.com/de"/></url><url><loc>javascript:alert(1)</loc></url><url><loc>https://me@a.example.com/</loc></url><url/><url></url><url><loc>/q</loc></url></urlset>
            """);
        Assert.Equal(["https://a.example.com/p", "https://shop.example.com/q"], entries.Select(entry => entry.Location.AbsoluteUri));
    }

    [Fact]
    public async Task A_plain_list_of_addresses_is_a_sitemap_too() =>
        Assert.Equal(2, (await ReadAsync("\uFEFFhttps://a.example.com/1\r\nhttps://a.example.com/2\r\n")).Count);

    [Fact]
    public async Task No_more_than_50000_entries_are_given()
    {
        var text = new StringBuilder("<urlset>").Insert(8, "<url><loc>https://a.example.com/</loc></url>", 50_010).Append("</urlset>");
        Assert.Equal(50_000, (await ReadAsync(text.ToString())).Count);
    }

    [Theory]
    [InlineData("<!doctype html><title>Sign in</title><input type=password>", "a login page")]
    [InlineData("<rss><channel/></rss>", "<rss>")]
    [InlineData("plain words", "text without addresses")]
    [InlineData("<urlset><url><loc>https://a.example.com/</loc></url><url>", "after 1 entries")]
    [InlineData("<!DOCTYPE urlset [<!ENTITY a \"b\">]><urlset>&a;</urlset>", "malformed")]
    public async Task What_is_no_sitemap_says_so(string text, string words) =>
        Assert.Contains(words, (await Assert.ThrowsAsync<FeedBrokenException>(() => ReadAsync(text))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task No_text_makes_it_throw_anything_else()
    {
        string[] bits = ["<urlset>", "<url>", "</url>", "<loc>", "</loc>", "https://a.example.com/", "<lastmod>", "&", "]]>", "<![CDATA[", "<!--", "é", "\0", "<image:loc>", "</urlset>", "\n", "http://[", "<sitemapindex>"];
        await Gen.Int[0, bits.Length - 1].Select(at => bits[at]).Array[0, 30].SampleAsync(
            async some =>
            {
                try
                {
                    await ReadAsync(string.Concat(some));
                }
                catch (FeedBrokenException)
                {
                }
            },
            iter: 2000);
    }

    private static async Task<List<SitemapEntry>> ReadAsync(string text)
    {
        var entries = new List<SitemapEntry>();
        await foreach (var entry in SitemapReader.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), new Uri("https://shop.example.com/sitemap.xml"), null, TestContext.Current.CancellationToken))
        {
            entries.Add(entry);
        }
        return entries;
    }
}
