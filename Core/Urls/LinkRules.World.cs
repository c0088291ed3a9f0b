using static Daogou.Core.Urls.LinkKinds;

namespace Daogou.Core.Urls;

/// <summary>Shops of the rest of the world that are their own network, and those that only have short links.</summary>
internal static partial class LinkRules
{
    private static LinkRule[] World =>
    [
        new("amazon", Short, "amzn.to", "^/.+"),
        new("amazon", Short, ".amzn.eu", "^/.+"),
        new("amazon", Short, ".amzn.asia", "^/.+"),
        new("amazon", Short, "amzn.in", "^/.+"),
        new("amazon", Short, "a.co", "^/.+"),
        new("amazon", Short, "amzn.com", "^/[a-z0-9]{1,9}$"),
        new("amazon", Tracked, ".amazon.", "/gp/redirect"),
        new("amazon", Tracked, ".amazon.", "/slredirect"),
        new("amazon", Tracked, ".amazon.", "/gp/r.html"),
        new("ebay", Tracked, "rover.ebay."),
        new("ebay", Tracked, ".ebay.", "/rover/"),
        new("ebay", Short, "ebay.us", "^/.+"),
        new("ebay", Short, "ebay.to", "^/.+"),
        new("aliexpress", Tracked, "s.click.aliexpress.com"),
        new("aliexpress", Tracked, ".aliexpress.", "/deep_link"),
        new("aliexpress", Tracked, "star.aliexpress.com", "/share/"),
        new("aliexpress", Short, "a.aliexpress.com", "^/.+"),
        new("aliexpress", Short, "ali.express", "^/.+"),
        new("aliexpress", Coupon, "coupon.aliexpress.com"),
        new(null, Short, "s.shopee.", "^/.+"),
        new(null, Short, "shp.ee", "^/.+"),
        new(null, Short, ".shope.ee", "^/.+"),
        new(null, Short, "s.lazada.", "^/.+"),
        new(null, Short, "lzd.co", "^/.+"),
        new(null, Tracked, "c.lazada.", "/t/"),
        new(null, Short, "vt.tiktok.com", "^/.+"),
        new(null, Short, "vm.tiktok.com", "^/.+"),
        new(null, Short, "temu.to", "^/.+"),
        new(null, Short, "share.temu.com", "^/.+"),
        new(null, Short, "shein.top", "^/.+"),
        new(null, Short, "etsy.me", "^/.+"),
        new(null, Short, "walmrt.us", "^/.+"),
        new(null, Short, "bby.me", "^/.+"),
        new("rakuten-jp", Tracked, ".afl.rakuten.co.jp"),
        new("rakuten-jp", Short, "a.r10.to", "^/.+"),
        new(null, Short, "r10.to", "^/.+"),
    ];

    private static LinkRule[] Shorteners =>
    [
        .. from host in (string[])
           [
               "bit.ly", "bitly.com", "j.mp", "tinyurl.com", "t.co", "t.cn", "goo.gl", "is.gd", "ow.ly", "buff.ly", "rebrand.ly", "cutt.ly", "shorturl.at", "rb.gy", "dub.sh", "tiny.cc", "v.gd", "s.id", "t.ly", "lnkd.in", "geni.us", "fb.me", "bl.ink",
               "dwz.cn", "suo.im", "suo.nz", "url.cn", "u.nu", "sourl.cn", "mrw.so", "dwz.mk", "c7.gg", "t.hk.uy", "985.so", "reurl.cc", "lihi.cc", "lihi1.com", "pse.is", "ppt.cc", "app.link", "onelink.me", "page.link", "smart.link", "clck.ru", "vk.cc",
               "w.url.cn", "snip.ly", "adfoc.us", "soo.gd", "b23.tv", "x.gd", "urlgeni.us",
           ]
           select new LinkRule(null, Short, host is "app.link" or "onelink.me" or "page.link" or "smart.link" ? "." + host : host, "^/.+"),
    ];
}
