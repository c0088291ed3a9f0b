namespace Daogou.Core.Urls;

/// <summary>Takes a target out of the redirects that chats, search engines and affiliate networks put around it. Nothing is fetched.</summary>
public static class Wrappers
{
    private const int Deepest = 5;

    /// <summary>Hosts, with the beginning of a path where the host does more than redirect. A leading dot: any host under it; a closing dot: any ending.</summary>
    private static readonly (string Host, string Path)[] Known =
    [
        (".google.", "/url"), (".google.", "/aclk"), (".google.", "/imgres"), (".googleadservices.com", "/pagead"), (".doubleclick.net", "/"), (".facebook.com", "/l.php"), ("l.instagram.com", "/"), ("l.threads.", "/"), ("l.messenger.com", "/"),
        ("l.whatsapp.com", "/"), (".youtube.com", "/redirect"), (".youtube.com", "/attribution_link"), ("t.umblr.com", "/"), ("out.reddit.com", "/"), ("slack-redir.net", "/"), (".steamcommunity.com", "/linkfilter"), (".vk.com", "/away"), (".ok.ru", "/dk"),
        (".linkedin.com", "/redir"), (".linkedin.com", "/safety/go"), (".twitter.com", "/i/redirect"), (".discord.com", "/external"), (".pinterest.", "/offsite"), (".tiktok.com", "/link/v2"), (".quora.com", "/_/redirect"), (".medium.com", "/r/"), (".patreon.com", "/redirect"),
        (".bing.com", "/ck/"), (".bing.com", "/alink"), (".duckduckgo.com", "/l/"), ("r.search.yahoo.com", "/"), (".yandex.", "/redir"), (".yandex.", "/clck"), (".safelinks.protection.outlook.com", "/"), (".urldefense.com", "/"), ("urldefense.proofpoint.com", "/"),
        ("href.li", "/"), ("anonym.to", "/"), (".dereferer.me", "/"), (".nullrefer.com", "/"), (".anon.to", "/"), ("away.vk.com", "/"), (".exitsocial.", "/"),
        ("weixin110.qq.com", "/"), ("c.pc.qq.com", "/"), ("docs.qq.com", "/scenario/link"), ("mail.qq.com", "/"), ("mp.weixin.qq.com", "/mp/"), (".weibo.cn", "/sinaurl"), (".weibo.com", "/sinaurl"), ("t.cn", "/sinaurl"), ("passport.weibo.com", "/visitor"),
        ("link.zhihu.com", "/"), ("link.csdn.net", "/"), (".jianshu.com", "/go"), (".douban.com", "/link2"), ("link.juejin.cn", "/"), ("link.juejin.im", "/"), ("link.segmentfault.com", "/"), ("gitee.com", "/link"), (".oschina.net", "/action/"), ("sspai.com", "/link"),
        (".smzdm.com", "/"), ("tieba.baidu.com", "/mo/q/checkurl"), ("jump.bdimg.com", "/"), ("jump2.bdimg.com", "/"), (".bilibili.com", "/h5/note-app/"), ("ref.gamer.com.tw", "/"), (".afdian.", "/link"), ("developers.weixin.qq.com", "/redirect"), (".infoq.cn", "/link"),
        ("union-click.jd.com", "/"), ("ccc-x.jd.com", "/"), ("c-nfa.jd.com", "/"), ("u.jd.com", "/"), ("jingfen.jd.com", "/"), (".mogujie.com", "/jump"), ("s.click.taobao.com", "/"), ("click.simba.taobao.com", "/"), ("click.mz.simba.taobao.com", "/"), ("redirect.simba.taobao.com", "/"), ("p.yiqifa.com", "/"),
        (".yiqifa.com", "/"), (".linktech.cn", "/"), (".duomai.com", "/"), ("t.cps.", "/"), ("click.union.vip.com", "/"), ("union.suning.com", "/"), ("s.click.aliexpress.com", "/"), (".alibaba.com", "/redirect"), ("ulink.", "/"),
        (".linksynergy.com", "/"), (".awin1.com", "/"), (".zenaps.com", "/"), (".zanox.com", "/"), (".admitad.com", "/"), (".alitems.", "/"), (".wextap.com", "/"), (".lenkmio.com", "/"), (".tjzuh.com", "/"), (".homsters.", "/"), (".ebay.", "/rover"), ("rover.ebay.", "/"), (".ebay.", "/sch/redirect"),
        (".redirectingat.com", "/"), (".skimresources.com", "/"), (".viglink.com", "/"), (".sovrn.co", "/"), (".sovrn.com", "/"), (".anrdoezrs.net", "/"), (".dpbolvw.net", "/"), (".jdoqocy.com", "/"), (".kqzyfj.com", "/"), (".tkqlhce.com", "/"), (".emjcd.com", "/"), (".apmebf.com", "/"), (".qksrv.net", "/"),
        (".ftjcfx.com", "/"), (".lduhtrp.net", "/"), (".tqlkg.com", "/"), (".yceml.net", "/"), (".awltovhc.com", "/"), (".afcyhf.com", "/"), ("prf.hn", "/"), (".prf.hn", "/"), (".partnerize.com", "/"), (".shareasale.com", "/"), (".shareasale-analytics.com", "/"), (".shrsl.com", "/"),
        (".pjtra.com", "/"), (".pjatr.com", "/"), (".pntra.com", "/"), (".pntrac.com", "/"), (".pntrs.com", "/"), (".gopjn.com", "/"), (".tradedoubler.com", "/"), (".tradetracker.net", "/"), (".webgains.com", "/"), (".effiliation.com", "/"), (".belboon.de", "/"), (".belboon.com", "/"),
        (".digidip.net", "/"), (".flexlinkspro.com", "/"), (".flexlinks.com", "/"), (".avantlink.com", "/"), (".pxf.io", "/"), (".sjv.io", "/"), (".evyy.net", "/"), (".7eer.net", "/"), (".ojrq.net", "/"), (".vzew.net", "/"), (".bn5x.net", "/"), (".adtraction.com", "/"), (".adservice.com", "/"), (".cuelinks.com", "/"),
        (".linksredirect.com", "/"), (".affiliatefuture.com", "/"), (".commission-junction.com", "/"), (".dotomi.com", "/"), (".involve.asia", "/"), ("invol.co", "/"), (".accesstrade.", "/"), (".isclix.com", "/"), (".a8.net", "/"), (".valuecommerce.com", "/"), (".moshimo.com", "/"), ("hb.afl.rakuten.co.jp", "/"),
        ("pt.afl.rakuten.co.jp", "/"), (".kelkoo.", "/"), (".kelkoogroup.net", "/"), (".daisycon.io", "/"), ("ds1.nl", "/"), ("ndt5.net", "/"), (".tcs.", "/"), (".amazon.", "/gp/redirect"), (".amazon.", "/slredirect"), (".amazon.", "/gp/r.html"), (".curseforge.com", "/linkout"), (".deviantart.com", "/users/outgoing"),
        (".getpocket.com", "/redirect"), (".disq.us", "/"), ("disq.us", "/"), (".feedproxy.google.com", "/"), (".mailchimp.com", "/"), (".smartadserver.com", "/"), (".adform.net", "/"), (".criteo.com", "/"), (".outbrain.com", "/"), (".taboola.com", "/"),
    ];

