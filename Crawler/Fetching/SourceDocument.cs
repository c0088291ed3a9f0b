using Daogou.Core.Outbound;

namespace Daogou.Crawler.Fetching;

/// <summary>What we hold of a source's last whole document, to ask for the next one only if it differs.</summary>
public sealed record Validators(string? ETag, string? LastModified, string? BodyHash)
{
    public static readonly Validators None = new(null, null, null);
}

/// <summary>A source's document, whole and unpacked in a file of its own that is gone when it is disposed; or that there is nothing new.</summary>
public sealed class SourceDocument : IAsyncDisposable
{
    /// <summary>Where it came from in the end.</summary>
    public required Uri Address { get; init; }

    /// <summary>Null when the source has nothing new.</summary>
    public Stream? Content { get; init; }

    public int? Status { get; init; }

    /// <summary>To be kept once what the document says is kept.</summary>
    public required Validators Validators { get; init; }

    /// <summary>Bytes received, still packed.</summary>
    public long BytesReceived { get; init; }

    /// <summary>Bytes unpacked.</summary>
    public long Length { get; init; }

    /// <summary>The character set that the server declared.</summary>
    public string? Charset { get; init; }

    /// <summary>The whole of it is valid UTF-8.</summary>
    public bool IsUtf8 { get; init; }

    public IReadOnlyList<Hop> Hops { get; init; } = [];

    /// <summary>How long the server says that it stays as it is.</summary>
    public TimeSpan? Fresh { get; init; }

    /// <summary>What robots.txt had to say; null when it was not asked.</summary>
    public string? Robots { get; init; }

    public ValueTask DisposeAsync() => Content?.DisposeAsync() ?? ValueTask.CompletedTask;
}

/// <summary>The source could be reached and gave no document, or could not be reached.</summary>
public sealed class FetchFailedException : Exception
{
    public FetchFailedException(string message, int? status = null, TimeSpan? retryAfter = null)
        : base(message) => (Status, RetryAfter) = (status, retryAfter);

    public FetchFailedException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public int? Status { get; }

    /// <summary>The redirects on the way to the answer.</summary>
    public IReadOnlyList<Hop> Hops { get; init; } = [];

    /// <summary>How long the server asked us to stay away.</summary>
    public TimeSpan? RetryAfter { get; }
}
