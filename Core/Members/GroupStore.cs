using Daogou.Core.Storage;

namespace Daogou.Core.Members;

/// <summary>Group chats and what they want to hear.</summary>
public static class GroupStore
{
    public static Task<Group?> FindAsync(Session session, long id) =>
        session.FindAsync<Group>("SELECT * FROM groups WHERE id = @Id", new { Id = id });

    public static Task<Group?> FindByChatAsync(Session session, string channel, string externalId) =>
        session.FindAsync<Group>(
            "SELECT * FROM groups WHERE channel = @Channel AND external_id = @ExternalId", new { Channel = channel, ExternalId = externalId });

    public static Task<IReadOnlyList<Group>> ListAsync(Session session) => session.QueryAsync<Group>("SELECT * FROM groups ORDER BY id");

    /// <summary>Writes the group as given, new or known by its id.</summary>
    public static Task SaveAsync(Session session, Group group) =>
        session.ExecuteAsync(
            """
            INSERT INTO groups (id, channel, external_id, topic, title, state, state_reason, language, zone, digest_minute, quiet_from, quiet_to,
                                categories, words, excluded_words, min_discount_bp, max_items, revenue_bp, week_items, least_score, people,
                                admin_member_id, created_at, updated_at)
            VALUES (@Id, @Channel, @ExternalId, @Topic, @Title, @State, @StateReason, @Language, @Zone, @DigestMinute, @QuietFrom, @QuietTo,
                    @Categories, @Words, @ExcludedWords, @MinDiscountBp, @MaxItems, @RevenueBp, @WeekItems, @LeastScore, @People,
                    @AdminMemberId, @CreatedAt, @UpdatedAt)
            ON CONFLICT (id) DO UPDATE SET
                channel = excluded.channel, external_id = excluded.external_id, topic = excluded.topic, title = excluded.title,
                state = excluded.state, state_reason = excluded.state_reason, language = excluded.language, zone = excluded.zone,
                digest_minute = excluded.digest_minute, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
                categories = excluded.categories, words = excluded.words, excluded_words = excluded.excluded_words,
                min_discount_bp = excluded.min_discount_bp, max_items = excluded.max_items,
                revenue_bp = excluded.revenue_bp, week_items = excluded.week_items, least_score = excluded.least_score, people = excluded.people,
                admin_member_id = excluded.admin_member_id,
                updated_at = excluded.updated_at
            """,
            group);

    /// <summary>How many people the chat has now.</summary>
    public static Task<int> CountPeopleAsync(Session session, long id, int people) =>
        session.ExecuteAsync("UPDATE groups SET people = @People WHERE id = @Id", new { Id = id, People = people });

    /// <summary>The chat does not let us write: its settings wait for our return.</summary>
    public static Task<int> PauseAsync(Session session, string channel, string externalId, string reason, DateTimeOffset now) =>
        session.ExecuteAsync(
            """
            UPDATE groups SET state = @Paused, state_reason = @Reason, updated_at = @Now
            WHERE channel = @Channel AND external_id = @ExternalId AND state <> @Paused
            """,
            new { GroupState.Paused, Channel = channel, ExternalId = externalId, Reason = reason, Now = now });

    /// <summary>The topic the group was set up in is gone: posts go to its default topic from now on.</summary>
    public static Task<int> ForgetTopicAsync(Session session, string channel, string externalId, DateTimeOffset now) =>
        session.ExecuteAsync(
            "UPDATE groups SET topic = NULL, updated_at = @Now WHERE channel = @Channel AND external_id = @ExternalId AND topic IS NOT NULL",
            new { Channel = channel, ExternalId = externalId, Now = now });

    /// <summary>
    /// The chat lives on under another id. The row that carries the settings takes the new id; a row that was already made for the
    /// new id (its news may come first) gives way. Doing it twice changes nothing. What is asked in the chat moves with it.
    /// </summary>
    public static async Task MigrateAsync(Session session, string channel, string fromChat, string toChat, DateTimeOffset now)
    {
        await ConversationStore.MoveAsync(session, channel, fromChat, toChat);
        if (await FindByChatAsync(session, channel, fromChat) is not { } old)
        {
            return;
        }
        await session.ExecuteAsync(
            """
            UPDATE groups SET external_id = @Aside, state = @Paused, state_reason = 'merged into its former self', updated_at = @Now
            WHERE channel = @Channel AND external_id = @ToChat
            """,
            new { Aside = $"{toChat}#{old.Id}", GroupState.Paused, Channel = channel, ToChat = toChat, Now = now });
        await session.ExecuteAsync(
            "UPDATE groups SET external_id = @ToChat, updated_at = @Now WHERE id = @Id", new { old.Id, ToChat = toChat, Now = now });
    }
}
