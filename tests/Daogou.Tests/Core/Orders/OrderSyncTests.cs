using System.Net;
using Daogou.Core.Networks;
using Daogou.Core.Orders;
using Daogou.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Daogou.Tests.Core.Orders;

public sealed class OrderSyncTests
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task It_polls_when_due_pages_to_the_end_and_overlaps_the_last_window(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        var http = new CannedHttp(request => CannedHttp.Json(request.RequestUri!.Query.Contains("page=2", StringComparison.Ordinal)
            ? $$"""{ "data": { "orders": [{{Row("2", book.Ref(OrderBook.Share))}}] }, "next": null }"""
            : $$"""{ "data": { "orders": [{{Row("1", book.Ref(OrderBook.Request))}}, { "id": "broken" }] }, "next": 2 }"""));
        var sync = Sync(book, http);

        Assert.Equal(2, await sync.RunDueAsync(default));
        Assert.Equal(0, await sync.RunDueAsync(default));
        Assert.Equal(2, http.Requests.Count);
        Assert.Contains("from=2026-10-03T07%3A00%3A00.000Z&to=2026-11-02T08%3A00%3A00.000Z&page=1", http.Requests[0].Address.Query, StringComparison.Ordinal);
        Assert.Equal("s3cret", http.Requests[0].Headers["X-Key"]);

        book.Test.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(0, await sync.RunDueAsync(default));
        Assert.Contains("from=2026-11-02T07%3A00%3A00.000Z&to=2026-11-02T08%3A05%3A00.000Z", http.Requests[2].Address.Query, StringComparison.Ordinal);
        var state = (await book.Test.ReadAsync(session => OrderSyncStore.FindAsync(session, "demo")))!;
        Assert.Equal((A.Monday.AddMinutes(5), 0), (state.Watermark!.Value, state.Rung));
        Assert.Equal("0 new, 2 known, 1 refused; row 2: it names no currency, and the network's settings have none (Reports:Currency).", state.LastMessage);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_failure_keeps_the_watermark_and_climbs_the_ladder(string engine)
    {
        await using var book = await OrderBook.OpenAsync(engine);
        var answer = HttpStatusCode.OK;
        var http = new CannedHttp(_ => answer == HttpStatusCode.OK
            ? CannedHttp.Json($$"""{ "data": { "orders": [{{Row("1", "")}}] }, "next": null }""")
            : new HttpResponseMessage(answer) { Headers = { { "Retry-After", "600" } } });
        var sync = Sync(book, http);
        await sync.RunDueAsync(default);

        answer = HttpStatusCode.TooManyRequests;
        book.Test.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(0, await sync.RunDueAsync(default));
        var state = (await book.Test.ReadAsync(session => OrderSyncStore.FindAsync(session, "demo")))!;
        Assert.Equal((A.Monday, 1, A.Monday.AddMinutes(15)), (state.Watermark!.Value, state.Rung, state.NextDueAt));
        Assert.Contains("HTTP 429", state.LastMessage, StringComparison.Ordinal);

        answer = HttpStatusCode.OK;
        book.Test.Clock.Advance(TimeSpan.FromMinutes(10));
        await sync.RunDueAsync(default);
        state = (await book.Test.ReadAsync(session => OrderSyncStore.FindAsync(session, "demo")))!;
        Assert.Equal((A.Monday.AddMinutes(15), 0), (state.Watermark!.Value, state.Rung));
    }

    [Theory]
    [InlineData("<html><body>Log in</body></html>", "is not JSON; it begins with \"<html>")]
    [InlineData("""{ "error": "no" }""", "has no list at \"data.orders\"")]
    [InlineData("""{ "data": { "orders": [] }, "next": "https://evil.example/steal" }""", "at another host, evil.example")]
    [InlineData("""{ "data": { "orders": [] }, "next": 1 }""", "does not come to an end")]
    public async Task An_answer_that_is_no_report_is_an_error_and_not_an_empty_report(string body, string message)
    {
        await using var book = await OrderBook.OpenAsync(Engines.Sqlite);
        await Sync(book, new CannedHttp(_ => CannedHttp.Json(body))).RunDueAsync(default);
        var state = (await book.Test.ReadAsync(session => OrderSyncStore.FindAsync(session, "demo")))!;
        Assert.Contains(message, state.LastMessage, StringComparison.Ordinal);
        Assert.Null(state.Watermark);
        Assert.DoesNotContain("s3cret", state.LastMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_absence_is_asked_for_in_windows_that_the_network_accepts()
    {
        await using var book = await OrderBook.OpenAsync(Engines.Sqlite);
        var http = new CannedHttp(_ => CannedHttp.Json("""{ "data": { "orders": [] } }"""));
        var sync = Sync(book, http);
        await sync.RunDueAsync(default);
        book.Test.Clock.Advance(TimeSpan.FromDays(100));
        await sync.RunDueAsync(default);
        Assert.Equal(1 + 3, http.Requests.Count);
    }

    private static string Row(string orderNo, string clickRef) => $$"""
        { "order": { "id": "{{orderNo}}" }, "state": "approved", "time": "2026-11-02T15:00:00+08:00", "paid": 12900, "commission": 1290,
          "currency": "CNY", "subid": "{{clickRef}}" }
        """;

    private static OrderSync Sync(OrderBook book, CannedHttp http)
    {
        var options = A.Network();
        options.Reports = new ReportsOptions
        {
            Url = "https://api.demo.example/orders?from={from}&to={to}&page={page}",
            ItemsPath = "data.orders",
            NextPagePath = "next",
            AmountUnit = AmountUnit.Minor,
            SecretHeader = "X-Key",
            OverlapMinutes = 60,
            WindowDays = 40,
            Fields = { [ReportField.OrderNo] = "order.id", [ReportField.OrderedAt] = "time", [ReportField.Sale] = "paid" },
        };
        var networks = new NetworkCatalog([new TemplateNetwork(options, "s3cret", http)]);
        return new OrderSync(book.Test.Book, networks, book.Settlement, book.Test.Time, NullLogger<OrderSync>.Instance);
    }
}
