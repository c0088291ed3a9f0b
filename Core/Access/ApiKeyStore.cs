using Daogou.Core.Storage;

namespace Daogou.Core.Access;

/// <summary>API keys, by the hash of their secret.</summary>
public static class ApiKeyStore
{
    private const string Columns = "id, prefix, secret_hash, name, scopes, created_at, expires_at, revoked_at, last_used_at";

    public static async Task<(ApiKey Key, string SecretHash)?> FindAsync(Session session, string prefix) =>
        await session.FindAsync<Row>($"SELECT {Columns} FROM api_keys WHERE prefix = @Prefix", new { Prefix = prefix }) is { } row
            ? (row.Key, row.SecretHash)
            : null;

    public static async Task<IReadOnlyList<ApiKey>> ListAsync(Session session) =>
        [.. (await session.QueryAsync<Row>($"SELECT {Columns} FROM api_keys ORDER BY id")).Select(row => row.Key)];

    public static Task<int> AddAsync(Session session, ApiKey key, string secretHash) =>
        session.ExecuteAsync(
            """
            INSERT INTO api_keys (id, prefix, secret_hash, name, scopes, created_at, expires_at)
            VALUES (@Id, @Prefix, @SecretHash, @Name, @Scopes, @CreatedAt, @ExpiresAt)
            """,
            new { key.Id, key.Prefix, SecretHash = secretHash, key.Name, Scopes = string.Join(' ', key.Scopes), key.CreatedAt, key.ExpiresAt });

    public static async Task<bool> RevokeAsync(Session session, long id, DateTimeOffset now) =>
        await session.ExecuteAsync("UPDATE api_keys SET revoked_at = @Now WHERE id = @Id AND revoked_at IS NULL", new { Id = id, Now = now }) == 1;

    public static Task<int> TouchAsync(Session session, long id, DateTimeOffset now) =>
        session.ExecuteAsync("UPDATE api_keys SET last_used_at = @Now WHERE id = @Id", new { Id = id, Now = now });

    private sealed record Row
    {
        public required long Id { get; init; }

        public required string Prefix { get; init; }

        public required string SecretHash { get; init; }

        public required string Name { get; init; }

        public required string Scopes { get; init; }

        public required DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset? ExpiresAt { get; init; }

        public DateTimeOffset? RevokedAt { get; init; }

        public DateTimeOffset? LastUsedAt { get; init; }

        public ApiKey Key => new()
        {
            Id = Id,
            Prefix = Prefix,
            Name = Name,
            Scopes = Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            CreatedAt = CreatedAt,
            ExpiresAt = ExpiresAt,
            RevokedAt = RevokedAt,
            LastUsedAt = LastUsedAt,
        };
    }
}
