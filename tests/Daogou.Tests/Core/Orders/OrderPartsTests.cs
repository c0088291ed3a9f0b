using CsCheck;
using Daogou.Core.Orders;
using Daogou.Core.Rebates;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Orders;

public sealed class OrderPartsTests
{
    private static readonly OrderReport Original = A.Report() with { Part = "1", Status = OrderStatus.Confirmed, CommissionMinor = 1000, SaleMinor = 9000 };

    [Fact]
    public void Rows_add_up_once_however_often_and_in_whatever_order_they_come() => Gen.Select(Rows.Array[1, 8], Gen.Int[0, int.MaxValue - 1]).Sample((rows, seed) =>
    {
        var random = new Random(seed);
        OrderReport[] stirred = [.. rows, .. rows.Where(_ => random.Next(2) == 0)];
        random.Shuffle(stirred);
        var (straight, other) = (Sum(rows), Sum(stirred));
        Assert.Equal(straight.Latest.Report, other.Latest.Report);
        Assert.Equal((straight.ConfirmedAt, straight.ClickRef), (other.ConfirmedAt, other.ClickRef));
        Assert.True(straight.Latest.Report is { CommissionMinor: >= 0, SaleMinor: >= 0, Part: null });
    }, iter: 5_000);

    [Theory]
    [InlineData(-300, OrderStatus.Confirmed, 700)]
    [InlineData(250, OrderStatus.Confirmed, 1000)]
    [InlineData(-1000, OrderStatus.Void, 0)]
    [InlineData(-1200, OrderStatus.Void, 0)]
    public void A_correction_is_added_and_what_is_taken_back_whole_is_void(long correction, OrderStatus status, long commission)
    {
        var fact = Sum(Original, Correction("2", correction)).Latest.Report;
        Assert.Equal((status, commission), (fact.Status, fact.CommissionMinor));
    }

    [Fact]
    public void A_row_that_comes_again_with_another_status_is_the_same_row_and_a_declined_one_counts_nothing()
    {
        var closed = Original with { Status = OrderStatus.Settled, UpdatedAt = A.Monday.AddDays(2) };
        Assert.Equal((OrderStatus.Settled, 1000L), Said(Sum(Original, closed)));
        Assert.Equal((OrderStatus.Settled, 800L), Said(Sum(closed, Correction("2", -200))));
        Assert.Equal((OrderStatus.Settled, 1000L), Said(Sum(closed, Correction("2", -200) with { Status = OrderStatus.Void })));
        Assert.Equal((OrderStatus.Void, 0L), Said(Sum(Original with { Status = OrderStatus.Void, CommissionMinor = 0 })));
    }

    [Fact]
    public void What_is_not_yet_certain_adds_to_what_is_only_when_it_is_certain_too()
    {
        var more = Correction("2", 250);
        Assert.Equal((OrderStatus.Confirmed, 1000L), Said(Sum(Original, more)));
        Assert.Equal((OrderStatus.Confirmed, 1250L), Said(Sum(Original, more, more with { Status = OrderStatus.Confirmed })));
        Assert.Equal((OrderStatus.Tracked, 1250L), Said(Sum(Original with { Status = OrderStatus.Tracked }, more)));
    }

    [Fact]
    public void An_unknown_row_and_rows_in_two_currencies_hold_the_order_and_a_correction_alone_is_worth_nothing()
    {
        Assert.Equal(OrderStatus.Held, Sum(Original, Correction("2", 5) with { Status = OrderStatus.Held }).Latest.Report.Status);
        Assert.Equal(OrderStatus.Held, Sum(Original, Correction("2", -5) with { Currency = "EUR" }).Latest.Report.Status);
        Assert.Equal((OrderStatus.Void, 0L), Said(Sum(Correction("2", -500))));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_correction_that_comes_before_its_original_and_again_after_it_ends_in_the_same_books(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        var original = Original with { ClickRef = book.Ref(OrderBook.Request) };
        var correction = Correction("2", -400);
        Assert.Equal(Settled.Taken, await book.TakeAsync(correction));
        Assert.Equal(Settled.Taken, await book.TakeAsync(original));
        Assert.Equal(Settled.Unchanged, await book.TakeAsync(correction));
        Assert.Equal((OrderStatus.Confirmed, 600L, OrderBook.Buyer), ((await book.OrderAsync()).Status, (await book.OrderAsync()).CommissionMinor, (await book.OrderAsync()).MemberId!.Value));
        Assert.Equal(Settled.Refused, await book.TakeAsync(correction with { Part = null }));
        await book.AssertSoundAsync();
    }

    private static Gen<OrderReport> Rows =>
        from part in Gen.Int[1, 4]
        from status in Gen.Enum<OrderStatus>()
        from commission in Gen.Long[-900, 900]
        from hours in Gen.Int[0, 3]
        from reference in Gen.Int[0, 2]
        select A.Report() with
        {
            Part = $"{part}",
            Status = status,
            CommissionMinor = commission,
            SaleMinor = commission * 10,
            UpdatedAt = A.Monday.AddHours(hours),
            ClickRef = reference == 0 ? null : $"ref{reference}",
        };

    private static OrderReport Correction(string part, long commission) => Original with
    {
        Part = part,
        Status = OrderStatus.Tracked,
        CommissionMinor = commission,
        SaleMinor = commission * 9,
        UpdatedAt = A.Monday.AddDays(1),
        ClickRef = null,
    };

    private static (OrderStatus, long) Said(OrderFact fact) => (fact.Latest.Report.Status, fact.Latest.Report.CommissionMinor);

    private static OrderFact Sum(params OrderReport[] rows) => OrderParts.Sum([.. rows.Select(row => new StoredReport(1, row))]);
}
