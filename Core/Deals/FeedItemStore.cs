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
    /// <summary>Every row of the source; hashes only, so that an unchanged feed costs one reading.</summary>
    public static Task<IReadOnlyList<KnownItem>> KnownAsync(Session session, long sourceId) =>
        session.QueryAsync<KnownItem>(
            "SELECT id, item_key, body_hash, deal_id, refusal, generation FROM feed_items WHERE source_id = @SourceId", new { SourceId = sourceId });

    public static Task<KnownItem?> FindKnownAsync(Session session, long sourceId, string key) =>
        session.FindAsync<KnownItem>(
            "SELECT id, item_key, body_hash, deal_id, refusal, generation FROM feed_items WHERE source_id = @SourceId AND item_key = @Key",
            new { SourceId = sourceId, Key = key });

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

    /// <summary>Deals whose row the source's newest generation no longer has and no other source lists.</summary>
    public static Task<IReadOnlyList<long>> MissingDealsAsync(Session session, long sourceId, long generation) =>
        session.QueryAsync<long>(
            """
            SELECT DISTINCT item.deal_id FROM feed_items item
            JOIN deals deal ON deal.id = item.deal_id AND deal.feed_item_id = item.id
            WHERE item.source_id = @SourceId AND item.generation < @Generation AND deal.state = 1
            """,
            new { SourceId = sourceId, Generation = generation });
}
