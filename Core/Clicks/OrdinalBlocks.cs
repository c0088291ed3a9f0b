using Daogou.Core.Links;
using Daogou.Core.Storage;

namespace Daogou.Core.Clicks;

/// <summary>A run of ordinals that belongs to one process.</summary>
public sealed record OrdinalBlock
{
    /// <summary>How many a process takes at a time: half a minute of the heaviest load, and enough blocks for a start every minute for half a year.</summary>
    public const long Size = 262_144;

    public required long FirstOrdinal { get; init; }

    public required long LastOrdinal { get; init; }

    public required DateTimeOffset TakenAt { get; init; }

    public required long CountedThrough { get; init; }

    public required long BlankedThrough { get; init; }
}

/// <summary>The SQL of ordinal blocks.</summary>
public static class OrdinalBlocks
{
    private const string Columns = "first_ordinal, last_ordinal, taken_at, counted_through, blanked_through";

    /// <summary>Takes the next block for this process alone.</summary>
    /// <exception cref="InvalidOperationException">The ordinals of seven characters are used up.</exception>
    public static Task<OrdinalBlock> TakeAsync(Database clicks, TimeProvider time, CancellationToken cancellationToken) =>
        clicks.WriteAsync(
            async session =>
            {
                // A book whose blocks were lost with a restored backup must still not number anew what it holds.
                var used = await session.ValueAsync<long>("""
                    SELECT CASE WHEN block > click THEN block ELSE click END FROM (
                        SELECT CAST(COALESCE((SELECT MAX(last_ordinal) FROM ordinal_blocks), 0) AS BIGINT) AS block,
                               CAST(COALESCE((SELECT MAX(ordinal) FROM clicks), 0) AS BIGINT) AS click) AS used
                    """);
                var block = new OrdinalBlock
                {
                    FirstOrdinal = used + 1,
                    LastOrdinal = used + OrdinalBlock.Size,
                    TakenAt = time.GetUtcNow(),
                    CountedThrough = used,
                    BlankedThrough = used,
                };
                if (block.LastOrdinal > ClickRefs.MostOrdinal)
                {
                    throw new InvalidOperationException("The click ordinals that fit into a click ref are used up.");
                }
                await session.ExecuteAsync(
                    $"INSERT INTO ordinal_blocks ({Columns}) VALUES (@FirstOrdinal, @LastOrdinal, @TakenAt, @CountedThrough, @BlankedThrough)", block);
                return block;
            },
            cancellationToken);

    /// <summary>Blocks of which some ordinals are not counted yet, or not blanked yet.</summary>
    public static Task<IReadOnlyList<OrdinalBlock>> OpenAsync(Session session) =>
        session.QueryAsync<OrdinalBlock>($"""
            SELECT {Columns} FROM ordinal_blocks WHERE counted_through < last_ordinal OR blanked_through < last_ordinal ORDER BY first_ordinal
            """);

    public static Task CountedAsync(Session session, OrdinalBlock block, long through) =>
        session.ExecuteAsync(
            "UPDATE ordinal_blocks SET counted_through = @Through WHERE first_ordinal = @FirstOrdinal", new { block.FirstOrdinal, Through = through });

    public static Task BlankedAsync(Session session, OrdinalBlock block, long through) =>
        session.ExecuteAsync(
            "UPDATE ordinal_blocks SET blanked_through = @Through WHERE first_ordinal = @FirstOrdinal", new { block.FirstOrdinal, Through = through });
}
