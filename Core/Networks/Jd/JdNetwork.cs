using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Jd;

/// <summary>京东联盟: links by <c>promotion.bysubunionid</c>, orders by <c>order.row.query</c>. It echoes the ref that a link was made with.</summary>
public sealed class JdNetwork : ILinkMaker, IMoreListings, IConnectionCheck, IOfferLister, ITokenReader, IPlatformState
{
    /// <summary>JD takes one hour; a minute is left for the rounding to seconds.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(59);
    private const int PageSize = 200;
    private const int MostPages = 100;

    private readonly JdUnionOptions _options;
    private readonly JdApi _api;
    private readonly JdOffers _offers;
    private readonly PlatformClient _client;
    private readonly PlatformProgramme _programme;
    private readonly TimeProvider _time;

    /// <param name="options">The section.</param>
    /// <param name="clients">Hands out the guarded client.</param>
    /// <param name="time">Business time: the time in a call, settlement days.</param>
    /// <param name="pace">The wall's time, by which calls are spaced.</param>
    public JdNetwork(JdUnionOptions options, IHttpClientFactory clients, TimeProvider time, TimeProvider pace)
    {
        (_options, _time) = (options, time);
        _client = new PlatformClient(new PlatformManners(Key, options.CallsPerSecond, [options.Secret]), clients, time, pace);
        _api = new JdApi(options, _client, time);
        _offers = new JdOffers(_api, Key);
        _programme = new PlatformProgramme(Key, options, ["jd.com", "jd.hk", "3.cn"], ["jd.com"]);
        More = [new ReportListing("sweep", _programme.Sweep(Window), (from, to, cancel) => ListAsync(type: 2, from, to, cancel))];
    }

    public string Key => "jd";

    public string Name => "京东联盟";

    public AttributionMode Mode => AttributionMode.LinkToken;

    public PollPlan? Plan => _programme.Plan(Window);

    /// <summary>By time of receipt: on its settlement day an order becomes settled without a change of its own.</summary>
    public IReadOnlyList<ReportListing> More { get; }

    public PlatformState State => _client.State;

    public IReadOnlyList<OfferList> OfferLists => _offers.Lists;

    public IReadOnlyList<Programme> Programmes => _programme.All;

    public Programme? ProgrammeFor(Uri product) => _programme.For(product);

    public bool MayLeadTo(Uri destination) => _programme.MayLeadTo(destination);

    public async ValueTask<DeepLink> MakeLinkAsync(LinkRequest request, CancellationToken cancellationToken) => await PlatformProgramme.LinkAsync(
        Name,
        async () =>
        {
            var parameters = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["materialId"] = request.Product.AbsoluteUri,
                ["subUnionId"] = request.Ref,
                // Both lengths: the short one lives 60 days, the long one for good.
                ["chainType"] = 3,
            };
            if (_options.PositionId is { } position)
            {
                parameters["positionId"] = position;
            }
            var answer = await _api.CallAsync("jd.union.open.promotion.bysubunionid.get", "promotionCodeReq", parameters, "getResult", cancellationToken);
            return (JsonPath.Text(answer, "data.clickURL") ?? JsonPath.Text(answer, "data.shortURL")) is { Length: > 0 } address
                ? new DeepLink(address, null)
                : DeepLink.Refused("京东没有返回链接。", "JD's answer has no link.");
        },
        JdWords.OfLink);

    public IAsyncEnumerable<ReportRow> ListOrdersAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        ListAsync(type: 3, from, to, cancellationToken);

    /// <summary>A minute of orders: it shows the key, the secret, the clock and the right to read orders. The right to make links shows with the first link.</summary>
    public Task<ConnectionAnswer> CheckConnectionAsync(CancellationToken cancellationToken) => ConnectionTry.AskAsync(
        Name,
        async () =>
        {
            var (from, to) = ConnectionTry.Minute(_time);
            await PageAsync(type: 3, from, to, page: 1, cancellationToken);
            return new ConnectionAnswer(true, "京东联盟应答正常：可以读取订单。", "JD answers: our account may read its orders.");
        },
        JdWords.OfAccount);

    public Task<OfferPage> ListOffersAsync(OfferQuery query, CancellationToken cancellationToken)
    {
        OfferRows.Known(this, query);
        return ConnectionTry.ForOperatorAsync(() => _offers.ListAsync(query, cancellationToken));
    }

    public bool CanRead(string tokenOrAddress) => TokenReads.IsOn(tokenOrAddress, "u.jd.com", "union-click.jd.com", "3.cn");

    public Task<TokenReading> ReadTokenAsync(string tokenOrAddress, CancellationToken cancellationToken) =>
        TokenReads.ReadAsync(Name, () => _offers.OpenAsync(tokenOrAddress, cancellationToken));

    /// <param name="type">1 by order, 2 by receipt, 3 by update.</param>
    /// <param name="from">UTC, inclusive.</param>
    /// <param name="to">UTC, exclusive.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    private async IAsyncEnumerable<ReportRow> ListAsync(
        int type, DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // More than ten thousand rows in a window are refused; halves of it are asked for then.
        var windows = new Stack<(DateTimeOffset From, DateTimeOffset To)>([(from, to)]);
        while (windows.TryPop(out var window))
        {
            var rows = new List<ReportRow>();
            if (await ReadWindowAsync(type, window.From, window.To, rows, cancellationToken))
            {
                foreach (var row in rows)
                {
                    yield return row;
                }
                continue;
            }
            var middle = window.From + ((window.To - window.From) / 2);
            windows.Push((middle, window.To));
            windows.Push((window.From, middle));
        }
    }

    /// <summary>False when there are more rows in the window than JD lists.</summary>
    private async Task<bool> ReadWindowAsync(int type, DateTimeOffset from, DateTimeOffset to, List<ReportRow> rows, CancellationToken cancellationToken)
    {
        var number = 0L;
        for (var page = 1; ; page++)
        {
            try
            {
                var answer = await PageAsync(type, from, to, page, cancellationToken);
                var today = DateOnly.FromDateTime(_time.GetUtcNow().ToOffset(PlatformRow.Beijing).DateTime);
                rows.AddRange(PlatformRow.Items(answer, "data").Select(row => PlatformRow.Read(row, ++number, fields => JdOrders.Read(Key, fields, today))).OfType<ReportRow>());
                if (JsonPath.Text(answer, "hasMore") != "true")
                {
                    return true;
                }
            }
            catch (PlatformRefusedException e) when (e.Fault.Code == JdApi.TooManyRows && to - from > TimeSpan.FromSeconds(10))
            {
                return false;
            }
            if (page == MostPages)
            {
                throw new NetworkUnavailableException(string.Create(
                    CultureInfo.InvariantCulture, $"JD's orders from {from:u} do not come to an end: {MostPages} pages."));
            }
        }
    }

    private Task<JsonElement> PageAsync(int type, DateTimeOffset from, DateTimeOffset to, int page, CancellationToken cancellationToken) => _api.CallAsync(
        "jd.union.open.order.row.query",
        "orderReq",
        new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["pageIndex"] = page,
            ["pageSize"] = PageSize,
            ["type"] = type,
            ["startTime"] = PlatformRow.BeijingText(from),
            // Whole seconds on the wire: the last one begun is asked for too.
            ["endTime"] = PlatformRow.BeijingText(to.AddSeconds(1)),
            ["fields"] = "goodsInfo",
        },
        "queryResult",
        cancellationToken);
}
