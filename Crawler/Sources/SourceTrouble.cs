namespace Daogou.Crawler.Sources;

/// <summary>What can be wrong with a source, so that an operator has to act. Stored; never renumber.</summary>
public enum TroubleKind
{
    /// <summary>It gave documents and no longer does.</summary>
    Silent = 1,

    /// <summary>Its document has less than half of its usual rows.</summary>
    Halved = 2,

    /// <summary>Most of its rows are refused, which they were not before.</summary>
    Refusing = 3,

    /// <summary>Its server says that it is gone for good (410).</summary>
    Gone = 4,
}

/// <summary>A trouble as it was found.</summary>
/// <param name="Expected">Silent: seconds between two polls; halved: the usual rows; refusing: the usual percentage of refused rows.</param>
/// <param name="Found">Silent: polls that failed in a row; halved: rows; refusing: percentage of refused rows.</param>
/// <param name="Since">Silent: the last good poll.</param>
/// <param name="Detail">What the last poll said, or the reasons of the refusals.</param>
internal sealed record TroubleFinding(TroubleKind Kind, long Expected, long Found, DateTimeOffset? Since, string? Detail);

/// <summary>A source's trouble from its alert to its recovery.</summary>
public sealed record SourceTrouble
{
    /// <summary>The run that showed it, or an id of its own.</summary>
    public required long Id { get; init; }

    public required long SourceId { get; init; }

    public required TroubleKind Kind { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Null as long as it lasts.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Silent: seconds between two polls; halved: the usual rows; refusing: the usual percentage of refused rows.</summary>
    public required long Expected { get; init; }

    /// <summary>Silent: polls that failed in a row; halved: rows; refusing: percentage of refused rows.</summary>
    public required long Found { get; init; }

    public DateTimeOffset? Since { get; init; }

    public string? Detail { get; init; }
}
