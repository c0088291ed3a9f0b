using Daogou.Core.Storage;

namespace Daogou.Core.Members;

/// <summary>People and the chat accounts they speak by.</summary>
public static class MemberStore
{
    /// <summary>
    /// The person behind a chat account, made known on first sight. <paramref name="privateChat"/> is given only when the person
    /// speaks to us in private: from then on money notices can reach them there, and a former block is over.
    /// </summary>
    public static async Task<Member> FindOrAddAsync(
        Session session, string channel, string externalId, string displayName, string language, string? privateChat, DateTimeOffset now)
    {
        if (await FindByAccountAsync(session, channel, externalId) is not { } known)
        {
            return await AddAsync(session, channel, externalId, displayName, language, privateChat, now);
        }
        if (privateChat is not null)
        {
            await session.ExecuteAsync(
                """
                UPDATE member_accounts SET private_chat = @PrivateChat, blocked_at = NULL
                WHERE channel = @Channel AND external_id = @ExternalId AND (private_chat IS NULL OR private_chat <> @PrivateChat OR blocked_at IS NOT NULL)
                """,
                new { Channel = channel, ExternalId = externalId, PrivateChat = privateChat });
        }
        if (displayName.Length == 0 || displayName == known.DisplayName || known.ErasedAt is not null)
        {
            return known;
        }
        await session.ExecuteAsync("UPDATE members SET display_name = @Name WHERE id = @Id", new { known.Id, Name = displayName });
        return known with { DisplayName = displayName };
    }

    public static Task<Member?> FindAsync(Session session, long id) =>
        session.FindAsync<Member>($"SELECT {Columns} FROM members WHERE id = @Id", new { Id = id });

    public static Task<Member?> FindByAccountAsync(Session session, string channel, string externalId) =>
        session.FindAsync<Member>(
            $"""
            SELECT {Columns} FROM members
            WHERE id = (SELECT member_id FROM member_accounts WHERE channel = @Channel AND external_id = @ExternalId)
            """,
            new { Channel = channel, ExternalId = externalId });

    /// <summary>Members in the order of their coming, for pages of a list.</summary>
    public static Task<IReadOnlyList<Member>> ListAsync(Session session, long afterId, int limit) =>
        session.QueryAsync<Member>(
            $"SELECT {Columns} FROM members WHERE id > @AfterId ORDER BY id LIMIT @Limit", new { AfterId = afterId, Limit = limit });

    /// <summary>Where a person can be told something in private, the newest account first. Empty: nowhere.</summary>
    public static Task<IReadOnlyList<PrivateChat>> PrivateChatsAsync(Session session, long memberId) =>
        session.QueryAsync<PrivateChat>(
            """
            SELECT channel, private_chat AS chat FROM member_accounts
            WHERE member_id = @MemberId AND private_chat IS NOT NULL AND blocked_at IS NULL
            ORDER BY created_at DESC, channel, external_id
            """,
            new { MemberId = memberId });

    public static Task SetLanguageAsync(Session session, long memberId, string language) =>
        session.ExecuteAsync("UPDATE members SET language = @Language WHERE id = @Id", new { Id = memberId, Language = language });

    /// <summary>The person blocked the bot or is gone: nothing more is sent to that private chat until they speak again.</summary>
    public static Task<int> BlockChatAsync(Session session, string channel, string chat, DateTimeOffset now) =>
        session.ExecuteAsync(
            "UPDATE member_accounts SET blocked_at = @Now WHERE channel = @Channel AND private_chat = @Chat AND blocked_at IS NULL",
            new { Channel = channel, Chat = chat, Now = now });

    private static async Task<Member> AddAsync(
        Session session, string channel, string externalId, string displayName, string language, string? privateChat, DateTimeOffset now)
    {
        var member = new Member { Id = Ids.Next(now), DisplayName = displayName, Language = language, CreatedAt = now };
        await session.ExecuteAsync(
            "INSERT INTO members (id, display_name, language, created_at) VALUES (@Id, @DisplayName, @Language, @CreatedAt)", member);
        await session.ExecuteAsync(
            """
            INSERT INTO member_accounts (channel, external_id, member_id, private_chat, created_at)
            VALUES (@Channel, @ExternalId, @MemberId, @PrivateChat, @Now)
            """,
            new { Channel = channel, ExternalId = externalId, MemberId = member.Id, PrivateChat = privateChat, Now = now });
        return member;
    }

    private const string Columns = "id, display_name, language, created_at, erased_at";
}

/// <summary>Where one person reads in private.</summary>
public sealed record PrivateChat
{
    public required string Channel { get; init; }

    public required string Chat { get; init; }
}
