namespace Daogou.Core.Clicks;

/// <summary>Whether a hit counts. Every hit is stored; only humans are counted, and money never depends on it.</summary>
public enum ClickVerdict
{
    Human = 1,
    Suspect = 2,
    Bot = 3,
}

/// <summary>One hit of a tracked link as it goes into the journal.</summary>
public sealed record Hit
{
    public required string LinkCode { get; init; }

    public required long DealId { get; init; }

    public required long GroupId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Method { get; init; }

    public required ClickVerdict Verdict { get; init; }

    /// <summary>Comma-joined reason words; empty for a plain human.</summary>
    public required string Reasons { get; init; }

    public string? Visitor { get; init; }

    public string? Address { get; init; }

    public string? Agent { get; init; }

    public string? AgentFamily { get; init; }

    public string? ReferrerHost { get; init; }
}

/// <summary>One stored hit.</summary>
public sealed record Click
{
    /// <summary>The middle part of the click ref; never used twice.</summary>
    public required long Ordinal { get; init; }

    public required string LinkCode { get; init; }

    public required long DealId { get; init; }

    public required long GroupId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Method { get; init; }

    public required ClickVerdict Verdict { get; init; }

    public required string Reasons { get; init; }

    public string? Visitor { get; init; }

    public string? Address { get; init; }

    public string? Agent { get; init; }

    public string? AgentFamily { get; init; }

    public string? ReferrerHost { get; init; }
}

/// <summary>Where hits become durable before the visitor is sent on.</summary>
public interface IClickJournal
{
    /// <summary>Numbers the hit and writes it. Completes when it is durable, when the visitor has waited long enough, or when it could not be written.</summary>
    ValueTask<Journalled> AppendAsync(Hit hit);
}

/// <param name="Ordinal">The hit's number for its click ref; 0 when the store was down for so long that no numbers were left.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct Journalled(long Ordinal, ClickFate Fate);

public enum ClickFate
{
    /// <summary>On the disk, whatever happens next.</summary>
    Kept = 1,

    /// <summary>Not yet on the disk within the budget; it may still get there.</summary>
    Late = 2,

    /// <summary>The store refused it.</summary>
    Lost = 3,
}
