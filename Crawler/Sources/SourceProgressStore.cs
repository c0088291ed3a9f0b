using System.Security.Cryptography;
using System.Text;
using Daogou.Core.Storage;

namespace Daogou.Crawler.Sources;

/// <summary>How far the reading of a list of several pages has come: the rows of every page before this one are in the book.</summary>
public sealed record SourceProgress
{
    /// <summary>The generation that those rows have.</summary>
    public required long Generation { get; init; }

    /// <summary>The page to go on with, 1-based.</summary>
    public required int Page { get; init; }

    public required string Address { get; init; }

    /// <summary>The format that the first page was in.</summary>
    public required string Format { get; init; }

    /// <summary>Rows of the pages before.</summary>
    public required long Seen { get; init; }

    public required long Believed { get; init; }

    /// <summary>When the first page was asked for.</summary>
    public required DateTimeOffset BegunAt { get; init; }
}

/// <summary>SQL of <c>source_progress</c>.</summary>
public static class SourceProgressStore
{
    /// <summary>What was read longer ago than this is no part of the same list any more: it is read from the beginning.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    /// <summary>Null when the source is to be read from the beginning: nothing broke off, too long ago, or its settings have changed since.</summary>
    public static Task<SourceProgress?> FindAsync(Session session, Source source, DateTimeOffset now) =>
        session.FindAsync<SourceProgress>(
            """
            SELECT generation, page, address, format, seen, believed, begun_at FROM source_progress
            WHERE source_id = @Id AND generation = @Generation AND settings_hash = @Hash AND begun_at > @Since
            """,
            new { source.Id, source.Generation, Hash = Hash(source), Since = now - Longest });

    public static Task SaveAsync(Session session, Source source, SourceProgress progress) =>
        session.ExecuteAsync(
            """
            INSERT INTO source_progress (source_id, generation, page, address, format, settings_hash, seen, believed, begun_at)
            VALUES (@Id, @Generation, @Page, @Address, @Format, @Hash, @Seen, @Believed, @BegunAt)
            ON CONFLICT (source_id) DO UPDATE SET generation = excluded.generation, page = excluded.page, address = excluded.address, format = excluded.format,
                settings_hash = excluded.settings_hash, seen = excluded.seen, believed = excluded.believed, begun_at = excluded.begun_at
            """,
            new
            {
                source.Id, progress.Generation, progress.Page, progress.Address, progress.Format, Hash = Hash(source), progress.Seen, progress.Believed, progress.BegunAt,
            });

    public static Task ForgetAsync(Session session, long sourceId) =>
        session.ExecuteAsync("DELETE FROM source_progress WHERE source_id = @Id", new { Id = sourceId });

    private static string Hash(Source source) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source.Settings)).AsSpan(0, 16));
}
