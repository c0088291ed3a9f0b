using Daogou.Core.Storage;
using Daogou.Crawler.Feeds;
using Daogou.Crawler.Fetching;

namespace Daogou.Crawler.Sources;

/// <summary>SQL of <c>sources</c>: what is due is a query, who works on it holds a lease.</summary>
public static class SourceStore
{
    private const string Columns =
        """
        id, source_key, name, kind, location, settings, enabled, every_seconds, next_due_at, lease_until, etag, last_modified, body_hash,
        last_run_at, last_success_at, rung, last_outcome, last_message, generation, generation_rows, baseline_at, created_at,
        moved_to, moved_polls, gone_at, usual_since, whole_at, lied_at
        """;

    public static Task<IReadOnlyList<Source>> ListAsync(Session session) =>
        session.QueryAsync<Source>($"SELECT {Columns} FROM sources ORDER BY source_key");

    public static Task<Source?> FindAsync(Session session, string key) =>
        session.FindAsync<Source>($"SELECT {Columns} FROM sources WHERE source_key = @Key", new { Key = key });

    public static Task<Source?> FindAsync(Session session, long id) =>
        session.FindAsync<Source>($"SELECT {Columns} FROM sources WHERE id = @Id", new { Id = id });

    /// <summary>
    /// Brings the rows in line with the settings. A source whose reading changed forgets its validators, so that the same document is read
    /// anew; one that left the settings is kept for the trail and no longer polled.
    /// </summary>
    public static async Task SyncAsync(Session session, IReadOnlyList<SourceOptions> settings, DateTimeOffset now)
    {
        foreach (var options in settings)
        {
            FeedPresets.Apply(options.Feed);
            await session.ExecuteAsync(
                """
                INSERT INTO sources (id, source_key, name, kind, location, settings, enabled, every_seconds, next_due_at, rung, generation, generation_rows, created_at)
                VALUES (@Id, @Key, @Name, @Kind, @Location, @Settings, @Enabled, @EverySeconds, @Now, 0, 0, 0, @Now)
                ON CONFLICT (source_key) DO UPDATE SET
                    name = excluded.name, kind = excluded.kind, location = excluded.location, settings = excluded.settings,
                    enabled = excluded.enabled, every_seconds = excluded.every_seconds,
                    next_due_at = CASE WHEN sources.settings <> excluded.settings OR sources.next_due_at > @Now + excluded.every_seconds * 1000 AND sources.rung = 0
                        THEN excluded.next_due_at ELSE sources.next_due_at END,
                    moved_to = CASE WHEN sources.settings <> excluded.settings THEN NULL ELSE sources.moved_to END,
                    moved_polls = CASE WHEN sources.settings <> excluded.settings THEN 0 ELSE sources.moved_polls END,
                    usual_since = CASE WHEN sources.settings <> excluded.settings THEN @Now ELSE sources.usual_since END,
                    whole_at = CASE WHEN sources.settings <> excluded.settings THEN NULL ELSE sources.whole_at END,
                    lied_at = CASE WHEN sources.settings <> excluded.settings THEN NULL ELSE sources.lied_at END,
                    gone_at = CASE WHEN sources.settings <> excluded.settings THEN NULL ELSE sources.gone_at END,
                    rung = CASE WHEN sources.settings <> excluded.settings THEN 0 ELSE sources.rung END,
                    etag = CASE WHEN sources.settings <> excluded.settings THEN NULL ELSE sources.etag END,
                    last_modified = CASE WHEN sources.settings <> excluded.settings THEN NULL ELSE sources.last_modified END,
                    body_hash = CASE WHEN sources.settings <> excluded.settings THEN NULL ELSE sources.body_hash END
                """,
                new
                {
                    Id = Ids.Next(now),
                    options.Key,
                    Name = options.Name.Length > 0 ? options.Name : options.Key,
                    Kind = options.Feed.Coupons ? FeedKind.Coupons : FeedKind.Deals,
                    options.Location,
                    Settings = Source.ToJson(options),
                    options.Enabled,
                    options.EverySeconds,
                    Now = now,
                });
        }
        var keys = settings.Select(options => options.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in (await ListAsync(session)).Where(source => source.Enabled && !keys.Contains(source.SourceKey)))
        {
            await session.ExecuteAsync(
                "UPDATE sources SET enabled = FALSE, lease_until = NULL, last_message = @Message WHERE id = @Id",
                new { gone.Id, Message = "No longer in the settings." });
        }
    }

    /// <summary>What is due and nobody works on, the longest due first, with where it is asked for.</summary>
    public static async Task<IReadOnlyList<HostErrand>> DueAsync(Session session, DateTimeOffset now)
    {
        var due = await session.QueryAsync<(string Key, string Address)>(
            """
            SELECT source_key, CASE WHEN moved_to IS NOT NULL AND moved_polls >= @PollsUntilBelieved THEN moved_to ELSE location END
            FROM sources
            WHERE enabled = TRUE AND gone_at IS NULL AND next_due_at <= @Now AND (lease_until IS NULL OR lease_until <= @Now)
            ORDER BY next_due_at, id
            """,
            new { Now = now, Source.PollsUntilBelieved });
        return [.. due.Select(source => new HostErrand(source.Key, SourceAddress.Read(source.Address)))];
    }

