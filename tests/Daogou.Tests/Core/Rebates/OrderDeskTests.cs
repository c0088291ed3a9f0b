using Daogou.Core.Ledger;
using Daogou.Core.Orders;
using Daogou.Core.Rebates;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Rebates;

public sealed class OrderDeskTests
{
    private static readonly OrderKey Key = A.Report().Key;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_held_order_is_not_released_until_the_hold_ends(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        await book.TakeAsync(A.Report() with { ClickRef = book.Ref(OrderBook.Request), Status = OrderStatus.Confirmed });
        Assert.Equal(DeskAnswer.Done, await book.Desk.HoldAsync(Key, "own purchase?", "olga", default));
        Assert.Equal(DeskAnswer.Unchanged, await book.Desk.HoldAsync(Key, "again", "olga", default));
        Assert.Equal(A.Yuan(6), await book.MemberAsync(Purse.Held));

        book.Test.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, await book.ReleaseAsync());
        Assert.Equal(DeskAnswer.Done, await book.Desk.ReleaseHoldAsync(Key, "checked", "olga", default));
        Assert.Equal(1, await book.ReleaseAsync());
        Assert.Equal(A.Yuan(6), await book.MemberAsync(Purse.Available));

        var entries = await book.Test.ReadAsync(session => Journal.ForSubjectAsync(session, Key.Subject));
        Assert.Contains(entries, entry => entry is { Kind: EntryKind.Hold, Reason: "held by olga: own purchase?" });
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_unattributed_order_can_be_given_to_a_link_and_taken_back(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        await book.TakeAsync(A.Report());
        Assert.Equal(DeskAnswer.Done, await book.Desk.AttributeAsync(Key, OrderBook.Request, "receipt seen", "olga", default));
        Assert.Equal(A.Yuan(6), await book.MemberAsync(Purse.Pending));
        Assert.Equal(A.Yuan(0), await book.BalanceAsync(AccountName.Unattributed("demo")));

        await book.TakeAsync(A.Report() with { ClickRef = book.Ref(OrderBook.Share), UpdatedAt = A.Monday.AddHours(1), CommissionMinor = 2_000 });
        Assert.Equal(A.Yuan(12), await book.MemberAsync(Purse.Pending));
        Assert.Equal("attributed to reqst01 by olga: receipt seen", (await book.OrderAsync()).AttributionReason);

        Assert.Equal(DeskAnswer.Done, await book.Desk.AttributeAsync(Key, null, "it was the sharer's", "olga", default));
        Assert.Equal(A.Yuan(0), await book.MemberAsync(Purse.Pending));
        Assert.Equal(A.Yuan(4), await book.BalanceAsync(AccountName.Of(Party.Sharer, OrderBook.Sharer, Purse.Pending)));
        await book.AssertSoundAsync();
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_refused_act_changes_nothing(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        await book.TakeAsync(A.Report() with { ClickRef = book.Ref(OrderBook.Request) });
        var before = await book.EverythingAsync();
        Assert.Equal(DeskAnswer.NoReason, await book.Desk.HoldAsync(Key, " ", "olga", default));
        Assert.Equal(DeskAnswer.NoSuchOrder, await book.Desk.HoldAsync(Key with { OrderNo = "x" }, "why", "olga", default));
        Assert.Equal(DeskAnswer.NoSuchLink, await book.Desk.AttributeAsync(Key, "nolink1", "why", "olga", default));
        Assert.Equal(DeskAnswer.NoSuchLink, await book.Desk.AttributeAsync(Key, OrderBook.Elsewhere, "why", "olga", default));
        Assert.Equal(DeskAnswer.Unchanged, await book.Desk.ReleaseHoldAsync(Key, "why", "olga", default));
        Assert.Equal(before, await book.EverythingAsync());
    }
}
