using System.Text.Json;
using Daogou.Core.Storage;

namespace Daogou.Core.Outbox;

/// <summary>Messages to send and what became of them.</summary>
public static class OutboxStore
{
    /// <summary>Writes a message to be sent, in the transaction of the business that wants it. False: its notice was there already.</summary>
    public static async Task<bool> QueueAsync(Session session, OutboxMessage message, DateTimeOffset now) =>
        await session.FindAsync<long?>(
            """
            INSERT INTO messages (id, notice, channel, chat, topic, kind, priority, body, group_id, digest_id, deal_id, edit_of,
                                  not_before, expires_at, attempts, state, created_at)
            VALUES (@Id, @Notice, @Channel, @Chat, @Topic, @Kind, @Priority, @Body, @GroupId, @DigestId, @DealId, @EditOf,
                    @NotBefore, @ExpiresAt, 0, @State, @Now)
            ON CONFLICT (notice) DO NOTHING RETURNING id
            """,
            new
            {
                Id = Ids.Next(now),
                message.Notice,
                message.Channel,
                message.Chat,
                message.Topic,
                message.Kind,
                Priority = (int)message.Kind,
                Body = ChatBodyJson.Write(message.Body),
                message.GroupId,
                message.DigestId,
                message.DealId,
                message.EditOf,
                NotBefore = message.NotBefore ?? now,
                message.ExpiresAt,
                State = MessageState.Queued,
                Now = now,
            }) is not null;

    public static Task<StoredMessage?> FindAsync(Session session, long id) =>
        session.FindAsync<StoredMessage>("SELECT * FROM messages WHERE id = @Id", new { Id = id });

    public static Task<StoredMessage?> FindByNoticeAsync(Session session, string notice) =>
        session.FindAsync<StoredMessage>("SELECT * FROM messages WHERE notice = @Notice", new { Notice = notice });

    /// <summary>The next message of each chat that may go now, the most pressing first. One chat's backlog does not hide the others.</summary>
    public static Task<IReadOnlyList<StoredMessage>> DueAsync(Session session, string channel, DateTimeOffset now, int limit) =>
        session.QueryAsync<StoredMessage>(
            """
            SELECT * FROM messages WHERE id IN (
                SELECT id FROM (
                    SELECT id, ROW_NUMBER() OVER (PARTITION BY chat ORDER BY priority, id) AS place
                    FROM messages WHERE state = @Queued AND not_before <= @Now AND channel = @Channel) heads
                WHERE place = 1)
            ORDER BY priority, id LIMIT @Limit
            """,
            new { MessageState.Queued, Channel = channel, Now = now, Limit = limit });

    /// <summary>When the next message becomes due, or null when nothing waits.</summary>
    public static Task<DateTimeOffset?> NextDueAsync(Session session) =>
        session.FindAsync<DateTimeOffset?>("SELECT MIN(not_before) FROM messages WHERE state = @Queued", new { MessageState.Queued });

    /// <summary>Takes a message for sending. Committed before the call, so that a crash is seen as uncertain. False: no longer queued.</summary>
    public static async Task<bool> ClaimAsync(Session session, long id, DateTimeOffset now) =>
        await session.ExecuteAsync(
            "UPDATE messages SET state = @Sending, sending_at = @Now, attempts = attempts + 1 WHERE id = @Id AND state = @Queued",
            new { Id = id, MessageState.Sending, MessageState.Queued, Now = now }) == 1;

    public static Task SentAsync(Session session, long id, string platformId, DateTimeOffset now) =>
        session.ExecuteAsync(
            "UPDATE messages SET state = @Sent, sent_at = @Now, platform_id = @PlatformId, error = NULL WHERE id = @Id",
            new { Id = id, MessageState.Sent, PlatformId = platformId, Now = now });

    /// <summary>Back into the queue until <paramref name="notBefore"/>, with the reason.</summary>
    public static Task RequeueAsync(Session session, long id, DateTimeOffset notBefore, string error) =>
        session.ExecuteAsync(
            "UPDATE messages SET state = @Queued, not_before = @NotBefore, error = @Error WHERE id = @Id",
            new { Id = id, MessageState.Queued, NotBefore = notBefore, Error = error });

    /// <summary>Back into the queue without counting the attempt: the platform asked for it, or the whole channel was off.</summary>
    public static Task RequeueUncountedAsync(Session session, long id, DateTimeOffset notBefore, string error) =>
        session.ExecuteAsync(
            """
            UPDATE messages SET state = @Queued, not_before = @NotBefore, attempts = attempts - 1,
                error = CASE WHEN error LIKE 'uncertain%' THEN error ELSE @Error END
            WHERE id = @Id
            """,
            new { Id = id, MessageState.Queued, NotBefore = notBefore, Error = error });

