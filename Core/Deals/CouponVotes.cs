using Daogou.Core.Storage;

namespace Daogou.Core.Deals;

/// <summary>SQL of <c>coupon_votes</c>.</summary>
public static class CouponVotes
{
    public static Task SaveAsync(Session session, long couponId, string voter, bool works, DateTimeOffset now) =>
        session.ExecuteAsync(
            """
            INSERT INTO coupon_votes (coupon_id, voter, works, at) VALUES (@CouponId, @Voter, @Works, @Now)
            ON CONFLICT (coupon_id, voter) DO UPDATE SET works = excluded.works, at = excluded.at
            """,
            new { CouponId = couponId, Voter = voter, Works = works ? 1L : 0L, Now = now });

    /// <summary>The last word of each person.</summary>
    public static async Task<IReadOnlyList<CouponVote>> OfAsync(Session session, long couponId) =>
        [.. (await session.QueryAsync<Row>("SELECT works, at FROM coupon_votes WHERE coupon_id = @CouponId ORDER BY at", new { CouponId = couponId })).Select(row => new CouponVote(row.Works != 0, row.At))];

    private sealed record Row
    {
        public required long Works { get; init; }

        public required DateTimeOffset At { get; init; }
    }
}
