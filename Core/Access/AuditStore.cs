using Daogou.Core.Storage;

namespace Daogou.Core.Access;

/// <summary>What operators and keys did, written in the transaction of the act where there is one.</summary>
public static class AuditStore
{
    /// <param name="actor"><c>operator:name</c> or <c>key:prefix</c>.</param>
    /// <param name="act">A short verb: <c>payout.approve</c>.</param>
    /// <param name="subject">What it was done to, as a trail id where it has one.</param>
    public static Task<int> WriteAsync(Session session, string actor, string act, string subject, string detail, DateTimeOffset now) =>
        session.ExecuteAsync(
            "INSERT INTO audit_log (id, at, actor, act, subject, detail) VALUES (@Id, @Now, @Actor, @Act, @Subject, @Detail)",
            new { Id = Ids.Next(now), Now = now, Actor = actor, Act = act, Subject = subject, Detail = detail });

    /// <summary>Latest first, before the given id; of one subject where that is given.</summary>
    public static Task<IReadOnlyList<AuditRow>> ListAsync(Session session, int limit, long? before = null, string? subject = null) =>
        session.QueryAsync<AuditRow>(
            """
            SELECT id, at, actor, act, subject, detail FROM audit_log
            WHERE id < @Before AND (@Subject = '' OR subject = @Subject) ORDER BY id DESC LIMIT @Limit
            """,
            new { Before = before ?? long.MaxValue, Subject = subject ?? "", Limit = limit });
}

public sealed record AuditRow
{
    public required long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Actor { get; init; }

    public required string Act { get; init; }

    public required string Subject { get; init; }

    public required string Detail { get; init; }
}
