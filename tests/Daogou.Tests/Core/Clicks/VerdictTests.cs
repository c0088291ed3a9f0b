using Daogou.Core.Clicks;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Clicks;

public sealed class VerdictTests
{
    [Theory]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49(0x18003137) NetType/WIFI Language/zh_CN", "WeChat")]
    [InlineData("Mozilla/5.0 (Linux; Android 13; V2241A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160065 MMWEBSDK/20231202 wxwork/4.1.16 MicroMessenger/7.0.1", "WeCom")]
    [InlineData("Mozilla/5.0 (Linux; Android 12; M2012K11AC) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/98.0.4758.102 MQQBrowser/6.2 TBS/046141 Mobile Safari/537.36 V1_AND_SQ_8.9.68_4264_YYB_D QQ/8.9.68.11565 NetType/WIFI", "QQ Browser")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 QQ/8.9.80.620 V1_IPH_SQ_8.9.80_1_APP_A", "QQ")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Weibo (iPhone14,5__weibo__13.9.2__iphone__os17.0)", "Weibo")]
    [InlineData("Mozilla/5.0 (Linux; Android 11; PCT-AL10) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/100.0.4896.58 Mobile Safari/537.36 AliApp(DingTalk/7.0.40) com.alibaba.android.rimet/28398061", "DingTalk")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/116.0 Safari/537.36 Lark/7.3.5 LarkLocale/zh_CN", "Feishu")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/21B74 Ariver/1.1.0 AliApp(AP/10.5.36.6000) Nebula WK RVKType(0) AlipayDefined(nt:WIFI) AlipayClient/10.5.36.6000", "Alipay")]
    [InlineData("Mozilla/5.0 (Linux; Android 10; EVR-AL00) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/97.0.4692.98 Mobile Safari/537.36 T7/13.50 SP-engine/2.88.0 baiduboxapp/13.50.0.10 (Baidu; P1 10)", "Baidu")]
    [InlineData("Mozilla/5.0 (Linux; Android 14; Google Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36 Telegram-Android/10.14.5 (Google Pixel 8; Android 14; SDK 34; HIGH)", "Telegram")]
    [InlineData("Mozilla/5.0 (Linux; U; Android 9; zh-cn; CUBOT X19) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/90.0 Mobile Safari/537.36", "Chrome")]
    [InlineData("Mozilla/5.0 (Linux; Android 9; CUBOT) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/90.0 Mobile Safari/537.36", "Chrome")]
    [InlineData("Mozilla/5.0 (Linux; Android 11; SM-A515F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/94.0 Mobile Safari/537.36 BingSapphire/24.1.410105307", "Bing")]
    [InlineData("Mozilla/5.0 (Linux; Android 8.1; PACM00) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/62.0 Mobile Safari/537.36 SogouMobileBrowser/5.25", "Sogou")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1", "Safari")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox")]
    [InlineData(A.ChromeOnAndroid, "Chrome")]
    public void People_are_people_also_inside_apps(string agent, string family)
    {
        var facts = AgentFacts.Of(agent);
        Assert.Equal((AgentKind.Browser, family), (facts.Kind, facts.Family));
        Assert.Equal(new Judged(ClickVerdict.Human, ""), VerdictRules.Judge(A.Visitor(agent), facts));
    }

    [Theory]
    [InlineData("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "bot")]
    [InlineData("Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)", "bot")]
    [InlineData("Sogou web spider/4.0(+http://www.sogou.com/docs/help/webmasters.htm#07)", "bot")]
    [InlineData("Mozilla/5.0 (Linux; Android 6.0.1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/41 Mobile Safari/537.36 (compatible; Bytespider; spider-feedback@bytedance.com)", "bot")]
    [InlineData("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)", "bot")]
    [InlineData("SomethingNew-bot/1.0", "bot")]
    [InlineData("curl/8.5.0", "tool")]
    [InlineData("python-requests/2.31.0", "tool")]
    [InlineData("Go-http-client/2.0", "tool")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0 Safari/537.36", "tool")]
    [InlineData("TelegramBot (like TwitterBot)", "preview")]
    [InlineData("WhatsApp/2.23.20.0", "preview")]
    [InlineData("facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", "preview")]
    [InlineData("Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)", "preview")]
    [InlineData("http.rb/5.1.1 (Mastodon/4.2.8; +https://mastodon.example/)", "preview")]
    public void Programs_are_kept_but_do_not_count(string agent, string reason) =>
        Assert.Equal(new Judged(ClickVerdict.Bot, reason), VerdictRules.Judge(A.Visitor(agent), AgentFacts.Of(agent)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    public void No_agent_is_suspect(string? agent) =>
        Assert.Equal(new Judged(ClickVerdict.Suspect, "no-agent"), VerdictRules.Judge(A.Visitor(agent), AgentFacts.Of(agent)));

    [Fact]
    public void Heads_and_prefetches_do_not_count_whoever_makes_them()
    {
        var agent = AgentFacts.Of(A.ChromeOnAndroid);
        Assert.Equal(new Judged(ClickVerdict.Bot, "head"), VerdictRules.Judge(A.Visitor() with { Method = "HEAD" }, agent));
        Assert.Equal(new Judged(ClickVerdict.Bot, "prefetch"), VerdictRules.Judge(A.Visitor() with { IsPrefetch = true }, agent));
        Assert.Equal(
            new Judged(ClickVerdict.Bot, "head,prefetch,tool"),
            VerdictRules.Judge(A.Visitor("curl/8") with { Method = "HEAD", IsPrefetch = true }, AgentFacts.Of("curl/8")));
    }

    [Fact]
    public void A_very_long_agent_is_cut_before_it_is_judged_or_kept() =>
        Assert.Equal(512, AgentFacts.Of(new string('x', 5000) + "Googlebot").Agent!.Length);
}
