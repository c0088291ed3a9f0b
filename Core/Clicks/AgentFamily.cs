using System.Buffers;

namespace Daogou.Core.Clicks;

/// <summary>The name of an app, browser or program as people know it.</summary>
internal static class AgentFamily
{
    private const int LongestName = 40;

    /// <summary>Chat and shop apps whose own browser opens links: people, whatever else their agents contain. The more special first.</summary>
    private static readonly (string Mark, string Family)[] Apps =
    [
        ("wxwork/", "WeCom"), ("MicroMessenger/", "WeChat"), ("DingTalk", "DingTalk"), ("Lark/", "Feishu"), ("Feishu", "Feishu"), ("AlipayClient", "Alipay"),
        ("AliApp(TB", "Taobao"), ("AliApp(TM", "Tmall"), ("AliApp(AP", "Alipay"), ("AliApp(", "Alibaba"), ("baiduboxapp", "Baidu"), ("BaiduBoxApp", "Baidu"), ("Weibo", "Weibo"), ("MQQBrowser", "QQ Browser"),
        (" QQ/", "QQ"), ("Qzone/", "QQ"), ("Telegram-Android", "Telegram"), ("Telegram/", "Telegram"), ("TelegramDesktop", "Telegram"), ("XiaoHongShu", "Xiaohongshu"), ("xhsdiscover", "Xiaohongshu"),
        ("discover/", "Xiaohongshu"), ("aweme", "Douyin"), ("BytedanceWebview", "Douyin"), ("ByteLocale", "TikTok"), ("musical_ly", "TikTok"), ("trill_", "TikTok"), ("NewsArticle/", "Toutiao"),
        ("Kwai/", "Kuaishou"), ("BiliApp", "Bilibili"), ("ZhihuHybrid", "Zhihu"), ("Quark/", "Quark"), ("UCBrowser", "UC"), ("SogouMobileBrowser", "Sogou"), ("SogouMSE", "Sogou"), ("BingSapphire", "Bing"),
        (" Line/", "LINE"), ("KAKAOTALK", "KakaoTalk"), ("NAVER(inapp", "Naver"), ("DaumApps", "Daum"), ("FBAN/", "Facebook"), ("FBAV/", "Facebook"), ("[FB_IAB", "Facebook"), ("Instagram ", "Instagram"),
        ("Barcelona ", "Threads"), ("Snapchat/", "Snapchat"), ("Twitter for ", "Twitter"), ("TwitterAndroid", "Twitter"), ("LinkedInApp", "LinkedIn"), ("[Pinterest/", "Pinterest"), ("Pinterest for", "Pinterest"),
        ("GSA/", "Google"), ("jdapp", "JD"), ("jdltapp", "JD"), ("pinduoduo", "Pinduoduo"), ("phh_android_version", "Pinduoduo"), ("vipshop", "VIP"), (" Viber/", "Viber"), ("ZaloApp", "Zalo"), ("Zalo ", "Zalo"),
        ("WhatsApp-", "WhatsApp"), ("bsalsa.com", "Internet Explorer"), ("DuckDuckGo/", "DuckDuckGo"), ("Ddg/", "DuckDuckGo"),
    ];

    private static readonly (string Mark, string Family)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("OPiOS/", "Opera"), ("OPT/", "Opera"), ("OPX/", "Opera"), ("Opera", "Opera"), ("SamsungBrowser", "Samsung"), ("HuaweiBrowser", "Huawei"), ("MiuiBrowser", "Xiaomi"), ("VivoBrowser", "Vivo"),
        ("HeyTapBrowser", "Oppo"), ("Silk/", "Silk"), ("Vivaldi/", "Vivaldi"), ("YaBrowser/", "Yandex"), ("Whale/", "Whale"), ("Brave", "Brave"), ("QQBrowser", "QQ Browser"), ("360SE", "360"), ("QihooBrowser", "360"),
        ("MetaSr", "Sogou"), ("Maxthon", "Maxthon"), ("LBBROWSER", "Liebao"), ("coc_coc_browser", "Coc Coc"), ("PlayStation", "PlayStation"), ("Nintendo", "Nintendo"), ("Tizen", "Tizen"), ("Web0S", "webOS"), ("SeaMonkey/", "SeaMonkey"),
        ("PaleMoon/", "Pale Moon"), ("Focus/", "Firefox"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Electron/", "Electron"), ("Chrome/", "Chrome"), ("Konqueror", "Konqueror"), ("BB10", "BlackBerry"),
        ("BlackBerry", "BlackBerry"), ("IEMobile", "Internet Explorer"), ("MSIE", "Internet Explorer"), ("Trident/", "Internet Explorer"), ("UCWEB", "UC"), ("Safari/", "Safari"), ("AppleWebKit/", "WebKit"), ("Gecko/", "Gecko"),
    ];

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!");
    private static readonly SearchValues<string> NameWords = SearchValues.Create(["bot", "crawler", "spider", "preview", "fetcher", "monitor"], StringComparison.OrdinalIgnoreCase);

    public static bool IsApp(string agent) => Array.Exists(Apps, app => agent.Contains(app.Mark, StringComparison.Ordinal));

    public static string OfBrowser(string agent) =>
        Apps.Concat(Browsers).Where(known => agent.Contains(known.Mark, StringComparison.Ordinal)).Select(known => known.Family).FirstOrDefault() ?? "other";

    /// <summary>A program's own name: the word around <paramref name="word"/>, around "bot" and its like, behind <c>compatible;</c>, or the first one.</summary>
    public static string OfProgram(string agent, SearchValues<string>? word)
    {
        var text = agent.AsSpan();
        var at = word is null ? -1 : text.IndexOfAny(word);
        if (at >= 0 && NameAt(text, at) is var named && named.ContainsAnyExcept('.', '-') && !named.StartsWith("http") && !named.StartsWith("www."))
        {
            return Cut(named);
        }
        if (text.IndexOfAny(NameWords) is >= 0 and var bot && NameAt(text, bot) is { Length: > 3 } botName && !botName.Contains('.'))
        {
            return Cut(botName);
        }
        if (text.IndexOf("compatible; ", StringComparison.OrdinalIgnoreCase) is >= 0 and var compatible && NameAt(text, compatible + 12) is { Length: > 0 } behind)
        {
            return Cut(behind);
        }
        return NameAt(text, 0) is { Length: > 0 } first ? Cut(first) : "other";
    }

    private static ReadOnlySpan<char> NameAt(ReadOnlySpan<char> text, int at)
    {
        var start = text[..at].LastIndexOfAnyExcept(NameCharacters) + 1;
        var length = text[at..].IndexOfAnyExcept(NameCharacters);
        var end = length < 0 ? text.Length : at + length;
        return start < end ? text[start..end] : [];
    }

    private static string Cut(ReadOnlySpan<char> name) => (name.Length > LongestName ? name[..LongestName] : name).ToString();
}
