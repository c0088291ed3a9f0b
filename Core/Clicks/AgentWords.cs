using System.Buffers;

namespace Daogou.Core.Clicks;

/// <summary>
/// The words by which programs give themselves away in a user agent. Literals only: thousands of hits a second are judged by them, and the
/// text is the visitor's to choose, so no regular expression ever sees it.
/// </summary>
internal static class AgentWords
{
    /// <summary>Fetchers that draw a card of a link in a chat or a timeline.</summary>
    public static readonly SearchValues<string> Previews = Words(
        "TelegramBot", "WhatsApp/", "facebookexternalhit", "facebookcatalog", "Facebot", "meta-externalfetcher", "Twitterbot", "Slackbot-LinkExpanding",
        "Slack-ImgProxy", "Slackbot", "Discordbot", "LinkedInBot", "SkypeUriPreview", "MicrosoftPreview", "Iframely", "Embedly", "vkShare", "Pinterestbot",
        "redditbot", "Mastodon/", "Pleroma", "Misskey/", "Akkoma", "Friendica", "Synapse", "Bluesky Cardyb", "Snap URL Preview", "SnapchatUrlPreview",
        "Google-PageRenderer", "GoogleMessages", "Google (+https://developers.google.com/+/web/snippet", "Viber/", "ViberUrlDownloader", "LineBot",
        "line-poker", "kakaotalk-scrap", "ZaloPC-bot", "Signal-LinkPreview", "Lark-LinkPreview", "FeishuLinkPreview", "LarkUrl2Meta", "DingTalkBot",
        "DingTalk-LinkPreview", "WeComLinkPreview", "FlipboardProxy", "XING-contenttabreceiver", "OpenGraph", "LinkPreview", "link-preview",
        "unfurl", "Mattermost-Bot", "Rocket.Chat", "Zulip", "Element-URL-Preview", "Bitlybot", "Nuzzel", "HubSpot Page Fetcher");

    /// <summary>Crawlers, checkers and archives by name.</summary>
    public static readonly SearchValues<string> Bots = Words(
        "Googlebot", "AdsBot-Google", "Mediapartners-Google", "Google-InspectionTool", "GoogleOther", "Google-Extended", "APIs-Google",
        "Google-Read-Aloud", "Google Favicon", "FeedFetcher-Google", "Storebot-Google", "bingbot", "BingPreview", "msnbot", "adidxbot", "Slurp",
        "DuckDuckBot", "DuckAssistBot", "YandexBot", "YandexImages", "YandexMobileBot", "YandexAccessibilityBot", "YaDirectFetcher",
        "Baiduspider", "Baidu-YunGuanCe", "baiduboxapp-spider", "Sogou web spider", "Sogou inst spider", "Sogou-Test-Spider", "Sogou Pic Spider",
        "Sogou News Spider", "Sogou Orion spider", "360Spider", "HaosouSpider", "YisouSpider", "Bytespider", "ToutiaoSpider", "PetalBot", "AspiegelBot",
        "JikeSpider", "EasouSpider", "ChinasoSpider", "coccocbot", "SeznamBot", "Exabot", "Qwantify", "Qwantbot", "MojeekBot", "Yeti/",
        "Daum/", "Applebot", "Amazonbot", "amazon-kendra", "GPTBot", "ChatGPT-User", "OAI-SearchBot", "ClaudeBot", "Claude-Web", "anthropic-ai",
        "PerplexityBot", "Perplexity-User", "cohere-ai", "CCBot", "Diffbot", "meta-externalagent", "FacebookBot", "YouBot", "MistralAI-User",
        "ImagesiftBot", "Timpibot", "omgili", "AhrefsBot", "AhrefsSiteAudit", "SemrushBot", "SiteAuditBot", "MJ12bot", "DotBot", "rogerbot", "BLEXBot",
        "DataForSeoBot", "serpstatbot", "Screaming Frog", "SEOkicks", "linkdexbot", "spbot", "Barkrowler", "MegaIndex", "SeekportBot", "ZoominfoBot",
        "UptimeRobot", "Pingdom", "StatusCake", "Site24x7", "NewRelicPinger", "Datadog/Synthetics", "DatadogSynthetics", "Better Uptime Bot",
        "HetrixTools", "updown.io", "GTmetrix", "Chrome-Lighthouse", "Lighthouse", "PageSpeed", "PTST/", "W3C_Validator", "W3C-checklink",
        "Nmap Scripting Engine", "masscan", "zgrab", "Nuclei", "sqlmap", "Nikto", "WPScan", "CensysInspect", "Expanse", "NetcraftSurveyAgent",
        "InternetMeasurement", "Palo Alto Networks", "Shodan", "archive.org_bot", "ia_archiver", "heritrix", "Wayback", "Nutch", "Scrapy",
        "Feedly", "Feedbin", "Inoreader", "NewsBlur", "Tiny Tiny RSS", "Miniflux", "FreshRSS", "Superfeedr", "Feedspot", "MagpieRSS", "SimplePie",
        "TurnitinBot", "Neevabot", "KomodiaBot", "Sitebulb", "CriteoBot", "AdsTxtCrawler", "IAS Crawler", "ias-va", "Grapeshot", "proximic",
        "TTD-Content", "DoubleVerify", "SafeDNSBot", "Cloudflare-AlwaysOnline", "CloudFlare-Prefetch", "CheckMarkNetwork", "BrightEdge",
        "Barracuda Sentinel", "Proofpoint", "Mimecast", "SafeLinks", "MicrosoftSafeLinks", "Trend Micro", "FortiGuard", "Symantec", "ZScaler-Scan");

    /// <summary>What nearly every crawler puts into its name. Not asked of a phone whose maker is called Cubot.</summary>
    public static readonly SearchValues<string> BotLike = Words(
        "bot/", "bot;", "bot)", "bot,", "-bot", "_bot", "robot", "crawler", "crawling", "spider/", "spider;", "spider)", "-spider", "webspider", "scraper",
        "fetcher/", "archiver", "monitoring", "healthcheck", "health-check", "uptime", "validator", "http://www.", "+http");

    /// <summary>Libraries and driven browsers.</summary>
    public static readonly SearchValues<string> Tools = Words(
        "curl/", "Wget/", "libwww-perl", "lwp-trivial", "LWP::", "python-requests", "python-urllib", "Python/", "aiohttp", "python-httpx", "urllib3",
        "Go-http-client", "Go 1.1 package http", "okhttp/", "Java/", "Apache-HttpClient", "Jakarta Commons", "HttpClient/", "Dalvik/", "axios/", "node-fetch",
        "node-superagent", "undici", "got (https", "GuzzleHttp", "PHP/", "Faraday", "Ruby", "RestSharp", "PostmanRuntime", "insomnia/", "HTTPie",
        "reqwest/", "hyper/", "Deno/", "Bun/", "colly", "HeadlessChrome", "PhantomJS", "SlimerJS", "Puppeteer", "Playwright", "Selenium", "webdriver", "wkhtmlto",
        "ApacheBench", "hey/", "wrk/", "k6/", "Siege", "JMeter", "Vegeta", "fasthttp", "libcurl", "WinHttp", "CFNetwork-scan", "Mechanize", "HTTrack");

    private static SearchValues<string> Words(params ReadOnlySpan<string> words) => SearchValues.Create(words, StringComparison.OrdinalIgnoreCase);
}
