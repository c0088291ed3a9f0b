using System.Text.Json;
using Daogou.Core.Storage;

namespace Daogou.Core.Ranking;

/// <summary>SQL of <c>digests</c>, <c>digest_picks</c> and <c>digest_passes</c>.</summary>
public static class DigestStore
{
    /// <summary>The best of what was not chosen is kept with its rule; of the rest the counts, and the rule can be worked out again.</summary>
    private const int PassesKept = 200;

    private const string Columns = "id, group_id, slot, kind, built_at, settings, considered, passed_over";

    /// <summary>Keeps the digest under its slot; null when the slot was taken, for ever.</summary>
    public static async Task<long?> AddAsync(
        Session session, long groupId, string slot, DigestKind kind, GroupWishes wishes, DigestDraft draft, DateTimeOffset now)
    {
        var counts = draft.Passes.GroupBy(pass => pass.Rule).OrderBy(rule => rule.Key).ToDictionary(rule => rule.Key.ToString(), rule => rule.Count());
        var id = await session.FindAsync<long?>(
            """
            INSERT INTO digests (id, group_id, slot, kind, built_at, settings, considered, passed_over)
            VALUES (@Id, @GroupId, @Slot, @Kind, @Now, @Settings, @Considered, @PassedOver)
            ON CONFLICT (group_id, slot) DO NOTHING RETURNING id
            """,
            new
            {
                Id = Ids.Next(now), GroupId = groupId, Slot = slot, Kind = kind, Now = now, Settings = JsonSerializer.Serialize(wishes),
                Considered = draft.Picks.Count + draft.Passes.Count, PassedOver = JsonSerializer.Serialize(counts),
            });
        if (id is null)
        {
            return null;
        }
        foreach (var (index, pick) in draft.Picks.Index())
        {
            await session.ExecuteAsync(
                """
                INSERT INTO digest_picks (digest_id, position, deal_id, score, parts, price_minor, currency, propensity_ppm, expected_ppm, is_trial, facts)
                VALUES (@DigestId, @Position, @DealId, @Score, @Parts, @PriceMinor, @Currency, @PropensityPpm, @ExpectedPpm, @IsTrial, @Facts)
                """,
                new
                {
                    DigestId = id, Position = index + 1, DealId = pick.Deal.Id, Score = pick.Score.Total, Parts = JsonSerializer.Serialize(pick.Score.Parts),
                    PriceMinor = pick.PriceAfter.Minor, pick.PriceAfter.Currency, PropensityPpm = Ppm(pick.Chosen?.Propensity), ExpectedPpm = Ppm(pick.Expected),
                    pick.Chosen?.IsTrial, Facts = pick.Chosen is { Facts: { } facts } ? JsonSerializer.Serialize(facts) : null,
                });
        }
        foreach (var pass in draft.Passes.OrderByDescending(pass => pass.Candidate.Score.Total).ThenBy(pass => pass.Candidate.Deal.Id).Take(PassesKept))
        {
            await session.ExecuteAsync(
                """
                INSERT INTO digest_passes (digest_id, deal_id, rule, detail, score, expected_ppm)
                VALUES (@DigestId, @DealId, @Rule, @Detail, @Score, @ExpectedPpm)
                """,
                new { DigestId = id, DealId = pass.Candidate.Deal.Id, pass.Rule, pass.Detail, Score = pass.Candidate.Score.Total, ExpectedPpm = Ppm(pass.Candidate.Expected) });
        }
        return id;
    }

    public static Task<DigestRow?> FindAsync(Session session, long id) =>
        session.FindAsync<DigestRow>($"SELECT {Columns} FROM digests WHERE id = @Id", new { Id = id });

    public static Task<DigestRow?> FindBySlotAsync(Session session, long groupId, string slot) =>
        session.FindAsync<DigestRow>($"SELECT {Columns} FROM digests WHERE group_id = @GroupId AND slot = @Slot", new { GroupId = groupId, Slot = slot });

    public static Task<IReadOnlyList<DigestRow>> LastAsync(Session session, long groupId, int count) =>
        session.QueryAsync<DigestRow>(
            $"SELECT {Columns} FROM digests WHERE group_id = @GroupId ORDER BY id DESC LIMIT @Count", new { GroupId = groupId, Count = count });

