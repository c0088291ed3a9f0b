using System.Diagnostics;
using CsCheck;
using Daogou.Core.Urls;
using Xunit;

namespace Daogou.Tests.Core.Urls;

public sealed class UrlFactsTests
{
    [Theory]
    [InlineData("https://www.shop.co.uk/", "shop.co.uk")]
    [InlineData("https://shop.com/", "shop.com")]
    [InlineData("https://a.b.shop.com.cn/", "shop.com.cn")]
    [InlineData("https://a.teas.myshopify.com/", "teas.myshopify.com")]
    [InlineData("https://co.uk/", null)]
    [InlineData("https://a.shop.ck/", "a.shop.ck")]
    [InlineData("https://www.ck/", "www.ck")]
    [InlineData("https://x.city.kobe.jp/", "city.kobe.jp")]
    [InlineData("https://x.y.z.kobe.jp/", "y.z.kobe.jp")]
    [InlineData("https://例子.公司.cn/", "xn--fsqu00a.xn--55qx5d.cn")]
    [InlineData("https://1.2.3.4/", null)]
    [InlineData("https://[::1]/", null)]
    [InlineData("https://localhost/", null)]
    [InlineData("https://shop.example./", "shop.example")]
    public void The_registered_name_is_one_label_more_than_the_suffix(string url, string? name) => Assert.Equal(name, UrlFacts.Of(url, null).Registrable);

    [Theory]
    [InlineData("https://shop.example/", true)]
    [InlineData("http://8.8.8.8/", true)]
    [InlineData("http://[2606:4700::1111]/", true)]
    [InlineData("http://localhost:5000/", false)]
    [InlineData("http://app.localhost/", false)]
    [InlineData("http://nas.local/", false)]
    [InlineData("http://metadata.google.internal/", false)]
    [InlineData("http://intranet/", false)]
    [InlineData("http://0x7f.1/", false)]
    [InlineData("http://10.0.0.1/", false)]
    [InlineData("http://100.64.0.1/", false)]
    [InlineData("http://169.254.169.254/", false)]
    [InlineData("http://224.0.0.1/", false)]
    [InlineData("http://[::1]/", false)]
    [InlineData("http://[::ffff:8.8.8.8]/", false)]
    [InlineData("http://[64:ff9b::808:808]/", false)]
    [InlineData("http://[2002:808:808::1]/", false)]
    [InlineData("http://[fe80::1]/", false)]
    [InlineData("http://a..b/", false)]
    [InlineData("mailto:me@shop.example", false)]
    public void A_host_is_public_or_it_is_said_why_not(string url, bool isPublic)
    {
        var facts = UrlFacts.Of(url, null);
        Assert.True(facts.Ok);
        Assert.Equal((isPublic, isPublic), (facts.Public, facts.Reason is null));
    }

    [Theory]
    [InlineData("https://www.google.com/url?sa=t&q=https://shop.example/a&ved=1", "https://shop.example/a")]
    [InlineData("https://www.google.co.uk/url?url=https%3A%2F%2Fshop.example%2Fa%3Fb%3D1", "https://shop.example/a?b=1")]
    [InlineData("https://l.facebook.com/l.php?u=https%3A%2F%2Fshop.example%2Fa&h=AT0", "https://shop.example/a")]
    [InlineData("https://www.youtube.com/redirect?event=x&q=https%3A%2F%2Fshop.example%2F", "https://shop.example/")]
    [InlineData("https://click.linksynergy.com/deeplink?id=x&mid=1&murl=https%3A%2F%2Fshop.example%2Fp", "https://shop.example/p")]
    [InlineData("https://www.awin1.com/cread.php?awinmid=1&awinaffid=2&ued=https%3A%2F%2Fshop.example%2Fp", "https://shop.example/p")]
    [InlineData("https://www.awin1.com/awclick.php?mid=1&p=https%3A%2F%2Fshop.example%2Fp", "https://shop.example/p")]
    [InlineData("https://ad.admitad.com/g/abc/?subid=x&ulp=https%3A%2F%2Fshop.example%2Fp", "https://shop.example/p")]
    [InlineData("https://rover.ebay.com/rover/1/711-53200-19255-0/1?mpre=https%3A%2F%2Fwww.ebay.com%2Fitm%2F123456789012", "https://www.ebay.com/itm/123456789012")]
    [InlineData("https://go.redirectingat.com/?id=1X2&url=https%3A%2F%2Fshop.example%2Fp&xs=1", "https://shop.example/p")]
    [InlineData("https://www.anrdoezrs.net/links/123/type/dlg/sid/x/https://shop.example/p?a=1", "https://shop.example/p?a=1")]
    [InlineData("https://www.kqzyfj.com/click-1-2?url=https%3A%2F%2Fshop.example%2Fp", "https://shop.example/p")]
    [InlineData("https://prf.hn/click/camref:abc/destination:https%3A%2F%2Fshop.example%2Fp", "https://shop.example/p")]
    [InlineData("https://shareasale.com/r.cfm?b=1&u=2&m=3&urllink=www%2Eshop%2Eexample%2Fp", "https://www.shop.example/p")]
    [InlineData("https://clk.tradedoubler.com/click?p(1)a(2)g(3)url(https://shop.example/p)", "https://shop.example/p")]
    [InlineData("https://union-click.jd.com/jdc?e=1&to=https%3A%2F%2Fitem.jd.com%2F100012043978.html", "https://item.jd.com/100012043978.html")]
    [InlineData("https://link.zhihu.com/?target=https%3A//shop.example/p", "https://shop.example/p")]
    [InlineData("https://href.li/?https://shop.example/p?a=1", "https://shop.example/p?a=1")]
    [InlineData("https://go.unknown.example/redirect?url=https%253A%252F%252Fshop.example%252Fp", "https://shop.example/p")]
    [InlineData("https://www.google.com/url?q=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3Dhttps%253A%252F%252Fshop.example%252F", "https://shop.example/")]
    [InlineData("https://www.bing.com/ck/a?!&&p=1&u=a1aHR0cHM6Ly9zaG9wLmV4YW1wbGUvcA&ntb=1", "https://shop.example/p")]
    [InlineData("https://s.click.taobao.com/abc", null)]
    [InlineData("https://www.google.com/search?q=https://shop.example/", null)]
    [InlineData("https://login.shop.example/?redirect=https%3A%2F%2Fshop.example%2F", null)]
    [InlineData("https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fshop.example%2F", null)]
    [InlineData("https://shop.example/p?u=https%3A%2F%2Fother.example%2F", null)]
    public void A_redirect_gives_its_target_away(string url, string? target) => Assert.Equal(target, UrlFacts.Of(url, null).Unwrapped);

