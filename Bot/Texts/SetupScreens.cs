using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Daogou.Bot.Commands;
using Daogou.Core.Members;
using Daogou.Core.Outbox;

namespace Daogou.Bot.Texts;

/// <summary>The screens of <c>/setup</c>; each takes the place of the one before it.</summary>
internal static class SetupScreens
{
    private static readonly string[] Zones =
    [
        "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Singapore", "Asia/Tokyo", "Europe/London", "Europe/Berlin", "America/New_York", "America/Los_Angeles", "UTC",
    ];

    private static readonly int[] Hours = [7, 8, 9, 10, 12, 15, 18, 19, 20, 21];
    private static readonly int[] Percents = [0, 5, 10, 15, 20, 30, 40, 50];
    private static readonly int[] WeekNumbers = [7, 14, 21, 28, 35, 42];
    private static readonly int[] LeastScores = [10, 20, 30, 40, 50];
    private static readonly int[] Numbers = [3, 4, 5, 6, 8, 10];

    public static ChatBody Home(Group group)
    {
        var language = group.Language;
        var text = new StringBuilder(Words.In(language, "⚙️ <b>群设置</b>", "⚙️ <b>This group's settings</b>"));
        Line(text, Words.In(language, "每日精选", "Daily digest"), Hour(group));
        Line(text, Words.In(language, "时区", "Time zone"), group.Zone);
        Line(text, Words.In(language, "安静时段", "Quiet hours"), Quiet(group));
        Line(text, Words.In(language, "品类", "Categories"), Join(group.Categories, Words.In(language, "全部", "all")));
        Line(text, Words.In(language, "关键词", "Words"), Join(group.Words, Words.In(language, "不限", "any")));
        Line(text, Words.In(language, "排除", "Excluded"), Join(group.ExcludedWords, Words.In(language, "无", "none")));
        Line(text, Words.In(language, "最低折扣", "At least off"), Percent(group.MinDiscountBp, language));
        Line(text, Words.In(language, "每次最多", "At most"), When.Count(group.MaxItems, language, "个", "deal"));
        if (group.WeekItems is { } week)
        {
            Line(text, Words.In(language, "七天最多", "At most in seven days"), When.Count(week, language, "个", "deal"));
        }
        if (group.LeastScore is { } least)
        {
            Line(text, Words.In(language, "评分至少", "Score at least"), Number(least));
        }
        if (group.RevenueBp > 0)
        {
            Line(text, Words.In(language, "排序时佣金占", "Commission weighs in the ranking"), Percent(group.RevenueBp, language));
        }
        return new ChatBody(text.ToString())
        {
            Buttons =
            [
                [Button(language, "🕘 时间", "🕘 Time", "hour"), Button(language, "🌏 时区", "🌏 Zone", "zone"), Button(language, "🌙 安静", "🌙 Quiet", "quiet")],
                [Button(language, "🗂 品类", "🗂 Categories", "category"), Button(language, "％ 折扣", "％ Discount", "discount"), Button(language, "🔢 数量", "🔢 Number", "items")],
                [Button(language, "📆 每周上限", "📆 A week", "week"), Button(language, "⭐ 最低评分", "⭐ Least score", "least")],
                [Button(language, "✍️ 关键词", "✍️ Words", "words"), Button(language, "🚫 排除词", "🚫 Excluded", "exclude")],
                [Button(language, "🌐 语言", "🌐 Language", "lang"), Button(language, "👀 预览", "👀 Preview now", "preview")],
            ],
        };
    }

    /// <summary>The choices of one setting; null for a setting that has none.</summary>
    public static ChatBody? Of(Group group, string what) => what switch
    {
        "hour" => Choose(
            group,
            Words.In(group.Language, "每天几点发精选？", "At what time shall the digest go out?"),
            [.. Hours.Select(hour => (GroupTexts.Clock(hour * 60), "hour:" + Number(hour))), (Words.In(group.Language, "不发", "Off"), "hour:off")],
            4),
        "zone" => Choose(
            group,
            Words.In(group.Language, "用哪个时区？其他时区：/setup zone Europe/Paris", "Which time zone? For others: /setup zone Europe/Paris"),
            [.. Zones.Select(zone => (zone, "zone:" + zone))],
            2),
        "quiet" => Choose(
            group,
            Words.In(group.Language, "什么时候不打扰？也可以发：/setup quiet 23:30-7", "When shall I be quiet? Or send: /setup quiet 23:30-7"),
            [("22:00–08:00", "quiet:22-8"), ("23:00–07:00", "quiet:23-7"), ("00:00–09:00", "quiet:0-9"), (Words.In(group.Language, "不设", "Never"), "quiet:off")],
            2),
        "lang" => Choose(group, Words.In(group.Language, "用哪种语言？", "Which language?"), [("中文", "lang:zh"), ("English", "lang:en")], 2),
        "discount" => Choose(
            group,
            Words.In(group.Language, "至少便宜多少才发？按平时的真实价格算。", "How much must be off, reckoned from the usual price?"),
            [.. Percents.Select(percent => (Percent(percent * 100, group.Language), "discount:" + Number(percent)))],
            4),
        "items" => Choose(
            group,
            Words.In(group.Language, "每次最多几个？", "At most how many at a time?"),
            [.. Numbers.Select(items => (Number(items), "items:" + Number(items)))],
            3),
        "week" => Choose(
            group,
            Words.In(group.Language, "七天里最多发几个？宁缺毋滥。", "At most how many in seven days? Fewer and better is fine."),
            [.. WeekNumbers.Select(items => (Number(items), "week:" + Number(items))), (Words.In(group.Language, "不限", "Any"), "week:off")],
            4),
        "least" => Choose(
            group,
            Words.In(group.Language, "评分低于多少就不发？（满分约 100）", "Below which score is a deal not worth a message? (about 100 is the best)"),
            [.. LeastScores.Select(score => (Number(score), "least:" + Number(score))), (Words.In(group.Language, "不限", "Any"), "least:off")],
            4),
        _ => null,
    };

