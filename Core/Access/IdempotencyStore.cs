using Daogou.Core.Storage;

namespace Daogou.Core.Access;

/// <summary>The answers given for idempotency keys, per caller. A row of status 0 says that the first call is still at work.</summary>
public static class IdempotencyStore
{
    private const int AtWork = 0;

    /// <summary>After so long a first call that never finished is taken to have died.</summary>
    public static readonly TimeSpan GivenUpAfter = TimeSpan.FromMinutes(10);

    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(48);

    /// <summary>What is known of a key; <see cref="IdempotencyKind.Fresh"/> when the effect may happen.</summary>
    public static async Task<IdempotencyAnswer> FindAsync(Session session, string owner, string key, string requestHash, DateTimeOffset now) =>
        await session.FindAsync<Row>(
            "SELECT request_hash, status, answer, created_at FROM idempotency_keys WHERE owner = @Owner AND idempotency_key = @Key",
            new { Owner = owner, Key = key }) switch
        {
            null => new IdempotencyAnswer(IdempotencyKind.Fresh),
            var row when row.CreatedAt + KeptFor <= now => new IdempotencyAnswer(IdempotencyKind.Fresh),
            var row when row.RequestHash != requestHash => new IdempotencyAnswer(IdempotencyKind.OtherBody),
            { Status: AtWork } row when row.CreatedAt + GivenUpAfter > now => new IdempotencyAnswer(IdempotencyKind.AtWork),
            { Status: AtWork } => new IdempotencyAnswer(IdempotencyKind.Fresh),
            var row => new IdempotencyAnswer(IdempotencyKind.Given, row.Status, row.Answer),
        };

    /// <summary>Keeps an answer; call it in the transaction of the effect. Rows past their time go with it.</summary>
    public static async Task SaveAsync(Session session, string owner, string key, string requestHash, int status, string answer, DateTimeOffset now)
    {
        await session.ExecuteAsync("DELETE FROM idempotency_keys WHERE created_at <= @Old", new { Old = now - KeptFor });
        await session.ExecuteAsync(
            """
            INSERT INTO idempotency_keys (owner, idempotency_key, request_hash, status, answer, created_at)
            VALUES (@Owner, @Key, @RequestHash, @Status, @Answer, @Now)
            ON CONFLICT (owner, idempotency_key) DO UPDATE
            SET request_hash = excluded.request_hash, status = excluded.status, answer = excluded.answer, created_at = excluded.created_at
            """,
            new { Owner = owner, Key = key, RequestHash = requestHash, Status = status, Answer = answer, Now = now });
    }

    /// <summary>Marks a key as being worked on, for an effect that has transactions of its own.</summary>
    public static Task ReserveAsync(Session session, string owner, string key, string requestHash, DateTimeOffset now) =>
        SaveAsync(session, owner, key, requestHash, AtWork, "", now);

    /// <summary>Gives a reserved key free again: the effect did not happen.</summary>
    public static Task<int> ReleaseAsync(Session session, string owner, string key) =>
        session.ExecuteAsync(
            "DELETE FROM idempotency_keys WHERE owner = @Owner AND idempotency_key = @Key AND status = @AtWork", new { Owner = owner, Key = key, AtWork });

    private sealed record Row
    {
        public required string RequestHash { get; init; }

        public required int Status { get; init; }

        public required string Answer { get; init; }

        public required DateTimeOffset CreatedAt { get; init; }
    }
}

/// <param name="Kind">Whether an effect happened now, before, or not at all.</param>
/// <param name="Status">The HTTP status that was or is answered.</param>
/// <param name="Answer">Its body.</param>
public sealed record IdempotencyAnswer(IdempotencyKind Kind, int Status = 0, string Answer = "");

public enum IdempotencyKind
{
    /// <summary>First of its key: the effect happens now.</summary>
    Fresh = 1,

    /// <summary>Same key and body as before: the same answer again, no second effect.</summary>
    Given = 2,

    /// <summary>The key was used for another request: refuse (422).</summary>
    OtherBody = 3,

    /// <summary>The first call has not finished: refuse for now (409).</summary>
    AtWork = 4,
}
