using Daogou.Core.Orders;
using Daogou.Core.Reports;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Reports;

public sealed class StatementTests
{
    private static readonly ReportPeriod November = new(new(2026, 11, 1), new(2026, 11, 30), TimeZoneInfo.Utc);

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_members_statement_runs_from_what_was_to_what_is(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        await book.TakeAsync(A.Report() with { Status = OrderStatus.Confirmed, ClickRef = book.Ref(OrderBook.Request) });
        book.Test.Clock.Advance(TimeSpan.FromDays(8));
        await book.ReleaseAsync();

        var whole = await book.Test.ReadAsync(session => MemberStatement.ForAsync(session, OrderBook.Buyer, November));
        Assert.Empty(whole.Opening);
        Assert.Equal([(600, 0), (-600, 600)], whole.Moves.Select(move => (move.PendingMinor, move.AvailableMinor)));
        Assert.All(whole.Moves, move => Assert.Equal(("Kettle", "order:demo/1001/1"), (move.Title, move.Subject)));
        Assert.Equal((0, 600), (whole.Closing[0].PendingMinor, whole.Closing[0].AvailableMinor));

        var later = await book.Test.ReadAsync(session => MemberStatement.ForAsync(session, OrderBook.Buyer, November with { From = new(2026, 11, 5) }));
        Assert.Equal(600, Assert.Single(later.Opening).PendingMinor);
        Assert.Equal(whole.Closing, later.Closing);
        Assert.Contains("2026-11-10 08:00:00,2,Release,order:demo/1001/1,Kettle,payable 7 days after confirmation,CNY,-6.00,6.00,0.00,0.00\r\n", later.ToCsv(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_groups_statement_says_how_much_when_and_which_deals(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        await book.TakeAsync(A.Report("1") with { Status = OrderStatus.Confirmed, ClickRef = book.Ref(OrderBook.Digest) });
        await book.TakeAsync(A.Report("2") with { ClickRef = book.Ref(OrderBook.RequestInGroup) });
        await book.TakeAsync(A.Report("3") with { Status = OrderStatus.Void, CommissionMinor = 0, ClickRef = book.Ref(OrderBook.Share) });
        await book.TakeAsync(A.Report("4") with { ClickRef = book.Ref(OrderBook.Request) });

        var statement = await book.Test.ReadAsync(session => GroupStatement.ForAsync(session, OrderBook.Group, November));

        Assert.Equal((3, A.Yuan(200), A.Yuan(2), A.Yuan(0)), statement!.Totals[0] is var total ? (total.Orders, total.Sale, total.Pending, total.Available) : default);
        Assert.Equal((100, "Kettle", 3, 1, A.Yuan(2)), Assert.Single(statement.Deals) is var deal ? (deal.DealId, deal.Title, deal.Orders, deal.VoidOrders, deal.Share) : default);
        Assert.Equal([(new DateOnly(2026, 11, 9), A.Yuan(1)), (null, A.Yuan(1))], statement.Payable.Select(payable => (payable.Day, payable.Amount)));

        book.Test.Clock.Advance(TimeSpan.FromDays(8));
        await book.ReleaseAsync();
        var released = await book.Test.ReadAsync(session => GroupStatement.ForAsync(session, OrderBook.Group, November));
        Assert.Equal((A.Yuan(1), A.Yuan(1)), (released!.Totals[0].Pending, released.Totals[0].Available));
        Assert.Null(await book.Test.ReadAsync(session => GroupStatement.ForAsync(session, 999, November)));
    }
}
