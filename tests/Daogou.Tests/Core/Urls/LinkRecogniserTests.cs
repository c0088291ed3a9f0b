using CsCheck;
using Daogou.Core.Urls;
using Xunit;

namespace Daogou.Tests.Core.Urls;

public sealed class LinkRecogniserTests
{
    [Theory]
    [InlineData("https://item.taobao.com/item.htm?spm=a1z10&id=612345678901", "taobao item 612345678901 taobao")]
    [InlineData("https://item.taobao.com/item.htm?id=AbCdEf1234-XyZ987", "taobao item AbCdEf1234-XyZ987 taobao")]
    [InlineData("https://detail.tmall.com/item.htm?id=612345678901&skuId=5", "taobao item 612345678901 tmall")]
    [InlineData("https://detail.tmall.hk/hk/item.htm?id=612345678901", "taobao item 612345678901 tmall")]
    [InlineData("https://chaoshi.detail.tmall.com/item.htm?id=612345678901", "taobao item 612345678901 tmall")]
    [InlineData("https://h5.m.taobao.com/awp/core/detail.htm?id=612345678901", "taobao item 612345678901 taobao")]
    [InlineData("https://a.m.taobao.com/i612345678901.htm", "taobao item 612345678901 taobao")]
    [InlineData("taobao://item.taobao.com/item.htm?id=612345678901", "taobao item 612345678901 taobao")]
    [InlineData("https://uland.taobao.com/coupon/edetail?e=abc%2Bdef&itemId=612345678901", "taobao coupon 612345678901 taobao")]
    [InlineData("https://uland.taobao.com/item/edetail?id=AbCdEf1234-XyZ987", "taobao tracked AbCdEf1234-XyZ987 taobao")]
    [InlineData("https://s.click.taobao.com/AbCd1Ef", "taobao tracked - taobao")]
    [InlineData("https://temai.taobao.com/x", "taobao tracked - taobao")]
    [InlineData("https://m.tb.cn/h.UKRgdJO?tk=Aa0UdRum9Sd", "taobao short - taobao")]
    [InlineData("https://e.tb.cn/h.abcDEF", "taobao short - taobao")]
    [InlineData("https://item.jd.com/100012043978.html", "jd item 100012043978 jd")]
    [InlineData("https://item.m.jd.com/product/100012043978.html?utm_source=x", "jd item 100012043978 jd")]
    [InlineData("https://wqsitem.jd.com/detail/100012043978_1_2.html", "jd item 100012043978 jd")]
    [InlineData("https://jingfen.jd.com/detail/abcXYZ_3kd-2.html", "jd item abcXYZ_3kd-2 jd")]
    [InlineData("https://u.jd.com/AbC1dEf", "jd short - jd")]
    [InlineData("https://3.cn/1-abc", "jd short - jd")]
    [InlineData("https://union-click.jd.com/jdc?e=1&p=AyIGZRtc", "jd tracked - jd")]
    [InlineData("https://union-click.jd.com/jdc?e=1&to=https%3A%2F%2Fitem.jd.com%2F100012043978.html", "jd tracked 100012043978 jd")]
    [InlineData("https://coupon.m.jd.com/coupons/show.action?key=abc&to=item.jd.com", "jd coupon - jd")]
    [InlineData("openapp.jdmobile://virtual?params=%7B%22skuId%22%3A%22100012043978%22%7D", "jd item 100012043978 jd")]
    [InlineData("https://mobile.yangkeduo.com/goods2.html?goods_id=123456789&pid=1_2", "pdd item 123456789 pinduoduo")]
    [InlineData("https://mobile.yangkeduo.com/goods.html?goods_sign=c9r2omogKFFAc7WBwvbZU1ikIb16_J3CTa8HNN", "pdd item c9r2omogKFFAc7WBwvbZU1ikIb16_J3CTa8HNN pinduoduo")]
    [InlineData("https://mobile.yangkeduo.com/duo_coupon_landing.html?goods_id=123456789&pid=1_2", "pdd coupon 123456789 pinduoduo")]
    [InlineData("https://mobile.yangkeduo.com/app.html?launch_url=duo_coupon_landing.html%3Fgoods_id%3D123456789%26pid%3D1", "pdd coupon 123456789 pinduoduo")]
    [InlineData("pinduoduo://com.xunmeng.pinduoduo/duo_coupon_landing.html?goods_id=123456789", "pdd coupon 123456789 pinduoduo")]
    [InlineData("https://p.pinduoduo.com/AbCd1234", "pdd short - pinduoduo")]
    [InlineData("https://haohuo.jinritemai.com/views/product/item2?id=3456789012345678901", "douyin item 3456789012345678901 douyin")]
    [InlineData("https://v.douyin.com/iABC123/", "douyin short - douyin")]
    [InlineData("https://v.buydouke.com/ABC123/", "douyin short - douyin")]
    [InlineData("https://v.kuaishou.com/abc123", "kuaishou short - kuaishou")]
    [InlineData("https://app.kwaixiaodian.com/merchant/shop/detail?id=1234567890", "kuaishou item 1234567890 kuaishou")]
    [InlineData("https://www.vip.com/detail-1710612345-6919123456789012345.html", "vip item 6919123456789012345 vip")]
    [InlineData("https://m.vip.com/product-1710612345-6919123456789012345.html", "vip item 6919123456789012345 vip")]
    [InlineData("https://click.union.vip.com/abc", "vip tracked - vip")]
    [InlineData("http://xhslink.com/a/abcDEF", "- short - xiaohongshu")]
    [InlineData("https://detail.1688.com/offer/612345678901.html", "- item 612345678901 1688")]
    [InlineData("https://m.dewu.com/router/product/ProductDetail?spuId=12345", "- item 12345 dewu")]
    [InlineData("https://product.suning.com/0000000000/10606656136.html", "suning item 10606656136 suning")]
    public void Every_form_of_the_Chinese_alliances_is_told(string url, string expected) => Assert.Equal(expected, Told(url));