    private static readonly string[] Parameters =
    [
        "murl", "ued", "ulp", "mpre", "adurl", "urllink", "dl_target_url", "wgtarget", "toasturl", "pfurl", "desturl", "dest_url", "destination_url", "destination", "target_url", "targeturl", "redirect_url", "redirecturl", "redirect_uri", "redirect", "deeplink",
        "deep_link", "url", "u", "q", "to", "target", "dest", "p", "r", "link", "goto", "go", "out", "z", "l", "dl", "lp", "tourl", "rurl", "return_url", "h", "k", "s", "href", "location", "imgurl", "vc_url", "a", "pc", "m", "t", "d", "ru", "st.link", "mu", "lurl", "oburl", "source_url", "originurl", "jump", "redir",
    ];

    /// <summary>Names that in a redirect of an unknown site hold its target.</summary>
    private static readonly string[] PlainParameters =
        ["url", "u", "to", "target", "dest", "destination", "redirect", "redirect_url", "redirecturl", "redirect_to", "link", "goto", "out", "deeplink", "murl", "ued", "ulp", "mpre", "urllink", "target_url", "targeturl", "dest_url", "desturl", "r", "p", "q", "href", "redir", "tourl"];

    private static readonly string[] RedirectWords = ["redirect", "redir", "/out", "/go", "/click", "/clk", "/track", "/trk", "/r/", "/link", "/away", "/exit", "/jump", "/leave", "/deeplink", "/cread", "/c/", "/t/", "/url", "/ck", "/l.php", "/aff", "/visit", "/external", "/forward"];
    private static readonly string[] RedirectLabels = ["go", "out", "click", "clicks", "clk", "track", "tracking", "trk", "link", "links", "redirect", "redir", "r", "l", "away", "jump", "exit", "t", "c", "lnk", "ad", "ads", "aff", "affiliate", "tc", "rd", "goto"];
    private static readonly string[] NoRedirect = ["login", "signin", "sign-in", "oauth", "authorize", "share", "intent/", "/submit", "register", "passport", "/search"];

