using System.Globalization;
using System.Net;
using Daogou.Core.Outbound;
using Daogou.Crawler.Manners;
using Microsoft.Extensions.Options;

namespace Daogou.Crawler.Fetching;

/// <summary>Gets a source's document: from the web through the guarded client, or from a file.</summary>
public sealed class SourceFetcher(GuardedHttp http, HostPace pace, RobotsGate robots, IOptions<OutboundOptions> outbound, TimeProvider time)
{
    private const string Accept =
        "application/feed+json, application/json;q=0.9, application/atom+xml, application/rss+xml, application/xml;q=0.9, text/csv, text/xml;q=0.9, text/html;q=0.5, */*;q=0.4";

    /// <summary>The pace that its requests keep.</summary>
    public HostPace Pace => pace;

    /// <exception cref="FetchFailedException">No document: a status that is none, a file that is not there.</exception>
    /// <exception cref="OutboundException">Refused by policy, not reached, cut or too large.</exception>
    public Task<SourceDocument> FetchAsync(FetchWish wish, CancellationToken cancellationToken) =>
        wish.Address.IsFile ? ReadFileAsync(wish.Address, wish.Known, cancellationToken) : GetAsync(wish, cancellationToken);

    /// <summary>What robots.txt says of the document; null where it has no say.</summary>
    public async Task<RobotsVerdict?> AskRobotsAsync(FetchWish wish, CancellationToken cancellationToken) =>
        wish.AsksRobots && !wish.Address.IsFile ? await robots.AskAsync(wish.Address, cancellationToken) : null;

    private async Task<SourceDocument> GetAsync(FetchWish wish, CancellationToken cancellationToken)
    {
        var (address, known, credentials) = (wish.Address, wish.Known, wish.Credentials);
        if (!SourceAddress.HasHost(address))
        {
            throw new FetchFailedException($"'{address}' has no host that there can be.");
        }
        var verdict = await AskRobotsAsync(wish, cancellationToken);
        if (verdict is { Allowed: false })
        {
            throw new FetchFailedException(verdict.Words);
        }
        using var turn = await pace.EnterAsync(address, verdict?.CrawlDelay, cancellationToken);
        var request = new FetchRequest(address) { ETag = known.ETag, LastModified = known.LastModified, Accept = Accept, Credentials = credentials };
        await using var answer = await http.GetAsync(request, cancellationToken);
        if (answer.Status == HttpStatusCode.NotModified)
        {
            if (known is { ETag: null or "", LastModified: null or "" })
            {
                throw new FetchFailedException($"{answer.Address.Host} says that nothing changed (304), but was asked for the whole document.", (int)answer.Status);
            }
            return new SourceDocument
            {
                Address = answer.Address,
                Status = (int)answer.Status,
                Validators = known with { LastModified = answer.LastModified ?? known.LastModified },
                Hops = answer.Hops,
                Fresh = Freshness.Of(answer),
            };
        }
        if (answer.Status != HttpStatusCode.OK)
        {
            throw new FetchFailedException(Words(answer), (int)answer.Status, answer.RetryAfter(time.GetUtcNow())) { Hops = answer.Hops };
        }
        var spooled = await ZipFile.UnpackAsync(await Spool.TakeAsync(answer.Body, cancellationToken), outbound.Value.Limits, cancellationToken);
        return new SourceDocument
        {
            Address = answer.Address,
            Content = spooled.Content,
            Status = (int)answer.Status,
            Validators = new Validators(answer.ETag, answer.LastModified, spooled.Hash),
            BytesReceived = answer.BytesReceived,
            Length = spooled.Length,
            Charset = answer.Charset,
            IsUtf8 = spooled.IsUtf8,
            Hops = answer.Hops,
            Fresh = Freshness.Of(answer),
            Robots = verdict?.Words,
        };
    }

    private async Task<SourceDocument> ReadFileAsync(Uri address, Validators known, CancellationToken cancellationToken)
    {
        var file = new FileInfo(address.LocalPath);
        try
        {
            var mark = file.Exists
                ? string.Create(CultureInfo.InvariantCulture, $"{file.Length}-{file.LastWriteTimeUtc.Ticks}")
                : throw new FetchFailedException(
                    Directory.Exists(file.FullName) ? $"{file.FullName} is a folder." : $"There is no file {file.FullName}.");
            if (known.ETag == mark)
            {
                return new SourceDocument { Address = address, Validators = known };
            }
            var limits = outbound.Value.Limits;
            await using var wire = new WireStream(file.OpenRead(), limits.MaxReceivedBytes);
            await using var body = await Unpacking.OpenAsync(wire, [], limits, cancellationToken);
            var spooled = await ZipFile.UnpackAsync(await Spool.TakeAsync(body, cancellationToken), limits, cancellationToken);
            return new SourceDocument
            {
                Address = address,
                Content = spooled.Content,
                Validators = new Validators(mark, null, spooled.Hash),
                BytesReceived = wire.Count,
                IsUtf8 = spooled.IsUtf8,
                Length = spooled.Length,
            };
        }
        catch (UnauthorizedAccessException e)
        {
            throw new FetchFailedException($"{file.FullName} may not be read.", e);
        }
        catch (IOException e) when (e is not OutboundException)
        {
            throw new FetchFailedException($"{file.FullName} cannot be read: {e.Message}", e);
        }
    }

    private static string Words(Fetched answer)
    {
        var code = (int)answer.Status;
        return answer switch
        {
            _ when answer.Header("cf-mitigated") is not null => $"{answer.Address.Host} asks for a check that only a person can pass ({code}).",
            { Status: HttpStatusCode.Unauthorized or HttpStatusCode.PaymentRequired or HttpStatusCode.Forbidden } =>
                $"{answer.Address.Host} refuses us ({code}): it wants a key, or no programs.",
            { Status: HttpStatusCode.NotFound } => $"There is nothing at {answer.Address.GetLeftPart(UriPartial.Path)} (404).",
            { Status: HttpStatusCode.Gone } => $"{answer.Address.GetLeftPart(UriPartial.Path)} is gone for good (410); take the source out of the settings.",
            { Status: HttpStatusCode.TooManyRequests } => $"{answer.Address.Host} asks us to come less often (429).",
            { Status: HttpStatusCode.NoContent } => $"{answer.Address.Host} answered without a document (204).",
            _ when code >= 500 => $"{answer.Address.Host} has a fault of its own ({code}).",
            _ when code is >= 300 and < 400 => $"{answer.Address.Host} redirects without saying where ({code}).",
            _ => $"{answer.Address.Host} answered {code} instead of a document.",
        };
    }
}
