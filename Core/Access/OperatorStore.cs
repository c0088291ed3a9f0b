using Daogou.Core.Storage;

namespace Daogou.Core.Access;

/// <summary>Operators and the links by which they sign in.</summary>
public static class OperatorStore
{
    public static Task<Operator?> FindAsync(Session session, long id) =>
        session.FindAsync<Operator>("SELECT id, name, created_at, disabled_at FROM operators WHERE id = @Id", new { Id = id });

    public static Task<Operator?> FindByNameAsync(Session session, string name) =>
        session.FindAsync<Operator>("SELECT id, name, created_at, disabled_at FROM operators WHERE name = @Name", new { Name = name });

    public static Task<IReadOnlyList<Operator>> ListAsync(Session session) =>
        session.QueryAsync<Operator>("SELECT id, name, created_at, disabled_at FROM operators ORDER BY name");

    /// <summary>Null when the name is taken.</summary>
    public static Task<Operator?> AddAsync(Session session, string name, DateTimeOffset now) =>
        session.FindAsync<Operator>(
            """
            INSERT INTO operators (id, name, created_at) VALUES (@Id, @Name, @Now)
            ON CONFLICT (name) DO NOTHING RETURNING id, name, created_at, disabled_at
            """,
            new { Id = Ids.Next(now), Name = name, Now = now });

    public static async Task<bool> DisableAsync(Session session, long id, DateTimeOffset now) =>
        await session.ExecuteAsync("UPDATE operators SET disabled_at = @Now WHERE id = @Id AND disabled_at IS NULL", new { Id = id, Now = now }) == 1;

    /// <summary>Whether anybody ever came in through a link.</summary>
    public static async Task<bool> AnySignedInAsync(Session session) =>
        await session.FindAsync<long?>("SELECT operator_id FROM sign_in_links WHERE used_at IS NOT NULL LIMIT 1") is not null;

    public static Task<int> AddLinkAsync(Session session, string tokenHash, long operatorId, DateTimeOffset now, DateTimeOffset expiresAt) =>
        session.ExecuteAsync(
            "INSERT INTO sign_in_links (token_hash, operator_id, created_at, expires_at) VALUES (@TokenHash, @OperatorId, @Now, @ExpiresAt)",
            new { TokenHash = tokenHash, OperatorId = operatorId, Now = now, ExpiresAt = expiresAt });

    /// <summary>Uses a link up. Null when it is unknown, used, expired, or its operator is disabled.</summary>
    public static async Task<Operator?> UseLinkAsync(Session session, string tokenHash, DateTimeOffset now) =>
        await session.FindAsync<long?>(
            """
            UPDATE sign_in_links SET used_at = @Now
            WHERE token_hash = @TokenHash AND used_at IS NULL AND expires_at > @Now
                AND EXISTS (SELECT 1 FROM operators o WHERE o.id = operator_id AND o.disabled_at IS NULL)
            RETURNING operator_id
            """,
            new { TokenHash = tokenHash, Now = now }) is { } operatorId
            ? await FindAsync(session, operatorId)
            : null;
}
