using Daogou.Core.Storage;

namespace Daogou.Core.Clicks;

/// <summary>The SQL of the hits themselves. New rows come from <see cref="ClickJournal"/> alone, through the appender that is opened here.</summary>
public static class ClickStore
{
    public const string Table = "clicks";

    private const string Columns =
        "ordinal, link_code, deal_id, group_id, at, method, verdict, reasons, visitor, address, agent, agent_family, referrer_host";

    public static RowAppender OpenAppender(Database clicks) => clicks.OpenAppender(Table, Columns.Split(", "));

    /// <summary>Writes one row, its values in the order of the columns.</summary>
    public static void Append(RowAppender appender, long ordinal, Hit hit)
    {
        appender.Add(ordinal);
        appender.Add(hit.LinkCode);
        appender.Add(hit.DealId);
        appender.Add(hit.GroupId);
        appender.Add(hit.At.ToUnixTimeMilliseconds());
        appender.Add(hit.Method);
        appender.Add((long)hit.Verdict);
        appender.Add(hit.Reasons);
        appender.Add(hit.Visitor);
        appender.Add(hit.Address);
        appender.Add(hit.Agent);
        appender.Add(hit.AgentFamily);
        appender.Add(hit.ReferrerHost);
        appender.EndRow();
    }

    public static Task<Click?> FindAsync(Session session, long ordinal) =>
        session.FindAsync<Click>($"SELECT {Columns} FROM clicks WHERE ordinal = @Ordinal", new { Ordinal = ordinal });

    /// <summary>
    /// A link's latest hits, the newest first. The hits have no index by link, so each of its days that was counted is looked through by its
    /// own stretch of ordinals, and last what was not counted yet.
    /// </summary>
    public static async Task<IReadOnlyList<Click>> LatestAsync(Session session, string code, int limit)
    {
        var found = (await session.QueryAsync<Click>(
            $"""
            SELECT {Prefixed} FROM ordinal_blocks b
            JOIN clicks c ON c.ordinal > b.counted_through AND c.ordinal <= b.last_ordinal
            WHERE b.counted_through < b.last_ordinal AND c.link_code = @Code ORDER BY c.ordinal DESC LIMIT @Limit
            """,
            new { Code = code, Limit = limit })).ToList();
        var days = await session.QueryAsync<Stretch>(
            "SELECT first_ordinal, last_ordinal FROM click_counts WHERE link_code = @Code ORDER BY day DESC", new { Code = code });
        foreach (var day in days)
        {
            if (found.Count >= limit)
            {
                break;
            }
            found.AddRange(await session.QueryAsync<Click>(
                $"""
                SELECT {Columns} FROM clicks
                WHERE ordinal >= @FirstOrdinal AND ordinal <= @LastOrdinal AND link_code = @Code ORDER BY ordinal DESC LIMIT @Limit
                """,
                new { day.FirstOrdinal, day.LastOrdinal, Code = code, Limit = limit - found.Count }));
        }
        return [.. found.DistinctBy(click => click.Ordinal).OrderByDescending(click => click.At).ThenByDescending(click => click.Ordinal)];
    }

    /// <summary>Forgets the visitor hashes of a stretch of one block, up to the first hit that is young enough; returns where it came to.</summary>
    internal static async Task<long> BlankAsync(Session session, OrdinalBlock block, long most, DateTimeOffset olderThan)
    {
        if (await StretchAsync(session, block.BlankedThrough, block.LastOrdinal, most) is not { } stretch)
        {
            return block.BlankedThrough;
        }
        var young = await session.FindAsync<long?>(
            "SELECT ordinal FROM clicks WHERE ordinal >= @FirstOrdinal AND ordinal <= @LastOrdinal AND at >= @OlderThan ORDER BY ordinal LIMIT 1",
            new { stretch.FirstOrdinal, stretch.LastOrdinal, OlderThan = olderThan });
        var through = young is null ? stretch.LastOrdinal : young == stretch.FirstOrdinal ? block.BlankedThrough : young.Value - 1;
        await session.ExecuteAsync(
            "UPDATE clicks SET visitor = NULL WHERE ordinal > @From AND ordinal <= @Through AND visitor IS NOT NULL",
            new { From = block.BlankedThrough, Through = through });
        return through;
    }

    /// <summary>The next hits after an ordinal, at most so many ordinals; null when there are none. Ordinals of hits that were lost leave gaps.</summary>
    internal static async Task<Stretch?> StretchAsync(Session session, long after, long last, long most)
    {
        var first = await session.FindAsync<long?>(
            "SELECT ordinal FROM clicks WHERE ordinal > @After AND ordinal <= @Last ORDER BY ordinal LIMIT 1", new { After = after, Last = last });
        return first is null
            ? null
            : await session.FindAsync<Stretch>(
                "SELECT MIN(ordinal) AS first_ordinal, MAX(ordinal) AS last_ordinal FROM clicks WHERE ordinal >= @First AND ordinal <= @To",
                new { First = first, To = Math.Min(first.Value + most - 1, last) });
    }

    private static string Prefixed { get; } = string.Join(", ", Columns.Split(", ").Select(column => "c." + column));

    internal sealed record Stretch
    {
        public required long FirstOrdinal { get; init; }

        public required long LastOrdinal { get; init; }
    }
}
