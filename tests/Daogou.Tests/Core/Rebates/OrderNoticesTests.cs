using Daogou.Core.Outbox;
using Daogou.Core.Orders;
using Daogou.Core.Rebates;
using Daogou.Tests.Support;
using Microsoft.Extensions.Options;
using Xunit;

namespace Daogou.Tests.Core.Rebates;

public sealed class OrderNoticesTests
{
    [Fact]
    public async Task Each_event_is_told_in_the_persons_language_with_the_amount_and_the_reason()
    {
        await using var book = await OrderBook.OpenAsync(Engines.Sqlite);
        var bought = A.Report("b<1>") with { ClickRef = book.Ref(OrderBook.Request), Title = "Kettle & <lid>" };
        await book.TakeAsync(bought);
        await book.TakeAsync(bought with { Status = OrderStatus.Confirmed, UpdatedAt = A.Monday.AddHours(1) });
        var shared = A.Report("s1") with { ClickRef = book.Ref(OrderBook.Share) };
        await book.TakeAsync(shared);
        await book.TakeAsync(shared with { Status = OrderStatus.Void, UpdatedAt = A.Monday.AddHours(1), StatusReason = "returned" });

        var texts = await TextsAsync(book);
        Assert.Equal("🧾 订单已跟踪：<b>Kettle &amp; &lt;lid&gt;</b>\n预计返利 <b>¥6</b>，商家确认后生效。\n订单号 <code>b&lt;1&gt;</code>", texts[0].Html);
        Assert.Contains("11月9日起可提现", texts[1].Html, StringComparison.Ordinal);
        Assert.Contains("Order tracked: <b>Kettle</b>", texts[2].Html, StringComparison.Ordinal);
        Assert.Contains("Reason: returned. The expected rebate of <b>¥2</b> is no longer due.", texts[3].Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_smaller_rebate_after_it_was_payable_is_told_with_what_was_taken_back()
    {
        await using var book = await OrderBook.OpenAsync(Engines.Sqlite);
        var bought = A.Report() with { ClickRef = book.Ref(OrderBook.Request), Status = OrderStatus.Confirmed };
        await book.TakeAsync(bought);
        book.Test.Clock.Advance(TimeSpan.FromDays(8));
        await book.ReleaseAsync();
        await book.TakeAsync(bought with { CommissionMinor = 400, UpdatedAt = A.Monday.AddDays(8) });
        Assert.Contains("返利追回：<b>¥3.60</b>", (await TextsAsync(book))[^1].Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_told_of_what_earns_them_nothing_or_what_cannot_reach_them()
    {
        await using var book = await OrderBook.OpenAsync(Engines.Sqlite);
        await book.TakeAsync(A.Report("1") with { ClickRef = book.Ref(OrderBook.Forbidden) });
        await book.TakeAsync(A.Report("2") with { ClickRef = book.Ref(OrderBook.Digest) });
        await book.TakeAsync(A.Report("3"));
        await book.TakeAsync(A.Report("4") with { ClickRef = book.Ref(OrderBook.Request), Status = OrderStatus.Void });
        await book.Test.WriteAsync(session => session.ExecuteAsync("UPDATE members SET erased_at = 1 WHERE id = @Sharer", new { OrderBook.Sharer }));
        await book.TakeAsync(A.Report("5") with { ClickRef = book.Ref(OrderBook.Share) });
        Assert.Empty(await book.NoticesAsync());
    }

    [Theory]
    [InlineData(6000, 3000, 1001, 7, "Rebates:RebateBp + ShareBp + GroupBp: got \"10001\"")]
    [InlineData(-1, 0, 0, 7, "Rebates:RebateBp: got \"-1\", accepts 0 to 10000 basis points.")]
    [InlineData(0, 0, 0, 366, "Rebates:HoldDays: got \"366\", accepts 0 to 365 days.")]
    [InlineData(10_000, 0, 0, 0, null)]
    public void Shares_never_sum_to_more_than_the_commission(int rebate, int share, int group, int days, string? failure)
    {
        IValidateOptions<RebateOptions> check = new RebateOptionsCheck();
        var result = check.Validate(null, new RebateOptions { RebateBp = rebate, ShareBp = share, GroupBp = group, HoldDays = days });
        Assert.Equal(failure is null, result.Succeeded);
        Assert.StartsWith(failure ?? "", result.FailureMessage ?? "", StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<ChatBody>> TextsAsync(OrderBook book)
    {
        var notices = await book.NoticesAsync();
        return await book.Test.ReadAsync(async session =>
        {
            var bodies = new List<ChatBody>();
            foreach (var notice in notices)
            {
                bodies.Add((await OutboxStore.FindByNoticeAsync(session, notice))!.Content);
            }
            return (IReadOnlyList<ChatBody>)bodies;
        });
    }
}
