using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Pdd;

/// <summary>
/// 多多进宝: links for a buyer who has authorised us (备案), orders by <c>order.list.increment</c>. Without a buyer's authorisation the platform takes a
/// purchase for price comparison and pays next to nothing, so there is no link before it but the page where it is given.
/// </summary>
public sealed partial class PddNetwork : ILinkMaker, IMoreListings, IConnectionCheck, IOfferLister, ITokenReader, IPlatformState
{
    /// <summary>The platform takes 24 hours.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromHours(23);
    private const int PageSize = 50;
    private const int SweepPageSize = 300;
    private const int MostPages = 10_000;

    /// <summary>The page on which a buyer authorises us.</summary>
    private const string AuthorityChannel = "10";

    private readonly PinduoduoOptions _options;
    private readonly PddApi _api;
    private readonly PddOffers _offers;
    private readonly PlatformClient _client;
    private readonly TimeProvider _time;
    private readonly PlatformProgramme _programme;

    /// <param name="options">The section.</param>
    /// <param name="clients">Hands out the guarded client.</param>
    /// <param name="time">Business time: the time in a call.</param>
    /// <param name="pace">The wall's time, by which calls are spaced.</param>
    public PddNetwork(PinduoduoOptions options, IHttpClientFactory clients, TimeProvider time, TimeProvider pace)
    {
        (_options, _time) = (options, time);
        _client = new PlatformClient(new PlatformManners(Key, options.CallsPerSecond, [options.Secret]), clients, time, pace);
        _api = new PddApi(options, _client, time);
        _offers = new PddOffers(options, _api, Key, time);
        _programme = new PlatformProgramme(Key, options, ["yangkeduo.com", "pinduoduo.com"], ["yangkeduo.com", "pinduoduo.com"]);
        More = [new ReportListing("sweep", _programme.Sweep(Window), SweepAsync)];
    }

    public string Key => "pdd";

    public string Name => "多多进宝";

    public AttributionMode Mode => AttributionMode.LinkToken;

    public PollPlan? Plan => _programme.Plan(Window);

    /// <summary>By time of payment.</summary>
    public IReadOnlyList<ReportListing> More { get; }

    public PlatformState State => _client.State;

    public IReadOnlyList<OfferList> OfferLists => _offers.Lists;

    public IReadOnlyList<Programme> Programmes => _programme.All;

    public Programme? ProgrammeFor(Uri product) => _programme.For(product);

    public bool MayLeadTo(Uri destination) => _programme.MayLeadTo(destination);

    public async ValueTask<DeepLink> MakeLinkAsync(LinkRequest request, CancellationToken cancellationToken) => (request.Person ?? _options.HouseUid) is { Length: > 0 } uid
        ? await PlatformProgramme.LinkAsync(Name, () => MakeAsync(request, uid, cancellationToken), code => PddWords.OfLink(code))
        : DeepLink.Refused(
            "多多进宝的链接只能为单个会员生成：请私聊我要链接。", "Pinduoduo's links are made for one member at a time: ask me in private. (Pinduoduo:HouseUid is not set.)");

