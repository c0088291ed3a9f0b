using Daogou.Bot.Texts;
using Daogou.Core.Members;
using Daogou.Core.Outbox;
using Daogou.Core.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Daogou.Bot.Channels;

/// <summary>What happens to chats themselves: the bot joins, is removed or blocked, a group gets another id.</summary>
public sealed partial class ChatEvents(
    Database book, IEnumerable<IChannel> channels, IOptions<BotOptions> options, TimeProvider time, ILogger<ChatEvents> logger)
{
    public async Task TakeAsync(IncomingUpdate update, CancellationToken cancellationToken)
    {
        var adderIsAdmin = update.Kind == IncomingKind.Joined && !update.IsPrivate && !update.IsAnonymousAdmin
            && channels.FirstOrDefault(channel => channel.Name == update.Channel) is { } channel
            && await channel.IsAdminAsync(update.Chat, update.Person, cancellationToken);
        await book.WriteAsync(
            async session =>
            {
                if (await InboxStore.TakeAsync(session, update.Channel, update.UpdateId, time.GetUtcNow()))
                {
                    await ApplyAsync(session, update, adderIsAdmin);
                }
            },
            cancellationToken);
        LogTaken(update.Kind, update.Channel);
    }

    private async Task ApplyAsync(Session session, IncomingUpdate update, bool adderIsAdmin)
    {
        var now = time.GetUtcNow();
        switch (update.Kind)
        {
            case IncomingKind.Joined when update.IsPrivate:
                await FindOrAddMemberAsync(session, update, now);
                break;
            case IncomingKind.Joined:
                await JoinAsync(session, update, adderIsAdmin, now);
                break;
            case IncomingKind.Left:
                await ChatMove.CloseAsync(session, update.Channel, update.Chat, "the bot was removed or blocked", now);
                break;
            case IncomingKind.Migrated:
                await ChatMove.MigrateAsync(session, update.Channel, update.Chat, update.NewChat ?? update.Chat, now);
                break;
            case IncomingKind.Said or IncomingKind.Pressed:
                break;
        }
    }

    private async Task JoinAsync(Session session, IncomingUpdate update, bool adderIsAdmin, DateTimeOffset now)
    {
        var member = await FindOrAddMemberAsync(session, update, now);
        var group = await FindOrAddGroupAsync(session, update, options.Value, now) with { State = GroupState.Active, StateReason = null, UpdatedAt = now };
        group = group.AdminMemberId is null && adderIsAdmin ? group with { AdminMemberId = member.Id } : group;
        await GroupStore.SaveAsync(session, group);
        await OutboxStore.QueueAsync(session, new OutboxMessage
        {
            Notice = $"welcome:{update.Channel}:{update.UpdateId}",
            Channel = update.Channel,
            Chat = update.Chat,
            Topic = update.Topic,
            Kind = MessageKind.Reply,
            Body = GroupTexts.Welcome(group),
            GroupId = group.Id,
            ExpiresAt = now.AddDays(1),
        }, now);
    }

    /// <summary>The person who spoke; a group's unnamed admin is nobody we keep.</summary>
    internal static async Task<Member> FindOrAddMemberAsync(Session session, IncomingUpdate update, DateTimeOffset now) =>
        update.IsAnonymousAdmin
            ? new Member { Id = 0, DisplayName = update.PersonName, Language = Words.Of(update.PersonLanguage), CreatedAt = now }
            : await MemberStore.FindOrAddAsync(
                session, update.Channel, update.Person, update.PersonName, Words.Of(update.PersonLanguage), update.IsPrivate ? update.Chat : null, now);

    internal static async Task<Group> FindOrAddGroupAsync(Session session, IncomingUpdate update, BotOptions options, DateTimeOffset now)
    {
        if (await GroupStore.FindByChatAsync(session, update.Channel, update.Chat) is { } known)
        {
            if (update.ChatTitle.Length == 0 || update.ChatTitle == known.Title)
            {
                return known;
            }
            var renamed = known with { Title = update.ChatTitle, UpdatedAt = now };
            await GroupStore.SaveAsync(session, renamed);
            return renamed;
        }
        var group = new Group
        {
            Id = Ids.Next(now),
            Channel = update.Channel,
            ExternalId = update.Chat,
            Topic = update.Topic,
            Title = update.ChatTitle,
            State = GroupState.Active,
            Language = Words.Of(update.PersonLanguage),
            Zone = options.Zone,
            DigestMinute = options.DigestMinute,
            QuietFrom = 22 * 60,
            QuietTo = 8 * 60,
            Categories = "[]",
            Words = "[]",
            ExcludedWords = "[]",
            MinDiscountBp = 0,
            MaxItems = options.DigestItems,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await GroupStore.SaveAsync(session, group);
        return group;
    }

    [LoggerMessage(LogLevel.Information, "Chat event {Kind} on {Channel} taken")]
    private partial void LogTaken(IncomingKind kind, string channel);
}