    [Theory]
    [InlineData("https://www.amazon.co.uk/Some-Title/dp/B0C1234567/ref=sr_1_1?tag=x-21", "amazon item B0C1234567 amazon")]
    [InlineData("https://www.amazon.com.br/gp/aw/d/B0C1234567", "amazon item B0C1234567 amazon")]
    [InlineData("https://www.amazon.com/exec/obidos/ASIN/0596517742/foo-20", "amazon item 0596517742 amazon")]
    [InlineData("https://amzn.com/B0C1234567", "amazon item B0C1234567 amazon")]
    [InlineData("https://amzn.to/3XyZabc", "amazon short - amazon")]
    [InlineData("https://a.co/d/abc123", "amazon short - amazon")]
    [InlineData("https://www.amazon.de/s?k=tea&tag=x-21", "amazon - - amazon")]
    [InlineData("https://www.ebay.com/itm/123456789012?mkevt=1&campid=5338", "ebay item 123456789012 ebay")]
    [InlineData("https://ebay.us/abc", "ebay short - ebay")]
    [InlineData("https://rover.ebay.com/rover/1/711-53200-19255-0/1?mpre=https%3A%2F%2Fwww.ebay.com%2Fitm%2F123456789012", "ebay tracked 123456789012 ebay")]
    [InlineData("https://m.aliexpress.com/i/1005001234567890.html", "aliexpress item 1005001234567890 aliexpress")]
    [InlineData("https://s.click.aliexpress.com/e/_AbCdEf", "aliexpress tracked - aliexpress")]
    [InlineData("https://a.aliexpress.com/_mAbCd", "aliexpress short - aliexpress")]
    [InlineData("https://www.walmart.com/ip/Tea-Pot/123456789", "- item 123456789 walmart")]
    [InlineData("https://www.walmart.com/ip/Teapots", "- - - walmart")]
    [InlineData("https://www.bestbuy.com/site/tv/6418599.p?skuId=6418599", "- item 6418599 bestbuy")]
    [InlineData("https://www.etsy.com/uk/listing/123456789/tea-pot", "- item 123456789 etsy")]
    [InlineData("https://shopee.com.my/Tea-Pot-i.12345.67890123", "- item 67890123 shopee")]
    [InlineData("https://www.lazada.sg/products/tea-pot-i123456789-s987654321.html", "- item 123456789 lazada")]
    [InlineData("https://www.temu.com/tea-g-601099512345678.html", "- item 601099512345678 temu")]
    [InlineData("https://us.shein.com/Dress-p-12345678-cat-1727.html", "- item 12345678 shein")]
    [InlineData("https://item.rakuten.co.jp/shop/code-1/", "- item shop/code-1 rakuten")]
    [InlineData("https://www.ebay.com/itm/123456789012?url=https%3A%2F%2Fother.example%2Fgo", "ebay item 123456789012 ebay")]
    [InlineData("https://www.tiktok.com/view/product/1729384756102938475", "- item 1729384756102938475 tiktok")]
    [InlineData("https://www.teas.example/p/1", "- - - teas.example")]
    [InlineData("https://bit.ly/3abc", "- short - -")]
    public void Shops_of_the_world_and_their_products_are_told(string url, string expected) => Assert.Equal(expected, Told(url));

