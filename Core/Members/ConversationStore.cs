using Daogou.Core.Storage;

namespace Daogou.Core.Members;

/// <summary>What the bot asked a person in a chat and still waits for.</summary>
public sealed record Conversation
{
    /// <summary>The command and its step, <c>withdraw:amount</c>.</summary>
    public required string Awaiting { get; init; }

    /// <summary>What was said so far, as the command wrote it (JSON).</summary>
    public required string State { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>Open questions, at most one for each person in each chat.</summary>
public static class ConversationStore
{
    public static Task<Conversation?> FindAsync(Session session, string channel, string chat, string person) =>
        session.FindAsync<Conversation>(
            "SELECT awaiting, state, updated_at FROM conversations WHERE channel = @Channel AND chat = @Chat AND person = @Person",
            new { Channel = channel, Chat = chat, Person = person });

    public static Task SaveAsync(Session session, string channel, string chat, string person, string awaiting, string state, DateTimeOffset now) =>
        session.ExecuteAsync(
            """
            INSERT INTO conversations (channel, chat, person, awaiting, state, updated_at) VALUES (@Channel, @Chat, @Person, @Awaiting, @State, @Now)
            ON CONFLICT (channel, chat, person) DO UPDATE SET awaiting = excluded.awaiting, state = excluded.state, updated_at = excluded.updated_at
            """,
            new { Channel = channel, Chat = chat, Person = person, Awaiting = awaiting, State = state, Now = now });

    public static Task<int> EndAsync(Session session, string channel, string chat, string person) =>
        session.ExecuteAsync(
            "DELETE FROM conversations WHERE channel = @Channel AND chat = @Chat AND person = @Person",
            new { Channel = channel, Chat = chat, Person = person });

    /// <summary>The chat has a new id; what is asked there already under the new one stays.</summary>
    public static async Task MoveAsync(Session session, string channel, string fromChat, string toChat)
    {
        await session.ExecuteAsync(
            """
            INSERT INTO conversations (channel, chat, person, awaiting, state, updated_at)
            SELECT channel, @ToChat, person, awaiting, state, updated_at FROM conversations WHERE channel = @Channel AND chat = @FromChat
            ON CONFLICT (channel, chat, person) DO NOTHING
            """,
            new { Channel = channel, FromChat = fromChat, ToChat = toChat });
        await session.ExecuteAsync(
            "DELETE FROM conversations WHERE channel = @Channel AND chat = @FromChat", new { Channel = channel, FromChat = fromChat });
    }
}
