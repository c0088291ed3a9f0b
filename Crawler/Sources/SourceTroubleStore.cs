using Daogou.Core.Storage;

namespace Daogou.Crawler.Sources;

/// <summary>SQL of <c>source_troubles</c>: at most one is open for each source, and the table itself sees to it.</summary>
public static class SourceTroubleStore
{
    private const string Columns = "id, source_id, kind, opened_at, closed_at, expected, found, since, detail";

    public static Task<SourceTrouble?> FindOpenAsync(Session session, long sourceId) =>
        session.FindAsync<SourceTrouble>($"SELECT {Columns} FROM source_troubles WHERE source_id = @SourceId AND closed_at IS NULL", new { SourceId = sourceId });

    public static Task<IReadOnlyList<SourceTrouble>> OpenAsync(Session session) =>
        session.QueryAsync<SourceTrouble>($"SELECT {Columns} FROM source_troubles WHERE closed_at IS NULL ORDER BY id");

    public static Task<IReadOnlyList<SourceTrouble>> LatestAsync(Session session, long sourceId, int limit) =>
        session.QueryAsync<SourceTrouble>(
            $"SELECT {Columns} FROM source_troubles WHERE source_id = @SourceId ORDER BY id DESC LIMIT @Limit", new { SourceId = sourceId, Limit = limit });

    internal static async Task<SourceTrouble> BeginAsync(Session session, long id, long sourceId, TroubleFinding finding, DateTimeOffset now)
    {
        var trouble = new SourceTrouble
        {
            Id = id,
            SourceId = sourceId,
            Kind = finding.Kind,
            OpenedAt = now,
            Expected = finding.Expected,
            Found = finding.Found,
            Since = finding.Since,
            Detail = finding.Detail,
        };
        await session.ExecuteAsync(
            $"INSERT INTO source_troubles ({Columns}) VALUES (@Id, @SourceId, @Kind, @OpenedAt, @ClosedAt, @Expected, @Found, @Since, @Detail)", trouble);
        return trouble;
    }

    /// <summary>The same trouble shows another side; nobody is told again.</summary>
    internal static Task TurnAsync(Session session, long id, TroubleFinding finding) =>
        session.ExecuteAsync(
            "UPDATE source_troubles SET kind = @Kind, expected = @Expected, found = @Found, since = @Since, detail = @Detail WHERE id = @Id",
            new { Id = id, finding.Kind, finding.Expected, finding.Found, finding.Since, finding.Detail });

    public static Task<int> EndAsync(Session session, long id, DateTimeOffset now) =>
        session.ExecuteAsync("UPDATE source_troubles SET closed_at = @Now WHERE id = @Id AND closed_at IS NULL", new { Id = id, Now = now });

    /// <summary>A source that nobody wants polled is in no trouble.</summary>
    public static Task<int> EndOfDisabledAsync(Session session, DateTimeOffset now) =>
        session.ExecuteAsync(
            "UPDATE source_troubles SET closed_at = @Now WHERE closed_at IS NULL AND source_id IN (SELECT id FROM sources WHERE enabled = FALSE)", new { Now = now });
}