    [Theory]
    [InlineData("https://www.awin1.com/cread.php?awinmid=1&awinaffid=2&ued=https%3A%2F%2Fwww.etsy.com%2Flisting%2F123456789%2Ftea-pot", "awin tracked 123456789 etsy")]
    [InlineData("https://www.awin1.com/pclick.php?p=123&a=1&m=2", "awin tracked - -")]
    [InlineData("https://tidd.ly/3abc", "awin short - -")]
    [InlineData("https://www.anrdoezrs.net/links/123/type/dlg/sid/x/https://www.walmart.com/ip/Tea/123456789", "cj tracked 123456789 walmart")]
    [InlineData("https://www.tkqlhce.com/click-1234567-12345678?url=https%3A%2F%2Fshop.example%2Fp", "cj tracked - shop.example")]
    [InlineData("https://click.linksynergy.com/deeplink?id=x&mid=1&murl=https%3A%2F%2Fwww.bestbuy.com%2Fsite%2Ftv%2F6418599.p", "rakuten tracked 6418599 bestbuy")]
    [InlineData("https://goto.walmart.com/c/123456/565706/9383?u=https%3A%2F%2Fwww.walmart.com%2Fip%2FTea%2F123456789", "impact tracked 123456789 walmart")]
    [InlineData("https://teas.sjv.io/c/123456/565706/9383?u=https%3A%2F%2Fshop.example%2Fp", "impact tracked - shop.example")]
    [InlineData("https://prf.hn/click/camref:abc/pubref:1/destination:https%3A%2F%2Fshop.example%2Fp", "partnerize tracked - shop.example")]
    [InlineData("https://ad.admitad.com/g/abc/?subid=x&ulp=https%3A%2F%2Fshop.example%2Fp", "admitad tracked - shop.example")]
    [InlineData("https://clk.tradedoubler.com/click?p(1)a(2)g(3)url(https://shop.example/p)", "tradedoubler tracked - shop.example")]
    [InlineData("https://track.webgains.com/click.html?wgcampaignid=1&wgprogramid=2&wgtarget=https%3A%2F%2Fshop.example%2Fp", "webgains tracked - shop.example")]
    [InlineData("https://go.skimresources.com/?id=1X2&xs=1&url=https%3A%2F%2Fwww.amazon.com%2Fdp%2FB0C1234567%3Ftag%3Dx", "skimlinks tracked B0C1234567 amazon")]
    [InlineData("https://redirect.viglink.com?key=x&u=https%3A%2F%2Fshop.example%2Fp", "sovrn tracked - shop.example")]
    [InlineData("https://track.flexlinkspro.com/g.ashx?foid=1&url=https%3A%2F%2Fshop.example%2Fp", "flexoffers tracked - shop.example")]
    [InlineData("https://www.shareasale.com/r.cfm?b=1&u=2&m=3&urllink=www.shop.example%2Fp", "shareasale tracked - shop.example")]
    [InlineData("https://www.google.com/url?q=https%3A%2F%2Fwww.amazon.com%2Fdp%2FB0C1234567", "amazon item B0C1234567 amazon")]
    public void A_tracking_host_is_its_networks_and_the_product_is_of_where_it_leads(string url, string expected) => Assert.Equal(expected, Told(url));

