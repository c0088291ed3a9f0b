using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Taobao;

/// <summary>
/// 淘宝联盟. Orders echo no ref of ours, only the ad slot, the click's time and the product: links are made in slots that are leased to them. Who talks to the
/// platform for our account is said by the settings, work by work.
/// </summary>
public sealed class TaobaoNetwork : ISlotNetwork, IMoreListings, IConnectionCheck, IOfferLister, ITokenReader, ITokenMaker, IPlatformState
{
    /// <summary>The platform takes three hours, on days of big sales twenty minutes; a little is left for the rounding to seconds.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(179);
    private static readonly TimeSpan SaleWindow = TimeSpan.FromMinutes(19);
    private const int MostPages = 100;

    /// <summary>Hosts of the shops that lead through somebody's tracking.</summary>
    private static readonly string[] Tracked =
        ["s.click.taobao.com", "s.click.tmall.com", "uland.taobao.com", "temai.taobao.com", "ai.taobao.com", "simba.taobao.com", "redirect.tmall.com"];

    private readonly List<PlatformClient> _clients = [];
    private readonly TaobaoOptions _options;
    private readonly PlatformProgramme _programme;
    private readonly Dictionary<string, ITaobaoProvider> _providers;
    private readonly HashSet<DateOnly> _saleDays;
    private readonly TimeProvider _time;

    /// <param name="options">The section.</param>
    /// <param name="vendors">The other providers' sections.</param>
    /// <param name="clients">Hands out the guarded client.</param>
    /// <param name="time">Business time: the time in a call.</param>
    /// <param name="pace">The wall's time, by which calls are spaced.</param>
    public TaobaoNetwork(TaobaoOptions options, TaobaoVendors vendors, IHttpClientFactory clients, TimeProvider time, TimeProvider pace)
    {
        (_options, _time) = (options, time);
        _programme = new PlatformProgramme(Key, options, ["taobao.com", "tmall.com", "tmall.hk"], ["taobao.com", "tmall.com", "tb.cn"]);
        string[] secrets = [options.Secret, options.Token, .. vendors.Secrets];
        var top = new TopApi(options, Client(Key), time);
        _providers = new Dictionary<string, ITaobaoProvider>(StringComparer.Ordinal)
        {
            ["top"] = new TopProvider(options, top),
            ["dataoke"] = new DataokeProvider(vendors.Dataoke, Client("taobao by 大淘客")),
            ["haodanku"] = new HaodankuProvider(vendors.Haodanku, Client("taobao by 好单库")),
            ["zhetaoke"] = new ZhetaokeProvider(vendors.Zhetaoke, Client("taobao by 折淘客"), top),
        };
        _saleDays = [.. options.BigSaleDays.Select(day => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture))];
        OfferLists = options.Search.Length == 0 ? [] : _providers[options.Search].Lists;
        var plan = _programme.Plan(Window);
        var sweep = new ReportListing("sweep", _programme.Sweep(Window), (from, to, cancel) => ListAsync(1, from, to, cancel));
        More = options.Refunds.Length == 0
            ? [sweep]
            : [new ReportListing("refunds", plan with { Every = TimeSpan.FromMinutes(10), Overlap = TimeSpan.FromHours(1) }, ListRefundsAsync), sweep];

