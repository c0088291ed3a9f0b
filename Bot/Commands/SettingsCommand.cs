using Daogou.Bot.Texts;
using Daogou.Core.Members;
using Daogou.Core.Outbox;
using Daogou.Core.Storage;

namespace Daogou.Bot.Commands;

/// <summary><c>/settings</c>: a person's own language.</summary>
public sealed class SettingsCommand(Database book) : IBotCommand
{
    public string Name => "settings";

    public CommandAudience Audience => CommandAudience.InPrivate;

    public string Describe(string language) => Words.In(language, "语言设置", "Your language");

    public async Task<Answer> AnswerAsync(Incoming incoming, CancellationToken cancellationToken)
    {
        if (incoming.Callback is null)
        {
            return Screen(incoming.Language);
        }
        if (incoming.Callback is not ("lang:zh" or "lang:en"))
        {
            return Stale.Button(incoming.Language);
        }
        var language = incoming.Callback["lang:".Length..];
        await book.WriteAsync(session => MemberStore.SetLanguageAsync(session, incoming.Member.Id, language), cancellationToken);
        return Answer.InPlace(Screen(language));
    }

    private static ChatBody Screen(string language) => new(Words.In(
        language,
        "⚙️ <b>设置</b>\n我用中文和你说话。\n订单和返利的通知会发到这里。",
        "⚙️ <b>Settings</b>\nI speak English with you.\nNews of your orders and rebates comes here."))
    {
        Buttons =
        [
            [
                new ChatButton((language == Words.Chinese ? "✓ " : "") + "中文", ButtonKind.Callback, "settings:lang:zh"),
                new ChatButton((language == Words.English ? "✓ " : "") + "English", ButtonKind.Callback, "settings:lang:en"),
            ],
        ],
    };
}

/// <summary>What a button of long ago says.</summary>
internal static class Stale
{
    public static ChatBody Button(string language) => new(Words.In(
        language,
        "这个按钮已经过期了。请重新发送命令，例如 /deals。",
        "That button is out of date. Please send the command again, for example /deals."));
}
