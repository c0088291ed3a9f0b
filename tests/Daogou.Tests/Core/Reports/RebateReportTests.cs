using Daogou.Core.Ledger;
using Daogou.Core.Orders;
using Daogou.Core.Reports;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Reports;

public sealed class RebateReportTests
{
    private static readonly ReportPeriod All = new(new DateOnly(2026, 11, 1), new DateOnly(2027, 1, 1), TimeZoneInfo.Utc);

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Over_a_generated_month_report_ledger_and_statements_agree_to_the_cent(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        var seed = Environment.TickCount;
        var month = await GeneratedMonth.RunAsync(book, seed);
        await book.AssertSoundAsync();

        // The first query: the report, four ways.
        var pages = await ReportsAsync(book, All);
        Assert.All(pages, page => Assert.True(page.TiesOut, $"seed {seed}: {page.By} does not tie out: {string.Join("; ", page.Ties.Where(tie => !tie.IsEven))}"));
        Assert.All(pages, page => Assert.Equal(pages[0].Totals, page.Totals));
        Assert.All(pages, page => Assert.All(page.Rows, row => Assert.True(page.By == ReportBy.Member || row.Sums.IsEven, $"seed {seed}: {row}")));
        foreach (var total in pages[0].Totals)
        {
            // The second: the ledger's balances.
            var balances = (await book.Test.ReadAsync(session => Journal.BalancesAsync(session, ""))).Where(row => row.Currency == total.Currency).ToList();
            Assert.Equal(Sum(balances, "house:"), total.Sums.HouseMinor);
            Assert.Equal(Sum(balances, "unattributed:"), total.Sums.UnattributedMinor);
            Assert.Equal(-Sum(balances, "network:"), total.Sums.CommissionMinor);
            // The third: everybody's statement, and what left the house.
            var people = 0L;
            foreach (var member in new[] { OrderBook.Buyer, OrderBook.Sharer, OrderBook.Admin, OrderBook.OtherAdmin })
            {
                var statement = await book.Test.ReadAsync(session => MemberStatement.ForAsync(session, member, All));
                people += statement.Closing.Where(closing => closing.Currency == total.Currency).Sum(closing => closing.Total.Minor);
            }
            Assert.Equal(people + month.PaidOut.GetValueOrDefault(total.Currency).Minor, total.Sums.PeopleMinor);
            // And an independent count of what the network said last.
            var latest = month.Latest.Values.Where(report => report.Currency == total.Currency).ToList();
            Assert.Equal(latest.Count, total.Sums.Orders);
            Assert.Equal(latest.Where(report => report.Status != OrderStatus.Void).Sum(report => report.SaleMinor), total.Sums.SaleMinor);
            Assert.Equal(latest.Where(report => report.Status != OrderStatus.Void).Sum(report => report.CommissionMinor), total.Sums.CommissionMinor);
            Assert.Equal(latest.Where(report => report is { ClickRef: null, Status: not OrderStatus.Void }).Sum(report => report.CommissionMinor), total.Sums.UnattributedMinor);
        }
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_days_of_a_month_add_up_in_every_zone_and_each_part_ties_out(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        await GeneratedMonth.RunAsync(book, seed: 5, days: 10);
        foreach (var zone in new[] { "UTC", "Asia/Shanghai", "Asia/Kathmandu", "America/New_York" }.Select(TimeZoneInfo.FindSystemTimeZoneById))
        {
            var whole = await ReportAsync(book, All with { Zone = zone }, ReportBy.Day);
            var summed = RebateSums.None;
            for (var day = All.From; day < new DateOnly(2026, 11, 20); day = day.AddDays(1))
            {
                var one = await ReportAsync(book, new ReportPeriod(day, day, zone), ReportBy.Day);
                Assert.True(one.TiesOut);
                Assert.All(one.Rows, row => Assert.Equal(day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), row.Key));
                summed = one.Totals.Where(total => total.Currency == "CNY").Aggregate(summed, (sum, total) => RebateSums.Plus(sum, total.Sums));
            }
            Assert.Equal(whole.Totals.Single(total => total.Currency == "CNY").Sums, summed);
        }
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_refund_after_release_shows_as_taken_back(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        var report = A.Report() with { Status = OrderStatus.Confirmed, ClickRef = book.Ref(OrderBook.RequestInGroup) };
        await book.TakeAsync(report);
        book.Test.Clock.Advance(TimeSpan.FromDays(8));
        await book.ReleaseAsync();
        await book.TakeAsync(report with { Status = OrderStatus.Void, UpdatedAt = A.Monday.AddDays(8), CommissionMinor = 0 });

        var monday = (await ReportAsync(book, new ReportPeriod(new(2026, 11, 2), new(2026, 11, 2), TimeZoneInfo.Utc), ReportBy.Member)).Rows;
        Assert.Equal([("1", "m1", 1L, 1000L, 600L), ("3", "m3", 0L, 0L, 0L)], monday.Select(row => (row.Key, row.Label, row.Sums.Orders, row.Sums.CommissionMinor, row.Sums.RebatesMinor)));
        Assert.Equal(100, monday[1].Sums.GroupSharesMinor);
        var all = Assert.Single((await ReportAsync(book, All, ReportBy.Group)).Rows);
        Assert.Equal(("10", "Deals", 0L, 0L, 700L), (all.Key, all.Label, all.Sums.CommissionMinor, all.Sums.PeopleMinor, all.Sums.ClawbackMinor));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_balance_that_was_tampered_with_does_not_tie_out(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        await book.TakeAsync(A.Report() with { ClickRef = book.Ref(OrderBook.Request) });
        await book.Test.WriteAsync(session => session.ExecuteAsync("UPDATE ledger_balances SET balance_minor = balance_minor + 1 WHERE account = 'house:income'"));

        var page = await ReportAsync(book, All, ReportBy.Day);

        Assert.False(page.TiesOut);
        Assert.Equal("house:", Assert.Single(page.Ties, tie => !tie.IsEven).Account);
    }

    [Fact]
    public void A_period_is_read_from_a_month_a_day_or_two_days()
    {
        Assert.Equal((new DateOnly(2026, 2, 1), new DateOnly(2026, 2, 28)), ReportPeriod.Parse("2026-02", TimeZoneInfo.Utc) is { } month ? (month.From, month.To) : default);
        Assert.Equal(1, ReportPeriod.Parse("2026-02-03", TimeZoneInfo.Utc) is { } day ? (day.End - day.Start).TotalDays : 0);
        Assert.Equal(2, ReportPeriod.Parse("2026-02-03..2026-02-04", TimeZoneInfo.Utc) is { } two ? (two.End - two.Start).TotalDays : 0);
        Assert.All(["", "2026", "2026-13", "2026-02-30", "2026-02-04..2026-02-03", "yesterday"], text => Assert.Null(ReportPeriod.Parse(text, TimeZoneInfo.Utc)));
    }

    [Fact]
    public void The_day_of_a_clock_change_has_23_or_25_hours()
    {
        var york = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        Assert.Equal(25, new ReportPeriod(new(2026, 11, 1), new(2026, 11, 1), york) is var autumn ? (autumn.End - autumn.Start).TotalHours : 0);
        Assert.Equal(23, new ReportPeriod(new(2026, 3, 8), new(2026, 3, 8), york) is var spring ? (spring.End - spring.Start).TotalHours : 0);
        // Lebanon changes its clocks at midnight: the day begins at one.
        var beirut = TimeZoneInfo.FindSystemTimeZoneById("Asia/Beirut");
        Assert.Equal(23, new ReportPeriod(new(2026, 3, 29), new(2026, 3, 29), beirut) is var skipped ? (skipped.End - skipped.Start).TotalHours : 0);
    }

    private static async Task<IReadOnlyList<RebateReportPage>> ReportsAsync(OrderBook book, ReportPeriod period)
    {
        var pages = new List<RebateReportPage>();
        foreach (var by in Enum.GetValues<ReportBy>())
        {
            pages.Add(await ReportAsync(book, period, by));
        }
        return pages;
    }

    private static Task<RebateReportPage> ReportAsync(OrderBook book, ReportPeriod period, ReportBy by) =>
        book.Test.ReadAsync(session => RebateReport.RunAsync(session, period, by));

    private static long Sum(IEnumerable<AccountBalance> balances, string prefix) =>
        balances.Where(row => row.Account.StartsWith(prefix, StringComparison.Ordinal)).Sum(row => row.BalanceMinor);
}
