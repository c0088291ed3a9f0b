using System.Runtime.CompilerServices;

namespace Daogou.Core.Networks;

/// <summary>A network made of settings alone: a link template, a list of programmes, and order reports as JSON or files.</summary>
public sealed class TemplateNetwork(NetworkOptions options, string? secret, IHttpClientFactory clients) : ILinkMaker, IOrderSource, IReportReader
{
    private readonly JsonReports _reports = new(options, secret, clients);

    private readonly Programme[] _programmes =
    [
        .. options.Programmes.Select(programme => new Programme
        {
            Network = options.Key,
            Merchant = programme.Merchant,
            Hosts = [.. programme.Hosts],
            CommissionBp = programme.CommissionBp,
            AllowsRebate = programme.AllowsRebate,
            AllowsChat = programme.AllowsChat,
            Disclosure = programme.Disclosure,
        }),
    ];

    public string Key => options.Key;

    public string Name => options.Name.Length > 0 ? options.Name : options.Key;

    public AttributionMode Mode => AttributionMode.Token;

    public PollPlan? Plan => options.Reports.Url.Length == 0
        ? null
        : new PollPlan(
            TimeSpan.FromSeconds(options.Reports.EverySeconds),
            TimeSpan.FromMinutes(options.Reports.OverlapMinutes),
            TimeSpan.FromDays(options.Reports.FirstDays),
            TimeSpan.FromDays(options.Reports.WindowDays));

    public IReadOnlyList<Programme> Programmes => _programmes;

    public Programme? ProgrammeFor(Uri product) => _programmes.FirstOrDefault(programme => HostList.Covers(programme.Hosts, product));

    public bool MayLeadTo(Uri destination) => LinkTemplate.HostOf(options) is { } host
        ? HostList.Covers([host], destination)
        : ProgrammeFor(destination) is not null;

    public ValueTask<DeepLink> MakeLinkAsync(LinkRequest request, CancellationToken cancellationToken) => ValueTask.FromResult(
        ProgrammeFor(request.Product) is null
            ? DeepLink.Refused($"{request.Product.Host} 不是 {Name} 的店铺。", $"{request.Product.Host} is not a shop of {Name}.")
            : new DeepLink(LinkTemplate.Fill(options, request.Product), null));

    public ReportRow ReadRow(RawRow row) => ReportReader.Read(options.Key, options.Reports, row);

    public async IAsyncEnumerable<ReportRow> ListOrdersAsync(
        DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in _reports.ListAsync(from, to, cancellationToken))
        {
            yield return ReadRow(row);
        }
    }
}
