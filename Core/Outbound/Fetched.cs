using System.Net;

namespace Daogou.Core.Outbound;

/// <summary>What to fetch.</summary>
public sealed record FetchRequest(Uri Address)
{
    /// <summary>The validator of the copy we have, word for word as it was received.</summary>
    public string? ETag { get; init; }

    /// <summary>The date of the copy we have, word for word as it was received.</summary>
    public string? LastModified { get; init; }

    public string Accept { get; init; } = "*/*";

    /// <summary>Headers that carry a secret; they stay with the host they were meant for.</summary>
    public IReadOnlyDictionary<string, string> Credentials { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Other limits than the settings'.</summary>
    public FetchLimits? Limits { get; init; }
}

/// <summary>One step of a redirect.</summary>
public sealed record Hop(HttpStatusCode Status, Uri To)
{
    public bool IsPermanent => Status is HttpStatusCode.MovedPermanently or HttpStatusCode.PermanentRedirect;
}

/// <summary>An answer whose body is still to be read, within the limits. Whatever its status: the caller decides what that means.</summary>
public sealed class Fetched(HttpResponseMessage response, Uri address, IReadOnlyList<Hop> hops, WireStream wire, Stream body, IDisposable deadline)
    : IAsyncDisposable
{
    public HttpStatusCode Status { get; } = response.StatusCode;

    /// <summary>Where the answer came from in the end.</summary>
    public Uri Address { get; } = address;

    public IReadOnlyList<Hop> Hops { get; } = hops;

    /// <summary>As received; weak prefix, odd quotes and all.</summary>
    public string? ETag { get; } = Header(response, "ETag");

    public string? LastModified { get; } = Header(response, "Last-Modified");

    public string? MediaType { get; } = response.Content.Headers.ContentType?.MediaType;

    public string? Charset { get; } = response.Content.Headers.ContentType?.CharSet?.Trim('"', '\'', ' ');

    /// <summary>Seconds or an instant, as the server asked.</summary>
    public TimeSpan? RetryAfter(DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - now,
        _ => null,
    };

    public string? Header(string name) => Header(response, name);

    /// <summary>The decompressed body. Reading throws <see cref="OutboundException"/> when a limit is passed or the body breaks off.</summary>
    public Stream Body { get; } = body;

    /// <summary>Bytes over the wire so far.</summary>
    public long BytesReceived => wire.Count;

    public async ValueTask DisposeAsync()
    {
        await Body.DisposeAsync();
        response.Dispose();
        deadline.Dispose();
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) || response.Content.Headers.NonValidated.TryGetValues(name, out values)
            ? values.FirstOrDefault()
            : null;
}
