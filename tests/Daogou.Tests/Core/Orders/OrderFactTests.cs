using CsCheck;
using Daogou.Core.Orders;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Orders;

public sealed class OrderFactTests
{
    [Fact]
    public void Merging_does_not_depend_on_order_grouping_or_repeats() => Gen.Select(Facts, Facts, Facts).Sample((a, b, c) =>
    {
        Assert.Equal(Said(OrderFact.Merge(a, b)), Said(OrderFact.Merge(b, a)));
        Assert.Equal(Said(OrderFact.Merge(OrderFact.Merge(a, b), c)), Said(OrderFact.Merge(a, OrderFact.Merge(b, c))));
        Assert.Equal(Said(a), Said(OrderFact.Merge(a, a)));
    }, iter: 20_000);

    [Fact]
    public void The_later_word_of_the_network_stands()
    {
        var tracked = A.Report();
        var refunded = tracked with { UpdatedAt = A.Monday.AddDays(1), CommissionMinor = 400 };
        Assert.Equal(refunded, Merge(refunded, tracked).Latest.Report);
    }

    [Fact]
    public void Of_two_words_said_at_one_time_the_higher_status_stands_and_then_the_lower_commission()
    {
        var confirmed = A.Report() with { Status = OrderStatus.Confirmed };
        Assert.Equal(confirmed, Merge(A.Report(), confirmed).Latest.Report);
        var partly = confirmed with { CommissionMinor = 300 };
        Assert.Equal(partly, Merge(confirmed, partly).Latest.Report);
    }

    [Fact]
    public void A_later_report_without_a_click_ref_takes_no_attribution_away()
    {
        var fact = Merge(A.Report() with { ClickRef = "abc" }, A.Report() with { UpdatedAt = A.Monday.AddDays(1) });
        Assert.Equal("abc", fact.ClickRef);
    }

    [Fact]
    public void The_hold_counts_from_the_first_confirmation()
    {
        var first = A.Report() with { Status = OrderStatus.Confirmed, UpdatedAt = A.Monday.AddDays(2) };
        var again = first with { UpdatedAt = A.Monday.AddDays(9), Status = OrderStatus.Settled };
        Assert.Equal(first.UpdatedAt, Merge(again, first).ConfirmedAt);
    }

    [Theory]
    [InlineData("demo", "1001", "1", "demo/1001/1")]
    [InlineData("demo", "10/01%", "2", "demo/10%2F01%25/2")]
    public void A_key_is_read_as_it_was_written(string network, string orderNo, string itemNo, string text)
    {
        var key = new OrderKey(network, orderNo, itemNo);
        Assert.Equal(text, key.ToString());
        Assert.Equal(key, OrderKey.TryParse(text));
        Assert.Equal(key, OrderKey.TryParse(key.Subject));
    }

    private static readonly Gen<OrderFact> Facts =
        from minutes in Gen.Int[0, 4]
        from status in Gen.Int[1, 5]
        from commission in Gen.Long[0, 3]
        from clickRef in Gen.Int[0, 2].Select(number => number == 0 ? null : number == 1 ? "a" : "b")
        select OrderFact.Of(new StoredReport(0, A.Report() with
        {
            UpdatedAt = A.Monday.AddMinutes(minutes),
            Status = (OrderStatus)status,
            CommissionMinor = commission,
            ClickRef = clickRef,
        }));

    private static OrderFact Merge(OrderReport left, OrderReport right) =>
        OrderFact.Merge(OrderFact.Of(new StoredReport(1, left)), OrderFact.Of(new StoredReport(2, right)));

    private static (OrderReport, string?, DateTimeOffset?) Said(OrderFact fact) => (fact.Latest.Report, fact.ClickRef, fact.ConfirmedAt);
}
