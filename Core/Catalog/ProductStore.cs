using Daogou.Core.Storage;

namespace Daogou.Core.Catalog;

/// <summary>What put a deal where it is.</summary>
public enum PlacedBy
{
    /// <summary>It is the first of its product.</summary>
    Alone = 1,
    Match = 2,
    Person = 3,
}

public enum PairState
{
    Waiting = 1,
    Merged = 2,

    /// <summary>A person said that they are two products; nothing brings them together again.</summary>
    Never = 3,
}

/// <summary>A deal's place.</summary>
public sealed record ProductOffer
{
    public required long DealId { get; init; }

    /// <summary>The first deal of the product.</summary>
    public required long ProductId { get; init; }

    public required PlacedBy PlacedBy { get; init; }

    /// <summary>How sure the match was, in basis points.</summary>
    public required long ScoreBp { get; init; }

    public required DateTimeOffset PlacedAt { get; init; }
}

/// <summary>Two deals that may be one product, for a person to judge.</summary>
public sealed record ProductPair
{
    public required long FirstId { get; init; }

    public required long SecondId { get; init; }

    public required PairState State { get; init; }

    public required long ScoreBp { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset FoundAt { get; init; }
}

/// <summary>SQL of <c>product_offers</c>, <c>product_keys</c> and <c>product_pairs</c>.</summary>
public static class ProductStore
{
    /// <summary>The newest place, by deal; 0 while there is none.</summary>
    public static Task<long> LastPlacedAsync(Session session) => session.ValueAsync<long>("SELECT COALESCE(MAX(deal_id), 0) FROM product_offers");

    /// <summary>Deals behind an id that have no place yet, the oldest first.</summary>
    public static Task<IReadOnlyList<long>> UnplacedAsync(Session session, long behind, int most) =>
        session.QueryAsync<long>(
            """
            SELECT d.id FROM deals d LEFT JOIN product_offers o ON o.deal_id = d.id
            WHERE d.id > @Behind AND o.deal_id IS NULL ORDER BY d.id LIMIT @Most
            """,
            new { Behind = behind, Most = most });

    public static Task<IReadOnlyList<long>> WithKeyAsync(Session session, long hash, int most) =>
        session.QueryAsync<long>("SELECT deal_id FROM product_keys WHERE hash = @Hash ORDER BY deal_id DESC LIMIT @Most", new { Hash = hash, Most = most });

    public static Task<ProductOffer?> FindAsync(Session session, long deal) =>
        session.FindAsync<ProductOffer>("SELECT deal_id, product_id, placed_by, score_bp, placed_at FROM product_offers WHERE deal_id = @Deal", new { Deal = deal });

    /// <summary>The deals of a product, its first one included.</summary>
    public static Task<IReadOnlyList<long>> MembersAsync(Session session, long product) =>
        session.QueryAsync<long>(
            """
            SELECT deal_id FROM product_offers WHERE product_id = @Product AND product_id <> deal_id
            UNION ALL SELECT deal_id FROM product_offers WHERE deal_id = @Product AND product_id = @Product ORDER BY deal_id
            """,
            new { Product = product });

    /// <summary>The product of each deal that is not the first of its own.</summary>
    public static async Task<Dictionary<long, long>> SharedAsync(Session session) =>
        (await session.QueryAsync<ProductOffer>("SELECT deal_id, product_id, placed_by, score_bp, placed_at FROM product_offers WHERE product_id <> deal_id"))
        .ToDictionary(offer => offer.DealId, offer => offer.ProductId);

    public static Task PlaceAsync(Session session, ProductOffer offer) =>
        session.ExecuteAsync(
            """
            INSERT INTO product_offers (deal_id, product_id, placed_by, score_bp, placed_at) VALUES (@DealId, @ProductId, @PlacedBy, @ScoreBp, @PlacedAt)
            ON CONFLICT (deal_id) DO UPDATE SET product_id = excluded.product_id, placed_by = excluded.placed_by, score_bp = excluded.score_bp, placed_at = excluded.placed_at
            """,
            offer);

    public static async Task AddKeysAsync(Session session, long deal, IEnumerable<long> hashes)
    {
        foreach (var hash in hashes)
        {
            await session.ExecuteAsync("INSERT INTO product_keys (hash, deal_id) VALUES (@Hash, @Deal) ON CONFLICT DO NOTHING", new { Hash = hash, Deal = deal });
        }
    }

    /// <summary>All deals of a product go over to another.</summary>
    public static Task<int> MoveAllAsync(Session session, long from, long to, DateTimeOffset now) =>
        session.ExecuteAsync(
            "UPDATE product_offers SET product_id = @To, placed_by = 3, placed_at = @Now WHERE (product_id = @From AND product_id <> deal_id) OR deal_id = @From",
            new { From = from, To = to, Now = now });

    /// <summary>Pairs that wait, the surest first.</summary>
    public static Task<IReadOnlyList<ProductPair>> WaitingAsync(Session session, int most) =>
        session.QueryAsync<ProductPair>(
            """
            SELECT first_id, second_id, state, score_bp, reason, found_at FROM product_pairs
            WHERE state = 1 ORDER BY score_bp DESC, first_id DESC, second_id DESC LIMIT @Most
            """,
            new { Most = most });

    public static Task<ProductPair?> PairAsync(Session session, long one, long other) =>
        session.FindAsync<ProductPair>(
            "SELECT first_id, second_id, state, score_bp, reason, found_at FROM product_pairs WHERE first_id = @First AND second_id = @Second",
            new { First = Math.Min(one, other), Second = Math.Max(one, other) });

    /// <summary>Whether a person said of any two of these deals, one from each side, that they are two products.</summary>
    public static async Task<bool> AreKeptApartAsync(Session session, IReadOnlyList<long> some, IReadOnlyList<long> others) =>
        await session.ValueAsync<long>(
            $"""
            SELECT COUNT(*) FROM product_pairs WHERE state = 3 AND (({session.IsAmong("first_id", "Some")} AND {session.IsAmong("second_id", "Others")})
                OR ({session.IsAmong("first_id", "Others")} AND {session.IsAmong("second_id", "Some")}))
            """,
            new { Some = session.List(some.ToArray()), Others = session.List(others.ToArray()) }) > 0;

    /// <summary>A pair for a person; one that was judged stays judged.</summary>
    public static Task AskAsync(Session session, long one, long other, long scoreBp, string reason, DateTimeOffset now) =>
        session.ExecuteAsync(
            """
            INSERT INTO product_pairs (first_id, second_id, state, score_bp, reason, found_at) VALUES (@First, @Second, 1, @ScoreBp, @Reason, @Now) ON CONFLICT DO NOTHING
            """,
            new { First = Math.Min(one, other), Second = Math.Max(one, other), ScoreBp = scoreBp, Reason = reason, Now = now });

    /// <summary>What a person said of a pair, asked or not.</summary>
    public static Task SayAsync(Session session, long one, long other, PairState state, string by, DateTimeOffset now) =>
        session.ExecuteAsync(
            """
            INSERT INTO product_pairs (first_id, second_id, state, score_bp, reason, found_at, said_at, said_by) VALUES (@First, @Second, @State, 0, 'person', @Now, @Now, @By)
            ON CONFLICT (first_id, second_id) DO UPDATE SET state = excluded.state, said_at = excluded.said_at, said_by = excluded.said_by
            """,
            new { First = Math.Min(one, other), Second = Math.Max(one, other), State = state, By = by, Now = now });
}