    [Theory]
    [InlineData("https://www.amazon.co.uk/Some-Title/dp/B0C1234567/ref=sr_1_1?tag=x-21&th=1", "https://www.amazon.co.uk/dp/B0C1234567")]
    [InlineData("https://go.skimresources.com/?id=1X2&url=https%3A%2F%2Fsmile.amazon.com%2Fdp%2FB0C1234567%3Ftag%3Dx", "https://www.amazon.com/dp/B0C1234567")]
    [InlineData("https://uland.taobao.com/coupon/edetail?e=a&itemId=612345678901", "https://item.taobao.com/item.htm?id=612345678901")]
    [InlineData("https://item.m.jd.com/product/100012043978.html?utm_source=x&PTAG=1", "https://item.jd.com/100012043978.html")]
    [InlineData("https://mobile.yangkeduo.com/duo_coupon_landing.html?goods_id=123456789&pid=1_2", "https://mobile.yangkeduo.com/goods.html?goods_id=123456789")]
    [InlineData("https://www.ebay.de/itm/Old-Title/123456789012?mkevt=1&campid=5338", "https://www.ebay.de/itm/123456789012")]
    [InlineData("https://www.awin1.com/cread.php?awinmid=1&ued=https%3A%2F%2Fshop.example%2Fp%3Fid%3D7%26awc%3D9", "https://shop.example/p?id=7")]
    [InlineData("https://s.click.taobao.com/AbCd1Ef", null)]
    [InlineData("https://amzn.to/3XyZabc", null)]
    public void The_clean_address_bears_nobodys_tag_and_is_unknown_where_only_a_visit_would_tell(string url, string? clean) =>
        Assert.Equal(clean, LinkRecogniser.Of(url).Clean?.AbsoluteUri);

