using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using Daogou.Core.Outbound;

namespace Daogou.Core.Networks.Platforms;

/// <summary>How one platform is spoken to.</summary>
/// <param name="Network">The network's key, for messages.</param>
/// <param name="CallsPerSecond">The most calls in a second.</param>
/// <param name="Secrets">What must never be seen in a message, whatever the platform writes back.</param>
internal sealed record PlatformManners(string Network, int CallsPerSecond, IReadOnlyList<string> Secrets)
{
    /// <summary>Pauses before a call is tried again that failed through no fault of ours.</summary>
    public IReadOnlyList<TimeSpan> Retries { get; init; } = [TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(1)];

    /// <summary>The longest wait that is sat out within a call; a longer one ends it and closes the network until then.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The most calls in any minute; 0 for no such limit.</summary>
    public int CallsPerMinute { get; init; }

    /// <summary>What the platform means by a status that is no success, told by it and the first part of the body; null for the usual reading.</summary>
    public Func<HttpResponseMessage, string, PlatformFault?>? OfStatus { get; init; }

    /// <summary>What a failed HTTP status with this body means; null for the usual meaning of the status.</summary>
    public Func<int, JsonElement?, PlatformFault?>? OfFailure { get; init; }

    /// <summary>A header of the platform's own with the seconds to wait, beside <c>Retry-After</c>.</summary>
    public string? WaitHeader { get; init; }
}

/// <summary>
/// The one place where calls to platforms are paced, tried again and given up. All calls of a network share it: when the platform says stop, the
/// poller and the link makers stop alike. Everything goes through the guarded client.
/// </summary>
/// <param name="time">Business time, by which a network stays closed.</param>
/// <param name="pace">The wall's time, by which calls are spaced and pauses waited out.</param>
internal sealed partial class PlatformClient(PlatformManners manners, IHttpClientFactory clients, TimeProvider time, TimeProvider pace)
{
    private const int MostBytes = 32 << 20;
    private const int MostErrorBytes = 4 << 10;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan UsualBan = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestBan = TimeSpan.FromHours(6);
    private readonly Lock _lock = new();
    private readonly Queue<DateTimeOffset> _turns = [];
    private DateTimeOffset _nextAt;
    private DateTimeOffset _closedUntil;
    private volatile string? _token;
    private (DateOnly Day, long Calls) _calls;
    private (string Words, DateTimeOffset At)? _lastFault;

    /// <summary>A token that was given for the account must not be seen in a message either.</summary>
    public void Hide(string token) => _token = token;

    /// <summary>How the platform's patience stands, in this process.</summary>
    public PlatformState State
    {
        get
        {
            lock (_lock)
            {
                var now = time.GetUtcNow();
                return new PlatformState(_calls.Day == Day(now) ? _calls.Calls : 0, _closedUntil > now ? _closedUntil : null, _lastFault?.Words, _lastFault?.At);
            }
        }
    }

    /// <summary>Sends what <paramref name="make"/> makes, anew for each try because it carries the time, until <paramref name="judge"/> has nothing against the answer.</summary>
    /// <exception cref="NetworkUnavailableException">The platform is away, or wants to be left alone for a while.</exception>
    /// <exception cref="PlatformRefusedException">It refused this call.</exception>
    public Task<JsonElement> CallAsync(
        string what, Func<HttpRequestMessage> make, Func<JsonElement, PlatformFault?> judge, CancellationToken cancellationToken) =>
        CallAsync(what, make, ReadJson, judge, cancellationToken);

    /// <summary>The same for an answer that <paramref name="read"/> reads, such as XML.</summary>
    /// <exception cref="NetworkUnavailableException">The platform is away, or wants to be left alone for a while.</exception>
    /// <exception cref="PlatformRefusedException">It refused this call.</exception>
    public async Task<T> CallAsync<T>(
        string what, Func<HttpRequestMessage> make, Func<byte[], T> read, Func<T, PlatformFault?> judge, CancellationToken cancellationToken)
    {
        for (var tries = 0; ; tries++)
        {
            await TakeTurnAsync(what, cancellationToken);
            var (answer, fault) = await TryAsync(make, read, judge, cancellationToken);
            if (fault is null)
            {
                return answer!;
            }
            var mayRetry = tries < manners.Retries.Count && fault.Kind != FaultKind.Ours && (fault.Wait ?? TimeSpan.Zero) <= manners.Patience;
            if (!mayRetry)
            {
                throw GivenUp(what, fault);
            }
            await Task.Delay(fault.Wait is { } asked && asked > manners.Retries[tries] ? asked : manners.Retries[tries], pace, cancellationToken);
        }
    }

