using System.Runtime.CompilerServices;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Douyin;

/// <summary>抖音电商: links for products, orders by update time, product search and coupons, and share texts opened.</summary>
public sealed class DouyinNetwork : ILinkMaker, IMoreListings, IOfferLister, ITokenReader, IConnectionCheck, IPlatformState
{
    /// <summary>The platform takes 90 days; a third of it is one reading.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromDays(30);

    /// <summary>What is older it refuses; a few minutes are left for clocks that differ.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90) - TimeSpan.FromMinutes(15);
    private const int PageSize = 50;
    private const int MostPages = 20_000;
    private const string FirstCursor = "0";

    private readonly PlatformClient _client;
    private readonly DouyinOptions _options;
    private readonly IDouyinGateway _gateway;
    private readonly DouyinOffers _offers;
    private readonly PlatformProgramme _programme;
    private readonly TimeProvider _time;

    /// <param name="options">The section.</param>
    /// <param name="clients">Hands out the guarded client.</param>
    /// <param name="time">Business time: the time in a call.</param>
    /// <param name="pace">The wall's time, by which calls are spaced.</param>
    public DouyinNetwork(DouyinOptions options, IHttpClientFactory clients, TimeProvider time, TimeProvider pace)
    {
        (_options, _time) = (options, time);
        _client = new PlatformClient(new PlatformManners(Key, options.CallsPerSecond, [options.Secret, options.Token]), clients, time, pace);
        _gateway = options.Gateway switch
        {
            DouyinGateway.Pangle => new PangleGateway(options, _client, time),
            DouyinGateway.Buyin => new BuyinGateway(options, _client, time),
        };
        _offers = new DouyinOffers(Key, _gateway.SearchOptions, hasBargains: options.Gateway == DouyinGateway.Pangle);
        _programme = new PlatformProgramme(Key, options, ["jinritemai.com"], ["jinritemai.com", "buydouke.com", "douyin.com", "iesdouyin.com", .. options.LinkHosts]);
        More = [new ReportListing("sweep", _programme.Sweep(Window), (from, to, cancel) => ListAsync(byUpdate: false, from, to, cancel))];
    }

    public string Key => "douyin";

    public string Name => "抖音";

    public AttributionMode Mode => AttributionMode.LinkToken;

    public PlatformState State => _client.State;

    public IReadOnlyList<Programme> Programmes => _programme.All;

    public PollPlan? Plan => _programme.Plan(Window);

    /// <summary>By time of payment.</summary>
    public IReadOnlyList<ReportListing> More { get; }

    public IReadOnlyList<OfferList> OfferLists => _offers.Lists;

    public Programme? ProgrammeFor(Uri product) => _programme.For(product);

    public bool MayLeadTo(Uri destination) => _programme.MayLeadTo(destination);

    public async ValueTask<DeepLink> MakeLinkAsync(LinkRequest request, CancellationToken cancellationToken) => DouyinOffers.ProductId(request.Product) is { } id
        ? await PlatformProgramme.LinkAsync(
            Name,
            async () => await _gateway.LinkAsync(DouyinOffers.Address(id), _offers.ExtOf(id), request.Ref, cancellationToken) is { } address
                ? new DeepLink(address, null)
                : DeepLink.Refused("抖音没有返回链接，这个商品可能没有参加推广。", "Douyin's answer has no link; the product may not be promoted."),
            _ => null)
        : DeepLink.Refused("请发抖音商品页的完整链接。", "Send the full address of a product's page at Douyin.");

    public IAsyncEnumerable<ReportRow> ListOrdersAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        ListAsync(byUpdate: true, from, to, cancellationToken);

    public Task<OfferPage> ListOffersAsync(OfferQuery query, CancellationToken cancellationToken) => ConnectionTry.ForOperatorAsync(async () =>
    {
        var list = OfferRows.Known(this, query);
        var page = await _gateway.ProductsAsync(query, DouyinOffers.PageOf(query), cancellationToken);
        return OfferRows.OfSingles(page.Rows, (row, number) => _offers.Read(row, number, list.Key), page.Next);
    });

    public bool CanRead(string tokenOrAddress) => DouyinTokens.CanRead(tokenOrAddress);

    public Task<TokenReading> ReadTokenAsync(string tokenOrAddress, CancellationToken cancellationToken) =>
        DouyinTokens.ReadAsync(tokenOrAddress, _gateway, cancellationToken);

    public Task<ConnectionAnswer> CheckConnectionAsync(CancellationToken cancellationToken) => ConnectionTry.OfAsync(
        Name,
        ("账号可以读取订单", "the account may read its orders"),
        () => _gateway.OrdersAsync(
            new DouyinOrderQuery(DouyinOrderKind.Product, true, _time.GetUtcNow().AddHours(-1), _time.GetUtcNow(), FirstCursor, 1), cancellationToken));

    private async IAsyncEnumerable<ReportRow> ListAsync(
        bool byUpdate, DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // After a long absence the rest is still to be had; asking for all of it would be refused for ever.
        var oldest = _time.GetUtcNow() - Kept;
        var start = from > oldest ? from : oldest;
        if (start >= to)
        {
            yield break;
        }
        var number = 0L;
        foreach (var kind in _options.OrderKinds is { Count: > 0 } kinds ? kinds.Distinct() : [DouyinOrderKind.Product])
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (string? cursor = FirstCursor; cursor is not null;)
            {
                if (!seen.Add(cursor) || seen.Count > MostPages)
                {
                    throw new NetworkUnavailableException($"Douyin's orders from {start:u} do not come to an end: {seen.Count} pages, and the next one was read.");
                }
                var page = await _gateway.OrdersAsync(new DouyinOrderQuery(kind, byUpdate, start, to, cursor, PageSize), cancellationToken);
                foreach (var row in page.Rows)
                {
                    if (PlatformRow.Read(row, ++number, fields => DouyinOrders.Read(Key, fields, _options.OpenReturnStatus)) is { } read)
                    {
                        yield return read;
                    }
                }
                cursor = page.Next;
            }
        }
    }
}
