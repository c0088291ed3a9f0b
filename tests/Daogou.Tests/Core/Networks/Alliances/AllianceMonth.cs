using Daogou.Core.Ledger;
using Daogou.Core.Links;
using Daogou.Core.Orders;
using Daogou.Standins.Alliances;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Networks.Alliances;

/// <summary>What may happen to an order at a platform, in the platform's terms; and what must stand in our book in the end, worked out another way.</summary>
internal interface IPlatformLife
{
    /// <summary>The network's key, and the address of a product.</summary>
    string Network { get; }

    string Product { get; }

    Mischief Mischief { get; }

    /// <summary>The currencies of its orders, in turn.</summary>
    string[] Currencies => [Currency];

    /// <summary>The item number of an order's one item.</summary>
    string ItemOf(string orderNo) => Network == "jd" ? orderNo + "-1" : "1";

    /// <summary>It echoes the ref of a click and not the link's own.</summary>
    bool EchoesClicks => false;

    /// <summary>It says when it has paid us.</summary>
    bool TellsOfPayment => true;

    /// <summary>The currency of its rows.</summary>
    string Currency => "CNY";

    /// <summary>The most that it tells: not every platform says when it has paid.</summary>
    OrderStatus Last => OrderStatus.Settled;

    /// <summary>Sets the platform's clock before or behind ours.</summary>
    TimeSpan Skew { set; }

    /// <summary>A paid order of so many fen of commission.</summary>
    void Pay(LivedOrder order);

    void Cancel(LivedOrder order);

    void Receive(LivedOrder order);

    /// <summary>The buyer sends a part back: so many fen of commission are gone.</summary>
    void ReturnPart(LivedOrder order, long fen);

    void ReturnAll(LivedOrder order);

    void Punish(LivedOrder order);

    /// <summary>A status that no document knows.</summary>
    void Estrange(LivedOrder order);

    /// <summary>The platform pays us.</summary>
    void Settle(LivedOrder order);

    /// <summary>How the book ties an order, where that is not by the ref that was echoed.</summary>
    LinkClaim OwnerOf(LinkClaim usual) => usual;

    /// <summary>What an order is that the buyer received.</summary>
    OrderStatus Received => OrderStatus.Confirmed;
}

/// <summary>One order of the simulated month, with what the independent model holds of it.</summary>
internal sealed record LivedOrder(string OrderNo, string ItemNo, string Ref, DateTimeOffset At, LinkClaim Owner)
{
    /// <summary>Minor units.</summary>
    public long Fen { get; set; }

    public string Currency { get; init; } = "CNY";

    public OrderStatus Status { get; set; } = OrderStatus.Tracked;

    public bool IsOver => Status is OrderStatus.Void or OrderStatus.Held;
}

/// <summary>
/// Forty days of orders at a platform's double over real HTTP, across two ends of months in Beijing: every walk of statuses, returns before and after
/// payment, rows twice and out of order, limits, cut answers, an outage of nine hours, clocks that differ. In the end the book equals the model to the fen.
/// </summary>
internal sealed class AllianceMonth(AllianceWorld world, IPlatformLife life, int seed)
{
    private static readonly TimeSpan Step = TimeSpan.FromHours(2);
    private readonly Random _random = new(seed);
    private readonly List<LivedOrder> _orders = [];
    private readonly List<(DateTimeOffset At, LivedOrder Order, Action Act)> _agenda = [];

    /// <param name="days">The last fortnight brings no new orders. What happens is drawn by the seed alone, whichever platform tells it.</param>
    public async Task RunAsync(int days = 40)
    {
        var links = new[]
        {
            (await world.LinkAsync(life.Product, Place.Request(OrderBook.Buyer))).Link!,
            (await world.LinkAsync(life.Product, Place.Share(OrderBook.Sharer))).Link!,
        };
        var started = world.Test.Time.GetUtcNow();
        life.Mischief.Shuffles = new Random(seed + 1);
        for (var hour = 0; hour < days * 24; hour += 2)
        {
            Trouble(hour);
            Act();
            if (hour < (days - 14) * 24)
            {
                Order(links);
            }
            await world.PollAsync();
            await world.Release.RunDueAsync(default);
            world.Test.Clock.Advance(Step);
        }
        Assert.True(world.Test.Time.GetUtcNow() - started >= TimeSpan.FromDays(days));
        Assert.Empty(_agenda);
        Assert.True(_orders.Count > (days - 14) * 12);
        await AssertBookAsync();
    }

    private void Trouble(int hour)
    {
        life.Mischief.IsDown = hour is >= 200 and < 209;
        life.Skew = hour switch
        {
            >= 300 and < 400 => TimeSpan.FromMinutes(5),
            >= 400 and < 500 => TimeSpan.FromMinutes(-5),
            // So far apart that the platform refuses our calls for some hours.
            >= 500 and < 504 => TimeSpan.FromMinutes(25),
            _ => TimeSpan.Zero,
        };
        if (_random.Next(8) == 0)
        {
            life.Mischief.Next((Trouble)_random.Next(1, 6));
        }
    }

    private void Order(TrackedLink[] links)
    {
        for (var count = _random.Next(5); count > 0; count--)
        {
            var (reference, owner) = _random.Next(10) switch
            {
                0 => ("", LinkClaim.None),
                1 => ("zzzzzzz0000000aaaaaa", LinkClaim.Forged),
                < 6 => Clicked(links[0], OrderBook.Buyer),
                _ => Clicked(links[1], OrderBook.Sharer),
            };
            var number = $"{260_000_000_000 + _orders.Count}";
            var order = new LivedOrder(number, life.ItemOf(number), reference, world.Test.Time.GetUtcNow(), life.OwnerOf(owner))
            {
                Fen = _random.Next(1, 20_000),
                Currency = life.Currencies[_orders.Count % life.Currencies.Length],
            };
            _orders.Add(order);
            life.Pay(order);
            Plan(order);
        }
    }

