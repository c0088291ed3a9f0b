using Daogou.Core.Amounts;
using Daogou.Core.Storage;

namespace Daogou.Core.Members;

/// <summary>What a member waits for: one deal, or words, at or below a price.</summary>
public sealed record Watch
{
    public required long Id { get; init; }

    public required long MemberId { get; init; }

    /// <summary>The words to match; the deal's title at that time when <see cref="DealId"/> names one.</summary>
    public required string Words { get; init; }

    public long? DealId { get; init; }

    /// <summary>Tell at or below this price; null: at any new low.</summary>
    public long? MaxPriceMinor { get; init; }

    public string? Currency { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public long? LastDealId { get; init; }

    /// <summary>The price last told, or the one that stood when the watch began: only a lower one is news.</summary>
    public long? LastPriceMinor { get; init; }

    public DateTimeOffset? LastToldAt { get; init; }

    public Money? MaxPrice => MaxPriceMinor is { } minor && Currency is { } currency ? new Money(minor, currency) : null;
}

/// <summary>Watches of members.</summary>
public static class WatchStore
{
    public static Task AddAsync(Session session, Watch watch) =>
        session.ExecuteAsync(
            """
            INSERT INTO watches (id, member_id, words, deal_id, max_price_minor, currency, created_at, ended_at, last_deal_id, last_price_minor, last_told_at)
            VALUES (@Id, @MemberId, @Words, @DealId, @MaxPriceMinor, @Currency, @CreatedAt, @EndedAt, @LastDealId, @LastPriceMinor, @LastToldAt)
            """,
            watch);

    /// <summary>The open watches of one member, the newest first.</summary>
    public static Task<IReadOnlyList<Watch>> OpenOfAsync(Session session, long memberId) =>
        session.QueryAsync<Watch>(
            "SELECT * FROM watches WHERE member_id = @MemberId AND ended_at IS NULL ORDER BY id DESC", new { MemberId = memberId });

    /// <summary>Open watches of everybody, page by page.</summary>
    public static Task<IReadOnlyList<Watch>> OpenAsync(Session session, long afterId, int limit) =>
        session.QueryAsync<Watch>(
            "SELECT * FROM watches WHERE ended_at IS NULL AND id > @AfterId ORDER BY id LIMIT @Limit", new { AfterId = afterId, Limit = limit });

    public static Task<int> ToldAsync(Session session, long id, long dealId, long priceMinor, DateTimeOffset now) =>
        session.ExecuteAsync(
            "UPDATE watches SET last_deal_id = @DealId, last_price_minor = @PriceMinor, last_told_at = @Now WHERE id = @Id",
            new { Id = id, DealId = dealId, PriceMinor = priceMinor, Now = now });

    /// <summary>Ends a member's own watch; 0 when it is not theirs or was ended before.</summary>
    public static Task<int> EndAsync(Session session, long id, long memberId, DateTimeOffset now) =>
        session.ExecuteAsync(
            "UPDATE watches SET ended_at = @Now WHERE id = @Id AND member_id = @MemberId AND ended_at IS NULL",
            new { Id = id, MemberId = memberId, Now = now });
}