    /// <summary>Takes the lease; null when the source is unknown, disabled or somebody else's for now.</summary>
    public static async Task<Source?> ClaimAsync(Session session, string key, DateTimeOffset now, DateTimeOffset until) =>
        await session.ExecuteAsync(
            """
            UPDATE sources SET lease_until = @Until
            WHERE source_key = @Key AND enabled = TRUE AND (lease_until IS NULL OR lease_until <= @Now)
            """,
            new { Key = key, Now = now, Until = until }) == 1
            ? await FindAsync(session, key)
            : null;

    /// <summary>Who works on it is still at it.</summary>
    public static Task HoldAsync(Session session, long id, DateTimeOffset until) =>
        session.ExecuteAsync("UPDATE sources SET lease_until = @Until WHERE id = @Id AND lease_until IS NOT NULL", new { Id = id, Until = until });

    public static Task ReleaseAsync(Session session, long id) =>
        session.ExecuteAsync("UPDATE sources SET lease_until = NULL WHERE id = @Id", new { Id = id });

    /// <summary>To be polled at the next tick.</summary>
    public static Task<int> MarkDueAsync(Session session, string key, DateTimeOffset now) =>
        session.ExecuteAsync("UPDATE sources SET next_due_at = @Now, gone_at = NULL WHERE source_key = @Key AND enabled = TRUE", new { Key = key, Now = now });

    /// <summary>The next document may be as short as it likes, and tells what is usual from now on: an operator looked at the last one.</summary>
    public static Task<int> AcceptDropAsync(Session session, string key, DateTimeOffset now) =>
        session.ExecuteAsync("UPDATE sources SET generation_rows = 0, usual_since = @Now, next_due_at = @Now WHERE source_key = @Key", new { Key = key, Now = now });

    /// <summary>
    /// Before the first row of a new generation goes in: should the crawl break off, the next one has a number of its own and reads the
    /// document again in full.
    /// </summary>
    public static Task BeginGenerationAsync(Session session, long id, long generation) =>
        session.ExecuteAsync(
            "UPDATE sources SET generation = @Generation, etag = NULL, last_modified = NULL, body_hash = NULL WHERE id = @Id",
            new { Id = id, Generation = generation });

    /// <summary>A generation of a source that is never read as a whole: what is held of its document stays.</summary>
    public static Task NextGenerationAsync(Session session, long id, long generation) =>
        session.ExecuteAsync("UPDATE sources SET generation = @Generation WHERE id = @Id", new { Id = id, Generation = generation });

    /// <summary>The document is in: its validators count from now on.</summary>
    /// <param name="cameWhole">The document came, new or not; false: its server said "not modified".</param>
    /// <param name="lied">What came shows that "not modified" was false.</param>
    public static Task SucceedAsync(
        Session session, Source source, SourceOutcome outcome, string? message, Validators validators, long rows, DateTimeOffset next, string? movedTo,
        bool cameWhole, bool lied, DateTimeOffset now) =>
        session.ExecuteAsync(
            """
            UPDATE sources SET lease_until = NULL, next_due_at = @Next, etag = @ETag, last_modified = @LastModified, body_hash = @BodyHash,
                last_run_at = @Now, last_success_at = @Now, rung = @Rung, last_outcome = @Outcome, last_message = @Message,
                generation_rows = @Rows, baseline_at = COALESCE(baseline_at, @Now),
                whole_at = @WholeAt, lied_at = @LiedAt,
                moved_polls = CASE WHEN @MovedTo IS NULL THEN 0 WHEN moved_to = @MovedTo THEN moved_polls + 1 ELSE 1 END, moved_to = @MovedTo
            WHERE id = @Id
            """,
            new
            {
                source.Id, Next = next, MovedTo = movedTo, validators.ETag, validators.LastModified, validators.BodyHash, Now = now,
                WholeAt = cameWhole ? now : source.WholeAt, LiedAt = lied ? now : source.LiedAt, Rung = BackOff.AfterSuccess(source.Rung), Outcome = outcome, Message = message, Rows = rows,
            });

    /// <summary>The server says that it is gone for good: it is not asked again until somebody wants it to be.</summary>
    public static Task EndAsync(Session session, long id, DateTimeOffset now) =>
        session.ExecuteAsync("UPDATE sources SET gone_at = @Now WHERE id = @Id", new { Id = id, Now = now });

    /// <summary>Nothing that was known of the source changes but its health and when to try again.</summary>
    public static Task FailAsync(
        Session session, long id, SourceOutcome outcome, string message, int rung, DateTimeOffset next, DateTimeOffset now) =>
        session.ExecuteAsync(
            """
            UPDATE sources SET lease_until = NULL, next_due_at = @Next, last_run_at = @Now, rung = @Rung, last_outcome = @Outcome, last_message = @Message
            WHERE id = @Id
            """,
            new { Id = id, Next = next, Now = now, Rung = rung, Outcome = outcome, Message = message });
}