    [Theory]
    [InlineData("https://Shop.Example/p?utm_source=x&b=2&a=1&gclid=y#z", "https://shop.example/p?a=1&b=2")]
    [InlineData("https://www.awin1.com/cread.php?ued=https%3A%2F%2Fshop.example%2Fp%3Futm_source%3Dx%26id%3D1", "https://shop.example/p?id=1")]
    [InlineData("https://www.amazon.de/Tea-Pot/dp/B0C1234567/ref=sr_1_1?crid=1&qid=2&th=1", "https://www.amazon.de/Tea-Pot/dp/B0C1234567?th=1")]
    [InlineData("mailto:me@shop.example", null)]
    public void The_canonical_form_is_the_target_without_tracking(string url, string? canonical) => Assert.Equal(canonical, UrlFacts.Of(url, null).Canonical);

    [Theory]
    [InlineData("https://www.amazon.co.uk/dp/b0c1234567", "amazon", "amazon:B0C1234567")]
    [InlineData("https://www.amazon.com/Some-Title/dp/B0C1234567/ref=sr_1_1?x=1", "amazon", "amazon:B0C1234567")]
    [InlineData("https://www.amazon.com/gp/aw/d/0596517742?tag=a", "amazon", "amazon:0596517742")]
    [InlineData("https://amzn.to/3XyZabc", "amazon", null)]
    [InlineData("https://item.jd.com/100012043978.html#comment", "jd", "jd:100012043978")]
    [InlineData("https://item.m.jd.com/product/100012043978.html?a=1", "jd", "jd:100012043978")]
    [InlineData("https://u.jd.com/abc", "jd", null)]
    [InlineData("https://item.taobao.com/item.htm?spm=a&id=612345678901", "taobao", "taobao:612345678901")]
    [InlineData("https://detail.tmall.com/item.htm?id=612345678901&skuId=5", "tmall", "taobao:612345678901")]
    [InlineData("https://item.taobao.com/item.htm?id=AbCdEf1234-XyZ987", "taobao", "taobao:AbCdEf1234-XyZ987")]
    [InlineData("https://h5.m.taobao.com/awp/core/detail.htm?id=612345678901", "taobao", "taobao:612345678901")]
    [InlineData("https://m.tb.cn/h.5abc", "taobao", null)]
    [InlineData("https://mobile.yangkeduo.com/goods.html?goods_id=123456789", "pinduoduo", "pdd:123456789")]
    [InlineData("https://www.ebay.com/itm/Old-Title/123456789012?hash=1", "ebay", "ebay:123456789012")]
    [InlineData("https://de.aliexpress.com/item/1005001234567890.html", "aliexpress", "aliexpress:1005001234567890")]
    [InlineData("https://www.walmart.com/ip/Tea-Pot-Blue/123456789", "walmart", "walmart:123456789")]
    [InlineData("https://haohuo.jinritemai.com/views/product/item?id=1", "douyin", null)]
    [InlineData("https://shopee.com.my/x-i.1.2", "shopee", null)]
    [InlineData("https://www.teas.example/p/1", "teas.example", null)]
    public void Shop_and_product_are_told_by_the_address(string url, string merchant, string? key)
    {
        var facts = UrlFacts.Of(url, null);
        Assert.Equal((merchant, key), (facts.Merchant, facts.ProductKey));
    }

    [Fact]
    public void No_text_makes_it_throw_or_hang()
    {
        Gen.Select(Gen.String, Gen.String).Sample((text, root) => UrlFacts.Of(text, root));
        Gen.String[Gen.Char["htp:/.?=&u%32Fw()@[]a1#é例"], 0, 50].Sample(text => UrlFacts.Of("https://go.shop.example/redirect?u=" + text, null));
        var watch = Stopwatch.StartNew();
        UrlFacts.Of("https://www.google.com/url?" + string.Concat(Enumerable.Repeat("q=http%3A%2F%2Fa.b%2F&", 20_000)), null);
        UrlFacts.Of("https://www.google.com/url?q=" + string.Concat(Enumerable.Repeat("%25", 100_000)), null);
        UrlFacts.Of("https://" + string.Concat(Enumerable.Repeat("xn--é.", 500)), null);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), watch.Elapsed.ToString());
    }
}