    /// <summary>Waits for this call's place in the row; a closed network answers at once.</summary>
    private async Task TakeTurnAsync(string what, CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_lock)
        {
            if (_closedUntil - time.GetUtcNow() is var closed && closed > TimeSpan.Zero)
            {
                throw new NetworkUnavailableException($"{manners.Network} asked us to stop; {what} is not asked for another {Seconds(closed)} s.") { RetryAfter = closed };
            }
            var now = pace.GetUtcNow();
            var turn = _nextAt > now ? _nextAt : now;
            if (manners.CallsPerMinute > 0)
            {
                turn = _turns.Count >= manners.CallsPerMinute && _turns.Dequeue() + Minute is var free && free > turn ? free : turn;
                _turns.Enqueue(turn);
            }
            _nextAt = turn + (TimeSpan.FromSeconds(1) / manners.CallsPerSecond);
            wait = turn - now;
            var day = Day(time.GetUtcNow());
            _calls = (day, _calls.Day == day ? _calls.Calls + 1 : 1);
        }
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, pace, cancellationToken);
        }
    }

    private async Task<(T? Answer, PlatformFault? Fault)> TryAsync<T>(
        Func<HttpRequestMessage> make, Func<byte[], T> read, Func<T, PlatformFault?> judge, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient(GuardedHttp.ClientName);
            using var request = make();
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                return (default, manners.OfStatus is { } own
                    ? own(response, await StartAsync(response, cancellationToken)) ?? OfStatus(response)
                    : await OfFailureAsync(response, cancellationToken));
            }
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            var answer = read(await ReadAsync(body, cancellationToken));
            return (answer, judge(answer));
        }
        catch (Exception e) when (e is JsonException or XmlException)
        {
            return (default, new PlatformFault(FaultKind.Passing, e is JsonException ? "json" : "xml", $"its answer is cut or is not {(e is JsonException ? "JSON" : "XML")}"));
        }
        catch (OutboundException e) when (e.IsRefusal)
        {
            return (default, new PlatformFault(FaultKind.Ours, "outbound", e.Message));
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (default, new PlatformFault(FaultKind.Passing, "http", "it did not answer: " + e.Message));
        }
    }

    /// <summary>Some platforms say why in the body of a failure; where they say it in no JSON, the status alone counts.</summary>
    private async Task<PlatformFault> OfFailureAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (manners.OfFailure is not { } judge)
        {
            return OfStatus(response);
        }
        JsonElement? said = null;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            using var document = JsonDocument.Parse(await ReadAsync(body, cancellationToken));
            said = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // A page of a gateway; the status says enough.
        }
        return judge((int)response.StatusCode, said) is { } fault ? fault with { Wait = fault.Wait ?? Asked(response) } : OfStatus(response);
    }

    private TimeSpan? Asked(HttpResponseMessage response)
    {
        if (manners.WaitHeader is { } header && response.Headers.TryGetValues(header, out var values)
            && int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(seconds);
        }
        return response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } when date > time.GetUtcNow() => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
    }

    private PlatformFault OfStatus(HttpResponseMessage response)
    {
        var code = "HTTP " + ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        var asked = Asked(response);
        return response.StatusCode switch
        {
            // Their gateways answer 403 to who comes too often, and name a bad account in the body of a 200.
            HttpStatusCode.TooManyRequests or HttpStatusCode.Forbidden => new PlatformFault(FaultKind.Limit, code, "too many calls", asked ?? UsualBan),
            >= HttpStatusCode.InternalServerError => new PlatformFault(FaultKind.Passing, code, "its server failed", asked),
            HttpStatusCode.Unauthorized => new PlatformFault(FaultKind.Ours, code, "it does not accept our key or token"),
            _ => new PlatformFault(FaultKind.Ours, code, "it refused the call"),
        };
    }

    private Exception GivenUp(string what, PlatformFault fault)
    {
        var message = Redacted($"{manners.Network} refused {what}: {fault.Code} {fault.Words}");
        lock (_lock)
        {
            _lastFault = (message, time.GetUtcNow());
        }
        if (fault.Kind == FaultKind.Ours)
        {
            return new PlatformRefusedException(message, fault with { Words = Redacted(fault.Words) });
        }
        var wait = fault.Wait ?? (fault.Kind == FaultKind.Limit ? UsualBan : null);
        if (fault.Kind == FaultKind.Limit && wait is { } ban)
        {
            lock (_lock)
            {
                _closedUntil = time.GetUtcNow() + (ban < LongestBan ? ban : LongestBan);
            }
        }
        return new NetworkUnavailableException(message) { RetryAfter = wait };
    }

    /// <summary>A platform may write back what we sent it.</summary>
    private string Redacted(string text)
    {
        foreach (var secret in manners.Secrets.Where(secret => secret.Length >= 4))
        {
            text = text.Replace(secret, "***", StringComparison.OrdinalIgnoreCase);
        }
        text = _token is { Length: >= 4 } token ? text.Replace(token, "***", StringComparison.Ordinal) : text;
        text = Signature().Replace(text, "***");
        return text.Length <= 400 ? text : text[..400] + "…";
    }

    private async Task<byte[]> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 << 10];
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (bytes.Length + read > MostBytes)
            {
                throw new NetworkUnavailableException($"One answer of {manners.Network} is larger than {MostBytes >> 20} MB.");
            }
            bytes.Write(buffer, 0, read);
        }
        return bytes.ToArray();
    }

    private static JsonElement ReadJson(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        return document.RootElement.Clone();
    }

    /// <summary>The first part of an error's body.</summary>
    private static async Task<string> StartAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[MostErrorBytes];
        var read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, read);
    }

    private static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    private static long Seconds(TimeSpan span) => (long)Math.Ceiling(span.TotalSeconds);

    [GeneratedRegex("(?<![0-9A-Za-z])(?:[0-9A-Fa-f]{32}|[0-9A-Fa-f]{64}|[0-9A-Za-z+/]{43}=)(?![0-9A-Za-z])|(?<=(?:Bearer|Basic) )[^\\s\"]{12,}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Signature();
}
