using CsCheck;
using Daogou.Core.Urls;
using Xunit;

namespace Daogou.Tests.Core.Urls;

/// <summary>The URL Standard's rules, each with cases of our own.</summary>
public sealed class WebUrlTests
{
    [Theory]
    [InlineData(" HTTP://Shop.Example:80/A b ", "http://shop.example/A%20b")]
    [InlineData("https:shop.example", "https://shop.example/")]
    [InlineData("https:\\\\shop.example\\a\\b", "https://shop.example/a/b")]
    [InlineData("ht\ntps://shop.ex\tample/", "https://shop.example/")]
    [InlineData("https://shop.example/a/./b/../c", "https://shop.example/a/c")]
    [InlineData("https://shop.example/a/%2e%2E/b/.", "https://shop.example/b/")]
    [InlineData("https://shop.example/..", "https://shop.example/")]
    [InlineData("https://shop.example:443?q", "https://shop.example/?q")]
    [InlineData("https://shop.example:0443/", "https://shop.example/")]
    [InlineData("https://shop.example:8443/", "https://shop.example:8443/")]
    [InlineData("https://shop.example:/", "https://shop.example/")]
    [InlineData("https://shop.example/?a='\"<>#`<>\"", "https://shop.example/?a=%27%22%3C%3E#%60%3C%3E%22")]
    [InlineData("https://shop.example/{é}?é#é", "https://shop.example/%7B%C3%A9%7D?%C3%A9#%C3%A9")]
    [InlineData("https://shop.example/%zz%41|^", "https://shop.example/%zz%41|%5E")]
    [InlineData("https://me:p@ss:w@shop.example/", "https://me:p%40ss%3Aw@shop.example/")]
    [InlineData("https://:pw@shop.example/", "https://:pw@shop.example/")]
    [InlineData("https://me:@shop.example/", "https://me@shop.example/")]
    [InlineData("http://0x7f.1/", "http://127.0.0.1/")]
    [InlineData("http://2130706433/", "http://127.0.0.1/")]
    [InlineData("http://0177.0.0.01/", "http://127.0.0.1/")]
    [InlineData("http://1.2.3/", "http://1.2.0.3/")]
    [InlineData("http://１２７.0.0.1/", "http://127.0.0.1/")]
    [InlineData("http://127.0.0.1./", "http://127.0.0.1/")]
    [InlineData("http://[2001:DB8:0:0:1:0:0:1]/", "http://[2001:db8::1:0:0:1]/")]
    [InlineData("http://[::]/", "http://[::]/")]
    [InlineData("http://[1::]/", "http://[1::]/")]
    [InlineData("http://[::1]/", "http://[::1]/")]
    [InlineData("http://[1:0:0:2:0:0:0:3]/", "http://[1:0:0:2::3]/")]
    [InlineData("http://[::ffff:1.2.3.4]/", "http://[::ffff:102:304]/")]
    [InlineData("http://[1:2:3:4:5:6:7:8]/", "http://[1:2:3:4:5:6:7:8]/")]
    [InlineData("http://[::2:3:4:5:6:7:8]/", "http://[0:2:3:4:5:6:7:8]/")]
    [InlineData("http://例子.中国/", "http://xn--fsqu00a.xn--fiqs8s/")]
    [InlineData("http://BÜCHER.example/", "http://xn--bcher-kva.example/")]
    [InlineData("http://faß.example/", "http://xn--fa-hia.example/")]
    [InlineData("http://ｓｈｏｐ。example/", "http://shop.example/")]
    [InlineData("http://sh%6Fp.example/", "http://shop.example/")]
    [InlineData("http://so\u00ADft.example/", "http://soft.example/")]
    [InlineData("http://a..b/", "http://a..b/")]
    [InlineData("http://a_b.example/", "http://a_b.example/")]
    [InlineData("mailto:Me@Shop.Example?subject=a b", "mailto:Me@Shop.Example?subject=a%20b")]
    [InlineData("javascript:alert('x y')", "javascript:alert('x y')")]
    [InlineData("data:text/html,<b> #x", "data:text/html,<b>%20#x")]
    [InlineData("file:///C|/a/../..", "file:///C:/")]
    [InlineData("file://localhost/a", "file:///a")]
    [InlineData("file:c:\\x", "file:///c:/x")]
    [InlineData("foo://Host%20A/p ath", "foo://Host%20A/p%20ath")]
    [InlineData("foo:/a/..//b", "foo:/.//b")]
    [InlineData("wss://shop.example:443/x", "wss://shop.example/x")]
    [InlineData("ftp://shop.example:21/x", "ftp://shop.example/x")]
    public void An_address_is_written_as_a_browser_writes_it(string text, string href) => Assert.Equal(href, WebUrl.Parse(text)?.Href);

