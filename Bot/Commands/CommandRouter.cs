using System.Globalization;
using Daogou.Bot.Channels;
using Daogou.Bot.Texts;
using Daogou.Core.Members;
using Daogou.Core.Outbox;
using Daogou.Core.Storage;
using Daogou.Core.Urls;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Daogou.Bot.Commands;

/// <summary>
/// Where every channel hands over what happened. It makes the person and the group known, finds the command, and writes the replies
/// into the outbox in the transaction that notes the update as taken: an update that comes twice is answered once.
/// </summary>
public sealed partial class CommandRouter(
    Database book,
    IEnumerable<IBotCommand> commands,
    IEnumerable<IChannel> channels,
    ChatEvents events,
    OutboxSignal signal,
    IOptions<BotOptions> options,
    TimeProvider time,
    ILogger<CommandRouter> logger)
{
    private static readonly TimeSpan QuestionLives = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan ReplyLives = TimeSpan.FromDays(1);
    private readonly Dictionary<string, IBotCommand> _commands = commands.ToDictionary(command => command.Name, StringComparer.OrdinalIgnoreCase);

    public async Task TakeAsync(IncomingUpdate update, CancellationToken cancellationToken)
    {
        if (update.IsBot || await book.ReadAsync(session => InboxStore.WasTakenAsync(session, update.Channel, update.UpdateId), cancellationToken))
        {
            return;
        }
        if (update.Kind is IncomingKind.Said or IncomingKind.Pressed)
        {
            await ConverseAsync(update, cancellationToken);
        }
        else
        {
            await events.TakeAsync(update, cancellationToken);
        }
        signal.Wake();
    }

    private async Task ConverseAsync(IncomingUpdate update, CancellationToken cancellationToken)
    {
        if (await FindCallAsync(update, cancellationToken) is not { } call)
        {
            return;
        }
        try
        {
            var incoming = await IntroduceAsync(update, call, cancellationToken);
            var answer = await AnswerAsync(incoming, call.Command, cancellationToken);
            await book.WriteAsync(session => SaveAsync(session, update, incoming, call.Command, answer), cancellationToken);
        }
        catch (StorageUnavailableException e)
        {
            LogUnavailable(e, call.Command.Name);
            await SayUnavailableAsync(update, cancellationToken);
        }
    }

    /// <summary>What is meant: a button's command, a named command, the answer to an open question, a pasted link, words to search for; or nothing for us.</summary>
    private async Task<Call?> FindCallAsync(IncomingUpdate update, CancellationToken cancellationToken)
    {
        if (update.Kind == IncomingKind.Pressed)
        {
            var (pressed, data) = Cut(update.Data ?? "", ':');
            return _commands.TryGetValue(pressed, out var owner) ? new Call(owner, "", data, null) : null;
        }
        var text = update.Text.Trim();
        if (text.StartsWith('/') || text.StartsWith('／'))
        {
            var (name, rest) = Cut(text[1..], ' ');
            return _commands.TryGetValue(name.TrimEnd(), out var named) ? new Call(named, rest.Trim(), null, null)
                : update.IsPrivate ? new Call(_commands["help"], "", null, null)
                : null;
        }
        if (await OpenQuestionAsync(update, cancellationToken) is { } call)
        {
            return call with { Text = text };
        }
        if (!update.IsPrivate || (text.Length == 0 && update.Links.Count == 0))
        {
            return null;
        }
        return new Call(LinkFinder.Find(text).Count + update.Links.Count > 0 ? _commands["link"] : _commands["search"], text, null, null);
    }

    private async Task<Call?> OpenQuestionAsync(IncomingUpdate update, CancellationToken cancellationToken)
    {
        var open = await book.ReadAsync(session => ConversationStore.FindAsync(session, update.Channel, update.Chat, update.Person), cancellationToken);
        if (open is null || open.UpdatedAt + QuestionLives < time.GetUtcNow())
        {
            return null;
        }
        var (name, step) = Cut(open.Awaiting, ':');
        return _commands.TryGetValue(name, out var command) ? new Call(command, "", null, new Question(step, open.State)) : null;
    }

    private async Task<Incoming> IntroduceAsync(IncomingUpdate update, Call call, CancellationToken cancellationToken)
    {
        var (member, group) = await book.WriteAsync(
            async session =>
            {
                var group = update.IsPrivate ? null : await ChatEvents.FindOrAddGroupAsync(session, update, options.Value, time.GetUtcNow());
                return (await ChatEvents.FindOrAddMemberAsync(session, update, time.GetUtcNow()), group);
            },
            cancellationToken);
        var asked = call.Callback is not null || call.Answers is not null ? call.Answers ?? await PendingAsync(update, call, cancellationToken) : null;
        return new Incoming
        {
            Channel = update.Channel,
            Chat = update.Chat,
            Topic = update.Topic,
            IsPrivate = update.IsPrivate,
            Member = member,
            Person = update.Person,
            Group = group,
            IsGroupAdmin = group is not null && call.Command.Audience == CommandAudience.GroupAdmins && await IsAdminAsync(update, cancellationToken),
            Text = call.Text,
            Links = update.Links,
            Callback = call.Callback,
            CallbackMessage = update.Message,
            Answers = asked,
            UpdateKey = string.Create(CultureInfo.InvariantCulture, $"{update.Channel}:{update.UpdateId}"),
        };
    }

    /// <summary>A pressed button may be the answer to its command's open question.</summary>
    private async Task<Question?> PendingAsync(IncomingUpdate update, Call call, CancellationToken cancellationToken) =>
        await OpenQuestionAsync(update, cancellationToken) is { } open && open.Command == call.Command ? open.Answers : null;

    private async Task<Answer> AnswerAsync(Incoming incoming, IBotCommand command, CancellationToken cancellationToken)
    {
        if (Gate.Refuse(incoming, command, Channel(incoming.Channel)) is { } refusal)
        {
            return new Answer([refusal]);
        }
        try
        {
            return await command.AnswerAsync(incoming, cancellationToken);
        }
        catch (Exception e) when (e is not StorageUnavailableException && !cancellationToken.IsCancellationRequested)
        {
            LogFailed(e, command.Name);
            return new ChatBody(Words.In(
                incoming.Language,
                "出了点问题，没能完成。请稍后再试一次。",
                "Something went wrong and it was not done. Please try again in a moment."));
        }
    }

    private async Task SaveAsync(Session session, IncomingUpdate update, Incoming incoming, IBotCommand command, Answer answer)
    {
        var now = time.GetUtcNow();
        if (!await InboxStore.TakeAsync(session, update.Channel, update.UpdateId, now))
        {
            return;
        }
        if (answer.Asks is { } question)
        {
            await ConversationStore.SaveAsync(
                session, update.Channel, update.Chat, update.Person, $"{command.Name}:{question.Step}", question.State, now);
        }
        else
        {
            await ConversationStore.EndAsync(session, update.Channel, update.Chat, update.Person);
        }
        for (var number = 0; number < answer.Replies.Count; number++)
        {
            await OutboxStore.QueueAsync(session, Reply(update, incoming, answer, number, now), now);
        }
    }

    private static OutboxMessage Reply(IncomingUpdate update, Incoming incoming, Answer answer, int number, DateTimeOffset now) => new()
    {
        Notice = string.Create(CultureInfo.InvariantCulture, $"reply:{incoming.UpdateKey}:{number}"),
        Channel = update.Channel,
        Chat = update.Chat,
        Topic = update.Topic,
        Kind = MessageKind.Reply,
        Body = answer.Replies[number],
        GroupId = incoming.Group?.Id,
        EditOf = number == 0 && answer.Replaces ? update.Message : null,
        ExpiresAt = now + ReplyLives,
    };

    private async Task<bool> IsAdminAsync(IncomingUpdate update, CancellationToken cancellationToken) =>
        update.IsAnonymousAdmin
        || (Channel(update.Channel) is { } channel && await channel.IsAdminAsync(update.Chat, update.Person, cancellationToken));

    /// <summary>The book takes nothing, so the outbox neither: the person hears it directly, and that nothing was changed.</summary>
    private async Task SayUnavailableAsync(IncomingUpdate update, CancellationToken cancellationToken)
    {
        if (Channel(update.Channel) is { } channel)
        {
            var body = new ChatBody(Words.In(
                Words.Of(update.PersonLanguage),
                "系统暂时无法保存，什么都没有改变。请稍后再试。",
                "We cannot save anything right now, so nothing was changed. Please try again later."));
            await channel.SendAsync(update.Chat, update.Topic, body, cancellationToken);
        }
    }

    private IChannel? Channel(string name) => channels.FirstOrDefault(channel => channel.Name == name);

    private static (string Head, string Tail) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is var index and >= 0 ? (text[..index], text[(index + 1)..]) : (text, "");

    [LoggerMessage(LogLevel.Error, "Command {Command} failed")]
    private partial void LogFailed(Exception e, string command);

    [LoggerMessage(LogLevel.Error, "Command {Command} could not be saved")]
    private partial void LogUnavailable(Exception e, string command);

    private sealed record Call(IBotCommand Command, string Text, string? Callback, Question? Answers);
}
