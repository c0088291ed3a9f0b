using System.Diagnostics;
using CsCheck;
using Daogou.Core.Urls;
using Xunit;

namespace Daogou.Tests.Core.Urls;

public sealed class LinkFinderTests
{
    [Theory]
    [InlineData("看这个https://u.jd.com/abc，很便宜", "https://u.jd.com/abc")]
    [InlineData("看https://u.jd.com看这里", "https://u.jd.com")]
    [InlineData("链接https://item.jd.com/100012043978.html很好", "https://item.jd.com/100012043978.html")]
    [InlineData("「好物」https://m.tb.cn/h.5abcDEF?tk=XyZ12 CZ0001", "https://m.tb.cn/h.5abcDEF?tk=XyZ12")]
    [InlineData("复制u.jd.com/abc打开", "http://u.jd.com/abc")]
    [InlineData("去m.tb.cn/h.5x 看", "http://m.tb.cn/h.5x")]
    [InlineData("see www.example.com.", "http://www.example.com")]
    [InlineData("see www.example.com/a, ok?", "http://www.example.com/a")]
    [InlineData("amzn.to/3XyZ!", "http://amzn.to/3XyZ")]
    [InlineData("taobao.com 和", "http://taobao.com")]
    [InlineData("shopee.com.my", "http://shopee.com.my")]
    [InlineData("amazon.it", "http://amazon.it")]
    [InlineData("example.com:8080/x?y=1#z", "http://example.com:8080/x?y=1#z")]
    [InlineData("(https://a.example/x_(y))", "https://a.example/x_(y)")]
    [InlineData("https://a.example/x)", "https://a.example/x")]
    [InlineData("https://a.example/x(bar baz)", "https://a.example/x")]
    [InlineData("[t](https://a.example/p?q=[1])", "https://a.example/p?q=[1]")]
    [InlineData("<https://a.example/p>", "https://a.example/p")]
    [InlineData("\"https://a.example/p\"", "https://a.example/p")]
    [InlineData("<a href='https://a.example/p'>", "https://a.example/p")]
    [InlineData("**https://a.example/p**", "https://a.example/p")]
    [InlineData("https://a.example/?a=1&amp;b=2", "https://a.example/?a=1&amp;b=2")]
    [InlineData("&quot;https://a.example/p&quot;", "https://a.example/p")]
    [InlineData("http://例子.中国/路", "http://例子.中国/")]
    [InlineData("http://例子.com/x", "http://例子.com/x")]
    [InlineData("https://münchen.de/straße", "https://münchen.de/straße")]
    [InlineData("https://zh.wikipedia.org/wiki/淘宝网。", "https://zh.wikipedia.org/wiki/淘宝网")]
    [InlineData("https://a.example/caf%C3%A9...", "https://a.example/caf%C3%A9")]
    [InlineData("http://[2001:db8::1]:8080/x", "http://[2001:db8::1]:8080/x")]
    [InlineData("http://localhost:5000/a", "http://localhost:5000/a")]
    [InlineData("http://user:pass@a.example/x", "http://user:pass@a.example/x")]
    [InlineData("HTTPS://A.EXAMPLE/x", "HTTPS://A.EXAMPLE/x")]
    [InlineData("https://a.example🎉", "https://a.example")]
    [InlineData("here:https://a.example/x…", "https://a.example/x")]
    [InlineData("texthttps://a.example/x", "https://a.example/x")]
    [InlineData("http://https://a.example/x", "https://a.example/x")]
    [InlineData("https://web.archive.org/web/2020/https://a.example/", "https://web.archive.org/web/2020/https://a.example/")]
    [InlineData("Go to example.com.Then come back", "http://example.com")]
    [InlineData("https://a.example，https://b.example", "https://a.example|https://b.example")]
    [InlineData("https://a.example/1,https://b.example/2", "https://a.example/1|https://b.example/2")]
    [InlineData("https://a.example/x에서", "https://a.example/x")]
    [InlineData("||https://a.example/x||", "https://a.example/x")]
    [InlineData("3.cn/1-abc t.co/x x.com/y", "http://3.cn/1-abc|http://t.co/x|http://x.com/y")]
    public void A_link_ends_where_its_reader_would_end_it(string text, string links) =>
        Assert.Equal(links.Split('|'), LinkFinder.Find(text).Select(link => link.Url));

