using Daogou.Core.Storage;

namespace Daogou.Core.Links;

/// <summary>One link in one ad slot.</summary>
public sealed record SlotLease
{
    public required long Id { get; init; }

    public required string Network { get; init; }

    public required string Slot { get; init; }

    public required long DealId { get; init; }

    /// <summary>The network's own lasting key of the product; null while it has not named it.</summary>
    public string? Item { get; init; }

    public required string LinkCode { get; init; }

    public required DateTimeOffset LeasedAt { get; init; }

    /// <summary>When the link was last handed out; its rest and its life begin here.</summary>
    public required DateTimeOffset UsedAt { get; init; }

    /// <summary>The product was at rest in every slot when it was taken: its orders may be hard to tell apart.</summary>
    public required bool Crowded { get; init; }
}

/// <summary>A link that had a slot, with what tells its orders from another's.</summary>
public sealed record SlotHolder
{
    public required string LinkCode { get; init; }

    public string? Item { get; init; }

    public required DateTimeOffset LeasedAt { get; init; }

    public required DateTimeOffset UsedAt { get; init; }

    /// <summary>1 when it has a share text, past which our redirect sees nothing.</summary>
    public required int ShareTexts { get; init; }
}

/// <summary>How a network's slots stand, for an operator.</summary>
public sealed record SlotUse
{
    /// <summary>Slots with a link handed out inside the time asked for.</summary>
    public required long Slots { get; init; }

    /// <summary>Links handed out.</summary>
    public required long Links { get; init; }

    /// <summary>Links that got a slot in which their product still rested.</summary>
    public required long Crowded { get; init; }
}

/// <summary>The leases' SQL.</summary>
public static class SlotLeaseStore
{
    private const string Columns = "id, network, slot, deal_id, item, link_code, leased_at, used_at, crowded";

    public static Task AddAsync(Session session, SlotLease lease) => session.ExecuteAsync(
        $"INSERT INTO slot_leases ({Columns}) VALUES (@Id, @Network, @Slot, @DealId, @Item, @LinkCode, @LeasedAt, @UsedAt, @Crowded)", lease);

    /// <summary>The link's slot now.</summary>
    public static Task<SlotLease?> OfLinkAsync(Session session, string code) =>
        session.FindAsync<SlotLease>($"SELECT {Columns} FROM slot_leases WHERE link_code = @Code ORDER BY leased_at DESC, id DESC LIMIT 1", new { Code = code });

    /// <summary>All slots that the link had, the newest first.</summary>
    public static Task<IReadOnlyList<SlotLease>> AllOfLinkAsync(Session session, string code) =>
        session.QueryAsync<SlotLease>($"SELECT {Columns} FROM slot_leases WHERE link_code = @Code ORDER BY leased_at DESC, id DESC LIMIT 20", new { Code = code });

    /// <summary>What the network calls the deal's product, if it ever said.</summary>
    public static Task<string?> ItemOfDealAsync(Session session, string network, long dealId) =>
        session.FindAsync<string>(
            "SELECT item FROM slot_leases WHERE deal_id = @DealId AND network = @Network AND item IS NOT NULL ORDER BY used_at DESC LIMIT 1",
            new { DealId = dealId, Network = network });

    /// <summary>When each slot was last used for a product.</summary>
    public static async Task<Dictionary<string, DateTimeOffset>> LastUsesAsync(Session session, string network, long dealId, string? item, DateTimeOffset since) =>
        Last(await session.QueryAsync<Use>(
            """
            SELECT slot, MAX(used_at) AS at FROM (
                SELECT slot, used_at FROM slot_leases WHERE deal_id = @DealId AND used_at > @Since AND network = @Network
                UNION ALL
                SELECT slot, used_at FROM slot_leases WHERE item = @Item AND used_at > @Since AND network = @Network) AS uses
            GROUP BY slot
            """,
            new { DealId = dealId, Item = item ?? "", Since = since, Network = network }));