    [Theory]
    [InlineData("")]
    [InlineData("shop.example/a")]
    [InlineData("//shop.example")]
    [InlineData("https://")]
    [InlineData("https:///?x")]
    [InlineData("https://me@/")]
    [InlineData("https://:80/")]
    [InlineData("https://shop.example:65536/")]
    [InlineData("https://shop.example:8a/")]
    [InlineData("https://sh op.example/")]
    [InlineData("https://sh%25op.example/")]
    [InlineData("https://sh|op.example/")]
    [InlineData("https://a<b/")]
    [InlineData("https://\u00AD/")]
    [InlineData("https://\uFFFD.example/")]
    [InlineData("https://xn--/")]
    [InlineData("https://xn--zn7c.com/")]
    [InlineData("http://256.1.1.1/")]
    [InlineData("http://1.2.3.4.5/")]
    [InlineData("http://09.1/")]
    [InlineData("http://foo.0x4g.1.2.3.4/")]
    [InlineData("http://[1:2:3:4:5:6:7:8:9]/")]
    [InlineData("http://[::1::2]/")]
    [InlineData("http://[1:2]/")]
    [InlineData("http://[::1.2.3]/")]
    [InlineData("http://[::01.2.3.4]/")]
    [InlineData("http://[::1%25eth0]/")]
    [InlineData("http://[::1")]
    [InlineData("foo://a b/")]
    public void What_is_no_address_is_said_to_be_none(string text)
    {
        Assert.Null(WebUrl.Parse(text, null, out var fault));
        Assert.NotEmpty(fault!);
    }

    [Theory]
    [InlineData("b", "https://shop.example/a/b?")]
    [InlineData("", "https://shop.example/a/c?q")]
    [InlineData("?x", "https://shop.example/a/c?x")]
    [InlineData("#x", "https://shop.example/a/c?q#x")]
    [InlineData("..", "https://shop.example/")]
    [InlineData("./", "https://shop.example/a/")]
    [InlineData("/b", "https://shop.example/b")]
    [InlineData("//other.example/b", "https://other.example/b")]
    [InlineData("\\\\other.example\\b", "https://other.example/b")]
    [InlineData("https:b", "https://shop.example/a/b")]
    [InlineData("http:b", "http://b/")]
    [InlineData("mailto:x", "mailto:x")]
    public void A_relative_address_is_resolved(string text, string href) =>
        Assert.Equal(href.TrimEnd('?'), WebUrl.Parse(text, WebUrl.Parse("https://shop.example/a/c?q#f"), out _)?.Href);

    [Fact]
    public void An_opaque_base_takes_only_a_fragment()
    {
        var root = WebUrl.Parse("mailto:x?y");
        Assert.Equal("mailto:x?y#z", WebUrl.Parse("#z", root, out _)?.Href);
        Assert.Null(WebUrl.Parse("z", root, out _));
    }

    [Fact]
    public void What_is_written_reads_as_itself() =>
        Gen.String[Gen.Char["ht:/\\.?#@[]%2eE0x1aZé例 \t|"], 0, 24].Sample(text =>
            WebUrl.Parse("https://" + text) is not { } url || WebUrl.Parse(url.Href)?.Href == url.Href);

    [Fact]
    public void No_text_makes_it_throw()
    {
        Gen.Select(Gen.String, Gen.String).Sample((text, root) => WebUrl.Parse(text, WebUrl.Parse("http://" + root), out _));
        Gen.String[Gen.Char["xn-.:/[]%a0\u05D0\u0660ß\u200D"], 0, 30].Sample(text => WebUrl.Parse("http://xn--" + text));
        Assert.NotNull(WebUrl.Parse("https://shop.example/" + new string('.', 500_000) + string.Concat(Enumerable.Repeat("/..", 100_000))));
    }
}