    [Theory]
    [InlineData("e.g. this, i.e. that, 3.14 and v1.2.3")]
    [InlineData("me@example.com, first.last@shop.example.com")]
    [InlineData("README.md main.py setup.sh lib.so index.html photo.zip app.js")]
    [InlineData("Done.It works.So there. user.name obj.is(1)")]
    [InlineData("ASP.NET and Node.js")]
    [InlineData("http:// and https://。 http:/example.com")]
    [InlineData("C:\\temp\\example.com")]
    [InlineData("https://看这个 100.kg Dr.Su said")]
    [InlineData("1.5x 10.00 192.168.0.1 2024.01.02")]
    [InlineData("")]
    public void What_only_looks_like_an_address_is_left_alone(string text) => Assert.Empty(LinkFinder.Find(text));

    [Theory]
    [InlineData("复制这段话￥eEs3XcbkTWb￥打开淘宝", "￥eEs3XcbkTWb￥")]
    [InlineData("8.0 ¥AbCdEfG1234¥ x", "¥AbCdEfG1234¥")]
    [InlineData("€AbCdEfG1234€", "€AbCdEfG1234€")]
    [InlineData("₤AbCdEfG1234₤", "₤AbCdEfG1234₤")]
    [InlineData("$AbCdEfG1234$", "$AbCdEfG1234$")]
    [InlineData("1(AbCd1234xyz):/ 点击", "(AbCd1234xyz)")]
    [InlineData("8:/AbCd1234xyZ/ 打开", "/AbCd1234xyZ/")]
    public void A_share_token_is_found_with_its_signs(string text, string token)
    {
        var found = Assert.Single(LinkFinder.Find(text));
        Assert.Equal((token, "token", token), (found.Url, found.Kind, text.Substring(found.Start, found.Length)));
    }

    [Theory]
    [InlineData("$19.99 $100 ￥1234567890￥ (information) (Information) costs $1000000000$")]
    public void Prices_and_words_in_brackets_are_no_tokens(string text) => Assert.Empty(LinkFinder.Find(text));

    [Fact]
    public void Offsets_count_UTF_16_units_of_the_text_as_given()
    {
        const string Text = "🎉好https://a.example/x 和 taobao.com/y";
        Assert.Equal([(3, 19), (25, 12)], LinkFinder.Find(Text).Select(link => (link.Start, link.Length)));
        Assert.All(LinkFinder.Find(Text), link => Assert.EndsWith(Text.Substring(link.Start, link.Length), link.Url, StringComparison.Ordinal));
    }

    [Fact]
    public void A_link_between_any_words_of_Chinese_is_found_whole() =>
        Gen.Select(Gen.String[Gen.Char["看好，。！（）「」 😀"], 0, 10], Gen.String[Gen.Char["abcXYZ019-_~"], 1, 10], Gen.String[Gen.Char["看好，。！）」 "], 0, 10])
            .Sample((before, path, after) => LinkFinder.Find($"{before}https://u.jd.com/{path}{after}") is [{ } only] && only.Url == $"https://u.jd.com/{path}");

    [Fact]
    public void No_text_makes_it_throw_or_hang()
    {
        Gen.String.Sample(text => LinkFinder.Find(text).All(link => link.Start >= 0 && link.Start + link.Length <= text.Length));
        Gen.String[Gen.Char["htps:/.w看(）[]@a1-_%?#&;￥ "], 0, 60].Sample(text => LinkFinder.Find("http://" + text).Count <= text.Length);
        var watch = Stopwatch.StartNew();
        LinkFinder.Find(string.Concat(Enumerable.Repeat("http://a.com/(", 50_000)));
        LinkFinder.Find(new string('a', 200_000) + "." + new string('.', 200_000));
        LinkFinder.Find(string.Concat(Enumerable.Repeat("a.b-", 100_000)));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(8), watch.Elapsed.ToString());
    }
}
