using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Deals;

/// <summary>How coupons are reckoned and believed. Section <c>Coupons</c>.</summary>
public sealed class CouponOptions
{
    public const string Section = "Coupons";

    /// <summary>After so many hours a vote counts half.</summary>
    [Range(1, 8_760)]
    public int HalfLifeHours { get; set; } = 72;

    /// <summary>So many people for whom it does not work, and nobody since for whom it does, end a coupon.</summary>
    [Range(1, 100)]
    public int ReportsToEnd { get; set; } = 3;

    /// <summary>Up to so many pieces are tried for the lowest price of one.</summary>
    [Range(1, 100)]
    public int MostPieces { get; set; } = 10;
}

[OptionsValidator]
internal sealed partial class CouponOptionsValidator : IValidateOptions<CouponOptions>;

/// <summary>One person's word on a coupon.</summary>
public sealed record CouponVote(bool Works, DateTimeOffset At);

/// <summary>What people said about a coupon, weighed by age. Pure.</summary>
/// <param name="WorksMilli">Thousandths of a fresh vote.</param>
public sealed record CouponHealth(long WorksMilli, long FailsMilli, DateTimeOffset? VerifiedAt, int ReportsSince)
{
    /// <summary>What nobody has tried is believed so far, basis points.</summary>
    public const int Untried = 9_000;

    /// <summary>How many votes the belief before any vote weighs, thousandths.</summary>
    private const long Prior = 2_000;

    /// <param name="votes">The last word of each person.</param>
    public static CouponHealth Of(IReadOnlyCollection<CouponVote> votes, DateTimeOffset now, TimeSpan halfLife)
    {
        long Sum(bool works) => (long)votes.Where(vote => vote.Works == works).Sum(vote => 1000 * Math.Pow(0.5, Math.Max(0, (now - vote.At) / halfLife)));
        var verified = votes.Where(vote => vote.Works).Max(vote => (DateTimeOffset?)vote.At);
        // A report that is older than four half-lives weighs less than a tenth: whoever made it speaks of another day.
        return new CouponHealth(
            Sum(true), Sum(false), verified, votes.Count(vote => !vote.Works && !(vote.At <= verified) && now - vote.At < halfLife * 4));
    }

    /// <summary>How far a coupon is believed to work, basis points, from sums that were right at an instant and fade since.</summary>
    public static int TrustBp(long worksMilli, long failsMilli, DateTimeOffset? votedAt, TimeSpan halfLife, DateTimeOffset now)
    {
        if (votedAt is not { } at || halfLife <= TimeSpan.Zero)
        {
            return Untried;
        }
        var fade = Math.Pow(0.5, Math.Max(0, (now - at) / halfLife));
        var (works, fails) = (worksMilli * fade, failsMilli * fade);
        return (int)(((works * 10_000) + (Prior * (double)Untried)) / (works + fails + Prior));
    }
}
