using CsCheck;
using Daogou.Core.Ledger;
using Daogou.Core.Links;
using Daogou.Core.Orders;
using Daogou.Core.Rebates;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Rebates;

public sealed class RebatePolicyTests
{
    private static readonly RebateTerms Terms = new()
    {
        Version = 1,
        FromAt = DateTimeOffset.UnixEpoch,
        RebateBp = 6000,
        ShareBp = 2000,
        GroupBp = 1000,
        HoldDays = 7,
        Note = "",
    };

    private static readonly OrderTerms Everybody = new()
    {
        OrderId = 1,
        TermsVersion = 1,
        AllowsRebate = true,
        BuyerMemberId = 1,
        SharerMemberId = 2,
        AdminMemberId = 3,
    };

    [Fact]
    public void A_tracked_order_is_pending_and_what_is_not_a_members_is_the_houses()
    {
        var due = RebatePolicy.Due(AnOrder(1_000), Terms, Everybody with { SharerMemberId = null });
        Assert.Equal(600, due[AccountName.Of(Party.Member, 1, Purse.Pending)]);
        Assert.Equal(100, due[AccountName.Of(Party.Admin, 3, Purse.Pending)]);
        Assert.Equal(300, due[AccountName.HouseIncome]);
        Assert.Equal(-1_000, due[AccountName.Receivable("demo")]);
    }

    [Fact]
    public void What_the_network_paid_is_no_longer_owed()
    {
        var due = RebatePolicy.Due(AnOrder(1_000) with { Status = OrderStatus.Settled }, Terms, Everybody);
        Assert.Equal(-1_000, due[AccountName.Received("demo")]);
        Assert.DoesNotContain(AccountName.Receivable("demo"), due);
    }

    [Fact]
    public void A_void_order_is_worth_nothing_to_anybody() =>
        Assert.Empty(RebatePolicy.Due(AnOrder(1_000) with { Status = OrderStatus.Void }, Terms, Everybody));

    [Fact]
    public void A_programme_that_forbids_rebates_pays_no_member()
    {
        var due = RebatePolicy.Due(AnOrder(1_000), Terms, Everybody with { AllowsRebate = false });
        Assert.Equal(1_000, due[AccountName.HouseIncome]);
        Assert.DoesNotContain(due.Keys, account => account.Value.StartsWith("member:", StringComparison.Ordinal));
    }

    [Fact]
    public void An_unattributed_order_waits_whole_in_its_networks_account()
    {
        var due = RebatePolicy.Due(AnOrder(1_000) with { LinkCode = null }, Terms, Everybody);
        Assert.Equal(1_000, due[AccountName.Unattributed("demo")]);
        Assert.Equal(2, due.Count);
    }

    [Theory]
    [InlineData(OrderStatus.Confirmed, false, false, Purse.Pending)]
    [InlineData(OrderStatus.Confirmed, true, false, Purse.Available)]
    [InlineData(OrderStatus.Settled, true, false, Purse.Available)]
    [InlineData(OrderStatus.Settled, true, true, Purse.Held)]
    [InlineData(OrderStatus.Tracked, true, false, Purse.Pending)]
    [InlineData(OrderStatus.Held, true, false, Purse.Held)]
    public void The_purse_follows_the_status_the_release_and_the_hold(OrderStatus status, bool released, bool held, Purse purse)
    {
        var pinned = Everybody with { ReleasedAt = released ? A.Monday : null, HeldAt = held ? A.Monday : null };
        Assert.Equal(600, RebatePolicy.Due(AnOrder(1_000) with { Status = status }, Terms, pinned)[AccountName.Of(Party.Member, 1, purse)]);
    }

    [Theory]
    [InlineData(PlaceKind.Request, 7L, 9L, 7L, null, 9L)]
    [InlineData(PlaceKind.Request, 7L, null, 7L, null, null)]
    [InlineData(PlaceKind.Share, 7L, 9L, null, 7L, 9L)]
    [InlineData(PlaceKind.Digest, 0L, 9L, null, null, 9L)]
    [InlineData(PlaceKind.Api, 0L, null, null, null, null)]
    public void The_place_of_the_link_says_who_earns(PlaceKind place, long? member, long? groupAdmin, long? buyer, long? sharer, long? admin) =>
        Assert.Equal(new Parties(buyer, sharer, admin), Parties.Of(place, member, groupAdmin));

    [Fact]
    public void Parts_sum_to_the_commission_none_is_negative_and_rounding_is_below_the_number_of_parties() =>
        Gen.Select(Gen.Long[0, 2_000], Gen.Int[0, 10_000], Gen.Int[0, 10_000], Gen.Int[0, 10_000]).Sample((commission, a, b, c) =>
        {
            var cut = new[] { a, b, c }.Order().ToArray();
            var terms = Terms with { RebateBp = cut[0], ShareBp = cut[1] - cut[0], GroupBp = cut[2] - cut[1] };
            var due = RebatePolicy.Due(AnOrder(commission), terms, Everybody);
            Assert.Equal(0, due.Values.Sum());
            Assert.All(due.Where(pair => pair.Key != AccountName.Receivable("demo")), pair => Assert.True(pair.Value >= 0, pair.ToString()));
            Assert.InRange(due.GetValueOrDefault(AccountName.HouseRounding), 0, 3);
        }, iter: 50_000);

    [Fact]
    public void The_largest_commission_does_not_overflow()
    {
        var due = RebatePolicy.Due(AnOrder(long.MaxValue), Terms, Everybody);
        Assert.Equal(0, due.Values.Aggregate((Int128)0, (sum, value) => sum + value));
    }

    private static Order AnOrder(long commission) => Order.Accept(
        null,
        OrderFact.Of(new StoredReport(1, A.Report() with { CommissionMinor = commission })),
        new LinkClaim(Attribution.ClickRef, OrderBook.Request, 1, 100, 1),
        A.Monday);
}
