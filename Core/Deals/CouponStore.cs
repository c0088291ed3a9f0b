using System.Text.Json;
using Daogou.Core.Storage;

namespace Daogou.Core.Deals;

/// <summary>SQL of <c>coupons</c>.</summary>
public static class CouponStore
{
    private const string Columns = """
        id, source_id, coupon_key, merchant, title, code, claim_url, kind, amount_minor, percent_bp, threshold_minor, currency, scope, scope_values,
        starts_at, ends_at, state, first_seen_at, last_seen_at, layer, rule, stock_left, works_milli, fails_milli, voted_at, half_life_ms, verified_at
        """;

    public static Task<Coupon?> FindAsync(Session session, long id) =>
        session.FindAsync<Coupon>($"SELECT {Columns} FROM coupons WHERE id = @Id", new { Id = id });

    /// <summary>All that may be used now, of one merchant or of all.</summary>
    public static Task<IReadOnlyList<Coupon>> ActiveAsync(Session session, DateTimeOffset now, string? merchant = null) =>
        merchant is null
            ? session.QueryAsync<Coupon>($"SELECT {Columns} FROM coupons WHERE state = 1 AND (ends_at IS NULL OR ends_at > @Now) ORDER BY id", new { Now = now })
            : session.QueryAsync<Coupon>(
                $"SELECT {Columns} FROM coupons WHERE merchant = @Merchant AND state = 1 AND (ends_at IS NULL OR ends_at > @Now) ORDER BY id",
                new { Now = now, Merchant = merchant });

    /// <summary>A merchant's coupons as they were usable at an instant, for looking back.</summary>
    public static async Task<IReadOnlyList<Coupon>> KnownAtAsync(Session session, string merchant, DateTimeOffset at)
    {
        var rows = await session.QueryAsync<Coupon>(
            $"""
            SELECT {Columns} FROM coupons
            WHERE merchant = @Merchant AND first_seen_at <= @At AND (ends_at IS NULL OR ends_at > @At) AND (state = 1 OR last_seen_at >= @At) ORDER BY id
            """,
            new { Merchant = merchant, At = at });
        return [.. rows.Select(coupon => coupon with { State = CouponState.Active })];
    }

    /// <summary>Adds or refreshes a coupon; true when it was not there before.</summary>
    public static async Task<bool> SaveAsync(Session session, long sourceId, CouponDraft draft, long generation, DateTimeOffset now)
    {
        var id = Ids.Next(now);
        var kept = await session.ValueAsync<long>(
            """
            INSERT INTO coupons (id, source_id, coupon_key, merchant, title, code, claim_url, kind, amount_minor, percent_bp, threshold_minor, currency,
                scope, scope_values, starts_at, ends_at, state, first_seen_at, last_seen_at, generation, layer, rule, stock_left)
            VALUES (@Id, @SourceId, @Key, @Merchant, @Title, @Code, @ClaimUrl, @Kind, @AmountMinor, @PercentBp, @ThresholdMinor, @Currency,
                @Scope, @ScopeValues, @StartsAt, @EndsAt, 1, @Now, @Now, @Generation, @Layer, @Rule, @StockLeft)
            ON CONFLICT (source_id, coupon_key) DO UPDATE SET merchant = excluded.merchant, title = excluded.title, code = excluded.code,
                claim_url = excluded.claim_url, kind = excluded.kind, amount_minor = excluded.amount_minor, percent_bp = excluded.percent_bp,
                threshold_minor = excluded.threshold_minor, currency = excluded.currency, scope = excluded.scope, scope_values = excluded.scope_values,
                starts_at = excluded.starts_at, ends_at = excluded.ends_at, last_seen_at = excluded.last_seen_at, generation = excluded.generation,
                layer = excluded.layer, rule = excluded.rule, stock_left = excluded.stock_left,
                state = CASE WHEN coupons.state = 3 AND COALESCE(coupons.code, '') = COALESCE(excluded.code, '')
                    AND COALESCE(coupons.amount_minor, 0) = COALESCE(excluded.amount_minor, 0) AND COALESCE(coupons.percent_bp, 0) = COALESCE(excluded.percent_bp, 0)
                    THEN 3 ELSE 1 END
            RETURNING id
            """,
            new
            {
                Id = id, SourceId = sourceId, draft.Key, draft.Merchant, draft.Title, draft.Code, draft.ClaimUrl, draft.Kind, draft.AmountMinor,
                draft.PercentBp, draft.ThresholdMinor, draft.Currency, draft.Scope, ScopeValues = JsonSerializer.Serialize(draft.ScopeValues),
                draft.StartsAt, draft.EndsAt, Now = now, Generation = generation, draft.Layer, draft.Rule, draft.StockLeft,
            });
        return kept == id;
    }

    /// <summary>What people's votes came to.</summary>
    public static Task SaveHealthAsync(Session session, long id, CouponHealth health, TimeSpan halfLife, CouponState state, DateTimeOffset now) =>
        session.ExecuteAsync(
            """
            UPDATE coupons SET works_milli = @WorksMilli, fails_milli = @FailsMilli, verified_at = @VerifiedAt, voted_at = @Now, half_life_ms = @HalfLife, state = @State
            WHERE id = @Id
            """,
            new { Id = id, health.WorksMilli, health.FailsMilli, health.VerifiedAt, Now = now, HalfLife = (long)halfLife.TotalMilliseconds, State = state });

    /// <summary>Ends what the source's newest generation no longer lists, and what is over.</summary>
    public static Task<int> EndMissingAsync(Session session, long sourceId, long generation) =>
        session.ExecuteAsync(
            "UPDATE coupons SET state = 2 WHERE source_id = @SourceId AND generation < @Generation AND state = 1",
            new { SourceId = sourceId, Generation = generation });

    public static Task<int> TouchAllAsync(Session session, long sourceId, long from, long to, DateTimeOffset now) =>
        session.ExecuteAsync(
            "UPDATE coupons SET generation = @To, last_seen_at = @Now WHERE source_id = @SourceId AND generation = @From",
            new { SourceId = sourceId, From = from, To = to, Now = now });

    public static Task<int> EndOverAsync(Session session, DateTimeOffset now) =>
        session.ExecuteAsync("UPDATE coupons SET state = 2 WHERE state = 1 AND ends_at IS NOT NULL AND ends_at <= @Now", new { Now = now });
}
