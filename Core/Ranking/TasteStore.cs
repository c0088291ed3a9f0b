using Daogou.Core.Storage;

namespace Daogou.Core.Ranking;

/// <summary>SQL of <c>learnt_tastes</c>.</summary>
public static class TasteStore
{
    private const string Name = "all";

    public static async Task<DateTimeOffset?> LearntAtAsync(Session session) =>
        (await session.FindAsync<LearntRow>("SELECT learnt_at, '' AS body FROM learnt_tastes WHERE name = @Name", new { Name }))?.LearntAt;

    public static async Task<string?> BodyAsync(Session session) =>
        (await session.FindAsync<LearntRow>("SELECT learnt_at, body FROM learnt_tastes WHERE name = @Name", new { Name }))?.Body;

    public static Task SaveAsync(Session session, DateTimeOffset at, int shown, string body) =>
        session.ExecuteAsync(
            """
            INSERT INTO learnt_tastes (name, learnt_at, shown, body) VALUES (@Name, @At, @Shown, @Body)
            ON CONFLICT (name) DO UPDATE SET learnt_at = excluded.learnt_at, shown = excluded.shown, body = excluded.body
            """,
            new { Name, At = at, Shown = shown, Body = body });

    private sealed record LearntRow
    {
        public required DateTimeOffset LearntAt { get; init; }

        public required string Body { get; init; }
    }
}