    /// <summary>Back into the queue with another body or topic: the platform did not take it as it was.</summary>
    public static Task RequeueChangedAsync(Session session, long id, string? topic, ChatBody body, string error, DateTimeOffset now) =>
        session.ExecuteAsync(
            "UPDATE messages SET state = @Queued, not_before = @Now, topic = @Topic, body = @Body, error = @Error WHERE id = @Id",
            new { Id = id, MessageState.Queued, Topic = topic, Body = ChatBodyJson.Write(body), Error = error, Now = now });

    /// <summary>Ends a message as <see cref="MessageState.Uncertain"/> or <see cref="MessageState.Dead"/>.</summary>
    public static Task EndAsync(Session session, long id, MessageState state, string error) =>
        session.ExecuteAsync("UPDATE messages SET state = @State, error = @Error WHERE id = @Id", new { Id = id, State = state, Error = error });

    /// <summary>The whole chat waits: nothing queued for it goes before <paramref name="until"/>, also after a restart.</summary>
    public static Task<int> ParkChatAsync(Session session, string channel, string chat, DateTimeOffset until) =>
        session.ExecuteAsync(
            """
            UPDATE messages SET not_before = @Until
            WHERE channel = @Channel AND chat = @Chat AND state = @Queued AND not_before < @Until
            """,
            new { Channel = channel, Chat = chat, MessageState.Queued, Until = until });

    /// <summary>Everything still queued for a chat that is closed to us ends.</summary>
    public static Task<int> CloseChatAsync(Session session, string channel, string chat, string error) =>
        session.ExecuteAsync(
            "UPDATE messages SET state = @Dead, error = @Error WHERE channel = @Channel AND chat = @Chat AND state = @Queued",
            new { Channel = channel, Chat = chat, MessageState.Queued, MessageState.Dead, Error = error });

    /// <summary>The chat lives on under another id: what is not yet sent goes there, and what was sent is edited there.</summary>
    public static Task<int> MoveChatAsync(Session session, string channel, string fromChat, string toChat) =>
        session.ExecuteAsync(
            "UPDATE messages SET chat = @ToChat WHERE channel = @Channel AND chat = @FromChat",
            new { Channel = channel, FromChat = fromChat, ToChat = toChat });

    /// <summary>Ends what is no longer worth sending.</summary>
    public static Task<int> ExpireAsync(Session session, DateTimeOffset now) =>
        session.ExecuteAsync(
            "UPDATE messages SET state = @Dead, error = 'expired before it could be sent' WHERE state = @Queued AND expires_at <= @Now",
            new { MessageState.Queued, MessageState.Dead, Now = now });

    /// <summary>
    /// After a crash: what was being sent may have arrived. Edits can be repeated freely, a money notice is repeated once under its
    /// notice, posts and replies are left as uncertain. One sender runs on a book, so at its start nothing else is sending.
    /// </summary>
    public static async Task<Recovered> RecoverAsync(Session session, DateTimeOffset now)
    {
        var again = await session.ExecuteAsync(
            """
            UPDATE messages SET state = @Queued, not_before = @Now, error = 'uncertain: sending was interrupted'
            WHERE state = @Sending AND (edit_of IS NOT NULL OR (kind = @MoneyNotice AND (error IS NULL OR error NOT LIKE 'uncertain%')))
            """,
            new { MessageState.Queued, MessageState.Sending, MessageKind.MoneyNotice, Now = now });
        var uncertain = await session.ExecuteAsync(
            "UPDATE messages SET state = @Uncertain, error = 'sending was interrupted' WHERE state = @Sending",
            new { MessageState.Uncertain, MessageState.Sending });
        return new Recovered(again, uncertain);
    }

    /// <summary>How many messages are in each state, for the console.</summary>
    public static async Task<IReadOnlyDictionary<MessageState, long>> CountsAsync(Session session) =>
        (await session.QueryAsync<StateCount>("SELECT state, COUNT(*) AS messages FROM messages GROUP BY state")).ToDictionary(row => row.State, row => row.Messages);

    /// <summary>The newest messages of one group, for the console and the trail.</summary>
    public static Task<IReadOnlyList<StoredMessage>> OfGroupAsync(Session session, long groupId, int limit) =>
        session.QueryAsync<StoredMessage>(
            "SELECT * FROM messages WHERE group_id = @GroupId ORDER BY id DESC LIMIT @Limit", new { GroupId = groupId, Limit = limit });

    private sealed record StateCount
    {
        public required MessageState State { get; init; }

        public required long Messages { get; init; }
    }
}

/// <param name="Again">Queued once more.</param>
/// <param name="Uncertain">Left as they are: they may have arrived.</param>
public sealed record Recovered(int Again, int Uncertain);

internal static class ChatBodyJson
{
    public static string Write(ChatBody body) => JsonSerializer.Serialize(body, JsonSerializerOptions.Web);

    public static ChatBody Read(string json) =>
        JsonSerializer.Deserialize<ChatBody>(json, JsonSerializerOptions.Web) ?? throw new InvalidDataException("A stored message has no body.");
}
