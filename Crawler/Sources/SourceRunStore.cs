using System.Text.Json;
using Daogou.Core.Deals;
using Daogou.Core.Storage;

namespace Daogou.Crawler.Sources;

/// <summary>One poll of a source and what came of it.</summary>
public sealed record SourceRun
{
    public required long Id { get; init; }

    public required long SourceId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset FinishedAt { get; init; }

    public required SourceOutcome Outcome { get; init; }

    /// <summary>HTTP status, where there was one.</summary>
    public int? StatusCode { get; init; }

    public string? Message { get; init; }

    public required long Bytes { get; init; }

    public required long Seen { get; init; }

    public required long Added { get; init; }

    public required long Changed { get; init; }

    public required long Unchanged { get; init; }

    public required long Refused { get; init; }

    public required long Expired { get; init; }

    /// <summary>Counts by reason and the first of each, as JSON.</summary>
    public required string Refusals { get; init; }

    public RunRefusals RefusalsRead => JsonSerializer.Deserialize<RunRefusals>(Refusals) ?? RunRefusals.None;
}

/// <summary>Why rows were not believed: how many for each reason, and some of them in their own words.</summary>
public sealed record RunRefusals(IReadOnlyDictionary<string, int> Counts, IReadOnlyList<RefusedRow> Samples)
{
    public static readonly RunRefusals None = new(new Dictionary<string, int>(StringComparer.Ordinal), []);
}

/// <param name="Row">1-based place in the source.</param>
public sealed record RefusedRow(long Row, Refusal Reason, string Detail, string? Text);

/// <summary>SQL of <c>source_runs</c>.</summary>
public static class SourceRunStore
{
    /// <summary>Runs kept of each source.</summary>
    private const int Kept = 500;

    public static async Task AddAsync(Session session, SourceRun run)
    {
        await session.ExecuteAsync(
            """
            INSERT INTO source_runs (id, source_id, started_at, finished_at, outcome, status_code, message, bytes, seen, added, changed, unchanged, refused, expired, refusals)
            VALUES (@Id, @SourceId, @StartedAt, @FinishedAt, @Outcome, @StatusCode, @Message, @Bytes, @Seen, @Added, @Changed, @Unchanged, @Refused, @Expired, @Refusals)
            """,
            run);
        await session.ExecuteAsync(
            """
            DELETE FROM source_runs WHERE source_id = @SourceId
                AND id <= (SELECT old.id FROM source_runs old WHERE old.source_id = @SourceId ORDER BY old.id DESC LIMIT 1 OFFSET @Kept)
            """,
            new { run.SourceId, Kept });
    }

    public static Task<IReadOnlyList<SourceRun>> LatestAsync(Session session, long sourceId, int limit) =>
        session.QueryAsync<SourceRun>(
            """
            SELECT id, source_id, started_at, finished_at, outcome, status_code, message, bytes, seen, added, changed, unchanged, refused, expired, refusals
            FROM source_runs WHERE source_id = @SourceId ORDER BY id DESC LIMIT @Limit
            """,
            new { SourceId = sourceId, Limit = limit });
}
