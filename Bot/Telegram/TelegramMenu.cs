using Daogou.Bot.Commands;
using Daogou.Bot.Texts;
using Microsoft.Extensions.Logging;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;

namespace Daogou.Bot.Telegram;

/// <summary>The command menu, made from the list of commands: one for private chats, one for groups, one for a group's admins, in each language.</summary>
public sealed partial class TelegramMenu(IEnumerable<IBotCommand> commands, ILogger<TelegramMenu> logger)
{
    public async Task PublishAsync(ITelegramBotClient client, CancellationToken cancellationToken)
    {
        try
        {
            // English stands for every language without a menu of its own.
            foreach (var (language, code) in new[] { (Words.English, ""), (Words.Chinese, Words.Chinese) })
            {
                await client.SetMyCommands(List(language, CommandAudience.InPrivate), BotCommandScope.AllPrivateChats(), code, cancellationToken);
                await client.SetMyCommands(List(language), BotCommandScope.AllGroupChats(), code, cancellationToken);
                await client.SetMyCommands(List(language, CommandAudience.GroupAdmins), BotCommandScope.AllChatAdministrators(), code, cancellationToken);
            }
        }
        catch (RequestException e)
        {
            LogNoMenu(e.Message);
        }
    }

    private IEnumerable<BotCommand> List(string language, CommandAudience? also = null) =>
        from command in commands
        where command.Audience == CommandAudience.Everyone || command.Audience == also
        select new BotCommand(command.Name, command.Describe(language));

    [LoggerMessage(LogLevel.Warning, "Telegram did not take the command menu: {Why}")]
    private partial void LogNoMenu(string why);
}
