using System.Runtime.CompilerServices;
using System.Text.Json;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Kuaishou;

/// <summary>快手快分销: links by <c>link.create</c> with our ref as comments, orders by <c>order.list</c>, goods by <c>selection.item.list</c>.</summary>
public sealed class KuaishouNetwork : ILinkMaker, IMoreListings, IOfferLister, IConnectionCheck, IPlatformState
{
    /// <summary>The platform takes seven days.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromDays(6);

    /// <summary>What is older than 90 days it refuses; a few minutes are left for clocks that differ.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90) - TimeSpan.FromMinutes(15);
    private const int PageSize = 100;
    private const int MostPages = 20_000;
    private const int ByCreation = 1;
    private const int ByUpdate = 2;
    private const string End = "nomore";

    private readonly PlatformClient _client;
    private readonly KuaishouOptions _options;
    private readonly KuaishouApi _api;
    private readonly PlatformProgramme _programme;
    private readonly TimeProvider _time;

    /// <param name="options">The section.</param>
    /// <param name="clients">Hands out the guarded client.</param>
    /// <param name="time">Business time: the time in a call, a token's end.</param>
    /// <param name="pace">The wall's time, by which calls are spaced.</param>
    public KuaishouNetwork(KuaishouOptions options, IHttpClientFactory clients, TimeProvider time, TimeProvider pace)
    {
        (_options, _time) = (options, time);
        var secrets = new SecretList([options.Secret, options.AppSecret, options.Token, options.RefreshToken]);
        _client = new PlatformClient(new PlatformManners(Key, options.CallsPerSecond, secrets), clients, time, pace);
        _api = new KuaishouApi(options, _client, new KuaishouTokens(options, _client, secrets, time), time);
        _programme = new PlatformProgramme(Key, options, ["kwaixiaodian.com"], ["kwaixiaodian.com", "kuaishou.com", "kuaishouapp.com", "kwai.com", .. options.LinkHosts]);
        More = [new ReportListing("sweep", _programme.Sweep(Window), (from, to, cancel) => ListAsync(ByCreation, from, to, cancel))];
    }

    public string Key => "kuaishou";

    public string Name => "快手";

    /// <summary>Where the account's orders do not bring the comments back, no member can be told.</summary>
    public AttributionMode Mode => _options.EchoesComments ? AttributionMode.LinkToken : AttributionMode.Channel;

    public PlatformState State => _client.State;

    public IReadOnlyList<Programme> Programmes => _programme.All;

    public PollPlan? Plan => _programme.Plan(Window);

    /// <summary>By time of order.</summary>
    public IReadOnlyList<ReportListing> More { get; }

    public IReadOnlyList<OfferList> OfferLists => KuaishouOffers.Lists;

    /// <summary>A rebate is promised only where its order will be known.</summary>
    public Programme? ProgrammeFor(Uri product) => _programme.For(product) is { } programme
        ? programme with { AllowsRebate = programme.AllowsRebate && Mode == AttributionMode.LinkToken }
        : null;

    public bool MayLeadTo(Uri destination) => _programme.MayLeadTo(destination);

    public async ValueTask<DeepLink> MakeLinkAsync(LinkRequest request, CancellationToken cancellationToken) => KuaishouOffers.ItemId(request.Product) is { } item
        ? await PlatformProgramme.LinkAsync(Name, () => MakeAsync(item, request.Ref, cancellationToken), WordsOf)
        : DeepLink.Refused("请发快手小店商品页的完整链接。", "Send the full address of a product's page at Kuaishou.");

    private async Task<DeepLink> MakeAsync(string item, string reference, CancellationToken cancellationToken)
    {
        var answer = await _api.PostAsync(
            "link.create",
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                // 101 is a product, 100 a live room.
                ["linkType"] = 101,
                ["linkCarrierId"] = item,
                ["comments"] = reference,
                ["cpsPid"] = _options.CpsPid,
                ["genPoster"] = false,
            },
            cancellationToken);
        return JsonPath.Text(answer, "linkUrl") is { Length: > 0 } address
            ? new DeepLink(address, null)
            : DeepLink.Refused("快手没有返回链接，这个商品可能没有参加推广。", "Kuaishou's answer has no link; the product may not be promoted.");
    }

    public IAsyncEnumerable<ReportRow> ListOrdersAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        ListAsync(ByUpdate, from, to, cancellationToken);

    public Task<OfferPage> ListOffersAsync(OfferQuery query, CancellationToken cancellationToken) => ConnectionTry.ForOperatorAsync(async () =>
    {
        OfferRows.Known(this, query);
        var answer = await _api.GetAsync("selection.item.list", KuaishouOffers.Parameters(query, _options.PlanType), cancellationToken);
        return KuaishouOffers.Read(Key, answer, query.Page);
    });

    public Task<ConnectionAnswer> CheckConnectionAsync(CancellationToken cancellationToken) => ConnectionTry.OfAsync(
        Name,
        ("账号可以读取订单", "the account may read its orders"),
        () => PageAsync(ByUpdate, _time.GetUtcNow().AddHours(-1), _time.GetUtcNow(), "", 1, cancellationToken));

    private async IAsyncEnumerable<ReportRow> ListAsync(
        int queryType, DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // After a long absence the rest is still to be had; asking for all of it would be refused for ever.
        var oldest = _time.GetUtcNow() - Kept;
        var start = from > oldest ? from : oldest;
        var number = 0L;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var cursor = start < to ? "" : End; cursor != End;)
        {
            if (!seen.Add(cursor) || seen.Count > MostPages)
            {
                throw new NetworkUnavailableException($"Kuaishou's orders from {start:u} do not come to an end: {seen.Count} pages, and the next one was read.");
            }
            var answer = await PageAsync(queryType, start, to, cursor, PageSize, cancellationToken);
            var rows = PlatformRow.Items(answer, "orderList");
            foreach (var row in rows)
            {
                if (PlatformRow.Read(row, ++number, fields => KuaishouOrders.Read(Key, fields, _options)) is { } read)
                {
                    yield return read;
                }
            }
            cursor = JsonPath.Text(answer, "pcursor") is { Length: > 0 } next ? next
                : rows.Count < PageSize ? End
                : throw new NetworkUnavailableException("Kuaishou's answer has a full page of orders and does not say where the next one begins (pcursor).");
        }
    }

    private Task<JsonElement> PageAsync(
        int queryType, DateTimeOffset from, DateTimeOffset to, string cursor, int size, CancellationToken cancellationToken) => _api.GetAsync(
        "order.list",
        new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["cpsOrderStatus"] = 0,
            ["pageSize"] = size,
            // Oldest first.
            ["sortType"] = 2,
            ["queryType"] = queryType,
            ["beginTime"] = from.ToUnixTimeMilliseconds(),
            ["endTime"] = to.ToUnixTimeMilliseconds(),
            ["pcursor"] = cursor,
        },
        cancellationToken);

    private static (string Zh, string En)? WordsOf(string code) => code == "1800608"
        ? ("我们的快手账号没有站外推广权限，请联系运营。", "Our Kuaishou account may not promote outside of Kuaishou; please tell the operator.")
        : null;
}
