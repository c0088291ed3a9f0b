using Daogou.Core.Storage;

namespace Daogou.Core.Deals;

/// <summary>SQL of <c>deals</c>.</summary>
public static class DealStore
{
    private const string Columns = """
        id, identity, merchant, merchant_item, title, url, image_url, description, brand, gtin, mpn, category, price_minor, list_price_minor,
        currency, availability, state, state_reason, starts_at, ends_at, source_id, feed_item_id, first_seen_at, last_seen_at, changed_at
        """;

    public static Task<Deal?> FindAsync(Session session, long id) =>
        session.FindAsync<Deal>($"SELECT {Columns} FROM deals WHERE id = @Id", new { Id = id });

    public static Task<Deal?> FindByIdentityAsync(Session session, string identity) =>
        session.FindAsync<Deal>($"SELECT {Columns} FROM deals WHERE identity = @Identity", new { Identity = identity });

    /// <summary>The deals with these identities.</summary>
    public static async Task<Dictionary<string, Deal>> ByIdentityAsync(Session session, IEnumerable<string> identities)
    {
        const int AtATime = 4000;
        var deals = new Dictionary<string, Deal>(StringComparer.Ordinal);
        foreach (var some in identities.Distinct(StringComparer.Ordinal).Chunk(AtATime))
        {
            foreach (var deal in await session.QueryAsync<Deal>($"SELECT {Columns} FROM deals WHERE {session.IsAmong("identity", "Identities")}", new { Identities = session.List(some) }))
            {
                deals[deal.Identity] = deal;
            }
        }
        return deals;
    }

    /// <summary>Adds deals whose identity is new.</summary>
    public static RowStatement Adding(Session session) =>
        session.Prepare(
            $"""
            INSERT INTO deals ({Columns}, search_text)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """);

    public static ValueTask<int> AddAsync(RowStatement adding, Deal deal) =>
        adding.Add(deal.Id).Add(deal.Identity).Add(deal.Merchant).Add(deal.MerchantItem).Add(deal.Title).Add(deal.Url).Add(deal.ImageUrl).Add(deal.Description)
            .Add(deal.Brand).Add(deal.Gtin).Add(deal.Mpn).Add(deal.Category).Add(deal.PriceMinor).Add(deal.ListPriceMinor).Add(deal.Currency).Add((long)deal.Availability)
            .Add((long)deal.State).Add(deal.StateReason).Add(deal.StartsAt).Add(deal.EndsAt).Add(deal.SourceId).Add(deal.FeedItemId).Add(deal.FirstSeenAt)
            .Add(deal.LastSeenAt).Add(deal.ChangedAt).Add(deal.SearchText).RunAsync();

    /// <summary>By the canonical address, whatever the identity was made of; an active one first.</summary>
    public static Task<Deal?> FindByUrlAsync(Session session, string url) =>
        session.FindAsync<Deal>($"SELECT {Columns} FROM deals WHERE url = @Url ORDER BY state, id LIMIT 1", new { Url = url });

    /// <summary>Everything that may be shown or chosen now.</summary>
    public static Task<IReadOnlyList<Deal>> ActiveAsync(Session session, DateTimeOffset now) =>
        session.QueryAsync<Deal>(
            $"""
            SELECT {Columns} FROM deals
            WHERE state = 1 AND availability <> 2 AND (starts_at IS NULL OR starts_at <= @Now) AND (ends_at IS NULL OR ends_at > @Now)
            ORDER BY id
            """,
            new { Now = now });

    public static async Task<DealPageResult> SearchAsync(Session session, DealQuery query)
    {
        var (where, parameters) = query.Where();
        parameters.Add("Take", query.Take + 1);
        var rows = await session.QueryAsync<Deal>($"SELECT {Columns} FROM deals WHERE {where} ORDER BY {query.OrderBy} LIMIT @Take", parameters);
        return new DealPageResult([.. rows.Take(query.Take)], rows.Count > query.Take ? query.CursorAfter(rows[query.Take - 1]) : null);
    }

    public static Task<long> CountAsync(Session session, DealState state) =>
        session.ValueAsync<long>("SELECT COUNT(*) FROM deals WHERE state = @State", new { State = state });

    /// <summary>When any deal last changed, or null while there is none.</summary>
    public static Task<DateTimeOffset?> LastChangeAsync(Session session) => session.FindAsync<DateTimeOffset?>("SELECT MAX(changed_at) FROM deals");

    public static Task<IReadOnlyList<string>> CategoriesAsync(Session session) =>
        session.QueryAsync<string>(
            "SELECT category FROM deals WHERE state = 1 AND category IS NOT NULL GROUP BY category ORDER BY COUNT(*) DESC, category LIMIT 40");

    /// <summary>Adds or replaces everything but id, identity and the first time it was seen.</summary>
    public static Task SaveAsync(Session session, Deal deal) =>
        session.ExecuteAsync(
            """
            INSERT INTO deals (id, identity, merchant, merchant_item, title, url, image_url, description, brand, gtin, mpn, category, price_minor,
                list_price_minor, currency, availability, state, state_reason, starts_at, ends_at, source_id, feed_item_id, first_seen_at, last_seen_at, changed_at,
                search_text)
            VALUES (@Id, @Identity, @Merchant, @MerchantItem, @Title, @Url, @ImageUrl, @Description, @Brand, @Gtin, @Mpn, @Category, @PriceMinor,
                @ListPriceMinor, @Currency, @Availability, @State, @StateReason, @StartsAt, @EndsAt, @SourceId, @FeedItemId, @FirstSeenAt, @LastSeenAt, @ChangedAt,
                @SearchText)
            ON CONFLICT (identity) DO UPDATE SET merchant = excluded.merchant, merchant_item = excluded.merchant_item, title = excluded.title, url = excluded.url,
                image_url = excluded.image_url, description = excluded.description, brand = excluded.brand, gtin = excluded.gtin, mpn = excluded.mpn,
                category = excluded.category, price_minor = excluded.price_minor, list_price_minor = excluded.list_price_minor,
                currency = excluded.currency, availability = excluded.availability, state = excluded.state, state_reason = excluded.state_reason,
                starts_at = excluded.starts_at, ends_at = excluded.ends_at, source_id = excluded.source_id, feed_item_id = excluded.feed_item_id,
                last_seen_at = excluded.last_seen_at, changed_at = excluded.changed_at, search_text = excluded.search_text
            """,
            deal);

