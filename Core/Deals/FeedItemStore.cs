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
    private const int KeysAtATime = 4000;

    private const string Known = """
        SELECT item.id, item.item_key, item.body_hash, item.deal_id, item.refusal, item.generation,
            deal.state AS deal_state, deal.state_reason AS deal_state_reason, deal.source_id AS deal_source_id, deal.last_seen_at AS deal_last_seen_at
        FROM feed_items item LEFT JOIN deals deal ON deal.id = item.deal_id
        """;

    private const string Kept = """
        SELECT item.id, item.source_id, item.item_key, item.body, item.deal_id, item.refusal, item.refusal_detail, item.first_seen_at,
            CASE WHEN item.generation < 0 THEN COALESCE(listing.listed_at, item.last_seen_at) ELSE item.last_seen_at END AS last_seen_at
        FROM feed_items item LEFT JOIN listings listing ON listing.source_id = item.source_id
        """;

    /// <summary>What is known of the rows with these keys.</summary>
    public static async Task<Dictionary<string, KnownItem>> KnownAsync(Session session, long sourceId, IEnumerable<string> keys)
    {
        var known = new Dictionary<string, KnownItem>(StringComparer.Ordinal);
        foreach (var some in keys.Distinct(StringComparer.Ordinal).Chunk(KeysAtATime))
        {
            foreach (var item in await session.QueryAsync<KnownItem>($"{Known} WHERE item.source_id = @SourceId AND {session.IsAmong("item.item_key", "Keys")}", new { SourceId = sourceId, Keys = session.List(some) }))
            {
                known[item.ItemKey] = item;
            }
        }
        return known;
    }

    public static Task<KnownItem?> FindKnownAsync(Session session, long sourceId, string key) =>
        session.FindAsync<KnownItem>($"{Known} WHERE item.source_id = @SourceId AND item.item_key = @Key", new { SourceId = sourceId, Key = key });

    public static Task<KeptItem?> FindAsync(Session session, long id) =>
        session.FindAsync<KeptItem>($"{Kept} WHERE item.id = @Id", new { Id = id });

    public static Task<IReadOnlyList<KeptItem>> OfDealAsync(Session session, long dealId) =>
        session.QueryAsync<KeptItem>($"{Kept} WHERE item.deal_id = @DealId ORDER BY item.first_seen_at", new { DealId = dealId });

    /// <summary>Adds rows whose key is new to the source.</summary>
    public static RowStatement Adding(Session session) =>
        session.Prepare(
            """
            INSERT INTO feed_items (id, source_id, item_key, body, body_hash, deal_id, refusal, refusal_detail, first_seen_at, last_seen_at, generation)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """);

    /// <param name="body">The words of <paramref name="item"/> in UTF-8.</param>
    public static ValueTask<int> AddAsync(RowStatement adding, KeptItem item, byte[] body, string bodyHash, long generation) =>
        adding.Add(item.Id).Add(item.SourceId).Add(item.ItemKey).Add(body.AsSpan()).Add(bodyHash).Add(item.DealId).Add((long?)item.Refusal).Add(item.RefusalDetail)
            .Add(item.FirstSeenAt).Add(item.LastSeenAt).Add(generation).RunAsync();

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

    /// <summary>Whether a row is of this generation, or listed until it is missed, and was believed.</summary>
    public static async Task<bool> IsBelievedAsync(Session session, long id, long generation) =>
        await session.ValueAsync<int>("SELECT COUNT(*) FROM feed_items WHERE id = @Id AND (generation = @Generation OR generation < 0) AND refusal IS NULL", new { Id = id, Generation = generation }) == 1;

    public static Task TouchKeyAsync(Session session, long sourceId, string key, long generation, DateTimeOffset now) =>
        session.ExecuteAsync(
            "UPDATE feed_items SET generation = @Generation, last_seen_at = @Now WHERE source_id = @SourceId AND item_key = @Key",
            new { SourceId = sourceId, Key = key, Generation = generation, Now = now });

    /// <summary>The source no longer lists the row: it belongs to no generation. Returns the active deal that it spoke for.</summary>
    public static async Task<long?> SetAsideAsync(Session session, long sourceId, string key)
    {
        await session.ExecuteAsync("UPDATE feed_items SET generation = 0 WHERE source_id = @SourceId AND item_key = @Key", new { SourceId = sourceId, Key = key });
        return await session.FindAsync<long?>(
            """
            SELECT deal.id FROM feed_items item JOIN deals deal ON deal.id = item.deal_id AND deal.feed_item_id = item.id
            WHERE item.source_id = @SourceId AND item.item_key = @Key AND deal.state = 1
            """,
            new { SourceId = sourceId, Key = key });
    }

    /// <summary>An unchanged document (304, same bytes) brings along the rows of its last generation that are read anew each time.</summary>
    public static Task<int> TouchAllAsync(Session session, long sourceId, long from, long to, DateTimeOffset now) =>
        session.ExecuteAsync(
            "UPDATE feed_items SET generation = @To, last_seen_at = @Now WHERE source_id = @SourceId AND generation = @From",
            new { SourceId = sourceId, From = from, To = to, Now = now });

    /// <summary>Rows that a whole reading did not meet, of those that are read anew each time; and those it met in words that cannot be believed.</summary>
    public static Task<IReadOnlyList<long>> MissingAsync(Session session, long sourceId, long generation) =>
        session.QueryAsync<long>(
            """
            SELECT id FROM feed_items WHERE source_id = @SourceId AND generation > 0 AND generation < @Generation
            UNION ALL
            SELECT id FROM feed_items WHERE source_id = @SourceId AND refusal IS NOT NULL AND generation = @Generation
            """,
            new { SourceId = sourceId, Generation = generation });

    /// <summary>Takes rows off their source's list; returns the active deals that they spoke for.</summary>
    public static async Task<IReadOnlyList<long>> UnlistAsync(Session session, long sourceId, long[] ids, long generation)
    {
        var deals = await session.QueryAsync<long>(
            $"""
            SELECT DISTINCT item.deal_id FROM feed_items item JOIN deals deal ON deal.id = item.deal_id AND deal.feed_item_id = item.id
            WHERE {session.IsAmong("item.id", "Ids")} AND deal.state = 1
            """,
            new { Ids = session.List(ids) });
        await session.ExecuteAsync($"UPDATE feed_items SET generation = 0 WHERE {session.IsAmong("id", "Ids")} AND generation <> @Generation", new { Ids = session.List(ids), Generation = generation });
        await session.ExecuteAsync($"DELETE FROM row_hashes WHERE source_id = @SourceId AND {session.IsAmong("item_id", "Ids")}", new { SourceId = sourceId, Ids = session.List(ids) });
        return deals;
    }

    /// <summary>Another row that lists the deal: one of this source's, or of another source seen since an instant.</summary>
    public static Task<KeptItem?> FindOtherAsync(Session session, long dealId, long sourceId, long generation, DateTimeOffset since) =>
        session.FindAsync<KeptItem>(
            $"""
            {Kept}
            WHERE item.deal_id = @DealId AND item.refusal IS NULL
                AND ((item.source_id = @SourceId AND (item.generation >= @Generation OR item.generation < 0))
                    OR (item.source_id <> @SourceId AND (item.last_seen_at >= @Since OR (item.generation < 0 AND listing.listed_at >= @Since))))
            ORDER BY last_seen_at DESC, item.id LIMIT 1
            """,
            new { DealId = dealId, SourceId = sourceId, Generation = generation, Since = since });

    /// <summary>Lets the row be read again at the next poll although its words are the same.</summary>
    public static async Task ForgetHashAsync(Session session, long sourceId, long id)
    {
        await session.ExecuteAsync("UPDATE feed_items SET body_hash = '', generation = ABS(generation) WHERE id = @Id", new { Id = id });
        await session.ExecuteAsync("DELETE FROM row_hashes WHERE source_id = @SourceId AND item_id = @Id", new { SourceId = sourceId, Id = id });
    }

    /// <summary>Keeps the hashes of rows that need not be read again while they stay the same.</summary>
    public static RowStatement Settling(Session session) =>
        session.Prepare(
            "INSERT INTO row_hashes (source_id, item_id, hash) VALUES (?, ?, ?) ON CONFLICT (source_id, item_id) DO UPDATE SET hash = excluded.hash");

    /// <summary>The row is read anew each time from now on.</summary>
    public static Task UnsettleAsync(Session session, long sourceId, long id) =>
        session.ExecuteAsync("DELETE FROM row_hashes WHERE source_id = @SourceId AND item_id = @Id", new { SourceId = sourceId, Id = id });

    /// <summary>The source was read whole.</summary>
    public static Task ListAsync(Session session, long sourceId, DateTimeOffset now) =>
        session.ExecuteAsync(
            "INSERT INTO listings (source_id, listed_at) VALUES (@SourceId, @Now) ON CONFLICT (source_id) DO UPDATE SET listed_at = excluded.listed_at",
            new { SourceId = sourceId, Now = now });

    /// <summary>The same whole document came again: what it lists is listed still.</summary>
    public static Task ListAgainAsync(Session session, long sourceId, DateTimeOffset now) =>
        session.ExecuteAsync("UPDATE listings SET listed_at = @Now WHERE source_id = @SourceId", new { SourceId = sourceId, Now = now });

    /// <summary>Sources that were read whole since an instant.</summary>
    public static async Task<HashSet<long>> ListedSinceAsync(Session session, DateTimeOffset since) =>
        [.. await session.QueryAsync<long>("SELECT source_id FROM listings WHERE listed_at >= @Since", new { Since = since })];

    /// <summary>How many rows each source has, and how many of them are broken; being over is no fault of a row.</summary>
    public static Task<IReadOnlyList<SourceRecord>> RecordsAsync(Session session) =>
        session.QueryAsync<SourceRecord>(
            """
            SELECT whole.source_id, whole.rows, COALESCE(refused.rows, 0) AS broken
            FROM (SELECT source_id, COUNT(*) AS rows FROM feed_items GROUP BY source_id) whole
            LEFT JOIN (SELECT source_id, COUNT(*) AS rows FROM feed_items WHERE refusal IS NOT NULL AND refusal <> 9 GROUP BY source_id) refused
                ON refused.source_id = whole.source_id
            """);
}