    public static ChatBody Categories(Group group, IReadOnlyList<string> known)
    {
        var chosen = SetupChange.List(group.Categories);
        var choices = known.Take(16)
            .Select(category => ((chosen.Contains(category, StringComparer.Ordinal) ? "✓ " : "") + Titles.Short(category, 24), "category:" + CategoryKey(category)))
            .Append(((chosen.Count == 0 ? "✓ " : "") + Words.In(group.Language, "全部", "All"), "category:all"));
        return Choose(group, Words.In(group.Language, "要哪些品类？可以多选。", "Which categories? Choose any number."), [.. choices], 2);
    }

    /// <summary>A name of any length as a few characters that fit into a button.</summary>
    public static string CategoryKey(string category) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(category)))[..12];

    public static ChatBody AskWords(Group group, string what) => new(what == "words"
        ? Words.In(
            group.Language,
            "✍️ 请<b>回复这条消息</b>，写上要的关键词，用空格分开。\n只发含有其中任意一个的好价；回复 - 表示不限。",
            "✍️ <b>Reply to this message</b> with the words you want, separated by spaces.\nOnly deals with one of them are posted; reply - for any.")
        : Words.In(
            group.Language,
            "🚫 请<b>回复这条消息</b>，写上不要的词，用空格分开。\n回复 - 表示没有。",
            "🚫 <b>Reply to this message</b> with the words you do not want, separated by spaces.\nReply - for none."))
    {
        Buttons = [[Button(group.Language, "← 返回", "← Back", "home")]],
    };

    public static ChatBody NotUnderstood(Group group, string what) => new(Words.In(
        group.Language,
        $"「{Html.Text(what)}」这样设置不了。请用 /setup 的按钮。",
        $"I cannot set “{Html.Text(what)}” to that. Please use the buttons of /setup."));

    public static ChatBody NothingToPreview(Group group, int considered) => new(Words.In(
        group.Language,
        $"按现在的设置，没有可以发的好价（看过 {considered} 个）。\n放宽一点折扣、品类或关键词试试。",
        $"With these settings nothing would be posted now ({considered} looked at).\nTry a lower discount, more categories or fewer words."))
    {
        Buttons = [[Button(group.Language, "← 返回", "← Back", "home")]],
    };

    private static ChatBody Choose(Group group, string question, (string Text, string Data)[] choices, int perRow) => new(Html.Text(question))
    {
        Buttons =
        [
            .. choices.Chunk(perRow).Select(row => row.Select(choice => new ChatButton(choice.Text, ButtonKind.Callback, "setup:" + choice.Data)).ToArray()),
            [Button(group.Language, "← 返回", "← Back", "home")],
        ],
    };

    private static ChatButton Button(string language, string zh, string en, string what) => new(Words.In(language, zh, en), ButtonKind.Callback, "setup:" + what);

    private static void Line(StringBuilder text, string label, string value) => text.Append('\n').Append(Html.Text(label)).Append(' ').Append(Html.Bold(value));

    private static string Hour(Group group) => group.DigestMinute is { } minute ? GroupTexts.Clock(minute) : Words.In(group.Language, "关闭", "off");

    private static string Quiet(Group group) => group is { QuietFrom: { } from, QuietTo: { } to }
        ? $"{GroupTexts.Clock(from)}–{GroupTexts.Clock(to)}"
        : Words.In(group.Language, "不设", "none");

    private static string Join(string json, string none) => SetupChange.List(json) is { Count: > 0 } list ? Titles.Short(string.Join(", ", list), 80) : none;

    private static string Percent(int basisPoints, string language) =>
        basisPoints == 0 ? Words.In(language, "不限", "any") : Number(basisPoints / 100) + "%";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
