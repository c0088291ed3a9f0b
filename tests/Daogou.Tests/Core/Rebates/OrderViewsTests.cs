using Daogou.Core.Amounts;
using Daogou.Core.Ledger;
using Daogou.Core.Orders;
using Daogou.Core.Rebates;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Rebates;

public sealed class OrderViewsTests
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_member_sees_each_order_in_its_state_with_its_dates_and_their_amount(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        var report = A.Report() with { ClickRef = book.Ref(OrderBook.Request, 5) };
        await book.TakeAsync(report with { OrderNo = "tracked" });
        await book.TakeAsync(report with { OrderNo = "void", Status = OrderStatus.Void, StatusReason = "returned" });
        await book.TakeAsync(report with { OrderNo = "odd", Status = OrderStatus.Held, StatusReason = "unknown word" });
        await book.TakeAsync(report with { OrderNo = "paid", Status = OrderStatus.Confirmed, UpdatedAt = A.Monday.AddDays(-3) });
        await book.TakeAsync(report with { OrderNo = "payable", Status = OrderStatus.Confirmed, UpdatedAt = A.Monday.AddDays(-1) });
        await book.TakeAsync(report with { OrderNo = "confirmed", Status = OrderStatus.Confirmed, UpdatedAt = A.Monday.AddDays(1) });
        book.Test.Clock.Advance(TimeSpan.FromDays(7));
        await book.ReleaseAsync();
        var paidAt = A.Monday.AddDays(7);
        await PayAsync(book, A.Yuan(7), paidAt);

        var views = (await book.Test.ReadAsync(session => OrderViews.ForMemberAsync(session, OrderBook.Buyer, 10))).ToDictionary(view => view.Key.OrderNo);
        Assert.Equal((OrderState.Tracked, A.Yuan(6), A.Monday), (views["tracked"].State, views["tracked"].Amount, views["tracked"].TrackedAt));
        Assert.Equal((OrderState.Void, A.Yuan(0), "returned"), (views["void"].State, views["void"].Amount, views["void"].Reason));
        Assert.Equal((OrderState.Held, A.Yuan(6), "unknown word"), (views["odd"].State, views["odd"].Amount, views["odd"].Reason));
        Assert.Equal((OrderState.Confirmed, A.Monday.AddDays(8)), (views["confirmed"].State, views["confirmed"].PayableAt));
        Assert.Equal((OrderState.Payable, A.Monday.AddDays(-1)), (views["payable"].State, views["payable"].ConfirmedAt));
        Assert.Equal((OrderState.Paid, paidAt), (views["paid"].State, views["paid"].PaidAt));
        Assert.Equal((OrderBook.Request, 5L), (views["paid"].LinkCode, views["paid"].ClickOrdinal!.Value));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_group_sees_its_orders_with_the_admins_part(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        await book.TakeAsync(A.Report() with { ClickRef = book.Ref(OrderBook.Digest) });
        await book.TakeAsync(A.Report("private") with { ClickRef = book.Ref(OrderBook.Request) });
        var view = Assert.Single(await book.Test.ReadAsync(session => OrderViews.ForGroupAsync(session, OrderBook.Group, 10)));
        Assert.Equal((OrderState.Tracked, A.Yuan(1)), (view.State, view.Amount));
        Assert.Empty(await book.Test.ReadAsync(session => OrderViews.ForMemberAsync(session, OrderBook.Admin, 10)));
    }

    private static Task<long?> PayAsync(OrderBook book, Money amount, DateTimeOffset at) => book.Test.WriteAsync(async session =>
    {
        var available = AccountName.Of(Party.Member, OrderBook.Buyer, Purse.Available);
        var paying = AccountName.Of(Party.Member, OrderBook.Buyer, Purse.Paying);
        await Journal.PostAsync(session, new LedgerEntry("p:r", "payout:1", EntryKind.PayoutReserve, "r", [new(available, -amount), new(paying, amount)]), at);
        return await Journal.PostAsync(
            session, new LedgerEntry("p:p", "payout:1", EntryKind.PayoutPaid, "p", [new(paying, -amount), new(AccountName.Paid("manual"), amount)]), at);
    });
}
