using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Partnerize;

/// <summary>Partnerize: links are a path with our ref as pubref, orders are conversions by the time they were last changed.</summary>
public sealed class PartnerizeNetwork : ILinkMaker, IOrderSource, IConnectionCheck, IPlatformState
{
    private const int MostPages = 2000;

    private readonly PartnerizeOptions _options;
    private readonly PlatformClient _client;
    private readonly ListedProgrammes _programmes;

    /// <param name="options">The section.</param>
    /// <param name="clients">Hands out the guarded client.</param>
    /// <param name="time">Business time.</param>
    /// <param name="pace">The wall's time, by which calls are spaced.</param>
    public PartnerizeNetwork(PartnerizeOptions options, IHttpClientFactory clients, TimeProvider time, TimeProvider pace)
    {
        _options = options;
        _client = new PlatformClient(
            new PlatformManners(Key, options.CallsPerSecond, [options.Secret, Basic]) { WaitHeader = "X-RateLimit-Retry-After", OfFailure = OfFailure }, clients, time, pace);
        _programmes = new ListedProgrammes(Key, options, options.Programmes);
        Plan = new PlatformProgramme(Key, options, [], []).Plan(TimeSpan.FromDays(30));
    }

    public string Key => "partnerize";

    public string Name => "Partnerize";

    public AttributionMode Mode => AttributionMode.Token;

    public PlatformState State => _client.State;

    public IReadOnlyList<Programme> Programmes => _programmes.All;

    public PollPlan? Plan { get; }

    private string Basic => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_options.AppKey}:{_options.Secret}"));

    public Programme? ProgrammeFor(Uri product) => _programmes.For(product);

    public bool MayLeadTo(Uri destination) => HostList.Covers(["prf.hn"], destination);

    /// <summary>The order of the path's parts is the network's; the destination is the last of them.</summary>
    public ValueTask<DeepLink> MakeLinkAsync(LinkRequest request, CancellationToken cancellationToken) => ValueTask.FromResult(
        _programmes.Find(request.Product) is var (programme, _)
            ? new DeepLink($"https://prf.hn/click/camref:{Uri.EscapeDataString(programme.Id)}/pubref:{DeepLink.RefToken}/destination:{Uri.EscapeDataString(request.Product.AbsoluteUri)}", null)
            : ListedProgrammes.NotCovered(Name, request.Product));

    public async IAsyncEnumerable<ReportRow> ListOrdersAsync(
        DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var first = new Uri(string.Create(
            CultureInfo.InvariantCulture,
            $"{_options.Url.TrimEnd('/')}/reporting/report_publisher/publisher/{Uri.EscapeDataString(_options.PublisherId)}/conversion.json?start_date={Time(from)}&end_date={Time(to.AddSeconds(1))}&date_type=last_updated&timezone=UTC&statuses[]=approved&statuses[]=pending&statuses[]=rejected&statuses[]=mixed&limit=300"));
        var number = 0L;
        var page = first;
        for (var count = 1; page is not null; count++)
        {
            if (count > MostPages)
            {
                throw new NetworkUnavailableException(string.Create(CultureInfo.InvariantCulture, $"Partnerize's conversions from {from:u} do not come to an end: {MostPages} pages."));
            }
            var answer = await GetAsync(page, cancellationToken);
            foreach (var conversion in PlatformRow.Items(answer, "conversions"))
            {
                number++;
                foreach (var row in PartnerizeOrders.Read(Key, conversion, number))
                {
                    yield return row;
                }
            }
            page = Next(first, page, JsonPath.Text(answer, "hypermedia.pagination.next_page"));
        }
    }

    public Task<ConnectionAnswer> CheckConnectionAsync(CancellationToken cancellationToken) => ConnectionTry.OfAsync(Name, () => GetAsync(
        new Uri($"{_options.Url.TrimEnd('/')}/reporting/report_publisher/publisher/{Uri.EscapeDataString(_options.PublisherId)}/conversion.json?start_date=2026-01-01T00:00:00Z&end_date=2026-01-01T00:01:00Z&date_type=last_updated&timezone=UTC&limit=1"),
        cancellationToken));

    /// <summary>The key travels with the request, so the next page must be where the first one was.</summary>
    private static Uri? Next(Uri first, Uri page, string? named)
    {
        if (string.IsNullOrEmpty(named))
        {
            return null;
        }
        var next = new Uri(page, named);
        return next.Scheme == first.Scheme && next.Authority == first.Authority && next != page
            ? next
            : throw new NetworkUnavailableException($"Partnerize names a next page that is none, at {next.Authority}.");
    }

    private Task<JsonElement> GetAsync(Uri page, CancellationToken cancellationToken) => _client.CallAsync(
        "conversions",
        () => new HttpRequestMessage(HttpMethod.Get, page) { Headers = { Authorization = new AuthenticationHeaderValue("Basic", Basic) } },
        answer => JsonPath.Find(answer, "conversions") is null && JsonPath.Text(answer, "error.message") is { } words
            ? new PlatformFault(FaultKind.Ours, JsonPath.Text(answer, "error.code") ?? "error", words)
            : null,
        cancellationToken);

    private static PlatformFault? OfFailure(int status, JsonElement? said) => (status, said is { } body ? JsonPath.Text(body, "error.message") ?? JsonPath.Text(body, "message") : null) switch
    {
        (400 or 403 or 404, { } words) => new PlatformFault(FaultKind.Ours, "HTTP " + status.ToString(CultureInfo.InvariantCulture), words),
        _ => null,
    };

    private static string Time(DateTimeOffset time) => Uri.EscapeDataString(time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
}
