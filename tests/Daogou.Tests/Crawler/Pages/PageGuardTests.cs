using CsCheck;
using Xunit;

namespace Daogou.Tests.Crawler.Pages;

public sealed class PageGuardTests
{
    [Theory]
    [InlineData("<title>Just a moment...</title><script>window._cf_chl_opt={cvId:'3'}</script><noscript>Enable JavaScript and cookies to continue</noscript>")]
    [InlineData("<title>Attention Required! | Cloudflare</title><h1>Sorry, you have been blocked</h1><p>You are unable to access example.com</p>")]
    [InlineData("<html><head><title>Access Denied</title></head><body><h1>Access Denied</h1>You don't have permission to access \"http://www.example.com/\" on this server.<p>Reference #18.2d351ab8.1557333295.a4e16ab</body></html>")]
    [InlineData("<html><head><title>example.com</title></head><body><p id=\"cmsg\">Please enable JS and disable any ad blocker</p><script>var dd={'host':'geo.captcha-delivery.com'}</script><script src=\"https://ct.captcha-delivery.com/c.js\"></script></body></html>")]
    [InlineData("<title>Access to this page has been denied</title><div id=\"px-captcha\"></div><p>Press & Hold to confirm you are a human</p>")]
    [InlineData("<html><head><META NAME=\"robots\" CONTENT=\"noindex,nofollow\"><script src=\"/_Incapsula_Resource?SWJIYLWA=5074a744e2e3d891814e9a2dace20bd4\"></script><body></body></html>")]
    [InlineData("<iframe src=\"/_Incapsula_Resource?CWUDNSAI=9\">Request unsuccessful. Incapsula incident ID: 1-2</iframe>")]
    [InlineData("<title></title><script>window.gokuProps={\"key\":\"A\"}</script><script src=\"https://x.awswaf.com/a/b/challenge.js\"></script><div id=\"challenge-container\"></div>")]
    [InlineData("<title>Human Verification</title><noscript>JavaScript is disabled. In order to continue, we need to verify that you're not a robot.</noscript>")]
    [InlineData("<title>Amazon.com</title><h4>Enter the characters you see below</h4><p>Sorry, we just need to make sure you're not a robot.</p><form action=\"/errors/validateCaptcha\"></form>")]
    [InlineData("<title>验证码拦截</title><script src=\"//g.alicdn.com/baxia/punish.js\"></script><div>请按住滑块，拖动到最右边</div>")]
    [InlineData("{\"ret\":[\"FAIL_SYS_USER_VALIDATE\",\"RGV587_ERROR::SM::哎哟喂,被挤爆啦,请稍后重试\"],\"data\":{\"url\":\"https://h5api.m.taobao.com/_____tmd_____/punish?x5secdata=a\"}}")]
    [InlineData("<title>京东安全</title><p>京东验证</p><script src=\"https://cfe.m.jd.com/x\"></script>")]
    [InlineData("<title>Pardon Our Interruption</title><p>As you were browsing something about your browser made us think you were a bot.</p>")]
    [InlineData("<title>Robot or human?</title><h1>Robot or human?</h1><p>Activate and hold the button to confirm that you’re human. Thank You!</p>")]
    [InlineData("<title>Sucuri WebSite Firewall - Access Denied</title><p>Access Denied - Sucuri Website Firewall</p>")]
    [InlineData("<title>DDOS-GUARD</title><p>Checking your browser before accessing example.com</p>")]
    [InlineData("<title>Vercel Security Checkpoint</title><p>We're verifying your browser</p>")]
    [InlineData("<script>window.KPSDK={};</script><script src=\"/149e9513-01fa-4fb0-aad4-566afd725d1b/2d206a39-8ed7-437e-a3be-862e0f06eea3/ips.js?KPSDK\"></script>")]
    [InlineData("<title>Making sure you&#39;re not a bot!</title><p>Protected by Anubis</p>")]
    [InlineData("<title>shop</title><form><div class=\"g-recaptcha\" data-sitekey=\"x\"></div></form>")]
    [InlineData("<title>shop</title><div class=\"h-captcha\"></div><script src=\"https://hcaptcha.com/1/api.js\"></script>")]
    [InlineData("<title>Вы не робот?</title><p>Подтвердите, что запросы отправляли вы, а не робот</p>")]
    [InlineData("<html><script>var arg1='3000176000856006061501533003690027800375';var _0x='acw_sc__v2';</script></html>")]
    public void A_challenge_is_told(string html) => Assert.Equal("challenge", PageText.Read(html).Guard?.Kind);

