using System.Collections.Concurrent;

namespace Daogou.Core.Clicks;

public enum AgentKind
{
    Browser = 1,
    Preview = 2,
    Bot = 3,
    Tool = 4,
    None = 5,
}

/// <summary>What a user agent says it is.</summary>
/// <param name="Agent">At most 512 characters of it; null when there was none.</param>
/// <param name="Family">The app or browser as people know it.</param>
public sealed record AgentFacts(AgentKind Kind, string? Agent, string Family)
{
    private const int LongestAgent = 512;
    private const int MostRemembered = 10_000;
    private static readonly AgentFacts Nobody = new(AgentKind.None, null, "none");
    private static readonly ConcurrentDictionary<string, AgentFacts> Remembered = new(StringComparer.Ordinal);

    /// <summary>Chat and shop apps whose own browser opens links: people, whatever else their agents contain. The more special first.</summary>
    private static readonly (string Mark, string Family)[] Apps =
    [
        ("wxwork/", "WeCom"), ("MicroMessenger/", "WeChat"), ("DingTalk", "DingTalk"), ("Lark/", "Feishu"), ("Feishu", "Feishu"), ("AlipayClient", "Alipay"),
        ("AliApp(TB", "Taobao"), ("AliApp(", "Alibaba"), ("baiduboxapp", "Baidu"), ("BaiduBoxApp", "Baidu"), ("Weibo", "Weibo"), ("MQQBrowser", "QQ Browser"), (" QQ/", "QQ"), ("Qzone/", "QQ"),
        ("Telegram-Android", "Telegram"), ("Telegram/", "Telegram"), ("TelegramDesktop", "Telegram"), ("XiaoHongShu", "Xiaohongshu"), ("discover/", "Xiaohongshu"), ("aweme", "Douyin"),
        ("BytedanceWebview", "Douyin"), ("Quark/", "Quark"), ("UCBrowser", "UC"), ("SogouMobileBrowser", "Sogou"), ("SogouMSE", "Sogou"), ("BingSapphire", "Bing"), ("Line/", "LINE"),
        ("FBAN/", "Facebook"), ("FBAV/", "Facebook"), ("Instagram ", "Instagram"), ("Snapchat/", "Snapchat"), ("jdapp", "JD"), ("pinduoduo", "Pinduoduo"),
    ];

    private static readonly (string Mark, string Family)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung"), ("HuaweiBrowser", "Huawei"), ("MiuiBrowser", "Xiaomi"), ("VivoBrowser", "Vivo"),
        ("HeyTapBrowser", "Oppo"), ("Silk/", "Silk"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    /// <summary>The facts of an agent. The usual few thousand are remembered; the rest is judged anew.</summary>
    public static AgentFacts Of(string? agent)
    {
        if (string.IsNullOrWhiteSpace(agent))
        {
            return Nobody;
        }
        if (Remembered.TryGetValue(agent, out var facts))
        {
            return facts;
        }
        var cut = agent.Length > LongestAgent ? agent[..LongestAgent] : agent;
        facts = new AgentFacts(KindOf(cut), cut, FamilyOf(cut));
        if (Remembered.Count >= MostRemembered)
        {
            Remembered.Clear();
        }
        if (agent.Length <= LongestAgent)
        {
            Remembered.TryAdd(agent, facts);
        }
        return facts;
    }

    private static AgentKind KindOf(string agent)
    {
        var text = agent.AsSpan();
        if (text.ContainsAny(AgentWords.Previews))
        {
            return AgentKind.Preview;
        }
        if (text.ContainsAny(AgentWords.Bots))
        {
            return AgentKind.Bot;
        }
        if (Array.Exists(Apps, app => agent.Contains(app.Mark, StringComparison.Ordinal)))
        {
            return AgentKind.Browser;
        }
        if (text.ContainsAny(AgentWords.Tools))
        {
            return AgentKind.Tool;
        }
        return text.ContainsAny(AgentWords.BotLike) && !agent.Contains("cubot", StringComparison.OrdinalIgnoreCase) ? AgentKind.Bot : AgentKind.Browser;
    }

    private static string FamilyOf(string agent) =>
        Apps.Concat(Browsers).Where(known => agent.Contains(known.Mark, StringComparison.Ordinal)).Select(known => known.Family).FirstOrDefault() ?? "other";
}