    /// <summary>Digests built since an instant that have something to say, oldest first: what may still have to be posted.</summary>
    public static Task<IReadOnlyList<DigestRow>> WithPicksSinceAsync(Session session, DateTimeOffset since) =>
        session.QueryAsync<DigestRow>(
            $"""
            SELECT {Columns} FROM digests
            WHERE built_at >= @Since AND EXISTS (SELECT 1 FROM digest_picks pick WHERE pick.digest_id = digests.id) ORDER BY id
            """,
            new { Since = since });

    public static Task<IReadOnlyList<PickRow>> PicksAsync(Session session, long digestId) =>
        session.QueryAsync<PickRow>("SELECT * FROM digest_picks WHERE digest_id = @DigestId ORDER BY position", new { DigestId = digestId });

    public static Task<IReadOnlyList<PickRow>> PicksOfDealAsync(Session session, long dealId) =>
        session.QueryAsync<PickRow>("SELECT * FROM digest_picks WHERE deal_id = @DealId ORDER BY digest_id", new { DealId = dealId });

    public static Task<PassRow?> FindPassAsync(Session session, long digestId, long dealId) =>
        session.FindAsync<PassRow>(
            "SELECT * FROM digest_passes WHERE digest_id = @DigestId AND deal_id = @DealId", new { DigestId = digestId, DealId = dealId });

    public static Task<IReadOnlyList<PassRow>> PassesAsync(Session session, long digestId) =>
        session.QueryAsync<PassRow>("SELECT * FROM digest_passes WHERE digest_id = @DigestId ORDER BY score DESC, deal_id", new { DigestId = digestId });

    /// <summary>How often the group was shown each deal since an instant, and how many deals in the last seven days before now.</summary>
    public static async Task<(IReadOnlyDictionary<long, int> Times, int ThisWeek)> TimesShownAsync(Session session, long groupId, DateTimeOffset since, DateTimeOffset now)
    {
        var rows = await session.QueryAsync<TimesRow>(
            """
            SELECT pick.deal_id, COUNT(*) AS times, SUM(CASE WHEN digest.built_at > @WeekAgo THEN 1 ELSE 0 END) AS this_week
            FROM digest_picks pick JOIN digests digest ON digest.id = pick.digest_id
            WHERE digest.group_id = @GroupId AND digest.built_at >= @Since AND digest.built_at < @Now GROUP BY pick.deal_id
            """,
            new { GroupId = groupId, Since = since, WeekAgo = now.AddDays(-7), Now = now });
        return (rows.ToDictionary(row => row.DealId, row => (int)row.Times), (int)rows.Sum(row => row.ThisWeek));
    }

    /// <summary>Picks with what the model saw of them, of digests built since an instant, oldest first.</summary>
    public static Task<IReadOnlyList<LearntFrom>> WithFactsAsync(Session session, DateTimeOffset since) =>
        session.QueryAsync<LearntFrom>(
            """
            SELECT digest.id AS digest_id, digest.group_id, digest.built_at, pick.position, pick.deal_id, pick.facts
            FROM digests digest JOIN digest_picks pick ON pick.digest_id = digest.id
            WHERE digest.built_at >= @Since AND pick.facts IS NOT NULL ORDER BY digest.built_at, digest.id, pick.position
            """,
            new { Since = since });

    private static long? Ppm(double? share) => share is { } some ? (long)Math.Round(some * 1_000_000) : null;

    private sealed record TimesRow
    {
        public required long DealId { get; init; }

        public required long Times { get; init; }

        public required long ThisWeek { get; init; }
    }

    /// <summary>The last time and price at which the group was shown each deal since an instant (and before another).</summary>
    public static async Task<IReadOnlyDictionary<long, Shown>> ShownSinceAsync(
        Session session, long groupId, DateTimeOffset since, DateTimeOffset? before = null)
    {
        var rows = await session.QueryAsync<Shown>(
            """
            SELECT pick.deal_id, digest.built_at, pick.price_minor, pick.currency FROM digest_picks pick JOIN digests digest ON digest.id = pick.digest_id
            WHERE digest.group_id = @GroupId AND digest.built_at >= @Since AND digest.built_at < @Before ORDER BY digest.built_at, digest.id
            """,
            new { GroupId = groupId, Since = since, Before = before ?? DateTimeOffset.MaxValue });
        var shown = new Dictionary<long, Shown>();
        foreach (var row in rows)
        {
            shown[row.DealId] = row;
        }
        return shown;
    }
}