    /// <summary>A deal that is known only because a member pasted its link; returns the one that is there if it is.</summary>
    public static async Task<Deal> AddPastedAsync(Session session, Uri canonical, string merchant, DateTimeOffset now)
    {
        if (await FindByUrlAsync(session, canonical.AbsoluteUri) is { } known)
        {
            return known;
        }
        var deal = new Deal
        {
            Id = Ids.Next(now),
            Identity = "url:" + canonical.AbsoluteUri,
            Merchant = merchant,
            Title = canonical.Host + canonical.AbsolutePath,
            Url = canonical.AbsoluteUri,
            Availability = Availability.Unknown,
            State = DealState.Pasted,
            FirstSeenAt = now,
            LastSeenAt = now,
            ChangedAt = now,
        };
        await SaveAsync(session, deal);
        return (await FindByIdentityAsync(session, deal.Identity))!;
    }

    /// <summary>The state with its reason; false when it was not in <paramref name="from"/>.</summary>
    public static async Task<bool> MoveAsync(Session session, long id, DealState from, DealState to, string? reason, DateTimeOffset now) =>
        await session.ExecuteAsync(
            "UPDATE deals SET state = @To, state_reason = @Reason, changed_at = @Now WHERE id = @Id AND state = @From",
            new { Id = id, From = from, To = to, Reason = reason, Now = now }) == 1;

    /// <summary>Another row speaks for the deal from now on.</summary>
    public static Task HandOverAsync(Session session, long id, long sourceId, long feedItemId) =>
        session.ExecuteAsync(
            "UPDATE deals SET source_id = @SourceId, feed_item_id = @FeedItemId WHERE id = @Id", new { Id = id, SourceId = sourceId, FeedItemId = feedItemId });

    /// <summary>All deals whose row is in the source's generation, of those that are read anew each time, were seen now.</summary>
    public static Task TouchGenerationAsync(Session session, long sourceId, long generation, DateTimeOffset now) =>
        session.ExecuteAsync(
            """
            UPDATE deals SET last_seen_at = @Now
            WHERE source_id = @SourceId AND feed_item_id IN (SELECT id FROM feed_items WHERE source_id = @SourceId AND generation = @Generation)
            """,
            new { SourceId = sourceId, Generation = generation, Now = now });

    /// <summary>Active deals whose window is over; returns how many ended.</summary>
    public static Task<int> EndOverAsync(Session session, DateTimeOffset now) =>
        session.ExecuteAsync(
            "UPDATE deals SET state = 3, state_reason = @Reason, changed_at = @Now WHERE state = 1 AND ends_at IS NOT NULL AND ends_at <= @Now",
            new { Now = now, Reason = StateReasons.WindowOver });

    /// <summary>The deals of these ids that are there.</summary>
    public static Task<IReadOnlyList<Deal>> ByIdsAsync(Session session, long[] ids) =>
        session.QueryAsync<Deal>($"SELECT {Columns} FROM deals WHERE {session.IsAmong("id", "Ids")}", new { Ids = session.List(ids) });

    /// <summary>Active deals in the order of their ids from one on, walked by the key whatever the state's index promises.</summary>
    public static Task<IReadOnlyList<Deal>> ActiveFromAsync(Session session, long after, int most) =>
        session.QueryAsync<Deal>($"SELECT {Columns} FROM deals WHERE id > @After AND +state = 1 ORDER BY id LIMIT @Most", new { After = after, Most = most });

    /// <summary>Deals of any state that are newer than an id.</summary>
    public static Task<IReadOnlyList<Deal>> NewerAsync(Session session, long after, int most) =>
        session.QueryAsync<Deal>($"SELECT {Columns} FROM deals WHERE id > @After ORDER BY id LIMIT @Most", new { After = after, Most = most });

    /// <summary>Deals of one state that changed at or after an instant.</summary>
    public static Task<IReadOnlyList<Deal>> ChangedSinceAsync(Session session, DealState state, DateTimeOffset since, int most) =>
        session.QueryAsync<Deal>(
            $"SELECT {Columns} FROM deals WHERE state = @State AND changed_at >= @Since ORDER BY changed_at LIMIT @Most", new { State = state, Since = since, Most = most });

    /// <summary>Where the deals of a state stand: their last change and how many changed at that instant; null while there are none.</summary>
    public static Task<DealMark?> MarkAsync(Session session, DealState state) =>
        session.FindAsync<DealMark>(
            """
            SELECT changed_at AS at, COUNT(*) AS deals FROM deals
            WHERE state = @State AND changed_at = (SELECT MAX(changed_at) FROM deals WHERE state = @State) GROUP BY changed_at
            """,
            new { State = state });

    public static Task<long?> HighestIdAsync(Session session) => session.FindAsync<long?>("SELECT MAX(id) FROM deals");
}

/// <summary>How far a reading of the deals went.</summary>
public sealed record DealMark
{
    public required DateTimeOffset At { get; init; }

    public required long Deals { get; init; }
}
