using System.Data.Common;
using Daogou.Core.Links;
using Daogou.Core.Storage;

namespace Daogou.Core.Clicks;

/// <summary>
/// Clicks by their time. The hits have no index but their ordinal, and within a block rows arrive in the order of their ordinals: so in each block that
/// reaches into the time its first hit is found by halving.
/// </summary>
public sealed class LinkClicks(ClickBook clicks) : ILinkClicks
{
    /// <summary>Rows of one moment may stand a little out of order.</summary>
    private static readonly TimeSpan OutOfOrder = TimeSpan.FromSeconds(10);

    public async Task<IReadOnlyList<LinkClick>> BetweenAsync(IReadOnlyCollection<string> codes, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        try
        {
            return codes.Count == 0 ? [] : await clicks.Database.ReadAsync(session => ReadAsync(session, [.. codes], from, to), cancellationToken);
        }
        catch (Exception e) when (e is DbException or StorageUnavailableException)
        {
            return [];
        }
    }

    private static async Task<IReadOnlyList<LinkClick>> ReadAsync(Session session, string[] codes, DateTimeOffset from, DateTimeOffset to)
    {
        var blocks = await session.QueryAsync<Block>(
            """
            SELECT b.first_ordinal, b.last_ordinal FROM ordinal_blocks b
            WHERE b.taken_at <= @To
                AND (SELECT c.at FROM clicks c WHERE c.ordinal >= b.first_ordinal AND c.ordinal <= b.last_ordinal ORDER BY c.ordinal DESC LIMIT 1) >= @From
            """,
            new { From = from, To = to });
        var found = new List<LinkClick>();
        foreach (var block in blocks)
        {
            var first = await FirstAsync(session, block, from - OutOfOrder);
            var after = await FirstAsync(session, block, to + OutOfOrder);
            found.AddRange(await session.QueryAsync<LinkClick>(
                $"""
                SELECT link_code, ordinal, at FROM clicks
                WHERE ordinal >= @First AND ordinal < @After AND at >= @From AND at <= @To AND verdict <> 3 AND {session.IsAmong("link_code", "Codes")}
                ORDER BY ordinal
                """,
                new { First = first, After = after, From = from, To = to, Codes = session.List(codes) }));
        }
        return found;
    }

    /// <summary>The ordinal of the block's first hit at or after an instant; past the block's end when there is none.</summary>
    private static async Task<long> FirstAsync(Session session, Block block, DateTimeOffset at)
    {
        var (low, high) = (block.FirstOrdinal, block.LastOrdinal + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var hit = await session.FindAsync<Moment>(
                "SELECT ordinal, at FROM clicks WHERE ordinal >= @Middle AND ordinal <= @Last ORDER BY ordinal LIMIT 1", new { Middle = middle, Last = block.LastOrdinal });
            if (hit is not null && hit.At < at)
            {
                low = hit.Ordinal + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    private sealed record Block
    {
        public required long FirstOrdinal { get; init; }

        public required long LastOrdinal { get; init; }
    }

    private sealed record Moment
    {
        public required long Ordinal { get; init; }

        public required DateTimeOffset At { get; init; }
    }
}
