using System.Globalization;
using Daogou.Bot.Channels;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace Daogou.Bot.Telegram;

/// <summary>Telegram's updates in the words every channel has. Null: not for us (a channel's post, a command to another bot, a sticker).</summary>
internal static class TelegramUpdates
{
    /// <summary>Asked for by name: Telegram leaves some kinds out otherwise.</summary>
    public static readonly UpdateType[] Wanted = [UpdateType.Message, UpdateType.CallbackQuery, UpdateType.MyChatMember];

    public static IncomingUpdate? Read(Update update, string? username) => update switch
    {
        { Message: { } message } => ReadMessage(update.Id, message, username),
        { CallbackQuery: { Message: { } message, Data: { } data } pressed } => Envelope(update.Id, IncomingKind.Pressed, message.Chat, pressed.From) is { } envelope
            ? envelope with { Data = data, Message = TelegramChannel.PlatformId(message), Topic = Topic(message) }
            : null,
        { MyChatMember: { } change } => ReadStanding(update.Id, change),
        _ => null,
    };

    private static IncomingUpdate? ReadMessage(int id, Message message, string? username)
    {
        if (message.MigrateToChatId is { } to)
        {
            return Moved(id, message.Chat.Id, to);
        }
        if (message.MigrateFromChatId is { } from)
        {
            return Moved(id, from, message.Chat.Id);
        }
        var isAnonymous = message.SenderChat is { } sender && sender.Id == message.Chat.Id;
        if (message.From is not { } person || Envelope(id, IncomingKind.Said, message.Chat, person) is not { } envelope)
        {
            return null;
        }
        return OursOnly(message.Text ?? message.Caption ?? "", username) is { } text
            ? envelope with
            {
                Text = text,
                Topic = Topic(message),
                Links = [.. (message.Entities ?? message.CaptionEntities ?? []).Select(entity => entity.Url).OfType<string>()],
                IsAnonymousAdmin = isAnonymous,
                IsBot = (person.IsBot && !isAnonymous) || message.ViaBot is not null || message.IsAutomaticForward,
            }
            : null;
    }

    private static IncomingUpdate? ReadStanding(int id, ChatMemberUpdated change)
    {
        var (could, can) = (MayWrite(change.OldChatMember), MayWrite(change.NewChatMember));
        return could == can ? null : Envelope(id, can ? IncomingKind.Joined : IncomingKind.Left, change.Chat, change.From);
    }

    private static bool MayWrite(ChatMember member) => member switch
    {
        ChatMemberRestricted restricted => restricted.IsMember && restricted.CanSendMessages,
        { Status: ChatMemberStatus.Left or ChatMemberStatus.Kicked } => false,
        _ => true,
    };

    private static IncomingUpdate? Envelope(int id, IncomingKind kind, Chat chat, User person) =>
        chat.Type is not (ChatType.Private or ChatType.Group or ChatType.Supergroup)
            ? null
            : new IncomingUpdate
            {
                Channel = TelegramChannel.ChannelName,
                UpdateId = id,
                Kind = kind,
                Chat = Number(chat.Id),
                ChatTitle = chat.Title ?? "",
                IsPrivate = chat.Type == ChatType.Private,
                Person = Number(person.Id),
                PersonName = $"{person.FirstName} {person.LastName}".Trim(),
                PersonLanguage = person.LanguageCode,
            };

    private static IncomingUpdate Moved(int id, long from, long to) => new()
    {
        Channel = TelegramChannel.ChannelName,
        UpdateId = id,
        Kind = IncomingKind.Migrated,
        Chat = Number(from),
        NewChat = Number(to),
        IsPrivate = false,
        Person = "",
    };

    /// <summary>A reply carries a thread id in any group; only a forum's topic is one.</summary>
    private static string? Topic(Message message) =>
        message is { IsTopicMessage: true, MessageThreadId: { } thread } ? Number(thread) : null;

    /// <summary>The text with our own <c>@name</c> taken off its command; null when it names another bot.</summary>
    private static string? OursOnly(string text, string? username)
    {
        var end = text.AsSpan().IndexOfAny(' ', '\n');
        var command = end < 0 ? text : text[..end];
        if (!text.StartsWith('/') || command.IndexOf('@', StringComparison.Ordinal) is not (var at and > 0))
        {
            return text;
        }
        return command[(at + 1)..].Equals(username, StringComparison.OrdinalIgnoreCase) ? command[..at] + text[command.Length..] : null;
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
