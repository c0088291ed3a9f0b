using Daogou.Core.Links;
using Daogou.Core.Networks;
using Daogou.Core.Orders;
using Daogou.Tests.Support;
using Xunit;

namespace Daogou.Tests.Core.Orders.Slots;

/// <summary>What became of a simulated group's orders.</summary>
/// <param name="Ours">Orders that a link of ours brought.</param>
/// <param name="Strange">Orders in our slots that none brought.</param>
internal sealed record SlotOutcome(int Slots, int Links, int Crowded, int Ours, int Strange, int Right, int Wrong, int Claims, int Nobodys)
{
    /// <summary>Of the attributed orders those that went to the right link.</summary>
    public double Precision => Right + Wrong == 0 ? 1 : (double)Right / (Right + Wrong);

    /// <summary>Of the orders that our links brought those that went to them.</summary>
    public double Recall => Ours == 0 ? 1 : (double)Right / Ours;
}

/// <summary>
/// Some days of a busy group on the real desk, leases, links and rule: hundreds of members, a few hot items that dozens ask for within minutes, clicks through our redirect
/// and past it by 口令, clicks that lead nowhere, phones and desktops, purchases days later and of other items, and orders in our slots that no link of ours brought. What
/// the platform sees (slot, item, time) is handed to the attribution; who really bought is kept beside it.
/// </summary>
/// <param name="byToken">Percent of the people who open the 口令 in the app, past our redirect.</param>
internal sealed class BusyGroup(TestBook test, int slots, int seed, int byToken) : ILinkClicks
{
    private const int Members = 400;
    private const int Items = 60;
    private const int Days = 6;
    private readonly Random _random = new(seed);
    private readonly List<LinkClick> _clicks = [];
    private readonly List<Sale> _sales = [];
    private readonly List<(string Code, string Slot, int Item, DateTimeOffset At)> _handed = [];
    private readonly long[] _deals = new long[Items];
    private long _ordinal;

    public async Task<SlotOutcome> RunAsync()
    {
        var pool = new Pool([.. Enumerable.Range(1, slots).Select(number => $"{1000 + number}")]);
        var catalog = new NetworkCatalog([pool]);
        var desk = A.LinkDesk(test, catalog);
        for (var item = 0; item < Items; item++)
        {
            _deals[item] = (await test.WriteAsync(session => A.PastedDealAsync(session, Pool.Page(item), "taobao"))).Id;
        }
        for (var minute = 0; minute < Days * 24 * 60; minute += 2)
        {
            // By day single wishes; at noon and at eight a digest, after which dozens ask for the same two or three items.
            var hour = minute / 60 % 24;
            var hot = (hour is 12 or 20) && minute % 60 < 12;
            var wishes = hot ? _random.Next(6, 14) : hour is >= 8 and < 24 && _random.Next(3) == 0 ? 1 : 0;
            for (; wishes > 0; wishes--)
            {
                await AskAsync(desk, hot ? ((minute / 60 / 12) + _random.Next(3)) % Items : Zipf());
            }
            test.Clock.Advance(TimeSpan.FromMinutes(2));
        }
        Strangers();
        return await JudgeAsync(catalog);
    }