        PlatformClient Client(string name)
        {
            var client = new PlatformClient(new PlatformManners(name, options.CallsPerSecond, secrets), clients, time, pace);
            _clients.Add(client);
            return client;
        }
    }

    public string Key => "taobao";

    public string Name => "淘宝联盟";

    public AttributionMode Mode => AttributionMode.Slot;

    public PlatformState State => PlatformState.Of(_clients.Select(client => client.State));

    public IReadOnlyList<string> Slots => _options.Slots;

    public SlotRules SlotRules => new(TimeSpan.FromHours(_options.SlotRestHours), TimeSpan.FromDays(_options.SlotLifeDays), _options.LeastConfidence, _options.RefuseWhenSlotsRunOut);

    public PollPlan? Plan => _programme.Plan(Window);

    /// <summary>The refund list, and everything by time of order once a night.</summary>
    public IReadOnlyList<ReportListing> More { get; }

    public IReadOnlyList<OfferList> OfferLists { get; }

    public IReadOnlyList<Programme> Programmes => _programme.All;

    public Programme? ProgrammeFor(Uri product) => HostList.Covers(Tracked, product) ? null : _programme.For(product);

    public bool MayLeadTo(Uri destination) => _programme.MayLeadTo(destination);

    public async ValueTask<DeepLink> MakeLinkAsync(LinkRequest request, CancellationToken cancellationToken) => await PlatformProgramme.LinkAsync(
        Name,
        async () =>
        {
            var link = await _providers[_options.Convert].ConvertAsync(request.Product, SlotOf(request.Slot), request.Title, cancellationToken);
            return link.Address is { Length: > 0 } address
                ? new DeepLink(address, null) { Item = link.ItemId is { } id ? TaobaoItems.Lasting(id) : null, ShareText = link.ShareText }
                : DeepLink.Refused(TaobaoWords.NotPromotedZh, TaobaoWords.NotPromotedEn);
        },
        TaobaoWords.OfLink);

    public async Task<string?> MakeTokenAsync(Uri tracked, string title, CancellationToken cancellationToken)
    {
        try
        {
            return _options.Tokens.Length == 0 ? null : await _providers[_options.Tokens].MakeTokenAsync(tracked, title, cancellationToken);
        }
        catch (Exception e) when (e is PlatformRefusedException or NetworkUnavailableException)
        {
            // The link is good without it.
            return null;
        }
    }

    public bool CanRead(string tokenOrAddress) => _options.Parse.Length > 0
        && (Uri.TryCreate(tokenOrAddress, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? HostList.Covers(Tracked, address) || HostList.Covers(["tb.cn"], address)
            : tokenOrAddress.Length <= 1000 && TaobaoItems.IsToken(tokenOrAddress));

    public async Task<TokenReading> ReadTokenAsync(string tokenOrAddress, CancellationToken cancellationToken)
    {
        try
        {
            return await _providers[_options.Parse].ParseAsync(tokenOrAddress, SlotOf(null), cancellationToken) is { } item
                ? new TokenReading(TaobaoItems.Page(item.ItemId), item.Title, null, null)
                : new TokenReading(null, null, "这个淘口令或短链接不是商品，或者已经失效。", "This 口令 or short link is no product's, or it has expired.");
        }
        catch (PlatformRefusedException e)
        {
            return new TokenReading(null, null, $"淘宝打不开这个口令或短链接：{e.Fault.Words}", $"Taobao cannot open this 口令 or short link: {e.Fault.Words}");
        }
        catch (NetworkUnavailableException)
        {
            return new TokenReading(null, null, "淘宝联盟暂时没有应答，请过几分钟再试。", "Taobao's alliance does not answer just now; try again in a few minutes.");
        }
    }

    public async Task<OfferPage> ListOffersAsync(OfferQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await _providers[_options.Search].ListAsync(query, SlotOf(null), cancellationToken);
        }
        catch (PlatformRefusedException e)
        {
            throw new NetworkUnavailableException(e.Message, e);
        }
    }

    public async Task<ConnectionAnswer> CheckConnectionAsync(CancellationToken cancellationToken)
    {
        try
        {
            var now = _time.GetUtcNow();
            await _providers[_options.Orders].OrdersAsync(new TaobaoWindow(now.AddMinutes(-1), now, 4, 1, null), cancellationToken);
            return new ConnectionAnswer(true, $"淘宝联盟应答正常（订单：{_options.Orders}），推广位 {Slots.Count} 个。", $"Taobao's alliance answers (orders by {_options.Orders}); {Slots.Count} slots.");
        }
        catch (Exception e) when (e is PlatformRefusedException or NetworkUnavailableException)
        {
            return new ConnectionAnswer(false, $"淘宝联盟拒绝或没有应答：{e.Message}", $"Taobao's alliance refused or did not answer: {e.Message}");
        }
    }

    public IAsyncEnumerable<ReportRow> ListOrdersAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        ListAsync(4, from, to, cancellationToken);

    private IAsyncEnumerable<ReportRow> ListAsync(int type, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        RowsAsync(type, from, to, _providers[_options.Orders].OrdersAsync, row => TaobaoOrders.Read(Key, row, Slots), cancellationToken);

    private IAsyncEnumerable<ReportRow> ListRefundsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        RowsAsync(5, from, to, _providers[_options.Refunds].RefundsAsync, row => TaobaoOrders.ReadRefund(Key, row), cancellationToken);

    private async IAsyncEnumerable<ReportRow> RowsAsync(
        int type,
        DateTimeOffset from,
        DateTimeOffset to,
        Func<TaobaoWindow, CancellationToken, Task<TaobaoPage>> list,
        Func<PlatformRow, ReportRow?> read,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0L;
        // The platform lists a hundred pages of a window; of one that has more, halves are asked for.
        var windows = new Stack<(DateTimeOffset From, DateTimeOffset To)>(Pieces(from, to).Reverse());
        while (windows.TryPop(out var window))
        {
            if (await ReadWindowAsync(new TaobaoWindow(window.From, window.To, type, 1, null), list, cancellationToken) is { } rows)
            {
                foreach (var row in rows)
                {
                    if (PlatformRow.Read(row, ++number, read) is { } report)
                    {
                        yield return report;
                    }
                }
                continue;
            }
            var middle = window.From + ((window.To - window.From) / 2);
            windows.Push((middle, window.To));
            windows.Push((window.From, middle));
        }
    }

    /// <summary>Null when the window has more pages than the platform lists and can be cut smaller.</summary>
    private static async Task<List<JsonElement>?> ReadWindowAsync(
        TaobaoWindow window, Func<TaobaoWindow, CancellationToken, Task<TaobaoPage>> list, CancellationToken cancellationToken)
    {
        var rows = new List<JsonElement>();
        try
        {
            for (var asked = window; ; asked = asked with { Page = asked.Page + 1 })
            {
                var page = await list(asked, cancellationToken);
                rows.AddRange(page.Rows);
                if (!page.HasNext)
                {
                    return rows;
                }
                if (asked.Page == MostPages || page.Position is null)
                {
                    return window.To - window.From > TimeSpan.FromSeconds(30)
                        ? null
                        : throw new NetworkUnavailableException(string.Create(CultureInfo.InvariantCulture, $"Taobao's rows from {window.From:u} do not come to an end."));
                }
                asked = asked with { Position = page.Position };
            }
        }
        catch (PlatformRefusedException e)
        {
            throw new NetworkUnavailableException(e.Message, e);
        }
    }

    /// <summary>A window that touches a day of a big sale in Beijing is asked for in pieces of twenty minutes.</summary>
    private IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Pieces(DateTimeOffset from, DateTimeOffset to)
    {
        var longest = _saleDays.Contains(BeijingDay(from)) || _saleDays.Contains(BeijingDay(to)) ? SaleWindow : Window;
        for (; to - from > longest; from += longest)
        {
            yield return (from, from + longest);
        }
        yield return (from, to);
    }

    private static DateOnly BeijingDay(DateTimeOffset time) => DateOnly.FromDateTime(time.ToOffset(PlatformRow.Beijing).DateTime);

    private TaobaoSlot SlotOf(string? leased) => TaobaoSlot.Of(_options, leased ?? _options.Slots[0]);
}
