using System.Text.Json;
using System.Text.Json.Serialization;
using Daogou.Crawler.Feeds;
using Daogou.Crawler.Fetching;

namespace Daogou.Crawler.Sources;

/// <summary>How a poll ended. Stored; never renumber.</summary>
public enum SourceOutcome
{
    Taken = 1,

    /// <summary>The source has nothing new.</summary>
    Unchanged = 2,

    /// <summary>Rows went in, but far fewer than last time: nothing ended because of it.</summary>
    HeldBack = 3,

    /// <summary>Not reached, or no document.</summary>
    FetchFailed = 4,

    /// <summary>The address must not be fetched.</summary>
    Refused = 5,

    /// <summary>A document that is not the feed it should be, or that breaks off.</summary>
    Broken = 6,

    /// <summary>A fault of ours.</summary>
    Failed = 7,
}

/// <summary>How a source is doing.</summary>
public enum SourceHealth
{
    /// <summary>Not polled yet.</summary>
    New = 1,
    Healthy = 2,

    /// <summary>The last polls failed, or its last document was held back.</summary>
    Troubled = 3,

    /// <summary>Failing for hours.</summary>
    Down = 4,
    Disabled = 5,
}

/// <summary>A source as it is kept: its settings, when it is due, what we hold of it, and its health.</summary>
public sealed record Source
{
    private const int DownFromRung = 5;
    internal const int PollsUntilBelieved = 3;
    private static readonly TimeSpan BelievedUnread = TimeSpan.FromDays(1);
    private static readonly TimeSpan Disbelieved = TimeSpan.FromDays(30);

    private static readonly JsonSerializerOptions Json = new()
    {
        PreferredObjectCreationHandling = JsonObjectCreationHandling.Populate,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public required long Id { get; init; }

    public required string SourceKey { get; init; }

    public required string Name { get; init; }

    public required FeedKind Kind { get; init; }

    public required string Location { get; init; }

    /// <summary>The settings as JSON.</summary>
    public required string Settings { get; init; }

    public required bool Enabled { get; init; }

    public required int EverySeconds { get; init; }

    public required DateTimeOffset NextDueAt { get; init; }

    public DateTimeOffset? LeaseUntil { get; init; }

    public string? ETag { get; init; }

    public string? LastModified { get; init; }

    public string? BodyHash { get; init; }

    public DateTimeOffset? LastRunAt { get; init; }

    public DateTimeOffset? LastSuccessAt { get; init; }

    public required int Rung { get; init; }

    public SourceOutcome? LastOutcome { get; init; }

    public string? LastMessage { get; init; }

    public required long Generation { get; init; }

    /// <summary>Rows believed in the last good document.</summary>
    public required long GenerationRows { get; init; }

    /// <summary>When the first poll succeeded.</summary>
    public DateTimeOffset? BaselineAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Where the last polls were sent for good (301, 308).</summary>
    public string? MovedTo { get; init; }

    /// <summary>How many polls in a row were sent there.</summary>
    public long MovedPolls { get; init; }

    /// <summary>When its server said that it is gone for good (410).</summary>
    public DateTimeOffset? GoneAt { get; init; }

    /// <summary>What it brought before this says nothing of its usual size; null: all of it counts.</summary>
    public DateTimeOffset? UsualSince { get; init; }

    /// <summary>Where it is asked for: a move that proved stable over three polls is believed.</summary>
    public string Address => MovedTo is { } moved && MovedPolls >= PollsUntilBelieved ? moved : Location;

    /// <summary>When its document last came whole, new or not.</summary>
    public DateTimeOffset? WholeAt { get; init; }

    /// <summary>When its server was found to have said "not modified" of a document that had changed.</summary>
    public DateTimeOffset? LiedAt { get; init; }

    /// <summary>
    /// What to ask with. A single "not modified" cannot be checked, so it is believed for a day since the document last came whole, and not at
    /// all for a month after it proved false; then the document is asked for in full and compared.
    /// </summary>
    public Validators ValidatorsAt(DateTimeOffset now) =>
        now - WholeAt < BelievedUnread && !(now - LiedAt < Disbelieved) ? new(ETag, LastModified, BodyHash) : new(null, null, BodyHash);

    /// <summary>Whether a document that came in full shows that its validators say nothing: the same as last time, over other bytes.</summary>
    public bool IsLie(Validators came) =>
        BodyHash is not null && came.BodyHash != BodyHash && !IsWeak(ETag)
        && (ETag is not null ? ETag == came.ETag : LastModified is not null && LastModified == came.LastModified);

    private static bool IsWeak(string? tag) => tag?.StartsWith("W/", StringComparison.Ordinal) == true;

    public SourceHealth Health =>
        !Enabled ? SourceHealth.Disabled
        : GoneAt is not null ? SourceHealth.Down
        : LastOutcome is null ? SourceHealth.New
        : Rung >= DownFromRung ? SourceHealth.Down
        : LastOutcome is SourceOutcome.Taken or SourceOutcome.Unchanged ? SourceHealth.Healthy
        : SourceHealth.Troubled;

    public SourceOptions Options => JsonSerializer.Deserialize<SourceOptions>(Settings, Json) ?? new SourceOptions();

    public static string ToJson(SourceOptions options) => JsonSerializer.Serialize(options, Json);
}