    private (string Ref, LinkClaim Owner) Clicked(TrackedLink link, long member) => life.EchoesClicks
        ? (world.Refs.Make(link.Code, _orders.Count + 1), new LinkClaim(Attribution.ClickRef, link.Code, MemberId: member))
        : (world.Refs.OfLink(link.Code), new LinkClaim(Attribution.LinkRef, link.Code, MemberId: member));

    /// <summary>One of the walks that an order may take.</summary>
    private void Plan(LivedOrder order)
    {
        var hours = _random.Next(1, 100);
        switch (_random.Next(10))
        {
            case 0:
                At(hours, order, () => Over(order, OrderStatus.Void, life.Cancel));
                break;
            case 1:
                At(hours, order, () => Over(order, OrderStatus.Held, life.Estrange));
                break;
            case 2:
                At(hours, order, () => Over(order, OrderStatus.Void, life.Punish));
                break;
            case 3:
                break;
            default:
                if (_random.Next(4) == 0)
                {
                    At(hours / 2, order, () => Part(order));
                }
                At(hours, order, () => Move(order, life.Received, life.Receive));
                if (_random.Next(3) == 0)
                {
                    At(hours + _random.Next(1, 60), order, () => Part(order));
                }
                At(hours + 96, order, () => Move(order, life.TellsOfPayment ? life.Last : order.Status, life.Settle));
                if (_random.Next(3) == 0)
                {
                    At(hours + 96 + _random.Next(1, 60), order, () => Part(order));
                }
                if (_random.Next(6) == 0)
                {
                    At(hours + _random.Next(1, 200), order, () => Over(order, OrderStatus.Void, life.ReturnAll));
                }
                break;
        }
    }

    private void At(int hours, LivedOrder order, Action act) => _agenda.Add((world.Test.Time.GetUtcNow().AddHours(hours), order, act));

    private void Act()
    {
        var due = _agenda.Where(entry => entry.At <= world.Test.Time.GetUtcNow()).OrderBy(entry => entry.At).ToList();
        _agenda.RemoveAll(due.Contains);
        foreach (var (_, order, act) in due.Where(entry => !entry.Order.IsOver))
        {
            if (!order.IsOver)
            {
                act();
            }
        }
    }

    private static void Move(LivedOrder order, OrderStatus status, Action<LivedOrder> at)
    {
        order.Status = status;
        at(order);
    }

    private static void Over(LivedOrder order, OrderStatus status, Action<LivedOrder> at)
    {
        at(order);
        order.Fen = status == OrderStatus.Void ? 0 : order.Fen;
        order.Status = status;
    }

    private void Part(LivedOrder order)
    {
        var fen = _random.NextInt64(order.Fen + 1) / 2;
        order.Fen -= fen;
        life.ReturnPart(order, fen);
    }

    private async Task AssertBookAsync()
    {
        var wrong = new List<string>();
        foreach (var order in _orders)
        {
            var kept = await world.FindAsync(life.Network, order.OrderNo, order.ItemNo);
            if ((kept?.Status, kept?.CommissionMinor, kept?.Attribution, kept?.LinkCode, kept?.Currency)
                != (order.Status, order.Fen, order.Owner.Attribution, order.Owner.LinkCode, order.Currency))
            {
                wrong.Add($"{order.OrderNo} of {order.At:u}: {order.Status} {order.Fen} {order.Owner.Attribution}, but the book has {kept?.Status} {kept?.CommissionMinor} {kept?.Attribution} {kept?.UpdatedAt:u}");
            }
        }
        Assert.Empty(wrong);
        foreach (var orders in _orders.GroupBy(order => order.Currency))
        {
            await AssertBalancesAsync(orders.Key, [.. orders]);
        }
    }

    private async Task AssertBalancesAsync(string currency, IReadOnlyList<LivedOrder> orders)
    {
        long Of(LinkClaim owner) => orders.Where(order => order.Owner.Attribution == owner.Attribution && order.Owner.MemberId == owner.MemberId).Sum(order => order.Fen);
        var bought = orders.Where(order => order.Owner.MemberId == OrderBook.Buyer).Sum(order => order.Fen * 6000 / 10_000);
        var shared = orders.Where(order => order.Owner.MemberId == OrderBook.Sharer).Sum(order => order.Fen * 2000 / 10_000);
        var all = orders.Sum(order => order.Fen);
        var settled = orders.Where(order => order.Status == OrderStatus.Settled).Sum(order => order.Fen);
        Assert.Equal(bought, await world.SumAsync($"member:{OrderBook.Buyer}:", currency));
        Assert.Equal(shared, await world.SumAsync($"sharer:{OrderBook.Sharer}:", currency));
        var unattributed = Of(LinkClaim.None) + Of(LinkClaim.Forged);
        Assert.Equal(unattributed, await world.SumAsync(AccountName.Unattributed(life.Network).Value, currency));
        Assert.Equal(-settled, await world.SumAsync(AccountName.Received(life.Network).Value, currency));
        Assert.Equal(settled - all, await world.SumAsync(AccountName.Receivable(life.Network).Value, currency));
        Assert.Equal(
            all - bought - shared - unattributed,
            await world.SumAsync(AccountName.HouseIncome.Value, currency) + await world.SumAsync(AccountName.HouseRounding.Value, currency));
        Assert.Equal(0, await world.SumAsync("", currency));
    }
}
