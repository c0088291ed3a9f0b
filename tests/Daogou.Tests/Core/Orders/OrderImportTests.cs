using System.Text;
using Daogou.Core.Ledger;
using Daogou.Core.Networks;
using Daogou.Core.Orders;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Orders;

public sealed class OrderImportTests
{
    [Fact]
    public async Task Chinese_headers_semicolons_and_a_byte_order_mark_are_read()
    {
        var (report, taken) = await ImportAsync("""
            ﻿订单编号;商品标题;下单时间;订单状态;付款金额;佣金;跟踪标识;币种
            9001;电热水壶;2026-11-02 16:00:00;已付款;¥1,299.00;38.97;abc;CNY
            """);
        Assert.Equal((1, 0, null), (report.Accepted, report.Refused.Count, report.Problem));
        var order = Assert.Single(taken);
        Assert.Equal(("9001", "电热水壶", 129_900L, 3_897L, "abc"), (order.OrderNo, order.Title, order.SaleMinor, order.CommissionMinor, order.ClickRef));
        Assert.Equal((OrderStatus.Tracked, new DateTimeOffset(2026, 11, 2, 8, 0, 0, TimeSpan.Zero)), (order.Status, order.OrderedAt));
    }

    [Fact]
    public async Task A_broken_row_is_refused_with_its_number_and_text_and_the_others_go_in()
    {
        var (report, taken) = await ImportAsync("""
            Order ID,Status,Order Date,Sale Amount,Commission
            1,approved,2026-11-01T08:00:00Z,100.00,10.00
            2,approved,2026-11-01T08:00:00Z,oops,10.00
            3,approved,02.11.2026,100,10

            4,"approved,2026-11-01T08:00:00Z,100,10
            ,approved,2026-11-01T08:00:00Z,100,10
            6,approved,2026-11-01T08:00:00Z,100,-10
            7,sleeping,2026-11-01T08:00:00Z,100,10
            """);
        Assert.Equal(["1", "7"], taken.Select(order => order.OrderNo));
        Assert.Equal((OrderStatus.Held, "The network's status \"sleeping\" is unknown."), (taken[1].Status, taken[1].StatusReason));
        Assert.Equal([3L, 4, 6, 7, 8], report.Refused.Select(row => row.Number));
        Assert.Equal("2,approved,2026-11-01T08:00:00Z,oops,10.00", report.Refused[0].Text);
        Assert.Contains("\"oops\" is not an amount", report.Refused[0].Reason, StringComparison.Ordinal);
        Assert.Contains("\"02.11.2026\" is not a time", report.Refused[1].Reason, StringComparison.Ordinal);
        Assert.Contains("no order no", report.Refused[3].Reason, StringComparison.Ordinal);
        Assert.Contains("below zero", report.Refused[4].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_in_the_old_Chinese_encoding_is_read()
    {
        var text = "订单号\t状态\t付款时间\t成交金额\t佣金\t商品名称\n7\t已失效\t2026-11-01 00:00:00\t10\t1\t热水壶\n";
        var (_, taken) = await ImportAsync(CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(text));
        Assert.Equal((OrderStatus.Void, "热水壶", 0L), (taken[0].Status, taken[0].Title, taken[0].CommissionMinor));
    }

    [Fact]
    public async Task Minor_units_are_taken_where_the_header_says_so()
    {
        var (_, taken) = await ImportAsync("order_no,status,ordered_at,sale_minor,commission_minor\n1,approved,1761984000,10000,1234\n");
        Assert.Equal((10_000L, 1_234L), (taken[0].SaleMinor, taken[0].CommissionMinor));
    }

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("<html><body>Please log in</body></html>", "no column for order no")]
    [InlineData("order no,status\n1,approved", "no column for ordered at, sale, commission")]
    public async Task A_file_that_is_no_order_file_is_refused_whole(string text, string problem)
    {
        var (report, taken) = await ImportAsync(text);
        Assert.Contains(problem, report.Problem, StringComparison.Ordinal);
        Assert.Empty(taken);
    }

    [Fact]
    public async Task An_unknown_network_is_refused_with_the_names_of_those_there_are()
    {
        var report = await new OrderImport(Catalog(), new Recorder()).RunAsync(Stream.Null, "nowhere", default);
        Assert.Contains("\"nowhere\"", report.Problem, StringComparison.Ordinal);
        Assert.Contains("demo", report.Problem, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Importing_a_file_twice_counts_once(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        var csv = $"order id,status,order date,sale,commission,sub id,currency\n1,approved,2026-11-01,100,10,{book.Ref(OrderBook.Request)},CNY\n";
        var import = new OrderImport(book.Networks, book.Settlement);
        Assert.Equal(1, (await import.RunAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "demo", default)).Accepted);
        var again = await import.RunAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "demo", default);
        Assert.Equal((0, 1), (again.Accepted, again.Unchanged));
        Assert.Equal(A.Yuan(6), await book.MemberAsync(Purse.Pending));
    }

    private static Task<(ImportReport Report, IReadOnlyList<OrderReport> Taken)> ImportAsync(string text) => ImportAsync(Encoding.UTF8.GetBytes(text));

    private static async Task<(ImportReport Report, IReadOnlyList<OrderReport> Taken)> ImportAsync(byte[] bytes)
    {
        var recorder = new Recorder();
        var report = await new OrderImport(Catalog(), recorder).RunAsync(new MemoryStream(bytes), "demo", TestContext.Current.CancellationToken);
        return (report, recorder.Reports);
    }

    private static NetworkCatalog Catalog()
    {
        var options = A.Network();
        options.Reports.Currency = "CNY";
        options.Reports.TimeZone = "Asia/Shanghai";
        return new NetworkCatalog([new TemplateNetwork(options, null, CannedHttp.Never)]);
    }

    private sealed class Recorder : IReportTaker
    {
        public List<OrderReport> Reports { get; } = [];

        public Task<TakenReports> TakeAllAsync(IReadOnlyList<OrderReport> reports, ReportOrigin origin, CancellationToken cancellationToken)
        {
            Reports.AddRange(reports);
            return Task.FromResult(new TakenReports(reports.Count, 0, []));
        }
    }
}
