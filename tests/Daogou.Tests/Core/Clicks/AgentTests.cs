using System.Diagnostics;
using CsCheck;
using Daogou.Core.Clicks;
using Xunit;

namespace Daogou.Tests.Core.Clicks;

/// <summary>People and programs as they were met in the wild, from memory; the rules of <see cref="AgentShape"/> stand behind the names.</summary>
public sealed class AgentTests
{
    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0", "Edge")]
    [InlineData("Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0; SLCC2; .NET CLR 2.0.50727; FDM)", "Internet Explorer")]
    [InlineData("Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 5.1; Embedded Web Browser from: http://bsalsa.com/; .NET CLR 1.1.4322)", "Internet Explorer")]
    [InlineData("Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko", "Internet Explorer")]
    [InlineData("Mozilla/5.0 (compatible; Konqueror/4.5; FreeBSD) KHTML/4.5.4 (like Gecko)", "Konqueror")]
    [InlineData("Mozilla/5.0 (PLAYSTATION 3; 3.55)", "other")]
    [InlineData("Mozilla/5.0 (PlayStation; PlayStation 5/6.00) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.4 Safari/605.1.15", "PlayStation")]
    [InlineData("Mozilla/5.0 (Nintendo Switch; WifiWebAuthApplet) AppleWebKit/609.4 (KHTML, like Gecko) NF/6.0.2.21.3 NintendoBrowser/5.1.0.22474", "Nintendo")]
    [InlineData("Mozilla/5.0 (SMART-TV; LINUX; Tizen 5.5) AppleWebKit/537.36 (KHTML, like Gecko) 69.0.3497.106.1/5.5 TV Safari/537.36", "Tizen")]
    [InlineData("Opera/9.80 (J2ME/MIDP; Opera Mini/4.2.14912/870; U; id) Presto/2.4.15", "Opera")]
    [InlineData("NokiaN70-1/5.0609.2.0.1 Series60/2.8 Profile/MIDP-2.0 Configuration/CLDC-1.1 UP.Link/6.3.1.13.0", "other")]
    [InlineData("BlackBerry9700/5.0.0.862 Profile/MIDP-2.1 Configuration/CLDC-1.1 VendorID/331", "BlackBerry")]
    [InlineData("DoCoMo/2.0 N905i(c100;TB;W24H16)", "other")]
    [InlineData("Lynx/2.8.9rel.1 libwww-FM/2.14 SSL-MM/1.4.1", "other")]
    [InlineData("Links (2.21; Linux 5.4.0 x86_64; GNU C 9.3; text)", "other")]
    [InlineData("Mozilla/5.0 (Linux; Android 10; CUBOT_NOTE_20) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36", "Chrome")]
    [InlineData("Mozilla/5.0 (Linux; Android 13; Pixel 7 Build/TQ3A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/119 Mobile Safari/537.36 GSA/14.46", "Google")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/418.0;FBBV/1;FBDV/iPhone14,5;FBOP/5]", "Facebook")]
    [InlineData("Mozilla/5.0 (Linux; Android 9; vivo X21A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/62 Mobile Safari/537.36 VivoBrowser/6.6", "Vivo")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Slack/4.33.73 Chrome/114 Electron/25.3.0 Safari/537.36", "Electron")]
    public void Browsers_old_and_new_are_people(string agent, string family)
    {
        var facts = AgentFacts.Of(agent);
        Assert.Equal((AgentKind.Browser, family), (facts.Kind, facts.Family));
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "Googlebot")]
    [InlineData("Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)", "AhrefsBot")]
    [InlineData("Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)", "Slurp")]
    [InlineData("Mozilla/5.0 (compatible; SomethingNobodyKnows/1.0)", "SomethingNobodyKnows")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko; compatible; Whatever/1.0) Chrome/120 Safari/537.36", "Whatever")]
    [InlineData("Mozilla/5.0 (Unknown; Linux x86_64) AppleWebKit/538.1 (KHTML, like Gecko) PhantomJS/2.1.1 Safari/538.1", "PhantomJS")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/119.0.0.0 Safari/537.36", "HeadlessChrome")]
    [InlineData("Mozilla/5.0 (Macintosh) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109 Safari/537.36 GomezAgent 3.0", "GomezAgent")]
    [InlineData("Mozilla/3.0 (compatible; Indy Library)", "Indy")]
    [InlineData("Mozilla/5.0 (Windows NT; Windows NT 10.0; de-DE) WindowsPowerShell/5.1.22621.963", "WindowsPowerShell")]
    [InlineData("Mozilla/5.0", "Mozilla")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "Mozilla")]
    [InlineData("Mozilla/5.0 (X11; Linux) somebody (contact: me@crawl.example.com)", null)]
    [InlineData("NetNewsWire (RSS Reader; https://netnewswire.com/)", "NetNewsWire")]
    [InlineData("Tcl http client package 2.7.9", "Tcl")]
    [InlineData("Apache-HttpClient/4.5.13 (Java/11.0.11)", "Apache-HttpClient")]
    [InlineData("okhttp/4.9.3", "okhttp")]
    [InlineData("Dalvik/2.1.0 (Linux; U; Android 11; SM-G991B Build/RP1A.200720.012)", "Dalvik")]
    [InlineData("node", "node")]
    [InlineData("Monit/5.33.0", "Monit")]
    [InlineData("FeedBurner/1.0 (http://www.FeedBurner.com)", "FeedBurner")]
    [InlineData("Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", "Slackbot-LinkExpanding")]
    [InlineData("Iframely/1.3.1 (+https://iframely.com/docs/about)", "Iframely")]
    [InlineData("MyOwnBot2 for tests", "MyOwnBot2")]
    [InlineData("Mozilla/4.0 (compatible)", null)]
    [InlineData("Viber/13.0.0 CFNetwork/1128", "Viber")]
    public void Programs_are_known_by_name_or_by_shape(string agent, string? family)
    {
        var facts = AgentFacts.Of(agent);
        Assert.NotEqual(AgentKind.Browser, facts.Kind);
        Assert.Equal(family ?? facts.Family, facts.Family);
    }

    [Theory]
    [InlineData("Sec-Purpose", "prefetch;prerender", true)]
    [InlineData("Purpose", "prefetch", true)]
    [InlineData("X-Purpose", "preview", true)]
    [InlineData("X-Moz", "prefetch", true)]
    [InlineData("Sec-Purpose", "", false)]
    [InlineData("Accept", "prefetch", false)]
    public void A_browser_that_fetches_ahead_says_so(string name, string value, bool ahead) =>
        Assert.Equal(ahead, Visitor.Prefetches(asked => asked == name ? value : null));

    [Fact]
    public void Whatever_the_agent_there_are_facts_and_soon()
    {
        var watch = Stopwatch.StartNew();
        Gen.String.Sample(agent => AgentFacts.Of(agent) is { Family.Length: > 0 and <= 40 });
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20));
    }
}
