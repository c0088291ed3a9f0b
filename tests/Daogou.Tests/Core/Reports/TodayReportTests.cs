using Daogou.Core.Members;
using Daogou.Core.Orders;
using Daogou.Core.Outbox;
using Daogou.Core.Payouts;
using Daogou.Core.Reports;
using Daogou.Core.Storage;
using Daogou.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Daogou.Tests.Core.Reports;

public sealed class TodayReportTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Today_counts_what_happened_today_and_names_what_waits_or_fails(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        await book.TakeAsync(A.Report("0") with { Status = OrderStatus.Confirmed, ClickRef = book.Ref(OrderBook.Request) });
        book.Test.Clock.Advance(TimeSpan.FromDays(8));
        await book.ReleaseAsync();
        await book.TakeAsync(A.Report("1") with { ClickRef = book.Ref(OrderBook.RequestInGroup) });
        await book.TakeAsync(A.Report("2"));
        var desk = new PayoutDesk(
            book.Test.Book, book.Test.Time, new PayoutMethods([new ManualPayout(new ManualPayoutOptions())]), new PayoutOptions(), NullLogger<PayoutDesk>.Instance);
        await desk.RequestAsync(OrderBook.Buyer, A.Yuan(4), "manual", "somewhere", "k", Token);
        await HitsAsync(book.Test, OrderBook.Group, humans: 5, suspects: 2, bots: 7);
        await book.Test.WriteAsync(session => session.ExecuteAsync(
            """
            INSERT INTO sources (id, source_key, name, kind, location, settings, enabled, every_seconds, next_due_at, rung, last_message, generation, generation_rows, created_at)
            VALUES (1, 'good', 'Good', 1, '-', '{}', TRUE, 60, @Now, 0, NULL, 0, 0, @Now), (2, 'bad', 'Bad', 1, '-', '{}', TRUE, 60, @Now, 3, 'a login page', 0, 0, @Now),
                (3, 'off', 'Off', 1, '-', '{}', FALSE, 60, @Now, 3, NULL, 0, 0, @Now)
            """,
            new { Now = A.Monday }));

        var today = await new TodayReport(book.Test.Book, new ClickBook(book.Test.Clicks), book.Test.Time).RunAsync(Token);

        Assert.Equal((new DateOnly(2026, 11, 10), 2L, 1L), (today.Day, today.Orders, today.Unattributed));
        Assert.Equal((5L, 2L, 7L), (today.Clicks.Humans, today.Clicks.Suspects, today.Clicks.Bots));
        Assert.Equal((2000, 600, 100), today.Money[0].Sums is var sums ? (sums.CommissionMinor, sums.RebatesMinor, sums.GroupSharesMinor) : default);
        Assert.True(today.TiesOut);
        Assert.Equal(new OpenPayouts(PayoutState.Requested, 1, A.Yuan(4)), Assert.Single(today.Payouts));
        Assert.Equal(("bad", "a login page"), Assert.Single(today.Sources) is var source ? (source.SourceKey, source.LastMessage) : default);
        Assert.Equal(2, today.ActiveDeals);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_funnel_runs_from_posts_to_confirmed_orders_of_each_group(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        await book.TakeAsync(A.Report("1") with { Status = OrderStatus.Confirmed, ClickRef = book.Ref(OrderBook.Digest) });
        await book.TakeAsync(A.Report("2") with { ClickRef = book.Ref(OrderBook.RequestInGroup) });
        await book.TakeAsync(A.Report("3"));
        await book.Test.WriteAsync(async session =>
        {
            await session.ExecuteAsync(
                """
                INSERT INTO digests VALUES (1, @Group, 's', 1, @Now, '{}', 9, '{}');
                INSERT INTO digest_picks (digest_id, position, deal_id, score, parts, price_minor, currency) VALUES (1, 1, 100, 50, '[]', 100, 'CNY'), (1, 2, 101, 40, '[]', 100, 'CNY');
                """,
                new { OrderBook.Group, Now = A.Monday });
            var group = (await GroupStore.FindAsync(session, OrderBook.Group))!;
            await OutboxStore.QueueAsync(session, A.Message("digest:1", group.ExternalId, MessageKind.Digest) with { GroupId = group.Id, DigestId = 1 }, A.Monday);
            var message = (await OutboxStore.FindByNoticeAsync(session, "digest:1"))!;
            await OutboxStore.SentAsync(session, message.Id, "77", A.Monday);
            return true;
        });
        book.Test.Clock.Advance(TimeSpan.FromDays(8));
        await HitsAsync(book.Test, OrderBook.Group, humans: 5, suspects: 2, bots: 7);
        await HitsAsync(book.Test, 0, humans: 1, suspects: 0, bots: 0);

        var rows = await new FunnelReport(book.Test.Book, new ClickBook(book.Test.Clicks)).RunAsync(new(2026, 11, 1), new(2026, 11, 30), Token);

        Assert.Equal(
            [
                new FunnelRow { GroupId = OrderBook.Group, Title = "Deals", Posts = 1, Deals = 2, Humans = 5, Suspects = 2, Bots = 7, Orders = 2, Confirmed = 1 },
                new FunnelRow { GroupId = 0, Title = "", Humans = 1, Orders = 1 },
            ],
            rows);
    }

    private static Task<int> HitsAsync(TestBook test, long groupId, int humans, int suspects, int bots) =>
        test.Clicks.WriteAsync(
            session => session.ExecuteAsync(
                "INSERT INTO click_counts (link_code, day, deal_id, group_id, humans, suspects, bots, first_ordinal, last_ordinal) VALUES (@Code, @Day, 100, @GroupId, @Humans, @Suspects, @Bots, 1, 2)",
                new { Code = $"code{groupId}", Day = test.Time.GetUtcNow().ToUnixTimeMilliseconds() / 86_400_000, GroupId = groupId, Humans = humans, Suspects = suspects, Bots = bots }),
            Token);
}
