using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Daogou.EndToEnd.Acceptance;

/// <summary>One order as the network keeps it; every change gets a new update time, and the last word wins.</summary>
internal sealed record NetworkOrder
{
    public required string Number { get; init; }

    public required string? SubId { get; init; }

    public required string Merchant { get; init; }

    public required string Title { get; init; }

    public required long SaleMinor { get; init; }

    public required long CommissionMinor { get; init; }

    /// <summary><c>open</c>, <c>approved</c>, <c>declined</c>.</summary>
    public required string State { get; init; }

    public string? Reason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>
/// The affiliate network of the acceptance run: a click redirect, a book of orders, and a report that is asked for by update time,
/// in small pages whose borders overlap by one row as real ones do.
/// </summary>
internal sealed class AffiliateNetwork(TimeProvider time)
{
    /// <summary>The share of the sale that every merchant pays, in basis points.</summary>
    public const int CommissionBp = 800;

    public const string Key = "acceptance-report-key";

    private const int PageSize = 20;
    private readonly ConcurrentDictionary<string, NetworkOrder> _orders = new(StringComparer.Ordinal);
    private int _numbers = 1000;
    private int _clicks;

    public IReadOnlyCollection<NetworkOrder> Orders => [.. _orders.Values];

    /// <summary>Visitors that came through the network's own redirect.</summary>
    public int Clicks => _clicks;

    public void Map(WebApplication app)
    {
        app.MapGet("/go", (string to, string? sid) =>
        {
            Interlocked.Increment(ref _clicks);
            return Results.Redirect(to + (to.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "via=" + sid);
        });
        app.MapGet("/reports", (HttpRequest request, string from, string to, int? page) =>
        {
            if (request.Headers["X-Report-Key"] != Key)
            {
                return Results.Json(new { error = "bad key" }, statusCode: 401);
            }
            var since = DateTimeOffset.Parse(from, CultureInfo.InvariantCulture);
            var until = DateTimeOffset.Parse(to, CultureInfo.InvariantCulture);
            var rows = _orders.Values.Where(order => order.UpdatedAt >= since && order.UpdatedAt < until)
                .OrderBy(order => order.UpdatedAt).ThenBy(order => order.Number, StringComparer.Ordinal).ToList();
            var number = page ?? 1;
            var skip = Math.Max(0, ((number - 1) * PageSize) - (number - 1));
            var shown = rows.Skip(skip).Take(PageSize).Select(Row);
            return Results.Json(new { data = new { rows = shown, next = skip + PageSize < rows.Count ? number + 1 : (int?)null } });
        });
    }

    public NetworkOrder Buy(string? subId, string merchant, string title, long saleMinor)
    {
        var now = time.GetUtcNow();
        var order = new NetworkOrder
        {
            Number = "A" + Interlocked.Increment(ref _numbers).ToString(CultureInfo.InvariantCulture),
            SubId = subId,
            Merchant = merchant,
            Title = title,
            SaleMinor = saleMinor,
            CommissionMinor = saleMinor * CommissionBp / 10_000,
            State = "open",
            CreatedAt = now,
            UpdatedAt = now,
        };
        return _orders[order.Number] = order;
    }

    public void Approve(string number) => Change(number, order => order with { State = "approved" });

    public void Decline(string number, string reason) =>
        Change(number, order => order with { State = "declined", Reason = reason, SaleMinor = 0, CommissionMinor = 0 });

    /// <summary>Takes part of the sale back; the commission follows it.</summary>
    public void RefundPart(string number, long minor) => Change(number, order => order with
    {
        SaleMinor = order.SaleMinor - minor,
        CommissionMinor = (order.SaleMinor - minor) * CommissionBp / 10_000,
    });

    private void Change(string number, Func<NetworkOrder, NetworkOrder> change)
    {
        var old = _orders[number];
        _orders[number] = change(old) with { UpdatedAt = time.GetUtcNow() };
    }

    private static object Row(NetworkOrder order) => new
    {
        transaction = order.Number,
        state = order.State,
        why = order.Reason,
        sid = order.SubId,
        shop = order.Merchant,
        what = order.Title,
        amount = (order.SaleMinor / 100m).ToString("F2", CultureInfo.InvariantCulture),
        commission = (order.CommissionMinor / 100m).ToString("F2", CultureInfo.InvariantCulture),
        currency = "USD",
        created = order.CreatedAt.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        updated = order.UpdatedAt.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
    };
}
