using System.Text;
using CsCheck;
using Daogou.Crawler.Pages;
using Xunit;

namespace Daogou.Tests.Crawler.Pages;

public sealed class PageFuzzTests
{
    private static readonly string[] Bits =
    [
        "<", ">", "{", "}", "[", "]", "\"", "'", ",", ":", "\\", "/*", "*/", "//", "<!--", "-->", "<![CDATA[", "]]>", "&quot;", "&", "\n", "\0", "é", "茶", "\uD83D",
        "<script type=application/ld+json>", "</script>", "\"@type\":\"Product\"", "\"@id\":\"#a\"", "\"offers\":", "\"hasVariant\":", "\"price\":\"1,2\"", "\"name\":\"x\"", "\"@graph\":[",
        "<div itemscope itemtype=http://schema.org/Product itemref=a id=a>", "<b itemprop='name price offers'>", "</div>", "<div typeof=schema:Offer property=offers resource='#a'>", "<meta property=og:price:amount content=", "1.5", "99999999999999999999", "<table>", "<svg>", "<template>",
    ];

    [Fact]
    public void No_page_makes_it_throw() => Gen.Int[0, Bits.Length - 1].Select(at => Bits[at]).Array[0, 60].Sample(
        bits => PageReader.Read(Encoding.UTF8.GetBytes(string.Concat(bits)), null, null, TestContext.Current.CancellationToken), iter: 3000);

    [Fact]
    public void No_bytes_make_it_throw() => Gen.Byte.Array[0, 400].Sample(
        bytes => PageReader.Read(bytes, null, "https://x.example.com/", TestContext.Current.CancellationToken), iter: 2000);

    [Theory]
    [InlineData("<div>", 300_000)]
    [InlineData("<b><p>", 100_000)]
    [InlineData("<div itemscope itemprop=offers>", 100_000)]
    [InlineData("<table><tr><td>", 50_000)]
    [InlineData("<a ", 200_000)]
    [InlineData("<a ='<a ", 100_000)]
    [InlineData("<b x=1", 100_000)]
    [InlineData("<!--<script>", 100_000)]
    [InlineData("<title>", 50_000)]
    [InlineData("<font><li>", 700)]
    [InlineData("<li><p itemscope>", 50_000)]
    [InlineData("<script type=application/ld+json>{\"@type\":\"Product\",\"offers\":[", 10_000)]
    [InlineData("</p><svg><foreignObject>", 50_000)]
    [InlineData("<form><select><option>", 50_000)]
    public void Deep_nesting_neither_throws_nor_hangs(string bit, int times)
    {
        var html = new StringBuilder().Insert(0, bit, times).ToString();
        Assert.NotNull(PageText.Read("<body>" + html));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    [InlineData("{\"a\":[")]
    [InlineData("{")]
    [InlineData("\"a\" ")]
    [InlineData("[1,")]
    [InlineData("{\"@id\":\"#a\",\"offers\":{\"@id\":\"#a\"},\"hasVariant\":{\"@id\":\"#a\"}},")]
    [InlineData("/* ")]
    [InlineData("{\"@type\":\"Product\",\"name\":\"a\",\"offers\":{\"@type\":\"Offer\",\"price\":1}} ")]
    public void Deep_JSON_neither_throws_nor_hangs(string bit)
    {
        Assert.NotNull(PageText.JsonLd(new StringBuilder().Insert(0, bit, 100_000).ToString()));
    }
}
