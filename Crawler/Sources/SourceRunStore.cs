using System.Text.Json;
using Daogou.Core.Deals;
using Daogou.Core.Storage;
using Daogou.Crawler.Feeds;

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

    /// <summary>The character set that its document was read in; null when none was read.</summary>
    public string? Charset { get; init; }

    public CharsetBy? CharsetBy { get; init; }

    /// <summary>U+FFFD that decoding made of bytes that are no character.</summary>
    public long Replaced { get; init; }

    /// <summary>Offers whose price was looked for; none in a source of coupons.</summary>
    public long PriceRows { get; init; }

    /// <summary>Offers whose price was read.</summary>
    public long Priced { get; init; }

    /// <summary>Rows that are believed of the document that came, or of the last one where it has not changed; null when no document came.</summary>
    public long? GenerationRows { get; init; }

    public TimeSpan Duration => FinishedAt - StartedAt;

    /// <summary>Whether a document came, or word that it has not changed.</summary>
    public bool IsGood => Outcome is SourceOutcome.Taken or SourceOutcome.Unchanged or SourceOutcome.HeldBack;

    /// <summary>The price-parse rate in percent with one decimal, rounded down so that 100 means all; null where no price was looked for.</summary>
    public decimal? PricedPercent => PriceRows == 0 ? null : decimal.Floor(Priced * 1000m / PriceRows) / 10;

    public RunRefusals RefusalsRead => JsonSerializer.Deserialize<RunRefusals>(Refusals) ?? RunRefusals.None;
}

/// <summary>Why rows were not believed: how many for each reason, and some of them in their own words.</summary>
public sealed record RunRefusals(IReadOnlyDictionary<string, int> Counts, IReadOnlyList<RefusedRow> Samples)
{
    public static readonly RunRefusals None = new(new Dictionary<string, int>(StringComparer.Ordinal), []);
}

/// <param name="Row">1-based place in the source.</param>
public sealed record RefusedRow(long Row, Refusal Reason, string Detail, string? Text);

/// <summary>What a good poll brought.</summary>
public sealed record RunSize
{
    public required long RowsBelieved { get; init; }

    public required long Seen { get; init; }

    public required long Refused { get; init; }
}

/// <summary>SQL of <c>source_runs</c>.</summary>
public static class SourceRunStore
{
    /// <summary>Runs kept of each source.</summary>
    public const int Kept = 500;

    private const string Columns =
        """
        id, source_id, started_at, finished_at, outcome, status_code, message, bytes, seen, added, changed, unchanged, refused, expired, refusals,
        charset, charset_by, replaced, price_rows, priced, generation_rows
        """;

    public static async Task AddAsync(Session session, SourceRun run)
    {
        await session.ExecuteAsync(
            $"""
            INSERT INTO source_runs ({Columns})
            VALUES (@Id, @SourceId, @StartedAt, @FinishedAt, @Outcome, @StatusCode, @Message, @Bytes, @Seen, @Added, @Changed, @Unchanged, @Refused, @Expired, @Refusals,
                @Charset, @CharsetBy, @Replaced, @PriceRows, @Priced, @GenerationRows)
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
            $"SELECT {Columns} FROM source_runs WHERE source_id = @SourceId ORDER BY id DESC LIMIT @Limit",
            new { SourceId = sourceId, Limit = limit });

    /// <summary>The newest run of each source.</summary>
    public static Task<IReadOnlyList<SourceRun>> LastOfEachAsync(Session session) =>
        session.QueryAsync<SourceRun>($"SELECT {Columns} FROM source_runs WHERE id IN (SELECT MAX(id) FROM source_runs GROUP BY source_id)");

    /// <summary>How many polls failed since the last good one.</summary>
    public static Task<long> FailuresInARowAsync(Session session, long sourceId) =>
        session.ValueAsync<long>(
            """
            SELECT COUNT(*) FROM source_runs WHERE source_id = @SourceId AND id > COALESCE(
                (SELECT MAX(good.id) FROM source_runs good WHERE good.source_id = @SourceId AND good.outcome IN (@Taken, @Unchanged, @HeldBack)), 0)
            """,
            new { SourceId = sourceId, SourceOutcome.Taken, SourceOutcome.Unchanged, SourceOutcome.HeldBack });

    /// <summary>What the source's last good polls brought: those before the run <paramref name="beforeId"/> that began after <paramref name="since"/>.</summary>
    public static Task<IReadOnlyList<RunSize>> SizesAsync(Session session, long sourceId, DateTimeOffset? since, long beforeId, int limit) =>
        session.QueryAsync<RunSize>(
            """
            SELECT generation_rows AS rows_believed, seen, refused FROM source_runs
            WHERE source_id = @SourceId AND id < @BeforeId AND outcome = @Taken AND started_at > @Since AND generation_rows IS NOT NULL
            ORDER BY id DESC LIMIT @Limit
            """,
            new { SourceId = sourceId, SourceOutcome.Taken, Since = since ?? DateTimeOffset.UnixEpoch, BeforeId = beforeId, Limit = limit });
}
