using static Daogou.Core.Urls.LinkKinds;

namespace Daogou.Core.Urls;

/// <summary>Affiliate networks: their hosts count a click and send on to a shop.</summary>
internal static partial class LinkRules
{
    private static LinkRule[] Networks =>
    [
        new("awin", Short, "tidd.ly", "^/.+"),
        .. Tracking("awin", ".awin1.com", ".zenaps.com", ".zanox.com", ".zanox-affiliate.de"),
        .. Tracking(
            "cj", ".anrdoezrs.net", ".dpbolvw.net", ".jdoqocy.com", ".kqzyfj.com", ".tkqlhce.com", ".emjcd.com", ".apmebf.com", ".qksrv.net", ".qksz.net", ".ftjcfx.com", ".lduhtrp.net", ".tqlkg.com", ".yceml.net", ".awltovhc.com",
            ".afcyhf.com", ".rnsfpw.net", ".cj.dotomi.com", ".commission-junction.com", ".mjbpab.com"),
        .. Tracking("rakuten", ".linksynergy.com", "linksynergy.walmart.com", "linksynergy.jrs5.com", ".jrs5.com"),
        .. Tracking("impact", ".pxf.io", ".sjv.io", ".evyy.net", ".7eer.net", ".ojrq.net", ".vzew.net", ".bn5x.net", ".i.impact.com"),
        .. Tracking("partnerize", ".prf.hn", "prf.hn", ".performancehorizon.com"),
        .. Tracking("pepperjam", ".pjtra.com", ".pjatr.com", ".pntra.com", ".pntrac.com", ".pntrs.com", ".gopjn.com"),
        new("admitad", Short, "fas.st", "^/.+"),
        .. Tracking("admitad", "ad.admitad.com", ".alitems.com", ".alitems.co", ".alitems.site", ".wextap.com", ".lenkmio.com", ".tjzuh.com", ".homsters.com", ".rzekl.com", ".dhwnh.com", ".pafutos.com"),
        new("tradedoubler", Tracked, ".tradedoubler.com", "/click"),
        new("tradedoubler", Tracked, ".tradedoubler.com", "/t/"),
        .. Tracking("tradedoubler", "clk.tradedoubler.com", "clkuk.tradedoubler.com", "clkde.tradedoubler.com", "pdt.tradedoubler.com"),
        .. Tracking("tradetracker", "tc.tradetracker.net", ".tradetracker.net"),
        .. Tracking("webgains", "track.webgains.com"),
        new("skimlinks", Short, "fave.co", "^/.+"),
        .. Tracking("skimlinks", "go.skimresources.com", ".redirectingat.com"),
        .. Tracking("sovrn", "redirect.viglink.com", "r.viglink.com", "api.viglink.com"),
        new("sovrn", Tracked, "sovrn.co"),
        .. Tracking("flexoffers", "track.flexlinkspro.com", "track.flexlinks.com", ".flexlinkspro.com", "flexlinks.com"),
        new("shareasale", Short, "shrsl.com", "^/.+"),
        new("shareasale", Tracked, "shareasale.com", "^/(r|u|m-pr|image)\\.cfm"),
        .. Tracking("shareasale", ".shareasale-analytics.com"),
        .. Tracking("avantlink", "avantlink.com", "classic.avantlink.com"),
        .. Tracking("adtraction", "track.adtraction.com", "go.adt231.com", "go.adt256.net", "go.adt267.com", "in.adtraction.com"),
        .. Tracking("daisycon", "ds1.nl", "lt45.net", "ndt5.net", "jf79.net", "bdt9.net", ".daisycon.io"),
        .. Tracking("effiliation", "track.effiliation.com"),
        .. Tracking("belboon", "www1.belboon.de", ".belboon.com"),
        .. Tracking("digidip", ".digidip.net"),
        .. Tracking("optimise", "clk.omgt1.com", "clk.omgt3.com", "clk.omgt5.com", "track.omguk.com", "clk.omguk.com"),
        .. Tracking("commission-factory", "t.cfjump.com"),
        .. Tracking("cuelinks", "linksredirect.com", "clnk.in", ".cuelinks.com"),
        .. Tracking("involve-asia", "invol.co", "invle.co", "invl.io"),
        .. Tracking("accesstrade", "click.accesstrade.", "go.isclix.com", "shorten.asia", "h.accesstrade.net", "atid.me"),
        .. Tracking("a8", "px.a8.net"),
        .. Tracking("valuecommerce", "ck.jp.ap.valuecommerce.com", ".valuecommerce.com"),
        .. Tracking("moshimo", "af.moshimo.com"),
        .. Tracking("howl", "shop-links.co", "howl.me", "howl.link"),
        .. Tracking("yiqifa", ".yiqifa.com"),
        .. Tracking("duomai", "c.duomai.com"),
        .. Tracking("linktech", "click.linktech.cn"),
        .. Tracking("kelkoo", ".kelkoogroup.net"),
    ];

    /// <summary>A network of many hosts told by the shape of its paths.</summary>
    private static LinkRule[] ByPath =>
    [
        new("impact", Tracked, "", "^/c/[0-9]{4,12}/[0-9]{3,12}/[0-9]{2,9}/?$"),
        new("cj", Tracked, "", "^/(click|links)-?/?[0-9]{6,9}(-[0-9]{6,9}|/type/(dlg|am))"),
        new("admitad", Tracked, "", "^/g/[a-z0-9]{28,36}/?$"),
    ];

    private static IEnumerable<LinkRule> Tracking(string network, params string[] hosts) =>
        hosts.Select(host => new LinkRule(network, Tracked, host));
}
