using System.Globalization;
using Daogou.Core.Members;
using Daogou.Core.Outbox;

namespace Daogou.Bot.Texts;

/// <summary>What a group hears about itself.</summary>
internal static class GroupTexts
{
    public static ChatBody Welcome(Group group)
    {
        var zh = group.Language == Words.Chinese;
        var when = group.DigestMinute is { } minute
            ? zh ? $"我会在每天 {Clock(minute)}（{Html.Text(group.Zone)}）发一次精选好价。" : $"I post a short digest of real deals once a day, at {Clock(minute)} ({Html.Text(group.Zone)})."
            : zh ? "每日精选现在是关闭的。" : "The daily digest is switched off.";
        return new ChatBody(
            Words.In(group.Language, "👋 <b>大家好，我是导购。</b>", "👋 <b>Hello, I am Daogou.</b>") + "\n" + when + "\n\n" +
            Words.In(
                group.Language,
                "群管理员按下面的按钮调整时间、品类和语言。\n想现在看好价：/deals",
                "Group admins: change time, categories and language with the button below.\nTo see deals now: /deals"))
        {
            Buttons = [[new ChatButton(Words.In(group.Language, "⚙️ 群设置", "⚙️ Set up"), ButtonKind.Callback, "setup:home")]],
        };
    }

    /// <summary>Told in private to the person who runs the group.</summary>
    public static ChatBody Closed(Group group, string language) => new(Words.In(
        language,
        $"我现在没法在「{Html.Text(group.Title)}」发消息了。\n设置都还在：把我重新加进群并允许发言，就会继续。",
        $"I can no longer post in “{Html.Text(group.Title)}”.\nIts settings are kept: add me back with the right to write and I go on."));

    public static ChatBody TopicGone(Group group, string language) => new(Words.In(
        language,
        $"「{Html.Text(group.Title)}」里原来的话题不在了，之后我发到默认话题。\n想换话题：在那个话题里发送 /setup。",
        $"The topic I used in “{Html.Text(group.Title)}” is gone; I post to the default topic from now on.\nTo choose another, send /setup inside it."));

    public static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");
}
