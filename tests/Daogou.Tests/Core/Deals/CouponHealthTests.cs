using Daogou.Core.Deals;
using Daogou.Tests.Support;
using Microsoft.Extensions.Options;
using Xunit;
using static Daogou.Tests.Support.A;

namespace Daogou.Tests.Core.Deals;

public sealed class CouponHealthTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_coupon_ends_when_enough_people_say_that_it_does_not_work_and_each_counts_once(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var id = await AddAsync(test, CouponItem());
        Assert.Equal(CouponVoteOutcome.Counted, await VoteAsync(test, id, 1, false));
        Assert.Equal(CouponVoteOutcome.Counted, await VoteAsync(test, id, 1, false));
        Assert.Equal(CouponVoteOutcome.Counted, await VoteAsync(test, id, 2, false));
        Assert.Equal(CouponVoteOutcome.Ended, await VoteAsync(test, id, 3, false));
        Assert.Equal(CouponState.Refuted, (await FindAsync(test, id)).State);
        Assert.Empty(await test.ReadAsync(session => CouponStore.ActiveAsync(session, Monday)));
        await AddAsync(test, CouponItem());
        Assert.Equal(CouponState.Refuted, (await FindAsync(test, id)).State);
        await AddAsync(test, CouponItem(value: "12 CNY"));
        Assert.Equal(CouponState.Active, (await FindAsync(test, id)).State);
        Assert.Equal(CouponVoteOutcome.NotFound, await VoteAsync(test, 99, 1, true));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Somebody_for_whom_it_works_takes_the_reports_before_back_and_revives_it(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var id = await AddAsync(test, CouponItem());
        await VoteAsync(test, id, 1, false);
        await VoteAsync(test, id, 2, false);
        test.Clock.Advance(TimeSpan.FromHours(1));
        await VoteAsync(test, id, 3, true);
        Assert.Equal(test.Clock.GetUtcNow(), (await FindAsync(test, id)).VerifiedAt);
        test.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(CouponVoteOutcome.Counted, await VoteAsync(test, id, 4, false));
        Assert.Equal(CouponVoteOutcome.Counted, await VoteAsync(test, id, 5, false));
        Assert.Equal(CouponVoteOutcome.Ended, await VoteAsync(test, id, 6, false));
        test.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(CouponVoteOutcome.Counted, await VoteAsync(test, id, 7, true));
        Assert.Equal(CouponState.Active, (await FindAsync(test, id)).State);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Reports_of_long_ago_end_nothing_and_belief_comes_back_with_time(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var id = await AddAsync(test, CouponItem());
        Assert.Equal(CouponHealth.Untried, (await FindAsync(test, id)).TrustBp(Monday));
        await VoteAsync(test, id, 1, false);
        await VoteAsync(test, id, 2, false);
        var doubted = await FindAsync(test, id);
        Assert.Equal(4_500, doubted.TrustBp(Monday));
        Assert.Equal(6_000, doubted.TrustBp(Monday.AddHours(72)));
        Assert.InRange(doubted.TrustBp(Monday.AddDays(60)), 8_900, 9_000);
        test.Clock.Advance(TimeSpan.FromDays(13));
        Assert.Equal(CouponVoteOutcome.Counted, await VoteAsync(test, id, 3, false));
    }

    [Fact]
    public void Among_several_the_one_that_can_be_expected_to_save_most_is_taken()
    {
        var refused = Coupon(1) with { AmountMinor = 1_200, FailsMilli = 2_000, VotedAt = Monday, HalfLifeMs = 72 * 3_600_000 };
        Assert.Equal(2, CouponMatch.BestFor(Deal(), [refused, Coupon(2)], Monday)!.Coupon.Id);
        Assert.Equal(1, CouponMatch.BestFor(Deal(), [refused, Coupon(2)], Monday.AddDays(30))!.Coupon.Id);
        Assert.Equal(2, CouponMatch.BestFor(Deal(), [Coupon(1) with { StockLeft = 0 }, Coupon(2)], Monday)!.Coupon.Id);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Offers_in_the_words_of_a_feed_are_kept_as_rules(string engine)
    {
        await using var test = await Engines.OpenAsync(engine);
        var half = await FindAsync(test, await AddAsync(test, CouponItem("half") with { Title = "第二件半价", Coupon = new CouponWords { Stock = "12" } }));
        Assert.Equal((CouponKind.Rule, PriceLayer.Promotion, 12L, null), (half.Kind, half.Layer, half.StockLeft, half.Code));
        Assert.Equal(4_000, CouponRules.Of(half).Off(16_000, 8_000, 2));
        var each = await FindAsync(test, await AddAsync(test, CouponItem("each", "跨店 每满300减40")));
        Assert.Equal((PriceLayer.PlatformCoupon, "CNY"), (each.Layer, each.Currency));
        Assert.Equal(8_000, CouponRules.Of(each).Off(60_000, 8_000, 9));
        var plain = await FindAsync(test, await AddAsync(test, CouponItem("plain", "满100减20")));
        Assert.Equal((CouponKind.AmountOff, 2_000L, 10_000L, PriceLayer.ShopCoupon), (plain.Kind, plain.AmountMinor, plain.ThresholdMinor, plain.Layer));
        var counts = await new DealIntake(test.Book, test.Time).TakeAsync(Terms(), [CouponItem("none") with { Coupon = new CouponWords { Value = "10 CNY" } }], 1, Token);
        Assert.Equal(Refusal.MissingCouponCode, Assert.Single(counts.Refused).Reason);
    }

    private static async Task<long> AddAsync(TestBook test, FeedItem item)
    {
        await new DealIntake(test.Book, test.Time).TakeAsync(Terms(), [item], Daogou.Core.Storage.Ids.Next(test.Time), Token);
        return await test.ReadAsync(async session => (await session.FindAsync<long?>("SELECT id FROM coupons WHERE coupon_key = @Key", new { item.Key }))!.Value);
    }

    private static Task<CouponVoteOutcome> VoteAsync(TestBook test, long id, int member, bool works) =>
        new CouponDesk(test.Book, Options.Create(new CouponOptions()), test.Time).VoteAsync(id, $"member:{member}", works, Token);

    private static async Task<Coupon> FindAsync(TestBook test, long id) => (await test.ReadAsync(session => CouponStore.FindAsync(session, id)))!;
}
