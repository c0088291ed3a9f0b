using CsCheck;
using Daogou.Core.Ledger;
using Daogou.Core.Orders;
using Daogou.Core.Rebates;
using Daogou.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Daogou.Tests.Core.Rebates;

/// <summary>Promises about any stream of reports, each on fresh books. PostgreSQL gets a few histories, SQLite more.</summary>
public sealed class ReportStreamTests
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public Task Shuffled_repeated_and_paged_streams_end_in_the_same_books(string engine) =>
        Gen.Select(Streams, Gen.Int[0, int.MaxValue - 1]).RunAsync(async history =>
        {
            var (stream, seed) = history;
            await using var straight = await OrderBook.OpenAsync(engine);
            var reports = Reports(stream, straight);
            await LongAfterAsync(straight);
            foreach (var report in reports)
            {
                await straight.TakeAsync(report);
            }
            await straight.ReleaseAsync();

            await using var stirred = await OrderBook.OpenAsync(engine);
            await LongAfterAsync(stirred);
            var random = new Random(seed);
            OrderReport[] twice = [.. reports, .. reports.Where(_ => random.Next(3) == 0)];
            random.Shuffle(twice);
            foreach (var page in twice.Chunk(random.Next(1, 6)))
            {
                await stirred.TakeAllAsync(page);
                if (random.Next(3) == 0)
                {
                    await stirred.ReleaseAsync();
                }
            }
            await stirred.ReleaseAsync();

            Assert.Equal(await straight.DumpAsync(), await stirred.DumpAsync());
            await straight.AssertSoundAsync();
            await stirred.AssertSoundAsync();
        }, Runs(engine));

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public Task The_journal_made_again_from_the_raw_reports_has_the_same_balances(string engine) =>
        Streams.RunAsync(async stream =>
        {
            await using var book = await OrderBook.OpenAsync(engine);
            await LongAfterAsync(book);
            await book.TakeAllAsync(Reports(stream, book));
            await book.ReleaseAsync();

            await using var again = await OrderBook.OpenAsync(engine);
            await LongAfterAsync(again);
            var raw = await book.Test.ReadAsync(async session =>
            {
                var all = new List<ReceivedReport>();
                await foreach (var report in OrderReportStore.StreamAsync(session))
                {
                    all.Add(report);
                }
                return all;
            });
            await again.TakeAllAsync([.. raw.Select(received => received.Report)]);
            await again.ReleaseAsync();
            Assert.Equal(await book.DumpAsync(), await again.DumpAsync());
        }, Runs(engine));

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public Task Partial_refunds_in_any_split_equal_one_refund_of_the_sum(string engine) =>
        Gen.Select(Gen.Long[1, 100_000], Gen.Double[0, 1].Array[1, 5], Terms).RunAsync(async history =>
        {
            var (commission, steps, options) = history;
            await using var split = await OrderBook.OpenAsync(engine, options);
            await using var once = await OrderBook.OpenAsync(engine, options);
            var order = A.Report() with { ClickRef = split.Ref(OrderBook.RequestInGroup), Status = OrderStatus.Confirmed, CommissionMinor = commission };
            await split.TakeAsync(order);
            await once.TakeAsync(order);
            await LongAfterAsync(split);
            await LongAfterAsync(once);
            await split.ReleaseAsync();
            await once.ReleaseAsync();
            var left = commission;
            for (var step = 0; step < steps.Length; step++)
            {
                left = (long)(left * steps[step]);
                await split.TakeAsync(order with { CommissionMinor = left, UpdatedAt = A.Monday.AddDays(1).AddMinutes(step) });
            }
            await once.TakeAsync(order with { CommissionMinor = left, UpdatedAt = A.Monday.AddDays(1).AddMinutes(steps.Length - 1) });
            Assert.Equal(await once.DumpAsync(), await split.DumpAsync());

            var end = A.Monday.AddDays(2);
            await split.TakeAsync(order with { Status = OrderStatus.Void, CommissionMinor = 0, UpdatedAt = end });
            Assert.All(await split.Test.ReadAsync(session => Journal.BalancesAsync(session, "")), balance => Assert.Equal(0, balance.BalanceMinor));
        }, Runs(engine));

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public Task An_order_that_dies_and_revives_is_restored_exactly_once(string engine) =>
        Gen.Select(Gen.Int[1, 4], Gen.Bool).RunAsync(async history =>
        {
            var (rounds, release) = history;
            await using var book = await OrderBook.OpenAsync(engine);
            await LongAfterAsync(book);
            var alive = A.Report() with { ClickRef = book.Ref(OrderBook.Share), Status = OrderStatus.Confirmed };
            await book.TakeAsync(alive);
            for (var round = 1; round <= rounds; round++)
            {
                await book.TakeAsync(alive with { Status = OrderStatus.Void, UpdatedAt = A.Monday.AddHours(round) });
                if (release)
                {
                    await book.ReleaseAsync();
                }
                await book.TakeAsync(alive with { UpdatedAt = A.Monday.AddHours(round).AddMinutes(1) });
                await book.TakeAsync(alive with { UpdatedAt = A.Monday.AddHours(round).AddMinutes(1) });
            }
            await book.ReleaseAsync();
            Assert.Equal(A.Yuan(2), await book.BalanceAsync(AccountName.Of(Party.Sharer, OrderBook.Sharer, Purse.Available)));
            Assert.Equal(A.Yuan(-10), await book.BalanceAsync(AccountName.Receivable("demo")));
            await book.AssertSoundAsync();
        }, Runs(engine));

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public Task A_ref_that_was_not_made_here_never_pays(string engine) =>
        Gen.Select(Gen.Char["0123456789abcdefghijklmnopqrstuvwxyz"].Array[20], Gen.Int[0, 19], Gen.Int[0, 3]).RunAsync(async history =>
        {
            var (random, at, kind) = history;
            await using var book = await OrderBook.OpenAsync(engine);
            var genuine = book.Ref(OrderBook.Request, 7);
            var forged = kind switch
            {
                0 => new string(random),
                1 => genuine[..at] + (genuine[at] == 'x' ? 'y' : 'x') + genuine[(at + 1)..],
                2 => genuine[..at],
                _ => OrderBook.Request + new string(random)[7..],
            };
            await book.TakeAsync(A.Report() with { ClickRef = forged, Status = OrderStatus.Confirmed });
            await LongAfterAsync(book);
            await book.ReleaseAsync();
            Assert.Equal(A.Yuan(10), await book.BalanceAsync(AccountName.Unattributed("demo")));
            Assert.Equal(0, await book.Test.ReadAsync(session => session.ValueAsync<int>("SELECT COUNT(*) FROM ledger_balances WHERE account LIKE 'member:%'")));
        }, Runs(engine) * 2);

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Attribution_needs_no_click_row_and_no_click_store(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        await book.Test.Clicks.DisposeAsync();
        await book.TakeAsync(A.Report() with { ClickRef = book.Ref(OrderBook.Request, 4_711) });
        var order = await book.OrderAsync();
        Assert.Equal((OrderBook.Buyer, 4_711L, Attribution.ClickRef), (order.MemberId!.Value, order.ClickOrdinal!.Value, order.Attribution));
        Assert.Equal(A.Yuan(6), await book.MemberAsync(Purse.Pending));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public Task Every_entry_names_its_order_its_reason_and_its_terms(string engine) =>
        Streams.RunAsync(async stream =>
        {
            await using var book = await OrderBook.OpenAsync(engine);
            await book.TakeAllAsync(Reports(stream, book));
            await LongAfterAsync(book);
            await book.ReleaseAsync();
            Assert.Equal(0, await book.Test.ReadAsync(session => session.ValueAsync<int>("""
                SELECT COUNT(*) FROM ledger_entries e
                WHERE e.reason = '' OR e.terms_version IS NULL OR NOT EXISTS (
                    SELECT 1 FROM orders o WHERE e.subject = 'order:' || o.network || '/' || o.order_no || '/' || o.item_no)
                """)));
            var report = await new Verification(book.Test.Book, book.Test.Time, NullLogger<Verification>.Instance).RunAsync(TestContext.Current.CancellationToken);
            Assert.True(report.Sound);
        }, Runs(engine));

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Reports_taken_at_once_by_many_end_as_if_taken_in_turn(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        OrderReport[] reports =
        [
            .. from step in Enumerable.Range(0, 24)
               select A.Report($"{step % 3}") with
               {
                   ClickRef = book.Ref(OrderBook.RequestInGroup),
                   UpdatedAt = A.Monday.AddMinutes(step),
                   CommissionMinor = 1_000 + step,
               },
        ];
        await Task.WhenAll(reports.Concat(reports).Select(book.TakeAsync));
        await using var inTurn = await OrderBook.OpenAsync(engine);
        await inTurn.TakeAllAsync(reports);
        Assert.Equal(await inTurn.DumpAsync(), await book.DumpAsync());
        await book.AssertSoundAsync();
    }

    /// <summary>One report of a generated stream: which order, when, what, and whose click ref.</summary>
    private sealed record Said(int Order, int Minute, OrderStatus Status, long Commission, int Ref);

    private static readonly Gen<Said[]> Streams =
        (from order in Gen.Int[0, 2]
         from minute in Gen.Int[0, 6]
         from status in Gen.Int[1, 5]
         from commission in Gen.Long[0, 2_000]
         from clickRef in Gen.Int[0, 7]
         select new Said(order, minute, (OrderStatus)status, commission, clickRef)).Array[1, 12];

    private static readonly Gen<RebateOptions> Terms =
        from a in Gen.Int[0, 10_000]
        from b in Gen.Int[0, 10_000]
        select new RebateOptions { RebateBp = Math.Min(a, b), ShareBp = 0, GroupBp = Math.Max(a, b) - Math.Min(a, b), HoldDays = 1 };

    private static OrderReport[] Reports(Said[] stream, OrderBook book)
    {
        string?[] refs =
        [
            null, book.Ref(OrderBook.Request), book.Ref(OrderBook.RequestInGroup), book.Ref(OrderBook.Share), book.Ref(OrderBook.Digest),
            book.Ref(OrderBook.Forbidden), "00000000000000000000", book.Ref("unknown"),
        ];
        return
        [
            .. from said in stream
               select A.Report($"o{said.Order}") with
               {
                   UpdatedAt = A.Monday.AddMinutes(said.Minute),
                   Status = said.Status,
                   CommissionMinor = said.Commission,
                   ClickRef = refs[said.Ref],
               },
        ];
    }

    private static Task LongAfterAsync(OrderBook book)
    {
        book.Test.Clock.Advance(TimeSpan.FromDays(30));
        return Task.CompletedTask;
    }

    private static int Runs(string engine) => engine == Engines.Sqlite ? 12 : 2;
}
