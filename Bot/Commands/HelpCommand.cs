using System.Text;
using Daogou.Bot.Texts;
using Daogou.Core.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace Daogou.Bot.Commands;

/// <summary><c>/help</c>: what the bot can do, made from the list of commands.</summary>
public sealed class HelpCommand(IServiceProvider services) : IBotCommand
{
    public string Name => "help";

    public CommandAudience Audience => CommandAudience.Everyone;

    public string Describe(string language) => Words.In(language, "我能做什么", "What I can do");

    public Task<Answer> AnswerAsync(Incoming incoming, CancellationToken cancellationToken)
    {
        // Asked for here and not in the constructor: this command is one of the list.
        var commands = services.GetServices<IBotCommand>().Where(command => command.Name is not ("start" or "help"));
        return Task.FromResult<Answer>(new ChatBody(Text(commands, incoming.IsPrivate, incoming.Language)));
    }

    internal static string Text(IEnumerable<IBotCommand> commands, bool isPrivate, string language)
    {
        var text = new StringBuilder(Words.In(language, "<b>我能帮你：</b>", "<b>Here is what I can do:</b>")).Append('\n');
        foreach (var command in commands.Where(command => command.Audience != CommandAudience.GroupAdmins))
        {
            text.Append('/').Append(command.Name).Append(" – ").Append(Html.Text(command.Describe(language))).Append('\n');
        }
        if (!isPrivate)
        {
            text.Append('\n').Append(Words.In(language, "群管理员：", "For group admins:")).Append('\n');
            foreach (var command in commands.Where(command => command.Audience == CommandAudience.GroupAdmins))
            {
                text.Append('/').Append(command.Name).Append(" – ").Append(Html.Text(command.Describe(language))).Append('\n');
            }
        }
        text.Append('\n').Append(Words.In(
            language,
            "私聊时直接把商品链接粘贴给我，就能拿到返利链接。",
            "In private you can simply paste a product link and get one with a rebate."));
        return text.ToString();
    }
}
