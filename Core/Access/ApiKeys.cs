using System.Security.Cryptography;
using Daogou.Core.Storage;

namespace Daogou.Core.Access;

/// <summary>
/// Keys of API callers: <c>dg_</c>, eight visible characters, <c>_</c> and 256 secret bits. The secret is shown once; its SHA-256 is
/// kept and compared in constant time.
/// </summary>
public sealed class ApiKeys(Database book, TimeProvider time)
{
    private const string Mark = "dg_";
    private const int PrefixLength = 8;
    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(1);

    /// <exception cref="ArgumentException">A scope does not exist, or there is none.</exception>
    public async Task<NewApiKey> CreateAsync(
        string name, IReadOnlyList<string> scopes, DateTimeOffset? expiresAt, CancellationToken cancellationToken)
    {
        if (scopes.Count == 0 || Scopes.Unknown(scopes) is [_, ..])
        {
            throw new ArgumentException($"Give at least one of the scopes {string.Join(' ', Scopes.All)}; got '{string.Join(' ', scopes)}'.", nameof(scopes));
        }
        var now = time.GetUtcNow();
        var prefix = RandomNumberGenerator.GetString("0123456789abcdefghijklmnopqrstuvwxyz", PrefixLength);
        var secret = $"{Mark}{prefix}_{Secret.New()}";
        var key = new ApiKey
        {
            Id = Ids.Next(now),
            Prefix = prefix,
            Name = name,
            Scopes = [.. scopes.Distinct(StringComparer.Ordinal)],
            CreatedAt = now,
            ExpiresAt = expiresAt,
        };
        await book.WriteAsync(session => ApiKeyStore.AddAsync(session, key, Secret.Hash(secret)), cancellationToken);
        return new NewApiKey(key, secret);
    }

    /// <summary>The key that a secret belongs to; null when it is unknown, revoked or expired.</summary>
    public async Task<ApiKey?> CheckAsync(string secret, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (PrefixOf(secret) is not { } prefix
            || await book.ReadAsync(session => ApiKeyStore.FindAsync(session, prefix), cancellationToken) is not var (key, hash)
            || !Secret.Same(Secret.Hash(secret), hash)
            || !key.IsGood(now))
        {
            return null;
        }
        if (key.LastUsedAt is not { } last || now - last >= TouchEvery)
        {
            await book.WriteAsync(session => ApiKeyStore.TouchAsync(session, key.Id, now), cancellationToken);
        }
        return key;
    }

    /// <summary>False when there is no such key or it was revoked before.</summary>
    public Task<bool> RevokeAsync(long id, CancellationToken cancellationToken) =>
        book.WriteAsync(session => ApiKeyStore.RevokeAsync(session, id, time.GetUtcNow()), cancellationToken);

    public Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken) => book.ReadAsync(ApiKeyStore.ListAsync, cancellationToken);

    private static string? PrefixOf(string secret) =>
        secret.Length == Mark.Length + PrefixLength + 1 + 43 && secret.StartsWith(Mark, StringComparison.Ordinal) && secret[Mark.Length + PrefixLength] == '_'
            ? secret.Substring(Mark.Length, PrefixLength)
            : null;
}
