using Daogou.Core.Storage;

namespace Daogou.Core.Deals;

/// <summary>What is already known of a source's row.</summary>
public sealed record KnownItem
{
    public required long Id { get; init; }

    public required string ItemKey { get; init; }

    public required string BodyHash { get; init; }

    public long? DealId { get; init; }

    public Refusal? Refusal { get; init; }

    public required long Generation { get; init; }

    public DealState? DealState { get; init; }

    public string? DealStateReason { get; init; }

    /// <summary>The source that speaks for the deal, and when it last did.</summary>
    public long? DealSourceId { get; init; }

    public DateTimeOffset? DealLastSeenAt { get; init; }
}

/// <summary>How much of what a source lists can be believed.</summary>
public sealed record SourceRecord
{
    public required long SourceId { get; init; }

    public required long Rows { get; init; }

    public required long Broken { get; init; }
}

/// <summary>A source's row in its own words, as the trail shows it.</summary>
public sealed record KeptItem
{
    public required long Id { get; init; }

    public required long SourceId { get; init; }

    public required string ItemKey { get; init; }

    public required string Body { get; init; }

    public long? DealId { get; init; }

    public Refusal? Refusal { get; init; }

    public string? RefusalDetail { get; init; }

    public required DateTimeOffset FirstSeenAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; init; }
}

/// <summary>SQL of <c>feed_items</c>.</summary>
public static class FeedItemStore
{
    private const string Known = """
        SELECT item.id, item.item_key, item.body_hash, item.deal_id, item.refusal, item.generation,
            deal.state AS deal_state, deal.state_reason AS deal_state_reason, deal.source_id AS deal_source_id, deal.last_seen_at AS deal_last_seen_at
        FROM feed_items item LEFT JOIN deals deal ON deal.id = item.deal_id
        """;

    /// <summary>Every row of the source; hashes only, so that an unchanged feed costs one reading.</summary>
    public static Task<IReadOnlyList<KnownItem>> KnownAsync(Session session, long sourceId) =>
        session.QueryAsync<KnownItem>($"{Known} WHERE item.source_id = @SourceId", new { SourceId = sourceId });

    public static Task<KnownItem?> FindKnownAsync(Session session, long sourceId, string key) =>
        session.FindAsync<KnownItem>($"{Known} WHERE item.source_id = @SourceId AND item.item_key = @Key", new { SourceId = sourceId, Key = key });

    public static Task<KeptItem?> FindAsync(Session session, long id) =>
        session.FindAsync<KeptItem>(
            """
            SELECT id, source_id, item_key, body, deal_id, refusal, refusal_detail, first_seen_at, last_seen_at FROM feed_items WHERE id = @Id
            """,
            new { Id = id });

    public static Task<IReadOnlyList<KeptItem>> OfDealAsync(Session session, long dealId) =>
        session.QueryAsync<KeptItem>(
            """
            SELECT id, source_id, item_key, body, deal_id, refusal, refusal_detail, first_seen_at, last_seen_at
            FROM feed_items WHERE deal_id = @DealId ORDER BY first_seen_at
            """,
            new { DealId = dealId });

    public static Task SaveAsync(Session session, KeptItem item, string bodyHash, long generation) =>
        session.ExecuteAsync(
            """
            INSERT INTO feed_items (id, source_id, item_key, body, body_hash, deal_id, refusal, refusal_detail, first_seen_at, last_seen_at, generation)
            VALUES (@Id, @SourceId, @ItemKey, @Body, @BodyHash, @DealId, @Refusal, @RefusalDetail, @FirstSeenAt, @LastSeenAt, @Generation)
            ON CONFLICT (source_id, item_key) DO UPDATE SET body = excluded.body, body_hash = excluded.body_hash, deal_id = excluded.deal_id,
                refusal = excluded.refusal, refusal_detail = excluded.refusal_detail, last_seen_at = excluded.last_seen_at, generation = excluded.generation
            """,
            new
            {
                item.Id, item.SourceId, item.ItemKey, item.Body, BodyHash = bodyHash, item.DealId, item.Refusal, item.RefusalDetail,
                item.FirstSeenAt, item.LastSeenAt, Generation = generation,
            });

    public static Task TouchAsync(Session session, long id, long generation, DateTimeOffset now) =>
        session.ExecuteAsync("UPDATE feed_items SET generation = @Generation, last_seen_at = @Now WHERE id = @Id", new { Id = id, Generation = generation, Now = now });

    /// <summary>An unchanged document (304, same bytes) brings all rows of its last generation along in one statement.</summary>
    public static Task<int> TouchAllAsync(Session session, long sourceId, long from, long to, DateTimeOffset now) =>
        session.ExecuteAsync(
            "UPDATE feed_items SET generation = @To, last_seen_at = @Now WHERE source_id = @SourceId AND generation = @From",
            new { SourceId = sourceId, From = from, To = to, Now = now });

    /// <summary>Deals of the source whose row its newest generation no longer has, or has in words that cannot be believed.</summary>
    public static Task<IReadOnlyList<long>> MissingDealsAsync(Session session, long sourceId, long generation) =>
        session.QueryAsync<long>(
            """
            SELECT DISTINCT item.deal_id FROM feed_items item
            JOIN deals deal ON deal.id = item.deal_id AND deal.feed_item_id = item.id
            WHERE item.source_id = @SourceId AND (item.generation < @Generation OR item.refusal IS NOT NULL) AND deal.state = 1
            """,
            new { SourceId = sourceId, Generation = generation });

    /// <summary>Another row that lists the deal: one of this source's newest generation, or of another source seen since an instant.</summary>
    public static Task<KeptItem?> FindOtherAsync(Session session, long dealId, long sourceId, long generation, DateTimeOffset since) =>
        session.FindAsync<KeptItem>(
            """
            SELECT id, source_id, item_key, body, deal_id, refusal, refusal_detail, first_seen_at, last_seen_at FROM feed_items
            WHERE deal_id = @DealId AND refusal IS NULL
                AND ((source_id = @SourceId AND generation >= @Generation) OR (source_id <> @SourceId AND last_seen_at >= @Since))
            ORDER BY last_seen_at DESC, id LIMIT 1
            """,
            new { DealId = dealId, SourceId = sourceId, Generation = generation, Since = since });

    /// <summary>Lets the row be read again at the next poll although its words are the same.</summary>
    public static Task ForgetHashAsync(Session session, long id) =>
        session.ExecuteAsync("UPDATE feed_items SET body_hash = '' WHERE id = @Id", new { Id = id });

    /// <summary>How many rows each source has, and how many of them are broken; being over is no fault of a row.</summary>
    public static Task<IReadOnlyList<SourceRecord>> RecordsAsync(Session session) =>
        session.QueryAsync<SourceRecord>(
            """
            SELECT source_id, COUNT(*) AS rows, CAST(COALESCE(SUM(CASE WHEN refusal IS NULL OR refusal = 9 THEN 0 ELSE 1 END), 0) AS BIGINT) AS broken
            FROM feed_items GROUP BY source_id
            """);
}
