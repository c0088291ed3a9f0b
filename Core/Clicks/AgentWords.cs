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
        "redditbot", "Mastodon/", "Pleroma", "Misskey/", "Akkoma", "Friendica", "compatible; Synapse", "Bluesky Cardyb", "Snap URL Preview", "SnapchatUrlPreview",
        "Google-PageRenderer", "GoogleMessages", "Google-snippet", "SkypeSpaces", "Teams-LinkPreview", "QQ-URL-Manager", "Pinterest/0.", "Tumblr/", "Google (+https://developers.google.com/+/web/snippet", "ViberUrlDownloader", "LineBot",
        "line-poker", "kakaotalk-scrap", "kakaostory-og-reader", "ZaloPC-bot", "Signal-LinkPreview", "Lark-LinkPreview", "FeishuLinkPreview", "LarkUrl2Meta", "DingTalkBot",
        "DingTalk-LinkPreview", "WeComLinkPreview", "FlipboardProxy", "XING-contenttabreceiver", "OpenGraph", "LinkPreview", "link-preview",
        "unfurl", "Mattermost-Bot", "RocketChat/", "ZulipURLPreview", "Element-URL-Preview", "Bitlybot", "Nuzzel", "HubSpot Page Fetcher");

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

    /// <summary>What stands in the names of crawlers, readers and checkers but of no browser, anywhere in the text.</summary>
    public static readonly SearchValues<string> BotLike = Words(
        "crawl", "spider", "robot", "http://", "https://", "www.", "scrap", "archive.org", "archiver", "fetcher", "fetch/", "prefetch", "harvest", "extractor",
        "monitor", "healthcheck", "health-check", "health check", "uptime", "validator", "checker", "linkcheck", "link check", "checklink", "linkscan", "link sleuth",
        "feedreader", "feedparser", "feed/", "feeder", "feedburner", "feeddemon", "feedly", "rssreader", "rss/", "rssowl", "rssbandit", "librss", "akregator", "liferea",
        "newsblur", "newsgator", "netnewswire", "newsbeuter", "newsboat", "sharpreader", "greatnews", "theoldreader", "vienna/", "bloglines", "podcast",
        "teoma", "ask jeeves", "slurp", "ichiro", "heritrix", "nutch", "grub-client", "gigablast", "convera", "scooter", "teleport", "httrack",
        "webcopier", "offline explorer", "webzip", "webstripper", "webreaper", "webwhacker", "sitesnagger", "blackwidow", "screaming frog", "xenu", "linkwalker",
        "indexer", "a6-indexer", "sistrix", "searchmetrics", "majestic", "moreover", "netcraft", "netresearch", "domaintools", "dataprovider", "panscient", "ltx71",
        "tineye", "wotbox", "linkfluence", "trendiction", "trendsmap", "admantx", "proximic", "grapeshot", "integral ad", "adbeat", "addthis", "outbrain", "peer39",
        "gomezagent", "keynote", "ktxn", "catchpoint", "dynatrace", "ruxit", "appinsights", "alertsite", "thousandeyes", "synthetic", "statuscake", "pingdom", "nodeping",
        "checkly", "uptrends", "monitis", "rigor/", "site24x7", "wormly", "watchmouse", "panopta", "zabbix", "nagios", "check_http", "icinga", "yottaa", "speedcurve",
        "dareboost", "gtmetrix", "pagespeed", "page speed", "webpagetest", "sitespeed", "yellowlab", "lighthouse", "prerender", "rendertron", "screenshot", "thumbnail",
        "thumbshots", "websnapr", "snapito", "browsershots", "urlbox", "web preview", "preview/", "linkpreview", "previewer", "snippet", "embedder", "metauri", "unwindfetch",
        "google-site", "google-ad", "google-read", "google-structured", "google-inspection", "google-amp", "google-sear", "google-lens", "google-cloud", "google-xrawler", "google-apps", "google-speakr",
        "google-physical", "google-extended", "google-safety", "google-notebook", "google-transparency", "google-certificates", "google-favicon", "google-http", "google-test", "google-shopping",
        "google-assoc", "google-youtube", "google-firebase", "google-page", "google-gmail", "google-calendar", "google-agent", "-google", "ips-agent", "cloudmapping", "facebookexternal", "googleimageproxy", "googleproducer", "googledocs", "googleweblight", "google favicon", "google wireless", "google_analytics_snippet",
        "yandexbot", "yandex.com/bots", "yahooseeker", "yahoocachesystem", "yahoo pipes", "yahoo! slurp", "yahoo link preview", "bingpreview", "msiecrawler",
        "microsoft url control", "ms frontpage", "ms-office", "microsoft-webdav", "cryptoapi", "office existence", "frontpage", "webdav", "security scan", "scanner",
        "vulnerab", "nessus", "openvas", "nikto", "acunetix", "netsparker", "w3af", "arachni", "zmeu", "morfeus", "qualys", "detectify", "sucuri", "sqlmap", "nuclei",
        "zgrab", "masscan", "censys", "shodan", "l9explore", "l9tcpid", "internet-measurement", "pentest", "exploit", "wpscan", "burpcollab",
        "seokicks", "seoscan", "seocheck", "seo-", "semrush", "ahrefs", "serpstat", "optimizer", "backlink", "siteaudit", "site audit", "siteexplorer", "sitechecker",
        "ezooms", "facebookplatform", "whatsmyip", "wordpress.com", "wordpress/", "w3c", "jigsaw", "css validator", "htmlparser", "newspaper/",
        "aihit", "aisearch", "ai2bot", "gptbot", "chatgpt-", "claude-", "perplexity-", "cohere", "diffbot", "mistralai", "deepseek", "img2dataset",
        "web research", "survey", "daum/", "naver.me", "hatena", "livedoor", "y!j-", "genieo", "qwantify", "mail.ru_bot", "stackrambler",
        "coccoc-", "summify", "flipboard", "paper.li", "instapaper", "pocketparser", "pocketimagecache", "readability", "evernote web", "scoop", "postrank");

    /// <summary>Libraries, scripting languages and driven browsers that call themselves Mozilla too.</summary>
    public static readonly SearchValues<string> Tools = Words(
        "curl/", "Wget", "libwww-perl", "libwww/", "W3CLineMode", "LWP::", "lwp-", "python", "aiohttp", "httpx/", "urllib", "Go-http-client", "okhttp", "HttpClient", "Http_Client", "Jakarta", "axios/", "node-fetch",
        "superagent", "undici", "node.js", "nodejs", "got (", "Guzzle", "php/", "phpcrawl", "pecl::", "Faraday", "RestSharp", "Postman", "insomnia/", "HTTPie",
        "reqwest", "hyper/", "colly", "Headless", "PhantomJS", "SlimerJS", "CasperJS", "Puppeteer", "Playwright", "Selenium", "webdriver", "wkhtmlto", "HtmlUnit",
        "jsdom", "Zombie", "Nightmare", "Cypress", " splash ", "ApacheBench", "JMeter", "Vegeta", "fasthttp", "WinHttp", "WinInet Test", "Mechanize", "HTTrack", "Indy Library",
        "PowerShell", "PycURL", "Typhoeus", "Snoopy", "CFNetwork-scan", "LoadRunner", "gatling", "locust", "artillery", "httperf", "Fiddler", "simplehttp", "Scrapy", "Dart/",
        "URLGrabber", "LeechGet", "aria2", "Embarcadero URI");

    /// <summary>
    /// How the agents of browsers begin that never called themselves Mozilla: text browsers, consoles, and phones that put their model first.
    /// </summary>
    public static readonly string[] BrowserStarts =
    [
        "Opera/", "Opera ", "Nokia", "SAMSUNG", "SEC-", "SGH-", "GT-", "LG-", "LGE", "LG ", "LG/", "MOT-", "MOTO", "SonyEricsson", "Sony", "BlackBerry", "HTC", "HUAWEI", "HONOR", "ZTE", "Lenovo", "Alcatel", "SAGEM", "SIE-",
        "Siemens", "SHARP", "PANTECH", "Palm", "Philips", "Panasonic", "KYOCERA", "Sanyo", "KDDI", "DoCoMo", "SoftBank", "Vodafone", "J-PHONE", "portalmmm", "UP.Browser", "UCWEB", "UCBrowser", "JUC",
        "NetFront", "Lynx/", "Links ", "ELinks", "w3m", "Dillo", "NetSurf", "Galaxy/", "Xiaomi", "MAUI", "Micromax", "Karbon", "LAVA", "GIONEE", "TIANYU", "K-Touch", "CoolPad", "OPPO", "vivo",
        "Haier", "amoi", "TCL-", "INQ", "T-Mobile", "PSP", "PLAYSTATION", "Nintendo", "Emacs", "amaya", "NCSA", "Mosaic", "IBM WebExplorer", "iCab", "Doris", "Teleca", "Obigo", "POLARIS", "Cyberdog",
        "Contiki", "HotJava", "Surf/", "Uzbl", "edbrowse", "Spice", "Fly_", "Qtek", "BenQ", "BIRD", "Hisense", "Konka", "Tecno", "Itel", "Infinix", "Safari/", "Firefox/", "Chrome/", "Android ",
        "ICE Browser", "Netscape", "QtWeb", "MQQBrowser", "HbbTV", "Roku/", "VIERA", "IUC", "XBLWP7", "AUDIOVOX", "CDM-", "NEC-", "Mitsu", "Toshiba", "Casio", "Danger", "Helio", "UTS", "Zetta", "Lephone",
    ];

    /// <summary>What may follow <c>compatible;</c> in a browser's agent; crawlers put their own names there.</summary>
    public static readonly string[] CompatibleBrowsers =
    [
        "MSIE", "Konqueror", "iCab", "IBrowse", "AmigaVoyager", "OmniWeb", "NetPositive", "Lotus", "Linux", "U;", "U ", "Android", "WebTV", "Windows", "X11", "Macintosh", "Polaris", "Charon", "Escape",
        "NetFront", "Dillo", "AvantGo", "Elaine", "Opera", "Blazer", "EudoraWeb", "Maemo", "Teleca", "Jasmine", "BOLT", "Iris", "ANT", "AOL", "Sony", "WebPositive", "ABrowse", "HbbTV", "Galeon", "Safari", "IEMobile",
        "NetBox", "Nitro", "Planetweb", "Arachne", "WorldWideWeb", "Trident",
    ];

    private static SearchValues<string> Words(params ReadOnlySpan<string> words) => SearchValues.Create(words, StringComparison.OrdinalIgnoreCase);
}
