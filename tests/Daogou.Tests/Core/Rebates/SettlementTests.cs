using Daogou.Core.Ledger;
using Daogou.Core.Orders;
using Daogou.Core.Rebates;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Rebates;

public sealed class SettlementTests
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_order_goes_from_tracked_to_payable_and_the_buyer_is_told_of_each_step(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        var tracked = A.Report() with { ClickRef = book.Ref(OrderBook.RequestInGroup) };

        Assert.Equal(Settled.Taken, await book.TakeAsync(tracked));
        Assert.Equal(A.Yuan(6), await book.MemberAsync(Purse.Pending));
        Assert.Equal(A.Yuan(1), await book.BalanceAsync(AccountName.Of(Party.Admin, OrderBook.Admin, Purse.Pending)));

        await book.TakeAsync(tracked with { Status = OrderStatus.Confirmed, UpdatedAt = A.Monday.AddHours(5) });
        book.Test.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(0, await book.ReleaseAsync());
        book.Test.Clock.Advance(TimeSpan.FromHours(5));
        Assert.Equal(1, await book.ReleaseAsync());
        Assert.Equal(0, await book.ReleaseAsync());

        Assert.Equal(A.Yuan(6), await book.MemberAsync(Purse.Available));
        Assert.Equal(A.Yuan(0), await book.MemberAsync(Purse.Pending));
        Assert.Equal(A.Yuan(3), await book.BalanceAsync(AccountName.HouseIncome));
        Assert.Equal(A.Yuan(-10), await book.BalanceAsync(AccountName.Receivable("demo")));
        Assert.Equal(["tracked", "confirmed", "payable"], (await book.NoticesAsync()).Select(notice => notice.Split(':')[3]));
        await book.AssertSoundAsync();
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_same_words_again_change_nothing(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        var report = A.Report() with { ClickRef = book.Ref(OrderBook.Request) };
        await book.TakeAsync(report);
        var before = await book.EverythingAsync();
        Assert.Equal(Settled.Unchanged, await book.TakeAsync(report with { UpdatedAt = report.UpdatedAt.ToOffset(TimeSpan.FromHours(8)) }));
        Assert.Equal(before, await book.EverythingAsync());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_refund_after_the_payout_leaves_a_debt_that_the_next_rebate_fills(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        var bought = A.Report() with { ClickRef = book.Ref(OrderBook.Request), Status = OrderStatus.Confirmed };
        await book.TakeAsync(bought);
        book.Test.Clock.Advance(TimeSpan.FromDays(8));
        await book.ReleaseAsync();
        var available = AccountName.Of(Party.Member, OrderBook.Buyer, Purse.Available);
        await book.Test.WriteAsync(session => Journal.PostAsync(
            session,
            new LedgerEntry("payout:1:paid", "payout:1", EntryKind.PayoutPaid, "paid", [new(available, A.Yuan(-6)), new(AccountName.Paid("manual"), A.Yuan(6))]),
            A.Monday));

        await book.TakeAsync(bought with { Status = OrderStatus.Void, UpdatedAt = A.Monday.AddDays(8), StatusReason = "returned" });
        Assert.Equal(A.Yuan(-6), await book.MemberAsync(Purse.Available));
        var clawback = await book.Test.ReadAsync(session => Journal.ForSubjectAsync(session, bought.Key.Subject));
        Assert.Equal((EntryKind.Clawback, "void: returned"), (clawback[^1].Kind, clawback[^1].Reason));
        Assert.EndsWith(":taken-back:room:chat1", (await book.NoticesAsync())[^1], StringComparison.Ordinal);

        await book.TakeAsync(bought with { OrderNo = "1002", UpdatedAt = A.Monday.AddDays(1) });
        await book.ReleaseAsync();
        Assert.Equal(A.Yuan(0), await book.MemberAsync(Purse.Available));
        await book.AssertSoundAsync();
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task New_terms_never_move_old_orders_and_the_order_time_decides(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        var old = A.Report("old") with { ClickRef = book.Ref(OrderBook.RequestInGroup) };
        await book.TakeAsync(old);

        book.Test.Clock.Advance(TimeSpan.FromDays(1));
        var changed = book.Under(new RebateOptions { RebateBp = 1000, ShareBp = 0, GroupBp = 0, HoldDays = 0 });
        await book.Test.WriteAsync(session => session.ExecuteAsync("UPDATE groups SET admin_member_id = @OtherAdmin", new { OrderBook.OtherAdmin }));
        await changed.TakeAsync(old with { Status = OrderStatus.Confirmed, UpdatedAt = A.Monday.AddDays(1), CommissionMinor = 2_000 });
        await changed.TakeAsync(A.Report("late") with { ClickRef = book.Ref(OrderBook.Request) });
        await changed.TakeAsync(A.Report("new") with { ClickRef = book.Ref(OrderBook.Request), OrderedAt = A.Monday.AddDays(1), UpdatedAt = A.Monday.AddDays(1) });

        Assert.Equal(A.Yuan(2), await book.BalanceAsync(AccountName.Of(Party.Admin, OrderBook.Admin, Purse.Pending)));
        Assert.Equal(A.Yuan(0), await book.BalanceAsync(AccountName.Of(Party.Admin, OrderBook.OtherAdmin, Purse.Pending)));
        Assert.Equal(A.Yuan(12 + 6 + 1), await book.MemberAsync(Purse.Pending));
        Assert.Equal(0, await changed.ReleaseAsync());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Each_place_pays_its_parties(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        foreach (var code in new[] { OrderBook.Share, OrderBook.Digest, OrderBook.Forbidden, OrderBook.Elsewhere })
        {
            await book.TakeAsync(A.Report(code) with { ClickRef = book.Ref(code) });
        }
        Assert.Equal(A.Yuan(2), await book.BalanceAsync(AccountName.Of(Party.Sharer, OrderBook.Sharer, Purse.Pending)));
        Assert.Equal(A.Yuan(2), await book.BalanceAsync(AccountName.Of(Party.Admin, OrderBook.Admin, Purse.Pending)));
        Assert.Equal(A.Yuan(0), await book.MemberAsync(Purse.Pending));
        Assert.Equal(A.Yuan(7 + 9 + 10), await book.BalanceAsync(AccountName.HouseIncome));
        Assert.Equal(A.Yuan(10), await book.BalanceAsync(AccountName.Unattributed("demo")));
        Assert.Equal(Attribution.Forged, (await book.OrderAsync(OrderBook.Elsewhere)).Attribution);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_no_true_report_says_is_refused_and_changes_nothing(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        await book.TakeAsync(A.Report());
        var before = await book.EverythingAsync();
        OrderReport[] wrong =
        [
            A.Report("2") with { CommissionMinor = -1 },
            A.Report("2") with { SaleMinor = long.MaxValue },
            A.Report("2") with { Currency = "XXX" },
            A.Report("2") with { UpdatedAt = A.Monday.AddYears(70) },
            A.Report("2") with { Status = (OrderStatus)9 },
            A.Report(""),
        ];
        var taken = await book.TakeAllAsync(wrong);
        Assert.Equal([1L, 2, 3, 4, 5, 6], taken.Refused.Select(row => row.Number));
        Assert.Equal(Settled.Refused, await book.TakeAsync(wrong[0]));
        Assert.Equal(before, await book.EverythingAsync());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_report_that_breaks_the_books_is_refused_alone(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        await book.Test.WriteAsync(session => Journal.PostAsync(
            session, A.Entry("order:demo/2/1:1", AccountName.HouseIncome, A.Yuan(1)), A.Monday));
        var taken = await book.TakeAllAsync([A.Report("1"), A.Report("2"), A.Report("3")]);
        Assert.Equal((2, 2L), (taken.Taken, Assert.Single(taken.Refused).Number));
        await book.AssertSoundAsync();
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_corrected_currency_moves_the_whole_order(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        var report = A.Report() with { ClickRef = book.Ref(OrderBook.Request) };
        await book.TakeAsync(report);
        await book.TakeAsync(report with { Currency = "USD", UpdatedAt = A.Monday.AddHours(1) });
        Assert.Equal(A.Yuan(0), await book.MemberAsync(Purse.Pending));
        Assert.Equal(600, (await book.BalanceAsync(AccountName.Of(Party.Member, OrderBook.Buyer, Purse.Pending), "USD")).Minor);
        await book.AssertSoundAsync();
    }

    [Fact]
    public async Task A_thousand_reports_are_taken_in_a_few_seconds()
    {
        await using var book = await OrderBook.OpenAsync(Engines.Sqlite);
        OrderReport[] reports =
        [
            .. Enumerable.Range(0, 1_000).Select(number => A.Report($"n{number}") with { ClickRef = book.Ref(OrderBook.RequestInGroup, number) }),
        ];
        var started = TimeProvider.System.GetTimestamp();
        Assert.Equal(1_000, (await book.TakeAllAsync(reports)).Taken);
        var took = TimeProvider.System.GetElapsedTime(started);
        TestContext.Current.TestOutputHelper?.WriteLine($"1,000 reports in {took.TotalSeconds:F2} s");
        Assert.True(took < TimeSpan.FromSeconds(20), $"It took {took}.");
        Assert.Equal(A.Yuan(6_000), await book.MemberAsync(Purse.Pending));
    }
}
