using System.Globalization;
using Daogou.Bot.Channels;
using Daogou.Bot.Texts;
using Daogou.Core.Members;
using Daogou.Core.Outbox;
using Daogou.Core.Storage;

namespace Daogou.Bot.Outbox;

/// <summary>What follows from the outcome of one call, for the message and for its chat.</summary>
internal static class Settling
{
    /// <summary>Marks a message that may have arrived once already.</summary>
    private const string UncertainMark = "uncertain";

    public static Task ApplyAsync(Session session, StoredMessage message, Delivery delivery, int mostAttempts, DateTimeOffset now) => delivery switch
    {
        Delivery.Sent sent => OutboxStore.SentAsync(session, message.Id, sent.PlatformId, now),
        Delivery.Wait wait => WaitAsync(session, message, wait.For, now),
        Delivery.NotSent notSent => AgainAsync(session, message, notSent.Why, mostAttempts, now),
        Delivery.Uncertain uncertain => UncertainAsync(session, message, uncertain.Why, mostAttempts, now),
        Delivery.Migrated migrated => MigrateAsync(session, message, migrated.NewChat, now),
        Delivery.Closed closed => CloseAsync(session, message, closed.Why, now),
        Delivery.TopicGone gone => TopicGoneAsync(session, message, gone.Why, now),
        Delivery.PictureRefused refused => PictureRefusedAsync(session, message, refused.Why, now),
        Delivery.Refused refused => OutboxStore.EndAsync(session, message.Id, MessageState.Dead, refused.Why),
        Delivery.Off off => OutboxStore.RequeueUncountedAsync(session, message.Id, now, off.Why),
        _ => throw new InvalidOperationException($"Nobody said what follows from {delivery.GetType().Name}."),
    };

    private static async Task WaitAsync(Session session, StoredMessage message, TimeSpan wait, DateTimeOffset now)
    {
        var until = now + wait;
        await OutboxStore.RequeueUncountedAsync(
            session, message.Id, until, string.Create(CultureInfo.InvariantCulture, $"asked to wait {wait.TotalSeconds:0} s"));
        await OutboxStore.ParkChatAsync(session, message.Channel, message.Chat, until);
    }

    private static Task AgainAsync(Session session, StoredMessage message, string why, int mostAttempts, DateTimeOffset now) =>
        message.Attempts >= mostAttempts
            ? OutboxStore.EndAsync(session, message.Id, MessageState.Dead, why)
            : OutboxStore.RequeueAsync(session, message.Id, now + BackOff(message.Attempts), MayHaveArrived(message) ? $"{UncertainMark}, then {why}" : why);

    /// <summary>An edit twice is an edit; a money notice is repeated once under its notice; a post or reply is not.</summary>
    private static Task UncertainAsync(Session session, StoredMessage message, string why, int mostAttempts, DateTimeOffset now)
    {
        var again = message.EditOf is not null
            ? message.Attempts < mostAttempts
            : message.Kind == MessageKind.MoneyNotice && !MayHaveArrived(message);
        return again
            ? OutboxStore.RequeueAsync(session, message.Id, now + BackOff(message.Attempts), $"{UncertainMark}: {why}")
            : OutboxStore.EndAsync(session, message.Id, MessageState.Uncertain, why);
    }

    private static async Task MigrateAsync(Session session, StoredMessage message, string newChat, DateTimeOffset now)
    {
        await OutboxStore.RequeueUncountedAsync(session, message.Id, now, "the chat has a new id");
        await ChatMove.MigrateAsync(session, message.Channel, message.Chat, newChat, now);
    }

    private static async Task CloseAsync(Session session, StoredMessage message, string why, DateTimeOffset now)
    {
        await OutboxStore.EndAsync(session, message.Id, MessageState.Dead, why);
        var group = await GroupStore.FindByChatAsync(session, message.Channel, message.Chat);
        await ChatMove.CloseAsync(session, message.Channel, message.Chat, why, now);
        if (group is { State: GroupState.Active })
        {
            await TellAdminAsync(session, group, "closed", GroupTexts.Closed, now);
        }
    }

    private static async Task TopicGoneAsync(Session session, StoredMessage message, string why, DateTimeOffset now)
    {
        if (message.Topic is null)
        {
            await OutboxStore.EndAsync(session, message.Id, MessageState.Dead, why);
            return;
        }
        await OutboxStore.RequeueChangedAsync(session, message.Id, null, message.Content, why, now);
        var group = await GroupStore.FindByChatAsync(session, message.Channel, message.Chat);
        if (await GroupStore.ForgetTopicAsync(session, message.Channel, message.Chat, now) == 1 && group is not null)
        {
            await TellAdminAsync(session, group, "topic", GroupTexts.TopicGone, now);
        }
    }

    private static Task PictureRefusedAsync(Session session, StoredMessage message, string why, DateTimeOffset now) =>
        message.Content is { PhotoUrl: null, Picture: null }
            ? OutboxStore.EndAsync(session, message.Id, MessageState.Dead, why)
            : OutboxStore.RequeueChangedAsync(session, message.Id, message.Topic, message.Content with { PhotoUrl = null, Picture = null }, why, now);

    private static async Task TellAdminAsync(
        Session session, Group group, string matter, Func<Group, string, ChatBody> text, DateTimeOffset now)
    {
        if (group.AdminMemberId is not { } adminId || await MemberStore.FindAsync(session, adminId) is not { } admin)
        {
            return;
        }
        foreach (var chat in (await MemberStore.PrivateChatsAsync(session, adminId)).Take(1))
        {
            await OutboxStore.QueueAsync(session, new OutboxMessage
            {
                Notice = string.Create(CultureInfo.InvariantCulture, $"group-{matter}:{group.Id}:{now.ToUnixTimeMilliseconds()}"),
                Channel = chat.Channel,
                Chat = chat.Chat,
                Kind = MessageKind.Reply,
                Body = text(group, admin.Language),
            }, now);
        }
    }

    private static bool MayHaveArrived(StoredMessage message) => message.Error?.StartsWith(UncertainMark, StringComparison.Ordinal) is true;

    private static TimeSpan BackOff(int attempts) => TimeSpan.FromSeconds(Math.Min(300, Math.Pow(2, attempts)));
}
