using Daogou.Core.Storage;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Deals;

/// <summary>What became of a vote.</summary>
public enum CouponVoteOutcome
{
    Counted = 1,

    /// <summary>Enough people said that it does not work: it is shown no more.</summary>
    Ended = 2,
    NotFound = 3,
}

/// <summary>People say whether a coupon works; what they say decides how far it is believed.</summary>
public sealed class CouponDesk(Database book, IOptions<CouponOptions> options, TimeProvider time)
{
    /// <param name="voter">Who says it, <c>member:7</c>; a second word takes the place of the first.</param>
    public Task<CouponVoteOutcome> VoteAsync(long couponId, string voter, bool works, CancellationToken cancellationToken) =>
        book.WriteAsync(
            async session =>
            {
                var now = time.GetUtcNow();
                if (await CouponStore.FindAsync(session, couponId) is not { } coupon)
                {
                    return CouponVoteOutcome.NotFound;
                }
                await CouponVotes.SaveAsync(session, couponId, voter, works, now);
                var halfLife = TimeSpan.FromHours(options.Value.HalfLifeHours);
                var health = CouponHealth.Of(await CouponVotes.OfAsync(session, couponId), now, halfLife);
                var state = health.ReportsSince >= options.Value.ReportsToEnd && coupon.State == CouponState.Active ? CouponState.Refuted
                    : works && coupon.State == CouponState.Refuted ? CouponState.Active
                    : coupon.State;
                await CouponStore.SaveHealthAsync(session, couponId, health, halfLife, state, now);
                return state == CouponState.Refuted ? CouponVoteOutcome.Ended : CouponVoteOutcome.Counted;
            },
            cancellationToken);
}
