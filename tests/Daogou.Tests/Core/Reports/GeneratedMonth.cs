using System.Globalization;
using Daogou.Core.Amounts;
using Daogou.Core.Orders;
using Daogou.Core.Payouts;
using Daogou.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Daogou.Tests.Core.Reports;

/// <summary>A month of orders that are confirmed, corrected, refunded and revived, released and paid out; the same for the same seed.</summary>
internal sealed class GeneratedMonth
{
    private static readonly string[] Links =
        [OrderBook.Request, OrderBook.RequestInGroup, OrderBook.Share, OrderBook.Digest, OrderBook.Forbidden, ""];

    private readonly Random _random;
    private readonly OrderBook _book;
    private readonly PayoutDesk _payouts;

    private GeneratedMonth(OrderBook book, int seed)
    {
        (_book, _random) = (book, new Random(seed));
        _payouts = new PayoutDesk(
            book.Test.Book, book.Test.Time, new PayoutMethods([new ManualPayout(new ManualPayoutOptions())]), new PayoutOptions(), NullLogger<PayoutDesk>.Instance);
    }

    /// <summary>The last word on each order, as the network has it.</summary>
    public Dictionary<string, OrderReport> Latest { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Money> PaidOut { get; } = new(StringComparer.Ordinal);

    public static async Task<GeneratedMonth> RunAsync(OrderBook book, int seed, int days = 30, int ordersADay = 3)
    {
        var month = new GeneratedMonth(book, seed);
        for (var day = 0; day < days; day++)
        {
            await month.DayAsync(day, ordersADay);
            book.Test.Clock.Advance(TimeSpan.FromDays(1));
        }
        return month;
    }

    private async Task DayAsync(int day, int orders)
    {
        var now = _book.Test.Time.GetUtcNow();
        var reports = new List<OrderReport>();
        for (var number = 0; number < orders; number++)
        {
            reports.Add(New(string.Create(CultureInfo.InvariantCulture, $"D{day}/{number}%"), now));
        }
        reports.AddRange(Latest.Values.ToList().Where(_ => _random.Next(6) == 0).Select(known => Changed(known, now)));
        foreach (var report in reports)
        {
            Latest[report.OrderNo] = report;
        }
        await _book.TakeAllAsync([.. reports.Concat(reports.Take(2))]);
        await _book.ReleaseAsync();
        if (day % 7 == 6)
        {
            await PayAsync(day);
        }
    }

    private OrderReport New(string orderNo, DateTimeOffset now)
    {
        var link = Links[_random.Next(Links.Length)];
        var sale = _random.NextInt64(1, 100_000);
        return A.Report(orderNo) with
        {
            Status = OrderStatus.Tracked,
            OrderedAt = now.AddHours(-_random.Next(1, 48)),
            UpdatedAt = now,
            SaleMinor = sale,
            CommissionMinor = sale * _random.Next(1, 30) / 100,
            Currency = _random.Next(4) == 0 ? "USD" : "CNY",
            ClickRef = link.Length > 0 ? _book.Ref(link) : null,
        };
    }

    private OrderReport Changed(OrderReport known, DateTimeOffset now) => (known with { UpdatedAt = now }) switch
    {
        var report when _random.Next(5) == 0 => report with { Status = OrderStatus.Void, CommissionMinor = 0, StatusReason = "refunded" },
        { Status: OrderStatus.Void } report => report with { Status = OrderStatus.Confirmed, CommissionMinor = _random.NextInt64(0, 9_999) },
        var report when _random.Next(3) == 0 => report with { CommissionMinor = report.CommissionMinor / 2, SaleMinor = report.SaleMinor / 2 },
        var report => report with { Status = _random.Next(3) == 0 ? OrderStatus.Settled : OrderStatus.Confirmed },
    };

    private async Task PayAsync(int day)
    {
        var token = TestContext.Current.CancellationToken;
        foreach (var member in new[] { OrderBook.Buyer, OrderBook.Sharer, OrderBook.Admin })
        {
            foreach (var wallet in await _book.Test.ReadAsync(session => Wallets.ForMemberAsync(session, member)))
            {
                var amount = new Money(wallet.Available.Minor / 2, wallet.Currency);
                var answer = await _payouts.RequestAsync(member, amount, "manual", "somewhere", $"day {day} {wallet.Currency}", token);
                if (answer.Payout is not { } payout || _random.Next(3) == 0)
                {
                    continue;
                }
                await _payouts.ApproveAsync(payout.Id, "operator:li", token);
                if (_random.Next(3) > 0)
                {
                    await _payouts.MarkPaidAsync(payout.Id, "operator:li", "TX", token);
                    PaidOut[wallet.Currency] = PaidOut.GetValueOrDefault(wallet.Currency, Money.Zero(wallet.Currency)) + amount;
                }
                else
                {
                    await _payouts.RejectAsync(payout.Id, "operator:li", "no", token);
                }
            }
        }
    }
}
