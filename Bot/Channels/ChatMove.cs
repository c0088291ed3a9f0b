using Daogou.Core.Members;
using Daogou.Core.Outbox;
using Daogou.Core.Storage;

namespace Daogou.Bot.Channels;

/// <summary>A chat that moved or closed, in every table that names it, in one transaction.</summary>
internal static class ChatMove
{
    /// <summary>Both orders of the platform's news and any number of repeats end the same.</summary>
    public static async Task MigrateAsync(Session session, string channel, string fromChat, string toChat, DateTimeOffset now)
    {
        if (fromChat != toChat)
        {
            await GroupStore.MigrateAsync(session, channel, fromChat, toChat, now);
            await OutboxStore.MoveChatAsync(session, channel, fromChat, toChat);
        }
    }

    /// <summary>We may not write there any more: settings stay, what waits is dropped.</summary>
    public static async Task CloseAsync(Session session, string channel, string chat, string why, DateTimeOffset now)
    {
        await GroupStore.PauseAsync(session, channel, chat, why, now);
        await MemberStore.BlockChatAsync(session, channel, chat, now);
        await OutboxStore.CloseChatAsync(session, channel, chat, why);
    }
}
