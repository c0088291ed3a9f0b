namespace Daogou.Core.Access;

/// <summary>A caller's key as it is kept: its visible prefix, what it may do, and until when. The secret itself is nowhere.</summary>
public sealed record ApiKey
{
    public required long Id { get; init; }

    /// <summary>The visible head of the secret, to tell keys apart.</summary>
    public required string Prefix { get; init; }

    public required string Name { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>To the minute.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    public bool Allows(string scope) => Scopes.Contains(scope, StringComparer.Ordinal);

    public bool IsGood(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is not { } end || now < end);
}

/// <summary>A new key with its secret, which is shown now and never again.</summary>
public sealed record NewApiKey(ApiKey Key, string Secret);
