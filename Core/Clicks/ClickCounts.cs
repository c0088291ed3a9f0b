using Daogou.Core.Storage;

namespace Daogou.Core.Clicks;

/// <summary>How often something was hit. Only humans count; the rest is kept apart and shown.</summary>
public sealed record ClickCount
{
    public required long Humans { get; init; }

    public required long Suspects { get; init; }

    public required long Bots { get; init; }

    public static ClickCount None { get; } = new() { Humans = 0, Suspects = 0, Bots = 0 };
}

/// <summary>The hits of one link, deal, group or day.</summary>
public sealed record ClickCountOf<T>
{
    public required T Key { get; init; }

    public required long Humans { get; init; }

    public required long Suspects { get; init; }

    public required long Bots { get; init; }
}

/// <summary>The SQL of the counts: rolled up by link and day, and what is not yet rolled up counted on the spot, so a count is always complete.</summary>
public static class ClickCounts
{
    private const string Verdicts = """
        CAST(COALESCE(SUM(CASE WHEN c.verdict = 1 THEN 1 ELSE 0 END), 0) AS BIGINT) AS humans,
        CAST(COALESCE(SUM(CASE WHEN c.verdict = 2 THEN 1 ELSE 0 END), 0) AS BIGINT) AS suspects,
        CAST(COALESCE(SUM(CASE WHEN c.verdict = 3 THEN 1 ELSE 0 END), 0) AS BIGINT) AS bots
        """;

    private const string NotYetCounted = """
        SELECT c.link_code, c.at / 86400000 AS day, c.deal_id, c.group_id, c.verdict
        FROM ordinal_blocks b JOIN clicks c ON c.ordinal > b.counted_through AND c.ordinal <= b.last_ordinal
        WHERE b.counted_through < b.last_ordinal
        """;

    private const string Sums = """
        CAST(COALESCE(SUM(humans), 0) AS BIGINT) AS humans,
        CAST(COALESCE(SUM(suspects), 0) AS BIGINT) AS suspects,
        CAST(COALESCE(SUM(bots), 0) AS BIGINT) AS bots
        """;

    public static Task<ClickCount> OfLinkAsync(Session session, string code) =>
        session.ValueAsync<ClickCount>($"SELECT {Sums} FROM {Where("link_code = @Code")}", new { Code = code });

    public static Task<ClickCount> OfDealAsync(Session session, long dealId) =>
        session.ValueAsync<ClickCount>($"SELECT {Sums} FROM {Where("deal_id = @DealId")}", new { DealId = dealId });

    /// <summary>All hits between two days, both inclusive.</summary>
    public static Task<ClickCount> BetweenAsync(Session session, DateOnly from, DateOnly to) =>
        session.ValueAsync<ClickCount>($"SELECT {Sums} FROM {Where(InDays)}", new Days(from, to));

    public static Task<IReadOnlyList<ClickCountOf<string>>> ByLinkAsync(Session session, DateOnly from, DateOnly to) =>
        session.QueryAsync<ClickCountOf<string>>(By("link_code", "humans DESC, link_code"), new Days(from, to));

    public static Task<IReadOnlyList<ClickCountOf<long>>> ByDealAsync(Session session, DateOnly from, DateOnly to) =>
        session.QueryAsync<ClickCountOf<long>>(By("deal_id", "humans DESC, deal_id"), new Days(from, to));

    public static Task<IReadOnlyList<ClickCountOf<long>>> ByGroupAsync(Session session, DateOnly from, DateOnly to) =>
        session.QueryAsync<ClickCountOf<long>>(By("group_id", "humans DESC, group_id"), new Days(from, to));

    /// <summary>Per day, its key being days since 1970 (UTC): <see cref="DayOf"/>.</summary>
    public static Task<IReadOnlyList<ClickCountOf<long>>> ByDayAsync(Session session, DateOnly from, DateOnly to) =>
        session.QueryAsync<ClickCountOf<long>>(By("day", "day"), new Days(from, to));

    public static DateOnly DayOf(long key) => DateOnly.FromDayNumber((int)key + DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber);

    /// <summary>Adds the next stretch of one block to the counts; returns where it came to.</summary>
    internal static async Task<long> RollUpAsync(Session session, OrdinalBlock block, long most)
    {
        if (await ClickStore.StretchAsync(session, block.CountedThrough, block.LastOrdinal, most) is not { } stretch)
        {
            return block.CountedThrough;
        }
        await session.ExecuteAsync(
            $"""
            INSERT INTO click_counts (link_code, day, deal_id, group_id, humans, suspects, bots, first_ordinal, last_ordinal)
            SELECT c.link_code, c.at / 86400000, c.deal_id, c.group_id, {Verdicts}, MIN(c.ordinal), MAX(c.ordinal)
            FROM clicks c WHERE c.ordinal >= @FirstOrdinal AND c.ordinal <= @LastOrdinal
            GROUP BY c.link_code, c.at / 86400000, c.deal_id, c.group_id
            ON CONFLICT (link_code, day) DO UPDATE SET
                humans = click_counts.humans + excluded.humans,
                suspects = click_counts.suspects + excluded.suspects,
                bots = click_counts.bots + excluded.bots,
                first_ordinal = CASE WHEN excluded.first_ordinal < click_counts.first_ordinal THEN excluded.first_ordinal ELSE click_counts.first_ordinal END,
                last_ordinal = CASE WHEN excluded.last_ordinal > click_counts.last_ordinal THEN excluded.last_ordinal ELSE click_counts.last_ordinal END
            """,
            new { stretch.FirstOrdinal, stretch.LastOrdinal });
        return stretch.LastOrdinal;
    }

    private const string InDays = "day >= @From AND day <= @To";

    /// <summary>One row for each link and day that the condition on link, day, deal or group lets through, rolled up or not.</summary>
    private static string Where(string condition) => $"""
        (SELECT link_code, day, deal_id, group_id, humans, suspects, bots FROM click_counts WHERE {condition}
         UNION ALL
         SELECT link_code, day, deal_id, group_id, {Verdicts} FROM ({NotYetCounted}) AS c WHERE {condition}
         GROUP BY link_code, day, deal_id, group_id) AS t
        """;

    private static string By(string key, string order) =>
        $"SELECT {key} AS key, {Sums} FROM {Where(InDays)} GROUP BY {key} ORDER BY {order}";

    private sealed class Days(DateOnly from, DateOnly to)
    {
        public long From { get; } = Number(from);

        public long To { get; } = Number(to);

        private static long Number(DateOnly day) => day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
    }
}