    private async Task<DeepLink> MakeAsync(LinkRequest request, string uid, CancellationToken cancellationToken)
    {
        var custom = JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { ["uid"] = uid, ["sid"] = request.Ref }, PlatformRow.Wire);
        if (!await IsAuthorisedAsync(custom, cancellationToken))
        {
            return request.Person is null
                ? DeepLink.Refused("多多进宝的公共 uid 尚未备案，请联系运营。", "The house's uid is not authorised at Pinduoduo (Pinduoduo:HouseUid); please tell the operator.")
                : await AuthorityAsync(custom, cancellationToken);
        }
        var sign = GoodsSign().Match(request.Product.Query) is { Success: true } match ? Uri.UnescapeDataString(match.Groups["sign"].Value) : null;
        var (answer, list) = sign is not null
            ? (await _api.CallAsync(
                "pdd.ddk.goods.promotion.url.generate",
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["p_id"] = _options.Pid,
                    ["goods_sign_list"] = JsonSerializer.Serialize(new[] { sign }, PlatformRow.Wire),
                    ["custom_parameters"] = custom,
                },
                "goods_promotion_url_generate_response",
                cancellationToken), "goods_promotion_url_list.0.")
            : (await _api.CallAsync(
                "pdd.ddk.goods.zs.unit.url.gen",
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["pid"] = _options.Pid,
                    ["source_url"] = request.Product.AbsoluteUri,
                    ["custom_parameters"] = custom,
                },
                "goods_zs_unit_generate_response",
                cancellationToken), "");
        return (JsonPath.Text(answer, list + "mobile_url") ?? JsonPath.Text(answer, list + "url")) is { Length: > 0 } address
            ? new DeepLink(address, null)
            : DeepLink.Refused("这个商品没有参加多多进宝推广，没有返利。", "This product is not promoted by Pinduoduo's alliance, so it earns no rebate.");
    }

    private async Task<bool> IsAuthorisedAsync(string custom, CancellationToken cancellationToken)
    {
        var answer = await _api.CallAsync(
            "pdd.ddk.member.authority.query",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["pid"] = _options.Pid, ["custom_parameters"] = custom },
            "authority_query_response",
            cancellationToken);
        return JsonPath.Text(answer, "bind") == "1";
    }

    private async Task<DeepLink> AuthorityAsync(string custom, CancellationToken cancellationToken)
    {
        var answer = await _api.CallAsync(
            "pdd.ddk.rp.prom.url.generate",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["p_id_list"] = JsonSerializer.Serialize(new[] { _options.Pid }, PlatformRow.Wire),
                ["channel_type"] = AuthorityChannel,
                ["custom_parameters"] = custom,
            },
            "rp_promotion_url_generate_response",
            cancellationToken);
        var address = JsonPath.Text(answer, "url_list.0.mobile_url") ?? JsonPath.Text(answer, "url_list.0.url");
        var refusal = DeepLink.Refused("需要先完成一次授权（备案）。", "It wants your consent once.");
        return Uri.TryCreate(address, UriKind.Absolute, out var page) && MayLeadTo(page) ? refusal with { Authorisation = page } : refusal;
    }

    /// <summary>A minute of orders; and whether the house's own uid is authorised, where there is one.</summary>
    public Task<ConnectionAnswer> CheckConnectionAsync(CancellationToken cancellationToken) => ConnectionTry.AskAsync(
        Name,
        async () =>
        {
            var (from, to) = ConnectionTry.Minute(_time);
            await PageAsync(from, to, 1, counts: true, cancellationToken);
            if (_options.HouseUid.Length == 0)
            {
                return new ConnectionAnswer(true, "多多进宝应答正常：可以读取订单。没有设置公共 uid（HouseUid），所以只能为会员本人生成链接。", "Pinduoduo answers: our account may read its orders. HouseUid is not set, so links are made for single members only.");
            }
            var custom = JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { ["uid"] = _options.HouseUid }, PlatformRow.Wire);
            return await IsAuthorisedAsync(custom, cancellationToken)
                ? new ConnectionAnswer(true, "多多进宝应答正常：可以读取订单，公共 uid 已备案。", "Pinduoduo answers: our account may read its orders, and HouseUid is authorised.")
                : new ConnectionAnswer(false, "多多进宝应答正常，但公共 uid（HouseUid）尚未备案：群里的链接生成不了。", "Pinduoduo answers, but HouseUid is not authorised (备案): links for groups cannot be made.");
        },
        PddWords.OfAccount);

    public Task<OfferPage> ListOffersAsync(OfferQuery query, CancellationToken cancellationToken)
    {
        OfferRows.Known(this, query);
        return ConnectionTry.ForOperatorAsync(() => _offers.ListAsync(query, cancellationToken));
    }

    public bool CanRead(string tokenOrAddress) => TokenReads.IsOn(tokenOrAddress, "p.pinduoduo.com", "p.yangkeduo.com", "mobile.yangkeduo.com", "pdd.cn");

    public Task<TokenReading> ReadTokenAsync(string tokenOrAddress, CancellationToken cancellationToken) =>
        TokenReads.ReadAsync(Name, () => _offers.OpenAsync(tokenOrAddress, cancellationToken));

    /// <summary>
    /// The platform's advice: learn the number of rows, then read the pages from the last to the first. A row that changes meanwhile leaves the window and
    /// moves the later ones forward, into pages that are still to be read.
    /// </summary>
    public async IAsyncEnumerable<ReportRow> ListOrdersAsync(
        DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var first = await PageAsync(from, to, 1, counts: true, cancellationToken);
        var pages = new PlatformRow(first).Whole("total_count") is { } total and > 0 ? (total + PageSize - 1) / PageSize : 1;
        if (pages > MostPages)
        {
            throw new NetworkUnavailableException(string.Create(CultureInfo.InvariantCulture, $"Pinduoduo has {pages} pages of orders from {from:u}, and lists {MostPages}."));
        }
        var number = 0L;
        for (var page = pages; page >= 1; page--)
        {
            var answer = await PageAsync(from, to, page, counts: false, cancellationToken);
            foreach (var row in Rows(answer, ref number))
            {
                yield return row;
            }
        }
    }

    private Task<JsonElement> PageAsync(DateTimeOffset from, DateTimeOffset to, long page, bool counts, CancellationToken cancellationToken) => _api.CallAsync(
        "pdd.ddk.order.list.increment.get",
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["start_update_time"] = Text(from.ToUnixTimeSeconds()),
            ["end_update_time"] = Text(to.ToUnixTimeSeconds() + 1),
            ["page"] = Text(page),
            ["page_size"] = Text(PageSize),
            ["return_count"] = counts ? "true" : "false",
        },
        "order_list_get_response",
        cancellationToken);

    private async IAsyncEnumerable<ReportRow> SweepAsync(DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0L;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var last = ""; seen.Add(last);)
        {
            var answer = await _api.CallAsync(
                "pdd.ddk.order.list.range.get",
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["start_time"] = PlatformRow.BeijingText(from),
                    ["end_time"] = PlatformRow.BeijingText(to.AddSeconds(1)),
                    ["last_order_id"] = last,
                    ["page_size"] = Text(SweepPageSize),
                },
                "order_list_get_response",
                cancellationToken);
            var rows = Rows(answer, ref number);
            foreach (var row in rows)
            {
                yield return row;
            }
            last = rows.Count > 0 ? JsonPath.Text(answer, "last_order_id") ?? "" : "";
        }
    }

    private List<ReportRow> Rows(JsonElement answer, ref long number)
    {
        var rows = new List<ReportRow>();
        foreach (var row in PlatformRow.Items(answer, "order_list"))
        {
            if (PlatformRow.Read(row, ++number, fields => PddOrders.Read(Key, fields)) is { } read)
            {
                rows.Add(read);
            }
        }
        return rows;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("[?&]goods_sign=(?<sign>[A-Za-z0-9_%-]{20,64})(?:&|$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex GoodsSign();
}