    /// <summary>When each slot was last used for anything.</summary>
    public static async Task<Dictionary<string, DateTimeOffset>> LastUsesAsync(Session session, string network, DateTimeOffset since) =>
        Last(await session.QueryAsync<Use>(
            "SELECT slot, MAX(used_at) AS at FROM slot_leases WHERE network = @Network AND used_at > @Since GROUP BY slot", new { Network = network, Since = since }));

    /// <summary>Whether another link got the same slot for the same product after this one.</summary>
    public static async Task<bool> OtherSinceAsync(Session session, SlotLease lease) =>
        await session.FindAsync<long?>(
            """
            SELECT id FROM slot_leases
            WHERE network = @Network AND slot = @Slot AND used_at >= @LeasedAt AND leased_at >= @LeasedAt AND link_code <> @LinkCode
                AND (deal_id = @DealId OR item = @Item) LIMIT 1
            """,
            lease) is not null;

    /// <summary>Every link that may have brought a click in the slot at an instant.</summary>
    public static Task<IReadOnlyList<SlotHolder>> HoldersAsync(Session session, string network, string slot, DateTimeOffset leasedBefore, DateTimeOffset usedAfter) =>
        session.QueryAsync<SlotHolder>(
            """
            SELECT s.link_code, s.item, s.leased_at, s.used_at, CASE WHEN l.share_text IS NULL THEN 0 ELSE 1 END AS share_texts
            FROM slot_leases s JOIN links l ON l.code = s.link_code
            WHERE s.network = @Network AND s.slot = @Slot AND s.used_at >= @UsedAfter AND s.leased_at <= @LeasedBefore ORDER BY s.leased_at DESC, s.id DESC
            """,
            new { Network = network, Slot = slot, LeasedBefore = leasedBefore, UsedAfter = usedAfter });

    public static Task UseAsync(Session session, long id, DateTimeOffset now) =>
        session.ExecuteAsync("UPDATE slot_leases SET used_at = @Now WHERE id = @Id", new { Id = id, Now = now });

    public static Task NameAsync(Session session, long id, string item, bool crowded) =>
        session.ExecuteAsync("UPDATE slot_leases SET item = @Item, crowded = @Crowded WHERE id = @Id", new { Id = id, Item = item, Crowded = crowded });

    /// <summary>Gives a slot back in which no link was made.</summary>
    public static async Task<bool> EndAsync(Session session, long id) =>
        await session.ExecuteAsync("DELETE FROM slot_leases WHERE id = @Id", new { Id = id }) == 1;

    public static Task EndOfLinkAsync(Session session, string code) =>
        session.ExecuteAsync("DELETE FROM slot_leases WHERE link_code = @Code", new { Code = code });

    /// <summary>In how many slots the product rests that rests in the most.</summary>
    public static async Task<long> BusiestAsync(Session session, string network, DateTimeOffset since) =>
        await session.FindAsync<long?>(
            """
            SELECT CAST(COUNT(DISTINCT slot) AS BIGINT) AS slots FROM slot_leases
            WHERE network = @Network AND used_at > @Since GROUP BY deal_id ORDER BY slots DESC LIMIT 1
            """,
            new { Network = network, Since = since }) ?? 0;

    /// <summary>What was handed out since an instant.</summary>
    public static Task<SlotUse> UseSinceAsync(Session session, string network, DateTimeOffset since) =>
        session.ValueAsync<SlotUse>(
            """
            SELECT CAST(COUNT(DISTINCT slot) AS BIGINT) AS slots, CAST(COUNT(*) AS BIGINT) AS links,
                CAST(COALESCE(SUM(CASE WHEN crowded THEN 1 ELSE 0 END), 0) AS BIGINT) AS crowded
            FROM slot_leases WHERE network = @Network AND used_at > @Since
            """,
            new { Network = network, Since = since });

    private static Dictionary<string, DateTimeOffset> Last(IReadOnlyList<Use> uses) => uses.ToDictionary(use => use.Slot, use => use.At, StringComparer.Ordinal);

    private sealed record Use
    {
        public required string Slot { get; init; }

        public required DateTimeOffset At { get; init; }
    }
}
