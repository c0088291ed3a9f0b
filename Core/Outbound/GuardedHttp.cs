using System.Net;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Outbound;

/// <summary>
/// The one client for addresses that come from settings, feeds and people. It reaches public addresses only (checked on the number
/// it connects to, at every hop of a redirect), sends no cookies, uses no proxy, and bounds time, size and growth of what it reads.
/// </summary>
public sealed class GuardedHttp : IDisposable
{
    /// <summary>The name under which <see cref="IHttpClientFactory"/> hands out clients with the same guard.</summary>
    public const string ClientName = "guarded";

    private readonly OutboundOptions _options;
    private readonly GuardedPool _pool;
    private readonly TimeProvider _clock;

    /// <param name="options">Limits and what is allowed.</param>
    /// <param name="resolver">From names to addresses.</param>
    /// <param name="clock">Real time, for the deadlines.</param>
    public GuardedHttp(IOptions<OutboundOptions> options, IHostResolver resolver, TimeProvider clock)
    {
        _options = options.Value;
        _pool = new GuardedPool(() => new GuardedHandler(_options, resolver));
        _clock = clock;
    }

    /// <summary>A handler with the same guard, for clients of <see cref="IHttpClientFactory"/>; redirects are theirs to follow.</summary>
    public static HttpMessageHandler CreateHandler(OutboundOptions options, IHostResolver resolver) => new GuardedHandler(options, resolver);

    /// <summary>Follows redirects and returns when the last answer's headers are there.</summary>
    /// <exception cref="OutboundException">Refused by policy, or failed, with the words to show.</exception>
    public async Task<Fetched> GetAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        var limits = request.Limits ?? _options.Limits;
        var visit = new Visit(_pool.Take(), new Deadline(limits, _clock, cancellationToken));
        try
        {
            return await FollowAsync(request, limits, visit);
        }
        catch (UriFormatException e)
        {
            visit.Dispose();
            throw new OutboundException(OutboundFault.Unresolved, $"{request.Address.Host} is, or redirects to, what is no host's name.", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            visit.Dispose();
            throw visit.Deadline.Passed(request.Address.Host, e);
        }
        catch
        {
            visit.Dispose();
            throw;
        }
    }

    public void Dispose() => _pool.Dispose();

    private async Task<Fetched> FollowAsync(FetchRequest request, FetchLimits limits, Visit visit)
    {
        var address = request.Address;
        var hops = new List<Hop>();
        var trusted = true;
        while (true)
        {
            var response = await SendAsync(request, address, trusted, visit);
            if (!IsRedirect(response.StatusCode) || response.Headers.Location is not { } location)
            {
                return await OpenAsync(response, address, hops, limits, visit);
            }
            var status = response.StatusCode;
            response.Dispose();
            if (hops.Count == limits.MaxRedirects)
            {
                throw new OutboundException(OutboundFault.Redirect, $"{request.Address.Host} redirects more than {limits.MaxRedirects} times.");
            }
            var next = location.IsAbsoluteUri ? location : new Uri(address, location);
            trusted &= SameOrigin(address, next);
            hops.Add(new Hop(status, next));
            address = next;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(FetchRequest request, Uri address, bool trusted, Visit visit)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, address) { Version = HttpVersion.Version11 };
        message.Headers.TryAddWithoutValidation("User-Agent", _options.UserAgent);
        message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        message.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate, br");
        if (request.ETag is { Length: > 0 } tag)
        {
            message.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }
        if (request.LastModified is { Length: > 0 } date)
        {
            message.Headers.TryAddWithoutValidation("If-Modified-Since", date);
        }
        foreach (var (name, value) in request.Credentials.Where(_ => trusted))
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }
        visit.Deadline.ExpectHeaders();
        return await visit.Lease.Client.SendAsync(message, visit.Deadline.Token);
    }

    private static async Task<Fetched> OpenAsync(
        HttpResponseMessage response, Uri address, IReadOnlyList<Hop> hops, FetchLimits limits, Visit visit)
    {
        try
        {
            if (response.Content.Headers.NonValidated.TryGetValues("Content-Length", out var lengths) && lengths.Distinct(StringComparer.Ordinal).Count() > 1)
            {
                throw new OutboundException(OutboundFault.Cut, $"{address.Host} says two lengths of one body: {string.Join(" and ", lengths)}.");
            }
            if (response.Content.Headers.ContentLength > limits.MaxReceivedBytes)
            {
                throw WireStream.TooLarge(limits.MaxReceivedBytes);
            }
            var raw = await response.Content.ReadAsStreamAsync(visit.Deadline.Token);
            var wire = new WireStream(raw, limits.MaxReceivedBytes, visit.Deadline, address.Host);
            var body = await Unpacking.OpenAsync(wire, response.Content.Headers.ContentEncoding, limits, CancellationToken.None);
            return new Fetched(response, address, hops, wire, body, visit);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static bool IsRedirect(HttpStatusCode status) =>
        status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect
            or HttpStatusCode.PermanentRedirect;

    private static bool SameOrigin(Uri one, Uri other) =>
        one.Scheme == other.Scheme && one.Port == other.Port && one.IdnHost.Equals(other.IdnHost, StringComparison.OrdinalIgnoreCase);

    /// <summary>What a fetch holds until its answer was read.</summary>
    private sealed record Visit(GuardedPool.Lease Lease, Deadline Deadline) : IDisposable
    {
        public void Dispose()
        {
            Deadline.Dispose();
            Lease.Dispose();
        }
    }
}
