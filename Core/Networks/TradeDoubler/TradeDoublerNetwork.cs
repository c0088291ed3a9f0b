using System.Globalization;
using System.Runtime.CompilerServices;
using Daogou.Core.Networks.Platforms;
using Daogou.Core.Orders;

namespace Daogou.Core.Networks.TradeDoubler;

/// <summary>TradeDoubler: links with our ref as epi, orders by the day of the transaction. It has no list by change, so recent days are read again.</summary>
public sealed class TradeDoublerNetwork : ILinkMaker, IMoreListings, IConnectionCheck, IPlatformState
{
    private const int PageSize = 100;
    private const int MostPages = 2000;

    private readonly TradeDoublerOptions _options;
    private readonly TradeDoublerApi _api;
    private readonly ListedProgrammes _programmes;
    private readonly TimeProvider _time;

    /// <param name="options">The section.</param>
    /// <param name="clients">Hands out the guarded client.</param>
    /// <param name="time">Business time: how long a token lives.</param>
    /// <param name="pace">The wall's time, by which calls are spaced.</param>
    public TradeDoublerNetwork(TradeDoublerOptions options, IHttpClientFactory clients, TimeProvider time, TimeProvider pace)
    {
        (_options, _time) = (options, time);
        _api = new TradeDoublerApi(options, clients, time, pace);
        _programmes = new ListedProgrammes(Key, options, options.Programmes);
        var plans = new PlatformProgramme(Key, options, [], []);
        var window = TimeSpan.FromDays(30);
        Plan = plans.Plan(window);
        More = [new ReportListing("sweep", plans.Sweep(window), ListOrdersAsync)];
    }

    public string Key => "tradedoubler";

    public string Name => "TradeDoubler";

    public AttributionMode Mode => AttributionMode.Token;

    public PlatformState State => _api.State;

    public IReadOnlyList<Programme> Programmes => _programmes.All;

    public PollPlan? Plan { get; }

    /// <summary>Approvals and denials come weeks after the transaction and are listed under its day.</summary>
    public IReadOnlyList<ReportListing> More { get; }

    public Programme? ProgrammeFor(Uri product) => _programmes.For(product);

    public bool MayLeadTo(Uri destination) => HostList.Covers(["clk.tradedoubler.com"], destination);

    /// <summary>The address must be the last parameter.</summary>
    public ValueTask<DeepLink> MakeLinkAsync(LinkRequest request, CancellationToken cancellationToken) => ValueTask.FromResult(
        _programmes.Find(request.Product) is var (programme, _)
            ? new DeepLink(
                $"https://clk.tradedoubler.com/click?p={Uri.EscapeDataString(programme.Id)}&a={Uri.EscapeDataString(_options.SiteId)}&epi={DeepLink.RefToken}&url={Uri.EscapeDataString(request.Product.AbsoluteUri)}",
                null)
            : ListedProgrammes.NotCovered(Name, request.Product));

    public async IAsyncEnumerable<ReportRow> ListOrdersAsync(
        DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0L;
        for (var page = 0; ; page++)
        {
            // Its days are of its own zone: the day after is asked for too.
            var answer = await _api.TransactionsAsync(from.AddDays(-1), to.AddDays(1), PageSize, page * PageSize, cancellationToken);
            var rows = PlatformRow.Items(answer, "items");
            foreach (var row in rows)
            {
                if (PlatformRow.Read(row, ++number, Read) is { } read)
                {
                    yield return read;
                }
            }
            if (rows.Count < PageSize)
            {
                yield break;
            }
            if (page == MostPages)
            {
                throw new NetworkUnavailableException(string.Create(CultureInfo.InvariantCulture, $"TradeDoubler's transactions from {from:u} do not come to an end: {MostPages} pages."));
            }
        }
    }

    public Task<ConnectionAnswer> CheckConnectionAsync(CancellationToken cancellationToken) => ConnectionTry.OfAsync(
        Name, () => _api.TransactionsAsync(_time.GetUtcNow(), _time.GetUtcNow(), 1, 0, cancellationToken));

    private ReportRow Read(PlatformRow row)
    {
        var order = row.Text("orderNumber") ?? row.Text("orderNr") ?? row.Text("leadNumber") ?? throw PlatformRow.Lacks("orderNumber");
        var word = row.Text("status") ?? throw PlatformRow.Lacks("status");
        OrderStatus? known = word switch
        {
            "P" => OrderStatus.Tracked,
            "A" => OrderStatus.Confirmed,
            "D" => OrderStatus.Void,
            _ => null,
        };
        var currency = row.Text("currencyCode") is null ? _options.ReportCurrency : row.Currency("currencyCode");
        var orderedAt = row.Instant("timeOfTransaction") ?? throw PlatformRow.Lacks("timeOfTransaction");
        var commission = row.Minor("commission", currency) ?? throw PlatformRow.Lacks("commission");
        return new ReportRow(
            new OrderReport
            {
                Network = Key,
                OrderNo = order.Length <= 80 ? order : throw PlatformRow.Lacks("orderNumber of a usual length"),
                // Order numbers are the merchants': two of them may use the same one.
                ItemNo = string.Join('-', new[] { row.Text("programId"), row.Text("transactionId") ?? row.Text("eventId") }.OfType<string>().DefaultIfEmpty("1")),
                Status = known ?? OrderStatus.Held,
                StatusReason = known is null ? $"TradeDoubler: {word}" : row.Text("reason"),
                UpdatedAt = row.Instant("timeOfLastModified") ?? orderedAt,
                OrderedAt = orderedAt,
                Merchant = _programmes.MerchantOf(row.Text("programId")) ?? row.Text("programName"),
                SaleMinor = Math.Max(0, row.Minor("orderValue", currency) ?? 0),
                CommissionMinor = known == OrderStatus.Void ? 0 : Math.Max(0, commission),
                Currency = currency,
                ClickRef = row.Text("epi"),
            },
            null)
        {
            Alert = known is null ? $"{order}: TradeDoubler's status \"{word}\" is unknown; the order is held" : null,
        };
    }
}
