using System.Globalization;
using Daogou.Bot.Deals;
using Daogou.Bot.Texts;
using Daogou.Core.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace Daogou.Bot.Commands;

/// <summary>
/// <c>/start</c>: hello, or what the link that opened the chat asks for. A payload only names public things (a deal, a command); who
/// asks is always the person who opened the chat.
/// </summary>
public sealed class StartCommand(IServiceProvider services, DealCards cards) : IBotCommand
{
    public string Name => "start";

    public CommandAudience Audience => CommandAudience.Everyone;

    public string Describe(string language) => Words.In(language, "开始", "Start");

    public async Task<Answer> AnswerAsync(Incoming incoming, CancellationToken cancellationToken)
    {
        var payload = incoming.Text;
        if (payload.Split('_', 2) is [var verb, var number] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var dealId))
        {
            return verb switch
            {
                "w" => await Command("watch").AnswerAsync(incoming with { Text = "", Callback = $"add:{dealId}" }, cancellationToken),
                "s" => await cards.ShareAsync(incoming, dealId, cancellationToken) ?? DealsCommand.Gone(incoming.Language),
                _ => await cards.PersonalAsync(incoming, dealId, cancellationToken) ?? DealsCommand.Gone(incoming.Language),
            };
        }
        return incoming.IsPrivate && services.GetServices<IBotCommand>().FirstOrDefault(command => command.Name == payload) is { Audience: CommandAudience.InPrivate } command
            ? await command.AnswerAsync(incoming with { Text = "" }, cancellationToken)
            : Hello(incoming);
    }

    private IBotCommand Command(string name) => services.GetServices<IBotCommand>().First(command => command.Name == name);

    internal static ChatBody Hello(Incoming incoming) => new(Words.In(
        incoming.Language,
        "👋 你好，我是<b>导购</b>。\n我找真正降价的好东西，你下单还能拿返利。\n\n/deals 看现在的好价\n把商品链接粘贴给我，换成返利链接\n/balance 看返利",
        "👋 Hello, I am <b>Daogou</b>.\nI find things that are really reduced, and you get a rebate when you buy.\n\n/deals shows what is good now\nPaste a product link to get one with a rebate\n/balance shows your rebates"))
    {
        Buttons =
        [
            [new ChatButton(Words.In(incoming.Language, "🛒 看好价", "🛒 Deals"), ButtonKind.Callback, "deals:more:0:")],
        ],
    };
}
