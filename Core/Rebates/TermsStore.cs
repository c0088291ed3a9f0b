using Daogou.Core.Storage;

namespace Daogou.Core.Rebates;

/// <summary>Versions of the rules, and which one and which parties each order has for ever.</summary>
public static class TermsStore
{
    /// <summary>Makes the settings the newest version where they differ from it. The first version stands from the beginning of time.</summary>
    public static async Task<RebateTerms> EnsureAsync(Session session, RebateOptions options, DateTimeOffset now)
    {
        var newest = await AllAsync(session) is [.., var last] ? last : null;
        if (newest is not null
            && (newest.RebateBp, newest.ShareBp, newest.GroupBp, newest.HoldDays) == (options.RebateBp, options.ShareBp, options.GroupBp, options.HoldDays))
        {
            return newest;
        }
        var terms = new RebateTerms
        {
            Version = (newest?.Version ?? 0) + 1,
            FromAt = newest is null ? DateTimeOffset.UnixEpoch : now,
            RebateBp = options.RebateBp,
            ShareBp = options.ShareBp,
            GroupBp = options.GroupBp,
            HoldDays = options.HoldDays,
            Note = newest is null ? "first settings" : $"settings changed after version {newest.Version}",
        };
        await session.ExecuteAsync(
            """
            INSERT INTO rebate_terms (version, from_at, rebate_bp, share_bp, group_bp, hold_days, note)
            VALUES (@Version, @FromAt, @RebateBp, @ShareBp, @GroupBp, @HoldDays, @Note)
            """,
            terms);
        return terms;
    }

    /// <summary>All versions, oldest first.</summary>
    public static Task<IReadOnlyList<RebateTerms>> AllAsync(Session session) =>
        session.QueryAsync<RebateTerms>("SELECT * FROM rebate_terms ORDER BY version");

    /// <summary>The version that an order of this time stands under.</summary>
    public static RebateTerms InForce(IReadOnlyList<RebateTerms> versions, DateTimeOffset orderedAt) =>
        versions.LastOrDefault(version => version.FromAt <= orderedAt) ?? versions[0];

    public static Task<OrderTerms?> FindAsync(Session session, long orderId) =>
        session.FindAsync<OrderTerms>("SELECT * FROM order_terms WHERE order_id = @OrderId", new { OrderId = orderId });

    public static Task SaveAsync(Session session, OrderTerms terms) =>
        session.ExecuteAsync(
            """
            INSERT INTO order_terms (order_id, terms_version, buyer_member_id, sharer_member_id, admin_member_id, allows_rebate,
                release_at, released_at, held_at, held_reason)
            VALUES (@OrderId, @TermsVersion, @BuyerMemberId, @SharerMemberId, @AdminMemberId, @AllowsRebate,
                @ReleaseAt, @ReleasedAt, @HeldAt, @HeldReason)
            ON CONFLICT (order_id) DO UPDATE SET
                buyer_member_id = excluded.buyer_member_id, sharer_member_id = excluded.sharer_member_id, admin_member_id = excluded.admin_member_id,
                allows_rebate = excluded.allows_rebate, release_at = excluded.release_at, released_at = excluded.released_at,
                held_at = excluded.held_at, held_reason = excluded.held_reason
            """,
            terms);

    /// <summary>Orders whose hold is over, the longest due first.</summary>
    public static Task<IReadOnlyList<long>> DueAsync(Session session, DateTimeOffset now, int limit) =>
        session.QueryAsync<long>(
            """
            SELECT order_id FROM order_terms
            WHERE released_at IS NULL AND release_at <= @Now AND held_at IS NULL
            ORDER BY release_at, order_id LIMIT @Limit
            """,
            new { Now = now, Limit = limit });
}
