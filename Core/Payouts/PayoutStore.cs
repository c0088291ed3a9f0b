using Daogou.Core.Amounts;
using Daogou.Core.Storage;

namespace Daogou.Core.Payouts;

/// <summary>Withdrawals and their steps. A state only changes from the state it was read in.</summary>
public static class PayoutStore
{
    public static Task<Payout?> FindAsync(Session session, long id) =>
        session.FindAsync<Payout>("SELECT * FROM payouts WHERE id = @Id", new { Id = id });

    public static Task<Payout?> FindByKeyAsync(Session session, long memberId, string method, string idempotencyKey) =>
        session.FindAsync<Payout>(
            "SELECT * FROM payouts WHERE member_id = @MemberId AND method = @Method AND idempotency_key = @Key",
            new { MemberId = memberId, Method = method, Key = idempotencyKey });

    /// <summary>Latest first, before the given id; of one state or one member where that is given.</summary>
    public static Task<IReadOnlyList<Payout>> ListAsync(
        Session session, int limit, long? before = null, PayoutState? state = null, long? memberId = null) =>
        session.QueryAsync<Payout>(
            """
            SELECT * FROM payouts
            WHERE id < @Before AND (@State = 0 OR state = @State) AND (@MemberId = 0 OR member_id = @MemberId)
            ORDER BY id DESC LIMIT @Limit
            """,
            new { Before = before ?? long.MaxValue, State = state is { } one ? (int)one : 0, MemberId = memberId ?? 0, Limit = limit });

    public static Task<IReadOnlyList<PayoutEvent>> EventsAsync(Session session, long payoutId) =>
        session.QueryAsync<PayoutEvent>("SELECT * FROM payout_events WHERE payout_id = @PayoutId ORDER BY id", new { PayoutId = payoutId });

    /// <summary>What was paid out to a member, per currency.</summary>
    public static async Task<IReadOnlyList<Money>> PaidSumsAsync(Session session, long memberId) =>
        [
            .. from row in await session.QueryAsync<SumRow>(
                   """
                   SELECT currency, CAST(SUM(amount_minor) AS BIGINT) AS minor FROM payouts
                   WHERE member_id = @MemberId AND state = @Paid GROUP BY currency
                   """,
                   new { MemberId = memberId, PayoutState.Paid })
               select new Money(row.Minor, row.Currency),
        ];

    public static async Task AddAsync(Session session, Payout payout, string actor)
    {
        await session.ExecuteAsync(
            """
            INSERT INTO payouts (id, member_id, amount_minor, currency, method, destination, state, idempotency_key, requested_at)
            VALUES (@Id, @MemberId, @AmountMinor, @Currency, @Method, @Destination, @State, @IdempotencyKey, @RequestedAt)
            """,
            payout);
        await AddEventAsync(session, payout, actor, "", payout.RequestedAt);
    }

    /// <summary>Writes a payout's next state; false when it is no longer in <paramref name="from"/>.</summary>
    public static async Task<bool> MoveAsync(Session session, Payout payout, PayoutState from, string actor, string note, DateTimeOffset now)
    {
        var moved = await session.ExecuteAsync(
            """
            UPDATE payouts SET state = @State, decided_at = @DecidedAt, decided_by = @DecidedBy, resolved_at = @ResolvedAt,
                provider_reference = @ProviderReference, reason = @Reason
            WHERE id = @Id AND state = @From
            """,
            new
            {
                payout.Id,
                payout.State,
                payout.DecidedAt,
                payout.DecidedBy,
                payout.ResolvedAt,
                payout.ProviderReference,
                payout.Reason,
                From = from,
            }) == 1;
        if (moved)
        {
            await AddEventAsync(session, payout, actor, note, now);
        }
        return moved;
    }

    /// <summary>Keeps what was said of a payout that it did not move.</summary>
    public static Task AddEventAsync(Session session, Payout payout, string actor, string note, DateTimeOffset now) =>
        session.ExecuteAsync(
            "INSERT INTO payout_events (id, payout_id, at, state, actor, note) VALUES (@Id, @PayoutId, @Now, @State, @Actor, @Note)",
            new { Id = Ids.Next(now), PayoutId = payout.Id, Now = now, payout.State, Actor = actor, Note = note });

    private sealed record SumRow
    {
        public required string Currency { get; init; }

        public required long Minor { get; init; }
    }
}