    public Task<IReadOnlyList<LinkClick>> BetweenAsync(IReadOnlyCollection<string> codes, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<LinkClick>>([.. _clicks.Where(click => click.At >= from && click.At <= to && codes.Contains(click.LinkCode))]);

    private async Task AskAsync(LinkDesk desk, int item)
    {
        var answer = await desk.ForDealAsync(_deals[item], Place.Request(1 + _random.Next(Members)), TestContext.Current.CancellationToken);
        if (answer.Link is not { } link)
        {
            return;
        }
        var now = test.Time.GetUtcNow();
        var slot = link.Destination.Split('=')[^1];
        _handed.Add((link.Code, slot, item, now));
        // Some open the 口令 in the app, past us; the others follow the link, once or a few times.
        var isPastUs = _random.Next(100) < byToken;
        for (var visits = _random.Next(4); visits > 0; visits--)
        {
            var at = now + Delay();
            // Now and then what is clicked on one device is opened hours later on another.
            var seen = at + (_random.Next(30) == 0 ? TimeSpan.FromMinutes(_random.Next(10, 600)) : TimeSpan.FromSeconds(_random.Next(1, 12)));
            if (!isPastUs && _random.Next(200) != 0)
            {
                _clicks.Add(new LinkClick { LinkCode = link.Code, Ordinal = ++_ordinal, At = at });
            }
            if (_random.Next(4) == 0)
            {
                // One of twenty-five buys something else of the shop.
                _sales.Add(new Sale(link.Code, slot, _random.Next(25) == 0 ? _random.Next(Items) : item, seen, _random.Next(200) != 0));
                visits = 0;
            }
        }
    }

    /// <summary>Orders in our slots by links that were made past the program: old reposts, another tool.</summary>
    private void Strangers()
    {
        foreach (var sale in _sales.Where(_ => _random.Next(200) == 0).ToList())
        {
            _sales.Add(new Sale(null, $"{1001 + _random.Next(slots)}", Zipf(), sale.Seen.AddMinutes(_random.Next(-500, 500)), true));
        }
    }

    private async Task<SlotOutcome> JudgeAsync(NetworkCatalog catalog)
    {
        var rule = new SlotAttribution(test.Book, catalog, this);
        var attribution = new OrderAttribution(new ClickRefs(A.Secret), rule);
        var (right, wrong, claims, nobodys) = (0, 0, 0, 0);
        foreach (var (sale, index) in _sales.Select((sale, index) => (sale, index)))
        {
            var seen = new SlotRef(sale.Slot, Pool.ItemOf(sale.Item), DateTimeOffset.FromUnixTimeSeconds(sale.Seen.ToUnixTimeSeconds()), sale.HasClickTime).ToString();
            var sight = await attribution.SeeAsync([(new OrderKey(Pool.Name0, $"{index}", "1"), seen)], TestContext.Current.CancellationToken);
            var claim = await test.ReadAsync(session => attribution.OfAsync(session, Pool.Name0, seen, sight));
            _ = claim switch
            {
                { Attribution: Attribution.Slot } when claim.LinkCode == sale.Code => right++,
                { Attribution: Attribution.Slot } => wrong++,
                { Attribution: Attribution.Claim } => claims++,
                _ => nobodys++,
            };
        }
        var use = await test.ReadAsync(session => SlotLeaseStore.UseSinceAsync(session, Pool.Name0, DateTimeOffset.UnixEpoch));
        return new SlotOutcome(slots, (int)use.Links, (int)use.Crowded, _sales.Count(sale => sale.Code is not null), _sales.Count(sale => sale.Code is null), right, wrong, claims, nobodys);
    }

    /// <summary>Most follow within the hour, some on another day.</summary>
    private TimeSpan Delay() => _random.Next(10) switch
    {
        < 5 => TimeSpan.FromSeconds(_random.Next(5, 600)),
        < 8 => TimeSpan.FromMinutes(_random.Next(10, 180)),
        < 9 => TimeSpan.FromMinutes(_random.Next(180, 1440)),
        _ => TimeSpan.FromMinutes(_random.Next(1440, 6000)),
    };

    /// <summary>Few items are wanted by many.</summary>
    private int Zipf() => (int)(Math.Pow(_random.NextDouble(), 3) * Items);

    private sealed record Sale(string? Code, string Slot, int Item, DateTimeOffset Seen, bool HasClickTime);

    /// <summary>A network in slot mode without a platform: its links name their slot.</summary>
    private sealed class Pool(IReadOnlyList<string> slots) : ISlotNetwork
    {
        public const string Name0 = "pool";

        public string Key => Name0;

        public string Name => Name0;

        public AttributionMode Mode => AttributionMode.Slot;

        public IReadOnlyList<string> Slots => slots;

        public SlotRules SlotRules { get; } = new(TimeSpan.FromHours(24), TimeSpan.FromDays(30), 95, RefusesWhenDry: false);

        public static string Page(int item) => $"https://item.pool.example/{item}";

        public static string ItemOf(int item) => $"item{item}";

        public Programme? ProgrammeFor(Uri product) => new() { Network = Key, Merchant = Key, Hosts = ["pool.example"], AllowsRebate = true, AllowsChat = true };

        public bool MayLeadTo(Uri destination) => true;

        public ValueTask<DeepLink> MakeLinkAsync(LinkRequest request, CancellationToken cancellationToken) =>
            new(new DeepLink($"https://click.pool.example/?slot={request.Slot}", null) { Item = "item" + request.Product.AbsolutePath.Trim('/'), ShareText = "￥Pool4Ef6hIj￥" });
    }
}