    [Theory]
    [InlineData("<title>Before you continue to Google Search</title><form action=\"https://consent.google.com/save\"><button>Accept all</button></form>")]
    [InlineData("<title>Bevor Sie zu Google weitergehen</title><p>Wir verwenden Cookies</p>")]
    [InlineData("<title>Yahoo is part of the Yahoo family of brands</title><form class=\"consent-form\" action=\"/v2/collectConsent\"></form>")]
    [InlineData("<title>DPG Media Privacy Gate</title>")]
    [InlineData("<title>example</title><p>We value your privacy. We and our partners store information.</p><button>Accept all</button>")]
    public void A_consent_wall_is_told(string html) => Assert.Equal("consent", PageText.Read(html).Guard?.Kind);

    [Theory]
    [InlineData("<title>Sign in</title><form><input type=email><input type=password></form>")]
    [InlineData("<title>Shop</title><form><input name=u><input type=PASSWORD><div class=\"g-recaptcha\"></div></form>")]
    [InlineData("<title>登录</title><p>手机登录</p><input type=tel>")]
    [InlineData("<title>淘宝网</title><a href=x>亲，请登录</a>")]
    [InlineData("<title>Anmelden</title><input type=text>")]
    public void A_login_is_told(string html) => Assert.Equal("login", PageText.Read(html).Guard?.Kind);

    [Theory]
    [InlineData("https://login.taobao.com/member/login.jhtml", "login")]
    [InlineData("https://mobile.yangkeduo.com/login.html?from=x", "login")]
    [InlineData("https://item.taobao.com/_____tmd_____/punish?x5secdata=1", "challenge")]
    [InlineData("https://consent.youtube.com/m?continue=x", "consent")]
    public void The_address_tells_too(string url, string kind) => Assert.Equal(kind, PageText.Read("<title>x</title>", url).Guard?.Kind);

    [Fact]
    public void A_product_with_a_price_is_never_a_challenge() => Assert.Null(PageText.Read(
        """
        <title>Just a moment... watch</title><div class="g-recaptcha"></div><input type=password><script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>
        <script type="application/ld+json">{"@type":"Product","name":"P","offers":{"@type":"Offer","price":1,"priceCurrency":"USD"}}</script>
        """).Guard);

    [Theory]
    [InlineData("<script src=\"/cdn-cgi/challenge-platform/scripts/jsd/main.js\"></script>")]
    [InlineData("<script src=\"/_Incapsula_Resource?SWJIYLWA=1\"></script>")]
    [InlineData("<form><textarea></textarea><div class=\"g-recaptcha\"></div></form>")]
    [InlineData("<form><input name=u><input type=password><button>Log in</button></form>")]
    [InlineData("<div class=cookie-banner>We value your privacy. Accept all</div>")]
    [InlineData("<noscript>You need to enable JavaScript to run this app.</noscript>")]
    [InlineData("<a href=/login>亲，请登录</a>")]
    [InlineData("<a href=/login>Sign in</a><p>Before you continue to checkout, choose a size.</p>")]
    [InlineData("<script src=\"https://js.datadome.co/tags.js\"></script><script src=\"//g.alicdn.com/baxia/x.js\"></script>")]
    public void An_ordinary_page_with_such_a_thing_on_it_is_none(string part)
    {
        var links = string.Concat(Enumerable.Range(0, 90).Select(i => $"<li><a href=/c/{i}>Category number {i}</a> with a line about what is sold there and why</li>"));
        Assert.Null(PageText.Read($"<!doctype html><title>Blue teapot, 1 l | Shop</title><body><h1>Blue teapot</h1>{part}<ul>{links}</ul><p>$19.99</p>").Guard);
    }

    [Theory]
    [InlineData("<title>Blue teapot</title><p>A fine teapot of blue clay. $19.99. In stock.</p>")]
    [InlineData("<html><body><div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript><script src=/main.js></script></body></html>")]
    [InlineData("<title>404 Not Found</title><h1>Not Found</h1>")]
    [InlineData("")]
    public void A_short_page_that_asks_nothing_is_none(string html) => Assert.Null(PageText.Read(html).Guard);

    [Fact]
    public void A_guard_always_names_its_evidence() => Gen.String.Sample(text => Assert.True(PageText.Read("<title>Robot check</title>" + text) is { Guard: null or { Evidence.Count: > 0 } }), iter: 200);
}
