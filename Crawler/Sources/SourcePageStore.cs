using System.Text.Json;
using Daogou.Core.Storage;
using Daogou.Crawler.Feeds;
using Daogou.Crawler.Fetching;

namespace Daogou.Crawler.Sources;

/// <summary>A page that a sitemap lists, as it is known from the last time.</summary>
public sealed record SourcePage
{
    public required string Address { get; init; }

    /// <summary>It was there when the source was new: what it says is no news to anybody.</summary>
    public required bool IsOld { get; init; }

    /// <summary>Null when it was never asked for.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>How many times in a row it gave no offer.</summary>
    public required int Failures { get; init; }

    public string? ETag { get; init; }

    public string? LastModified { get; init; }

    public string? BodyHash { get; init; }

    /// <summary>The keys of the rows that it gave, as JSON.</summary>
    public required string ItemKeys { get; init; }

    public Validators Validators => new(ETag, LastModified, BodyHash);

    public IReadOnlyList<string> Keys => JsonSerializer.Deserialize<List<string>>(ItemKeys) ?? [];
}

/// <summary>What is known of a source's pages as a whole.</summary>
public sealed record SourcePageCounts
{
    public required long Pages { get; init; }

    /// <summary>Rows that they gave when each was asked last.</summary>
    public required long Items { get; init; }

    public required long Due { get; init; }
}

/// <summary>SQL of <c>source_pages</c>: which page is due is a query, so a poll goes on where the last one stopped.</summary>
public static class SourcePageStore
{
    private const string Columns = "address, is_old, asked_at, failures, etag, last_modified, body_hash, item_keys";

    /// <summary>Takes note of what a sitemap lists. A page whose date there has moved is due at once.</summary>
    /// <param name="isOld">Whether the source is new, so that its pages are not.</param>
    public static async Task ListAsync(Session session, long sourceId, IEnumerable<SitemapEntry> pages, long generation, bool isOld)
    {
        foreach (var page in pages)
        {
            await session.ExecuteAsync(
                """
                INSERT INTO source_pages (source_id, address, modified_at, listed, is_old, next_at, failures, item_keys, items)
                VALUES (@SourceId, @Address, @ModifiedAt, @Generation, @IsOld, 0, 0, '[]', 0)
                ON CONFLICT (source_id, address) DO UPDATE SET listed = excluded.listed,
                    next_at = CASE WHEN excluded.modified_at > COALESCE(source_pages.modified_at, 0) THEN 0 ELSE source_pages.next_at END,
                    modified_at = COALESCE(excluded.modified_at, source_pages.modified_at)
                """,
                new { SourceId = sourceId, Address = page.Location.AbsoluteUri, ModifiedAt = page.LastModified, Generation = generation, IsOld = isOld });
        }
    }

    /// <summary>
    /// The pages to ask for now: half of them such as are known, the longest due first, half such as were never asked for, the youngest first;
    /// where there are fewer of one kind, more of the other.
    /// </summary>
    public static async Task<IReadOnlyList<SourcePage>> DueAsync(Session session, long sourceId, DateTimeOffset now, int most)
    {
        var what = new { SourceId = sourceId, Now = now, Most = most };
        var known = await session.QueryAsync<SourcePage>(
            $"SELECT {Columns} FROM source_pages WHERE source_id = @SourceId AND next_at <= @Now AND asked_at IS NOT NULL ORDER BY next_at, asked_at, address LIMIT @Most", what);
        var unknown = await session.QueryAsync<SourcePage>(
            $"SELECT {Columns} FROM source_pages WHERE source_id = @SourceId AND asked_at IS NULL ORDER BY COALESCE(modified_at, 0) DESC, address LIMIT @Most", what);
        var ofKnown = Math.Min(known.Count, Math.Max(most / 2, most - unknown.Count));
        return [.. known.Take(ofKnown), .. unknown.Take(most - ofKnown)];
    }

    public static async Task<SourcePageCounts> CountsAsync(Session session, long sourceId, DateTimeOffset now) =>
        (await session.FindAsync<SourcePageCounts>(
            """
            SELECT COUNT(*) AS pages, CAST(COALESCE(SUM(items), 0) AS BIGINT) AS items, CAST(COALESCE(SUM(CASE WHEN next_at <= @Now THEN 1 ELSE 0 END), 0) AS BIGINT) AS due
            FROM source_pages WHERE source_id = @SourceId
            """,
            new { SourceId = sourceId, Now = now }))!;

    /// <summary>What came of asking for a page.</summary>
    public static Task SaveAsync(
        Session session, long sourceId, string address, Validators validators, IReadOnlyList<string> keys, int failures, DateTimeOffset next, DateTimeOffset now) =>
        session.ExecuteAsync(
            """
            UPDATE source_pages SET asked_at = @Now, next_at = @Next, failures = @Failures, etag = @ETag, last_modified = @LastModified, body_hash = @BodyHash,
                item_keys = @Keys, items = @Items
            WHERE source_id = @SourceId AND address = @Address
            """,
            new
            {
                SourceId = sourceId, Address = address, validators.ETag, validators.LastModified, validators.BodyHash, Keys = JsonSerializer.Serialize(keys), Items = keys.Count,
                Failures = failures, Next = next, Now = now,
            });

    /// <summary>Pages that the newest reading of the sitemap no longer had.</summary>
    public static Task<IReadOnlyList<SourcePage>> UnlistedAsync(Session session, long sourceId, long generation) =>
        session.QueryAsync<SourcePage>($"SELECT {Columns} FROM source_pages WHERE source_id = @SourceId AND listed < @Generation", new { SourceId = sourceId, Generation = generation });

    public static Task<int> CountUnlistedAsync(Session session, long sourceId, long generation) =>
        session.ValueAsync<int>("SELECT COUNT(*) FROM source_pages WHERE source_id = @SourceId AND listed < @Generation", new { SourceId = sourceId, Generation = generation });

    public static Task ForgetAsync(Session session, long sourceId, string address) =>
        session.ExecuteAsync("DELETE FROM source_pages WHERE source_id = @SourceId AND address = @Address", new { SourceId = sourceId, Address = address });
}
