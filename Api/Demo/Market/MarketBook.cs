using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Daogou.Api.Demo.Market;

/// <summary>What the marketplace and its affiliate network remember: clicks and orders, in one small file beside the demo's data.</summary>
public sealed class MarketBook
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly string _file;
    private readonly Dictionary<string, NetworkClick> _clicks = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, MarketOrder> _orders = new(StringComparer.Ordinal);

    public MarketBook(string folder, TimeProvider time)
    {
        _time = time;
        _file = Path.Combine(folder, "marketplace.json");
        if (File.Exists(_file) && JsonSerializer.Deserialize<Remembered>(File.ReadAllText(_file)) is { } remembered)
        {
            _clicks = remembered.Clicks.ToDictionary(click => click.Id, StringComparer.Ordinal);
            _orders = new(remembered.Orders.ToDictionary(order => order.Number, StringComparer.Ordinal), StringComparer.Ordinal);
        }
    }

    /// <summary>The affiliate network saw a click; the shopper carries its id in a cookie.</summary>
    public string SaveClick(string clickRef)
    {
        lock (_gate)
        {
            var click = new NetworkClick(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), clickRef, _time.GetUtcNow());
            _clicks[click.Id] = click;
            Save();
            return click.Id;
        }
    }

    public MarketOrder Place(string shop, string sku, int quantity, string shopper, long paidMinor, string currency, string? coupon, string? clickId)
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            var counts = clickId is not null && _clicks.TryGetValue(clickId, out var click) && now - click.At <= MarketRules.ClickLives;
            var order = new MarketOrder
            {
                Number = now.ToString("'M'yyyyMMdd", CultureInfo.InvariantCulture) + (_orders.Count + 1).ToString("-0000", CultureInfo.InvariantCulture),
                Shop = shop,
                Sku = sku,
                Quantity = quantity,
                Shopper = shopper,
                PaidMinor = paidMinor,
                RefundedMinor = 0,
                Currency = currency,
                Coupon = coupon,
                ClickRef = counts ? _clicks[clickId!].Ref : null,
                OrderedAt = now,
                UpdatedAt = now,
            };
            _orders[order.Number] = order;
            Save();
            return order;
        }
    }

    public MarketOrder? Find(string number)
    {
        lock (_gate)
        {
            BringUpToDate();
            return _orders.GetValueOrDefault(number);
        }
    }

    public MarketOrder? Change(string number, Func<MarketOrder, DateTimeOffset, MarketOrder> change)
    {
        lock (_gate)
        {
            BringUpToDate();
            if (!_orders.TryGetValue(number, out var order))
            {
                return null;
            }
            var changed = change(order, _time.GetUtcNow());
            _orders[number] = changed;
            Save();
            return changed;
        }
    }

    /// <summary>All orders, newest first.</summary>
    public IReadOnlyList<MarketOrder> All()
    {
        lock (_gate)
        {
            BringUpToDate();
            return [.. _orders.Values.Reverse()];
        }
    }

    private void BringUpToDate()
    {
        var now = _time.GetUtcNow();
        foreach (var order in _orders.Values.ToArray())
        {
            _orders[order.Number] = order.At(now);
        }
    }

    private void Save()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        File.WriteAllText(_file + ".new", JsonSerializer.Serialize(new Remembered([.. _clicks.Values], [.. _orders.Values])));
        File.Move(_file + ".new", _file, overwrite: true);
    }

    private sealed record Remembered(IReadOnlyList<NetworkClick> Clicks, IReadOnlyList<MarketOrder> Orders);
}

/// <summary>A click as the affiliate network remembers it.</summary>
/// <param name="Ref">The publisher's sub-id, echoed with the order.</param>
public sealed record NetworkClick(string Id, string Ref, DateTimeOffset At);