    [Theory]
    [InlineData("99¥ MF168 FoYde8XzTCh¥ https://m.tb.cn/h.TsS1DWf  标题", "taobao token FoYde8XzTCh¥|taobao short https://m.tb.cn/h.TsS1DWf")]
    [InlineData("付致这段话€7Gaw1qEVcgx€转移至淘宝或点几链街https://m.tb.cn/h.VlMgLav?sm=15f7e3 至瀏", "taobao token €7Gaw1qEVcgx€|taobao short https://m.tb.cn/h.VlMgLav?sm=15f7e3")]
    [InlineData("《FoYde8XzTCh《 打开", "taobao token 《FoYde8XzTCh《")]
    [InlineData("₳FoYde8XzTCh₳", "taobao token ₳FoYde8XzTCh₳")]
    [InlineData("(POMo2v5I6S8):/ x", "taobao token (POMo2v5I6S8)")]
    [InlineData("（POMo2v5I6S8）复制打开", "taobao token （POMo2v5I6S8）")]
    [InlineData("￥Ｆ\u200Bｏ\u200BYde8XzTCh￥", "taobao token ￥FoYde8XzTCh￥")]
    [InlineData("￥FoYde8XzTCh￥ 复制打开京东", "jd token ￥FoYde8XzTCh￥")]
    [InlineData("6.0复制整段话 http://JhT7V5wlKygHDK…#J6UFE5iMn***", "jd token #J6UFE5iMn")]
    [InlineData("##2gLwLiBrG36B8## 长按复制此条消息", "douyin token ##2gLwLiBrG36B8##")]
    [InlineData("ё8NYMAvB4XgE8ξ", "douyin token ё8NYMAvB4XgE8ξ")]
    [InlineData("3.:/ 复制搜索，查看商品详情ηηcuTRuYrzTv8Я", "douyin token ηηcuTRuYrzTv8Я")]
    [InlineData("3.58 复制打开抖音，看看【小明】 https://v.douyin.com/iABC123/ 03/12 G@i.pq sRk:/", "douyin short https://v.douyin.com/iABC123/")]
    [InlineData("只要¥199.00，原价¥1999¥2999 $12345678$ (iPhone15Pro) 《红楼梦》《iPhone15Pro》《HarryPotter》 GTX4090Ti12G€ #abcdefgh", "")]
    [InlineData("https://item.jd.com/1000\u200B12043978.html\u200Bhttps://u.jd.com/a\u2060bc 看", "jd item https://item.jd.com/100012043978.html|jd short https://u.jd.com/abc")]
    [InlineData("ｈｔｔｐｓ：／／ｉｔｅｍ．ｊｄ．ｃｏｍ／１０００１２０４３９７８．ｈｔｍｌ 好", "jd item https://item.jd.com/100012043978.html")]
    [InlineData("看https://www.amazon.co.jp/ソニー-ヘッドホン/dp/B0C1234567/，好", "amazon item https://www.amazon.co.jp/ソニー-ヘッドホン/dp/B0C1234567/")]
    [InlineData("【淘宝】7天无理由退货 https://e.tb.cn/h.6sVxyz?tk=AbCdEfGh1Ij MF937 「茶壶」\n点击链接直接打开", "taobao short https://e.tb.cn/h.6sVxyz?tk=AbCdEfGh1Ij")]
    [InlineData("【京东】https://3.cn/1-abcDE?jkl=@AbCdEfGhIjK@ MF1234 「茶壶」", "jd short https://3.cn/1-abcDE?jkl=@AbCdEfGhIjK@")]
    [InlineData("😆 AbCdEfGhIj1K 😆 http://xhslink.com/abcDEF，复制本条信息，打开【小红书】App", " short http://xhslink.com/abcDEF")]
    [InlineData("me@amazon.com, [tea](https://amzn.to/3abc) <https://ebay.us/m/x>", "amazon short https://amzn.to/3abc|ebay short https://ebay.us/m/x")]
    [InlineData("https://u.jd.com/abcＱＱ群（https://u.jd.com/def）！https://3.cn/1-x？好", "jd short https://u.jd.com/abc|jd short https://u.jd.com/def|jd short https://3.cn/1-x")]
    public void A_share_text_gives_its_links_and_tokens_away(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', LinkRecogniser.Find(text).Select(link => $"{link.Network} {link.Kind} {link.Url}")));

    [Fact]
    public void Our_own_links_are_left_out_where_they_are_known() =>
        Assert.Equal(["https://u.jd.com/a"], LinkRecogniser.Find("https://deals.example/r/abc0123 https://u.jd.com/a", address => address.Host == "deals.example").Select(link => link.Url));

    [Fact]
    public void What_is_found_lies_in_the_text_whatever_the_text_is()
    {
        var alphabet = Gen.Char["htps:/.wjdcomtb看(）[]@aZ1-_%?#&;￥￥《$ \u200B\u200D\u2060ｊｄ．／？＝：Я😀"];
        string[] middles = ["", "https://", "https://u.jd.com/", "￥FoYde8XzTCh￥", "复制整段", "pinduoduo://", "ｈｔｔｐｓ：／／"];
        Gen.Select(Gen.String[alphabet, 0, 80], Gen.Int[0, middles.Length - 1], Gen.String[alphabet, 0, 40]).Sample((before, middle, after) => Holds(before + middles[middle] + after));
        Gen.String.Sample(Holds);

        static bool Holds(string text) => LinkRecogniser.Find(text).All(link =>
            link.Start >= 0 && link.Length > 0 && link.Start + link.Length <= text.Length
            && Narrow(link.Url).EndsWith(Narrow(text.Substring(link.Start, link.Length)), StringComparison.Ordinal));
    }

    [Fact]
    public void A_text_made_to_be_slow_is_read_all_the_same()
    {
        foreach (var piece in new[] { "￥FoYde8XzTCh￥ ", "FoYde8XzTCh￥ ", "http://JhT7V5wlKygHDK ", "http：", "\u200B", "https://a.co/\u200B", "pinduoduo://x ", "https://amazon.de/ソ", "#abcdefgh1 " })
        {
            Assert.NotNull(LinkRecogniser.Find(string.Concat(Enumerable.Repeat(piece, 300_000 / piece.Length))));
        }
    }

    /// <summary>The text as a reader sees it: without invisible characters, in one width.</summary>
    private static string Narrow(string text) =>
        string.Concat(text.Where(c => c is not ('\u00AD' or '\u034F' or '\u061C' or '\u180E' or '\uFEFF') and not (>= '\u200B' and <= '\u200F') and not (>= '\u202A' and <= '\u202E') and not (>= '\u2060' and <= '\u2064') and not (>= '\u2066' and <= '\u2069'))
            .Select(c => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c));

    private static string Told(string url)
    {
        var link = Assert.Single(LinkRecogniser.Find(url));
        Assert.Equal((0, url.Length), (link.Start, link.Length));
        return $"{link.Network ?? "-"} {link.Kind ?? "-"} {link.ItemId ?? "-"} {link.Merchant ?? "-"}";
    }
}