    /// <summary>The innermost target, at most five wrappers deep; null when the address wraps nothing.</summary>
    public static WebUrl? Unwrap(WebUrl url)
    {
        WebUrl? inner = null;
        for (var depth = 0; depth < Deepest && TargetOf(inner ?? url) is { } target; depth++)
        {
            inner = target;
        }
        return inner;
    }

    private static WebUrl? TargetOf(WebUrl url)
    {
        if (!url.IsWeb || url.Host is not { } host)
        {
            return null;
        }
        if (Array.Exists(Known, known => IsHost(host, known.Host) && url.Path.StartsWith(known.Path, StringComparison.OrdinalIgnoreCase)))
        {
            return WrappedText.OddForm(url) ?? InParameters(url, Parameters, mayLackScheme: true) ?? WrappedText.InQuery(url) ?? WrappedText.InPath(url);
        }
        var path = url.Path + "/";
        var looksSo = RedirectLabels.Contains(host.Split('.')[0], StringComparer.Ordinal) || Array.Exists(RedirectWords, word => path.Contains(word, StringComparison.OrdinalIgnoreCase));
        return looksSo && !Array.Exists(NoRedirect, word => path.Contains(word, StringComparison.OrdinalIgnoreCase) || host.Split('.')[0] == word) ? InParameters(url, PlainParameters, mayLackScheme: false) : null;
    }

    private static bool IsHost(string host, string pattern)
    {
        var inner = pattern.Trim('.');
        if (pattern.EndsWith('.'))
        {
            return host.StartsWith(inner + ".", StringComparison.Ordinal) || (pattern.StartsWith('.') && host.Contains(pattern, StringComparison.Ordinal));
        }
        return host == inner || (pattern.StartsWith('.') && host.EndsWith(pattern, StringComparison.Ordinal));
    }

    private static WebUrl? InParameters(WebUrl url, string[] names, bool mayLackScheme)
    {
        var pairs = (url.Query ?? "").Split('&').Select(pair => pair.Split('=', 2)).Where(pair => pair is [_, { Length: > 0 }]).ToList();
        foreach (var name in names)
        {
            foreach (var pair in pairs)
            {
                if (pair[0].Equals(name, StringComparison.OrdinalIgnoreCase) && WrappedText.Target(pair[1], mayLackScheme) is { } target)
                {
                    // A target that was not encoded goes on to the end of the query.
                    var isPlain = pair[1].StartsWith("http", StringComparison.OrdinalIgnoreCase) && pair[1].Contains("://", StringComparison.Ordinal) && pair[1].Contains('?', StringComparison.Ordinal);
                    return isPlain && WrappedText.Target(url.Query![(url.Query!.IndexOf(pair[1], StringComparison.Ordinal))..], false) is { } whole ? whole : target;
                }
            }
        }
        return null;
    }
}
